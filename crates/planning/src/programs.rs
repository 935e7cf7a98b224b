//! What boards do with a work programme: begin it, write its lines, agree to it, open it again.
//! Each holds the programme first, so that nobody writes into what is being agreed to.

use crate::domain::{ITEMS_MOST, Item, NewItem, Program, State, Version, changes};
use crate::store::programs as store;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, ProgramId, ProgramItemId};
use storage::{Query, Tx};
use web::{Error, Result};

/// Begins the programme of `year`, with the lines of another year if `copied` says which; their
/// days are left out, since they fall otherwise. `None` if there is one for that year.
///
/// # Errors
///
/// [`Error::NotFound`] if `copied` is none of the unit's.
pub async fn begin(
    tx: &mut Tx,
    scope: &Scope,
    year: i16,
    copied: Option<ProgramId>,
    now: Timestamp,
) -> Result<Option<ProgramId>> {
    tx.hold(scope.unit()).await?;
    let lines = match copied {
        Some(id) => {
            let from = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
            store::items(tx, from.id).await?
        }
        None => Vec::new(),
    };
    let Some(id) = store::add(tx, scope, year, now).await? else {
        return Ok(None);
    };
    for line in lines {
        let new = NewItem {
            day: None,
            ..line.says
        };
        store::add_item(tx, scope, id, storage::fresh(), &new, now).await?;
    }
    Ok(Some(id))
}

/// Holds a programme of the scope's unit that may be changed.
async fn open(tx: &mut Tx, scope: &Scope, id: ProgramId) -> Result<Program> {
    tx.hold(id).await?;
    let program = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    if program.state.is_open() {
        return Ok(program);
    }
    Err(Error::Conflict(format!(
        "Program kerja {} sudah disahkan. Tekan “Ubah program kerja” dulu; perubahannya menjadi versi baru.",
        program.year
    )))
}

/// Writes a line into a programme; sent twice under the same `id` it is one.
///
/// # Errors
///
/// [`Error::Conflict`] if the programme was agreed to meanwhile, [`Error::Rule`] if it is full.
pub async fn add_item(
    tx: &mut Tx,
    scope: &Scope,
    program: ProgramId,
    id: ProgramItemId,
    new: &NewItem,
    now: Timestamp,
) -> Result<()> {
    open(tx, scope, program).await?;
    if store::items(tx, program).await?.len() >= ITEMS_MOST {
        return Err(Error::Rule(format!(
            "Satu program kerja memuat paling banyak {ITEMS_MOST} program. Gabungkan yang sejenis."
        )));
    }
    store::add_item(tx, scope, program, id, new, now).await?;
    Ok(())
}

/// Changes a line that is still in this `edition`.
///
/// # Errors
///
/// [`Error::Conflict`] if somebody changed it, or the programme was agreed to, meanwhile.
pub async fn change_item(
    tx: &mut Tx,
    scope: &Scope,
    item: &Item,
    edition: i64,
    new: &NewItem,
) -> Result<()> {
    open(tx, scope, item.program).await?;
    if store::change_item(tx, item.id, edition, new).await? {
        return Ok(());
    }
    Err(Error::Conflict(
        "Program ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.".into(),
    ))
}

/// Takes a line out of a programme.
///
/// # Errors
///
/// [`Error::Rule`] if an activity came of it, [`Error::Conflict`] if the programme was agreed to.
pub async fn remove_item(tx: &mut Tx, scope: &Scope, item: &Item) -> Result<()> {
    open(tx, scope, item.program).await?;
    let tied = store::activities(tx, item.program).await?;
    if tied.iter().any(|(of, _)| *of == item.id) {
        return Err(Error::Rule(format!(
            "{} sudah menjadi kegiatan, jadi tidak bisa dihapus. Lepaskan kegiatannya dulu.",
            item.says.title
        )));
    }
    store::remove_item(tx, item.id).await?;
    Ok(())
}

/// Who writes something down, and when.
#[derive(Debug, Clone)]
pub struct By {
    /// The name that stands with it.
    pub name: String,
    /// The moment.
    pub now: Timestamp,
}

