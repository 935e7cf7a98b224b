//! Rows of what is kept how long, and of what is old enough to go.

use crate::domain::Retention;
use crate::forgotten::Forgotten;
use crate::store::roll::KEEPER;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{FileId, ImportId, PersonId, UnitId};
use std::collections::HashMap;
use storage::{Query, Tx, args};
use web::{Ctx, Result};

/// People of one unit that are looked at in one night.
const MOST: i64 = 5_000;

/// What has been set for the scope's roll, or the defaults.
pub(crate) async fn settings(db: &mut impl Query, scope: &Scope) -> Result<Retention> {
    let found: Option<(i64, i64, i64, i64)> = db
        .maybe(
            &format!(
                "select import_days, guest_months, gone_years, version from retention
                  where unit_id = {KEEPER}"
            ),
            args![scope.unit()],
        )
        .await?;
    Ok(
        found.map_or_else(Retention::default, |(import, guest, gone, version)| {
            Retention {
                import_days: import,
                guest_months: guest,
                gone_years: gone,
                version,
            }
        }),
    )
}

/// Keeps `new`, if nobody changed the settings since its version.
pub(crate) async fn save(tx: &mut Tx, scope: &Scope, new: &Retention) -> Result<bool> {
    let values = |version: i64| {
        args![
            scope.unit(),
            new.import_days,
            new.guest_months,
            new.gone_years,
            version
        ]
    };
    let saved = if new.version == 0 {
        tx.run(
            "insert into retention (unit_id, import_days, guest_months, gone_years, version)
             values ($1, $2, $3, $4, $5) on conflict do nothing",
            values(1),
        )
        .await?
    } else {
        tx.run(
            "update retention set import_days = $2, guest_months = $3, gone_years = $4,
                    version = version + 1
              where unit_id = $1 and version = $5",
            values(new.version),
        )
        .await?
    };
    Ok(saved > 0)
}

