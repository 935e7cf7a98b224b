//! A term: the time a board is in office, as planned and as it was.

use jiff::civil::Date;
use kernel::day;
use kernel::id::TermId;
use web::Errors;

/// A board's time in office (masa bakti).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// First day.
    pub from: Date,
    /// Last day as planned, if it is known.
    pub until: Option<Date>,
    /// Last day as it was; none while the board is in office.
    pub ended: Option<Date>,
    /// The board as it was written down, for terms before the program; one person a line.
    pub note: String,
    /// Counts changes, so that two who change it at once are told.
    pub version: i64,
}

impl Term {
    /// "2021–2026"; "2021–sekarang" while nobody knows the end.
    #[must_use]
    pub fn years(&self) -> String {
        let last = self.ended.or(self.until);
        match last.map(Date::year) {
            Some(year) if year <= self.from.year() => self.from.year().to_string(),
            Some(year) => format!("{}–{year}", self.from.year()),
            None => format!("{}–sekarang", self.from.year()),
        }
    }

    /// "24 November 2021 s.d. 23 November 2026".
    #[must_use]
    pub fn days(&self) -> String {
        let from = day::medium(self.from);
        match self.ended.or(self.until) {
            Some(last) if last > self.from => format!("{from} s.d. {}", day::medium(last)),
            Some(_) => from,
            None => format!("sejak {from}"),
        }
    }

    /// Whole months of the term as planned; a day or two more or less makes no other number.
    #[must_use]
    pub fn planned_months(&self) -> Option<i32> {
        let after = self.until?.tomorrow().ok()?;
        let days = self.from.until(after).ok()?.get_days();
        // 1461 days are 48 months; rounded to the nearest
        Some((days * 48 + 730) / 1461)
    }

    /// Whether the board is in office.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.ended.is_none()
    }
}

/// The day that was typed into `field`; none for an empty one, an error for what is no whole day.
pub(crate) fn day_of(
    errors: &mut Errors,
    field: &'static str,
    text: &str,
    today: Date,
) -> Option<Date> {
    if text.trim().is_empty() {
        return None;
    }
    match day::read(text, today) {
        Ok(day::Read::Day(day)) if (1945..=2200).contains(&day.year()) => Some(day),
        _ => {
            errors.add(
                field,
                "Tanggal tidak dikenal. Tulis lengkap, seperti 5-12-2026.",
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn term(until: Option<Date>, ended: Option<Date>) -> Term {
        Term {
            id: TermId(storage::Uuid::nil()),
            from: date(2021, 11, 24),
            until,
            ended,
            note: String::new(),
            version: 0,
        }
    }

    #[test]
    fn a_term_is_told_by_its_years_and_its_days() {
        let planned = term(Some(date(2026, 11, 23)), None);
        assert_eq!(planned.years(), "2021–2026");
        assert_eq!(planned.days(), "24 November 2021 s.d. 23 November 2026");
        assert_eq!(term(None, None).years(), "2021–sekarang");
        assert_eq!(term(None, None).days(), "sejak 24 November 2021");
    }

    #[test]
    fn how_it_ended_counts_more_than_how_it_was_planned() {
        let cut = term(Some(date(2026, 11, 23)), Some(date(2023, 5, 1)));
        assert_eq!(cut.years(), "2021–2023");
        let same_day = term(None, Some(date(2021, 11, 23)));
        assert_eq!(same_day.days(), "24 November 2021");
    }
}
