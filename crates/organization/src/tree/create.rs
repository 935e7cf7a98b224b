//! Making a unit below one's own: one with a region and a roll, or a part that sees a roll.

use super::{figures, reach_to_manage};
use crate::domain::{UnitKind, View};
use crate::store::tree as store;
use crate::unit::{NewPart, NewUnit, Unit, create_below, create_part, rule};
use crate::{MANAGE_UNITS, TreeError};
use kernel::id::UnitId;
use web::{Actor, Ctx, Error, Result};

/// Makes a unit for a region below `parent`.
///
/// # Errors
///
/// [`Error::Rule`] if the region has a unit already, or the levels don't fit.
pub(crate) async fn add_regional(
    ctx: &Ctx,
    actor: &Actor,
    parent: UnitId,
    new: NewUnit,
) -> Result<Unit> {
    let mut tx = ctx.db.begin().await?;
    tx.hold_name("organization.unit_slug").await?;
    let above = reach_to_manage(&mut tx, actor, parent).await?;
    above.may_change(&mut tx, actor.today()).await?;
    at_work(&above.unit)?;
    if !new.region_code.starts_with(&above.unit.region_code) {
        return Err(rule(TreeError::Order));
    }
    if let Some(there) = store::of_regions(&mut tx, &[&new.region_code])
        .await?
        .first()
    {
        return Err(Error::Rule(format!(
            "Wilayah ini sudah punya unit: {}. Pengurusnya bisa memindahkannya ke sini dari halaman Unit.",
            there.name
        )));
    }
    let unit = create_below(&mut tx, &above.unit, new, actor.now).await?;
    let what = format!("Unit dibuat: {}, {}", unit.name, unit.village);
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_UNITS, actor.unit, unit.id, what),
    )
    .await?;
    figures::ask(&mut tx, unit.id, actor.now).await?;
    tx.commit().await?;
    Ok(unit)
}

/// Makes a hamlet, RW, RT, technical unit or committee below `parent`.
///
/// # Errors
///
/// [`Error::Rule`] if the kinds don't fit, or if the part would show its makers more than they see.
pub(crate) async fn add_part(
    ctx: &Ctx,
    actor: &Actor,
    parent: UnitId,
    new: NewPart,
) -> Result<Unit> {
    let mut tx = ctx.db.begin().await?;
    let above = reach_to_manage(&mut tx, actor, parent).await?;
    above.may_change(&mut tx, actor.today()).await?;
    at_work(&above.unit)?;
    let by_list = matches!(new.kind, UnitKind::Technical | UnitKind::Committee);
    if !by_list && above.own.view != View::All {
        return Err(Error::Rule(
            "Unit menurut wilayah dibuat oleh pengurus desa, karena merekalah yang memegang daftar \
             anggota."
                .into(),
        ));
    }
    let unit = create_part(&mut tx, &above.unit, new, actor.now).await?;
    let what = format!("Unit dibuat: {}", unit.name);
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_UNITS, actor.unit, unit.id, what),
    )
    .await?;
    tx.commit().await?;
    Ok(unit)
}

/// A unit at rest takes nothing new.
pub(crate) fn at_work(unit: &Unit) -> Result<()> {
    match unit.archived_at {
        None => Ok(()),
        Some(_) => Err(rule(TreeError::Archived)),
    }
}
