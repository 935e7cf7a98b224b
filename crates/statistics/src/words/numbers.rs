//! Numbers as they are read in Indonesia: a comma before the decimals.
//! A figure without a value is a dash.

use crate::Interval;

/// A number with so many decimals, halves upwards: `4,25`, `−0,5`; `–` where there is none.
#[must_use]
pub fn decimal(number: impl Into<Option<f64>>, places: usize) -> String {
    let Some(number) = number.into() else {
        return "–".to_owned();
    };
    let factor = 10_f64.powi(i32::try_from(places).unwrap_or(0));
    let halves_up = (number.abs() * factor).round() / factor;
    let size = format!("{halves_up:.places$}");
    let zero = size.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if number < 0.0 && !zero { "−" } else { "" };
    format!("{sign}{}", size.replace('.', ","))
}

/// A share (0 to 1) as whole percent: `77%`; `–` where there is none. What is not nothing is never
/// shown as 0%, what is not all never as 100%.
#[must_use]
pub fn percent(share: impl Into<Option<f64>>) -> String {
    let Some(share) = share.into() else {
        return "–".to_owned();
    };
    match (share * 100.0).round() {
        0.0 if share > 0.0 => "<1%".to_owned(),
        100.0 if share < 1.0 => ">99%".to_owned(),
        whole => format!("{}%", decimal(whole, 0)),
    }
}

/// "antara 3,2 dan 4,8"
pub(super) fn range(interval: Interval, places: usize) -> String {
    format!(
        "antara {} dan {}",
        decimal(interval.low, places),
        decimal(interval.high, places)
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
    format!("p = {}", decimal(shown, 3))
}
