//! Rows of activities, sessions, registrations. Private but for the finders named in `lib.rs`.

use crate::domain::{
    Activity, CertificateRule, Enrolment, Kind, NewActivity, NewSession, Place, Registration,
    Session, State,
};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId, RegistrationId, SessionId, UnitId};
use storage::{FromRow, Query, Row, Tx, args};
use web::{Error, Result};

const ACTIVITY: &str = "id, unit_id, code, kind, title, about, place, starts_on, ends_on, quota, \
     closes_on, registration, contact, state, version, certificate_rule, edition";

impl FromRow for Activity {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            unit: row.get(1)?,
            code: row.get(2)?,
            kind: Kind::from_code(&row.get::<String>(3)?).unwrap_or_default(),
            title: row.get(4)?,
            about: row.get(5)?,
            place: row.get(6)?,
            starts_on: row.get(7)?,
            ends_on: row.get(8)?,
            quota: row
                .get::<Option<i64>>(9)?
                .and_then(|n| u32::try_from(n).ok()),
            closes_on: row.get(10)?,
            registration: row.get(11)?,
            contact: row.get(12)?,
            state: State::from_code(&row.get::<String>(13)?),
            version: row.get(14)?,
            certificate: CertificateRule::from_code(&row.get::<String>(15)?),
            edition: row.get(16)?,
        })
    }
}

const SESSION: &str =
    "id, activity_id, unit_id, position, title, day, start_time, end_time, time_label";

impl FromRow for Session {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let time = |column| -> storage::Result<Option<Time>> {
            Ok(row
                .get::<Option<String>>(column)?
                .and_then(|text| text.parse().ok()))
        };
        Ok(Self {
            id: row.get(0)?,
            activity: row.get(1)?,
            unit: row.get(2)?,
            position: row.get(3)?,
            title: row.get(4)?,
            day: row.get(5)?,
            start: time(6)?,
            end: time(7)?,
            time_label: row.get(8)?,
        })
    }
}

impl FromRow for Registration {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            activity: row.get(1)?,
            unit: row.get(2)?,
            person: row.get(3)?,
            name: row.get(4)?,
            place: Place::from_code(&row.get::<String>(5)?),
            rank: row.get(6)?,
            token: row.get(7)?,
        })
    }
}

/// Names stand in organization's table; a registration shows the person's name as it is today,
/// and falls back on what was typed once the person has been taken off the roll.
const REGISTRATION: &str = "r.id, r.activity_id, r.unit_id, r.person_id, \
     coalesce(p.full_name, r.typed_name), r.place, r.rank, r.token
     from registration r left join person p on p.id = r.person_id";

/// The activity `id` of the scope's unit.
///
/// # Errors
///
/// When the database refuses.
pub async fn find(db: &mut impl Query, scope: &Scope, id: ActivityId) -> Result<Option<Activity>> {
    let sql = format!("select {ACTIVITY} from activity where id = $1 and unit_id = $2");
    Ok(db.maybe(&sql, args![id, scope.unit()]).await?)
}

/// The activity behind a short code, for its public page.
///
/// # Errors
///
/// When the database refuses.
pub async fn find_public(db: &mut impl Query, code: &str) -> Result<Option<Activity>> {
    let Some(named) = web::codes::find(db, "activity", code).await? else {
        return Ok(None);
    };
    let sql = format!("select {ACTIVITY} from activity where id = $1");
    Ok(db.maybe(&sql, args![named.subject]).await?)
}

/// Activities of the scope's unit whose last day is in `from..=until`, soonest first.
///
/// # Errors
///
/// When the database refuses.
pub async fn list_between(
    db: &mut impl Query,
    scope: &Scope,
    from: Date,
    until: Date,
    limit: i64,
) -> Result<Vec<Activity>> {
    let sql = format!(
        "select {ACTIVITY} from activity
          where unit_id = $1 and ends_on >= $2 and ends_on <= $3
          order by starts_on, id limit $4"
    );
    Ok(db
        .all(&sql, args![scope.unit(), from, until, limit])
        .await?)
}

/// Activities of this kind whose last day is in `from..=until`, soonest first.
///
/// # Errors
///
/// When the database refuses.
pub async fn list_of_kind(
    db: &mut impl Query,
    scope: &Scope,
    kind: Kind,
    from: Date,
    until: Date,
    limit: i64,
) -> Result<Vec<Activity>> {
    let sql = format!(
        "select {ACTIVITY} from activity
          where unit_id = $1 and kind = $2 and ends_on >= $3 and ends_on <= $4
          order by starts_on, id limit $5"
    );
    let args = args![scope.unit(), kind.code(), from, until, limit];
    Ok(db.all(&sql, args).await?)
}

