//! Rows of a unit's own greetings.

use crate::domain::{Choice, Greeting};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::GreetingId;
use storage::{Query, Result, Tx, args};

/// The unit's own greetings, oldest first; at most 50.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<Choice>> {
    let rows: Vec<(GreetingId, String, String)> = db
        .all(
            "select id, opening, leave from letter_greeting
              where unit_id = $1 order by created_at, id limit 50",
            args![scope.unit()],
        )
        .await?;
    let choice = |(id, opening, leave)| Choice::own(id, Greeting { opening, leave });
    Ok(rows.into_iter().map(choice).collect())
}

/// Adds one; `None` if the unit has one that begins the same.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    says: &Greeting,
    now: Timestamp,
) -> Result<Option<GreetingId>> {
    tx.maybe(
        "insert into letter_greeting (id, unit_id, opening, leave, created_at)
         values ($1, $2, $3, $4, $5) on conflict do nothing returning id",
        args![
            storage::fresh::<GreetingId>(),
            scope.unit(),
            &says.opening,
            &says.leave,
            now
        ],
    )
    .await
}

/// Takes one away; letters keep their words.
pub(crate) async fn remove(tx: &mut Tx, scope: &Scope, id: GreetingId) -> Result<u64> {
    tx.run(
        "delete from letter_greeting where id = $1 and unit_id = $2",
        args![id, scope.unit()],
    )
    .await
}
