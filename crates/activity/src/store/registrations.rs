//! Rows of registrations: who has a seat, who waits, who withdrew.

use crate::domain::{Activity, Enrolment, Place, Registration, State};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId, RegistrationId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

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
