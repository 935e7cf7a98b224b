//! Somebody at the door who was not registered: found on the roll, or added as a guest.

use crate::attend::{self, made_now};
use crate::domain::{AttendanceState, How};
use crate::{MARK_ATTENDANCE, store};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{PersonId, SessionId};
use kernel::name;
use organization::{Kind, NewPerson};
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// Marks a known person present.
pub(crate) async fn known(
    ctx: &Ctx,
    actor: &Actor,
    session: SessionId,
    person: PersonId,
) -> Result<()> {
    let mark = made_now(actor, person, AttendanceState::Present, How::WalkIn);
    attend::mark(ctx, actor, session, &[mark]).await.map(|_| ())
}

/// Adds somebody who is on no list, and marks them present, in one transaction. The same name
/// and RT at the same door twice is the same person.
pub(crate) async fn stranger(
    ctx: &Ctx,
    actor: &Actor,
    session: SessionId,
    full_name: &str,
    rt: Option<u16>,
) -> Result<PersonId> {
    let scope = actor.may(MARK_ATTENDANCE, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(session).await?;
    let session = store::session(&mut tx, &scope, session)
        .await?
        .ok_or(Error::NotFound)?;
    let person = find_or_add(&mut tx, &scope, full_name, rt, actor.now).await?;
    let mark = made_now(actor, person, AttendanceState::Present, How::WalkIn);
    attend::mark_all(
        &mut tx,
        &scope,
        &session,
        &[mark],
        Some(actor.account),
        actor.now,
    )
    .await?;
    tx.commit().await?;
    Ok(person)
}

/// The guest of this name and RT whom the unit knows already, or a new one.
pub(crate) async fn find_or_add(
    tx: &mut Tx,
    scope: &Scope,
    full_name: &str,
    rt: Option<u16>,
    now: Timestamp,
) -> Result<PersonId> {
    let alike = organization::search(tx, scope, full_name, 20).await?;
    let same = alike.into_iter().find(|placed| {
        placed.rt == rt
            && matches!(placed.kind, Kind::Guest | Kind::Candidate)
            && name::key(&placed.full_name) == name::key(full_name)
    });
    if let Some(placed) = same {
        return Ok(placed.id);
    }
    let new = NewPerson {
        full_name: full_name.to_owned(),
        kind: if rt.is_some() {
            Kind::Candidate
        } else {
            Kind::Guest
        },
        rt,
        ..NewPerson::default()
    };
    organization::add_person(tx, scope, &new, now).await
}
