//! Rows of shares, of looks at them, and of who does not want to be lent.

use crate::domain::{NewShare, Share, Whose};
use crate::members::Placed;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{AccountId, LookId, PersonId, ShareId, UnitId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

impl FromRow for Share {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let (hamlet, group): (String, String) = (row.get(7)?, row.get(8)?);
        Ok(Self {
            id: row.get(0)?,
            unit: row.get(1)?,
            unit_name: row.get(2)?,
            to: row.get(3)?,
            to_name: row.get(4)?,
            purpose: row.get(5)?,
            with_phone: row.get(6)?,
            whose: match (hamlet.is_empty(), group.is_empty()) {
                (_, false) => Whose::Group(group),
                (false, true) => Whose::Hamlet(hamlet),
                (true, true) => Whose::All,
            },
            from: row.get(9)?,
            until: row.get(10)?,
            revoked: row.get::<Option<Timestamp>>(11)?.is_some(),
        })
    }
}

const SHARE: &str = "select s.id, s.unit_id, u.name, s.to_unit, t.name, s.purpose, s.with_phone, \
     s.hamlet, s.group_title, s.from_day, s.until_day, s.revoked_at
     from share s join unit u on u.id = s.unit_id join unit t on t.id = s.to_unit";

/// Adds a share of the scope's unit; `group` is the title of the group it names, empty for none.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewShare,
    group: &str,
    today: Date,
    now: Timestamp,
) -> Result<ShareId> {
    let id: ShareId = storage::fresh();
    tx.run(
        "insert into share (id, unit_id, to_unit, purpose, with_phone, hamlet, group_title,
                            from_day, until_day, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            id,
            scope.unit(),
            new.to,
            &new.purpose,
            new.with_phone,
            &new.hamlet,
            group,
            today,
            new.until,
            now
        ],
    )
    .await?;
    Ok(id)
}

/// Notes that a person stood in the group of a share when it was made.
pub(crate) async fn add_person(
    tx: &mut Tx,
    scope: &Scope,
    share: ShareId,
    person: PersonId,
) -> Result<()> {
    tx.run(
        "insert into share_person (share_id, person_id, unit_id)
         select $1, p.id, $3 from person p where p.id = $2 and p.unit_id = $3
         on conflict do nothing",
        args![share, person, scope.unit()],
    )
    .await?;
    Ok(())
}

/// What the scope's unit has lent, newest first; at most 100.
pub(crate) async fn lent_by(db: &mut impl Query, scope: &Scope) -> Result<Vec<Share>> {
    let sql =
        format!("{SHARE} where s.unit_id = $1 order by s.created_at desc, s.id desc limit 100");
    Ok(db.all(&sql, args![scope.unit()]).await?)
}

/// What was lent to the scope's unit and neither revoked nor over the day before `today`,
/// newest first; at most 200.
pub(crate) async fn lent_to(db: &mut impl Query, scope: &Scope, today: Date) -> Result<Vec<Share>> {
    let sql = format!(
        "{SHARE} where s.to_unit = $1 and s.until_day >= $2 and s.revoked_at is null
          order by s.created_at desc, s.id desc limit 200"
    );
    Ok(db.all(&sql, args![scope.unit(), today]).await?)
}

/// The share `id` of the scope's unit.
pub(crate) async fn find_own(
    db: &mut impl Query,
    scope: &Scope,
    id: ShareId,
) -> Result<Option<Share>> {
    let sql = format!("{SHARE} where s.id = $1 and s.unit_id = $2");
    Ok(db.maybe(&sql, args![id, scope.unit()]).await?)
}

/// The share `id`, if it was lent to the scope's unit.
pub(crate) async fn find_lent(
    db: &mut impl Query,
    scope: &Scope,
    id: ShareId,
) -> Result<Option<Share>> {
    let sql = format!("{SHARE} where s.id = $1 and s.to_unit = $2");
    Ok(db.maybe(&sql, args![id, scope.unit()]).await?)
}

/// Ends a share of the scope's unit now; `false` if it has been revoked before.
pub(crate) async fn revoke(
    tx: &mut Tx,
    scope: &Scope,
    id: ShareId,
    now: Timestamp,
) -> Result<bool> {
    let revoked = tx
        .run(
            "update share set revoked_at = $3
              where id = $1 and unit_id = $2 and revoked_at is null",
            args![id, scope.unit(), now],
        )
        .await?;
    Ok(revoked > 0)
}

/// A name that was lent.
pub(crate) struct Lent {
    pub(crate) placed: Placed,
    pub(crate) phone: Option<String>,
}

impl FromRow for Lent {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            placed: Placed::from_row(row)?,
            phone: row.get(7)?,
        })
    }
}

