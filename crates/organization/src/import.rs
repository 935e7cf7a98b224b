//! Taking a board's list onto the roll: what the file says, who is on the roll already, what is
//! taken, what is left with its reason. One transaction takes it; one undoes it.
//! Who may be somebody known is asked; only what nothing speaks against is merged by itself.

use crate::import_layout::Layout;
use crate::import_merge::{fill, new_person};
use crate::import_plan::{Answer, Answers, Known, List, Plan, Record, keys, plan};
use crate::members::add_person;
use crate::store::imports::{self as store, ImportRow};
use crate::{IMPORT_MEMBERS, Nik};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{FileId, ImportId};
use roster::{Choices, Line, Reading};
use storage::{Query, Tx};
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

/// An import that waits: its list, the roll it meets, and what would become of each row now.
pub(crate) struct Open {
    pub(crate) row: ImportRow,
    pub(crate) answers: Answers,
    pub(crate) list: List,
    pub(crate) known: Vec<Known>,
    pub(crate) plan: Plan,
}

/// Where an upload leads.
pub(crate) enum Begun {
    /// It is read and waits.
    New(ImportId),
    /// The columns must be named first.
    Unnamed(ImportId),
    /// The same file is there already.
    Again(ImportId),
}

/// Reads `bytes` with `choices`, off the thread that serves.
pub(crate) async fn read(bytes: Vec<u8>, name: &str, choices: Choices) -> Result<Reading> {
    let name = name.to_owned();
    tokio::task::spawn_blocking(move || roster::read(&bytes, &name, &choices))
        .await
        .map_err(|error| Error::Other(error.into()))?
        .map_err(|error| Error::Rule(error.to_string()))
}

/// The list as the board wants it read.
async fn list(ctx: &Ctx, bytes: Vec<u8>, name: &str, layout: &Layout, today: Date) -> Result<List> {
    let mut reading = read(bytes, name, layout.choices(today)).await?;
    layout.fill_hamlets(&mut reading);
    let hashed = |line: &Line| {
        let mut line = Line {
            raw: Vec::new(),
            ..line.clone()
        };
        if let Some(nik) = line.values.as_mut().and_then(|values| values.nik.as_mut()) {
            *nik = web::secret::hex(&ctx.keys.hash("nik", nik.as_bytes()));
        }
        line
    };
    Ok(List {
        keys: keys(&reading),
        lines: reading.lines.iter().map(hashed).collect(),
        reading,
    })
}

/// The import `id` of the scope's unit.
pub(crate) async fn find(db: &mut impl Query, scope: &Scope, id: ImportId) -> Result<ImportRow> {
    store::find(db, scope, id).await?.ok_or(Error::NotFound)
}

/// Refuses what is done already, in words.
pub(crate) fn still_waits(row: &ImportRow) -> Result<()> {
    if row.state == "waiting" {
        return Ok(());
    }
    Err(Error::Conflict(
        "Daftar ini sudah dimasukkan atau dibatalkan. Buka lagi halamannya untuk melihat hasilnya."
            .into(),
    ))
}

/// The waiting import `row` with everything about it.
pub(crate) async fn open(ctx: &Ctx, scope: &Scope, row: ImportRow, now: Timestamp) -> Result<Open> {
    let mut db = ctx.db.read().await?;
    let today = today(&mut db, scope, now).await?;
    let known = store::known(&mut db, scope).await?;
    drop(db);
    let layout = Layout::kept(&row.choices);
    let answers: Answers = serde_json::from_str(&row.decisions).unwrap_or_default();
    let bytes = ctx.files.get(row.file).await?.to_vec();
    let list = list(ctx, bytes, &row.file_name, &layout, today).await?;
    // thousands of rows against thousands of people take a while
    let work = move || {
        let plan = plan(&list, &known, &answers);
        Open {
            row,
            answers,
            list,
            known,
            plan,
        }
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Other(error.into()))
}

