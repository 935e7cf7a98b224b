//! Net promoter score: promoters (9 and 10) less detractors (0 to 6), in points from −100 to 100.
//! It is no percentage of people; it is shown with its n and its interval.

use crate::{Confidence, Figure, Interval, Undefined};

/// Who would recommend, by the answer from 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recommendations {
    /// 9 and 10.
    pub promoters: u64,
    /// 7 and 8; they count in the denominator.
    pub passives: u64,
    /// 0 to 6; 0 is an answer.
    pub detractors: u64,
}

impl Recommendations {
    /// Counts `answers`; an answer above 10 is none and left out.
    #[must_use]
    pub fn of(answers: impl IntoIterator<Item = u8>) -> Self {
        let mut counts = Self::default();
        for answer in answers {
            match answer {
                0..=6 => counts.detractors += 1,
                7 | 8 => counts.passives += 1,
                9 | 10 => counts.promoters += 1,
                _ => {}
            }
        }
        counts
    }

    /// How many answered.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.promoters + self.passives + self.detractors
    }

    /// The score, −100 to 100.
    ///
    /// # Errors
    ///
    /// [`Undefined::NoAnswers`] of nothing.
    pub fn score(&self) -> Figure {
        Undefined::unless_enough(self.n(), 1)?;
        let difference = self.promoters as f64 - self.detractors as f64;
        Ok(100.0 * difference / self.n() as f64)
    }

    /// The interval of the score. It is the difference of two shares of the same people, so the
    /// adjusted Wald interval for matched pairs holds: half an answer is added to each of the four
    /// cells (Agresti & Min 2005, Statistics in Medicine 24, 729-740). It has a width even when
    /// all answer alike.
    ///
    /// # Errors
    ///
    /// [`Undefined::NoAnswers`] of nothing.
    pub fn interval(&self, confidence: Confidence) -> Result<Interval, Undefined> {
        Undefined::unless_enough(self.n(), 1)?;
        let n = self.n() as f64 + 2.0;
        let (up, down) = (
            (self.promoters as f64 + 0.5) / n,
            (self.detractors as f64 + 0.5) / n,
        );
        let middle = up - down;
        let reach = confidence.z() * ((up + down - middle * middle) / n).sqrt();
        let interval = Interval {
            low: 100.0 * (middle - reach),
            high: 100.0 * (middle + reach),
        };
        Ok(interval.within(-100.0, 100.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passives_count_in_the_denominator_and_zero_is_an_answer() {
        let counts = Recommendations::of([0, 7, 8, 10, 10]);
        assert_eq!((counts.n(), counts.detractors), (5, 1));
        assert_eq!(counts.score(), Ok(20.0));
    }

    #[test]
    fn of_nothing_there_is_no_score() {
        let none = Recommendations::of([11, 255]);
        assert_eq!(none.score(), Err(Undefined::NoAnswers));
        assert_eq!(
            none.interval(Confidence::NINETY_FIVE),
            Err(Undefined::NoAnswers)
        );
    }

    #[test]
    fn three_promoters_of_three_are_not_certain() {
        let all = Recommendations::of([9, 10, 10]);
        let Interval { low, high } = all.interval(Confidence::NINETY_FIVE).unwrap();
        assert!(low < 50.0 && high == 100.0, "{low} {high}");
    }
}
