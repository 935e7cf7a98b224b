//! Rows of activities and their sessions.

use crate::domain::{Activity, CertificateRule, Kind, NewActivity, NewSession, Session, State};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId, SessionId, UnitId};
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

/// Activities that are not over on `today`, of the scope's unit and of its parts to which `person`
/// belongs, soonest first.
pub(crate) async fn coming_for(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
    today: Date,
    limit: i64,
) -> Result<Vec<Activity>> {
    let sql = format!(
        "select {ACTIVITY} from activity
          where unit_id in {} and ends_on >= $3 and state = $4
          order by starts_on, id limit $5",
        organization::units_that_see("$1", "$2")
    );
    let open = State::Open.code();
    Ok(db
        .all(&sql, args![scope.unit(), person, today, open, limit])
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
