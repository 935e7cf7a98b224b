//! An uploaded file on its way to becoming an import: read once to see that it is a list, kept,
//! and known again when the same bytes come a second time.

use super::layout::Layout;
use super::read::{read, recognise};
use super::{Source, find, mark, village};
use crate::IMPORT_MEMBERS;
use crate::domain::Ages;
use crate::store::imports::{self as store, ImportRow};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{FileId, ImportId};
use roster::{Choices, Found, Reading};
use storage::Query;
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
    if let Some(row) = same(&mut ctx.db.read().await?, &scope, &mark).await? {
        return Ok(Begun::Again(row.id));
    }
    // A file that can't be read is refused before it is kept.
    let seen = look_at(ctx, &scope, name, bytes, actor.today()).await?;
    let file: FileId = ctx.files.put(seen.kept).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    if let Some(row) = same(&mut tx, &scope, &mark).await? {
        drop(tx);
        ctx.files.delete(file).await?;
        return Ok(Begun::Again(row.id));
    }
    let new = store::NewImport {
        account: Some(actor.account),
        file,
        file_name: name,
        mark: &mark,
        choices: &seen.choices,
        source: seen.source,
    };
    let id = store::add(&mut tx, &scope, &new, actor.now).await?;
    tx.commit().await?;
    Ok(if seen.named {
        Begun::New(id)
    } else {
        Begun::Unnamed(id)
    })
}

/// The import of the same file that is to be looked at again. Of a population workbook that was
/// taken nothing is left to look at, and other ages may be wanted of it.
async fn same(db: &mut impl Query, scope: &Scope, mark: &str) -> Result<Option<ImportRow>> {
    let row = store::same(db, scope, mark).await?;
    Ok(row.filter(|row| row.source == Source::List || row.state == "waiting"))
}

/// A file as it was understood, and what is kept of it.
pub(super) struct Seen {
    pub(super) source: Source,
    pub(super) choices: String,
    pub(super) kept: Vec<u8>,
    /// Whether somebody's name was read.
    pub(super) named: bool,
}

/// Finds out what a file is.
///
/// # Errors
///
/// [`Error::Rule`] for what is no list of people.
pub(super) async fn look_at(
    ctx: &Ctx,
    scope: &Scope,
    name: &str,
    bytes: Vec<u8>,
    today: Date,
) -> Result<Seen> {
    let reading = match recognise(bytes.clone(), Choices::on(today)).await? {
        Found::Population(population) if population.residents.is_empty() => return Err(nobody()),
        Found::Population(population) => {
            return Ok(Seen {
                source: Source::Village,
                choices: village::choices(Ages::YOUTH)?,
                kept: village::kept(ctx, population)?,
                named: true,
            });
        }
        Found::List(reading) => reading,
    };
    let (layout, reading) = as_remembered(ctx, scope, name, &bytes, reading, today).await?;
    let named = reading.people().next().is_some();
    if !named && !could_be_a_list(&reading) {
        return Err(nobody());
    }
    Ok(Seen {
        source: Source::List,
        choices: layout.text()?,
        kept: bytes,
        named,
    })
}

/// What is remembered of a list's columns, and what the list says then.
async fn as_remembered(
    ctx: &Ctx,
    scope: &Scope,
    name: &str,
    bytes: &[u8],
    reading: Reading,
    today: Date,
) -> Result<(Layout, Reading)> {
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
    if old.source == Source::Village {
        return Err(Error::Rule(
            "Berkas penduduk tidak disimpan di sini. Unggah lagi berkasnya.".into(),
        ));
    }
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
        source: old.source,
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
