//! Cronbach's alpha: how far the items of a scale go together (Cronbach 1951).
//! Missing answers are dealt with as the caller says; treating them as 0 is wrong in any case.

use crate::undefined::finite;
use crate::{Confidence, Figure, Interval, Undefined};

/// More items than this are no questionnaire; the work grows with their square.
pub const MOST_ITEMS: u64 = 1_000;

/// What becomes of missing answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Only persons who answered every item count.
    Listwise,
    /// Each covariance takes the persons who answered both of its items.
    Pairwise,
}

/// A scale of items as answered; all figures come from the covariances of the items.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Persons whose answers count.
    pub persons: u64,
    covariances: Vec<Vec<f64>>,
}

impl Reliability {
    /// Reads `rows`, one per person, each with an answer or none for every item.
    ///
    /// # Errors
    ///
    /// [`Undefined::TooFewItems`] below two items, [`Undefined::TooMany`] above [`MOST_ITEMS`],
    /// [`Undefined::TooFew`] when two items have fewer than two persons in common, and
    /// [`Undefined::Senseless`] for rows of unequal length.
    pub fn of(rows: &[Vec<Option<f64>>], missing: Missing) -> Result<Self, Undefined> {
        let items = rows.first().ok_or(Undefined::NoAnswers)?.len();
        if items < 2 {
            let given = items as u64;
            return Err(Undefined::TooFewItems { needed: 2, given });
        }
        if items as u64 > MOST_ITEMS {
            return Err(Undefined::TooMany { most: MOST_ITEMS });
        }
        if rows.iter().any(|row| row.len() != items) {
            return Err(Undefined::Senseless);
        }
        let counts = |row: &&Vec<Option<f64>>| match missing {
            Missing::Listwise => row.iter().all(Option::is_some),
            Missing::Pairwise => row.iter().any(Option::is_some),
        };
        let rows: Vec<&Vec<Option<f64>>> = rows.iter().filter(counts).collect();
        let lower = match missing {
            Missing::Listwise => complete(&rows, items)?,
            Missing::Pairwise => {
                let row = |a| (0..=a).map(|b| covariance(&rows, a, b)).collect();
                (0..items)
                    .map(row)
                    .collect::<Result<Vec<Vec<f64>>, Undefined>>()?
            }
        };
        let row = |a: usize| (0..items).map(|b| lower[a.max(b)][a.min(b)]).collect();
        Ok(Self {
            persons: rows.len() as u64,
            covariances: (0..items).map(row).collect(),
        })
    }

    /// How many items.
    #[must_use]
    pub fn items(&self) -> u64 {
        self.covariances.len() as u64
    }

    /// Alpha, 1 at most; below 0 where items go against one another.
    ///
    /// # Errors
    ///
    /// [`Undefined::NoSpread`] when the totals of all persons are alike.
    pub fn alpha(&self) -> Figure {
        alpha(self.items(), self.trace(), self.total())
    }

    /// Alpha without `item` (from 0).
    ///
    /// # Errors
    ///
    /// As [`Self::alpha`]; [`Undefined::TooFewItems`] when fewer than two remain,
    /// [`Undefined::Senseless`] for an item that is none.
    pub fn without(&self, item: usize) -> Figure {
        let (own, sum) = self.parts(item)?;
        alpha(
            self.items() - 1,
            self.trace() - own,
            self.total() - 2.0 * sum + own,
        )
    }

    /// The correlation of `item` (from 0) with the total of the others.
    ///
    /// # Errors
    ///
    /// [`Undefined::NoSpread`] when the item or that total does not vary, [`Undefined::Senseless`]
    /// for an item that is none.
    pub fn item_rest(&self, item: usize) -> Figure {
        let (own, sum) = self.parts(item)?;
        let rest = self.total() - 2.0 * sum + own;
        if own <= 0.0 || rest <= NEARLY_ZERO * self.trace() {
            return Err(Undefined::NoSpread);
        }
        finite((sum - own) / (own.sqrt() * rest.sqrt()))
    }

