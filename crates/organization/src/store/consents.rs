//! Rows of guardians and of consents.

use crate::domain::{Consent, Guardian, How, NewConsents, NewGuardian, Purpose, Relation};
use crate::members::Placed;
use crate::store::people::PLACED;
use crate::store::roll::{KEEPER, ROLL, SEES};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{AccountId, ConsentId, GuardianId, PersonId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

impl FromRow for Guardian {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            relation: Relation::from_code(&row.get::<String>(2)?).unwrap_or(Relation::Guardian),
            phone: row.get(3)?,
            person: row.get(4)?,
        })
    }
}

impl FromRow for Consent {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            purpose: Purpose::from_code(&row.get::<String>(1)?).unwrap_or(Purpose::Data),
            by_guardian: row.get(2)?,
            given_by: row.get(3)?,
            given_on: row.get(4)?,
            how: How::from_code(&row.get::<String>(5)?).unwrap_or(How::Said),
            note: row.get(6)?,
            withdrawn_on: row.get(7)?,
        })
    }
}

/// The guardians of a person of the scope's roll, oldest entry first.
pub(crate) async fn guardians(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<Guardian>> {
    // A guardian who has left the roll, was merged into another entry, or is not for this unit to
    // see, is one by name alone.
    let sql = format!(
        "select g.id, g.name, g.relation, g.phone,
                (select person.id from {ROLL}
                  where person.id = g.guardian_person_id and person.removed_at is null)
           from person_guardian g
          where g.person_id = $2 and g.unit_id = {KEEPER} and {SEES}
          order by g.created_at, g.id limit 20"
    );
    Ok(db.all(&sql, args![scope.unit(), person]).await?)
}

pub(crate) async fn add_guardian(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    new: &NewGuardian,
    on_the_roll: Option<PersonId>,
    now: Timestamp,
) -> Result<GuardianId> {
    let id: GuardianId = storage::fresh();
    tx.run(
        &format!(
            "insert into person_guardian (id, unit_id, person_id, guardian_person_id, name,
                                          relation, phone, created_at)
             select $3, roll_id, $2, $4, $5, $6, $7, $8 from unit where id = $1 and {SEES}"
        ),
        args![
            scope.unit(),
            person,
            id,
            on_the_roll,
            &new.name,
            new.relation.code(),
            &new.phone,
            now
        ],
    )
    .await?;
    Ok(id)
}

pub(crate) async fn change_guardian(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    id: GuardianId,
    new: &NewGuardian,
    on_the_roll: Option<PersonId>,
) -> Result<bool> {
    let changed = tx
        .run(
            &format!(
                "update person_guardian set name = $4, relation = $5, phone = $6,
                        guardian_person_id = $7
                  where person_id = $2 and id = $3 and unit_id = {KEEPER} and {SEES}"
            ),
            args![
                scope.unit(),
                person,
                id,
                &new.name,
                new.relation.code(),
                &new.phone,
                on_the_roll
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Takes a guardian away; consents keep the name of who gave them.
pub(crate) async fn remove_guardian(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    id: GuardianId,
) -> Result<bool> {
    let removed = tx
        .run(
            &format!(
                "delete from person_guardian
                  where person_id = $2 and id = $3 and unit_id = {KEEPER} and {SEES}"
            ),
            args![scope.unit(), person, id],
        )
        .await?;
    Ok(removed > 0)
}

/// The consents about a person of the scope's roll, newest first.
pub(crate) async fn consents(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<Consent>> {
    let sql = format!(
        "select id, purpose, by_guardian, given_by, given_on, how, note, withdrawn_on
           from person_consent
          where person_id = $2 and unit_id = {KEEPER} and {SEES}
          order by given_on desc, id desc limit 100"
    );
    Ok(db.all(&sql, args![scope.unit(), person]).await?)
}

pub(crate) async fn add_consents(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    new: &NewConsents,
    account: Option<AccountId>,
    now: Timestamp,
) -> Result<()> {
    for purpose in &new.purposes {
        tx.run(
            &format!(
                "insert into person_consent (id, unit_id, person_id, purpose, by_guardian,
                                             given_by, given_on, how, note, account_id, created_at)
                 select $3, roll_id, $2, $4, $5, $6, $7, $8, $9, $10, $11
                   from unit where id = $1 and {SEES}"
            ),
            args![
                scope.unit(),
                person,
                storage::fresh::<ConsentId>(),
                purpose.code(),
                new.guardian.is_some(),
                &new.given_by,
                new.given_on,
                new.how.code(),
                &new.note,
                account,
                now
            ],
        )
        .await?;
    }
    Ok(())
}

/// Notes that a consent was taken back; `false` if it was before, or is not there.
pub(crate) async fn withdraw(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    id: ConsentId,
    today: Date,
) -> Result<bool> {
    let withdrawn = tx
        .run(
            &format!(
                "update person_consent set withdrawn_on = $4
                  where person_id = $2 and id = $3 and withdrawn_on is null
                    and unit_id = {KEEPER} and {SEES}"
            ),
            args![scope.unit(), person, id, today],
        )
        .await?;
    Ok(withdrawn > 0)
}

const WITHOUT: &str = "removed_at is null and kind <> 'guest' and birth_date > $2
    and not exists (select 1 from person_consent c
                     where c.person_id = person.id and c.purpose = 'data' and c.by_guardian
                       and c.withdrawn_on is null)";

/// People born after `day` for whose data no guardian has agreed, by name; at most `limit`.
pub(crate) async fn without_consent(
    db: &mut impl Query,
    scope: &Scope,
    day: Date,
    limit: i64,
) -> Result<Vec<Placed>> {
    let sql =
        format!("select {PLACED} from {ROLL} where {WITHOUT} order by sort_name, id limit $3");
    Ok(db.all(&sql, args![scope.unit(), day, limit]).await?)
}

/// How many people [`without_consent`] would give.
pub(crate) async fn count_without_consent(
    db: &mut impl Query,
    scope: &Scope,
    day: Date,
) -> Result<i64> {
    let sql = format!("select count(*) from {ROLL} where {WITHOUT}");
    Ok(db.one::<i64>(&sql, args![scope.unit(), day]).await?)
}

/// People of the scope's roll who have taken every consent to their data back, by name; at most
/// `limit`.
pub(crate) async fn withdrawn(
    db: &mut impl Query,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<Placed>> {
    let sql = format!(
        "select {PLACED} from person
          where unit_id = $1 and removed_at is null
            and id in (select c.person_id from person_consent c
                        where c.unit_id = $1 and c.purpose = 'data'
                          and c.withdrawn_on is not null)
            and not exists (select 1 from person_consent c
                             where c.person_id = person.id and c.purpose = 'data'
                               and c.withdrawn_on is null)
          order by sort_name, id limit $2"
    );
    Ok(db.all(&sql, args![scope.unit(), limit]).await?)
}
