//! An activity that is made of a line of the work programme: its form is filled with what was
//! planned, and once made it is tied to the line.

use crate::domain::ActivityForm;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::day;
use kernel::id::ActivityId;
use planning::{Item, PLAN_PROGRAM};
use storage::{Query, Tx};
use web::{Actor, Result};

/// The line that `id` names, if it is one of the actor's unit that they may plan with.
async fn named(db: &mut impl Query, actor: &Actor, id: &str) -> Result<Option<(Scope, Item)>> {
    let (Ok(id), Ok(scope)) = (id.parse(), actor.may(PLAN_PROGRAM, actor.unit)) else {
        return Ok(None);
    };
    let item = planning::item(db, &scope, id).await?;
    Ok(item.map(|item| (scope, item)))
}

/// `form` filled with what was planned under `id`; as it is if there is no such line.
pub(crate) async fn filled(
    db: &mut impl Query,
    actor: &Actor,
    id: &str,
    form: ActivityForm,
) -> Result<ActivityForm> {
    let Some((_, item)) = named(db, actor, id).await? else {
        return Ok(form);
    };
    let says = item.says;
    Ok(ActivityForm {
        judul: says.title,
        tentang: says.goal,
        tempat: says.place,
        sesi_hari: says.day.map(day::short).into_iter().collect(),
        program: item.id.to_string(),
        ..form
    })
}

/// Ties a new activity to the line that its form named. A line that is gone meanwhile is no reason
/// to lose what was typed.
pub(crate) async fn tie(
    tx: &mut Tx,
    actor: &Actor,
    line: &str,
    activity: ActivityId,
    now: Timestamp,
) -> Result<()> {
    if let Some((scope, item)) = named(tx, actor, line).await? {
        planning::tie(tx, &scope, item.id, activity, now).await?;
    }
    Ok(())
}
