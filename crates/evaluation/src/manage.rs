//! To make a survey, close and reopen it, and give people links of their own.
//!
//! A link's token is random and known only to whoever has the link: the database keeps its hash,
//! and apart from it that somebody was given a link. So a link can't be shown again, and a lost
//! one can't be taken back: nobody knows which it is. Who asks for another gets it after an
//! officer has confirmed, it is counted, and the results say that somebody may have answered
//! twice.

use crate::answer::Pass;
use crate::domain::{Survey, TRAINING, default_closing};
use crate::{MANAGE_SURVEYS, store};
use activity::{Activity, Attendee};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{PersonId, SurveyId};
use std::collections::HashSet;
use storage::Tx;
use web::secret::random;
use web::{Actor, Ctx, Error, Result};

/// Makes the survey about `activity`, or gives the one that is there: one per activity.
///
/// # Errors
///
/// [`Error::NotFound`] if the activity is not the scope's unit's.
pub async fn create_survey(
    tx: &mut Tx,
    scope: &Scope,
    activity: &Activity,
    now: Timestamp,
) -> Result<SurveyId> {
    if activity.unit != scope.unit() {
        return Err(Error::NotFound);
    }
    tx.hold(activity.id).await?;
    if let Some(survey) = store::find_of(tx, scope, activity.id).await? {
        return Ok(survey.id);
    }
    let unit = organization::unit(tx, activity.unit)
        .await?
        .ok_or(Error::NotFound)?;
    let id: SurveyId = storage::fresh();
    let survey = Survey {
        id,
        unit: activity.unit,
        activity: activity.id,
        code: web::codes::give(tx, "survey", id, activity.unit, now)
            .await?
            .to_string(),
        closes_on: default_closing(activity.ends_on, unit.zone.today(now)),
        closed: false,
        ways: [0; 3],
    };
    store::add(tx, &survey, now).await?;
    store::add_questions(tx, &survey, &TRAINING).await?;
    Ok(id)
}

/// Closes the survey now, or opens it until `until`.
///
/// # Errors
///
/// [`Error::NotFound`] for another unit's survey, [`Error::Rule`] if `until` is over.
pub(crate) async fn set_closing(
    ctx: &Ctx,
    actor: &Actor,
    id: SurveyId,
    until: Option<Date>,
) -> Result<()> {
    let scope = actor.may(MANAGE_SURVEYS, actor.unit)?;
    if until.is_some_and(|until| until < actor.today()) {
        return Err(Error::Rule(
            "Hari terakhir sudah lewat. Pilih hari ini atau sesudahnya.".into(),
        ));
    }
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let survey = store::find(&mut tx, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let closes_on = until.unwrap_or(survey.closes_on);
    store::set_closing(&mut tx, &survey, until.is_none(), closes_on).await?;
    let what = match until {
        Some(until) => format!("Survei dibuka sampai {until}"),
        None => "Survei ditutup".to_owned(),
    };
    storage::audit(&mut tx, actor.audit(MANAGE_SURVEYS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(())
}

/// A link just made; it is shown once.
pub(crate) struct NewLink {
    pub(crate) name: String,
    pub(crate) token: String,
}

/// Makes a link for everybody who was there and has none, and another one for each of `again`.
///
/// # Errors
///
/// [`Error::NotFound`] for another unit's survey.
pub(crate) async fn make_links(
    ctx: &Ctx,
    actor: &Actor,
    id: SurveyId,
    again: &HashSet<PersonId>,
) -> Result<Vec<NewLink>> {
    let scope = actor.may(MANAGE_SURVEYS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let survey = store::find(&mut tx, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let attendees = activity::attendees(&mut tx, &scope, survey.activity).await?;
    let links = store::links(&mut tx, &scope, id).await?;
    let have: HashSet<PersonId> = links.into_iter().map(|(person, _)| person).collect();
    let wanted = |one: &Attendee| {
        if again.is_empty() {
            !have.contains(&one.person)
        } else {
            again.contains(&one.person)
        }
    };
    let (mut made, mut hashes) = (Vec::new(), Vec::new());
    for one in attendees.into_iter().filter(wanted) {
        let token = kernel::code::token(random::<16>());
        if let Pass::Link(hash) = Pass::link(&ctx.keys, &token) {
            hashes.push(hash);
        }
        store::add_link(&mut tx, &survey, one.person).await?;
        made.push(NewLink {
            name: one.name,
            token,
        });
    }
    store::add_tokens(&mut tx, &survey, hashes).await?;
    let what = match again.len() {
        0 => format!("Tautan pribadi survei dibuat: {}", made.len()),
        _ => format!("Tautan pribadi survei dibuat ulang: {}", made.len()),
    };
    storage::audit(&mut tx, actor.audit(MANAGE_SURVEYS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(made)
}
