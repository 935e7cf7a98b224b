//! The arithmetic Islamic calendar (Reingold & Dershowitz, Calendrical Calculations, 4th ed.,
//! ch. 7): months of 30 and 29 days in turn, eleven leap years in thirty, civil epoch. The official
//! day in Indonesia is set by the isbat session and may be a day earlier or later.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// 1 Muharram 1 in the Gregorian calendar (16 July 622 Julian).
const EPOCH: Date = date(622, 7, 19);

/// The Gregorian day of `day` in the `month` of the Islamic `year`, both counted from 1.
#[must_use]
pub fn gregorian(year: i64, month: i64, day: i64) -> Date {
    let days =
        day - 1 + 29 * (month - 1) + month / 2 + (year - 1) * 354 + (3 + 11 * year).div_euclid(30);
    EPOCH.saturating_add(days.days())
}

/// Islamic years of which some day falls in the Gregorian `year`.
#[must_use]
pub fn years_in(year: i16) -> std::ops::RangeInclusive<i64> {
    let about = (i64::from(year) - 622) * 33 / 32;
    about - 1..=about + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_agrees_with_days_that_were_within_one_day() {
        // Days as the government set them (joint decrees on holidays for 2024 to 2026).
        let set = [
            ((1445, 10, 1), date(2024, 4, 10)),
            ((1446, 1, 1), date(2024, 7, 7)),
            ((1446, 10, 1), date(2025, 3, 31)),
            ((1446, 12, 10), date(2025, 6, 6)),
            ((1447, 3, 12), date(2025, 9, 5)),
            ((1447, 7, 27), date(2026, 1, 16)),
            ((1447, 10, 1), date(2026, 3, 21)),
            ((1447, 12, 10), date(2026, 5, 27)),
        ];
        for ((year, month, day), official) in set {
            let reckoned = gregorian(year, month, day);
            let apart = (official - reckoned).get_days();
            assert!(apart.abs() <= 1, "{year}-{month}-{day}: {reckoned}");
        }
    }

    #[test]
    fn a_year_has_354_or_355_days_and_thirty_have_eleven_leap_days() {
        let days = |year| (gregorian(year + 1, 1, 1) - gregorian(year, 1, 1)).get_days();
        assert!((1440..1470).all(|year| matches!(days(year), 354 | 355)));
        assert_eq!((1440..1470).map(days).sum::<i32>(), 30 * 354 + 11);
        assert_eq!(gregorian(1, 1, 1), EPOCH);
    }

    #[test]
    fn no_islamic_year_of_a_gregorian_one_is_left_out() {
        for year in 2000..2100 {
            let first = gregorian(*years_in(year).start(), 1, 1);
            let last = gregorian(*years_in(year).end() + 1, 1, 1);
            assert!(first.year() < year && last.year() > year, "{year}");
        }
    }
}
