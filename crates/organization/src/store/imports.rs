//! Rows of imports. Private.

use crate::domain::Person;
use crate::import::{Known, Source};
use crate::store::people::{self, PERSON};
use crate::store::roll::ROLL;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, FileId, ImportId, PersonId};
use storage::{FromRow, Query, Tx, args};
use web::Result;

/// An import as it stands.
pub(crate) struct ImportRow {
    pub(crate) id: ImportId,
    pub(crate) file: FileId,
    pub(crate) file_name: String,
    pub(crate) state: String,
    /// By which the same file is known again.
    pub(crate) mark: String,
    /// What the columns mean, as kept.
    pub(crate) choices: String,
    /// The answers about rows, as kept.
    pub(crate) decisions: String,
    pub(crate) taken: i64,
    pub(crate) merged: i64,
    pub(crate) rest: i64,
    /// The workbook of the rows left, once the others are taken.
    pub(crate) rest_file: Option<FileId>,
    pub(crate) created_at: Timestamp,
    pub(crate) finished_at: Option<Timestamp>,
    /// Whether the files went, as the unit's rules for keeping say.
    pub(crate) file_gone: bool,
    /// Grows with every answer; guards against two officers at once.
    pub(crate) version: i64,
    /// What the file is.
    pub(crate) source: Source,
}

/// An import to be kept.
pub(crate) struct NewImport<'a> {
    pub(crate) account: Option<AccountId>,
    pub(crate) file: FileId,
    pub(crate) file_name: &'a str,
    pub(crate) mark: &'a str,
    pub(crate) choices: &'a str,
    pub(crate) source: Source,
}

impl FromRow for ImportRow {
    fn from_row(row: &storage::Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            file: row.get(1)?,
            file_name: row.get(2)?,
            state: row.get(3)?,
            mark: row.get(4)?,
            choices: row.get(5)?,
            decisions: row.get(6)?,
            taken: row.get(7)?,
            merged: row.get(8)?,
            rest: row.get(9)?,
            rest_file: row.get(10)?,
            created_at: row.get(11)?,
            finished_at: row.get(12)?,
            version: row.get(13)?,
            source: Source::from_code(&row.get::<String>(14)?),
            file_gone: row.get(15)?,
        })
    }
}

const COLUMNS: &str = "id, file_id, file_name, state, fingerprint, choices, decisions, taken, merged, \
     rest, rest_file_id, created_at, finished_at, version, source, file_gone_at is not null";

pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: ImportId,
) -> Result<Option<ImportRow>> {
    let sql = format!("select {COLUMNS} from member_import where id = $1 and unit_id = $2");
    Ok(db.maybe(&sql, args![id, scope.unit()]).await?)
}

/// Imports of the scope's unit, newest first.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<ImportRow>> {
    let sql = format!(
        "select {COLUMNS} from member_import where unit_id = $1 order by created_at desc limit 20"
    );
    Ok(db.all(&sql, args![scope.unit()]).await?)
}

/// The latest import of the same file that was not undone.
pub(crate) async fn same(
    db: &mut impl Query,
    scope: &Scope,
    mark: &str,
) -> Result<Option<ImportRow>> {
    let sql = format!(
        "select {COLUMNS} from member_import
          where unit_id = $1 and fingerprint = $2 and state <> 'undone'
          order by created_at desc, id desc limit 1"
    );
    Ok(db.maybe(&sql, args![scope.unit(), mark]).await?)
}

pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewImport<'_>,
    now: Timestamp,
) -> Result<ImportId> {
    let id: ImportId = storage::fresh();
    tx.run(
        "insert into member_import (id, unit_id, account_id, file_id, file_name, fingerprint,
                                    choices, decisions, state, taken, merged, rest, created_at,
                                    source)
         values ($1, $2, $3, $4, $5, $6, $7, '', 'waiting', 0, 0, 0, $8, $9)",
        args![
            id,
            scope.unit(),
            new.account,
            new.file,
            new.file_name,
            new.mark,
            new.choices,
            now,
            new.source.code()
        ],
    )
    .await?;
    Ok(id)
}

pub(crate) async fn keep_answers(
    tx: &mut Tx,
    scope: &Scope,
    id: ImportId,
    text: &str,
) -> Result<()> {
    tx.run(
        "update member_import set decisions = $3, version = version + 1
          where id = $1 and unit_id = $2",
        args![id, scope.unit(), text],
    )
    .await?;
    Ok(())
}

pub(crate) async fn keep_choices(
    tx: &mut Tx,
    scope: &Scope,
    id: ImportId,
    text: &str,
) -> Result<()> {
    tx.run(
        "update member_import set choices = $3, version = version + 1
          where id = $1 and unit_id = $2",
        args![id, scope.unit(), text],
    )
    .await?;
    Ok(())
}

/// What was said of sheets with this fingerprint.
pub(crate) async fn layout(
    db: &mut impl Query,
    scope: &Scope,
    fingerprint: &str,
) -> Result<Option<String>> {
    let found: Option<(String,)> = db
        .maybe(
            "select choices from import_layout where unit_id = $1 and fingerprint = $2",
            args![scope.unit(), fingerprint],
        )
        .await?;
    Ok(found.map(|(text,)| text))
}