/// Whom a share ($1) of a unit ($2) names today: nobody who objects, or who has taken the consent
/// to their data back.
const NAMED: &str = "from person p join share s on s.id = $1
     where p.unit_id = $2 and s.unit_id = $2 and p.removed_at is null
       and (s.group_title <> '' or p.kind <> 'guest')
       and (s.hamlet = '' or p.hamlet = s.hamlet)
       and (s.group_title = '' or exists
             (select 1 from share_person g where g.share_id = s.id and g.person_id = p.id))
       and not exists (select 1 from share_objection o where o.person_id = p.id)
       and (not exists (select 1 from person_consent c
                         where c.person_id = p.id and c.purpose = 'data'
                           and c.withdrawn_on is not null)
            or exists (select 1 from person_consent c
                        where c.person_id = p.id and c.purpose = 'data'
                          and c.withdrawn_on is null))";

/// A page of the names of a share by name, phones only where they are lent.
pub(crate) async fn names(
    db: &mut impl Query,
    share: &Share,
    limit: i64,
    offset: i64,
) -> Result<Vec<Lent>> {
    let sql = format!(
        "select p.id, p.full_name, p.nickname, p.hamlet, p.rt, p.rw, p.kind,
                case when s.with_phone then
                     (select f.phone from person_phone f
                       where f.person_id = p.id and f.position = 0) end
         {NAMED} order by p.sort_name, p.id limit $3 offset $4"
    );
    Ok(db
        .all(&sql, args![share.id, share.unit, limit, offset])
        .await?)
}

/// How many names a share has today.
pub(crate) async fn count(db: &mut impl Query, share: &Share) -> Result<i64> {
    let sql = format!("select count(*) {NAMED}");
    Ok(db.one(&sql, args![share.id, share.unit]).await?)
}

/// Who looked.
pub(crate) struct Looker<'a> {
    pub(crate) unit: UnitId,
    pub(crate) account: AccountId,
    pub(crate) name: &'a str,
    pub(crate) at: Timestamp,
}

/// Writes down that somebody looked at a page of a share's names, or took all of them as a file.
pub(crate) async fn add_look(
    tx: &mut Tx,
    share: &Share,
    looker: &Looker<'_>,
    file: bool,
    seen: &[Lent],
) -> Result<()> {
    let look: LookId = storage::fresh();
    tx.run(
        "insert into share_look (id, share_id, unit_id, by_unit, account_id, who, file, people, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            look,
            share.id,
            share.unit,
            looker.unit,
            looker.account,
            looker.name,
            file,
            i64::try_from(seen.len()).unwrap_or(i64::MAX),
            looker.at
        ],
    )
    .await?;
    if file {
        // All that the share names, at once.
        let sql = format!(
            "insert into share_look_person (look_id, person_id, unit_id)
             select $3, p.id, p.unit_id {NAMED}"
        );
        tx.run(&sql, args![share.id, share.unit, look]).await?;
        return Ok(());
    }
    for lent in seen {
        tx.run(
            "insert into share_look_person (look_id, person_id, unit_id) values ($1, $2, $3)",
            args![look, lent.placed.id, share.unit],
        )
        .await?;
    }
    Ok(())
}

/// Who looked at a share of the scope's unit, newest first: name, moment, file or page, how many
/// people; at most 200.
pub(crate) async fn looks(
    db: &mut impl Query,
    scope: &Scope,
    share: ShareId,
) -> Result<Vec<(String, Timestamp, bool, i64)>> {
    Ok(db
        .all(
            "select who, at, file, people from share_look where share_id = $1 and unit_id = $2
              order by at desc, id desc limit 200",
            args![share, scope.unit()],
        )
        .await?)
}

/// Who of another unit has seen a person's name, newest first: unit, name, purpose, moment.
pub(crate) async fn looks_at(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(String, String, String, Timestamp)>> {
    Ok(db
        .all(
            "select u.name, l.who, s.purpose, l.at
               from share_look_person p
               join share_look l on l.id = p.look_id
               join share s on s.id = l.share_id
               join unit u on u.id = l.by_unit
              where p.person_id = $1 and p.unit_id = $2
              order by l.at desc, l.id desc limit 1000",
            args![person, scope.unit()],
        )
        .await?)
}

/// Whether a person does not want to be lent.
pub(crate) async fn objects(db: &mut impl Query, scope: &Scope, person: PersonId) -> Result<bool> {
    let row: Option<(PersonId,)> = db
        .maybe(
            "select person_id from share_objection where person_id = $1 and unit_id = $2",
            args![person, scope.unit()],
        )
        .await?;
    Ok(row.is_some())
}

/// Notes whether a person wants not to be lent.
pub(crate) async fn set_objection(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    objects: bool,
    now: Timestamp,
) -> Result<()> {
    if objects {
        tx.run(
            "insert into share_objection (person_id, unit_id, since) values ($1, $2, $3)
             on conflict do nothing",
            args![person, scope.unit(), now],
        )
        .await?;
    } else {
        tx.run(
            "delete from share_objection where person_id = $1 and unit_id = $2",
            args![person, scope.unit()],
        )
        .await?;
    }
    Ok(())
}
