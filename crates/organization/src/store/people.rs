//! Rows of people and their phones.

use crate::domain::{Kind, Person, Sex};
use crate::members::{NewPerson, Placed};
use crate::store::roll::{ROLL, ROLL_P};
use crate::store::words;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::PersonId;
use std::collections::HashMap;
use storage::{FromRow, Query, Row, Tx, args};
use web::{Error, Result};

pub(crate) const PERSON: &str = "id, unit_id, kind, full_name, nickname, sex, birth_place, birth_date, hamlet, \
     rt, rw, address, education, occupation, skills, note, nik_last, joined_on, version, token";

impl FromRow for Person {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            unit: row.get(1)?,
            kind: Kind::from_code(&row.get::<String>(2)?).unwrap_or_default(),
            full_name: row.get(3)?,
            nickname: row.get(4)?,
            sex: row
                .get::<Option<String>>(5)?
                .as_deref()
                .and_then(Sex::from_code),
            birth_place: row.get(6)?,
            birth_date: row.get(7)?,
            hamlet: row.get(8)?,
            rt: number(row, 9)?,
            rw: number(row, 10)?,
            address: row.get(11)?,
            education: row.get(12)?,
            occupation: row.get(13)?,
            skills: row.get(14)?,
            note: row.get(15)?,
            nik_last: row.get(16)?,
            joined_on: row.get(17)?,
            version: row.get(18)?,
            token: row.get(19)?,
            phones: Vec::new(),
        })
    }
}

impl FromRow for Placed {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            full_name: row.get(1)?,
            nickname: row.get(2)?,
            hamlet: row.get(3)?,
            rt: number(row, 4)?,
            rw: number(row, 5)?,
            kind: Kind::from_code(&row.get::<String>(6)?).unwrap_or_default(),
        })
    }
}

pub(crate) const PLACED: &str = "id, full_name, nickname, hamlet, rt, rw, kind";

fn number(row: &Row, column: usize) -> storage::Result<Option<u16>> {
    Ok(row
        .get::<Option<i64>>(column)?
        .and_then(|n| u16::try_from(n).ok()))
}

pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewPerson,
    now: Timestamp,
) -> Result<PersonId> {
    let id: PersonId = storage::fresh();
    let nik = new.nik.as_ref();
    let added: Option<(PersonId,)> = tx
        .maybe(
            "insert into person (id, unit_id, kind, full_name, sort_name, search_text, nickname,
                 sex, birth_place, birth_date, hamlet, rt, rw, address, education, occupation,
                 skills, note, nik_sealed, nik_hash, nik_last, joined_on, import_id, token, version,
                 created_at, updated_at)
             select $1, roll_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                 $18, $19, $20, $21, $22, $23, $24, 1, $25, $25 from unit where id = $2
             on conflict do nothing returning id",
            args![
                id,
                scope.unit(),
                new.kind.code(),
                &new.full_name,
                new.sort_name(),
                new.search_text(),
                &new.nickname,
                new.sex.map(Sex::code),
                &new.birth_place,
                new.birth_date,
                &new.hamlet,
                new.rt.map(i64::from),
                new.rw.map(i64::from),
                &new.address,
                &new.education,
                &new.occupation,
                &new.skills,
                &new.note,
                nik.and_then(|nik| nik.sealed.clone()),
                nik.map(|nik| nik.hash.clone()),
                nik.map(|nik| nik.last.clone()),
                new.joined_on,
                new.import,
                kernel::code::token(web::secret::random::<16>()),
                now
            ],
        )
        .await?;
    if added.is_none() {
        return Err(same_nik());
    }
    tx.run(
        "insert into unit_person (unit_id, person_id, added_at)
         select id, $2, $3 from unit where id = $1 and sees = 'chosen'",
        args![scope.unit(), id, now],
    )
    .await?;
    add_phones(tx, scope, id, &new.phones).await?;
    words::file(tx, scope.unit(), id, &new.full_name, &new.nickname).await?;
    Ok(id)
}

fn same_nik() -> Error {
    Error::Conflict(
        "NIK ini sudah dipakai anggota lain. Cari dulu anggotanya; mungkin sudah tercatat.".into(),
    )
}

