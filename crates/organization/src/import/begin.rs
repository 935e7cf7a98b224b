//! An uploaded file on its way to becoming an import: read once to see that it is a list, kept,
//! and known again when the same bytes come a second time.

use super::layout::Layout;
use super::read::read;
use super::{find, mark};
use crate::IMPORT_MEMBERS;
use crate::store::imports as store;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{FileId, ImportId};
use roster::{Choices, Reading};
use web::{Actor, Ctx, Error, Result};

/// Where an upload leads.
pub(crate) enum Begun {
    /// It is read and waits.
    New(ImportId),
    /// The columns must be named first.
    Unnamed(ImportId),
    /// The same file is there already.
    Again(ImportId),
}

/// Keeps an uploaded file until somebody decides about it.
pub(crate) async fn begin(ctx: &Ctx, actor: &Actor, name: &str, bytes: Vec<u8>) -> Result<Begun> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let mark = mark(ctx, &bytes);
    if let Some(row) = store::same(&mut ctx.db.read().await?, &scope, &mark).await? {
        return Ok(Begun::Again(row.id));
    }
    // A file that can't be read is refused before it is kept.
    let (layout, reading) = first_reading(ctx, &scope, name, &bytes, actor.today()).await?;
    let named = reading.people().next().is_some();
    if !named && !could_be_a_list(&reading) {
        return Err(nobody());
    }
    let file: FileId = ctx.files.put(bytes).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    if let Some(row) = store::same(&mut tx, &scope, &mark).await? {
        drop(tx);
        ctx.files.delete(file).await?;
        return Ok(Begun::Again(row.id));
    }
    let new = store::NewImport {
        account: Some(actor.account),
        file,
        file_name: name,
        mark: &mark,
        choices: &layout.text()?,
    };
    let id = store::add(&mut tx, &scope, &new, actor.now).await?;
    tx.commit().await?;
    Ok(if named {
        Begun::New(id)
    } else {
        Begun::Unnamed(id)
    })
}

/// What is remembered of a list's columns, and what the list says then.
pub(super) async fn first_reading(
    ctx: &Ctx,
    scope: &Scope,
    name: &str,
    bytes: &[u8],
    today: Date,
) -> Result<(Layout, Reading)> {
    let reading = read(bytes.to_vec(), name, Choices::on(today)).await?;
    let layout = Layout::remembered(&mut ctx.db.read().await?, scope, &reading).await?;
    if layout == Layout::default() {
        return Ok((layout, reading));
    }
    let reading = read(bytes.to_vec(), name, layout.choices(today)).await?;
    Ok((layout, reading))
}

/// Opens the file of an import that is done once more.
pub(crate) async fn begin_again(ctx: &Ctx, actor: &Actor, id: ImportId) -> Result<ImportId> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let old = find(&mut tx, &scope, id).await?;
    if let Some(row) = store::same(&mut tx, &scope, &old.mark).await?
        && row.state == "waiting"
    {
        return Ok(row.id);
    }
    let new = store::NewImport {
        account: Some(actor.account),
        file: old.file,
        file_name: &old.file_name,
        mark: &old.mark,
        choices: &old.choices,
    };
    let id = store::add(&mut tx, &scope, &new, actor.now).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) fn nobody() -> Error {
    Error::Rule(
        "Tidak ada nama anggota yang terbaca di berkas ini. Periksa apakah ini daftar anggotanya."
            .into(),
    )
}

/// Whether a person could say which column holds the names.
fn could_be_a_list(reading: &Reading) -> bool {
    let columns = || reading.columns.iter().chain(&reading.idle_columns);
    columns()
        .filter(|column| !column.samples.is_empty())
        .count()
        > 1
}
