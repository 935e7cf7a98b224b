//! Two villages become one: the board of one asks, the board of the other takes it in. The people
//! come onto the other roll with all that hangs on them; what the village has written stays with it,
//! at rest, for the board of the other to read.

use super::{create::at_work, figures, reach_to_manage};
use crate::domain::UnitKind;
use crate::store::mergers::{self as store, Merger};
use crate::store::terms;
use crate::unit::Unit;
use crate::{MANAGE_UNITS, unit};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{MergerId, PersonId, UnitId};
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, HandoverItem, Result, UnitMerger};

/// The actor's own village, for somebody who may change units.
async fn own_village(db: &mut impl Query, actor: &Actor) -> Result<Unit> {
    let unit = reach_to_manage(db, actor, actor.unit).await?.unit;
    at_work(&unit)?;
    if unit.kind == UnitKind::Village {
        Ok(unit)
    } else {
        Err(Error::NotFound)
    }
}

/// Villages around the actor's own that it could become part of.
pub(crate) async fn neighbours(db: &mut impl Query, own: &Unit) -> Result<Vec<Unit>> {
    if own.kind == UnitKind::Village {
        store::neighbours(db, own).await
    } else {
        Ok(Vec::new())
    }
}

/// Asks the board of `into` to take the actor's village in.
///
/// # Errors
///
/// [`Error::Rule`] if it has asked already; [`Error::NotFound`] unless both are villages at work of
/// one district.
pub(crate) async fn ask(ctx: &Ctx, actor: &Actor, into: UnitId) -> Result<Unit> {
    let mut tx = ctx.db.begin().await?;
    tx.hold_name("organization.tree").await?;
    let own = own_village(&mut tx, actor).await?;
    let near = neighbours(&mut tx, &own).await?;
    let whole = near.into_iter().find(|unit| unit.id == into);
    let whole = whole.ok_or(Error::NotFound)?;
    let by = (actor.name.as_str(), Some(actor.account));
    let asked = store::add(&mut tx, own.id, into, by, actor.now).await?;
    let id = asked.ok_or_else(|| {
        Error::Rule("Permintaan penggabungan sudah dikirim dan masih menunggu jawaban.".into())
    })?;
    let what = format!("Minta digabung ke {}", whole.name);
    storage::audit(&mut tx, actor.audit(MANAGE_UNITS, own.id, id, what)).await?;
    let what = format!("{} minta digabung ke sini", own.name);
    storage::audit(&mut tx, actor.audit(MANAGE_UNITS, into, id, what)).await?;
    tx.commit().await?;
    Ok(whole)
}

/// A merger with both villages, as one of the two boards sees it.
#[derive(Debug, Clone)]
pub(crate) struct Between {
    pub(crate) merger: Merger,
    pub(crate) from: Unit,
    pub(crate) into: Unit,
}

impl Between {
    /// Whether it is for `unit` to decide.
    pub(crate) fn is_for(&self, unit: UnitId) -> bool {
        self.merger.is_open() && self.into.id == unit
    }
}

/// The merger `id` of the actor's village, or into it.
///
/// # Errors
///
/// [`Error::NotFound`] if it is none of theirs.
pub(crate) async fn find(db: &mut impl Query, actor: &Actor, id: MergerId) -> Result<Between> {
    let scope = actor.may(MANAGE_UNITS, actor.unit)?;
    let merger = store::find(db, &scope, id).await?.ok_or(Error::NotFound)?;
    let from = unit(db, merger.unit).await?.ok_or(Error::NotFound)?;
    let into = unit(db, merger.into).await?.ok_or(Error::NotFound)?;
    Ok(Between { merger, from, into })
}

/// What a merger would bring, before it is decided: no names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Preview {
    pub(crate) people: i64,
    /// Of whom the NIK stands on the other roll already.
    pub(crate) alike: i64,
    /// Parts of both that would see people of both by their place.
    pub(crate) mixing: Vec<String>,
    /// What the village has written, as its contexts list it for a handover.
    pub(crate) brings: Vec<HandoverItem>,
}

/// See [`Preview`].
pub(crate) async fn preview(ctx: &Ctx, actor: &Actor, between: &Between) -> Result<Preview> {
    let (from, into) = (between.from.id, between.into.id);
    let mut db = ctx.db.read().await?;
    let (people, alike) = store::counts(&mut db, from, into).await?;
    let mixing = store::mixing(&mut db, from, into).await?;
    drop(db);
    let mut brings = Vec::new();
    for hook in ctx.modules.iter().flat_map(|module| module.handover) {
        brings.extend(hook(ctx, &Scope::of_system(from), actor.today()).await?);
    }
    Ok(Preview {
        people,
        alike,
        mixing: mixing.into_iter().map(|(_, name)| name).collect(),
        brings,
    })
}

