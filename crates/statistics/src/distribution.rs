//! A distribution: how often each value was chosen, and what follows from it.
//! All figures of one question come from here; none depends on the order of the answers.

use crate::quantile::Method;
use crate::undefined::finite;
use crate::{Confidence, Figure, Interval, Undefined};

/// How often each value was chosen: values ascend and differ, a count may be 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distribution {
    points: Vec<(f64, u64)>,
}

impl Distribution {
    /// Counts `values`; what is no finite number is no answer and left out. O(n log n).
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().filter(|v| v.is_finite()).collect();
        values.sort_unstable_by(f64::total_cmp);
        let runs = values.chunk_by(|a, b| a == b);
        Self {
            points: runs.map(|run| (run[0], run.len() as u64)).collect(),
        }
    }

    /// Takes counts as they are: of ratings, say, with the points of the scale that nobody chose.
    /// Counts of the same value are added.
    #[must_use]
    pub fn from_counts(counts: impl IntoIterator<Item = (f64, u64)>) -> Self {
        let mut counts: Vec<_> = counts.into_iter().filter(|(v, _)| v.is_finite()).collect();
        counts.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let runs = counts.chunk_by(|a, b| a.0 == b.0);
        let sum = |run: &[(f64, u64)]| run.iter().fold(0_u64, |n, (_, c)| n.saturating_add(*c));
        Self {
            points: runs.map(|run| (run[0].0, sum(run))).collect(),
        }
    }

    /// The values and how often each was chosen.
    #[must_use]
    pub fn points(&self) -> &[(f64, u64)] {
        &self.points
    }

    /// How many answers.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.points
            .iter()
            .fold(0, |n, (_, count)| n.saturating_add(*count))
    }

    fn chosen(&self) -> impl DoubleEndedIterator<Item = (f64, u64)> {
        self.points.iter().copied().filter(|(_, count)| *count > 0)
    }

    /// The share of each value in percent; rounded ones need not add up to 100.
    ///
    /// # Errors
    ///
    /// [`Undefined::NoAnswers`] of nothing.
    pub fn percent(&self) -> Result<Vec<(f64, f64)>, Undefined> {
        let n = self.n();
        Undefined::unless_enough(n, 1)?;
        let percent = |(value, count): &(f64, u64)| (*value, 100.0 * *count as f64 / n as f64);
        Ok(self.points.iter().map(percent).collect())
    }

    /// The values chosen most often; none of no answers.
    #[must_use]
    pub fn modes(&self) -> Vec<f64> {
        let most = self.chosen().map(|(_, count)| count).max();
        self.chosen()
            .filter(|(_, count)| Some(*count) == most)
            .map(|(value, _)| value)
            .collect()
    }

    /// The arithmetic mean.
    ///
    /// # Errors
    ///
    /// [`Undefined::NoAnswers`] of nothing.
    pub fn mean(&self) -> Figure {
        let n = self.n();
        Undefined::unless_enough(n, 1)?;
        let sum: f64 = self
            .chosen()
            .map(|(value, count)| value * count as f64)
            .sum();
        finite(sum / n as f64)
    }

    /// The variance of a sample (n − 1); exactly 0 when all answers are alike.
    ///
    /// # Errors
    ///
    /// [`Undefined::TooFew`] below two answers.
    pub fn variance(&self) -> Figure {
        let (mean, n) = (self.mean()?, self.n());
        Undefined::unless_enough(n, 2)?;
        if self.chosen().nth(1).is_none() {
            return Ok(0.0);
        }
        let squares: f64 = self
            .chosen()
            .map(|(value, count)| (value - mean).powi(2) * count as f64)
            .sum();
        finite(squares / (n - 1) as f64)
    }

    /// The standard deviation of a sample.
    ///
    /// # Errors
    ///
    /// As [`Self::variance`].
    pub fn deviation(&self) -> Figure {
        self.variance().map(f64::sqrt)
    }

    /// Student's interval of the mean.
    ///
    /// # Errors
    ///
    /// As [`Self::variance`], and [`Undefined::NoSpread`] when all answers are alike: they do not
    /// say how far those of others may lie.
    pub fn mean_interval(&self, confidence: Confidence) -> Result<Interval, Undefined> {
        let (mean, deviation) = (self.mean()?, self.deviation()?);
        if deviation == 0.0 {
            return Err(Undefined::NoSpread);
        }
        let n = self.n();
        let reach = confidence.t(n - 1) * deviation / (n as f64).sqrt();
        Ok(Interval {
            low: finite(mean - reach)?,
            high: finite(mean + reach)?,
        })
    }

    /// The middle answer, half way between two middle ones.
    ///
    /// # Errors
    ///
    /// [`Undefined::NoAnswers`] of nothing.
    pub fn median(&self) -> Figure {
        self.quantile(0.5, Method::Linear)
    }

    /// The value that the share `p` (0 to 1) of the answers does not exceed.
    ///
    /// # Errors
    ///
    /// [`Undefined::NoAnswers`] of nothing, [`Undefined::Senseless`] for a `p` that is no share.
    pub fn quantile(&self, p: f64, method: Method) -> Figure {
        let n = self.n();
        Undefined::unless_enough(n, 1)?;
        if !(0.0..=1.0).contains(&p) {
            return Err(Undefined::Senseless);
        }
        let place = method.place(n, p);
        let (from, to) = (self.ranked(place.rank), self.ranked(place.rank + 1));
        finite((from + place.beyond * (to - from)).min(to))
    }

    /// The answer at `rank`, 1 to n, when all are sorted; the last one beyond.
    fn ranked(&self, rank: u64) -> f64 {
        let mut below = 0_u64;
        let found = self.chosen().find(|(_, count)| {
            below = below.saturating_add(*count);
            rank <= below
        });
        let last = || self.chosen().next_back();
        found.or_else(last).map_or(0.0, |(value, _)| value)
    }

    /// How many chose one of the highest `boxes` values of the scale ("top box", "top two box").
    #[must_use]
    pub fn top(&self, boxes: usize) -> u64 {
        self.points.iter().rev().take(boxes).map(|p| p.1).sum()
    }

    /// How many chose one of the lowest `boxes` values of the scale.
    #[must_use]
    pub fn bottom(&self, boxes: usize) -> u64 {
        self.points.iter().take(boxes).map(|p| p.1).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SURE: Confidence = Confidence::NINETY_FIVE;

    #[test]
    fn of_nothing_nothing_is_known() {
        let none = Distribution::of([]);
        assert_eq!(none.mean(), Err(Undefined::NoAnswers));
        assert_eq!(none.median(), Err(Undefined::NoAnswers));
        assert_eq!(none.percent(), Err(Undefined::NoAnswers));
        assert_eq!(none.mean_interval(SURE), Err(Undefined::NoAnswers));
        assert!(none.modes().is_empty());
    }

    #[test]
    fn one_answer_does_not_say_how_others_differ() {
        let few = Undefined::TooFew {
            needed: 2,
            given: 1,
        };
        assert_eq!(Distribution::of([4.0]).mean(), Ok(4.0));
        assert_eq!(Distribution::of([4.0]).deviation(), Err(few));
        assert_eq!(Distribution::of([4.0]).mean_interval(SURE), Err(few));
    }

    #[test]
    fn answers_all_alike_have_no_interval() {
        let alike = Distribution::of([0.1; 7]);
        assert_eq!(alike.variance(), Ok(0.0));
        assert_eq!(alike.mean_interval(SURE), Err(Undefined::NoSpread));
    }

    /// 3 4 4 5 5: mean 4.2, s² = 0.7, t(4) = 2.776445: 4.2 ± 1.038844.
    #[test]
    fn the_interval_of_the_mean_is_that_of_student() {
        let interval = Distribution::of([3.0, 4.0, 4.0, 5.0, 5.0]).mean_interval(SURE);
        let Interval { low, high } = interval.unwrap();
        assert!((low - 3.161_156).abs() < 1e-5 && (high - 5.238_844).abs() < 1e-5);
    }

    #[test]
    fn points_that_nobody_chose_belong_to_the_scale_but_not_to_the_answers() {
        let distribution = Distribution::from_counts([(1.0, 2), (2.0, 0), (3.0, 2), (1.0, 1)]);
        assert_eq!(distribution.points(), [(1.0, 3), (2.0, 0), (3.0, 2)]);
        assert_eq!(
            (
                distribution.n(),
                distribution.top(2),
                distribution.bottom(2)
            ),
            (5, 2, 3)
        );
        assert_eq!(
            (distribution.median(), distribution.modes()),
            (Ok(1.0), vec![1.0])
        );
    }

    #[test]
    fn what_is_no_number_is_no_answer() {
        assert_eq!(Distribution::of([f64::NAN, 2.0, f64::INFINITY]).n(), 1);
        assert_eq!(Distribution::of([0.0, -0.0]).points().len(), 1);
    }

    /// The quartiles of 1 2 3 4 5 6 7 8 9 10 as R's `quantile(1:10, type = …)` gives them.
    #[test]
    fn each_method_gives_its_own_quartiles() {
        let ten = Distribution::of((1..=10).map(f64::from));
        for (method, first, third) in [
            (Method::InverseEcdf, 3.0, 8.0),
            (Method::AveragedEcdf, 3.0, 8.0),
            (Method::Weibull, 2.75, 8.25),
            (Method::Linear, 3.25, 7.75),
            (Method::MedianUnbiased, 35.0 / 12.0, 97.0 / 12.0),
        ] {
            let near = |p, wanted: f64| {
                let found = ten.quantile(p, method).unwrap();
                assert!((found - wanted).abs() < 1e-12, "{method:?}: {found}");
            };
            near(0.25, first);
            near(0.75, third);
            near(0.0, 1.0);
            near(1.0, 10.0);
        }
        assert_eq!(ten.quantile(0.5, Method::AveragedEcdf), Ok(5.5));
        assert_eq!(ten.quantile(0.5, Method::InverseEcdf), Ok(5.0));
        assert_eq!(ten.quantile(1.5, Method::Linear), Err(Undefined::Senseless));
    }
}
