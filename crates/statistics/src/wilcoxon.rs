//! Wilcoxon's signed-rank test on differences after − before (Wilcoxon 1945).
//! Zeros are dropped, or ranked and then left out (Pratt 1959); tied differences share their rank.

use crate::chance::normal_two_sided;
use crate::{Figure, Undefined};

/// The exact distribution is computed up to so many differences; its time grows with their cube.
pub const MOST_EXACT: u64 = 500;

/// Sums of ranks and what the normal approximation needs to know of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignedRank {
    /// Differences other than zero.
    pub changed: u64,
    /// Differences of zero.
    pub zeros: u64,
    /// The sum of the ranks of rises.
    pub plus: f64,
    /// The sum of the ranks of falls.
    pub minus: f64,
    /// Whether some differences are as large as others.
    pub tied: bool,
    dropped: Moments,
    pratt: Moments,
}

/// How far the sum of the ranks of rises is from what chance expects, and the variance of it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Moments {
    excess: f64,
    variance: f64,
}

impl SignedRank {
    /// Ranks `differences`; equal ones must be equal to the last bit (`Pairs` sees to it).
    #[must_use]
    pub fn of(differences: &[f64]) -> Self {
        let mut sorted = differences.to_vec();
        sorted.sort_unstable_by(|a, b| a.abs().total_cmp(&b.abs()));
        let zeros = sorted.iter().take_while(|d| **d == 0.0).count();
        let changed = &sorted[zeros..];
        let (dropped, pratt) = (Ranks::of(changed, 0), Ranks::of(changed, zeros));
        Self {
            changed: changed.len() as u64,
            zeros: zeros as u64,
            plus: dropped.plus,
            minus: dropped.minus,
            tied: dropped.ties > 0.0,
            dropped: dropped.moments(changed.len(), 0),
            pratt: pratt.moments(sorted.len(), zeros),
        }
    }

    /// The smaller of both sums, the statistic that tables give.
    #[must_use]
    pub fn statistic(&self) -> f64 {
        self.plus.min(self.minus)
    }

    /// The exact two-sided p: twice the chance of so small a sum, 1 at most.
    ///
    /// # Errors
    ///
    /// [`Undefined::Tied`] with ties or zeros, for which the exact distribution does not hold;
    /// [`Undefined::NoChange`] without differences, [`Undefined::TooMany`] above [`MOST_EXACT`].
    pub fn exact(&self) -> Figure {
        self.some()?;
        if self.tied || self.zeros > 0 {
            return Err(Undefined::Tied);
        }
        if self.changed > MOST_EXACT {
            return Err(Undefined::TooMany { most: MOST_EXACT });
        }
        let below = cumulative(self.changed as usize, self.statistic() as usize);
        Ok((2.0 * below).min(1.0))
    }

    /// The two-sided p of the normal approximation, zeros dropped, variance corrected for ties;
    /// `continuity` moves the sum half a rank towards its mean, as R does unless told otherwise.
    ///
    /// # Errors
    ///
    /// [`Undefined::NoChange`] when every difference is zero.
    pub fn normal(&self, continuity: bool) -> Figure {
        self.some()?;
        Ok(self.dropped.p(if continuity { 0.5 } else { 0.0 }))
    }

    /// The same after Pratt, without continuity correction: zeros take part in the ranking
    /// (Cureton 1967).
    ///
    /// # Errors
    ///
    /// As [`Self::normal`].
    pub fn pratt(&self) -> Figure {
        self.some()?;
        Ok(self.pratt.p(0.0))
    }

    /// Matched-pairs rank-biserial correlation, −1 to 1: (W₊ − W₋) / (W₊ + W₋) (Kerby 2014).
    ///
    /// # Errors
    ///
    /// As [`Self::normal`].
    pub fn rank_biserial(&self) -> Figure {
        self.some()?;
        Ok((self.plus - self.minus) / (self.plus + self.minus))
    }

    fn some(&self) -> Result<(), Undefined> {
        if self.changed + self.zeros == 0 {
            return Err(Undefined::NoAnswers);
        }
        (self.changed > 0).then_some(()).ok_or(Undefined::NoChange)
    }
}