/// Takes back what the actor's village has asked, or says no to what was asked of it.
///
/// # Errors
///
/// [`Error::NotFound`] if it is none of theirs or decided already.
pub(crate) async fn decline(ctx: &Ctx, actor: &Actor, id: MergerId) -> Result<Between> {
    let mut tx = ctx.db.begin().await?;
    tx.hold_name("organization.tree").await?;
    let between = find(&mut tx, actor, id).await?;
    let (outcome, what) = match between.is_for(actor.unit) {
        true => ("refused", "ditolak"),
        false => ("withdrawn", "ditarik kembali"),
    };
    if !store::decide(&mut tx, id, outcome, (0, 0), actor.now).await? {
        return Err(Error::Rule("Permintaan ini sudah dijawab.".into()));
    }
    let what = format!(
        "Penggabungan {} ke {} {what}",
        between.from.name, between.into.name
    );
    for unit in [between.from.id, between.into.id] {
        storage::audit(&mut tx, actor.audit(MANAGE_UNITS, unit, id, what.as_str())).await?;
    }
    tx.commit().await?;
    Ok(between)
}

/// Takes the village in: its people come onto the roll of the actor's, its parts stand below, its
/// board's term ends, and it rests from the commit on. Gives what came along.
///
/// # Errors
///
/// [`Error::Rule`] if it was decided meanwhile or one of the two rests; [`Error::NotFound`] unless
/// it was asked of the actor's village.
pub(crate) async fn take_in(ctx: &Ctx, actor: &Actor, id: MergerId) -> Result<(i64, i64)> {
    let mut tx = ctx.db.begin().await?;
    tx.hold_name("organization.tree").await?;
    let Between { merger, from, into } = find(&mut tx, actor, id).await?;
    if into.id != actor.unit {
        return Err(Error::NotFound);
    }
    if !merger.is_open() {
        return Err(Error::Rule("Permintaan ini sudah dijawab.".into()));
    }
    at_work(&from)?;
    at_work(&into)?;
    for unit in [from.id.min(into.id), from.id.max(into.id)] {
        tx.hold(unit).await?;
    }
    let counted = carry_out(ctx, &mut tx, id, (&from, &into), actor.now).await?;
    let what = format!(
        "{} digabung ke {}: {} orang",
        from.name, into.name, counted.0
    );
    for unit in [from.id, into.id] {
        storage::audit(&mut tx, actor.audit(MANAGE_UNITS, unit, id, what.as_str())).await?;
    }
    tx.commit().await?;
    Ok(counted)
}

async fn carry_out(
    ctx: &Ctx,
    tx: &mut Tx,
    id: MergerId,
    (from, into): (&Unit, &Unit),
    now: Timestamp,
) -> Result<(i64, i64)> {
    let today = into.zone.today(now);
    let counted = store::counts(tx, from.id, into.id).await?;
    store::decide(tx, id, "accepted", counted, now).await?;
    store::void_others(tx, from.id, now).await?;
    let officers = end_board(tx, from, today).await?;
    for (part, _) in store::mixing(tx, from.id, into.id).await? {
        store::list_of_now(tx, part, now).await?;
    }
    store::move_people(tx, from, into, today, now).await?;
    store::move_units(tx, from, into, now).await?;
    store::end_shares(tx, from.id, now).await?;
    let merged = UnitMerger {
        from: Scope::of_system(from.id),
        into: Scope::of_system(into.id),
        officers,
        now,
    };
    for hook in ctx.modules.iter().filter_map(|module| module.unit_merged) {
        hook(tx, &merged).await?;
    }
    figures::ask(tx, into.id, now).await?;
    Ok(counted)
}

/// Lets the village `from` become part of `into`, asked and answered in one, for a program's own
/// use: the demo. Gives how many people came along, and of how many the NIK was there already.
///
/// # Errors
///
/// When the database refuses.
pub async fn merge_villages(
    ctx: &Ctx,
    tx: &mut Tx,
    (from, into): (&Unit, &Unit),
    asked_by: &str,
    now: Timestamp,
) -> Result<(i64, i64)> {
    let id = store::add(tx, from.id, into.id, (asked_by, None), now).await?;
    let id = id.ok_or(Error::NotFound)?;
    carry_out(ctx, tx, id, (from, into), now).await
}

/// Ends the term of a village's board on `today`; gives who sat on it with rights.
async fn end_board(tx: &mut Tx, from: &Unit, today: Date) -> Result<Vec<PersonId>> {
    let scope = Scope::of_system(from.id);
    let officers = crate::board(tx, &scope, today).await?;
    let begun = terms::running(tx, &scope).await?.map(|term| term.from);
    let last = begun.map_or(today, |begun| today.max(begun));
    terms::end_running(tx, &scope, last, today).await?;
    Ok(officers.into_iter().map(|officer| officer.person).collect())
}
