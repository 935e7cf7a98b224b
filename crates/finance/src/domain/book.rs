//! A cash book: what a unit or its committee keeps its money in, with the head of its chain.

use super::{Head, Month};
use jiff::civil::Date;
use kernel::Money;
use kernel::id::CashBookId;

/// A cash book as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// Its id.
    pub id: CashBookId,
    /// "Kas Umum", "Kas Panitia 17-an", "Rekening BRI".
    pub name: String,
    /// A few letters that lead its voucher numbers, such as "KU".
    pub code: String,
    /// Number of its last line: entries and closings are counted together.
    pub seq: i64,
    /// The hash of its last line.
    pub head: Head,
    /// What is in it now.
    pub balance: Money,
    /// Last day of the last month that was closed; nothing is written on it or before.
    pub closed_until: Option<Date>,
}

impl Book {
    /// "KU-014/2026".
    #[must_use]
    pub fn voucher(&self, year: i16, number: i64) -> String {
        format!("{}-{number:03}/{year}", self.code)
    }

    /// Whether something may still be written on `day`.
    #[must_use]
    pub fn is_open_on(&self, day: Date) -> bool {
        self.closed_until.is_none_or(|until| day > until)
    }

    /// The day on which an entry of `day` is corrected: in its own month while that is open, else
    /// today.
    #[must_use]
    pub fn correction_day(&self, day: Date, today: Date) -> Date {
        let last = Month::of(day).last();
        if self.is_open_on(day) {
            last.min(today)
        } else {
            today
        }
    }
}

/// A book to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBook {
    /// Its name.
    pub name: String,
    /// The letters of its vouchers.
    pub code: String,
    /// What was in the cash box before, and on which day.
    pub opening: Option<(Money, Date)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn book(closed_until: Option<Date>) -> Book {
        Book {
            id: uuid::Uuid::nil().into(),
            name: "Kas Umum".into(),
            code: "KU".into(),
            seq: 0,
            head: Head::first(uuid::Uuid::nil().into()),
            balance: Money(0),
            closed_until,
        }
    }

    #[test]
    fn a_voucher_has_the_books_letters_its_number_and_the_year() {
        assert_eq!(book(None).voucher(2026, 14), "KU-014/2026");
        assert_eq!(book(None).voucher(2026, 1014), "KU-1014/2026");
    }

    #[test]
    fn the_last_closed_day_itself_is_closed() {
        let book = book(Some(date(2026, 10, 31)));
        assert!(!book.is_open_on(date(2026, 10, 31)));
        assert!(book.is_open_on(date(2026, 11, 1)));
    }

    #[test]
    fn a_correction_stands_in_the_month_of_what_it_corrects_while_that_is_open() {
        let today = date(2026, 12, 3);
        let open = book(Some(date(2026, 10, 31)));
        assert_eq!(
            open.correction_day(date(2026, 11, 5), today),
            date(2026, 11, 30)
        );
        assert_eq!(open.correction_day(date(2026, 12, 1), today), today);
        assert_eq!(open.correction_day(date(2026, 10, 5), today), today);
    }
}