/// Writes what `new` says over the person `id`, if nobody changed it since `version`.
/// A NIK that was not typed again is kept.
pub(crate) async fn change(
    tx: &mut Tx,
    scope: &Scope,
    id: PersonId,
    version: i64,
    new: &NewPerson,
    now: Timestamp,
) -> Result<bool> {
    if let Some(nik) = &new.nik {
        let other: Option<(PersonId,)> = tx
            .maybe(
                "select id from person where nik_hash = $2 and id <> $3
                    and unit_id = (select roll_id from unit where id = $1)",
                args![scope.unit(), nik.hash.clone(), id],
            )
            .await?;
        if other.is_some() {
            return Err(same_nik());
        }
        tx.run(
            &format!(
                "update person set nik_sealed = $3, nik_hash = $4, nik_last = $5
                  where id = $2 and exists (select 1 from {ROLL} where person.id = $2)"
            ),
            args![
                scope.unit(),
                id,
                nik.sealed.clone(),
                nik.hash.clone(),
                &nik.last
            ],
        )
        .await?;
    }
    let changed = tx
        .run(
            &format!(
                "update person set kind = $4, full_name = $5, sort_name = $6, search_text = $7,
                     nickname = $8, sex = $9, birth_place = $10, birth_date = $11, hamlet = $12,
                     rt = $13, rw = $14, address = $15, education = $16, occupation = $17,
                     skills = $18, note = $19, version = version + 1, updated_at = $20
                  where id = $2 and version = $3 and removed_at is null
                    and exists (select 1 from {ROLL} where person.id = $2)"
            ),
            args![
                scope.unit(),
                id,
                version,
                new.kind.code(),
                &new.full_name,
                new.sort_name(),
                new.search_text(),
                &new.nickname,
                new.sex.map(Sex::code),
                &new.birth_place,
                new.birth_date,
                &new.hamlet,
                new.rt.map(i64::from),
                new.rw.map(i64::from),
                &new.address,
                &new.education,
                &new.occupation,
                &new.skills,
                &new.note,
                now
            ],
        )
        .await?;
    if changed > 0 {
        set_phones(tx, scope, id, &new.phones).await?;
        words::file(tx, scope.unit(), id, &new.full_name, &new.nickname).await?;
    }
    Ok(changed > 0)
}

/// Gives a person of the scope's roll these phones and no others.
pub(crate) async fn set_phones(
    tx: &mut Tx,
    scope: &Scope,
    id: PersonId,
    phones: &[String],
) -> Result<()> {
    // By the person alone: with the unit beside it SQLite may go through all its phones.
    tx.run("delete from person_phone where person_id = $1", args![id])
        .await?;
    add_phones(tx, scope, id, phones).await
}

/// Adds the phones of a person of the scope's roll who has none.
async fn add_phones(tx: &mut Tx, scope: &Scope, id: PersonId, phones: &[String]) -> Result<()> {
    for (position, phone) in (0_i64..).zip(phones) {
        tx.run(
            "insert into person_phone (person_id, position, phone, unit_id)
             select $1, $2, $3, roll_id from unit where id = $4",
            args![id, position, phone, scope.unit()],
        )
        .await?;
    }
    Ok(())
}

/// Takes the person `id` off the roll; attendance and history keep the row.
pub(crate) async fn remove(
    tx: &mut Tx,
    scope: &Scope,
    id: PersonId,
    now: Timestamp,
) -> Result<bool> {
    let removed = tx
        .run(
            &format!(
                "update person set removed_at = $3, nik_hash = null, version = version + 1
                  where id = $2 and removed_at is null
                    and exists (select 1 from {ROLL} where person.id = $2)"
            ),
            args![scope.unit(), id, now],
        )
        .await?;
    Ok(removed > 0)
}

pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: PersonId,
) -> Result<Option<Person>> {
    let sql = format!("select {PERSON} from {ROLL} where id = $2 and removed_at is null");
    let Some(mut person) = db.maybe::<Person>(&sql, args![scope.unit(), id]).await? else {
        return Ok(None);
    };
    let phones: Vec<(String,)> = db
        .all(
            "select phone from person_phone where person_id = $1 order by position limit 20",
            args![id],
        )
        .await?;
    person.phones = phones.into_iter().map(|(phone,)| phone).collect();
    Ok(Some(person))
}

