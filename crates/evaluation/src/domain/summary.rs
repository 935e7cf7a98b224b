//! Ratings summed up: median, mean with its interval, the share of good ones.
//! What can't be known is `None`, never 0; the interval says how much the mean is worth.

use crate::domain::SCALE;

/// Fewer answers than this are called few beside their figures.
pub const FEW: u64 = 15;

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

    fn points(&self) -> impl Iterator<Item = (f64, f64)> {
        (1_u32..)
            .map(f64::from)
            .zip(self.counts.iter().map(|count| float(*count)))
    }

    /// The arithmetic mean; none of no ratings.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let sum: f64 = self.points().map(|(point, count)| point * count).sum();
        (self.n() > 0).then(|| sum / float(self.n()))
    }

    /// The middle rating, half way between two middle ones; none of no ratings.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        let last = self.n().checked_sub(1)?;
        Some(f64::midpoint(self.at(last / 2), self.at(last.div_ceil(2))))
    }

    /// The rating that stands at `rank` (from 0) when all are sorted.
    fn at(&self, rank: u64) -> f64 {
        let mut below = 0;
        let mut points = (1_u32..).zip(self.counts);
        let found = points.find(|(_, count)| {
            below += count;
            rank < below
        });
        f64::from(found.map_or(0, |(point, _)| point))
    }

    /// The standard deviation of a sample (n − 1); none of fewer than two ratings.
    #[must_use]
    pub fn deviation(&self) -> Option<f64> {
        let mean = self.mean().filter(|_| self.n() > 1)?;
        let squares: f64 = self
            .points()
            .map(|(point, count)| count * (point - mean).powi(2))
            .sum();
        Some((squares / float(self.n() - 1)).sqrt())
    }

    /// The 95% interval of the mean by Student's t, cut off at the ends of the scale; none of
    /// fewer than two ratings, and none when all are alike (they say nothing about how they vary).
    #[must_use]
    pub fn interval(&self) -> Option<(f64, f64)> {
        let (mean, deviation) = (self.mean()?, self.deviation().filter(|sd| *sd > 0.0)?);
        let reach = t_975(self.n() - 1) * deviation / float(self.n()).sqrt();
        Some((
            (mean - reach).max(1.0),
            (mean + reach).min(f64::from(SCALE)),
        ))
    }

    /// The share of the two best ratings, 0 to 1; none of no ratings.
    #[must_use]
    pub fn top_two(&self) -> Option<f64> {
        let top: u64 = self.counts.iter().rev().take(2).sum();
        (self.n() > 0).then(|| float(top) / float(self.n()))
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of answers stay far below 2^53"
)]
fn float(count: u64) -> f64 {
    count as f64
}

/// The 97.5% point of Student's t with `df` degrees of freedom (at least 1), right to 5 decimals.
///
/// Up to 10 from the table (Student's distribution, two-sided 5%); beyond, the Cornish-Fisher
/// expansion around the normal point (Abramowitz & Stegun 1964, 26.7.5).
fn t_975(df: u64) -> f64 {
    const TABLE: [f64; 10] = [
        12.706_205, 4.302_653, 3.182_446, 2.776_445, 2.570_582, 2.446_912, 2.364_624, 2.306_004,
        2.262_157, 2.228_139,
    ];
    let tabled = usize::try_from(df.max(1) - 1)
        .ok()
        .and_then(|at| TABLE.get(at));
    tabled.copied().unwrap_or_else(|| {
        let (z, v) = (1.959_963_985_f64, float(df));
        let (z3, z5, z7, z9) = (z.powi(3), z.powi(5), z.powi(7), z.powi(9));
        z + (z3 + z) / (4.0 * v)
            + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * v.powi(2))
            + (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / (384.0 * v.powi(3))
            + (79.0 * z9 + 776.0 * z7 + 1482.0 * z5 - 1920.0 * z3 - 945.0 * z)
                / (92_160.0 * v.powi(4))
    })
}

/// A number as read in Indonesia: `4,25`; `–` for none.
#[must_use]
pub fn decimal(number: Option<f64>, places: usize) -> String {
    number.map_or_else(
        || "–".to_owned(),
        |number| format!("{number:.places$}").replace('.', ","),
    )
}

/// A share as whole percent: `77%`; `–` for none.
#[must_use]
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.0}%", share * 100.0))
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
        near(summary.deviation(), 0.961_429_594_6);
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
        assert_eq!(
            (none.mean(), none.median(), none.deviation()),
            (None, None, None)
        );
        assert_eq!((none.interval(), none.top_two()), (None, None));
        assert_eq!(
            (decimal(none.mean(), 1).as_str(), percent(None).as_str()),
            ("–", "–")
        );
    }

    #[test]
    fn one_rating_or_all_alike_give_no_interval() {
        assert_eq!(Summary::of([4]).mean(), Some(4.0));
        assert_eq!(Summary::of([4]).deviation(), None);
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
    fn points_of_t_are_those_of_the_tables() {
        let known = [
            (1, 12.706),
            (4, 2.776),
            (9, 2.262),
            (11, 2.201),
            (12, 2.179),
            (15, 2.131),
            (20, 2.086),
            (24, 2.064),
            (29, 2.045),
            (30, 2.042),
            (40, 2.021),
            (60, 2.000),
            (120, 1.980),
        ];
        for (df, expected) in known {
            assert!(
                (t_975(df) - expected).abs() <= 0.000_5,
                "{df}: {}",
                t_975(df)
            );
        }
        assert!((t_975(11) - 2.200_985).abs() < 1e-5, "{}", t_975(11));
    }

    #[test]
    fn what_is_no_rating_is_left_out() {
        assert_eq!(Summary::of([0, 6, 255, 3]).counts, [0, 0, 1, 0, 0]);
    }
}
