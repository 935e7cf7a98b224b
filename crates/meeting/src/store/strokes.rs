//! Rows of strokes: one for each ballot read aloud.

use crate::domain::{Round, Stroke, Way};
use kernel::access::Scope;
use kernel::id::{AccountId, ActivityId, UnitId};
use storage::{Query, Tx, Uuid, args, from_row};
use web::Result;

from_row!(Stroke {
    id,
    position,
    choice,
    at
});

/// The strokes of a round that stand, as they were read.
pub(crate) async fn strokes(db: &mut impl Query, round: Uuid) -> Result<Vec<Stroke>> {
    Ok(db
        .all(
            "select id, position, choice, at from assembly_stroke
              where round_id = $1 and not undone order by position limit 20000",
            args![round],
        )
        .await?)
}

/// Adds a stroke to a round that is held; `false` if it was there already.
pub(crate) async fn add_stroke(
    tx: &mut Tx,
    scope: &Scope,
    round: Uuid,
    stroke: &Stroke,
    account: AccountId,
) -> Result<bool> {
    let added = tx
        .run(
            "insert into assembly_stroke (id, round_id, unit_id, position, choice, account_id, at,
                                          undone)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
            args![
                stroke.id,
                round,
                scope.unit(),
                stroke.position,
                stroke.choice,
                account,
                stroke.at,
                false
            ],
        )
        .await?;
    Ok(added > 0)
}

/// The place behind the last stroke of a round, undone or not.
pub(crate) async fn next_position(tx: &mut Tx, round: Uuid) -> Result<u32> {
    Ok(tx
        .one(
            "select coalesce(max(position), 0) + 1 from assembly_stroke where round_id = $1",
            args![round],
        )
        .await?)
}

/// Undoes a stroke of a round; `false` if it does not stand.
pub(crate) async fn undo_stroke(
    tx: &mut Tx,
    scope: &Scope,
    round: Uuid,
    stroke: Uuid,
) -> Result<bool> {
    let undone = tx
        .run(
            "update assembly_stroke set undone = $4
              where id = $1 and round_id = $2 and unit_id = $3 and not undone",
            args![stroke, round, scope.unit(), true],
        )
        .await?;
    Ok(undone > 0)
}

/// The round that is counted in public under a short code: its unit, its assembly, itself.
pub(crate) async fn find_public(
    db: &mut impl Query,
    code: &str,
) -> Result<Option<(UnitId, ActivityId, u32)>> {
    let Some(named) = web::codes::find(db, "round", code).await? else {
        return Ok(None);
    };
    let row: Option<(ActivityId, u32)> = db
        .maybe(
            "select activity_id, number from assembly_round where id = $1",
            args![named.subject],
        )
        .await?;
    Ok(row.map(|(activity, number): (ActivityId, u32)| (named.unit, activity, number)))
}

/// `round` with what its strokes say so far, while it is open; of an electronic one only how many
/// cards are not used yet.
pub(crate) async fn counted_so_far(db: &mut impl Query, round: &Round) -> Result<Round> {
    if round.way == Way::Electronic {
        let unused = super::unused(db, round.id).await?;
        return Ok(Round {
            returned: unused,
            ..round.clone()
        });
    }
    let strokes = strokes(db, round.id).await?;
    Ok(Round {
        count: crate::domain::tallied(&round.standing, &strokes),
        ..round.clone()
    })
}
