//! Rows of marks and of attendance: the log of what was marked, and what counts.

use crate::domain::{AttendanceState, How, Mark, Session, Tally, winner};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, ActivityId, PersonId, SessionId};
use storage::{FromRow, Query, Row, Tx, args};
use web::{Error, Result};

/// Keeps a mark in the log; `false` if it was known already.
///
/// # Errors
///
/// [`Error::NotFound`] if the unit neither sees the person nor has their registration,
/// [`Error::Conflict`] if the id is
/// that of another mark.
pub(crate) async fn add_mark(
    tx: &mut Tx,
    scope: &Scope,
    session: &Session,
    mark: &Mark,
    account: Option<AccountId>,
    now: Timestamp,
) -> Result<bool> {
    let added = tx
        .run(
            &format!(
                "insert into mark (id, session_id, person_id, unit_id, state, at, how, account_id,
                                   received_at)
                 select $1, $2, p.id, $4, $5, $6, $7, $8, $9 from person p
                  where p.id = $3
                    and (exists (select 1 from {} where person.id = p.id)
                      or exists (select 1 from registration r
                                  where r.activity_id = $10 and r.person_id = p.id))
                 on conflict do nothing",
                organization::roll_of("$4")
            ),
            args![
                mark.id,
                session.id,
                mark.person,
                scope.unit(),
                mark.state.code(),
                mark.at,
                mark.how.code(),
                account,
                now,
                session.activity
            ],
        )
        .await?;
    if added > 0 {
        return Ok(true);
    }
    let known: Option<(SessionId, PersonId)> = tx
        .maybe(
            "select session_id, person_id from mark where id = $1",
            args![mark.id],
        )
        .await?;
    match known {
        Some((in_session, of)) if in_session == session.id && of == mark.person => Ok(false),
        Some(_) => Err(Error::Conflict(
            "Tanda hadir ini sudah dipakai untuk orang lain.".into(),
        )),
        None => Err(Error::NotFound),
    }
}

struct Current(Mark);

impl FromRow for Current {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self(Mark {
            id: row.get(0)?,
            person: row.get(1)?,
            state: AttendanceState::from_code(&row.get::<String>(2)?)
                .unwrap_or(AttendanceState::Absent),
            at: row.get(3)?,
            how: How::from_code(&row.get::<String>(4)?).unwrap_or(How::Tap),
        }))
    }
}

/// Lets a mark of the log count, unless a newer one of the same person counts already.
pub(crate) async fn count_mark(
    tx: &mut Tx,
    scope: &Scope,
    session: &Session,
    mark: &Mark,
) -> Result<()> {
    let before: Option<Current> = tx
        .maybe(
            "select mark_id, person_id, state, at, how from attendance
              where session_id = $1 and person_id = $2",
            args![session.id, mark.person],
        )
        .await?;
    if before.is_some_and(|Current(before)| winner(before, *mark) == before) {
        return Ok(());
    }
    tx.run(
        "insert into attendance (session_id, person_id, unit_id, activity_id, mark_id, state, at,
                                 how)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (session_id, person_id) do update
            set mark_id = excluded.mark_id, state = excluded.state, at = excluded.at,
                how = excluded.how",
        args![
            session.id,
            mark.person,
            scope.unit(),
            session.activity,
            mark.id,
            mark.state.code(),
            mark.at,
            mark.how.code()
        ],
    )
    .await?;
    Ok(())
}

/// Lets the last mark of each session count again for `person`, whose marks came or went.
pub(crate) fn count_marks_again<'a>(
    tx: &'a mut Tx,
    scope: &'a Scope,
    person: PersonId,
) -> web::BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        tx.run(
            "delete from attendance where person_id = $1 and unit_id = $2",
            args![person, scope.unit()],
        )
        .await?;
        // the winner of domain::winner: the last, and of two at one moment that with the larger id
        tx.run(
            "insert into attendance (session_id, person_id, unit_id, activity_id, mark_id, state,
                                     at, how)
             select m.session_id, m.person_id, m.unit_id, s.activity_id, m.id, m.state, m.at, m.how
               from mark m join session s on s.id = m.session_id
              where m.person_id = $1 and m.unit_id = $2
                and not exists (select 1 from mark n
                                 where n.session_id = m.session_id and n.person_id = m.person_id
                                   and (n.at > m.at or (n.at = m.at and n.id > m.id)))",
            args![person, scope.unit()],
        )
        .await?;
        Ok(())
    })
}

/// Somebody who is expected or was marked in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) state: Option<AttendanceState>,
    pub(crate) at: Option<Timestamp>,
}

impl FromRow for Expected {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let number = |column| -> storage::Result<Option<i64>> { row.get(column) };
        let hamlet: String = row.get(2)?;
        let rt = number(3)?
            .map(|rt| format!("RT {rt:02}"))
            .unwrap_or_default();
        let parts = [hamlet, rt].into_iter().filter(|part| !part.is_empty());
        Ok(Self {
            person: row.get(0)?,
            name: row.get(1)?,
            place: parts.collect::<Vec<_>>().join(", "),
            state: row
                .get::<Option<String>>(4)?
                .as_deref()
                .and_then(AttendanceState::from_code),
            at: row.get(5)?,
        })
    }
}

