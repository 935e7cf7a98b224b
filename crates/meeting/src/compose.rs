//! Composing the new board, and letting it take office with its decree: in one moment the old
//! board's access ends and the new one's begins.

use crate::domain::Fact;
use crate::{PLAN_ASSEMBLIES, store, words};
use kernel::access::{Role, Scope};
use kernel::id::ActivityId;
use organization::{CHANGE_BOARD, NOTE_DECREES, NewBoard, NewDecree, Position, Seat};
use storage::{Tx, Uuid};
use web::{Actor, Ctx, Error, Result};

/// What changes about the composition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// A seat is added.
    Add(Seat),
    /// A seat is taken out.
    Remove(Uuid),
}

/// Holds an assembly whose board has been elected and has not taken office.
async fn hold(tx: &mut Tx, scope: &Scope, id: ActivityId) -> Result<u32> {
    tx.hold(id).await?;
    store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let course = store::course(tx, scope, id).await?;
    if course.installed().is_some() {
        return Err(Error::Rule("Pengurus ini sudah mulai bertugas.".into()));
    }
    let election = store::election(tx, scope, id).await?;
    if election.elected().is_none() {
        return Err(Error::Rule(
            "Belum ada ketua terpilih. Selesaikan dulu pemilihannya.".into(),
        ));
    }
    Ok(course.last)
}

/// Changes the composition.
///
/// # Errors
///
/// [`Error::Rule`] before the election and once the board is in office; [`Error::NotFound`] for
/// people of another unit.
pub(crate) async fn change(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    change: &Change,
) -> Result<()> {
    let scope = actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    hold(&mut tx, &scope, id).await?;
    let seats = store::composition(&mut tx, &scope, id).await?;
    let what = match change {
        Change::Add(_) if seats.len() >= 300 => {
            return Err(Error::Rule("Susunan ini sudah 300 jabatan.".into()));
        }
        Change::Add(seat) => {
            let words = organization::board_words(&mut tx, &scope).await?;
            let seat = words.named(seat.clone());
            if !store::add_seat(&mut tx, &scope, id, &seat).await? {
                return Err(Error::NotFound);
            }
            format!("Susunan pengurus baru ditambah: {}", seat.title)
        }
        Change::Remove(seat) => {
            store::remove_seat(&mut tx, &scope, id, *seat).await?;
            "Susunan pengurus baru dikurangi".to_owned()
        }
    };
    storage::audit(&mut tx, actor.audit(PLAN_ASSEMBLIES, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets the composed board take office with `decree`: the old board's rights end with the commit.
///
/// # Errors
///
/// [`Error::Rule`] if nobody is elected, the assembly is not closed, the elected chair is not the
/// chair of the composition, or the organisation refuses the board.
pub(crate) async fn install(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    decree: &NewDecree,
) -> Result<()> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let last = hold(&mut tx, &scope, id).await?;
    let today = actor.today();
    let fact = Fact::Installed {
        decree: decree.number.clone(),
        from: decree.from.unwrap_or(today),
    };
    let course = store::course(&mut tx, &scope, id).await?;
    course.may_record(&fact).map_err(Error::Rule)?;
    let composed = store::composition(&mut tx, &scope, id).await?;
    let election = store::election(&mut tx, &scope, id).await?;
    let elected = election.elected().map(|one| one.person);
    let leads = |one: &store::Composed| {
        one.seat.position == Position::With(Role::Chair) && Some(one.seat.person) == elected
    };
    if !composed.iter().any(leads) {
        return Err(Error::Rule(
            "Ketua di susunan ini bukan ketua yang terpilih. Perbaiki dulu susunannya.".into(),
        ));
    }
    let board = NewBoard {
        from: decree.from.unwrap_or(today),
        until: decree.until,
        decree: Some(decree.clone()),
        seats: composed.into_iter().map(|one| one.seat).collect(),
    };
    organization::appoint_board(ctx, &mut tx, &scope, &board, today, actor.now).await?;
    store::add_fact(
        &mut tx,
        &scope,
        id,
        last + 1,
        &fact,
        actor.account,
        actor.now,
    )
    .await?;
    let what = words::told(&fact, actor.zone);
    storage::audit(&mut tx, actor.audit(CHANGE_BOARD, actor.unit, id, what)).await?;
    let what = format!("Mencatat SK {}, dari Temu Karya", decree.number);
    storage::audit(&mut tx, actor.audit(NOTE_DECREES, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(())
}
