//! Rows of the electorate: participants, and the seats of each group.

use crate::domain::{Group, Participant, by_group};
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use storage::{Query, Tx, args, from_row};
use web::Result;

from_row!(Participant {
    person,
    name,
    group,
    by_hand
});

/// The electorate of an assembly of the scope's unit, by group.
pub(crate) async fn groups(
    db: &mut impl Query,
    scope: &Scope,
    id: ActivityId,
) -> Result<Vec<Group>> {
    let seats: Vec<(String, u16)> = db
        .all(
            "select label, seats from assembly_group
              where activity_id = $1 and unit_id = $2 order by label limit 2000",
            args![id, scope.unit()],
        )
        .await?;
    let participants = db
        .all(
            "select p.id, p.full_name, a.group_label, a.by_hand
               from assembly_participant a join person p on p.id = a.person_id
              where a.activity_id = $1 and a.unit_id = $2
              order by p.sort_name, p.id limit 20000",
            args![id, scope.unit()],
        )
        .await?;
    Ok(by_group(&seats, participants))
}

/// Labels of all groups with their seats, those of none too.
pub(crate) async fn seats(
    db: &mut impl Query,
    scope: &Scope,
    id: ActivityId,
) -> Result<Vec<(String, u16)>> {
    Ok(db
        .all(
            "select label, seats from assembly_group
              where activity_id = $1 and unit_id = $2 order by label limit 2000",
            args![id, scope.unit()],
        )
        .await?)
}

/// Gives a group its seats; a group that has some keeps them unless `anew`.
pub(crate) async fn set_seats(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    label: &str,
    seats: u16,
    anew: bool,
) -> Result<()> {
    tx.run(
        "insert into assembly_group (activity_id, label, unit_id, seats) values ($1, $2, $3, $4)
         on conflict (activity_id, label) do nothing",
        args![id, label, scope.unit(), seats],
    )
    .await?;
    if anew {
        tx.run(
            "update assembly_group set seats = $4
              where activity_id = $1 and label = $2 and unit_id = $3",
            args![id, label, scope.unit(), seats],
        )
        .await?;
    }
    Ok(())
}

/// Puts somebody of the scope's roll on the list; `false` if they were on it.
pub(crate) async fn add_participant(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    person: PersonId,
    group: &str,
    by_hand: bool,
) -> Result<bool> {
    let added = tx
        .run(
            &format!(
                "insert into assembly_participant (activity_id, person_id, unit_id, group_label,
                                                   by_hand)
                 select $1, person.id, $3, $4, $5 from {} where person.id = $2
                 on conflict do nothing",
                organization::roll_of("$3")
            ),
            args![id, person, scope.unit(), group, by_hand],
        )
        .await?;
    Ok(added > 0)
}

/// Takes somebody off the list; `false` if they were not on it.
pub(crate) async fn remove_participant(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    person: PersonId,
) -> Result<bool> {
    let removed = tx
        .run(
            "delete from assembly_participant
              where activity_id = $1 and person_id = $2 and unit_id = $3",
            args![id, person, scope.unit()],
        )
        .await?;
    Ok(removed > 0)
}

/// Takes off whoever was not put on by hand, and the groups.
pub(crate) async fn clear(tx: &mut Tx, scope: &Scope, id: ActivityId) -> Result<()> {
    tx.run(
        "delete from assembly_participant
          where activity_id = $1 and unit_id = $2 and by_hand = $3",
        args![id, scope.unit(), false],
    )
    .await?;
    tx.run(
        "delete from assembly_group where activity_id = $1 and unit_id = $2",
        args![id, scope.unit()],
    )
    .await?;
    Ok(())
}