/// Everybody with a seat, on the committee, or marked already, by name. When nobody registers,
/// the whole roll.
pub(crate) async fn expected(
    db: &mut impl Query,
    scope: &Scope,
    session: &Session,
    whole_roll: bool,
) -> Result<Vec<Expected>> {
    Ok(db
        .all(
            &format!(
                "select p.id, p.full_name, p.hamlet, p.rt, a.state, a.at
                   from person p
                   left join attendance a on a.person_id = p.id and a.session_id = $1
                  where p.id in (
                        select person_id from attendance where session_id = $1
                         union select person_id from registration
                                where activity_id = $3 and place = 'seat'
                         union select person_id from committee_member where activity_id = $3
                         union select person.id from {}
                                where $4 and person.removed_at is null and person.kind <> 'guest')
                  order by p.sort_name, p.id limit 20000",
                organization::roll_of("$2")
            ),
            args![session.id, scope.unit(), session.activity, whole_roll],
        )
        .await?)
}

/// How many stand how in one session.
///
/// # Errors
///
/// When the database refuses.
pub async fn tally(db: &mut impl Query, session: SessionId) -> Result<Tally> {
    let rows: Vec<(String, i64)> = db
        .all(
            "select state, count(*) from attendance where session_id = $1
              group by state limit 10",
            args![session],
        )
        .await?;
    let mut tally = Tally::default();
    for (state, count) in rows {
        if let Some(state) = AttendanceState::from_code(&state) {
            tally.add(state, count);
        }
    }
    Ok(tally)
}

/// Somebody who is present in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// When they were first marked present.
    pub since: Timestamp,
}

/// Whoever is present in a session of the scope's unit, by name, with when they came.
///
/// # Errors
///
/// When the database refuses.
pub async fn arrivals(
    db: &mut impl Query,
    scope: &Scope,
    session: SessionId,
) -> Result<Vec<Arrival>> {
    let rows: Vec<(PersonId, String, Timestamp)> = db
        .all(
            "select p.id, p.full_name,
                    (select min(m.at) from mark m
                      where m.session_id = $1 and m.person_id = a.person_id
                        and m.state = 'present')
               from attendance a join person p on p.id = a.person_id
              where a.session_id = $1 and a.unit_id = $2 and a.state = 'present'
              order by p.sort_name, p.id limit 20000",
            args![session, scope.unit()],
        )
        .await?;
    let arrival = |(person, name, since)| Arrival {
        person,
        name,
        since,
    };
    Ok(rows.into_iter().map(arrival).collect())
}

/// Names of those in `state` in a session, by name.
pub(crate) async fn names_in(
    db: &mut impl Query,
    scope: &Scope,
    session: SessionId,
    state: AttendanceState,
) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all(
            "select p.full_name from attendance a join person p on p.id = a.person_id
              where a.session_id = $1 and a.unit_id = $2 and a.state = $3
              order by p.sort_name, p.id limit 20000",
            args![session, scope.unit(), state.code()],
        )
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// What a person took part in, newest first: activity, title, day, state.
pub(crate) async fn of_person(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(ActivityId, String, jiff::civil::Date, String)>> {
    Ok(db
        .all(
            "select c.id, c.title, s.day, a.state
               from attendance a
               join session s on s.id = a.session_id
               join activity c on c.id = a.activity_id
              where a.person_id = $1 and a.unit_id = $2
              order by s.day desc, s.position desc limit 50",
            args![person, scope.unit()],
        )
        .await?)
}

/// Who of the scope's roll was present in a session from `since` on, whichever unit's; at most
/// 50,000.
pub(crate) async fn took_part(
    db: &mut impl Query,
    scope: &Scope,
    since: jiff::civil::Date,
) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = db
        .all(
            &format!(
                "select person.id from {}
                  where person.removed_at is null and person.kind <> 'guest' and exists (
                        select 1 from attendance a join session s on s.id = a.session_id
                         where a.person_id = person.id and a.state = 'present' and s.day >= $2)
                  limit 50000",
                organization::roll_of("$1")
            ),
            args![scope.unit(), since],
        )
        .await?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Who registered for an activity of the scope's unit with a token that begins like this.
pub(crate) async fn registered_as(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
    token: &str,
) -> Result<Option<(PersonId, String)>> {
    Ok(db
        .maybe(
            "select p.id, p.full_name from registration r join person p on p.id = r.person_id
              where r.activity_id = $1 and r.unit_id = $2 and r.token >= $3 and r.token < $4
              limit 1",
            args![activity, scope.unit(), token, format!("{token}~")],
        )
        .await?)
}

/// Whose card begins with this token, in whichever unit.
pub(crate) async fn card(db: &mut impl Query, token: &str) -> Result<Option<(PersonId, String)>> {
    Ok(db
        .maybe(
            "select id, full_name from person
              where token >= $1 and token < $2 and removed_at is null limit 1",
            args![token, format!("{token}~")],
        )
        .await?)
}

/// Somebody who was present in at least one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// Sessions present.
    pub present: i64,
}

/// Everybody who was present in at least one session, by name.
///
/// # Errors
///
/// When the database refuses.
pub async fn attendees(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Vec<Attendee>> {
    let rows: Vec<(PersonId, String, i64)> = db
        .all(
            "select p.id, p.full_name, count(*)
               from attendance a join person p on p.id = a.person_id
              where a.activity_id = $1 and a.unit_id = $2 and a.state = 'present'
              group by p.id, p.full_name, p.sort_name
              order by p.sort_name, p.id limit 20000",
            args![activity, scope.unit()],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(person, name, present)| Attendee {
            person,
            name,
            present,
        })
        .collect())
}
