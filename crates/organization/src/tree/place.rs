//! Moving a unit below another, making the unit above one's own, and making two units one.

use super::{Reached, create::at_work, figures, reach_to_manage};
use crate::domain::UnitKind;
use crate::store::tree as store;
use crate::unit::{NewUnit, Unit, create_unit, rule};
use crate::{MANAGE_UNITS, TreeError, regions};
use kernel::id::UnitId;
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, Result};

/// Units that the one reached could stand below: for a part, units of its roll; for a region,
/// units of the regions around it, the nearest first. Its own place is not among them.
pub(crate) async fn places(db: &mut impl Query, reached: &Reached) -> Result<Vec<Unit>> {
    let unit = &reached.unit;
    let mut found = if unit.kind.regional() {
        let codes = around(&unit.region_code);
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        store::of_regions(db, &codes).await?
    } else {
        store::on_roll(db, unit).await?
    };
    found.retain(|other| {
        other.id != unit.id && Some(other.id) != unit.parent && unit.kind.below(other.kind).is_ok()
    });
    Ok(found)
}

/// Codes of the regions around `code`, the nearest first, the nation last.
fn around(code: &str) -> Vec<String> {
    [8, 5, 2, 0]
        .into_iter()
        .filter(|length| *length < code.len())
        .filter_map(|length| code.get(..length).map(str::to_owned))
        .collect()
}

/// Regions around the one reached that have no unit here yet, for its officers to make one.
pub(crate) async fn missing(
    db: &mut impl Query,
    reached: &Reached,
) -> Result<Vec<regions::Region>> {
    if !reached.is_own() || !reached.unit.kind.regional() || reached.unit.parent.is_some() {
        return Ok(Vec::new());
    }
    let codes = around(&reached.unit.region_code);
    let names: Vec<&str> = codes.iter().map(String::as_str).collect();
    let there = store::of_regions(db, &names).await?;
    let free = codes
        .iter()
        .filter(|code| there.iter().all(|unit| unit.region_code != **code));
    Ok(free.filter_map(|code| regions::region(code)).collect())
}

/// Puts the unit `id` below `parent`.
///
/// # Errors
///
/// [`Error::Rule`] if the levels don't fit, it would stand below itself, or it has officers of
/// its own who must do it.
pub(crate) async fn put_below(
    ctx: &Ctx,
    actor: &Actor,
    id: UnitId,
    parent: UnitId,
) -> Result<Unit> {
    let mut tx = ctx.db.begin().await?;
    // One tree, one change at a time: two moves at once could make a circle.
    tx.hold_name("organization.tree").await?;
    let reached = reach_to_manage(&mut tx, actor, id).await?;
    reached.may_change(&mut tx, actor.today()).await?;
    at_work(&reached.unit)?;
    if reached.is_own() && !reached.unit.kind.regional() {
        return Err(Error::Rule(
            "Letak unit ini diatur oleh pengurus desa.".into(),
        ));
    }
    let above = crate::unit(&mut tx, parent).await?.ok_or(Error::NotFound)?;
    fits(&mut tx, &reached, &above).await?;
    store::set_parent(&mut tx, id, Some(parent)).await?;
    let what = format!("{} sekarang di bawah {}", reached.unit.name, above.name);
    storage::audit(&mut tx, actor.audit(MANAGE_UNITS, actor.unit, id, what)).await?;
    figures::ask(&mut tx, id, actor.now).await?;
    tx.commit().await?;
    Ok(above)
}

async fn fits(tx: &mut Tx, reached: &Reached, above: &Unit) -> Result<()> {
    let unit = &reached.unit;
    at_work(above)?;
    let path = store::path(tx, above.id).await?;
    if path.iter().any(|step| step.id == unit.id) {
        return Err(rule(TreeError::Circle));
    }
    if !unit.kind.regional() && above.roll != unit.roll {
        return Err(rule(TreeError::OtherRoll));
    }
    // Another region's unit is nobody's to see, let alone to stand below.
    if unit.kind.regional() && !unit.region_code.starts_with(&above.region_code) {
        return Err(Error::NotFound);
    }
    unit.kind.below(above.kind).map_err(rule)
}

/// Makes the unit of a region around the actor's own, and puts the own below it.
///
/// # Errors
///
/// [`Error::Rule`] if something stands above already, or the region has a unit.
pub(crate) async fn make_above(ctx: &Ctx, actor: &Actor, new: NewUnit) -> Result<Unit> {
    let mut tx = ctx.db.begin().await?;
    tx.hold_name("organization.tree").await?;
    let reached = reach_to_manage(&mut tx, actor, actor.unit).await?;
    let free = missing(&mut tx, &reached).await?;
    if free.iter().all(|region| region.code != new.region_code) {
        return Err(Error::Rule(
            "Wilayah ini sudah punya unit, atau unit ini sudah berada di bawah unit lain.".into(),
        ));
    }
    let above = create_unit(&mut tx, new, actor.now).await?;
    store::set_parent(&mut tx, actor.unit, Some(above.id)).await?;
    let what = format!("Unit dibuat: {}, {}", above.name, above.village);
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_UNITS, actor.unit, above.id, what),
    )
    .await?;
    figures::ask(&mut tx, above.id, actor.now).await?;
    tx.commit().await?;
    Ok(above)
}

/// Units that the one reached could become part of: of its kind and its roll.
pub(crate) async fn twins(db: &mut impl Query, reached: &Reached) -> Result<Vec<Unit>> {
    if reached.is_own() || reached.unit.kind.regional() || !reached.same_roll() {
        return Ok(Vec::new());
    }
    let mut found = store::on_roll(db, &reached.unit).await?;
    found.retain(|other| {
        let way =
            |unit: &Unit| unit.kind == UnitKind::Technical || unit.kind == UnitKind::Committee;
        other.id != reached.unit.id
            && (other.kind == reached.unit.kind || (way(other) && way(&reached.unit)))
    });
    Ok(found)
}

/// Makes the unit `id` part of `into`: what stands below it, its places and its list go over;
/// its address leads to the other from now on.
///
/// # Errors
///
/// [`Error::Rule`] unless both are of one kind and one roll.
pub(crate) async fn merge(ctx: &Ctx, actor: &Actor, id: UnitId, into: UnitId) -> Result<Unit> {
    let mut tx = ctx.db.begin().await?;
    tx.hold_name("organization.tree").await?;
    let reached = reach_to_manage(&mut tx, actor, id).await?;
    reached.may_change(&mut tx, actor.today()).await?;
    at_work(&reached.unit)?;
    let whole = twins(&mut tx, &reached).await?;
    let whole = whole.into_iter().find(|unit| unit.id == into);
    let whole = whole.ok_or_else(|| rule(TreeError::Unlike))?;
    let path = store::path(&mut tx, into).await?;
    if path.iter().any(|step| step.id == id) {
        return Err(rule(TreeError::Circle));
    }
    store::give_over(&mut tx, &reached.unit, &whole).await?;
    store::set_archived(&mut tx, id, Some(actor.now), Some(into)).await?;
    let what = format!("{} digabung ke {}", reached.unit.name, whole.name);
    storage::audit(&mut tx, actor.audit(MANAGE_UNITS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(whole)
}

#[cfg(test)]
mod tests {
    #[test]
    fn around_a_village_is_everything_up_to_the_nation() {
        assert_eq!(
            super::around("35.29.07.2017"),
            ["35.29.07", "35.29", "35", ""]
        );
        assert_eq!(super::around("35"), [""]);
        assert!(super::around("").is_empty());
    }
}
