//! A month of a year, the time after which a cash book is closed.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::day;
use std::fmt;
use std::str::FromStr;

/// A month; kept and sent as "2026-11".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(Date);

/// The text is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Bulan tidak dikenal.")]
pub struct NoMonth;

impl Month {
    /// The month of `day`.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self(day.first_of_month())
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.0.last_of_month()
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1.month()))
    }

    /// The month before it.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1.month()))
    }

    /// "November 2026".
    #[must_use]
    pub fn label(self) -> String {
        day::month_year(self.0)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let (year, month) = text.split_once('-').ok_or(NoMonth)?;
        let digits = |text: &str, length: usize| {
            text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(month, 2) {
            return Err(NoMonth);
        }
        let year = year.parse().map_err(|_| NoMonth)?;
        let month = month.parse().map_err(|_| NoMonth)?;
        Date::new(year, month, 1).map(Self).map_err(|_| NoMonth)
    }
}

storage::text_values!(Month);

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_is_read_as_it_is_written() {
        let month = Month::of(date(2026, 2, 17));
        assert_eq!(month.to_string(), "2026-02");
        assert_eq!("2026-02".parse(), Ok(month));
        assert_eq!(month.last(), date(2026, 2, 28));
        assert_eq!(month.previous().next(), month);
        for text in ["", "2026", "2026-13", "2026-2", "-026-02", "2026-02-01"] {
            assert_eq!(text.parse::<Month>(), Err(NoMonth), "{text}");
        }
    }
}
