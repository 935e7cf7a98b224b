//! What so few pairs can show at all.
//! With five pairs no two-sided test at 5% can find anything: "too few", not "no effect".

use crate::{Figure, Undefined};

/// More pairs than this have a smallest p that is as good as zero.
pub const MOST_PAIRS: u64 = 1_000;

/// The smallest two-sided p that the exact signed-rank test gives with `pairs` pairs without ties
/// and zeros: 2/2ⁿ, when all of them change the same way.
///
/// # Errors
///
/// [`Undefined::NoAnswers`] without pairs, [`Undefined::TooMany`] above [`MOST_PAIRS`].
pub fn smallest_p(pairs: u64) -> Figure {
    match i32::try_from(pairs) {
        Ok(0) => Err(Undefined::NoAnswers),
        Ok(pairs) if u64::from(pairs.unsigned_abs()) <= MOST_PAIRS => Ok(0.5_f64.powi(pairs - 1)),
        _ => Err(Undefined::TooMany { most: MOST_PAIRS }),
    }
}

/// The smallest number of pairs with which that test can give a p below `level`: 6 for 0.05.
/// None where [`MOST_PAIRS`] do not do.
#[must_use]
pub fn fewest_pairs(level: f64) -> Option<u64> {
    (1..=MOST_PAIRS).find(|pairs| smallest_p(*pairs).is_ok_and(|p| p < level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_pairs_can_show_nothing_and_six_can() {
        assert_eq!(smallest_p(5), Ok(0.0625));
        assert_eq!(smallest_p(6), Ok(0.03125));
        assert_eq!(fewest_pairs(0.05), Some(6));
        assert_eq!(fewest_pairs(0.01), Some(8));
    }

    #[test]
    fn the_smallest_p_is_never_zero() {
        assert!(smallest_p(MOST_PAIRS).unwrap() > 0.0);
        assert_eq!(smallest_p(0), Err(Undefined::NoAnswers));
        assert_eq!(
            smallest_p(u64::MAX),
            Err(Undefined::TooMany { most: MOST_PAIRS })
        );
        assert_eq!(fewest_pairs(0.0), None);
    }
}
