//! A role beside the offices: for a reason, from a day to a day, and it ends by itself.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::access::Role;

/// Longest reason, in characters.
pub(crate) const REASON_MOST: usize = 200;

/// Roles that can be given beside an office. A committee's come with its activity.
pub(crate) const GIVABLE: [Role; 6] = [
    Role::Chair,
    Role::ViceChair,
    Role::Secretary,
    Role::Treasurer,
    Role::DivisionHead,
    Role::Supervisor,
];

/// From which day to which, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Date,
    pub(crate) until: Date,
}

/// Why such days won't do; the texts are for whoever gives the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SpanError {
    /// The last day is before the first.
    #[error("Hari terakhir harus sesudah hari pertama.")]
    Backwards,
    /// The last day is over already.
    #[error("Hari terakhir sudah lewat.")]
    Over,
    /// More than a year: that is an office.
    #[error("Paling lama satu tahun. Untuk yang tetap, beri jabatan.")]
    Long,
}

impl Span {
    /// The days from `from` to `until`, given on `today`.
    ///
    /// # Errors
    ///
    /// [`SpanError`] says what is wrong with the last day.
    pub(crate) fn new(from: Date, until: Date, today: Date) -> Result<Self, SpanError> {
        if until < from {
            return Err(SpanError::Backwards);
        }
        if until < today {
            return Err(SpanError::Over);
        }
        let year = from.checked_add(1.year()).unwrap_or(Date::MAX);
        if until > year {
            return Err(SpanError::Long);
        }
        Ok(Self { from, until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 24);

    #[test]
    fn a_role_for_one_day_may_be_given_on_that_day() {
        assert_eq!(
            Span::new(TODAY, TODAY, TODAY),
            Ok(Span {
                from: TODAY,
                until: TODAY
            })
        );
    }

    #[test]
    fn the_last_day_is_neither_before_the_first_nor_over() {
        let yesterday = date(2026, 11, 23);
        assert_eq!(
            Span::new(TODAY, yesterday, TODAY),
            Err(SpanError::Backwards)
        );
        assert_eq!(
            Span::new(date(2026, 1, 1), yesterday, TODAY),
            Err(SpanError::Over)
        );
    }

    #[test]
    fn a_year_is_the_longest() {
        assert!(Span::new(TODAY, date(2027, 11, 24), TODAY).is_ok());
        assert_eq!(
            Span::new(TODAY, date(2027, 11, 25), TODAY),
            Err(SpanError::Long)
        );
        let leap = date(2028, 2, 29);
        assert!(Span::new(leap, date(2029, 2, 28), leap).is_ok());
    }
}
