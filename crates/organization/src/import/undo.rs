//! Taking back what an import brought: new people go off the roll again, and what it added to
//! people who were there is taken away, where nobody has changed them since.

use super::find;
use super::merge::{FAMILY_CARD, Filled, empty_again};
use super::read::forget;
use super::take::let_go;
use crate::IMPORT_MEMBERS;
use crate::store::{families, imports as store};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::ImportId;
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// Takes back what an import brought, unless somebody has used one of its new people since.
/// Answers how many merged people stay as they are, because they were changed since.
pub(crate) async fn undo(ctx: &Ctx, actor: &Actor, id: ImportId) -> Result<usize> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    find(&mut tx, &scope, id).await?;
    let mut used = store::changed(&mut tx, &scope, id).await?;
    for table in ctx.modules.iter().flat_map(|module| module.person_refs) {
        used = used || store::stands_in(&mut tx, id, table).await?;
    }
    if used {
        return Err(Error::Rule(
            "Sudah ada anggota dari daftar ini yang datanya diubah atau dipakai, jadi tidak bisa dibatalkan \
             sekaligus. Keluarkan satu per satu kalau perlu."
                .into(),
        ));
    }
    if !store::claim(&mut tx, &scope, id, "taken", "undone", actor.now).await? {
        return Err(Error::Conflict("Daftar ini sudah dibatalkan.".into()));
    }
    store::remove_people(&mut tx, &scope, id, actor.now).await?;
    let kept = take_apart(&mut tx, &scope, id, actor.now).await?;
    let what = "Impor daftar anggota dibatalkan";
    storage::audit(&mut tx, actor.audit(IMPORT_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(kept)
}

/// Undoes the merges with people whom nobody has changed since; how many stay as they are.
async fn take_apart(tx: &mut Tx, scope: &Scope, id: ImportId, now: Timestamp) -> Result<usize> {
    let mut kept = 0;
    for (person, was, version) in store::merges(tx, scope, id).await? {
        let filled: Filled = serde_json::from_str(&was).unwrap_or_default();
        let Some(person) = crate::store::people::find(tx, scope, person).await? else {
            continue;
        };
        let new = empty_again(&person, &filled);
        if person.version != version
            || !crate::store::people::change(tx, scope, person.id, version, &new, now).await?
        {
            kept += 1;
            continue;
        }
        if filled
            .fields
            .iter()
            .any(|field| field == roster::Field::Nik.word())
        {
            store::forget_nik(tx, scope, person.id).await?;
        }
        if filled.fields.iter().any(|field| field == FAMILY_CARD) {
            families::forget(tx, scope, person.id).await?;
        }
    }
    Ok(kept)
}

/// Puts an import that waits aside, without taking anything.
pub(crate) async fn discard(ctx: &Ctx, actor: &Actor, id: ImportId) -> Result<()> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let row = find(&mut tx, &scope, id).await?;
    if !store::claim(&mut tx, &scope, id, "waiting", "undone", actor.now).await? {
        return Err(Error::Conflict(
            "Daftar ini sudah dimasukkan atau dibatalkan. Buka lagi halamannya untuk melihat hasilnya."
                .into(),
        ));
    }
    tx.commit().await?;
    forget(id);
    let_go(ctx, &row).await
}