/// Keeps what was said of sheets with this fingerprint; nothing is forgotten again.
pub(crate) async fn keep_layout(
    tx: &mut Tx,
    scope: &Scope,
    fingerprint: &str,
    text: Option<&str>,
) -> Result<()> {
    match text {
        Some(text) => {
            tx.run(
                "insert into import_layout (unit_id, fingerprint, choices) values ($1, $2, $3)
                 on conflict (unit_id, fingerprint) do update set choices = excluded.choices",
                args![scope.unit(), fingerprint, text],
            )
            .await?
        }
        None => {
            tx.run(
                "delete from import_layout where unit_id = $1 and fingerprint = $2",
                args![scope.unit(), fingerprint],
            )
            .await?
        }
    };
    Ok(())
}

/// Moves an import from one state to the next; `false` if it is no longer in the first.
pub(crate) async fn claim(
    tx: &mut Tx,
    scope: &Scope,
    id: ImportId,
    from: &str,
    to: &str,
    now: Timestamp,
) -> Result<bool> {
    let moved = tx
        .run(
            "update member_import set state = $4, finished_at = $5
              where id = $1 and unit_id = $2 and state = $3",
            args![id, scope.unit(), from, to, now],
        )
        .await?;
    Ok(moved > 0)
}

pub(crate) async fn count(
    tx: &mut Tx,
    id: ImportId,
    taken: usize,
    merged: usize,
    rest: usize,
    rest_file: Option<FileId>,
) -> Result<()> {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    tx.run(
        "update member_import set taken = $2, merged = $3, rest = $4, rest_file_id = $5
          where id = $1",
        args![id, number(taken), number(merged), number(rest), rest_file],
    )
    .await?;
    Ok(())
}

/// Notes that the import brought `person`, or added to it; `was` says what was added.
pub(crate) async fn note_change(
    tx: &mut Tx,
    id: ImportId,
    person: PersonId,
    was: Option<&str>,
    version: i64,
) -> Result<()> {
    tx.run(
        "insert into import_change (import_id, person_id, was, version_after)
         values ($1, $2, $3, $4)",
        args![id, person, was, version],
    )
    .await?;
    Ok(())
}

/// People to whom the import added something: who, what, and their version then.
pub(crate) async fn merges(
    db: &mut impl Query,
    scope: &Scope,
    id: ImportId,
) -> Result<Vec<(PersonId, String, i64)>> {
    Ok(db
        .all(
            "select c.person_id, c.was, c.version_after
               from import_change c join person p on p.id = c.person_id
              where c.import_id = $1 and c.was is not null
                and p.unit_id = (select roll_id from unit where id = $2)
              order by c.person_id limit 50000",
            args![id, scope.unit()],
        )
        .await?)
}

/// Whether somebody has changed one of the people that the import brought, or merged one away.
pub(crate) async fn changed(db: &mut impl Query, scope: &Scope, id: ImportId) -> Result<bool> {
    let (count,): (i64,) = db
        .one(
            "select count(*) from person p join import_change c on c.person_id = p.id
              where c.import_id = $1 and c.was is null
                and p.unit_id = (select roll_id from unit where id = $2)
                and (p.merged_into is not null
                     or (p.removed_at is null and p.version <> c.version_after))",
            args![id, scope.unit()],
        )
        .await?;
    Ok(count > 0)
}

/// Whether one of the people that the import brought stands in `table`, a name from a module.
pub(crate) async fn stands_in(
    db: &mut impl Query,
    id: ImportId,
    table: &'static str,
) -> Result<bool> {
    let sql = format!(
        "select count(*) from {table}
          where person_id in (select person_id from import_change
                               where import_id = $1 and was is null)"
    );
    let (count,): (i64,) = db.one(&sql, args![id]).await?;
    Ok(count > 0)
}

/// Takes the people that the import brought off the roll again.
pub(crate) async fn remove_people(
    tx: &mut Tx,
    scope: &Scope,
    id: ImportId,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "update person set removed_at = $3, nik_hash = null, family_card_hash = null,
                version = version + 1
          where removed_at is null and unit_id = (select roll_id from unit where id = $2)
            and id in (select person_id from import_change where import_id = $1 and was is null)",
        args![id, scope.unit(), now],
    )
    .await?;
    Ok(())
}

/// Takes the NIK of `person` away.
pub(crate) async fn forget_nik(tx: &mut Tx, scope: &Scope, person: PersonId) -> Result<()> {
    tx.run(
        "update person set nik_sealed = null, nik_hash = null, nik_last = null
          where id = $2 and unit_id = (select roll_id from unit where id = $1)",
        args![scope.unit(), person],
    )
    .await?;
    Ok(())
}

impl FromRow for Known {
    fn from_row(row: &storage::Row) -> storage::Result<Self> {
        Ok(Self {
            person: Person::from_row(row)?,
            nik_hash: row.get(20)?,
        })
    }
}

/// Everybody on the scope's roll, as far as duplicates are concerned.
pub(crate) async fn known(db: &mut impl Query, scope: &Scope) -> Result<Vec<Known>> {
    let sql = format!(
        "select {PERSON}, nik_hash from {ROLL} where removed_at is null order by id limit 50000"
    );
    let mut known: Vec<Known> = db.all(&sql, args![scope.unit()]).await?;
    let mut by_person = people::phones(db, scope).await?;
    for one in &mut known {
        one.person.phones = by_person.remove(&one.person.id).unwrap_or_default();
    }
    Ok(known)
}
