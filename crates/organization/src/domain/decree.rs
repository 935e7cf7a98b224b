//! The decree (SK) that confirms a board, and how long it still holds.
//! Without a valid one the village may give no money, so its end is counted down from a year before.

use super::NewDecree;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::id::{DecreeId, FileId, TermId};

/// A decree that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decree {
    /// Its id.
    pub id: DecreeId,
    /// The term that it confirms.
    pub term: TermId,
    /// What stands on it.
    pub says: NewDecree,
    /// The signed paper as picture or PDF.
    pub scan: Option<Scan>,
    /// Counts changes, so that two who change it at once are told.
    pub version: i64,
}

/// The signed paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Where it is kept.
    pub file: FileId,
    /// What it is: `application/pdf`, `image/png`, `image/jpeg`.
    pub media: String,
}

/// How long a board's decree still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// No decree is noted.
    Missing,
    /// Noted, and nothing says when it ends.
    Open,
    /// Holds for more than a year.
    Long(Date),
    /// Ends within so many months: 12, 6 or 3.
    Within(i8, Date),
    /// Its last day is over.
    Over(Date),
}

impl Validity {
    /// How long a decree with this last day holds on `today`; the last day itself still counts.
    #[must_use]
    pub fn of(until: Option<Date>, today: Date) -> Self {
        let Some(until) = until else {
            return Self::Open;
        };
        if until < today {
            return Self::Over(until);
        }
        let within = |months: &i8| until <= today.saturating_add(i32::from(*months).months());
        match [3, 6, 12].into_iter().find(|months| within(months)) {
            Some(months) => Self::Within(months, until),
            None => Self::Long(until),
        }
    }

    /// Whether the board is confirmed on this day.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Open | Self::Long(_) | Self::Within(..))
    }

    /// How long is left until `until`, as words with a number for `{n}` in them.
    #[must_use]
    pub fn left(until: Date, today: Date) -> (&'static str, i32) {
        let months = (1_i32..=600)
            .take_while(|months| today.saturating_add(months.months()) <= until)
            .count();
        let days = today.until(until).map_or(0, |span| span.get_days());
        match (i32::try_from(months).unwrap_or(0), days) {
            (0, ..=0) => ("hari ini hari terakhir", 0),
            (0, days) => ("{n} hari lagi", days),
            (months, _) => ("{n} bulan lagi", months),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 24);

    fn on(until: Date) -> Validity {
        Validity::of(Some(until), TODAY)
    }

    #[test]
    fn the_countdown_begins_a_year_before_the_end() {
        assert_eq!(on(date(2027, 11, 25)), Validity::Long(date(2027, 11, 25)));
        assert_eq!(
            on(date(2027, 11, 24)),
            Validity::Within(12, date(2027, 11, 24))
        );
        assert_eq!(
            on(date(2027, 5, 25)),
            Validity::Within(12, date(2027, 5, 25))
        );
        assert_eq!(
            on(date(2027, 5, 24)),
            Validity::Within(6, date(2027, 5, 24))
        );
        assert_eq!(
            on(date(2027, 2, 24)),
            Validity::Within(3, date(2027, 2, 24))
        );
    }

    #[test]
    fn the_last_day_still_counts() {
        assert_eq!(on(TODAY), Validity::Within(3, TODAY));
        assert_eq!(on(date(2026, 11, 23)), Validity::Over(date(2026, 11, 23)));
        assert!(on(TODAY).holds() && !on(date(2026, 11, 23)).holds());
        assert!(!Validity::Missing.holds() && Validity::of(None, TODAY).holds());
    }

    #[test]
    fn what_is_left_is_told_in_months_then_in_days() {
        let left = |until| Validity::left(until, TODAY);
        assert_eq!(left(date(2027, 7, 30)), ("{n} bulan lagi", 8));
        assert_eq!(left(date(2026, 12, 23)), ("{n} hari lagi", 29));
        assert_eq!(left(date(2026, 12, 24)), ("{n} bulan lagi", 1));
        assert_eq!(left(TODAY), ("hari ini hari terakhir", 0));
    }
}
