//! An officer decides about what a person asked: yes, as it stands side by side; or no, with a
//! reason that the person reads.

use crate::CHANGE_MEMBERS;
use crate::domain::{Ask, Outcome, Person, corrected};
use crate::store::people;
use crate::store::requests::{self as store, Request};
use kernel::access::Scope;
use kernel::id::RequestId;
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// Writes the correction `id` over the person's data, if those are still of `version`.
///
/// # Errors
///
/// [`Error::Conflict`] if the data or the request have changed meanwhile, [`Error::Rule`] if what
/// was asked for can't be kept.
pub(super) async fn accept(ctx: &Ctx, actor: &Actor, id: RequestId, version: i64) -> Result<()> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let (request, person) = held(&mut tx, &scope, id).await?;
    if request.ask != Ask::Correction {
        return Err(Error::NotFound);
    }
    let new = corrected(&person, &request.correction)
        .read(actor.today())
        .map_err(|_| Error::Rule(
            "Isian yang diusulkan tidak bisa disimpan begitu saja. Ubah datanya di halaman anggota, lalu tolak usulan ini dengan alasannya.".into(),
        ))?
        .sealed(&ctx.keys);
    close(&mut tx, &scope, actor, &request, Outcome::Accepted, "").await?;
    if !people::change(&mut tx, &scope, person.id, version, &new, actor.now).await? {
        return Err(Error::Conflict(
            "Data orang ini baru saja diubah. Bandingkan lagi, lalu putuskan.".into(),
        ));
    }
    let what = format!("Perbaikan data diterima: {}", storage::mention(person.id));
    storage::audit(
        &mut tx,
        actor.audit(CHANGE_MEMBERS, actor.unit, person.id, what),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Says no to a request, with a reason.
///
/// # Errors
///
/// [`Error::Conflict`] if it has been decided meanwhile.
pub(super) async fn refuse(ctx: &Ctx, actor: &Actor, id: RequestId, reason: &str) -> Result<()> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let (request, person) = held(&mut tx, &scope, id).await?;
    close(&mut tx, &scope, actor, &request, Outcome::Refused, reason).await?;
    let what = format!(
        "{} ditolak: {}",
        request.ask.label(),
        storage::mention(person.id)
    );
    storage::audit(
        &mut tx,
        actor.audit(CHANGE_MEMBERS, actor.unit, person.id, what),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// The request and its person, who is held from here on.
async fn held(tx: &mut Tx, scope: &Scope, id: RequestId) -> Result<(Request, Person)> {
    let request = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    tx.hold(request.person).await?;
    let person = people::find(tx, scope, request.person)
        .await?
        .ok_or(Error::NotFound)?;
    // What is asked may have changed until the person was held.
    let request = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    Ok((request, person))
}

async fn close(
    tx: &mut Tx,
    scope: &Scope,
    actor: &Actor,
    request: &Request,
    outcome: Outcome,
    reason: &str,
) -> Result<()> {
    if store::decide(tx, scope, request.id, outcome, reason, actor.now).await? {
        return Ok(());
    }
    Err(Error::Conflict(
        "Permintaan ini sudah diputuskan atau ditarik kembali.".into(),
    ))
}
