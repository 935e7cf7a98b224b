//! The time that a cash book on paper covers: a month or a year.

use super::Month;
use jiff::civil::{Date, date};

/// A month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A month.
    Month(Month),
    /// A year.
    Year(i16),
}

impl Span {
    /// The month if one is named, else the year; `None` if neither is one.
    #[must_use]
    pub fn read(month: &str, year: &str) -> Option<Self> {
        if !month.is_empty() {
            return month.parse().ok().map(Self::Month);
        }
        let year = year.parse().ok()?;
        (1900..=2300).contains(&year).then_some(Self::Year(year))
    }

    /// Its first and its last day.
    #[must_use]
    pub fn days(self) -> (Date, Date) {
        match self {
            Self::Month(month) => (month.first(), month.last()),
            Self::Year(year) => (date(year, 1, 1), date(year, 12, 31)),
        }
    }

    /// Its last month.
    #[must_use]
    pub fn last_month(self) -> Month {
        Month::of(self.days().1)
    }

    /// "Bulan November 2026", "Tahun 2026".
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Month(month) => format!("Bulan {}", month.label()),
            Self::Year(year) => format!("Tahun {year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_a_month_or_a_year_and_nothing_else() {
        let november = Span::read("2026-11", "2025").unwrap();
        assert_eq!(november.label(), "Bulan November 2026");
        assert_eq!(november.days().1, date(2026, 11, 30));
        let year = Span::read("", "2026").unwrap();
        assert_eq!(year.label(), "Tahun 2026");
        assert_eq!(year.last_month().to_string(), "2026-12");
        for (month, year) in [
            ("", ""),
            ("2026", ""),
            ("2026-13", "2026"),
            ("", "99999"),
            ("", "12"),
        ] {
            assert_eq!(Span::read(month, year), None, "{month} {year}");
        }
    }
}
