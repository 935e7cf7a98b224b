//! Rows of cash books.

use crate::domain::Book;
use jiff::Timestamp;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{CashBookId, UnitId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const BOOK: &str = "id, name, code, seq, head, balance, closed_until";

impl FromRow for Book {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            code: row.get(2)?,
            seq: row.get(3)?,
            head: row.get(4)?,
            balance: Money(row.get(5)?),
            closed_until: row.get(6)?,
        })
    }
}

/// Adds an empty book; `false` if another of the unit has its code.
pub(crate) async fn add(tx: &mut Tx, scope: &Scope, book: &Book, now: Timestamp) -> Result<bool> {
    let added: Option<CashBookId> = tx
        .maybe(
            "insert into cash_book (id, unit_id, name, code, seq, head, balance, created_at)
             values ($1, $2, $3, $4, $5, $6, 0, $7) on conflict do nothing returning id",
            args![
                book.id,
                scope.unit(),
                &book.name,
                &book.code,
                book.seq,
                book.head,
                now
            ],
        )
        .await?;
    Ok(added.is_some())
}

/// The book `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: CashBookId,
) -> Result<Option<Book>> {
    let sql = format!("select {BOOK} from cash_book where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The books of the scope's unit, oldest first; at most 200.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<Book>> {
    let sql = format!(
        "select {BOOK} from cash_book where unit_id = $1 order by created_at, id limit 200"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// Every book of this installation with its unit, for `guyub check`; at most 100,000.
pub(crate) async fn everywhere(db: &mut impl Query) -> Result<Vec<(UnitId, CashBookId)>> {
    db.all(
        "select unit_id, id from cash_book order by unit_id, created_at, id limit 100000",
        args![],
    )
    .await
}

/// Writes where the book stands after a line.
pub(crate) async fn save(tx: &mut Tx, book: &Book) -> Result<u64> {
    tx.run(
        "update cash_book set seq = $2, head = $3, balance = $4, closed_until = $5 where id = $1",
        args![
            book.id,
            book.seq,
            book.head,
            book.balance.0,
            book.closed_until
        ],
    )
    .await
}
