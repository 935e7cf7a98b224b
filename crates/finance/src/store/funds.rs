//! Rows of fund sources, and what of each is in which book.

use crate::domain::{FundKind, FundSource, NewFund};
use jiff::Timestamp;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{CashBookId, FundSourceId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const FUND: &str = "id, name, kind, donor, purpose, restricted, activity_id, over";

impl FromRow for FundSource {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            says: NewFund {
                name: row.get(1)?,
                kind: FundKind::from_code(&row.get::<String>(2)?).unwrap_or(FundKind::Own),
                donor: row.get(3)?,
                purpose: row.get(4)?,
                restricted: row.get(5)?,
                activity: row.get(6)?,
            },
            over: row.get(7)?,
        })
    }
}

/// Adds a fund source; `None` if another of the unit has its name.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewFund,
    now: Timestamp,
) -> Result<Option<FundSourceId>> {
    tx.maybe(
        "insert into fund_source (id, unit_id, name, name_key, kind, donor, purpose, restricted,
                                  activity_id, over, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict do nothing returning id",
        args![
            storage::fresh::<FundSourceId>(),
            scope.unit(),
            &new.name,
            new.name.to_lowercase(),
            new.kind.code(),
            &new.donor,
            &new.purpose,
            new.restricted,
            new.activity,
            false,
            now
        ],
    )
    .await
}

/// The fund source `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: FundSourceId,
) -> Result<Option<FundSource>> {
    let sql = format!("select {FUND} from fund_source where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The fund sources of the scope's unit, oldest first; at most 500.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<FundSource>> {
    let sql = format!(
        "select {FUND} from fund_source where unit_id = $1 order by created_at, id limit 500"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// Ends a fund source, or lets it be used again.
pub(crate) async fn set_over(
    tx: &mut Tx,
    scope: &Scope,
    id: FundSourceId,
    over: bool,
) -> Result<u64> {
    tx.run(
        "update fund_source set over = $3 where id = $1 and unit_id = $2",
        args![id, scope.unit(), over],
    )
    .await
}

/// What of each fund is in the unit's books: fund, book, amount; empty purses are left out.
pub(crate) async fn purses(
    db: &mut impl Query,
    scope: &Scope,
) -> Result<Vec<(FundSourceId, CashBookId, i64)>> {
    db.all(
        "select fund_id, book_id, balance from cash_purse
          where unit_id = $1 and balance <> 0 order by fund_id, book_id limit 5000",
        args![scope.unit()],
    )
    .await
}

/// What of the restricted fund `only`, or of all unrestricted ones together, is in `book`.
pub(crate) async fn in_purse(
    db: &mut impl Query,
    scope: &Scope,
    book: CashBookId,
    only: Option<FundSourceId>,
) -> Result<Money> {
    let (rule, values) = purse_of(scope, book, only);
    let sql = format!(
        "select coalesce(cast(sum(balance) as bigint), 0) from cash_purse
          where book_id = $1 and {rule}"
    );
    db.one(&sql, values).await.map(Money)
}

/// The rows of a purse: `$1` is the book, `$2` the restricted fund or the unit.
pub(crate) fn purse_of(
    scope: &Scope,
    book: CashBookId,
    only: Option<FundSourceId>,
) -> (&'static str, Vec<storage::Value>) {
    match only {
        Some(fund) => ("fund_id = $2", args![book, fund]),
        None => (
            "fund_id in (select id from fund_source where unit_id = $2 and not restricted)",
            args![book, scope.unit()],
        ),
    }
}
