//! Roles beside the offices: given for a reason from a day to a day, shown in the list of officers,
//! ended by themselves or by hand.

use crate::acts::MANAGE_OFFICERS;
use crate::domain::Span;
use crate::officers::note;
use crate::store::extra_roles::{self as store, ExtraRole};
use kernel::access::Role;
use kernel::day;
use kernel::id::{ExtraRoleId, PersonId};
use web::{Actor, Ctx, Error, Result};

/// A role to be given.
#[derive(Debug, Clone)]
pub(crate) struct NewExtraRole {
    pub(crate) role: Role,
    pub(crate) span: Span,
    pub(crate) reason: String,
}

/// Gives `person` a role in the actor's unit beside their offices.
///
/// # Errors
///
/// [`Error::NotFound`] if the person is not of the unit.
pub(crate) async fn give(
    ctx: &Ctx,
    actor: &Actor,
    person: PersonId,
    new: NewExtraRole,
) -> Result<String> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let found = organization::find_person(&mut tx, &scope, person)
        .await?
        .ok_or(Error::NotFound)?;
    let role = ExtraRole {
        id: storage::fresh(),
        person,
        name: found.full_name,
        role: new.role,
        span: new.span,
        reason: new.reason,
        given_by: actor.name.clone(),
    };
    store::add(&mut tx, &scope, &role, actor).await?;
    let what = format!(
        "Memberi {} izin {} dari {} sampai {}: {}",
        storage::mention(person),
        role.role.title(),
        day::medium(role.span.from),
        day::medium(role.span.until),
        role.reason
    );
    note(&mut tx, actor, person, what).await?;
    tx.commit().await?;
    Ok(role.name)
}

/// Ends the role `id` at once; whose it was.
///
/// # Errors
///
/// [`Error::NotFound`] if it is not of the actor's unit or was ended before.
pub(crate) async fn end(ctx: &Ctx, actor: &Actor, id: ExtraRoleId) -> Result<String> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let ended = store::end(&mut tx, &scope, id, actor.now)
        .await?
        .ok_or(Error::NotFound)?;
    let what = format!(
        "Mengakhiri izin {} milik {}",
        ended.role.title(),
        storage::mention(ended.person)
    );
    note(&mut tx, actor, ended.person, what).await?;
    tx.commit().await?;
    Ok(ended.name)
}
