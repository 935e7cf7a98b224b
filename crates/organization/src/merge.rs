//! Making one of two entries of one person, and taking them apart again.
//! Nothing is deleted: the entry that goes stays off the roll with what it said, the rows that
//! follow are noted one by one, and so an undo gives back exactly those.

use crate::MERGE_MEMBERS;
use crate::domain::{Entry, Field, From, Person, apart, merged};
use crate::store::merges::{self as store, Merge, NewMerge};
use crate::store::{people, roll, rows};
use kernel::access::Scope;
use kernel::id::{MergeId, PersonId};
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// The versions of both entries that whoever chose was looking at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) kept: i64,
    pub(crate) gone: i64,
}

/// What came of a merge.
pub(crate) enum Merged {
    Yes(MergeId),
    /// One of the entries was changed since it was shown.
    Changed,
}

/// Both entries as they are now.
pub(crate) async fn both(
    tx: &mut impl storage::Query,
    scope: &Scope,
    kept: PersonId,
    gone: PersonId,
) -> Result<((Person, Entry), (Person, Entry))> {
    if kept == gone {
        return Err(Error::Rule(
            "Ini data yang sama. Pilih data yang lain.".into(),
        ));
    }
    let first = store::entry(tx, scope, kept)
        .await?
        .ok_or(Error::NotFound)?;
    let second = store::entry(tx, scope, gone)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((first, second))
}

/// Makes the entry `gone` part of `kept`, with the fields as chosen.
pub(crate) async fn merge(
    ctx: &Ctx,
    actor: &Actor,
    (kept, gone): (PersonId, PersonId),
    seen: Seen,
    chosen: &[(Field, From)],
) -> Result<Merged> {
    let scope = actor.may(MERGE_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let roll = roll::keeper(&mut tx, &scope).await?;
    tx.hold(roll).await?;
    let ((person, before), (other, lost)) = both(&mut tx, &scope, kept, gone).await?;
    if (person.version, other.version) != (seen.kept, seen.gone) {
        return Ok(Merged::Changed);
    }
    if let Some(why) = rows::ties(&mut tx, ctx, gone, actor.today()).await?.first() {
        return Err(Error::Rule((*why).to_owned()));
    }
    let after = merged(&before, &lost, chosen);
    let new = NewMerge {
        kept,
        gone,
        kept_before: &before,
        gone_before: &lost,
        after: &after,
        account: actor.account,
        who: &actor.name,
    };
    let id = store::add(&mut tx, &scope, &new, actor.now).await?;
    // first away, then written: the NIK may go over from one to the other
    store::merge_away(&mut tx, &scope, gone, kept, actor.now).await?;
    store::write(&mut tx, &scope, kept, &after, actor.now).await?;
    rows::follow(&mut tx, ctx, &scope, id, (kept, gone)).await?;
    for person in [kept, gone] {
        rows::follow_up(&mut tx, ctx, &scope, person).await?;
    }
    let what = format!(
        "Data digabung: {} menjadi bagian dari {}",
        storage::mention(gone),
        storage::mention(kept)
    );
    storage::audit(&mut tx, actor.audit(MERGE_MEMBERS, actor.unit, kept, what)).await?;
    tx.commit().await?;
    Ok(Merged::Yes(id))
}

/// Takes two entries apart again. Answers in words what could not be as before; empty if all is.
pub(crate) async fn undo(ctx: &Ctx, actor: &Actor, id: MergeId) -> Result<String> {
    let scope = actor.may(MERGE_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let roll = roll::keeper(&mut tx, &scope).await?;
    tx.hold(roll).await?;
    let merge = store::find(&mut tx, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    if merge.undone_at.is_some() {
        return Err(Error::Conflict("Penggabungan ini sudah dibatalkan.".into()));
    }
    if store::later(&mut tx, &scope, &merge).await? {
        return Err(Error::Rule(
            "Salah satu datanya digabung lagi sesudah ini. Batalkan dulu penggabungan yang lebih baru."
                .into(),
        ));
    }
    let note = take_apart(&mut tx, ctx, actor, &scope, &merge).await?;
    store::undone(&mut tx, &scope, id, &note, actor.now).await?;
    tx.commit().await?;
    Ok(note)
}

/// What the undo says of a NIK; without a name, because the note is kept.
const NIK_TAKEN: &str = "NIK tidak dikembalikan, karena sudah dipakai orang lain.";

async fn take_apart(
    tx: &mut Tx,
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    merge: &Merge,
) -> Result<String> {
    let gone_off = || {
        Error::Rule(
            "Orangnya sudah tidak ada di daftar anggota, jadi penggabungan ini tidak bisa dibatalkan."
                .into(),
        )
    };
    let (_, now) = store::entry(tx, scope, merge.kept)
        .await?
        .ok_or_else(gone_off)?;
    let (Some(before), Some(after), Some(lost)) =
        (&merge.kept_before, &merge.after, &merge.gone_before)
    else {
        return Err(Error::Rule(
            "Catatan penggabungan ini sudah dihapus menurut aturan penyimpanan data.".into(),
        ));
    };
    let (mut entry, later) = apart(before, after, &now);
    let mut notes: Vec<String> = Vec::new();
    if !later.is_empty() {
        let labels: Vec<&str> = later.iter().map(|field| field.label).collect();
        notes.push(format!(
            "Isian yang diubah sesudah digabung tetap dipakai: {}.",
            labels.join(", ")
        ));
    }
    if let Some(nik) = &entry.nik
        && nik_is_taken(tx, scope, &nik.hash, merge.kept).await?
    {
        entry.nik = None;
        notes.push(NIK_TAKEN.to_owned());
    }
    store::write(tx, scope, merge.kept, &entry, actor.now).await?;
    let mut hash = None;
    if let Some(nik) = &lost.nik {
        if nik_is_taken(tx, scope, &nik.hash, merge.gone).await? {
            notes.push(NIK_TAKEN.to_owned());
        } else {
            hash = rows::unhex(&nik.hash);
        }
    }
    if !store::bring_back(tx, scope, merge.gone, merge.kept, hash, actor.now).await? {
        return Err(gone_off());
    }
    let rest = rows::give_back(tx, ctx, merge.id, (merge.kept, merge.gone)).await?;
    if rest > 0 {
        notes.push(format!(
            "{rest} catatan tidak dikembalikan, karena sesudah digabung sudah diganti atau dihapus."
        ));
    }
    for person in [merge.kept, merge.gone] {
        rows::follow_up(tx, ctx, scope, person).await?;
    }
    let note = notes.join(" ");
    let what = format!(
        "Penggabungan dibatalkan: {} dan {} terpisah lagi. {note}",
        storage::mention(merge.kept),
        storage::mention(merge.gone)
    );
    storage::audit(
        tx,
        actor.audit(MERGE_MEMBERS, actor.unit, merge.kept, what.trim()),
    )
    .await?;
    Ok(note)
}

/// Whether somebody of the unit but `one` has the NIK; an entry that went has none while away.
async fn nik_is_taken(tx: &mut Tx, scope: &Scope, hash: &str, one: PersonId) -> Result<bool> {
    let bytes = rows::unhex(hash).unwrap_or_default();
    store::nik_taken(tx, scope, &bytes, one).await
}

/// The person that the entry `id` is now, through one merge after another.
pub(crate) async fn now(
    db: &mut impl storage::Query,
    scope: &Scope,
    id: PersonId,
) -> Result<Option<PersonId>> {
    match store::became(db, scope, id).await? {
        Some(kept) => Ok(people::find(db, scope, kept).await?.map(|person| person.id)),
        None => Ok(None),
    }
}
