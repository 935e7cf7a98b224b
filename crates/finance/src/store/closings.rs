//! Rows of closings.

use crate::domain::{Closing, NewClosing};
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{CashBookId, ClosingId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const CLOSING: &str = "id, seq, month, day, count, bank, note, opening, income, expense, balance, \
                       closer_id, closer_name, at, hash";

impl FromRow for Closing {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            seq: row.get(1)?,
            says: NewClosing {
                month: row.get(2)?,
                day: row.get(3)?,
                count: row.get(4)?,
                bank: Money(row.get(5)?),
                note: row.get(6)?,
            },
            opening: Money(row.get(7)?),
            income: Money(row.get(8)?),
            expense: Money(row.get(9)?),
            balance: Money(row.get(10)?),
            closer: row.get(11)?,
            closer_name: row.get(12)?,
            at: row.get(13)?,
            hash: row.get(14)?,
        })
    }
}

/// Writes `closing`.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    book: CashBookId,
    closing: &Closing,
) -> Result<u64> {
    let says = &closing.says;
    tx.run(
        "insert into cash_closing (id, unit_id, book_id, seq, month, day, count, bank, note, opening,
                                   income, expense, balance, closer_id, closer_name, at, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        args![
            closing.id,
            scope.unit(),
            book,
            closing.seq,
            says.month,
            says.day,
            says.count,
            says.bank.0,
            &says.note,
            closing.opening.0,
            closing.income.0,
            closing.expense.0,
            closing.balance.0,
            closing.closer,
            &closing.closer_name,
            closing.at,
            closing.hash
        ],
    )
    .await
}

/// The closing `id` of the scope's unit, and its book.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: ClosingId,
) -> Result<Option<(Closing, CashBookId)>> {
    let sql = format!("select {CLOSING} from cash_closing where id = $1 and unit_id = $2");
    let found: Option<Closing> = db.maybe(&sql, args![id, scope.unit()]).await?;
    let Some(closing) = found else {
        return Ok(None);
    };
    let book = "select book_id from cash_closing where id = $1";
    Ok(Some((closing, db.one(book, args![id]).await?)))
}

/// The closings of `book`, newest first; at most 600 (fifty years).
pub(crate) async fn of_book(db: &mut impl Query, book: CashBookId) -> Result<Vec<Closing>> {
    let sql = format!(
        "select {CLOSING} from cash_closing where book_id = $1 order by month desc limit 600"
    );
    db.all(&sql, args![book]).await
}

/// The first closing of `book` that covers `day`, if that is closed.
pub(crate) async fn covering(
    db: &mut impl Query,
    book: CashBookId,
    day: Date,
) -> Result<Option<Closing>> {
    let sql = format!(
        "select {CLOSING} from cash_closing where book_id = $1 and month >= $2
          order by month limit 1"
    );
    db.maybe(&sql, args![book, crate::domain::Month::of(day)])
        .await
}

/// The last closing of `book`, if there is one.
pub(crate) async fn last(db: &mut impl Query, book: CashBookId) -> Result<Option<Closing>> {
    let sql = format!(
        "select {CLOSING} from cash_closing where book_id = $1 order by month desc limit 1"
    );
    db.maybe(&sql, args![book]).await
}