/// Who else of the scope's roll has a phone of the person `id`: the phone, who, their name.
pub(crate) async fn sharing(
    db: &mut impl Query,
    scope: &Scope,
    id: PersonId,
) -> Result<Vec<(String, PersonId, String)>> {
    let sql = format!(
        "select o.phone, p.id, p.full_name
           from person_phone f
           join person_phone o on o.unit_id = f.unit_id and o.phone = f.phone
                              and o.person_id <> f.person_id
           join {ROLL_P} on p.id = o.person_id and p.removed_at is null
          where f.person_id = $2
          order by p.sort_name, p.id limit 20"
    );
    Ok(db.all(&sql, args![scope.unit(), id]).await?)
}

pub(crate) async fn roll(db: &mut impl Query, scope: &Scope) -> Result<Vec<Placed>> {
    let sql = format!(
        "select {PLACED} from {ROLL}
          where removed_at is null and kind <> 'guest'
          order by sort_name, id limit 20000"
    );
    Ok(db.all(&sql, args![scope.unit()]).await?)
}

pub(crate) async fn births(
    db: &mut impl Query,
    scope: &Scope,
) -> Result<HashMap<PersonId, jiff::civil::Date>> {
    let sql = format!(
        "select id, birth_date from {ROLL}
          where removed_at is null and birth_date is not null limit 20000"
    );
    let rows: Vec<(PersonId, jiff::civil::Date)> = db.all(&sql, args![scope.unit()]).await?;
    Ok(rows.into_iter().collect())
}

pub(crate) async fn joined(
    db: &mut impl Query,
    scope: &Scope,
) -> Result<HashMap<PersonId, jiff::civil::Date>> {
    let sql = format!(
        "select id, joined_on from {ROLL}
          where removed_at is null and joined_on is not null limit 20000"
    );
    let rows: Vec<(PersonId, jiff::civil::Date)> = db.all(&sql, args![scope.unit()]).await?;
    Ok(rows.into_iter().collect())
}

pub(crate) async fn with_phone(
    db: &mut impl Query,
    scope: &Scope,
    phone: &str,
) -> Result<Vec<Placed>> {
    let sql = format!(
        "select {PLACED} from {ROLL}
          where removed_at is null
            and id in (select person_id from person_phone where phone = $2
                    and unit_id = (select roll_id from unit where id = $1))
          order by sort_name, id limit 20"
    );
    Ok(db.all(&sql, args![scope.unit(), phone]).await?)
}

/// What narrows the member list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) text: String,
    pub(crate) hamlet: Option<String>,
    pub(crate) rt: Option<i64>,
    pub(crate) kind: Option<String>,
}

/// A line of the member list.
pub(crate) struct Listed {
    pub(crate) placed: Placed,
    pub(crate) phone: Option<String>,
}

impl FromRow for Listed {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            placed: Placed::from_row(row)?,
            phone: row.get(7)?,
        })
    }
}

const NARROWED: &str = "removed_at is null
    and (hamlet = $2 or $2 is null) and (rt = $3 or $3 is null)
    and (kind = $4 or ($4 is null and kind <> 'guest'))";

/// A page of the scope's roll by name, and how many people the filter leaves in all; the filter's
/// text does not count here.
pub(crate) async fn page(
    db: &mut impl Query,
    scope: &Scope,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Listed>, i64)> {
    let sql = format!(
        "select {PLACED},
                (select phone from person_phone f where f.person_id = person.id and f.position = 0)
           from {ROLL} where {NARROWED}
          order by sort_name, id limit $5 offset $6"
    );
    let mut args = narrowed(scope, filter);
    args.extend(args![limit, offset]);
    let rows = db.all(&sql, args).await?;
    let sql = format!("select count(*) from {ROLL} where {NARROWED}");
    let (count,): (i64,) = db.one(&sql, narrowed(scope, filter)).await?;
    Ok((rows, count))
}

fn narrowed(scope: &Scope, filter: &Filter) -> Vec<storage::Value> {
    args![
        scope.unit(),
        filter.hamlet.clone(),
        filter.rt,
        filter.kind.clone()
    ]
}

