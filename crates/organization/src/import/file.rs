//! A list from the command line: nobody is asked, so only what is sure is taken.

use super::begin::{first_reading, nobody};
use super::open::open;
use super::take::{Imported, take};
use super::{find, mark};
use crate::IMPORT_MEMBERS;
use crate::store::imports as store;
use kernel::access::Scope;
use kernel::day;
use kernel::id::FileId;
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
    let today = unit.zone.today(now);
    let (layout, reading) = first_reading(ctx, scope, file_name, &bytes, today).await?;
    if reading.people().next().is_none() {
        return Err(nobody());
    }
    let file: FileId = ctx.files.put(bytes).await?;
    let new = store::NewImport {
        account: None,
        file,
        file_name,
        mark: &mark,
        choices: &layout.text()?,
    };
    let mut tx = ctx.db.begin().await?;
    let id = store::add(&mut tx, scope, &new, now).await?;
    tx.commit().await?;
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
