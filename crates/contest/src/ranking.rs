//! Ranks of scores, and the four customs for those who share one.
//! Whoever ranks by marks, times, counts or medals ends here.

use serde::{Deserialize, Serialize};

/// Which rank equal scores get.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// The best of the places they fill: 1, 2, 2, 4. The rule of sport.
    #[default]
    Min,
    /// The worst of the places they fill: 1, 3, 3, 4.
    Max,
    /// The next number, none left out: 1, 2, 2, 3.
    Dense,
    /// The mean of the places they fill: 1, 2.5, 2.5, 4.
    Average,
}

/// The ranks of `scores`, the greatest first, in the order of `scores`.
///
/// Exact for the scores it is given: what should tie must be equal, so round before.
/// Time O(n log n).
#[must_use]
pub fn rank<T: Ord>(scores: &[T], ties: Ties) -> Vec<f64> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].cmp(&scores[a]));
    let mut ranks = vec![0.0; scores.len()];
    let mut before = 0;
    for (number, class) in order.chunk_by(|&a, &b| scores[a] == scores[b]).enumerate() {
        let shared = place(ties, number, before, class.len());
        for &at in class {
            ranks[at] = shared;
        }
        before += class.len();
    }
    ranks
}

/// The rank of class `number` (from 0) with `size` members behind `before` others.
#[expect(clippy::cast_precision_loss, reason = "nobody ranks 2^53 entrants")]
fn place(ties: Ties, number: usize, before: usize, size: usize) -> f64 {
    match ties {
        Ties::Min => (before + 1) as f64,
        Ties::Max => (before + size) as f64,
        Ties::Dense => (number + 1) as f64,
        Ties::Average => before as f64 + (size + 1) as f64 / 2.0,
    }
}

/// Ranks by the rule of sport (1, 2, 2, 4) as whole numbers.
#[must_use]
pub fn places<T: Ord>(scores: &[T]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].cmp(&scores[a]));
    let mut places = vec![0; scores.len()];
    let mut before = 0;
    for class in order.chunk_by(|&a, &b| scores[a] == scores[b]) {
        for &at in class {
            places[at] = before + 1;
        }
        before += class.len();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_scores_share_a_rank_by_each_custom() {
        let scores = [5, 7, 5, 1];
        assert_eq!(rank(&scores, Ties::Min), [2.0, 1.0, 2.0, 4.0]);
        assert_eq!(rank(&scores, Ties::Max), [3.0, 1.0, 3.0, 4.0]);
        assert_eq!(rank(&scores, Ties::Dense), [2.0, 1.0, 2.0, 3.0]);
        assert_eq!(rank(&scores, Ties::Average), [2.5, 1.0, 2.5, 4.0]);
        assert_eq!(places(&scores), [2, 1, 2, 4]);
    }

    proptest! {
        #[test]
        fn average_ranks_add_up_to_those_without_ties(scores in prop::collection::vec(0_u8..5, 0..30)) {
            let n = scores.len() as f64;
            let sum: f64 = rank(&scores, Ties::Average).iter().sum();
            prop_assert!((sum - n * (n + 1.0) / 2.0).abs() < 1e-9);
        }
    }
}
