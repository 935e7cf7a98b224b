//! Taking a board's list onto the roll: what the file says, who is on the roll already, what is
//! taken, what is left with its reason. One transaction takes it; one undoes it.
//! Whoever may be somebody known is left for a person to decide, never merged unseen.

use crate::members::{NewPerson, add_person};
use crate::store_import as store;
use crate::{IMPORT_MEMBERS, Sex};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{FileId, ImportId};
use kernel::name::{Likeness, Name};
use roster::{Choices, Line, Reading, Values};
use std::collections::HashSet;
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, Result};

/// A list as it was understood, line by line, before anything is kept.
pub(crate) struct Plan {
    pub(crate) reading: Reading,
    /// Lines that become new people.
    pub(crate) taken: Vec<usize>,
    /// Lines that are left, with the reason.
    pub(crate) left: Vec<(usize, String)>,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// People added.
    pub taken: usize,
    /// Rows of the file that were the same person as a row taken.
    pub merged: usize,
    /// Rows left, with the reason in the workbook.
    pub left: usize,
    /// The workbook of rows left, if there are any.
    pub rest: Option<Vec<u8>>,
}

/// Reads `bytes` and compares them with the roll.
pub(crate) async fn plan(
    ctx: &Ctx,
    scope: &Scope,
    file_name: &str,
    bytes: Vec<u8>,
    now: Timestamp,
) -> Result<Plan> {
    let mut db = ctx.db.read().await?;
    let zone = crate::unit(&mut db, scope.unit())
        .await?
        .ok_or(Error::NotFound)?
        .zone;
    let known = store::known(&mut db, scope).await?;
    drop(db);
    let (today, file_name) = (zone.today(now), file_name.to_owned());
    let work = move || roster::read(&bytes, &file_name, &Choices::on(today));
    let reading = tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Other(error.into()))?
        .map_err(|error| Error::Rule(error.to_string()))?;
    let hashes: Vec<Option<Vec<u8>>> = reading
        .lines
        .iter()
        .map(|line| {
            let nik = line.values.as_ref()?.nik.as_ref()?;
            Some(ctx.keys.hash("nik", nik.as_bytes()))
        })
        .collect();
    let (taken, left) = decide(&reading, &known, &hashes);
    Ok(Plan {
        reading,
        taken,
        left,
    })
}

/// Somebody on the roll, as far as duplicates are concerned.
pub(crate) struct Known {
    pub(crate) full_name: String,
    pub(crate) birth_date: Option<jiff::civil::Date>,
    pub(crate) nik_hash: Option<Vec<u8>>,
    pub(crate) phones: Vec<String>,
}

fn decide(
    reading: &Reading,
    known: &[Known],
    hashes: &[Option<Vec<u8>>],
) -> (Vec<usize>, Vec<(usize, String)>) {
    let names: Vec<Name> = known
        .iter()
        .map(|person| Name::parse(&person.full_name))
        .collect();
    let mut second: HashSet<usize> = HashSet::new();
    for group in &reading.duplicate_groups {
        second.extend(group.lines.iter().skip(1));
    }
    let (mut taken, mut left) = (Vec::new(), Vec::new());
    for (at, line) in reading.lines.iter().enumerate() {
        let Some(values) = &line.values else { continue };
        let reason = if values.name.is_none() {
            Some("Namanya tidak terbaca.".to_owned())
        } else if second.contains(&at) {
            Some("Mungkin orang yang sama dengan baris lain di daftar ini.".to_owned())
        } else {
            on_the_roll(values, hashes[at].as_ref(), known, &names)
        };
        match reason {
            Some(reason) => left.push((at, reason)),
            None => taken.push(at),
        }
    }
    (taken, left)
}

fn on_the_roll(
    values: &Values,
    hash: Option<&Vec<u8>>,
    known: &[Known],
    names: &[Name],
) -> Option<String> {
    let name = Name::parse(values.name.as_deref().unwrap_or_default());
    known.iter().zip(names).find_map(|(person, known_name)| {
        let same_nik = hash.is_some() && person.nik_hash.as_ref() == hash;
        let shares = values
            .phones
            .iter()
            .any(|phone| person.phones.contains(phone))
            || (values.birth_date.is_some() && values.birth_date == person.birth_date);
        (same_nik || (shares && name.same(known_name) == Likeness::Likely))
            .then(|| format!("Mungkin sudah tercatat sebagai {}.", person.full_name))
    })
}

