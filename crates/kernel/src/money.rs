//! Money in whole rupiah; there is no sen. Arithmetic is checked.
//! Amounts are read as people type them ("15rb", "1,5jt"); nothing is repaired or guessed.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in whole rupiah.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(transparent)]
pub struct Money(pub i64);

/// The text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Jumlah tidak dikenal. Tulis seperti 25.000, 15rb, atau 1,5jt.")]
pub struct ReadError;

impl Money {
    /// The sum, or `None` beyond what an amount can hold.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` beyond what an amount can hold.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// `n` times as much, or `None` beyond what an amount can hold.
    #[must_use]
    pub fn times(self, n: i64) -> Option<Self> {
        self.0.checked_mul(n).map(Self)
    }
}

impl fmt::Display for Money {
    /// "Rp1.500.000".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}Rp")?;
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// Reads an amount.
///
/// # Errors
///
/// [`ReadError`] for what is no amount of whole rupiah.
pub fn read(text: &str) -> Result<Money, ReadError> {
    if text.len() > 200 {
        return Err(ReadError);
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.replace(['–', '—', '−', '‑'], "-").to_ascii_lowercase();
    amount(&text).map(Money).ok_or(ReadError)
}

fn amount(text: &str) -> Option<i64> {
    let text = ["rp.", "rp", "idr"]
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
        .unwrap_or(text);
    let text = text.trim();
    let text = text.strip_suffix("rupiah").unwrap_or(text).trim_end();
    let tails = [",--", ",-", ".-", ",00"];
    match tails.iter().find_map(|tail| text.strip_suffix(tail)) {
        Some(whole) => figure(whole.trim_end()),
        None => figure(text),
    }
}

fn figure(text: &str) -> Option<i64> {
    plain(text).or_else(|| with_units(text))
}

/// Digits, with dots only between whole groups of three.
fn plain(text: &str) -> Option<i64> {
    let mut groups = text.split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let whole = rest.iter().all(|group| group.len() == 3)
        && (rest.is_empty() || (1..=3).contains(&first.len()));
    if !whole || first.is_empty() {
        return None;
    }
    number(&format!("{first}{}", rest.concat()))
}

fn number(digits: &str) -> Option<i64> {
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        digits.parse().ok()
    } else {
        None
    }
}

/// "1,5jt", "2jt 250rb": each part smaller than the unit before.
fn with_units(text: &str) -> Option<i64> {
    let (mut rest, mut total, mut above) = (text, 0_i64, i64::MAX);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))?;
        let (figure, tail) = rest.split_at(end);
        let tail = tail.trim_start();
        let end = tail
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(tail.len());
        let (word, tail) = tail.split_at(end);
        let unit = match word {
            "rb" | "ribu" | "k" => 1_000,
            "jt" | "juta" => 1_000_000,
            "miliar" | "milyar" => 1_000_000_000,
            _ => return None,
        };
        let part = decimal(figure, unit)?;
        if part >= above {
            return None;
        }
        total = total.checked_add(part)?;
        above = unit;
        rest = tail.trim_start();
        // A last part without a unit: "1jt 500.000".
        if let Some(last) = plain(rest).filter(|_| !rest.is_empty()) {
            return if last < above {
                total.checked_add(last)
            } else {
                None
            };
        }
    }
    (above < i64::MAX).then_some(total)
}

/// A figure before a unit: a comma, or a dot followed by one or two digits, is the decimal sign.
fn decimal(figure: &str, unit: i64) -> Option<i64> {
    let (whole, fraction) = match figure.split_once(',') {
        Some((whole, fraction)) => (whole, fraction),
        None => match figure.split_once('.') {
            Some((whole, fraction)) if (1..=2).contains(&fraction.len()) => (whole, fraction),
            Some(_) => return None,
            None => return number(figure)?.checked_mul(unit),
        },
    };
    if whole.is_empty() || fraction.is_empty() || fraction.len() > 9 {
        return None;
    }
    let scale = 10_i64.pow(u32::try_from(fraction.len()).ok()?);
    let part = number(fraction)?.checked_mul(unit)?;
    if part % scale != 0 {
        return None;
    }
    number(whole)?.checked_mul(unit)?.checked_add(part / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_with_dots() {
        assert_eq!(Money(1_500_000).to_string(), "Rp1.500.000");
        assert_eq!(Money(-500).to_string(), "-Rp500");
        assert_eq!(Money(0).to_string(), "Rp0");
    }

    #[test]
    fn parts_must_be_smaller_than_the_unit_before() {
        assert_eq!(read("1jt500rb"), Ok(Money(1_500_000)));
        assert_eq!(read("500rb 1jt"), Err(ReadError));
        assert_eq!(read("1rb 2rb"), Err(ReadError));
    }

    #[test]
    fn what_would_not_fit_is_refused() {
        assert_eq!(read("99999999999999999999"), Err(ReadError));
        assert_eq!(read("9999999999999 miliar"), Err(ReadError));
        assert_eq!(Money(i64::MAX).plus(Money(1)), None);
    }
}