    /// The variance of `item`, and the sum of its covariances with all items, itself included.
    fn parts(&self, item: usize) -> Result<(f64, f64), Undefined> {
        let row = self.covariances.get(item).ok_or(Undefined::Senseless)?;
        Ok((row[item], row.iter().sum()))
    }

    fn trace(&self) -> f64 {
        let items = self.covariances.iter().enumerate();
        items.map(|(item, row)| row[item]).sum()
    }

    /// The variance of the persons' totals.
    fn total(&self) -> f64 {
        self.covariances.iter().flatten().sum()
    }
}

/// A variance of totals below this share of the sum of variances is rounding, not spread.
const NEARLY_ZERO: f64 = 1e-12;

fn alpha(items: u64, trace: f64, total: f64) -> Figure {
    if items < 2 {
        return Err(Undefined::TooFewItems {
            needed: 2,
            given: items,
        });
    }
    if total <= NEARLY_ZERO * trace {
        return Err(Undefined::NoSpread);
    }
    let k = items as f64;
    finite(k / (k - 1.0) * (1.0 - trace / total))
}

/// The sample covariances (n − 1) of rows without gaps, up to the diagonal; column by column, which
/// is many times faster than pair by pair.
fn complete(rows: &[&Vec<Option<f64>>], items: usize) -> Result<Vec<Vec<f64>>, Undefined> {
    let n = rows.len() as u64;
    Undefined::unless_enough(n, 2)?;
    let column = |item: usize| -> Vec<f64> {
        let from = rows[0][item].unwrap_or(0.0);
        let shifted = || rows.iter().filter_map(|row| row[item]).map(|x| x - from);
        let mean = shifted().sum::<f64>() / n as f64;
        shifted().map(|x| x - mean).collect()
    };
    let columns: Vec<Vec<f64>> = (0..items).map(column).collect();
    let pair = |a: &[f64], b: &[f64]| {
        let products: f64 = a.iter().zip(b).map(|(x, y)| x * y).sum();
        finite(products / (n - 1) as f64)
    };
    let row = |a: usize| columns[..=a].iter().map(|b| pair(&columns[a], b)).collect();
    (0..items).map(row).collect()
}

/// The sample covariance (n − 1) of two items over those who answered both. Answers are taken
/// from the first one on, here and above, so that items all alike have exactly none.
fn covariance(rows: &[&Vec<Option<f64>>], a: usize, b: usize) -> Figure {
    let both = || rows.iter().filter_map(|row| Some((row[a]?, row[b]?)));
    let (from_a, from_b) = both().next().ok_or(Undefined::NoAnswers)?;
    let shifted = || both().map(|(x, y)| (x - from_a, y - from_b));
    let (n, sum_a, sum_b) = shifted().fold((0_u64, 0.0, 0.0), |(n, sum_a, sum_b), (x, y)| {
        (n + 1, sum_a + x, sum_b + y)
    });
    Undefined::unless_enough(n, 2)?;
    let (mean_a, mean_b) = (sum_a / n as f64, sum_b / n as f64);
    let products: f64 = shifted().map(|(x, y)| (x - mean_a) * (y - mean_b)).sum();
    finite(products / (n - 1) as f64)
}

