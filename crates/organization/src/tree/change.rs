//! Changing a unit: its name, whom it sees, what it tells about itself; who is on its list;
//! putting it to rest and waking it again.

use super::{Reached, figures, reach_to_manage};
use crate::domain::View;
use crate::store::tree::{self as store, About};
use crate::unit::rule;
use crate::{CHANGE_MEMBERS, MANAGE_UNITS, TreeError};
use kernel::id::{PersonId, UnitId};
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// What a unit is to become; `version` is the one that was seen.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) name: String,
    /// Whom it sees from now on; its own officers can't widen that.
    pub(crate) view: View,
    pub(crate) about: About,
}

/// Changes the unit; `false` if somebody changed it meanwhile.
pub(crate) async fn change(ctx: &Ctx, actor: &Actor, id: UnitId, new: Change) -> Result<bool> {
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let reached = changeable(&mut tx, actor, id).await?;
    let mut unit = reached.unit.clone();
    unit.name = new.name;
    if may_change_view(&reached) {
        unit.view = new.view;
    }
    if !store::change(&mut tx, &unit, &new.about).await? {
        return Ok(false);
    }
    let what = format!("Unit diubah: {}", unit.name);
    storage::audit(&mut tx, actor.audit(MANAGE_UNITS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(true)
}

/// Whether the view is the reacher's to change: of a part, by those who see the whole roll.
pub(crate) fn may_change_view(reached: &Reached) -> bool {
    reached.own.view == View::All && !reached.unit.kind.regional()
}

async fn changeable(tx: &mut Tx, actor: &Actor, id: UnitId) -> Result<Reached> {
    let reached = reach_to_manage(tx, actor, id).await?;
    reached.may_change(tx, actor.today()).await?;
    Ok(reached)
}

/// Puts a unit to rest: its address, its books and its history stay.
///
/// # Errors
///
/// [`Error::Rule`] for the top of a tree, for one's own unit, or with units at work below it.
pub(crate) async fn archive(ctx: &Ctx, actor: &Actor, id: UnitId) -> Result<String> {
    let mut tx = ctx.db.begin().await?;
    tx.hold_name("organization.tree").await?;
    let reached = changeable(&mut tx, actor, id).await?;
    if reached.is_own() {
        return Err(rule(TreeError::Top));
    }
    if reached.unit.archived_at.is_some() {
        return Err(rule(TreeError::Archived));
    }
    if store::count_children(&mut tx, id).await? > 0 {
        return Err(rule(TreeError::NotEmpty));
    }
    store::set_archived(&mut tx, id, Some(actor.now), None).await?;
    let what = format!("Unit diarsipkan: {}", reached.unit.name);
    storage::audit(&mut tx, actor.audit(MANAGE_UNITS, actor.unit, id, what)).await?;
    figures::ask(&mut tx, id, actor.now).await?;
    tx.commit().await?;
    Ok(reached.unit.name)
}

/// Wakes a unit at rest.
///
/// # Errors
///
/// [`Error::Rule`] while the unit above is at rest.
pub(crate) async fn reactivate(ctx: &Ctx, actor: &Actor, id: UnitId) -> Result<String> {
    let mut tx = ctx.db.begin().await?;
    tx.hold_name("organization.tree").await?;
    let reached = changeable(&mut tx, actor, id).await?;
    if reached.unit.merged_into.is_some() {
        return Err(rule(TreeError::Merged));
    }
    if reached
        .between
        .iter()
        .any(|above| above.archived_at.is_some())
    {
        return Err(rule(TreeError::ParentArchived));
    }
    store::set_archived(&mut tx, id, None, None).await?;
    let what = format!("Unit diaktifkan lagi: {}", reached.unit.name);
    storage::audit(&mut tx, actor.audit(MANAGE_UNITS, actor.unit, id, what)).await?;
    figures::ask(&mut tx, id, actor.now).await?;
    tx.commit().await?;
    Ok(reached.unit.name)
}

/// The unit whose list the actor keeps: a technical unit or a committee of the same roll, below
/// the actor's own.
///
/// # Errors
///
/// [`Error::NotFound`] if it keeps no list, or on another roll.
pub(crate) async fn listed(
    db: &mut impl storage::Query,
    actor: &Actor,
    id: UnitId,
) -> Result<Reached> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    let reached = super::reach(db, actor, id).await?;
    if reached.is_own() || !reached.same_roll() || !store::is_chosen(&reached.unit) {
        return Err(Error::NotFound);
    }
    Ok(reached)
}

/// Puts a person whom the actor sees on a unit's list, or takes one off it.
pub(crate) async fn put_on_list(
    ctx: &Ctx,
    actor: &Actor,
    id: UnitId,
    person: PersonId,
    on: bool,
) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let reached = listed(&mut tx, actor, id).await?;
    let changed = if on {
        store::choose(&mut tx, &reached.scope, id, person, actor.now).await?
    } else {
        store::release(&mut tx, id, person).await?
    };
    if changed {
        let verb = if on { "masuk" } else { "keluar dari" };
        let what = format!(
            "{} {verb} daftar {}",
            storage::mention(person),
            reached.unit.name
        );
        storage::audit(
            &mut tx,
            actor.audit(CHANGE_MEMBERS, actor.unit, person, what),
        )
        .await?;
    }
    Ok(tx.commit().await?)
}

/// Puts a person whom the officer sees on the list of the unit reached, if it keeps one; in the
/// caller's transaction, for an office that is given there.
///
/// # Errors
///
/// When the database refuses.
pub async fn choose_for_office(
    tx: &mut Tx,
    reached: &Reached,
    person: PersonId,
    now: jiff::Timestamp,
) -> Result<()> {
    if reached.same_roll() && store::is_chosen(&reached.unit) {
        store::choose(tx, &reached.scope, reached.unit.id, person, now).await?;
    }
    Ok(())
}

/// Sets what the scope's unit tells on its public page, for a program's own use: the demo.
///
/// # Errors
///
/// When the database refuses.
pub async fn tell(tx: &mut Tx, scope: &kernel::access::Scope, text: &str) -> Result<()> {
    let unit = crate::unit(tx, scope.unit())
        .await?
        .ok_or(Error::NotFound)?;
    let about = About {
        about: text.to_owned(),
        ..store::about(tx, unit.id).await?
    };
    store::change(tx, &unit, &about).await?;
    Ok(())
}
