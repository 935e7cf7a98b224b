//! Rows of imports. Private.

use crate::import::Known;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{AccountId, FileId, ImportId, PersonId};
use std::collections::HashMap;
use storage::{FromRow, Query, Tx, args};
use web::Result;

/// An import as it stands.
pub(crate) struct ImportRow {
    pub(crate) id: ImportId,
    pub(crate) file: FileId,
    pub(crate) file_name: String,
    pub(crate) state: String,
    pub(crate) taken: i64,
    pub(crate) rest: i64,
    /// The workbook of the rows left, once the others are taken.
    pub(crate) rest_file: Option<FileId>,
    pub(crate) created_at: Timestamp,
}

impl FromRow for ImportRow {
    fn from_row(row: &storage::Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            file: row.get(1)?,
            file_name: row.get(2)?,
            state: row.get(3)?,
            taken: row.get(4)?,
            rest: row.get(5)?,
            rest_file: row.get(6)?,
            created_at: row.get(7)?,
        })
    }
}

const COLUMNS: &str = "id, file_id, file_name, state, taken, rest, rest_file_id, created_at";

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

pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    id: ImportId,
    account: Option<AccountId>,
    file: FileId,
    file_name: &str,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "insert into member_import (id, unit_id, account_id, file_id, file_name, fingerprint,
                                    choices, decisions, state, taken, merged, rest, created_at)
         values ($1, $2, $3, $4, $5, '', '', '', 'waiting', 0, 0, 0, $6)",
        args![id, scope.unit(), account, file, file_name, now],
    )
    .await?;
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
    rest: usize,
    rest_file: Option<FileId>,
) -> Result<()> {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    tx.run(
        "update member_import set taken = $2, rest = $3, rest_file_id = $4 where id = $1",
        args![id, number(taken), number(rest), rest_file],
    )
    .await?;
    Ok(())
}

pub(crate) async fn note_change(tx: &mut Tx, id: ImportId, person: PersonId) -> Result<()> {
    tx.run(
        "insert into import_change (import_id, person_id, version_after) values ($1, $2, 1)",
        args![id, person],
    )
    .await?;
    Ok(())
}

/// Whether somebody has changed one of the people that the import brought.
pub(crate) async fn changed(db: &mut impl Query, scope: &Scope, id: ImportId) -> Result<bool> {
    let (count,): (i64,) = db
        .one(
            "select count(*) from person p join import_change c on c.person_id = p.id
              where c.import_id = $1 and p.unit_id = $2 and p.version <> c.version_after",
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
          where person_id in (select person_id from import_change where import_id = $1)"
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
        "update person set removed_at = $3, nik_hash = null, version = version + 1
          where unit_id = $2 and removed_at is null
            and id in (select person_id from import_change where import_id = $1)",
        args![id, scope.unit(), now],
    )
    .await?;
    Ok(())
}

/// Everybody on the scope's roll, as far as duplicates are concerned.
pub(crate) async fn known(db: &mut impl Query, scope: &Scope) -> Result<Vec<Known>> {
    type Row = (PersonId, String, Option<Date>, Option<Vec<u8>>);
    let rows: Vec<Row> = db
        .all(
            "select id, full_name, birth_date, nik_hash from person
              where unit_id = $1 and removed_at is null order by id limit 50000",
            args![scope.unit()],
        )
        .await?;
    let phones: Vec<(PersonId, String)> = db
        .all(
            "select person_id, phone from person_phone where unit_id = $1 order by person_id limit 100000",
            args![scope.unit()],
        )
        .await?;
    let mut by_person: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, phone) in phones {
        by_person.entry(person).or_default().push(phone);
    }
    let known = rows
        .into_iter()
        .map(|(id, full_name, birth_date, nik_hash)| Known {
            full_name,
            birth_date,
            nik_hash,
            phones: by_person.remove(&id).unwrap_or_default(),
        });
    Ok(known.collect())
}
