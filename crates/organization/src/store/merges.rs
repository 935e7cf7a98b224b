//! Rows of merges: who became one with whom, what both entries said before and after.

use crate::domain::{Entry, KeptCard, KeptNik, Person};
use crate::store::roll::{KEEPER, ROLL, SEES};
use crate::store::{families, people, rows::unhex, words};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, MergeId, PersonId};
use kernel::name;
use storage::{FromRow, Query, Row, Tx, args};
use web::secret::hex;
use web::{Error, Result};

/// A merge as it was kept.
pub(crate) struct Merge {
    pub(crate) id: MergeId,
    pub(crate) kept: PersonId,
    pub(crate) gone: PersonId,
    pub(crate) kept_before: Option<Entry>,
    pub(crate) gone_before: Option<Entry>,
    pub(crate) after: Option<Entry>,
    pub(crate) who: String,
    pub(crate) at: Timestamp,
    pub(crate) undone_at: Option<Timestamp>,
    /// What the undo could not give back, in words; empty if nothing.
    pub(crate) undone_note: String,
}

const MERGE: &str = "id, kept_id, gone_id, kept_before, gone_before, after, who, at, undone_at, \
     undone_note";

impl FromRow for Merge {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let entry = |column| -> storage::Result<Option<Entry>> {
            Ok(serde_json::from_str(&row.get::<String>(column)?).ok())
        };
        Ok(Self {
            id: row.get(0)?,
            kept: row.get(1)?,
            gone: row.get(2)?,
            kept_before: entry(3)?,
            gone_before: entry(4)?,
            after: entry(5)?,
            who: row.get(6)?,
            at: row.get(7)?,
            undone_at: row.get(8)?,
            undone_note: row.get(9)?,
        })
    }
}

/// A person of the scope's roll with everything a merge may choose.
pub(crate) async fn entry(
    db: &mut impl Query,
    scope: &Scope,
    id: PersonId,
) -> Result<Option<(Person, Entry)>> {
    let Some(person) = people::find(db, scope, id).await? else {
        return Ok(None);
    };
    let (sealed, hash, last): (Option<Vec<u8>>, Option<Vec<u8>>, Option<String>) = db
        .one(
            &format!("select nik_sealed, nik_hash, nik_last from {ROLL} where id = $2"),
            args![scope.unit(), id],
        )
        .await?;
    let nik = match (hash, last) {
        (Some(hash), Some(last)) => Some(KeptNik {
            sealed: sealed.as_deref().map(hex),
            hash: hex(&hash),
            last,
        }),
        _ => None,
    };
    let family = families::card(db, scope, id).await?.map(|card| KeptCard {
        hash: hex(&card.hash),
        last: card.last,
        relation: card.relation,
    });
    let entry = Entry::of(&person, nik, family);
    Ok(Some((person, entry)))
}

/// Writes `entry` over the person `id` of the scope's roll, phones, NIK and all.
pub(crate) async fn write(
    tx: &mut Tx,
    scope: &Scope,
    id: PersonId,
    entry: &Entry,
    now: Timestamp,
) -> Result<()> {
    let (nik, card) = (entry.nik.as_ref(), entry.family.as_ref());
    let bytes = |text: &str| unhex(text).unwrap_or_default();
    let written = tx
        .run(
            &format!(
                "update person set kind = $3, full_name = $4, sort_name = $5, search_text = $6,
                     nickname = $7, sex = $8, birth_place = $9, birth_date = $10, hamlet = $11,
                     rt = $12, rw = $13, address = $14, education = $15, occupation = $16,
                     skills = $17, note = $18, joined_on = $19, nik_sealed = $20, nik_hash = $21,
                     nik_last = $22, family_card_hash = $23, family_card_last = $24,
                     family_relation = $25, version = version + 1, updated_at = $26
                  where id = $2 and removed_at is null and unit_id = {KEEPER}"
            ),
            args![
                scope.unit(),
                id,
                entry.kind.code(),
                &entry.full_name,
                name::sort_name(&entry.full_name),
                crate::domain::search_text(&entry.full_name, &entry.nickname),
                &entry.nickname,
                entry.sex.map(crate::Sex::code),
                &entry.birth_place,
                entry.birth_date,
                &entry.hamlet,
                entry.rt.map(i64::from),
                entry.rw.map(i64::from),
                &entry.address,
                &entry.education,
                &entry.occupation,
                &entry.skills,
                &entry.note,
                entry.joined_on,
                nik.and_then(|nik| nik.sealed.as_deref()).map(bytes),
                nik.map(|nik| bytes(&nik.hash)),
                nik.map(|nik| nik.last.clone()),
                card.map(|card| bytes(&card.hash)),
                card.map(|card| card.last.clone()),
                card.map(|card| card.relation.clone()),
                now
            ],
        )
        .await?;
    if written == 0 {
        return Err(Error::NotFound);
    }
    people::set_phones(tx, scope, id, &entry.phones).await?;
    words::file(tx, scope.unit(), id, &entry.full_name, &entry.nickname).await?;
    Ok(())
}