/// The sessions of an activity in their order.
///
/// # Errors
///
/// When the database refuses.
pub async fn sessions(db: &mut impl Query, activity: ActivityId) -> Result<Vec<Session>> {
    let sql =
        format!("select {SESSION} from session where activity_id = $1 order by position limit 100");
    Ok(db.all(&sql, args![activity]).await?)
}

/// The session `id` of the scope's unit.
pub(crate) async fn session(
    db: &mut impl Query,
    scope: &Scope,
    id: SessionId,
) -> Result<Option<Session>> {
    let sql = format!("select {SESSION} from session where id = $1 and unit_id = $2");
    Ok(db.maybe(&sql, args![id, scope.unit()]).await?)
}

/// The session behind a short code, for its public page.
pub(crate) async fn session_public(db: &mut impl Query, code: &str) -> Result<Option<Session>> {
    let Some(named) = web::codes::find(db, "session", code).await? else {
        return Ok(None);
    };
    let sql = format!("select {SESSION} from session where id = $1");
    Ok(db.maybe(&sql, args![named.subject]).await?)
}

pub(crate) async fn add(
    tx: &mut Tx,
    unit: UnitId,
    id: ActivityId,
    code: &str,
    new: &NewActivity,
    now: Timestamp,
) -> Result<()> {
    let (starts, ends) = span(new)?;
    tx.run(
        "insert into activity (id, unit_id, code, kind, title, about, place, starts_on, ends_on,
                               quota, closes_on, registration, contact, state, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', 1, $14)",
        args![
            id,
            unit,
            code,
            new.kind.code(),
            &new.title,
            &new.about,
            &new.place,
            starts,
            ends,
            new.quota.map(i64::from),
            new.closes_on,
            new.registration,
            &new.contact,
            now
        ],
    )
    .await?;
    Ok(())
}

fn span(new: &NewActivity) -> Result<(Date, Date)> {
    new.span()
        .ok_or_else(|| Error::Rule("Kegiatan paling tidak punya satu sesi.".into()))
}

/// Writes `new` over the activity, if it is still in this `edition`.
pub(crate) async fn change(
    tx: &mut Tx,
    unit: UnitId,
    id: ActivityId,
    edition: i64,
    new: &NewActivity,
) -> Result<bool> {
    let (starts, ends) = span(new)?;
    let changed = tx
        .run(
            "update activity set kind = $4, title = $5, about = $6, place = $7, starts_on = $8,
                    ends_on = $9, quota = $10, closes_on = $11, registration = $12, contact = $13,
                    version = version + 1, edition = edition + 1
              where id = $1 and unit_id = $2 and edition = $3",
            args![
                id,
                unit,
                edition,
                new.kind.code(),
                &new.title,
                &new.about,
                &new.place,
                starts,
                ends,
                new.quota.map(i64::from),
                new.closes_on,
                new.registration,
                &new.contact
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Says that the public page of the activity shows something new.
pub(crate) async fn touch(tx: &mut Tx, id: ActivityId) -> Result<()> {
    tx.run(
        "update activity set version = version + 1 where id = $1",
        args![id],
    )
    .await?;
    Ok(())
}

pub(crate) async fn set_state(
    tx: &mut Tx,
    unit: UnitId,
    id: ActivityId,
    state: State,
) -> Result<()> {
    tx.run(
        "update activity set state = $3, version = version + 1, edition = edition + 1
          where id = $1 and unit_id = $2",
        args![id, unit, state.code()],
    )
    .await?;
    Ok(())
}

/// Sets who gets a certificate of an activity of the scope's unit.
///
/// # Errors
///
/// When the database refuses.
pub async fn set_certificate_rule(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    rule: CertificateRule,
) -> Result<()> {
    tx.run(
        "update activity set certificate_rule = $3 where id = $1 and unit_id = $2",
        args![id, scope.unit(), rule.code()],
    )
    .await?;
    Ok(())
}

fn time_text(time: Option<Time>) -> Option<String> {
    time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute()))
}

pub(crate) async fn add_session(
    tx: &mut Tx,
    unit: UnitId,
    activity: ActivityId,
    position: i64,
    new: &NewSession,
) -> Result<SessionId> {
    let id: SessionId = storage::fresh();
    tx.run(
        "insert into session (id, activity_id, unit_id, position, title, day, start_time, end_time,
                              time_label)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            id,
            activity,
            unit,
            position,
            &new.title,
            new.day,
            time_text(new.start),
            time_text(new.end),
            &new.time_label
        ],
    )
    .await?;
    Ok(id)
}

pub(crate) async fn change_session(
    tx: &mut Tx,
    activity: ActivityId,
    id: SessionId,
    position: i64,
    new: &NewSession,
) -> Result<()> {
    tx.run(
        "update session set position = $3, title = $4, day = $5, start_time = $6, end_time = $7,
                            time_label = $8
          where id = $1 and activity_id = $2",
        args![
            id,
            activity,
            position,
            &new.title,
            new.day,
            time_text(new.start),
            time_text(new.end),
            &new.time_label
        ],
    )
    .await?;
    Ok(())
}

