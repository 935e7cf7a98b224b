//! The same persons asked before and after: differences, always after − before.
//! The t test, effect sizes that say which deviation they divide by, and the ranks for Wilcoxon.

use crate::chance::t_two_sided;
use crate::undefined::finite;
use crate::wilcoxon::SignedRank;
use crate::{Confidence, Distribution, Figure, Interval, Undefined};

/// Persons with an answer before and one after.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    before: Distribution,
    after: Distribution,
    differences: Vec<f64>,
    change: Distribution,
}

/// Student's test of the mean difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TTest {
    /// The mean difference by its standard error.
    pub t: f64,
    /// Degrees of freedom, n − 1.
    pub df: u64,
    /// The two-sided p.
    pub p: f64,
}

impl Pairs {
    /// Takes pairs of before and after; a pair with what is no finite number is left out.
    ///
    /// Differences keep 12 digits of the largest value, so that those that are equal on paper
    /// (1.1 − 0.8 and 0.5 − 0.2) are ties and not apart by a last bit.
    #[must_use]
    pub fn of(pairs: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let whole = |(a, b): &(f64, f64)| a.is_finite() && (b - a).is_finite();
        let pairs: Vec<(f64, f64)> = pairs.into_iter().filter(whole).collect();
        let largest = pairs
            .iter()
            .fold(0.0_f64, |most, (a, b)| most.max(a.abs()).max(b.abs()));
        let digits = 12 - largest.max(1e-280).log10().ceil() as i32;
        let factor = 10_f64.powi(digits);
        let differences: Vec<f64> = pairs
            .iter()
            .map(|(before, after)| ((after - before) * factor).round() / factor)
            .collect();
        Self {
            before: Distribution::of(pairs.iter().map(|pair| pair.0)),
            after: Distribution::of(pairs.iter().map(|pair| pair.1)),
            change: Distribution::of(differences.iter().copied()),
            differences,
        }
    }

    /// How many pairs.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.differences.len() as u64
    }

    /// The answers before.
    #[must_use]
    pub fn before(&self) -> &Distribution {
        &self.before
    }

    /// The answers after.
    #[must_use]
    pub fn after(&self) -> &Distribution {
        &self.after
    }

    /// The differences as a distribution: mean, deviation, median, interval of the mean.
    #[must_use]
    pub fn change(&self) -> &Distribution {
        &self.change
    }

    /// How many rose, fell, and stayed.
    #[must_use]
    pub fn directions(&self) -> (u64, u64, u64) {
        let count = |is: fn(&f64) -> bool| self.differences.iter().filter(|d| is(d)).count() as u64;
        (
            count(|d| *d > 0.0),
            count(|d| *d < 0.0),
            count(|d| *d == 0.0),
        )
    }

    /// The differences by rank.
    #[must_use]
    pub fn signed_rank(&self) -> SignedRank {
        SignedRank::of(&self.differences)
    }

    /// The paired t test.
    ///
    /// # Errors
    ///
    /// [`Undefined::TooFew`] below two pairs, [`Undefined::NoSpread`] when all differences are
    /// alike.
    pub fn t_test(&self) -> Result<TTest, Undefined> {
        let df = self.n().saturating_sub(1);
        let t = finite(self.d_z()? * (self.n() as f64).sqrt())?;
        Ok(TTest {
            t,
            df,
            p: t_two_sided(t, df),
        })
    }

    /// Student's interval of the mean difference.
    ///
    /// # Errors
    ///
    /// As [`Self::t_test`].
    pub fn interval(&self, confidence: Confidence) -> Result<Interval, Undefined> {
        self.change.mean_interval(confidence)
    }

    /// Cohen's d_z: the mean difference by the deviation of the differences.
    ///
    /// # Errors
    ///
    /// As [`Self::t_test`].
    pub fn d_z(&self) -> Figure {
        by_deviation(self.change.mean()?, self.change.variance()?)
    }

    /// Cohen's d_av: the mean difference by the root of the mean of both variances.
    ///
    /// # Errors
    ///
    /// As [`Self::t_test`], [`Undefined::NoSpread`] when neither before nor after varies.
    pub fn d_av(&self) -> Figure {
        let variance = f64::midpoint(self.before.variance()?, self.after.variance()?);
        by_deviation(self.change.mean()?, variance)
    }

    /// Hedges' correction of small samples, 1 − 3/(4df − 1) with df = n − 1 (Hedges 1981); g_z is
    /// d_z times it, g_av is d_av times it.
    ///
    /// # Errors
    ///
    /// [`Undefined::TooFew`] below two pairs.
    pub fn hedges(&self) -> Figure {
        Undefined::unless_enough(self.n(), 2)?;
        Ok(1.0 - 3.0 / (4.0 * (self.n() - 1) as f64 - 1.0))
    }
}

fn by_deviation(mean: f64, variance: f64) -> Figure {
    if variance == 0.0 {
        return Err(Undefined::NoSpread);
    }
    finite(mean / variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_equal_on_paper_are_ties() {
        let pairs = Pairs::of([(0.8, 1.1), (0.2, 0.5), (0.3, 0.3)]);
        assert_eq!(pairs.change().points(), [(0.0, 1), (0.3, 2)]);
        assert!(pairs.signed_rank().tied);
    }

    #[test]
    fn equal_rises_vary_not_at_all_and_have_no_t() {
        let pairs = Pairs::of([(0.1, 1.1), (0.2, 1.2), (0.3, 1.3)]);
        assert_eq!(pairs.change().mean(), Ok(1.0));
        assert_eq!(pairs.t_test(), Err(Undefined::NoSpread));
        assert_eq!(pairs.d_z(), Err(Undefined::NoSpread));
        assert!(pairs.d_av().is_ok());
        assert_eq!(
            pairs.interval(Confidence::NINETY_FIVE),
            Err(Undefined::NoSpread)
        );
    }

    #[test]
    fn one_pair_has_a_difference_and_no_test() {
        let few = Undefined::TooFew {
            needed: 2,
            given: 1,
        };
        let pair = Pairs::of([(2.0, 4.0)]);
        assert_eq!(pair.change().mean(), Ok(2.0));
        assert_eq!((pair.t_test(), pair.hedges()), (Err(few), Err(few)));
        assert_eq!(pair.d_av(), Err(few));
    }

    #[test]
    fn no_pairs_have_nothing() {
        let none = Pairs::of([(f64::NAN, 1.0)]);
        assert_eq!(none.n(), 0);
        assert_eq!(none.t_test(), Err(Undefined::NoAnswers));
        assert_eq!(none.directions(), (0, 0, 0));
    }

    #[test]
    fn the_difference_is_after_less_before() {
        let pairs = Pairs::of([(5.0, 3.0), (4.0, 3.0), (1.0, 1.0)]);
        assert_eq!(pairs.change().mean(), Ok(-1.0));
        assert_eq!(pairs.directions(), (0, 2, 1));
        assert!(pairs.t_test().unwrap().t < 0.0);
    }

    #[test]
    fn huge_and_tiny_values_do_not_break_the_rounding() {
        for scale in [1e-300, 1e-20, 1e15, 1e300] {
            let pairs = Pairs::of([(1.0 * scale, 2.0 * scale), (3.0 * scale, 3.0 * scale)]);
            assert_eq!(pairs.n(), 2);
            assert!(pairs.change().mean().is_ok(), "{scale}");
        }
    }
}
