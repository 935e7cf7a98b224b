//! Rows of stock-takes, and of what was found.

use crate::domain::{Found, Pieces, StockTake};
use crate::letters::By;
use kernel::access::Scope;
use kernel::id::{ItemId, StockTakeId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const TAKE: &str = "id, begun_on, beginner_name, closed_on, closer_name";

impl FromRow for StockTake {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            begun_on: row.get(1)?,
            beginner: row.get(2)?,
            closed_on: row.get(3)?,
            closer: row.get(4)?,
        })
    }
}

impl FromRow for Found {
    fn from_row(row: &Row) -> Result<Self> {
        let pieces = |at: usize| -> Result<Pieces> {
            Ok(Pieces {
                good: row.get(at)?,
                minor: row.get(at + 1)?,
                major: row.get(at + 2)?,
            })
        };
        Ok(Self {
            item: row.get(0)?,
            expected: pieces(1)?,
            pieces: pieces(4)?,
            lent: row.get(7)?,
            seen: row.get(8)?,
            note: row.get(9)?,
            author: row.get(10)?,
        })
    }
}

/// Begins a walk, unless one is under way.
pub(crate) async fn begin(tx: &mut Tx, scope: &Scope, by: &By) -> Result<u64> {
    tx.run(
        "insert into stock_take (id, unit_id, begun_on, beginner_name, closer_name, created_at)
         values ($1, $2, $3, $4, '', $5) on conflict do nothing",
        args![
            storage::fresh::<StockTakeId>(),
            scope.unit(),
            by.today,
            &by.name,
            by.now
        ],
    )
    .await
}

/// The walk `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: StockTakeId,
) -> Result<Option<StockTake>> {
    let sql = format!("select {TAKE} from stock_take where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The walk that is under way.
pub(crate) async fn open(db: &mut impl Query, scope: &Scope) -> Result<Option<StockTake>> {
    let sql = format!("select {TAKE} from stock_take where unit_id = $1 and closed_on is null");
    db.maybe(&sql, args![scope.unit()]).await
}

/// The walks of the scope's unit, the latest first; at most 50.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<StockTake>> {
    let sql = format!(
        "select {TAKE} from stock_take where unit_id = $1
          order by created_at desc, id desc limit 50"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// Ends a walk.
pub(crate) async fn close(tx: &mut Tx, scope: &Scope, id: StockTakeId, by: &By) -> Result<u64> {
    tx.run(
        "update stock_take set closed_on = $3, closer_name = $4
          where id = $1 and unit_id = $2 and closed_on is null",
        args![id, scope.unit(), by.today, &by.name],
    )
    .await
}

/// Writes down what was found of a thing; the last word counts.
pub(crate) async fn note(
    tx: &mut Tx,
    scope: &Scope,
    id: StockTakeId,
    found: &Found,
    by: &By,
) -> Result<u64> {
    let Found {
        item,
        expected,
        pieces,
        lent,
        seen,
        note,
        ..
    } = found;
    tx.run(
        "insert into stock_found (take_id, item_id, unit_id, expected_good, expected_minor,
                                  expected_major, good, minor, major, note, author_name, found_at,
                                  lent, seen)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict (take_id, item_id) do update set
            expected_good = excluded.expected_good, expected_minor = excluded.expected_minor,
            expected_major = excluded.expected_major, good = excluded.good,
            minor = excluded.minor, major = excluded.major, note = excluded.note,
            author_name = excluded.author_name, found_at = excluded.found_at,
            lent = excluded.lent, seen = excluded.seen",
        args![
            id,
            *item,
            scope.unit(),
            expected.good,
            expected.minor,
            expected.major,
            pieces.good,
            pieces.minor,
            pieces.major,
            note,
            &by.name,
            by.now,
            *lent,
            *seen
        ],
    )
    .await
}

/// What was found in a walk; at most 5,000.
pub(crate) async fn found(
    db: &mut impl Query,
    scope: &Scope,
    id: StockTakeId,
) -> Result<Vec<Found>> {
    db.all(
        "select item_id, expected_good, expected_minor, expected_major, good, minor, major, lent,
                seen, note, author_name
           from stock_found where take_id = $1 and unit_id = $2
          order by found_at, item_id limit 5000",
        args![id, scope.unit()],
    )
    .await
}

/// What was found of one thing.
pub(crate) async fn found_of(
    db: &mut impl Query,
    scope: &Scope,
    (id, item): (StockTakeId, ItemId),
) -> Result<Option<Found>> {
    db.maybe(
        "select item_id, expected_good, expected_minor, expected_major, good, minor, major, lent,
                seen, note, author_name
           from stock_found where take_id = $1 and item_id = $2 and unit_id = $3",
        args![id, item, scope.unit()],
    )
    .await
}
