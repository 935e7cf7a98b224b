//! Naming the electorate: from the roll, by hand, with seats of each group; until the assembly opens.

use crate::domain::{Electorate, group_labels, seats_each, votes};
use crate::{PLAN_ASSEMBLIES, store};
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use std::collections::BTreeSet;
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// Where a participant without a known RT stands.
pub(crate) const NOWHERE: &str = "RT belum tercatat";

/// Names the electorate of an assembly anew from the roll, as its rules say: the seats of every
/// RT, or every member within the ages. Whoever was put on by hand stays.
///
/// # Errors
///
/// [`Error::NotFound`] if there is no such assembly.
pub async fn fill(tx: &mut Tx, scope: &Scope, id: ActivityId) -> Result<()> {
    let assembly = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let roll = organization::roll(tx, scope).await?;
    let labels = group_labels(&roll);
    store::clear(tx, scope, id).await?;
    let electorate = assembly.plan.rules.electorate;
    let groups: BTreeSet<&String> = labels.iter().filter(|label| !label.is_empty()).collect();
    for label in groups {
        store::set_seats(tx, scope, id, label, seats_each(electorate), false).await?;
    }
    if let Electorate::Members(ages) = electorate {
        let births = organization::births(tx, scope).await?;
        let day = assembly.activity.starts_on;
        for (placed, label) in roll.iter().zip(&labels) {
            let born = births.get(&placed.id).copied();
            let group = if label.is_empty() { NOWHERE } else { label };
            if votes(ages, placed.kind, born, day) {
                store::add_participant(tx, scope, id, placed.id, group, false).await?;
            }
        }
    }
    Ok(())
}

/// What changes about an electorate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Named anew from the roll.
    Anew,
    /// Somebody is put on the list.
    Add(PersonId),
    /// Somebody is taken off.
    Remove(PersonId),
    /// Groups get their seats.
    Seats(Vec<(String, u16)>),
}

/// Changes the electorate of an assembly that is not open yet.
///
/// # Errors
///
/// [`Error::Rule`] once it is open; [`Error::NotFound`] for people of another unit.
pub(crate) async fn change(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    change: &Change,
) -> Result<()> {
    let scope = actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    store::find(&mut tx, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    if store::course(&mut tx, &scope, id).await?.opened().is_some() {
        return Err(Error::Rule(
            "Sidang sudah dibuka, jadi daftar peserta tidak bisa diubah lagi.".into(),
        ));
    }
    let what = apply(&mut tx, &scope, id, change).await?;
    storage::audit(&mut tx, actor.audit(PLAN_ASSEMBLIES, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(())
}

async fn apply(tx: &mut Tx, scope: &Scope, id: ActivityId, change: &Change) -> Result<String> {
    Ok(match change {
        Change::Anew => {
            fill(tx, scope, id).await?;
            "Daftar peserta sidang disusun ulang".into()
        }
        Change::Add(person) => {
            let found = organization::find_person(tx, scope, *person).await?;
            found.ok_or(Error::NotFound)?;
            add_delegate(tx, scope, id, *person).await?;
            format!("Peserta sidang ditambah: {}", storage::mention(*person))
        }
        Change::Remove(person) => {
            let found = organization::find_person(tx, scope, *person).await?;
            found.ok_or(Error::NotFound)?;
            store::remove_participant(tx, scope, id, *person).await?;
            format!("Peserta sidang dikeluarkan: {}", storage::mention(*person))
        }
        Change::Seats(seats) => {
            let known = store::seats(tx, scope, id).await?;
            for (label, seats) in seats {
                if known.iter().any(|(known, _)| known == label) {
                    store::set_seats(tx, scope, id, label, *seats, true).await?;
                }
            }
            "Jumlah utusan sidang diubah".into()
        }
    })
}

/// Puts somebody of the scope's roll on the list for their RT.
///
/// # Errors
///
/// When the database refuses.
pub async fn add_delegate(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    person: PersonId,
) -> Result<()> {
    let group = group_of(tx, scope, person).await?;
    store::add_participant(tx, scope, id, person, &group, true).await?;
    Ok(())
}

async fn group_of(tx: &mut Tx, scope: &Scope, person: PersonId) -> Result<String> {
    let roll = organization::roll(tx, scope).await?;
    let labels = group_labels(&roll);
    let found = roll
        .iter()
        .zip(labels)
        .find(|(placed, _)| placed.id == person);
    let label = found
        .map(|(_, label)| label)
        .filter(|label| !label.is_empty());
    Ok(label.unwrap_or_else(|| NOWHERE.to_owned()))
}
