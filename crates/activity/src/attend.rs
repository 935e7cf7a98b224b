//! Marking attendance: every mark is kept, the newest counts, a repeat changes nothing.
//! Acknowledged means on disk: the answer goes out after the commit.

use crate::domain::{AttendanceState, How, Mark, Session};
use crate::{MARK_ATTENDANCE, store};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, ActivityId, MarkId, PersonId, SessionId};
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, Result};

/// Marks made on a page by `actor` in one session, in one transaction.
///
/// # Errors
///
/// [`Error::NotFound`] for a session or a person of another unit.
pub(crate) async fn mark(
    ctx: &Ctx,
    actor: &Actor,
    session: SessionId,
    marks: &[Mark],
) -> Result<Session> {
    let scope = actor.may(MARK_ATTENDANCE, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let found = store::session(&mut tx, &scope, session)
        .await?
        .ok_or(Error::NotFound)?;
    mark_all(
        &mut tx,
        &scope,
        &found,
        marks,
        Some(actor.account),
        actor.now,
    )
    .await?;
    tx.commit().await?;
    Ok(found)
}

/// A mark made now.
pub(crate) fn made_now(actor: &Actor, person: PersonId, state: AttendanceState, how: How) -> Mark {
    Mark {
        id: storage::fresh(),
        person,
        state,
        at: actor.now,
        how,
    }
}

/// Writes `marks` of one session: each is kept in the log, the newest of a person counts.
/// A mark whose id is known already is skipped. A moment in the future counts as `now`.
///
/// # Errors
///
/// [`Error::NotFound`] if a person is not on the unit's roll.
pub async fn mark_all(
    tx: &mut Tx,
    scope: &Scope,
    session: &Session,
    marks: &[Mark],
    account: Option<AccountId>,
    now: Timestamp,
) -> Result<()> {
    // Marks of one session follow one another, so that the newest is found among all of them.
    tx.hold(session.id).await?;
    for mark in marks {
        let mark = Mark {
            at: mark.at.min(now),
            ..*mark
        };
        if store::add_mark(tx, scope, session, &mark, account, now).await? {
            store::count_mark(tx, scope, session, &mark).await?;
        }
    }
    Ok(())
}

/// The person whom a scanned or typed code names, for marking at the door.
pub(crate) enum Scanned {
    /// Of this unit.
    Person(PersonId, String),
    /// A card of another unit.
    Elsewhere,
    /// No card of ours.
    Unknown,
}

/// Reads a QR's text or a typed code: a card's or a registration's address, or the first eight
/// characters of its token.
pub(crate) async fn scanned(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
    text: &str,
) -> Result<Scanned> {
    let token: String = text
        .trim()
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    if !(8..=26).contains(&token.len()) {
        return Ok(Scanned::Unknown);
    }
    if let Some((person, name)) = store::registered_as(db, scope, activity, &token).await? {
        return Ok(Scanned::Person(person, name));
    }
    let Some((person, name)) = store::card(db, &token).await? else {
        return Ok(Scanned::Unknown);
    };
    let seen = organization::find_person(db, scope, person)
        .await?
        .is_some();
    Ok(if seen {
        Scanned::Person(person, name)
    } else {
        Scanned::Elsewhere
    })
}

/// A mark as another program sends it.
#[derive(Debug, Clone, serde::Deserialize)]
pub(crate) struct SentMark {
    pub(crate) id: MarkId,
    pub(crate) person: PersonId,
    pub(crate) state: String,
    pub(crate) at: Timestamp,
    pub(crate) how: Option<String>,
}

impl SentMark {
    pub(crate) fn read(&self) -> Result<Mark> {
        let state = AttendanceState::from_code(&self.state).ok_or_else(|| {
            Error::Bad(format!(
                "Keadaan “{}” tidak dikenal. Pakai present, excused, sick, atau absent.",
                self.state.chars().take(40).collect::<String>()
            ))
        })?;
        let how = match self.how.as_deref() {
            None => How::Api,
            Some(how) => How::from_code(how).ok_or_else(|| {
                Error::Bad(
                    "Cara menandai tidak dikenal. Pakai tap, paste, qr, code, walk_in, atau api."
                        .into(),
                )
            })?,
        };
        Ok(Mark {
            id: self.id,
            person: self.person,
            state,
            at: self.at,
            how,
        })
    }
}