async fn today(db: &mut impl Query, scope: &Scope, now: Timestamp) -> Result<Date> {
    let unit = crate::unit(db, scope.unit())
        .await?
        .ok_or(Error::NotFound)?;
    Ok(unit.zone.today(now))
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
async fn first_reading(
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

/// By which the same file is known again.
fn mark(ctx: &Ctx, bytes: &[u8]) -> String {
    web::secret::hex(&ctx.keys.hash("import", bytes))
}

fn nobody() -> Error {
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

/// Keeps `answer` for the row `key`; asked again and again it stays the last.
pub(crate) async fn answer(
    ctx: &Ctx,
    actor: &Actor,
    id: ImportId,
    key: &str,
    answer: Option<Answer>,
) -> Result<()> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    if !is_key(key) {
        return Err(Error::Bad(
            "Barisnya tidak dikenal. Muat ulang halamannya, lalu pilih lagi.".into(),
        ));
    }
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let row = find(&mut tx, &scope, id).await?;
    still_waits(&row)?;
    let mut answers: Answers = serde_json::from_str(&row.decisions).unwrap_or_default();
    match answer {
        Some(answer) => answers.insert(key.to_owned(), answer),
        None => answers.remove(key),
    };
    let text = serde_json::to_string(&answers).map_err(|error| Error::Other(error.into()))?;
    store::keep_answers(&mut tx, &scope, id, &text).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether `key` has the form of a row's place.
fn is_key(key: &str) -> bool {
    let numbers = key.split('.').filter(|part| part.parse::<u32>().is_ok());
    key.len() < 24 && numbers.count() == 3 && key.split('.').count() == 3
}

/// Keeps what the columns mean, for this list and for the next of the same shape.
pub(crate) async fn arrange(
    ctx: &Ctx,
    actor: &Actor,
    id: ImportId,
    layout: &Layout,
    reading: &Reading,
) -> Result<()> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    still_waits(&find(&mut tx, &scope, id).await?)?;
    store::keep_choices(&mut tx, &scope, id, &layout.text()?).await?;
    layout.remember(&mut tx, &scope, reading).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes an import that waits, as it was seen in `version`.
pub(crate) async fn finish(
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

fn changed_meanwhile() -> Error {
    Error::Conflict(
        "Daftar ini baru saja diubah orang lain, jadi belum ada yang dimasukkan. Buka lagi halamannya, \
         periksa, lalu masukkan."
            .into(),
    )
}

/// Does what the plan says, in one transaction; nothing if the roll or the answers have changed
/// since the plan was made.
async fn take(
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
    if row.version != open.row.version || plan(&open.list, &known, &open.answers) != open.plan {
        return Err(changed_meanwhile());
    }
    if !store::claim(&mut tx, scope, id, "waiting", "taken", now).await? {
        return Err(changed_meanwhile());
    }
    for record in &open.plan.records {
        write(&mut tx, ctx, scope, id, record, &known, now).await?;
    }
    let (taken, merged) = (open.plan.taken(), open.plan.merged());
    store::count(&mut tx, id, taken, merged, open.plan.left.len(), rest).await?;
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Adds the person of `record`, or fills in what the person lacks.
async fn write(
    tx: &mut Tx,
    ctx: &Ctx,
    scope: &Scope,
    import: ImportId,
    record: &Record,
    known: &[Known],
    now: Timestamp,
) -> Result<()> {
    let digits = record.values.nik.as_deref().filter(|_| record.keeps_nik);
    let nik = digits.map(|digits| Nik::seal(&ctx.keys, digits));
    let Some(into) = record.into else {
        let mut new = new_person(&record.values);
        (new.nik, new.import) = (nik, Some(import));
        let person = add_person(tx, scope, &new, now).await?;
        return store::note_change(tx, import, person, None, 1).await;
    };
    let person = &known[into].person;
    let (mut new, mut filled) = fill(person, &record.values);
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

/// The workbook of the rows that are left, with the reason in a column.
pub(crate) fn rest(open: &Open) -> Result<Option<Vec<u8>>> {
    if open.plan.left.is_empty() {
        return Ok(None);
    }
    roster::write_rest(&open.list.reading, &open.plan.left)
        .map(Some)
        .map_err(|error| Error::Other(anyhow::anyhow!("{error}")))
}

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
