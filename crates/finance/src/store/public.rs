//! Whether a unit shows its cash to everybody, and the sums that it shows.

use crate::domain::{Direction, Month};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::UnitId;
use storage::{Query, Result, Tx, args};

/// Whether everybody may see the sums of `unit`.
pub(crate) async fn is_open(db: &mut impl Query, unit: UnitId) -> Result<bool> {
    let found: Option<UnitId> = db
        .maybe(
            "select unit_id from cash_public where unit_id = $1",
            args![unit],
        )
        .await?;
    Ok(found.is_some())
}

/// Shows the sums of the scope's unit to everybody, or no longer.
pub(crate) async fn set(tx: &mut Tx, scope: &Scope, open: bool, now: Timestamp) -> Result<u64> {
    if open {
        return tx
            .run(
                "insert into cash_public (unit_id, since) values ($1, $2) on conflict do nothing",
                args![scope.unit(), now],
            )
            .await;
    }
    tx.run(
        "delete from cash_public where unit_id = $1",
        args![scope.unit()],
    )
    .await
}

/// Income and expenses that were approved and not taken back, between two days, by month and
/// budget line.
pub(crate) async fn sums(
    db: &mut impl Query,
    scope: &Scope,
    (from, until): (Date, Date),
) -> Result<Vec<(Month, Direction, String, i64)>> {
    db.all(
        "select substr(e.day, 1, 7), e.direction, e.category, cast(sum(e.amount) as bigint)
           from cash_entry e
          where e.book_id in (select id from cash_book where unit_id = $1)
            and e.kind = 'plain' and e.day >= $2 and e.day <= $3
            and exists (select 1 from cash_decision d
                         where d.entry_id = e.id and d.verdict = 'approved')
            and not exists (select 1 from cash_entry r
                             where r.refers_to = e.id and r.kind = 'reversal')
          group by substr(e.day, 1, 7), e.direction, e.category",
        args![scope.unit(), from, until],
    )
    .await
}