fn new_person(line: &Line, import: ImportId, keys: &web::secret::Keys) -> NewPerson {
    let values = line.values.clone().unwrap_or_default();
    let text = |value: Option<String>| value.unwrap_or_default();
    NewPerson {
        full_name: text(values.name),
        sex: values.sex.map(|sex| match sex {
            roster::Sex::L => Sex::L,
            roster::Sex::P => Sex::P,
        }),
        birth_place: text(values.birth_place),
        birth_date: values.birth_date,
        hamlet: text(values.hamlet),
        rt: values.rt,
        rw: values.rw,
        education: text(values.education),
        occupation: text(values.occupation),
        skills: values.skills.join(", "),
        note: text(values.position),
        phones: values.phones,
        nik_digits: values.nik,
        import: Some(import),
        ..NewPerson::default()
    }
    .sealed(keys)
}

/// Takes what the plan takes, in one transaction.
async fn take(
    tx: &mut Tx,
    ctx: &Ctx,
    scope: &Scope,
    import: ImportId,
    plan: &Plan,
    now: Timestamp,
) -> Result<()> {
    tx.hold(scope.unit()).await?;
    for at in &plan.taken {
        let new = new_person(&plan.reading.lines[*at], import, &ctx.keys);
        let person = add_person(tx, scope, &new, now).await?;
        store::note_change(tx, import, person).await?;
    }
    Ok(())
}

/// The workbook of the rows that were left, with the reason in a column.
pub(crate) fn rest(plan: &Plan) -> Result<Option<Vec<u8>>> {
    if plan.left.is_empty() {
        return Ok(None);
    }
    roster::write_rest(&plan.reading, &plan.left)
        .map(Some)
        .map_err(|error| Error::Other(anyhow::anyhow!("{error}")))
}

/// Keeps an uploaded file until somebody decides about it.
pub(crate) async fn begin(
    ctx: &Ctx,
    actor: &Actor,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<ImportId> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    // A file that can't be read is refused before it is kept.
    let plan = plan(ctx, &scope, file_name, bytes.clone(), actor.now).await?;
    if plan.taken.is_empty() && plan.left.is_empty() {
        return Err(Error::Rule(
            "Tidak ada nama anggota yang terbaca di berkas ini. Periksa apakah ini daftar anggotanya."
                .into(),
        ));
    }
    let file: FileId = ctx.files.put(bytes).await?;
    let id: ImportId = storage::fresh();
    let mut tx = ctx.db.begin().await?;
    store::add(
        &mut tx,
        &scope,
        id,
        Some(actor.account),
        file,
        file_name,
        actor.now,
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes the sure rows of an import that waits.
pub(crate) async fn finish(ctx: &Ctx, actor: &Actor, id: ImportId) -> Result<usize> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let import = find(&mut ctx.db.read().await?, &scope, id).await?;
    let bytes = ctx.files.get(import.file).await?.to_vec();
    let plan = plan(ctx, &scope, &import.file_name, bytes, actor.now).await?;
    let left = match rest(&plan)? {
        Some(workbook) => Some(ctx.files.put(workbook).await?),
        None => None,
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    if !store::claim(&mut tx, &scope, id, "waiting", "taken", actor.now).await? {
        return Err(Error::Conflict(
            "Daftar ini sudah dimasukkan atau dibatalkan.".into(),
        ));
    }
    take(&mut tx, ctx, &scope, id, &plan, actor.now).await?;
    store::count(&mut tx, id, plan.taken.len(), plan.left.len(), left).await?;
    let what = format!(
        "{} anggota dimasukkan dari {}",
        plan.taken.len(),
        import.file_name
    );
    storage::audit(&mut tx, actor.audit(IMPORT_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(plan.taken.len())
}

/// Takes back what an import brought, unless somebody has used one of its people since.
pub(crate) async fn undo(ctx: &Ctx, actor: &Actor, id: ImportId) -> Result<()> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
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
    let what = "Impor daftar anggota dibatalkan";
    storage::audit(&mut tx, actor.audit(IMPORT_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(())
}

/// The import `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: ImportId,
) -> Result<store::ImportRow> {
    store::find(db, scope, id).await?.ok_or(Error::NotFound)
}

/// Imports a file without a person at the screen: sure rows are taken, the others left.
///
/// # Errors
///
/// [`Error::Rule`] says in words why a file is no list.
pub async fn import_file(
    ctx: &Ctx,
    scope: &Scope,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Imported> {
    let now = ctx.clock.now();
    let plan = plan(ctx, scope, file_name, bytes.clone(), now).await?;
    let file: FileId = ctx.files.put(bytes).await?;
    let id: ImportId = storage::fresh();
    let mut tx = ctx.db.begin().await?;
    store::add(&mut tx, scope, id, None, file, file_name, now).await?;
    store::claim(&mut tx, scope, id, "waiting", "taken", now).await?;
    take(&mut tx, ctx, scope, id, &plan, now).await?;
    let rest = rest(&plan)?;
    store::count(&mut tx, id, plan.taken.len(), plan.left.len(), None).await?;
    tx.commit().await?;
    let (taken, left) = (plan.taken.len(), plan.left.len());
    Ok(Imported {
        taken,
        merged: 0,
        left,
        rest,
    })
}