/// Units with people or imports, whatever they have set.
pub(crate) async fn units(db: &mut impl Query) -> Result<Vec<UnitId>> {
    let rows: Vec<(UnitId,)> = db
        .all(
            "select unit_id from person union select unit_id from member_import
              order by unit_id limit 200000",
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A file of an import that is still kept.
pub(crate) struct KeptFile {
    pub(crate) id: ImportId,
    pub(crate) name: String,
    pub(crate) file: FileId,
    pub(crate) rest: Option<FileId>,
    /// When it was taken or put aside; when it was uploaded, if it still waits.
    pub(crate) since: Timestamp,
}

/// Files of imports of the scope's unit that ended before `before`, the oldest first.
pub(crate) async fn files(
    db: &mut impl Query,
    scope: &Scope,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<KeptFile>> {
    let rows: Vec<(ImportId, String, FileId, Option<FileId>, Timestamp)> = db
        .all(
            "select id, file_name, file_id, rest_file_id, coalesce(finished_at, created_at)
               from member_import
              where unit_id = $1 and file_gone_at is null
                and coalesce(finished_at, created_at) < $2
              order by coalesce(finished_at, created_at), id limit $3",
            args![scope.unit(), before, limit],
        )
        .await?;
    let file = |(id, name, file, rest, since)| KeptFile {
        id,
        name,
        file,
        rest,
        since,
    };
    Ok(rows.into_iter().map(file).collect())
}

/// Notes that the files of an import are gone; one that still waited is put aside.
pub(crate) async fn file_gone(
    tx: &mut Tx,
    scope: &Scope,
    id: ImportId,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "update member_import
            set file_gone_at = $3, rest_file_id = null, decisions = '', version = version + 1,
                state = case state when 'waiting' then 'undone' else state end,
                finished_at = coalesce(finished_at, $3)
          where id = $1 and unit_id = $2",
        args![id, scope.unit(), now],
    )
    .await?;
    Ok(())
}

/// A person who may go: who, the name, and since when nothing was heard.
pub(crate) type Old = (PersonId, String, Timestamp);

/// Guests and members-to-be of the scope's unit who were not seen since `before`, the longest
/// unseen first. Where people were seen the modules say.
pub(crate) async fn unseen_guests(
    db: &mut impl Query,
    ctx: &Ctx,
    scope: &Scope,
    before: Timestamp,
) -> Result<Vec<Old>> {
    let people: Vec<Old> = db
        .all(
            "select id, full_name, updated_at from person
              where unit_id = $1 and removed_at is null and kind in ('guest', 'candidate')
                and updated_at < $2
              order by updated_at, id limit $3",
            args![scope.unit(), before, MOST],
        )
        .await?;
    if people.is_empty() {
        return Ok(people);
    }
    let mut seen: HashMap<PersonId, Timestamp> = HashMap::new();
    for (table, column) in ctx.modules.iter().flat_map(|module| module.person_seen) {
        let sql = format!(
            "select person_id, max({column}) from {table}
              where unit_id in (select id from unit where roll_id = {KEEPER})
              group by person_id limit 200000"
        );
        let rows: Vec<(PersonId, Timestamp)> = db.all(&sql, args![scope.unit()]).await?;
        for (person, at) in rows {
            let last = seen.entry(person).or_insert(at);
            *last = (*last).max(at);
        }
    }
    let mut old: Vec<Old> = people
        .into_iter()
        .map(|(id, name, at)| (id, name, seen.get(&id).map_or(at, |last| at.max(*last))))
        .filter(|(_, _, last)| *last < before)
        .collect();
    old.sort_by_key(|(id, _, last)| (*last, *id));
    Ok(old)
}

/// People who left the roll of the scope's unit before `before`, the earliest first; entries that
/// were merged into others are among them. Who ever held an office is not: boards are history.
pub(crate) async fn gone(
    db: &mut impl Query,
    scope: &Scope,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<Old>> {
    Ok(db
        .all(
            "select id, full_name, removed_at from person
              where unit_id = $1 and removed_at < $2 and nameless_at is null
                and not exists (select 1 from appointment a where a.person_id = person.id)
              order by removed_at, id limit $3",
            args![scope.unit(), before, limit],
        )
        .await?)
}

/// Whether a person of the scope's unit is there and was not forgotten yet.
pub(crate) async fn has_a_name(db: &mut impl Query, scope: &Scope, id: PersonId) -> Result<bool> {
    let sql = "select count(*) from person where unit_id = $1 and id = $2 and nameless_at is null";
    Ok(db.one::<i64>(sql, args![scope.unit(), id]).await? > 0)
}

/// Clears what the scope's unit and its parts say on their public pages about whom to ask, where
/// that is somebody who is forgotten.
pub(crate) async fn forget_contact(tx: &mut Tx, scope: &Scope, who: &Forgotten) -> Result<()> {
    let said: Vec<(UnitId, String)> = tx
        .all(
            "select id, contact from unit where roll_id = $1 and contact <> '' limit 10000",
            args![scope.unit()],
        )
        .await?;
    for (unit, _) in said.iter().filter(|(_, contact)| who.is_in(contact)) {
        tx.run("update unit set contact = '' where id = $1", args![*unit])
            .await?;
    }
    Ok(())
}

/// Takes everything away that tells who a person of the scope's unit is; the row stays, so that
/// counts do.
pub(crate) async fn make_nameless(
    tx: &mut Tx,
    scope: &Scope,
    id: PersonId,
    name: &str,
    now: Timestamp,
) -> Result<bool> {
    let token = kernel::code::token(web::secret::random::<16>());
    let done = tx
        .run(
            "update person set full_name = $3, sort_name = '', search_text = '', nickname = '',
                 birth_place = '', birth_date = null, hamlet = '', rt = null, rw = null,
                 address = '', education = '', occupation = '', skills = '', note = '',
                 nik_sealed = null, nik_hash = null, nik_last = null, family_card_hash = null,
                 family_card_last = null, family_relation = null, token = $4,
                 removed_at = coalesce(removed_at, $5), nameless_at = $5, updated_at = $5,
                 version = version + 1
              where unit_id = $1 and id = $2 and nameless_at is null",
            args![scope.unit(), id, name, token, now],
        )
        .await?;
    if done == 0 {
        return Ok(false);
    }
    for sql in [
        "delete from person_phone where person_id = $1",
        "delete from person_word where person_id = $1",
        "delete from person_guardian where person_id = $1",
        "delete from person_consent where person_id = $1",
        "delete from unit_person where person_id = $1",
        "update person_guardian set guardian_person_id = null where guardian_person_id = $1",
        "update membership set note = '' where person_id = $1",
        // What an import found in the place of the person's data.
        "update import_change set was = '{}' where person_id = $1 and was is not null",
        "delete from person_pin where person_id = $1",
        "delete from share_person where person_id = $1",
        "delete from share_look_person where person_id = $1",
        "delete from share_objection where person_id = $1",
        "delete from person_distinct where first_id = $1 or second_id = $1",
        "delete from person_merge_row where merge_id in (select id from person_merge
                                                          where kept_id = $1 or gone_id = $1)",
        "update person_merge set kept_before = '', gone_before = '', after = '', undone_note = ''
          where kept_id = $1 or gone_id = $1",
    ] {
        tx.run(sql, args![id]).await?;
    }
    super::requests::forget(tx, id, now).await?;
    Ok(true)
}

/// Entries of the scope's unit that were merged into `person` and still say who that is.
pub(crate) async fn merged_into(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<PersonId>> {
    Ok(tx
        .all(
            "select id from person
              where merged_into = $2 and unit_id = $1 and nameless_at is null
              order by id limit 1000",
            args![scope.unit(), person],
        )
        .await?)
}