/// Keeps a programme as the `meeting` of `day` agreed to it; the number of the version.
///
/// # Errors
///
/// [`Error::Conflict`] if it was agreed to meanwhile, [`Error::Rule`] if nothing stands in it or
/// nothing has changed.
pub async fn agree(
    tx: &mut Tx,
    scope: &Scope,
    id: ProgramId,
    (day, meeting): (Date, &str),
    by: &By,
) -> Result<i64> {
    let program = open(tx, scope, id).await?;
    let items = store::items(tx, id).await?;
    if items.is_empty() {
        return Err(Error::Rule(
            "Belum ada program di dalamnya. Tambahkan dulu, baru disahkan.".into(),
        ));
    }
    if let Some(last) = last(tx, id).await?
        && changes(&last.items, &items).is_empty()
    {
        return Err(Error::Rule(
            "Belum ada yang berubah dari versi yang berlaku. Ubah dulu, atau batalkan perubahannya."
                .into(),
        ));
    }
    let number = program.version + 1;
    let version = Version {
        number,
        day,
        meeting: meeting.to_owned(),
        by: by.name.clone(),
        at: by.now,
        items,
    };
    store::add_version(tx, scope, id, &version).await?;
    store::set_state(tx, id, State::Agreed, number).await?;
    Ok(number)
}

/// Opens an agreed programme for a change; the version that holds stays readable and in force.
///
/// # Errors
///
/// [`Error::Conflict`] if it is open already.
pub async fn reopen(tx: &mut Tx, scope: &Scope, id: ProgramId) -> Result<Program> {
    tx.hold(id).await?;
    let program = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    if program.state.is_open() {
        return Err(Error::Conflict(
            "Program kerja ini sudah dibuka untuk diubah. Muat ulang halamannya.".into(),
        ));
    }
    store::set_state(tx, id, State::Revising, program.version).await?;
    Ok(program)
}

/// The version that holds.
async fn last(tx: &mut Tx, id: ProgramId) -> Result<Option<Version>> {
    Ok(store::versions(tx, id).await?.into_iter().next())
}

/// Gives a change up: the lines are again those of the version that holds.
///
/// # Errors
///
/// [`Error::Conflict`] if the programme is not being changed, [`Error::Rule`] if an activity came
/// of a line that the version does not have.
pub async fn give_up(tx: &mut Tx, scope: &Scope, id: ProgramId, now: Timestamp) -> Result<Program> {
    let program = open(tx, scope, id).await?;
    let Some(version) = last(tx, id).await? else {
        return Err(Error::Conflict(
            "Program kerja ini belum pernah disahkan, jadi belum ada versi yang bisa dikembalikan."
                .into(),
        ));
    };
    for line in store::items(tx, id).await? {
        if !version.items.iter().any(|kept| kept.id == line.id) {
            remove_item(tx, scope, &line).await?;
        } else if let Some(kept) = version.items.iter().find(|kept| kept.id == line.id)
            && kept.says != line.says
        {
            store::change_item(tx, line.id, line.edition, &kept.says).await?;
        }
    }
    for kept in &version.items {
        store::add_item(tx, scope, id, kept.id, &kept.says, now).await?;
    }
    store::set_state(tx, id, State::Agreed, program.version).await?;
    Ok(program)
}

/// The item `id` of the scope's unit, for an activity that is made of it.
///
/// # Errors
///
/// When the database refuses.
pub async fn item(db: &mut impl Query, scope: &Scope, id: ProgramItemId) -> Result<Option<Item>> {
    Ok(store::item(db, scope, id).await?)
}

/// Notes that `activity`, which is of the scope's unit, came of an item; an activity comes of one
/// item, an item may have several activities.
///
/// # Errors
///
/// [`Error::NotFound`] if the item is none of the unit's.
pub async fn tie(
    tx: &mut Tx,
    scope: &Scope,
    item: ProgramItemId,
    activity: ActivityId,
    now: Timestamp,
) -> Result<Item> {
    let found = store::item(tx, scope, item).await?.ok_or(Error::NotFound)?;
    tx.hold(found.program).await?;
    let found = store::item(tx, scope, item).await?.ok_or(Error::NotFound)?;
    store::tie(tx, scope, item, activity, now).await?;
    Ok(found)
}
