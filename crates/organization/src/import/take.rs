//! Taking an import: the plan becomes people on the roll, in one transaction.

use super::merge::{FAMILY_CARD, fill, new_person};
use super::open::{Open, open};
use super::plan::{Known, Record, plan};
use super::read::forget;
use super::{Source, changed_meanwhile, find, still_waits};
use crate::domain::Kind;
use crate::members::add_person;
use crate::store::families;
use crate::store::imports::{self as store, ImportRow};
use crate::{IMPORT_MEMBERS, Nik};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{FileId, ImportId};
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// People added.
    pub taken: usize,
    /// Rows that became part of somebody: of a person on the roll, or of a row taken.
    pub merged: usize,
    /// Rows left, with the reason in the workbook.
    pub left: usize,
    /// The workbook of rows left, if there are any.
    pub rest: Option<Vec<u8>>,
}

/// Takes an import that waits, as it was seen in `version`.
pub(super) async fn finish(
    ctx: &Ctx,
    actor: &Actor,
    id: ImportId,
    version: Option<i64>,
) -> Result<Imported> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let row = find(&mut ctx.db.read().await?, &scope, id).await?;
    still_waits(&row)?;
    if version.is_some_and(|version| version != row.version) {
        return Err(changed_meanwhile());
    }
    let open = open(ctx, &scope, row, actor.now).await?;
    let what = format!(
        "{} anggota dimasukkan dan {} digabung dari {}",
        open.plan.taken(),
        open.plan.merged(),
        open.row.file_name
    );
    let entry = actor.audit(IMPORT_MEMBERS, actor.unit, id, what);
    take(ctx, &scope, &open, entry, actor.now).await
}

/// Does what the plan says, in one transaction; nothing if the roll or the answers have changed
/// since the plan was made.
pub(super) async fn take(
    ctx: &Ctx,
    scope: &Scope,
    open: &Open,
    entry: storage::Entry,
    now: Timestamp,
) -> Result<Imported> {
    let rest = rest(open)?;
    let rest_file = match &rest {
        Some(workbook) => Some(ctx.files.put(workbook.clone()).await?),
        None => None,
    };
    let done = put_on_the_roll(ctx, scope, open, rest_file, entry, now).await;
    if let (Err(_), Some(file)) = (&done, rest_file) {
        ctx.files.delete(file).await?;
    }
    done?;
    forget(open.row.id);
    let_go(ctx, &open.row).await?;
    Ok(Imported {
        taken: open.plan.taken(),
        merged: open.plan.merged(),
        left: open.plan.left.len(),
        rest,
    })
}

async fn put_on_the_roll(
    ctx: &Ctx,
    scope: &Scope,
    open: &Open,
    rest: Option<FileId>,
    entry: storage::Entry,
    now: Timestamp,
) -> Result<()> {
    let id = open.row.id;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let row = find(&mut tx, scope, id).await?;
    still_waits(&row)?;
    let known = store::known(&mut tx, scope).await?;
    if row.version != open.row.version || !still_fits(open, &known) {
        return Err(changed_meanwhile());
    }
    if !store::claim(&mut tx, scope, id, "waiting", "taken", now).await? {
        return Err(changed_meanwhile());
    }
    for record in &open.plan.records {
        write(&mut tx, ctx, scope, open, record, &known, now).await?;
    }
    let (taken, merged) = (open.plan.taken(), open.plan.merged());
    store::count(&mut tx, id, taken, merged, open.plan.left.len(), rest).await?;
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the plan holds for the roll as it is now; nothing has changed as a rule.
fn still_fits(open: &Open, known: &[Known]) -> bool {
    *known == open.known[..] || plan(&open.list, known, &open.answers) == open.plan
}

/// Adds the person of `record`, or fills in what the person lacks.
async fn write(
    tx: &mut Tx,
    ctx: &Ctx,
    scope: &Scope,
    open: &Open,
    record: &Record,
    known: &[Known],
    now: Timestamp,
) -> Result<()> {
    let import = open.row.id;
    let nik = nik(ctx, open, record);
    let residents = open.list.village.as_ref();
    let card = residents.and_then(|residents| residents.card(record));
    // who is known to the village only belongs by age and domicile
    let member = residents.map_or(Kind::Active, |_| Kind::Passive);
    let Some(into) = record.into else {
        let mut new = new_person(&record.values);
        (new.kind, new.nik, new.import) = (member, nik, Some(import));
        let person = add_person(tx, scope, &new, now).await?;
        if let Some(card) = card {
            families::keep(tx, scope, person, &card).await?;
        }
        return store::note_change(tx, import, person, None, 1).await;
    };
    let person = &known[into].person;
    let (mut new, mut filled) = fill(person, &record.values, member);
    if let Some(card) = card
        && families::keep(tx, scope, person.id, &card).await?
    {
        filled.fields.push(FAMILY_CARD.to_owned());
        filled.any = true;
    }
    if nik.is_some() {
        filled.fields.push(roster::Field::Nik.word().to_owned());
        filled.any = true;
    }
    if !filled.any {
        return Ok(());
    }
    new.nik = nik;
    if !crate::store::people::change(tx, scope, person.id, person.version, &new, now).await? {
        return Err(changed_meanwhile());
    }
    let was = serde_json::to_string(&filled).map_err(|error| Error::Other(error.into()))?;
    store::note_change(tx, import, person.id, Some(&was), person.version + 1).await
}

/// The NIK of `record` as it is kept, if it is.
fn nik(ctx: &Ctx, open: &Open, record: &Record) -> Option<Nik> {
    if !record.keeps_nik {
        return None;
    }
    match &open.list.village {
        Some(residents) => residents.nik(record),
        None => Some(Nik::seal(&ctx.keys, record.values.nik.as_deref()?)),
    }
}

/// Lets go of what was kept of a population workbook: it has served.
pub(super) async fn let_go(ctx: &Ctx, row: &ImportRow) -> Result<()> {
    if row.source == Source::Village {
        ctx.files.delete(row.file).await?;
    }
    Ok(())
}

/// The workbook of the rows that are left, with the reason in a column.
pub(super) fn rest(open: &Open) -> Result<Option<Vec<u8>>> {
    if open.plan.left.is_empty() {
        return Ok(None);
    }
    roster::write_rest(&open.list.reading, &open.plan.left)
        .map(Some)
        .map_err(|error| Error::Other(anyhow::anyhow!("{error}")))
}