/// Feldt's interval of an alpha had from `persons` and `items` (Feldt, Woodruff & Salih 1987):
/// 1 − (1 − α)F with n − 1 and (n − 1)(k − 1) degrees of freedom.
///
/// # Errors
///
/// [`Undefined::TooFew`] below two persons, [`Undefined::TooFewItems`] below two items.
pub fn feldt(
    alpha: f64,
    persons: u64,
    items: u64,
    confidence: Confidence,
) -> Result<Interval, Undefined> {
    Undefined::unless_enough(persons, 2)?;
    if items < 2 {
        return Err(Undefined::TooFewItems {
            needed: 2,
            given: items,
        });
    }
    let df = persons - 1;
    let (low, high) = confidence.f(df, df.saturating_mul(items - 1));
    Ok(Interval {
        low: finite(1.0 - (1.0 - alpha) * high)?,
        high: finite(1.0 - (1.0 - alpha) * low)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows<const K: usize>(rows: &[[f64; K]]) -> Vec<Vec<Option<f64>>> {
        let row = |row: &[f64; K]| row.iter().map(|v| Some(*v).filter(|v| *v >= 0.0)).collect();
        rows.iter().map(row).collect()
    }

    fn listwise<const K: usize>(answers: &[[f64; K]]) -> Result<Reliability, Undefined> {
        Reliability::of(&rows(answers), Missing::Listwise)
    }

    #[test]
    fn items_that_say_the_same_have_alpha_one() {
        let same = listwise(&[[1.0, 1.0], [2.0, 2.0], [5.0, 5.0]]).unwrap();
        assert!((same.alpha().unwrap() - 1.0).abs() < 1e-12);
        assert!((same.item_rest(0).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn items_against_one_another_have_an_alpha_below_zero() {
        let against = listwise(&[[1.0, 5.0], [2.0, 3.0], [5.0, 2.0]]).unwrap();
        assert!(against.alpha().unwrap() < 0.0);
    }

    #[test]
    fn totals_all_alike_leave_alpha_undefined() {
        let opposed = listwise(&[[0.1, 0.9], [0.2, 0.8], [0.7, 0.3]]).unwrap();
        assert_eq!(opposed.alpha(), Err(Undefined::NoSpread));
        let alike = listwise(&[[0.1, 0.7], [0.1, 0.7], [0.1, 0.7]]).unwrap();
        assert_eq!(alike.alpha(), Err(Undefined::NoSpread));
        assert_eq!(alike.item_rest(1), Err(Undefined::NoSpread));
    }

    #[test]
    fn of_two_items_none_can_be_dropped() {
        let two = listwise(&[[1.0, 2.0], [2.0, 2.0], [3.0, 5.0]]).unwrap();
        let few = Undefined::TooFewItems {
            needed: 2,
            given: 1,
        };
        assert_eq!(two.without(0), Err(few));
        assert_eq!(two.without(2), Err(Undefined::Senseless));
    }

    #[test]
    fn the_rule_for_missing_answers_decides_who_counts() {
        let answers = rows(&[
            [1.0, 2.0],
            [-1.0, 4.0],
            [3.0, 3.0],
            [-1.0, -1.0],
            [2.0, 3.0],
        ]);
        let persons = |rule| Reliability::of(&answers, rule).unwrap().persons;
        assert_eq!(
            (persons(Missing::Listwise), persons(Missing::Pairwise)),
            (3, 4)
        );
    }

    #[test]
    fn too_little_is_told_apart() {
        let none = Undefined::NoAnswers;
        assert_eq!(Reliability::of(&[], Missing::Listwise), Err(none));
        let one_item = Undefined::TooFewItems {
            needed: 2,
            given: 1,
        };
        assert_eq!(listwise(&[[1.0], [2.0]]), Err(one_item));
        let one_person = Undefined::TooFew {
            needed: 2,
            given: 1,
        };
        assert_eq!(listwise(&[[1.0, 2.0], [1.0, -1.0]]), Err(one_person));
        assert_eq!(listwise(&[[1.0, -1.0]]), Err(none));
        let ragged = [vec![Some(1.0); 2], vec![Some(1.0); 3]];
        assert_eq!(
            Reliability::of(&ragged, Missing::Listwise),
            Err(Undefined::Senseless)
        );
    }

    #[test]
    fn the_interval_narrows_with_the_number_of_persons() {
        let width = |n| {
            let Interval { low, high } = feldt(0.8, n, 5, Confidence::NINETY_FIVE).unwrap();
            assert!(low < 0.8 && 0.8 < high, "{n}: {low} {high}");
            high - low
        };
        let widths: Vec<f64> = [2, 5, 50, 4_999, 5_003, 1_000_000].map(width).into();
        assert!(widths.is_sorted_by(|a, b| a > b), "{widths:?}");
    }
}
