//! Rows of appointments: who holds which office from when until when.

use super::terms;
use crate::board::running_or_new;
use crate::domain::{Position, Seat};
use crate::office::{NewAppointment, Officer};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::{Grant, Role, Scope};
use kernel::id::{AppointmentId, PersonId, UnitId};
use storage::{Query, Tx, args};
use web::Result;

/// Gives an office in the scope's unit, in the running term.
///
/// # Errors
///
/// When the database refuses.
pub async fn appoint(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewAppointment,
    now: Timestamp,
) -> Result<AppointmentId> {
    let term = running_or_new(tx, scope, new.from, now).await?;
    let seat = Seat {
        person: new.person,
        position: Position::With(new.role),
        title: new.title.clone(),
        division: String::new(),
    };
    let place = terms::seats_of(tx, scope, term).await?.len();
    let days = (new.from, new.until);
    terms::add_seat(tx, scope, term, (&seat, place), days, now).await
}

/// Ends every office that `person` holds in the scope's unit, with `last` as the last day.
///
/// # Errors
///
/// When the database refuses.
pub async fn end_appointments(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    last: Date,
) -> Result<u64> {
    Ok(tx
        .run(
            "update appointment set until_day = $3
              where unit_id = $1 and person_id = $2 and (until_day is null or until_day > $3)",
            args![scope.unit(), person, last],
        )
        .await?)
}

/// The roles that `person` holds on `today`, in whichever units are at work, and the same roles in
/// what became part of those: there they read only (see `web::Actor`).
///
/// # Errors
///
/// When the database refuses.
pub async fn grants_of(db: &mut impl Query, person: PersonId, today: Date) -> Result<Vec<Grant>> {
    let rows: Vec<(UnitId, String)> = db
        .all(
            "with held as (
                select a.unit_id, a.role, a.from_day, a.id
                  from appointment a join unit u on u.id = a.unit_id
                 where a.person_id = $1 and a.from_day <= $2
                   and (a.until_day is null or a.until_day >= $2) and u.archived_at is null)
             select unit_id, role from (
                select unit_id, role, 0 as rests, from_day, id from held
                union all
                select part.id, held.role, 1, held.from_day, held.id
                  from held join unit part on part.merged_into = held.unit_id) every_one
              order by rests, from_day, id, unit_id limit 100",
            args![person, today],
        )
        .await?;
    let grant =
        |(unit, role): (UnitId, String)| Role::from_code(&role).map(|role| Grant { unit, role });
    Ok(rows.into_iter().filter_map(grant).collect())
}

/// Who is in office in the scope's unit on `today`, highest first.
///
/// # Errors
///
/// When the database refuses.
pub async fn board(db: &mut impl Query, scope: &Scope, today: Date) -> Result<Vec<Officer>> {
    type Found = (AppointmentId, PersonId, String, String, String, String);
    let rows: Vec<Found> = db
        .all(
            "select a.id, a.person_id, p.full_name, a.role, a.title,
                    coalesce((select d.number from decree d where d.term_id = a.term_id
                               order by coalesce(d.day, d.from_day, '') desc, d.created_at desc,
                                        d.id desc limit 1), '')
               from appointment a join person p on p.id = a.person_id
              where a.unit_id = $1 and a.from_day <= $2
                and (a.until_day is null or a.until_day >= $2)
              order by a.from_day, a.id limit 500",
            args![scope.unit(), today],
        )
        .await?;
    let officer = |(id, person, name, role, title, decree): Found| {
        Role::from_code(&role).map(|role| Officer {
            id,
            person,
            name,
            role,
            title,
            decree,
        })
    };
    let mut officers: Vec<Officer> = rows.into_iter().filter_map(officer).collect();
    officers.sort_by_key(|officer| officer.role);
    Ok(officers)
}

/// What a person held or holds in the scope's unit, newest first: title, first and last day.
pub(crate) async fn held_by(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(String, Date, Option<Date>)>> {
    Ok(db
        .all(
            "select title, from_day, until_day from appointment
              where person_id = $1 and unit_id = $2 order by from_day desc, id desc limit 100",
            args![person, scope.unit()],
        )
        .await?)
}

/// Whether a person holds an office on `today`, or is to hold one later, in the scope's unit, which
/// keeps its roll, or in a part of it.
pub(crate) async fn holds_or_will(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
    today: Date,
) -> Result<bool> {
    let held: i64 = db
        .one(
            "select count(*) from appointment
              where person_id = $1 and (until_day is null or until_day >= $3)
                and unit_id in (select id from unit where roll_id = $2)",
            args![person, scope.unit(), today],
        )
        .await?;
    Ok(held > 0)
}
