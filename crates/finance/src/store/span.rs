//! Sums of a unit's cash over a span of days, whatever the book.

use jiff::civil::Date;
use kernel::access::Scope;
use storage::{Query, Result, args};

/// Entries that count: received or spent, and not taken back.
const COUNTS: &str = "e.unit_id = $1 and e.day >= $2 and e.day <= $3 and e.kind = 'plain'
      and not exists (select 1 from cash_entry r where r.refers_to = e.id and r.kind = 'reversal')";

/// Names with whole rupiah.
pub(crate) type Sums = Vec<(String, i64)>;

/// What came in, by source.
pub(crate) async fn income(
    db: &mut impl Query,
    scope: &Scope,
    (from, until): (Date, Date),
) -> Result<Sums> {
    let sql = format!(
        "select f.name, cast(sum(e.amount) as bigint) from cash_entry e
           join fund_source f on f.id = e.fund_id
          where {COUNTS} and e.direction = 'in'
          group by f.id, f.name order by 2 desc, f.name limit 200"
    );
    db.all(&sql, args![scope.unit(), from, until]).await
}

/// What went out, by kind.
pub(crate) async fn expenses(
    db: &mut impl Query,
    scope: &Scope,
    (from, until): (Date, Date),
) -> Result<Sums> {
    let sql = format!(
        "select e.category, cast(sum(e.amount) as bigint) from cash_entry e
          where {COUNTS} and e.direction = 'out'
          group by e.category order by 2 desc, e.category limit 200"
    );
    db.all(&sql, args![scope.unit(), from, until]).await
}

/// What was in each book at the end of a day.
pub(crate) async fn balances(db: &mut impl Query, scope: &Scope, day: Date) -> Result<Sums> {
    let sql = "select b.name,
                coalesce((select cast(sum(case e.direction when 'in' then e.amount else -e.amount end) as bigint)
                            from cash_entry e where e.book_id = b.id and e.day <= $2), 0)
           from cash_book b where b.unit_id = $1 order by b.created_at, b.id limit 200";
    db.all(sql, args![scope.unit(), day]).await
}
