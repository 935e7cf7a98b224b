//! A weighted index of several parts, and the band it falls into.
//! A part without a value is no zero: the index then has none either.

use crate::undefined::finite;
use crate::{Figure, Undefined};

/// One part of an index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// How much it counts, from 0; only the ratio of weights matters.
    pub weight: f64,
    /// Its value, on the scale of the index.
    pub value: Figure,
}

/// The weighted mean of `parts`.
///
/// # Errors
///
/// [`Undefined::PartMissing`] when a part that counts has no value, [`Undefined::NoAnswers`] when
/// no part counts, [`Undefined::Senseless`] for a weight below zero or a value that is no number.
pub fn weighted(parts: &[Part]) -> Figure {
    let (mut sum, mut weights) = (0.0, 0.0);
    for part in parts.iter().filter(|part| part.weight != 0.0) {
        if part.weight.is_nan() || part.weight < 0.0 {
            return Err(Undefined::Senseless);
        }
        sum += part.weight * part.value.map_err(|_| Undefined::PartMissing)?;
        weights += part.weight;
    }
    if weights == 0.0 {
        return Err(Undefined::NoAnswers);
    }
    finite(sum / weights)
}

/// Rating points carried over to 0 to 100, the lowest point being 0.
///
/// # Errors
///
/// [`Undefined::Senseless`] outside `least` to `most`.
pub fn percent_of_scale(value: f64, least: f64, most: f64) -> Figure {
    if !(least < most && (least..=most).contains(&value)) {
        return Err(Undefined::Senseless);
    }
    finite(100.0 * (value - least) / (most - least))
}

/// A band of an index: from which value on (that value included), and its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The lowest value that belongs to it.
    pub from: f64,
    /// What it is called.
    pub name: &'static str,
}

/// The bands of the public satisfaction index (IKM, 25 to 100) of Permenpan-RB 14/2017: rating 1 to
/// 4 times 25.
pub const IKM: [Band; 4] = [
    Band {
        from: 25.0,
        name: "D, tidak baik",
    },
    Band {
        from: 65.0,
        name: "C, kurang baik",
    },
    Band {
        from: 76.61,
        name: "B, baik",
    },
    Band {
        from: 88.31,
        name: "A, sangat baik",
    },
];

/// The band of `value` among `bands`, which ascend; none below the first. The value is read with
/// as many decimals as it is shown with, so that 76.605 shown as 76.61 is a B.
#[must_use]
pub fn band(bands: &[Band], value: f64, decimals: u8) -> Option<&Band> {
    let factor = 10_f64.powi(decimals.into());
    let shown = (value * factor).round() / factor;
    bands.iter().rev().find(|band| shown >= band.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(weight: f64, value: f64) -> Part {
        Part {
            weight,
            value: Ok(value),
        }
    }

    #[test]
    fn only_the_ratio_of_weights_matters() {
        assert_eq!(weighted(&[part(1.0, 80.0), part(3.0, 60.0)]), Ok(65.0));
        assert_eq!(weighted(&[part(25.0, 80.0), part(75.0, 60.0)]), Ok(65.0));
    }

    #[test]
    fn a_part_without_value_leaves_the_index_without() {
        let missing = Part {
            weight: 1.0,
            value: Err(Undefined::NoAnswers),
        };
        assert_eq!(
            weighted(&[part(1.0, 80.0), missing]),
            Err(Undefined::PartMissing)
        );
        let uncounted = Part {
            weight: 0.0,
            ..missing
        };
        assert_eq!(weighted(&[part(1.0, 80.0), uncounted]), Ok(80.0));
    }

    #[test]
    fn no_parts_and_senseless_weights_give_none() {
        assert_eq!(weighted(&[]), Err(Undefined::NoAnswers));
        assert_eq!(weighted(&[part(-1.0, 80.0)]), Err(Undefined::Senseless));
        assert_eq!(weighted(&[part(f64::NAN, 80.0)]), Err(Undefined::Senseless));
    }

    #[test]
    fn a_rating_is_carried_over_to_a_hundred() {
        assert_eq!(percent_of_scale(4.0, 1.0, 5.0), Ok(75.0));
        assert_eq!(percent_of_scale(6.0, 1.0, 5.0), Err(Undefined::Senseless));
        assert_eq!(percent_of_scale(1.0, 1.0, 1.0), Err(Undefined::Senseless));
    }

    #[test]
    fn bands_have_no_gap_between_them() {
        let name = |value| band(&IKM, value, 2).map(|band| &band.name[..1]);
        assert_eq!((name(88.31), name(88.304)), (Some("A"), Some("B")));
        assert_eq!((name(88.306), name(65.0)), (Some("A"), Some("C")));
        assert_eq!((name(64.99), name(24.0)), (Some("D"), None));
    }
}