/// Takes the entry `gone` off the scope's roll as one that is now `kept`.
pub(crate) async fn merge_away(
    tx: &mut Tx,
    scope: &Scope,
    gone: PersonId,
    kept: PersonId,
    now: Timestamp,
) -> Result<bool> {
    let moved = tx
        .run(
            &format!(
                "update person set removed_at = $4, merged_into = $3, nik_hash = null,
                        version = version + 1, updated_at = $4
                  where id = $2 and removed_at is null and {SEES}"
            ),
            args![scope.unit(), gone, kept, now],
        )
        .await?;
    Ok(moved > 0)
}

/// Puts the entry `gone` back on the scope's roll; its NIK counts again where `nik_hash` is given.
pub(crate) async fn bring_back(
    tx: &mut Tx,
    scope: &Scope,
    gone: PersonId,
    kept: PersonId,
    nik_hash: Option<Vec<u8>>,
    now: Timestamp,
) -> Result<bool> {
    let back = tx
        .run(
            &format!(
                "update person set removed_at = null, merged_into = null, nik_hash = $4,
                        version = version + 1, updated_at = $5
                  where id = $2 and merged_into = $3 and unit_id = {KEEPER}"
            ),
            args![scope.unit(), gone, kept, nik_hash, now],
        )
        .await?;
    Ok(back > 0)
}

/// Whether somebody else of the scope's unit has the NIK with this hash.
pub(crate) async fn nik_taken(
    db: &mut impl Query,
    scope: &Scope,
    hash: &[u8],
    but: PersonId,
) -> Result<bool> {
    let sql = format!(
        "select count(*) from person where unit_id = {KEEPER} and nik_hash = $2 and id <> $3"
    );
    Ok(db.one::<i64>(&sql, args![scope.unit(), hash, but]).await? > 0)
}

/// A merge to be kept.
pub(crate) struct NewMerge<'a> {
    pub(crate) kept: PersonId,
    pub(crate) gone: PersonId,
    pub(crate) kept_before: &'a Entry,
    pub(crate) gone_before: &'a Entry,
    pub(crate) after: &'a Entry,
    pub(crate) account: AccountId,
    pub(crate) who: &'a str,
}

pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewMerge<'_>,
    now: Timestamp,
) -> Result<MergeId> {
    let id: MergeId = storage::fresh();
    let text = |entry: &Entry| serde_json::to_string(entry).unwrap_or_default();
    tx.run(
        "insert into person_merge (id, unit_id, kept_id, gone_id, kept_before, gone_before, after,
                                   account_id, who, at, undone_note)
         select $1, roll_id, $3, $4, $5, $6, $7, $8, $9, $10, '' from unit where id = $2",
        args![
            id,
            scope.unit(),
            new.kept,
            new.gone,
            text(new.kept_before),
            text(new.gone_before),
            text(new.after),
            new.account,
            new.who,
            now
        ],
    )
    .await?;
    Ok(id)
}

