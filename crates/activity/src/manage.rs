//! Making, changing and calling off an activity.
//! A larger quota lets the queue in at once; a session with marks is never removed.

use crate::domain::{Activity, NewActivity, State};
use crate::{MANAGE_ACTIVITIES, store};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, SessionId};
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// Makes an activity with its sessions and gives all of them their short codes.
///
/// # Errors
///
/// [`Error::Rule`] without a session; whatever the database refuses.
pub async fn create(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewActivity,
    now: Timestamp,
) -> Result<ActivityId> {
    let id: ActivityId = storage::fresh();
    let code = web::codes::give(tx, "activity", id, scope.unit(), now).await?;
    store::add(tx, scope.unit(), id, &code.to_string(), new, now).await?;
    for (position, session) in (1..).zip(&new.sessions) {
        let session = store::add_session(tx, scope.unit(), id, position, session).await?;
        web::codes::give(tx, "session", session, scope.unit(), now).await?;
    }
    Ok(id)
}

/// Changes an activity that is still in this `edition`; then lets in whoever the new quota has room for.
///
/// # Errors
///
/// [`Error::Conflict`] if somebody changed it meanwhile, [`Error::Rule`] if a session with marks
/// would be removed.
pub async fn update(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    edition: i64,
    new: &NewActivity,
    today: Date,
    now: Timestamp,
) -> Result<()> {
    tx.hold(id).await?;
    if !store::change(tx, scope.unit(), id, edition, new).await? {
        return Err(Error::Conflict(
            "Kegiatan ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.".into(),
        ));
    }
    let before = store::sessions(tx, id).await?;
    let mut kept: Vec<SessionId> = Vec::new();
    for (position, session) in (1..).zip(&new.sessions) {
        let known = session
            .id
            .parse()
            .ok()
            .filter(|id| before.iter().any(|s| s.id == *id));
        match known {
            Some(known) => {
                store::change_session(tx, id, known, position, session).await?;
                kept.push(known);
            }
            None => {
                let made = store::add_session(tx, scope.unit(), id, position, session).await?;
                web::codes::give(tx, "session", made, scope.unit(), now).await?;
            }
        }
    }
    for gone in before.iter().filter(|session| !kept.contains(&session.id)) {
        if !store::remove_session(tx, gone.id).await? {
            return Err(Error::Rule(format!(
                "{} sudah ada kehadirannya, jadi tidak bisa dihapus. Ubah hari atau jamnya saja.",
                gone.title
            )));
        }
    }
    let activity = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    fill_seats(tx, &activity, today).await
}

/// Gives free seats to the queue, unless the activity is over or called off.
pub(crate) async fn fill_seats(tx: &mut Tx, activity: &Activity, today: Date) -> Result<()> {
    let enrolment = store::enrolment(tx, activity).await?;
    if enrolment.cancelled || activity.ends_on < today {
        return Ok(());
    }
    let waiting = store::waiting(tx, activity.id).await?;
    let promoted = enrolment.promoted(waiting);
    if promoted > 0 {
        store::promote(tx, activity.id, promoted).await?;
    }
    store::touch(tx, activity.id).await
}

/// Calls an activity off, or on again.
pub(crate) async fn set_state(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    state: State,
) -> Result<()> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let activity = store::find(&mut tx, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    store::set_state(&mut tx, actor.unit, id, state).await?;
    let what = match state {
        State::Open => format!("Kegiatan dibuka lagi: {}", activity.title),
        State::Cancelled => format!("Kegiatan dibatalkan: {}", activity.title),
    };
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_ACTIVITIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
