//! Closing a month: the cash box is counted, the balance is written in figures and words, and
//! nothing more is written on its days. It is never opened again.

use super::{Book, Count, Head, Month};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::{AccountId, ClosingId};
use kernel::{Money, day, words};

/// What is said at the closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClosing {
    /// The month that is closed; months before it without entries are closed with it.
    pub month: Month,
    /// The day on which it is closed.
    pub day: Date,
    /// What was counted in the cash box.
    pub count: Count,
    /// What the bank book says.
    pub bank: Money,
    /// Why the count differs, if it does.
    pub note: String,
}

/// A month that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Its id.
    pub id: ClosingId,
    /// Its place among the book's lines.
    pub seq: i64,
    /// What was said.
    pub says: NewClosing,
    /// The balance when the month began.
    pub opening: Money,
    /// What came in.
    pub income: Money,
    /// What went out.
    pub expense: Money,
    /// The balance at the end.
    pub balance: Money,
    /// Who closed it.
    pub closer: AccountId,
    /// That person's name, as it was then.
    pub closer_name: String,
    /// When.
    pub at: Timestamp,
    /// The hash of this line and so of all before it.
    pub hash: Head,
}

impl Closing {
    /// What was counted in the cash box.
    #[must_use]
    pub fn cash(&self) -> Money {
        self.says.count.total()
    }

    /// How much more (or, negative, less) was there than the book says.
    #[must_use]
    pub fn difference(&self) -> Money {
        difference(&self.says, self.balance)
    }

    /// The closing text, as it stands under a cash book.
    #[must_use]
    pub fn text(&self, book: &Book) -> String {
        let says = &self.says;
        let mut text = format!(
            "Pada hari ini {}, {} ({}), buku {} bulan {} ditutup dengan saldo {} ({}), terdiri dari \
             tunai {}, bank {}.",
            day::weekday(says.day),
            day::in_words(says.day),
            day::short(says.day),
            book.name,
            says.month.label(),
            self.balance,
            in_words(self.balance),
            self.cash(),
            says.bank,
        );
        let difference = self.difference();
        if difference != Money(0) {
            let how = if difference.0 > 0 { "lebih" } else { "kurang" };
            let size = Money(difference.0.saturating_abs());
            text.push_str(&format!(
                " Hitungan {how} {size} dari catatan: {}",
                says.note
            ));
        }
        text
    }

    /// What is sent to the group: figures, closing text and the fingerprint to keep.
    #[must_use]
    pub fn message(&self, unit: &str, book: &Book) -> String {
        format!(
            "*TUTUP BUKU KAS {}*\n{unit}\n{}\n\nSaldo awal: {}\nMasuk: {}\nKeluar: {}\n*Saldo akhir: \
             {}*\n\n{}\n\nSidik buku: {}\nSimpan pesan ini. Kalau ada catatan lama yang diubah, sidiknya \
             tidak cocok lagi.",
            self.says.month.label().to_uppercase(),
            book.name,
            self.opening,
            self.income,
            self.expense,
            self.balance,
            self.text(book),
            self.hash.fingerprint(),
        )
    }
}

/// "satu juta rupiah"; figures beyond what has words.
pub(crate) fn in_words(amount: Money) -> String {
    words::terbilang(amount.0).map_or_else(|| amount.to_string(), |words| format!("{words} rupiah"))
}

pub(crate) fn difference(says: &NewClosing, balance: Money) -> Money {
    Money(
        says.count
            .total()
            .0
            .saturating_add(says.bank.0)
            .saturating_sub(balance.0),
    )
}

/// The month that is to be closed next: that of the first entry after the last closing, if its last
/// day has come. A month without entries needs no closing of its own.
#[must_use]
pub fn next_to_close(first_open: Option<Date>, today: Date) -> Option<Month> {
    first_open
        .map(Month::of)
        .filter(|month| month.last() <= today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn closing(count: &str, bank: i64, note: &str) -> Closing {
        Closing {
            id: Uuid::nil().into(),
            seq: 5,
            says: NewClosing {
                month: Month::of(date(2026, 11, 1)),
                day: date(2026, 12, 1),
                count: count.parse().unwrap(),
                bank: Money(bank),
                note: note.to_owned(),
            },
            opening: Money(1_000_000),
            income: Money(500_000),
            expense: Money(250_000),
            balance: Money(1_250_000),
            closer: Uuid::nil().into(),
            closer_name: "Tri Handayani".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            hash: Head::first(Uuid::nil().into()),
        }
    }

    fn book() -> Book {
        Book {
            id: Uuid::nil().into(),
            name: "Kas Umum".into(),
            code: "KU".into(),
            seq: 5,
            head: Head::first(Uuid::nil().into()),
            balance: Money(1_250_000),
            closed_until: None,
        }
    }

    #[test]
    fn the_closing_text_has_day_and_balance_in_figures_and_words() {
        assert_eq!(
            closing("100000x10", 250_000, "").text(&book()),
            "Pada hari ini Selasa, tanggal satu bulan Desember tahun dua ribu dua puluh enam \
             (01-12-2026), buku Kas Umum bulan November 2026 ditutup dengan saldo Rp1.250.000 (satu \
             juta dua ratus lima puluh ribu rupiah), terdiri dari tunai Rp1.000.000, bank Rp250.000."
        );
    }

    #[test]
    fn a_count_that_differs_is_told_with_its_reason() {
        let text = closing("100000x12", 0, "uang kembalian belum kembali").text(&book());
        assert!(
            text.ends_with("Hitungan kurang Rp50.000 dari catatan: uang kembalian belum kembali"),
            "{text}"
        );
    }

    #[test]
    fn a_month_can_be_closed_on_its_last_day_and_not_before() {
        let first = Some(date(2026, 11, 3));
        let month = Some(Month::of(date(2026, 11, 1)));
        assert_eq!(next_to_close(first, date(2026, 11, 29)), None);
        assert_eq!(next_to_close(first, date(2026, 11, 30)), month);
        assert_eq!(next_to_close(first, date(2027, 2, 1)), month);
        assert_eq!(next_to_close(None, date(2027, 2, 1)), None);
    }
}
