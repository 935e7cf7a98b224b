//! Ratings summed up: median, mean with its interval, the share of good ones.
//! What can't be known is `None`, never 0; the interval says how much the mean is worth.

use crate::domain::SCALE;
use statistics::{Confidence, Distribution, proportion};

pub use statistics::words::{FEW, decimal, percent};

/// What ratings of one question come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// How often 1, 2, … was chosen.
    pub counts: [u64; SCALE as usize],
}

impl Summary {
    /// Sums up `ratings`; each is 1 to [`SCALE`], anything else is left out.
    pub fn of(ratings: impl IntoIterator<Item = u8>) -> Self {
        let mut counts = [0; SCALE as usize];
        for rating in ratings {
            let count = usize::from(rating)
                .checked_sub(1)
                .and_then(|at| counts.get_mut(at));
            count.into_iter().for_each(|count| *count += 1);
        }
        Self { counts }
    }

    /// How many ratings.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    fn distribution(&self) -> Distribution {
        let points = (1_u32..).map(f64::from);
        Distribution::from_counts(points.zip(self.counts))
    }

    /// The arithmetic mean; none of no ratings.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.distribution().mean().ok()
    }

    /// The middle rating, half way between two middle ones; none of no ratings.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.distribution().median().ok()
    }

    /// The 95% interval of the mean by Student's t, cut off at the ends of the scale; none of
    /// fewer than two ratings, and none when all are alike (they say nothing about how they vary).
    #[must_use]
    pub fn interval(&self) -> Option<(f64, f64)> {
        let interval = self.distribution().mean_interval(Confidence::NINETY_FIVE);
        let cut = interval.ok()?.within(1.0, f64::from(SCALE));
        Some((cut.low, cut.high))
    }

    /// The share of the two best ratings, 0 to 1; none of no ratings.
    #[must_use]
    pub fn top_two(&self) -> Option<f64> {
        proportion::share(self.distribution().top(2), self.n()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-8, "{found} is not {expected}");
    }

    /// Rating of one's marriage in a magazine's survey of 1974: the counts are published, the
    /// figures were computed by another program.
    #[test]
    fn a_published_rating_comes_out_as_published() {
        let summary = Summary {
            counts: [99, 348, 993, 2242, 2684],
        };
        assert_eq!(summary.n(), 6366);
        near(summary.mean(), 4.109_644_989);
        near(summary.top_two(), 0.773_798_303_487);
        assert_eq!(summary.median(), Some(4.0));
        assert_eq!(percent(summary.top_two()), "77%");
        let (low, high) = summary.interval().unwrap();
        assert_eq!(
            decimal(Some(low), 3) + "–" + &decimal(Some(high), 3),
            "4,086–4,133"
        );
    }

    #[test]
    fn of_nothing_nothing_is_known() {
        let none = Summary::of([]);
        assert_eq!((none.mean(), none.median()), (None, None));
        assert_eq!((none.interval(), none.top_two()), (None, None));
        assert_eq!(
            (decimal(none.mean(), 1).as_str(), percent(None).as_str()),
            ("–", "–")
        );
    }

    #[test]
    fn one_rating_or_all_alike_give_no_interval() {
        assert_eq!(Summary::of([4]).mean(), Some(4.0));
        assert_eq!(Summary::of([4]).interval(), None);
        assert_eq!(Summary::of([5; 8]).interval(), None);
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(Summary::of([1, 2, 4, 5]).median(), Some(3.0));
        assert_eq!(Summary::of([3, 4, 5, 5]).median(), Some(4.5));
        assert_eq!(Summary::of([5, 1, 4]).median(), Some(4.0));
    }

    /// 3 4 4 5 5: mean 4.2, s² = 0.7, t(4) = 2.776: 4.2 ± 2.776 · √(0.7/5) = 4.2 ± 1.0389.
    #[test]
    fn the_interval_is_that_of_student_and_ends_with_the_scale() {
        let (low, high) = Summary::of([3, 4, 4, 5, 5]).interval().unwrap();
        assert!((low - 3.161_14).abs() < 1e-4, "{low}");
        assert!((high - 5.0).abs() < 1e-12, "{high}");
    }

    #[test]
    fn what_is_no_rating_is_left_out() {
        assert_eq!(Summary::of([0, 6, 255, 3]).counts, [0, 0, 1, 0, 0]);
    }
}
