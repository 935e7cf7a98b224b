//! Items of a learning check: how hard each is, and whether it tells those who know from the rest.
//! Scores are shares of the full mark, 0 to 1; an item left empty scores 0, as in an exam.

use crate::alpha::{Missing, Reliability};
use crate::undefined::finite;
use crate::{Figure, Undefined};

/// The share of persons in the upper and in the lower group (Kelley 1939).
const GROUP: f64 = 0.27;

/// What one item is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// The mean score, 0 to 1: a high one belongs to an easy item.
    pub difficulty: Figure,
    /// The mean score of the upper 27% less that of the lower 27%, −1 to 1 (Kelley 1939). Persons
    /// with the same total at the border count in part, so that their order does not matter.
    pub discrimination: Figure,
    /// The correlation of the item with the total of the others.
    pub item_rest: Figure,
}

/// Analyses `rows`, one per person, each with the score of every item.
///
/// # Errors
///
/// [`Undefined::NoAnswers`] without persons, [`Undefined::Senseless`] for rows of unequal length
/// and for scores outside 0 to 1.
pub fn analyse(rows: &[Vec<f64>]) -> Result<Vec<Item>, Undefined> {
    let items = rows.first().ok_or(Undefined::NoAnswers)?.len();
    let sound =
        |row: &Vec<f64>| row.len() == items && row.iter().all(|score| (0.0..=1.0).contains(score));
    if !rows.iter().all(sound) {
        return Err(Undefined::Senseless);
    }
    let groups = Groups::of(rows);
    let answered: Vec<Vec<Option<f64>>> = rows
        .iter()
        .map(|row| row.iter().map(|score| Some(*score)).collect())
        .collect();
    let scale = Reliability::of(&answered, Missing::Listwise);
    let item = |item: usize| Item {
        difficulty: finite(rows.iter().map(|row| row[item]).sum::<f64>() / rows.len() as f64),
        discrimination: groups.as_ref().map_err(|why| *why).and_then(|groups| {
            finite(groups.upper.mean(rows, item) - groups.lower.mean(rows, item))
        }),
        item_rest: scale
            .as_ref()
            .map_err(|why| *why)
            .and_then(|scale| scale.item_rest(item)),
    };
    Ok((0..items).map(item).collect())
}

/// How much each person counts in a group.
struct Group(Vec<f64>);

impl Group {
    /// The `size` first persons by `totals`, those with the same total at the border in part.
    fn of(totals: &[f64], size: f64) -> Self {
        let mut sorted = totals.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let border = sorted[size as usize - 1];
        let before = totals.iter().filter(|total| **total < border).count() as f64;
        let at = totals.iter().filter(|total| **total == border).count() as f64;
        let weight = |total: &f64| match total {
            total if *total < border => 1.0,
            total if *total == border => (size - before) / at,
            _ => 0.0,
        };
        Self(totals.iter().map(weight).collect())
    }

    fn mean(&self, rows: &[Vec<f64>], item: usize) -> f64 {
        let sum: f64 = self
            .0
            .iter()
            .zip(rows)
            .map(|(weight, row)| weight * row[item])
            .sum();
        sum / self.0.iter().sum::<f64>()
    }
}

/// The two ends of the ranking by total.
struct Groups {
    upper: Group,
    lower: Group,
}

impl Groups {
    fn of(rows: &[Vec<f64>]) -> Result<Self, Undefined> {
        Undefined::unless_enough(rows.len() as u64, 2)?;
        // Totals equal on paper are equal here, so that persons with the same total stay together.
        let total = |row: &Vec<f64>| (row.iter().sum::<f64>() * 1e9).round();
        let totals: Vec<f64> = rows.iter().map(total).collect();
        let size = (GROUP * rows.len() as f64).round().max(1.0);
        let reversed: Vec<f64> = totals.iter().map(|total| -total).collect();
        Ok(Self {
            upper: Group::of(&reversed, size),
            lower: Group::of(&totals, size),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_only_the_best_solve_discriminates_fully() {
        let rows = [
            [1.0, 1.0, 1.0],
            [0.0, 1.0, 1.0],
            [0.0, 1.0, 0.0],
            [0.0, 1.0, 0.0],
        ];
        let items = analyse(&rows.map(Vec::from)).unwrap();
        assert_eq!(items[0].difficulty, Ok(0.25));
        assert_eq!(items[0].discrimination, Ok(1.0));
        assert_eq!(items[1].difficulty, Ok(1.0));
        assert_eq!(items[1].discrimination, Ok(0.0));
        assert_eq!(items[1].item_rest, Err(Undefined::NoSpread));
    }

    #[test]
    fn persons_tied_at_the_border_count_in_part_whatever_their_order() {
        let mut rows = [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [0.0, 0.0]].map(Vec::from);
        let before = analyse(&rows).unwrap();
        assert_eq!(before[0].discrimination, Ok(0.5));
        rows.reverse();
        assert_eq!(analyse(&rows).unwrap(), before);
    }

    #[test]
    fn one_person_shows_difficulty_and_no_more() {
        let items = analyse(&[vec![0.5, 1.0]]).unwrap();
        let few = Undefined::TooFew {
            needed: 2,
            given: 1,
        };
        assert_eq!(items[0].difficulty, Ok(0.5));
        assert_eq!(
            (items[0].discrimination, items[0].item_rest),
            (Err(few), Err(few))
        );
    }

    #[test]
    fn scores_are_shares_of_the_full_mark() {
        assert_eq!(analyse(&[vec![2.0]]), Err(Undefined::Senseless));
        assert_eq!(analyse(&[vec![1.0], vec![]]), Err(Undefined::Senseless));
        assert_eq!(analyse(&[]), Err(Undefined::NoAnswers));
    }
}
