//! Shares: so many of so many, with Wilson's interval, and the response rate.
//! A share of few is no percentage to build on; the interval shows it.

use crate::{Confidence, Figure, Interval, Undefined};

/// `part` of `whole`, 0 to 1.
///
/// # Errors
///
/// [`Undefined::NoAnswers`] of nothing, [`Undefined::Senseless`] when there are more than all.
pub fn share(part: u64, whole: u64) -> Figure {
    match whole {
        0 => Err(Undefined::NoAnswers),
        _ if part > whole => Err(Undefined::Senseless),
        _ => Ok(part as f64 / whole as f64),
    }
}

/// Wilson's score interval of a share, without continuity correction (Wilson 1927; Newcombe 1998,
/// method 3). Of none and of all it is not empty, and it never leaves 0 to 1.
///
/// # Errors
///
/// As [`share`].
pub fn wilson(part: u64, whole: u64, confidence: Confidence) -> Result<Interval, Undefined> {
    let p = share(part, whole)?;
    let (n, z) = (whole as f64, confidence.z());
    let middle = p + z * z / (2.0 * n);
    let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    let end = |value: f64| (value / scale).clamp(0.0, 1.0);
    Ok(Interval {
        low: if part == 0 { 0.0 } else { end(middle - reach) },
        high: if part == whole {
            1.0
        } else {
            end(middle + reach)
        },
    })
}

/// The share of those asked who answered, 0 to 1. Those who did not may think otherwise: no
/// interval says how far.
///
/// # Errors
///
/// As [`share`].
pub fn response_rate(answered: u64, asked: u64) -> Figure {
    share(answered, asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_none_and_of_all_the_interval_is_not_empty() {
        let none = wilson(0, 20, Confidence::NINETY_FIVE).unwrap();
        assert!(none.low == 0.0 && none.high > 0.16, "{none:?}");
        let all = wilson(1, 1, Confidence::NINETY_FIVE).unwrap();
        assert!(all.high == 1.0 && all.low > 0.2, "{all:?}");
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        assert_eq!(share(0, 0), Err(Undefined::NoAnswers));
        assert_eq!(response_rate(0, 0), Err(Undefined::NoAnswers));
        assert_eq!(
            wilson(0, 0, Confidence::NINETY_FIVE),
            Err(Undefined::NoAnswers)
        );
    }

    #[test]
    fn more_than_all_is_senseless() {
        assert_eq!(response_rate(4, 3), Err(Undefined::Senseless));
    }
}