pub(crate) async fn find(db: &mut impl Query, scope: &Scope, id: MergeId) -> Result<Option<Merge>> {
    let sql = format!(
        "select {MERGE} from person_merge m
          where id = $2 and unit_id = {KEEPER}
            and exists (select 1 from {ROLL} where person.id = m.kept_id)"
    );
    Ok(db.maybe(&sql, args![scope.unit(), id]).await?)
}

/// The latest merges of the scope's unit, newest first; at most `limit`.
pub(crate) async fn latest(db: &mut impl Query, scope: &Scope, limit: i64) -> Result<Vec<Merge>> {
    let sql = format!(
        "select {MERGE} from person_merge m
          where unit_id = {KEEPER} and exists (select 1 from {ROLL} where person.id = m.kept_id)
          order by at desc, id desc limit $2"
    );
    Ok(db.all(&sql, args![scope.unit(), limit]).await?)
}

/// The merges that stand and have made the person `id` what they are, newest first.
pub(crate) async fn into(db: &mut impl Query, scope: &Scope, id: PersonId) -> Result<Vec<Merge>> {
    let sql = format!(
        "select {MERGE} from person_merge
          where kept_id = $2 and undone_at is null and unit_id = {KEEPER} and {SEES}
          order by at desc, id desc limit 50"
    );
    Ok(db.all(&sql, args![scope.unit(), id]).await?)
}

/// Whether a later merge, which stands, touched one of the two.
pub(crate) async fn later(db: &mut impl Query, scope: &Scope, merge: &Merge) -> Result<bool> {
    let count: i64 = db
        .one(
            &format!(
                "select count(*) from person_merge
                  where unit_id = {KEEPER} and undone_at is null and id > $2
                    and (kept_id in ($3, $4) or gone_id in ($3, $4))"
            ),
            args![scope.unit(), merge.id, merge.kept, merge.gone],
        )
        .await?;
    Ok(count > 0)
}

/// How many rows of each table followed or were put aside.
pub(crate) async fn counts(db: &mut impl Query, id: MergeId) -> Result<Vec<(String, String, i64)>> {
    Ok(db
        .all(
            "select table_name, what, count(*) from person_merge_row where merge_id = $1
              group by table_name, what order by table_name, what limit 200",
            args![id],
        )
        .await?)
}

/// Notes that a merge was undone; `false` if it was before.
pub(crate) async fn undone(
    tx: &mut Tx,
    scope: &Scope,
    id: MergeId,
    note: &str,
    now: Timestamp,
) -> Result<bool> {
    let done = tx
        .run(
            &format!(
                "update person_merge set undone_at = $3, undone_note = $4
                  where id = $2 and unit_id = {KEEPER} and undone_at is null"
            ),
            args![scope.unit(), id, now, note],
        )
        .await?;
    Ok(done > 0)
}

/// Who the entry `id` of the scope's unit has become, if it was merged away.
pub(crate) async fn became(
    db: &mut impl Query,
    scope: &Scope,
    id: PersonId,
) -> Result<Option<PersonId>> {
    let found: Option<Option<PersonId>> = db
        .maybe(
            &format!("select merged_into from person where id = $2 and unit_id = {KEEPER}"),
            args![scope.unit(), id],
        )
        .await?;
    Ok(found.flatten())
}

/// Notes that two people of the scope's unit are not one.
pub(crate) async fn keep_apart(
    tx: &mut Tx,
    scope: &Scope,
    a: PersonId,
    b: PersonId,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "insert into person_distinct (unit_id, first_id, second_id, at)
         select roll_id, $2, $3, $4 from unit where id = $1
         on conflict do nothing",
        args![scope.unit(), a.min(b), a.max(b), now],
    )
    .await?;
    Ok(())
}

/// Pairs of people of the scope's unit of whom somebody said that they are not one.
pub(crate) async fn kept_apart(
    db: &mut impl Query,
    scope: &Scope,
) -> Result<Vec<(PersonId, PersonId)>> {
    let sql = format!(
        "select first_id, second_id from person_distinct where unit_id = {KEEPER} limit 100000"
    );
    Ok(db.all(&sql, args![scope.unit()]).await?)
}
