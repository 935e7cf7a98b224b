//! The rules of membership: which hold on a day, choosing and changing them, and what they say
//! about a roll: who comes of age, who grows out, who takes part.

mod ages;
mod pages;
mod panel;

pub(crate) use panel::person_panel;

use crate::CHANGE_SETTINGS;
use crate::domain::{Policy, Preset};
use crate::store::policies as store;
use axum::Router;
use jiff::civil::Date;
use kernel::access::Scope;
use storage::Query;
use web::{Actor, Ctx, Error, Result};

pub(crate) fn router() -> Router<Ctx> {
    pages::router().merge(ages::router())
}

/// The rules of membership that hold on `day` where the scope's roll is kept: those the unit has
/// chosen, else the newest regulation's.
///
/// # Errors
///
/// When the database refuses.
pub async fn policy_on(db: &mut impl Query, scope: &Scope, day: Date) -> Result<Policy> {
    let kept = store::on(db, scope, day).await?;
    Ok(kept.map_or_else(|| Preset::on(day).policy(), |kept| kept.policy))
}

/// What came of saving a policy.
pub(crate) enum Saved {
    Yes,
    /// Somebody kept another for the same day; its version.
    Changed(i64),
}

/// Keeps the rules for the actor's unit from their day on.
///
/// # Errors
///
/// [`Error::Rule`] for a part, which goes by its village's.
pub(crate) async fn save(ctx: &Ctx, actor: &Actor, policy: &Policy, seen: i64) -> Result<Saved> {
    let scope = actor.may(CHANGE_SETTINGS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.unit).await?;
    let unit = crate::unit(&mut tx, actor.unit)
        .await?
        .ok_or(Error::NotFound)?;
    if unit.roll != unit.id {
        return Err(Error::Rule(
            "Aturan keanggotaan diatur oleh pengurus desa.".into(),
        ));
    }
    let version = store::version(&mut tx, &scope, policy.from).await?;
    if version != seen && version != 0 {
        return Ok(Saved::Changed(version));
    }
    store::save(&mut tx, &scope, policy, actor.now).await?;
    let what = format!("Aturan keanggotaan: {}", policy.name);
    storage::audit(
        &mut tx,
        actor.audit(CHANGE_SETTINGS, actor.unit, actor.unit, what),
    )
    .await?;
    tx.commit().await?;
    Ok(Saved::Yes)
}
