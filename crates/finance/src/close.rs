//! Closing a month of a book: everything in it is decided, the cash box is counted, and the head of
//! the chain goes on paper.

use crate::domain::{Book, Closing, Count, Head, Month, NewClosing, next_to_close};
use crate::ledger::{By, Ledger, in_milliseconds};
use crate::store::{books, closings, decisions, entries, sums};
use jiff::civil::{Date, date};
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{CashBookId, ClosingId};
use storage::{Query, Tx};
use web::{Error, Result};

/// Before anything that is written into a cash book.
pub(crate) const EVER: Date = date(1900, 1, 1);

/// The month that is to be closed next, and what stands in the way.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(crate) month: Month,
    pub(crate) opening: Money,
    pub(crate) income: Money,
    pub(crate) expense: Money,
    pub(crate) balance: Money,
    /// Entries that wait for somebody's word.
    pub(crate) waiting: i64,
    /// Refused entries that nobody has taken back.
    pub(crate) refused: i64,
}

impl Due {
    /// What has to be done before the month can be closed; nothing when it can be.
    pub(crate) fn in_the_way(&self) -> Option<String> {
        let month = self.month.label();
        match (self.waiting, self.refused) {
            (0, 0) => None,
            (0, refused) => Some(format!(
                "{refused} catatan {month} ditolak dan belum dikoreksi. Koreksi dulu, baru tutup buku."
            )),
            (waiting, _) => Some(format!(
                "{waiting} catatan sampai akhir {month} menunggu persetujuan. Setujui dulu, baru tutup \
                 buku."
            )),
        }
    }
}

/// The days that a closing of `month` covers.
fn days(book: &Book, month: Month) -> (Date, Date) {
    let from = book
        .closed_until
        .map_or(EVER, |until| until.tomorrow().unwrap_or(until));
    (from, month.last())
}

/// What is to be closed next in `book`, if something is.
pub(crate) async fn due(db: &mut impl Query, book: &Book, today: Date) -> Result<Option<Due>> {
    let first = entries::first_open_day(db, book.id, book.closed_until).await?;
    let Some(month) = next_to_close(first, today) else {
        return Ok(None);
    };
    let (from, until) = days(book, month);
    let (income, expense) = sums::between(db, book.id, from, until).await?;
    let before = match book.closed_until {
        Some(day) => closings::covering(db, book.id, day).await?,
        None => None,
    };
    let opening = before.map_or(Money(0), |before| before.balance);
    let waiting = decisions::waiting_until(db, book.id, until).await?;
    let refused = decisions::refused_between(db, book.id, (from, until)).await?;
    Ok(Some(Due {
        month,
        opening,
        income,
        expense,
        balance: Money(opening.0 + income.0 - expense.0),
        waiting,
        refused,
    }))
}

/// Closes what is due in the book `id` with a cash box that holds just what the book says, for a
/// program's own use: the demo. `false` if nothing is due.
///
/// # Errors
///
/// As at a counted closing.
pub async fn close_month(tx: &mut Tx, scope: &Scope, id: CashBookId, by: &By) -> Result<bool> {
    let Ledger { book, .. } = Ledger::open(tx, scope, id).await?;
    let Some(due) = due(tx, &book, by.today).await? else {
        return Ok(false);
    };
    let count = Count::of(due.balance);
    let says = NewClosing {
        month: due.month,
        day: by.today,
        count,
        bank: Money(due.balance.0 - count.total().0),
        note: String::new(),
    };
    close(tx, scope, id, says, by).await?;
    Ok(true)
}

/// Closes what is due in the book `id`, as it was counted.
///
/// # Errors
///
/// [`Error::Conflict`] if another month is due than was counted, [`Error::Rule`] if entries wait.
pub(crate) async fn close(
    tx: &mut Tx,
    scope: &Scope,
    id: CashBookId,
    says: NewClosing,
    by: &By,
) -> Result<ClosingId> {
    let Ledger { mut book, .. } = Ledger::open(tx, scope, id).await?;
    let due = due(tx, &book, by.today).await?;
    let due = due.filter(|due| due.month == says.month);
    let due = due.ok_or_else(|| {
        Error::Conflict("Bulan ini baru saja ditutup. Muat ulang halaman bukunya.".into())
    })?;
    if let Some(text) = due.in_the_way() {
        return Err(Error::Rule(text));
    }
    let days = days(&book, due.month);
    let seq = book.seq + 1;
    let evidence = decisions::evidence(tx, id, days, seq).await?;
    let mut closing = Closing {
        id: storage::fresh(),
        seq,
        says,
        opening: due.opening,
        income: due.income,
        expense: due.expense,
        balance: due.balance,
        closer: by.account,
        closer_name: by.name.clone(),
        at: in_milliseconds(by.now),
        hash: book.head,
    };
    closing.hash = book
        .head
        .with_closing(&closing, Head::of_evidence(&evidence));
    closings::add(tx, scope, id, &closing).await?;
    book.seq = seq;
    book.head = closing.hash;
    book.closed_until = Some(days.1);
    books::save(tx, &book).await?;
    Ok(closing.id)
}
