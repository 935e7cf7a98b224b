//! A list that comes without a person at the screen: it waits for the board, or what is sure of it
//! is taken at once.

use super::begin::{look_at, nobody};
use super::open::open;
use super::take::{Imported, take};
use super::{find, mark};
use crate::IMPORT_MEMBERS;
use crate::store::imports as store;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{FileId, ImportId};
use web::{Ctx, Error, Result};

/// Imports a file without a person at the screen: what is sure is taken or merged, the other rows
/// are left.
///
/// # Errors
///
/// [`Error::Rule`] says in words why a file is no list, or that the same file was taken before.
pub async fn import_file(
    ctx: &Ctx,
    scope: &Scope,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Imported> {
    let now = ctx.clock.now();
    let mut db = ctx.db.read().await?;
    let unit = crate::unit(&mut db, scope.unit())
        .await?
        .ok_or(Error::NotFound)?;
    let mark = mark(ctx, &bytes);
    if let Some(row) = store::same(&mut db, scope, &mark).await?
        && row.state == "taken"
    {
        let when = day::medium(unit.zone.today(row.finished_at.unwrap_or(row.created_at)));
        return Err(Error::Rule(format!(
            "Berkas yang sama sudah dimasukkan pada {when}. Batalkan dulu impor itu di halaman Unggah daftar \
             anggota kalau mau mengulang."
        )));
    }
    drop(db);
    let id = keep_file(ctx, scope, file_name, bytes).await?;
    let row = find(&mut ctx.db.read().await?, scope, id).await?;
    let open = open(ctx, scope, row, now).await?;
    let entry = storage::Entry {
        unit: Some(scope.unit()),
        at: now,
        account: None,
        who: "Baris perintah".into(),
        act: IMPORT_MEMBERS.name.to_owned(),
        what: format!(
            "{} anggota dimasukkan dan {} digabung dari {file_name}",
            open.plan.taken(),
            open.plan.merged()
        ),
        subject: Some(id.into()),
        address: None,
    };
    take(ctx, scope, &open, entry, now).await
}

/// Keeps a file, without a person at the screen, until the board decides about it.
///
/// # Errors
///
/// [`Error::Rule`] says in words why a file is no list.
pub async fn keep_file(
    ctx: &Ctx,
    scope: &Scope,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<ImportId> {
    let now = ctx.clock.now();
    let unit = crate::unit(&mut ctx.db.read().await?, scope.unit())
        .await?
        .ok_or(Error::NotFound)?;
    let mark = mark(ctx, &bytes);
    let seen = look_at(ctx, scope, file_name, bytes, unit.zone.today(now)).await?;
    if !seen.named {
        return Err(nobody());
    }
    let file: FileId = ctx.files.put(seen.kept).await?;
    let new = store::NewImport {
        account: None,
        file,
        file_name,
        mark: &mark,
        choices: &seen.choices,
        source: seen.source,
    };
    let mut tx = ctx.db.begin().await?;
    let id = store::add(&mut tx, scope, &new, now).await?;
    tx.commit().await?;
    Ok(id)
}
