//! What is still owed: kas bon not accounted for, talangan not given back.

use super::entries::{ENTRY, WIDTH};
use crate::domain::Entry;
use kernel::Money;
use kernel::id::{CashBookId, EntryId};
use storage::{FromRow, Query, Result, Row, args};

/// An entry that is owed, and how much of it still is.
#[derive(Debug, Clone)]
pub(crate) struct Debt {
    pub(crate) entry: Entry,
    pub(crate) left: Money,
}

impl FromRow for Debt {
    fn from_row(row: &Row) -> Result<Self> {
        let entry = Entry::from_row(row)?;
        let ended: i64 = row.get(WIDTH)?;
        Ok(Self {
            left: Money(entry.says.amount.0 - ended),
            entry,
        })
    }
}

/// What has been accounted for or given back of the entry `e`; what was reversed does not count.
const ENDED: &str = "coalesce((select cast(sum(s.amount) as bigint) from cash_entry s
                       where s.refers_to = e.id and s.kind in ('settled', 'repaid')
                         and not exists (select 1 from cash_entry r
                                          where r.refers_to = s.id and r.kind = 'reversal')), 0)";

/// What is still owed in `book`, oldest first; at most 200.
pub(crate) async fn open(db: &mut impl Query, book: CashBookId) -> Result<Vec<Debt>> {
    let sql = format!(
        "select * from (
            select {ENTRY}, {ENDED} as ended from cash_entry e
             where e.book_id = $1 and (e.kind = 'advance' or e.kind = 'out_of_pocket')
               and not exists (select 1 from cash_entry r
                                where r.refers_to = e.id and r.kind = 'reversal')) as debt
          where amount > ended order by day, seq limit 200"
    );
    db.all(&sql, args![book]).await
}

/// How much of the entry `id` has been accounted for or given back.
pub(crate) async fn ended(db: &mut impl Query, id: EntryId) -> Result<Money> {
    let sql = format!("select {ENDED} from cash_entry e where e.id = $1");
    db.one(&sql, args![id]).await.map(Money)
}
