//! Rows of facts: what happened at an assembly, in order; they are added, never changed.

use crate::domain::{Course, Fact, Record};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, ActivityId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

impl FromRow for Record {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let fact: String = row.get(2)?;
        Ok(Self {
            number: row.get(0)?,
            at: row.get(1)?,
            fact: serde_json::from_str::<Fact>(&fact)
                .map_err(|error| storage::Error::Type(format!("fact: {error}")))?,
        })
    }
}

/// The course of an assembly of the scope's unit.
pub(crate) async fn course(db: &mut impl Query, scope: &Scope, id: ActivityId) -> Result<Course> {
    let records = db
        .all(
            "select number, at, fact from assembly_fact
              where activity_id = $1 and unit_id = $2 order by number limit 10000",
            args![id, scope.unit()],
        )
        .await?;
    Ok(Course::of(records))
}

/// A fact as it is kept.
pub(super) fn text(fact: &Fact) -> storage::Result<String> {
    serde_json::to_string(fact).map_err(|error| storage::Error::Type(format!("fact: {error}")))
}

/// Adds the fact `number` of an assembly that is held.
pub(crate) async fn add_fact(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    number: u32,
    fact: &Fact,
    account: AccountId,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "insert into assembly_fact (activity_id, number, unit_id, at, account_id, fact)
         values ($1, $2, $3, $4, $5, $6)",
        args![id, number, scope.unit(), now, account, text(fact)?],
    )
    .await?;
    Ok(())
}