/// The hamlets and the RTs that occur on the scope's roll.
pub(crate) async fn places(db: &mut impl Query, scope: &Scope) -> Result<(Vec<String>, Vec<i64>)> {
    let hamlets: Vec<(String,)> = db
        .all(
            &format!(
                "select distinct hamlet from {ROLL}
                  where removed_at is null and hamlet <> '' order by hamlet limit 200"
            ),
            args![scope.unit()],
        )
        .await?;
    let rts: Vec<(i64,)> = db
        .all(
            &format!(
                "select distinct rt from {ROLL}
                  where removed_at is null and rt is not null order by rt limit 200"
            ),
            args![scope.unit()],
        )
        .await?;
    Ok((
        hamlets.into_iter().map(|(h,)| h).collect(),
        rts.into_iter().map(|(n,)| n).collect(),
    ))
}

/// How many people of each kind are on the scope's roll.
pub(crate) async fn counts(db: &mut impl Query, scope: &Scope) -> Result<Vec<(String, i64)>> {
    Ok(db
        .all(
            &format!(
                "select kind, count(*) from {ROLL} where removed_at is null
                  group by kind order by kind limit 20"
            ),
            args![scope.unit()],
        )
        .await?)
}

/// Everybody on the scope's roll by name with everything the member book shows; at most 20,000.
pub(crate) async fn book(db: &mut impl Query, scope: &Scope) -> Result<Vec<(Person, String)>> {
    struct Line(Person, String);
    impl FromRow for Line {
        fn from_row(row: &Row) -> storage::Result<Self> {
            Ok(Self(
                Person::from_row(row)?,
                row.get::<Option<String>>(20)?.unwrap_or_default(),
            ))
        }
    }
    let sql = format!(
        "select {PERSON},
                (select phone from person_phone f where f.person_id = person.id and f.position = 0)
           from {ROLL} where removed_at is null and kind <> 'guest'
          order by sort_name, id limit 20000"
    );
    let lines: Vec<Line> = db.all(&sql, args![scope.unit()]).await?;
    Ok(lines
        .into_iter()
        .map(|Line(person, phone)| (person, phone))
        .collect())
}

/// The phones of everybody on the scope's roll, each person's in their order.
pub(crate) async fn phones(
    db: &mut impl Query,
    scope: &Scope,
) -> Result<HashMap<PersonId, Vec<String>>> {
    let rows: Vec<(PersonId, String)> = db
        .all(
            &format!(
                "select f.person_id, f.phone from {ROLL} join person_phone f on f.person_id = person.id
                  where person.removed_at is null
                  order by f.person_id, f.position limit 100000"
            ),
            args![scope.unit()],
        )
        .await?;
    let mut phones: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, phone) in rows {
        phones.entry(person).or_default().push(phone);
    }
    Ok(phones)
}

/// The person with this token, whichever unit; the link itself is the permission. The card of an
/// entry that was merged into another is still that person's.
pub(crate) async fn by_token(db: &mut impl Query, token: &str) -> Result<Option<Person>> {
    let sql = format!(
        "select {PERSON} from person
          where id = (select coalesce(merged_into, id) from person where token = $1)
            and removed_at is null"
    );
    Ok(db.maybe(&sql, args![token.to_lowercase()]).await?)
}

impl Listed {
    /// The second line in the list: where the person lives, and the phone, which stays on one line.
    pub(crate) fn below(&self) -> String {
        let phone = self
            .phone
            .as_deref()
            .map(kernel::phone::one_line)
            .unwrap_or_default();
        let parts = [self.placed.nickname.clone(), self.placed.place(), phone];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// The kind, where it is not the ordinary one.
    pub(crate) fn chip(&self) -> &'static str {
        if self.placed.kind == Kind::Active {
            ""
        } else {
            self.placed.kind.label()
        }
    }
}

/// Hamlet and skills of everybody whom the scope's unit sees, guests left out; no names. At most
/// 100,000, in no order.
///
/// # Errors
///
/// When the database refuses.
pub async fn skills_by_hamlet(db: &mut impl Query, scope: &Scope) -> Result<Vec<(String, String)>> {
    let sql = format!(
        "select hamlet, skills from {ROLL} where removed_at is null and kind <> 'guest' limit 100000"
    );
    Ok(db.all(&sql, args![scope.unit()]).await?)
}
