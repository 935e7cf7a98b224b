//! Rows of memberships that have ended, and of people who are off the roll.

use crate::domain::{Former, Kind, Reason};
use crate::store::roll::{KEEPER, ROLL, ROLL_P, SEES};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{MembershipId, PersonId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

impl FromRow for Former {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            elsewhere: row.get(0)?,
            from: row.get(1)?,
            until: row.get(2)?,
            reason: Reason::from_code(&row.get::<String>(3)?).unwrap_or(Reason::Resigned),
            note: row.get(4)?,
        })
    }
}

/// Notes that a membership of a person of the scope's unit has ended.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    kind: Kind,
    former: &Former,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "insert into membership (id, unit_id, person_id, elsewhere, kind, from_day, until_day,
                                 reason, note, created_at)
         select $1, roll_id, $3, $4, $5, $6, $7, $8, $9, $10 from unit where id = $2",
        args![
            storage::fresh::<MembershipId>(),
            scope.unit(),
            person,
            &former.elsewhere,
            kind.code(),
            former.from,
            former.until,
            former.reason.code(),
            &former.note,
            now
        ],
    )
    .await?;
    Ok(())
}

/// The memberships of a person of the scope's unit that have ended, the last first.
pub(crate) async fn of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<Former>> {
    let sql = format!(
        "select elsewhere, from_day, until_day, reason, note from membership
          where person_id = $2 and unit_id = {KEEPER} and {SEES}
          order by until_day desc, id desc limit 50"
    );
    Ok(db.all(&sql, args![scope.unit(), person]).await?)
}

/// Somebody who is off the roll.
pub(crate) struct Gone {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) removed_at: Timestamp,
    /// The last day and why, where it was noted.
    pub(crate) until: Option<Date>,
    pub(crate) reason: Option<Reason>,
    pub(crate) note: String,
}

impl FromRow for Gone {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            removed_at: row.get(2)?,
            until: row.get(3)?,
            reason: row
                .get::<Option<String>>(4)?
                .as_deref()
                .and_then(Reason::from_code),
            note: row.get::<Option<String>>(5)?.unwrap_or_default(),
        })
    }
}

/// People who left the roll of the scope's unit, the last first; at most `limit`, from `offset`.
/// Entries that were merged into others, and those made nameless, are not among them.
pub(crate) async fn gone(
    db: &mut impl Query,
    scope: &Scope,
    limit: i64,
    offset: i64,
) -> Result<Vec<Gone>> {
    let sql = format!(
        "select p.id, p.full_name, p.removed_at, m.until_day, m.reason, m.note
           from {ROLL_P}
           left join membership m on m.id = (select x.id from membership x
                                              where x.person_id = p.id and x.elsewhere = ''
                                              order by x.until_day desc, x.id desc limit 1)
          where p.removed_at is not null and p.merged_into is null and p.nameless_at is null
          order by p.removed_at desc, p.id limit $2 offset $3"
    );
    Ok(db.all(&sql, args![scope.unit(), limit, offset]).await?)
}

/// How many people [`gone`] knows.
pub(crate) async fn count_gone(db: &mut impl Query, scope: &Scope) -> Result<i64> {
    let sql = format!(
        "select count(*) from {ROLL}
          where removed_at is not null and merged_into is null and nameless_at is null"
    );
    Ok(db.one::<i64>(&sql, args![scope.unit()]).await?)
}

/// Somebody off the roll, as far as coming back is concerned: name, and the sealed NIK.
pub(crate) async fn find_gone(
    db: &mut impl Query,
    scope: &Scope,
    id: PersonId,
) -> Result<Option<(String, Option<Vec<u8>>)>> {
    let sql = format!(
        "select full_name, nik_sealed from {ROLL}
          where id = $2 and removed_at is not null and merged_into is null
            and nameless_at is null"
    );
    Ok(db.maybe(&sql, args![scope.unit(), id]).await?)
}

/// Puts somebody back on the roll from `today` on.
pub(crate) async fn bring_back(
    tx: &mut Tx,
    scope: &Scope,
    id: PersonId,
    nik_hash: Option<Vec<u8>>,
    today: Date,
    now: Timestamp,
) -> Result<bool> {
    let back = tx
        .run(
            &format!(
                "update person set removed_at = null, nik_hash = $3, joined_on = $4,
                        version = version + 1, updated_at = $5
                  where id = $2 and removed_at is not null and merged_into is null and {SEES}"
            ),
            args![scope.unit(), id, nik_hash, today, now],
        )
        .await?;
    Ok(back > 0)
}

/// Lets `to` have the own address and the card of `from`, who gets a new one.
pub(crate) async fn hand_over_token(
    tx: &mut Tx,
    from: PersonId,
    to: PersonId,
    token: &str,
    fresh: &str,
) -> Result<()> {
    for (id, token) in [(from, fresh), (to, token)] {
        tx.run(
            "update person set token = $2 where id = $1",
            args![id, token],
        )
        .await?;
    }
    Ok(())
}
