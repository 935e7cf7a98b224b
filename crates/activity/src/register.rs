//! Registration without an account: who is it, is there a seat, and no seat given twice.
//! The same name and phone is the same person; when that is unsure the person is asked.
//! Sent twenty times at once, it is one registration.

use crate::domain::{Activity, Place, Registration};
use crate::store::{self, NewRegistration};
use crate::{domain::RegisterError, manage};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use organization::{Kind, NewPerson, PersonKey, Placed};
use storage::Tx;
use web::{Ctx, Error, Result};

/// Somebody who wants to take part, as read from the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applicant {
    /// Name.
    pub name: String,
    /// Phone in E.164.
    pub phone: Option<String>,
    /// RT, if from this village.
    pub rt: Option<u16>,
    /// From elsewhere.
    pub from_elsewhere: bool,
    /// What the person said about who they are.
    pub answer: Answer,
}

/// What the person said when asked who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Answer {
    /// Not asked yet.
    #[default]
    NotAsked,
    /// "That is me."
    Is(PersonId),
    /// "None of these."
    None,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registered {
    /// Registered now.
    New(Registration),
    /// Was registered already; nothing changed.
    Already(Registration),
    /// These people of the roll may be the one; ask.
    Ask(Vec<Placed>),
}

/// Registers `who` for `activity` in one transaction.
///
/// # Errors
///
/// [`Error::Rule`] when registration is closed or not needed.
pub async fn register(
    ctx: &Ctx,
    activity: ActivityId,
    unit: kernel::id::UnitId,
    who: &Applicant,
    today: Date,
    now: Timestamp,
) -> Result<Registered> {
    let scope = Scope::of_system(unit);
    let mut tx = ctx.db.begin().await?;
    tx.hold(activity).await?;
    let activity = store::find(&mut tx, &scope, activity)
        .await?
        .ok_or(Error::NotFound)?;
    let person = match identify(&mut tx, &scope, who).await? {
        Who::Known(person) => Some(person),
        Who::Stranger => None,
        Who::Maybe(people) => return Ok(Registered::Ask(people)),
    };
    let registered = take_place(&mut tx, &scope, &activity, who, person, today, now).await?;
    tx.commit().await?;
    Ok(registered)
}

/// Registers a person of the scope's roll for `activity`, in the caller's transaction.
///
/// # Errors
///
/// [`Error::Rule`] when registration is closed on `today` or not needed.
pub async fn register_person(
    tx: &mut Tx,
    scope: &Scope,
    activity: ActivityId,
    person: PersonId,
    today: Date,
    now: Timestamp,
) -> Result<Registered> {
    tx.hold(activity).await?;
    let activity = store::find(tx, scope, activity)
        .await?
        .ok_or(Error::NotFound)?;
    let known = organization::find_person(tx, scope, person)
        .await?
        .ok_or(Error::NotFound)?;
    let who = Applicant {
        name: known.full_name,
        phone: known.phones.into_iter().next(),
        ..Applicant::default()
    };
    take_place(tx, scope, &activity, &who, Some(person), today, now).await
}

/// A seat or a place in the queue for `person`, or for a stranger who is added first; the caller
/// holds the activity.
async fn take_place(
    tx: &mut Tx,
    scope: &Scope,
    activity: &Activity,
    who: &Applicant,
    person: Option<PersonId>,
    today: Date,
    now: Timestamp,
) -> Result<Registered> {
    let before = match person {
        Some(person) => store::registration_of(tx, activity.id, person).await?,
        None => None,
    };
    if let Some(registration) = &before
        && registration.place != Place::Withdrawn
    {
        return Ok(Registered::Already(registration.clone()));
    }
    let enrolment = store::enrolment(tx, activity).await?;
    enrolment
        .open(today)
        .map_err(|error: RegisterError| Error::Rule(error.to_string()))?;
    let place = enrolment.next_place();
    let person = match (&before, person) {
        (Some(registration), _) => {
            store::set_place(tx, registration, place, true).await?;
            registration.person
        }
        (None, person) => {
            let person = match person {
                Some(person) => person,
                None => add_stranger(tx, scope, who, now).await?,
            };
            let phone = who.phone.as_deref();
            let new = NewRegistration {
                person,
                place,
                typed_name: &who.name,
                phone,
            };
            store::add_registration(tx, activity, &new, now).await?;
            person
        }
    };
    store::touch(tx, activity.id).await?;
    let registration = store::registration_of(tx, activity.id, person)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Registered::New(registration))
}

enum Who {
    Known(PersonId),
    Stranger,
    Maybe(Vec<Placed>),
}

async fn identify(tx: &mut Tx, scope: &Scope, who: &Applicant) -> Result<Who> {
    let key = PersonKey {
        name: who.name.clone(),
        phone: who.phone.clone(),
    };
    let (certain, maybe) = organization::match_person(tx, scope, &key).await?;
    Ok(match (certain, who.answer) {
        (Some(person), _) => Who::Known(person),
        // Only somebody who was really asked about may be chosen.
        (None, Answer::Is(person)) if maybe.iter().any(|placed| placed.id == person) => {
            Who::Known(person)
        }
        (None, Answer::None) => Who::Stranger,
        (None, _) if maybe.is_empty() => Who::Stranger,
        (None, _) => Who::Maybe(maybe),
    })
}

async fn add_stranger(
    tx: &mut Tx,
    scope: &Scope,
    who: &Applicant,
    now: Timestamp,
) -> Result<PersonId> {
    let new = NewPerson {
        full_name: who.name.clone(),
        kind: if who.from_elsewhere {
            Kind::Guest
        } else {
            Kind::Candidate
        },
        rt: who.rt,
        phones: who.phone.iter().cloned().collect(),
        ..NewPerson::default()
    };
    organization::add_person(tx, scope, &new, now).await
}

/// Withdraws the registration with this token; whoever waits longest gets the seat.
///
/// # Errors
///
/// [`Error::NotFound`] if there is no such registration.
pub async fn withdraw(
    ctx: &Ctx,
    activity: &Activity,
    token: &str,
    today: Date,
) -> Result<Registration> {
    let scope = Scope::of_system(activity.unit);
    let mut tx = ctx.db.begin().await?;
    tx.hold(activity.id).await?;
    let activity = store::find(&mut tx, &scope, activity.id)
        .await?
        .ok_or(Error::NotFound)?;
    let registration = store::registration_by_token(&mut tx, activity.id, token)
        .await?
        .ok_or(Error::NotFound)?;
    store::set_place(&mut tx, &registration, Place::Withdrawn, false).await?;
    manage::fill_seats(&mut tx, &activity, today).await?;
    tx.commit().await?;
    Ok(registration)
}