impl Moments {
    fn p(self, correction: f64) -> f64 {
        let excess = (self.excess.abs() - correction).max(0.0);
        normal_two_sided(excess / self.variance.sqrt())
    }
}

/// Sums of ranks, and Σ(t³ − t) over ties of t.
#[derive(Default)]
struct Ranks {
    plus: f64,
    minus: f64,
    ties: f64,
}

impl Ranks {
    /// Ranks differences sorted by size and other than zero, the first one after `below` others.
    fn of(changed: &[f64], below: usize) -> Self {
        let mut ranks = Self::default();
        let mut below = below as f64;
        for tie in changed.chunk_by(|a, b| a.abs() == b.abs()) {
            let size = tie.len() as f64;
            let rank = below + (size + 1.0) / 2.0;
            let rises = tie.iter().filter(|d| **d > 0.0).count() as f64;
            ranks.plus += rank * rises;
            ranks.minus += rank * (size - rises);
            ranks.ties += size * size * size - size;
            below += size;
        }
        ranks
    }

    /// Mean and variance of the sum under chance, the ranks of `zeros` left out.
    fn moments(&self, ranked: usize, zeros: usize) -> Moments {
        let pyramid = |n: f64| n * (n + 1.0) * (2.0 * n + 1.0);
        let (n, z) = (ranked as f64, zeros as f64);
        Moments {
            excess: self.plus - (n * (n + 1.0) - z * (z + 1.0)) / 4.0,
            variance: (pyramid(n) - pyramid(z) - self.ties / 2.0) / 24.0,
        }
    }
}

/// The chance that the sum of the ranks of rises is at most `sum`, when each of the ranks 1 to `n`
/// is a rise or a fall with equal chance. Up to 53 ranks the figure is exact.
fn cumulative(n: usize, sum: usize) -> f64 {
    let mut chance = vec![0.0; sum + 1];
    chance[0] = 1.0;
    for rank in 1..=n {
        for at in (0..=sum).rev() {
            let with = at.checked_sub(rank).map_or(0.0, |rest| chance[rest]);
            chance[at] = f64::midpoint(chance[at], with);
        }
    }
    chance.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_rises_give_the_smallest_p_there_is() {
        for n in 1..=12_u32 {
            let rises: Vec<f64> = (1..=n).map(f64::from).collect();
            let found = SignedRank::of(&rises).exact();
            assert_eq!(found, crate::small::smallest_p(n.into()), "{n}");
        }
    }

    #[test]
    fn balanced_sums_have_p_one() {
        let even = SignedRank::of(&[1.0, -2.0, -3.0, 4.0]);
        assert_eq!((even.plus, even.minus), (5.0, 5.0));
        assert_eq!((even.exact(), even.normal(true)), (Ok(1.0), Ok(1.0)));
        assert_eq!(even.rank_biserial(), Ok(0.0));
    }

    #[test]
    fn without_any_change_there_is_nothing_to_test() {
        let none = SignedRank::of(&[0.0, 0.0]);
        assert_eq!(none.exact(), Err(Undefined::NoChange));
        assert_eq!(none.normal(true), Err(Undefined::NoChange));
        assert_eq!(none.pratt(), Err(Undefined::NoChange));
        assert_eq!(none.rank_biserial(), Err(Undefined::NoChange));
        assert_eq!(SignedRank::of(&[]).exact(), Err(Undefined::NoAnswers));
    }

    #[test]
    fn ties_share_their_rank_and_forbid_the_exact_p() {
        let tied = SignedRank::of(&[1.0, -1.0, 2.0, 0.0]);
        assert_eq!((tied.plus, tied.minus), (4.5, 1.5));
        assert_eq!((tied.changed, tied.zeros), (3, 1));
        assert_eq!(tied.exact(), Err(Undefined::Tied));
    }

    #[test]
    fn many_differences_are_left_to_the_normal_approximation() {
        let many: Vec<f64> = (1..=501_i32).map(f64::from).collect();
        let test = SignedRank::of(&many);
        assert_eq!(test.exact(), Err(Undefined::TooMany { most: MOST_EXACT }));
        assert!(test.normal(true).unwrap() < 1e-50);
    }
}
