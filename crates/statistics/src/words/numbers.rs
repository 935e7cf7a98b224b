//! Numbers as they are read in Indonesia: a comma before the decimals.
//! A figure without a value is a dash.

use crate::{Figure, Interval};

/// A number with so many decimals, halves upwards: `4,25`, `−0,5`; `–` where there is none.
#[must_use]
pub fn decimal(number: Figure, places: usize) -> String {
    let Ok(number) = number else {
        return "–".to_owned();
    };
    let factor = 10_f64.powi(i32::try_from(places).unwrap_or(0));
    let halves_up = (number.abs() * factor).round() / factor;
    let size = format!("{halves_up:.places$}");
    let zero = size.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if number < 0.0 && !zero { "−" } else { "" };
    format!("{sign}{}", size.replace('.', ","))
}

/// A share (0 to 1) as whole percent: `77%`; `–` where there is none. What is not all is never
/// shown as 100%, what is not nothing never as 0%.
#[must_use]
pub fn percent(share: Figure) -> String {
    let Ok(share) = share else {
        return "–".to_owned();
    };
    let whole = (share * 100.0).round();
    let whole = if share > 0.0 && whole == 0.0 {
        return "kurang dari 1%".to_owned();
    } else if share < 1.0 && whole == 100.0 {
        return "lebih dari 99%".to_owned();
    } else {
        whole
    };
    format!("{}%", decimal(Ok(whole), 0))
}

/// "antara 3,2 dan 4,8"
pub(super) fn range(interval: Interval, places: usize) -> String {
    format!(
        "antara {} dan {}",
        decimal(Ok(interval.low), places),
        decimal(Ok(interval.high), places)
    )
}

/// "p = 0,041"; what is smaller than can be shown is "p < 0,001".
pub(super) fn p_value(p: f64) -> String {
    if p < 0.001 {
        return "p < 0,001".to_owned();
    }
    // Rounded towards the limit that decides, 0.0499 must not be shown as 0.050.
    let shown = if p < 0.05 {
        (p * 1000.0).floor() / 1000.0
    } else {
        p
    };
    format!("p = {}", decimal(Ok(shown), 3))
}