/// Removes a session that nobody was marked in; `false` if somebody was.
pub(crate) async fn remove_session(tx: &mut Tx, id: SessionId) -> Result<bool> {
    let removed = tx
        .run(
            "delete from session where id = $1
                and not exists (select 1 from mark where session_id = $1)",
            args![id],
        )
        .await?;
    Ok(removed > 0)
}

/// What registration must know, read inside the transaction that holds the activity.
pub(crate) async fn enrolment(db: &mut impl Query, activity: &Activity) -> Result<Enrolment> {
    let (taken,): (i64,) = db
        .one(
            "select count(*) from registration where activity_id = $1 and place = 'seat'",
            args![activity.id],
        )
        .await?;
    Ok(Enrolment {
        needed: activity.registration,
        cancelled: activity.state == State::Cancelled,
        closes_on: activity.last_registration_day(),
        quota: activity.quota,
        taken,
    })
}

/// How many wait for a seat.
pub(crate) async fn waiting(db: &mut impl Query, activity: ActivityId) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            "select count(*) from registration where activity_id = $1 and place = 'queue'",
            args![activity],
        )
        .await?;
    Ok(count)
}

/// A person's registration for an activity.
pub(crate) async fn registration_of(
    db: &mut impl Query,
    activity: ActivityId,
    person: PersonId,
) -> Result<Option<Registration>> {
    let sql = format!("select {REGISTRATION} where r.activity_id = $1 and r.person_id = $2");
    Ok(db.maybe(&sql, args![activity, person]).await?)
}

/// The registration with this token; the link itself is the permission.
pub(crate) async fn registration_by_token(
    db: &mut impl Query,
    activity: ActivityId,
    token: &str,
) -> Result<Option<Registration>> {
    let sql = format!("select {REGISTRATION} where r.activity_id = $1 and r.token = $2");
    Ok(db
        .maybe(&sql, args![activity, token.to_lowercase()])
        .await?)
}

/// Registrations of an activity: seats by name, then the queue in its order.
///
/// # Errors
///
/// When the database refuses.
pub async fn registrations(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Vec<Registration>> {
    let sql = format!(
        "select {REGISTRATION} where r.activity_id = $1 and r.unit_id = $2
          order by case r.place when 'seat' then 0 when 'queue' then 1 else 2 end,
                   case r.place when 'queue' then r.rank else 0 end,
                   coalesce(p.sort_name, r.typed_name), r.id limit 20000"
    );
    Ok(db.all(&sql, args![activity, scope.unit()]).await?)
}

pub(crate) struct NewRegistration<'a> {
    pub(crate) person: PersonId,
    pub(crate) place: Place,
    pub(crate) typed_name: &'a str,
    pub(crate) phone: Option<&'a str>,
}

pub(crate) async fn add_registration(
    tx: &mut Tx,
    activity: &Activity,
    new: &NewRegistration<'_>,
    now: Timestamp,
) -> Result<()> {
    let id: RegistrationId = storage::fresh();
    let token = kernel::code::token(web::secret::random::<16>());
    tx.run(
        "insert into registration (id, activity_id, person_id, unit_id, place, rank, token,
                                   typed_name, phone, created_at)
         select $1, $2, $3, $4, $5,
                coalesce((select max(rank) from registration where activity_id = $2), 0) + 1,
                $6, $7, $8, $9",
        args![
            id,
            activity.id,
            new.person,
            activity.unit,
            new.place.code(),
            token,
            new.typed_name,
            new.phone,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Gives a registration another place; whoever comes back stands at the end.
pub(crate) async fn set_place(
    tx: &mut Tx,
    registration: &Registration,
    place: Place,
    to_the_end: bool,
) -> Result<()> {
    let end = "coalesce((select max(rank) from registration where activity_id = $3), 0) + 1";
    let rank = if to_the_end { end } else { "rank" };
    let sql = format!(
        "update registration set place = $2, rank = {rank} where id = $1 and activity_id = $3"
    );
    tx.run(
        &sql,
        args![registration.id, place.code(), registration.activity],
    )
    .await?;
    Ok(())
}

/// Gives seats to the `count` who have waited longest.
pub(crate) async fn promote(tx: &mut Tx, activity: ActivityId, count: i64) -> Result<u64> {
    Ok(tx
        .run(
            "update registration set place = 'seat'
              where id in (select id from registration
                            where activity_id = $1 and place = 'queue'
                            order by rank limit $2)",
            args![activity, count],
        )
        .await?)
}

/// How many wait before this registration, itself included.
pub(crate) async fn position(db: &mut impl Query, registration: &Registration) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            "select count(*) from registration
              where activity_id = $1 and place = 'queue' and rank <= $2",
            args![registration.activity, registration.rank],
        )
        .await?;
    Ok(count)
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
