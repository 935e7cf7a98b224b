//! The handover from one board to the next: prepared by whoever looks after the officers, given by
//! the old chair, received by the new one. With the second word the offices change, in one
//! transaction; what the old board may ends there.

mod checklist;
mod composition;
mod forms;
mod pages;
mod record;
mod store;

pub(crate) use checklist::accounts;
pub(crate) use pages::{home_card, router};

use crate::acts::HAND_OVER;
use crate::domain::{AccountState, Handover, Parties};
use jiff::Timestamp;
use kernel::access::{Role, Scope};
use kernel::id::{HandoverId, PersonId, TermId};
use organization::{NewBoard, NewDecree, Position, Seat, Seated};
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, Result};

/// A handover with what its pages need.
pub(crate) struct Open {
    pub(crate) scope: Scope,
    pub(crate) handover: Handover,
    pub(crate) parties: Parties,
    /// The new board as it is prepared; empty once the board has changed some other way.
    pub(crate) seats: Vec<Seated>,
    /// Whether another board is in office already: then only things are handed over.
    pub(crate) changed: bool,
    pub(crate) account: AccountState,
}

/// The handover `id` of the actor's unit, for those who prepare it and for its two parties.
///
/// # Errors
///
/// [`Error::Forbidden`] for everybody else; [`Error::NotFound`] if there is none in the unit.
pub(crate) async fn open(db: &mut impl Query, actor: &Actor, id: HandoverId) -> Result<Open> {
    let scope = Scope::of_system(actor.unit);
    let prepares = actor.may(HAND_OVER, actor.unit).is_ok();
    let Some(handover) = store::find(db, &scope, id).await? else {
        return Err(if prepares {
            Error::NotFound
        } else {
            Error::Forbidden
        });
    };
    let running = organization::terms(db, &scope).await?;
    let running = running.into_iter().find(organization::Term::is_running);
    let changed = running
        .as_ref()
        .is_some_and(|term| term.id != handover.old_term);
    let giver = chair(&organization::seats_of(db, &scope, handover.old_term).await?);
    let seats = match &running {
        Some(term) if changed => organization::seats_of(db, &scope, term.id).await?,
        _ => store::seats(db, &scope, id).await?,
    };
    let parties = Parties {
        giver,
        receiver: chair(&seats),
    };
    let person = actor.person;
    if !(prepares || parties.gives(person) || parties.receives(person)) {
        return Err(Error::Forbidden);
    }
    let account = match &parties.receiver {
        Some((person, _)) => account_state(db, &scope, *person).await?,
        None => AccountState::Missing,
    };
    Ok(Open {
        scope,
        handover,
        parties,
        seats,
        changed,
        account,
    })
}

/// The chair among `seats`; the one who sat last, if there were several.
fn chair(seats: &[Seated]) -> Option<(PersonId, String)> {
    let chairs = seats
        .iter()
        .filter(|seat| seat.position == Position::With(Role::Chair));
    let last = chairs.max_by_key(|seat| seat.from)?;
    Some((last.person, last.name.clone()))
}

async fn account_state(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<AccountState> {
    let account = crate::store::account_of_person(db, scope, person).await?;
    Ok(match account {
        None => AccountState::Missing,
        Some(account) if account.must_change => AccountState::Waiting,
        Some(_) => AccountState::Ready,
    })
}

/// Begins a handover of `old_term`, or gives the one that is open.
///
/// # Errors
///
/// [`Error::NotFound`] if the term is none of the unit.
pub(crate) async fn start(ctx: &Ctx, actor: &Actor, old_term: TermId) -> Result<HandoverId> {
    let scope = actor.may(HAND_OVER, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    if let Some(open) = store::unfinished(&mut tx, &scope).await? {
        return Ok(open.id);
    }
    let term = organization::term(&mut tx, &scope, old_term).await?;
    let term = term.ok_or(Error::NotFound)?;
    let id = store::add(&mut tx, &scope, old_term, actor.now).await?;
    let what = format!("Memulai serah terima masa bakti {}", term.years());
    note(&mut tx, actor, id, what).await?;
    tx.commit().await?;
    Ok(id)
}

/// Notes a handover from the board of a former term as it was done, with three things given; for a program's own use: the demo.
///
/// # Errors
///
/// When the database refuses.
pub async fn note_handover(
    tx: &mut Tx,
    scope: &Scope,
    old_term: TermId,
    (given_by, received_by): (&str, &str),
    place: &str,
    at: Timestamp,
) -> Result<()> {
    let id = store::add(tx, scope, old_term, at).await?;
    if let Some(new) = store::find(tx, scope, id).await? {
        let place = place.to_owned();
        store::save(tx, scope, &Handover { place, ..new }).await?;
    }
    let given = [
        ("organization.decrees", "1 SK tercatat, 0 dengan pindaian"),
        ("organization.roll", "Buku induk, 214 orang"),
        ("usual.stamp", "1 buah"),
    ];
    for ((key, state), order) in given.into_iter().zip(0..) {
        let kept = store::Noted {
            key: key.to_owned(),
            title: String::new(),
            kind: String::new(),
            given: true,
            note: String::new(),
            state: Some(state.to_owned()),
        };
        store::keep_state(tx, id, &kept, order).await?;
    }
    store::note_done(tx, scope, id, (given_by, received_by), at).await?;
    Ok(())
}

/// Gives up a handover that is not finished.
pub(crate) async fn cancel(ctx: &Ctx, actor: &Actor, id: HandoverId) -> Result<()> {
    let scope = actor.may(HAND_OVER, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    if !store::remove(&mut tx, &scope, id).await? {
        return Err(Error::NotFound);
    }
    note(&mut tx, actor, id, "Membatalkan serah terima".to_owned()).await?;
    Ok(tx.commit().await?)
}

/// The old chair says that everything is given; in their absence somebody else of the board does.
///
/// # Errors
///
/// [`Error::Rule`] while something lacks; [`Error::Conflict`] if it was given already.
pub(crate) async fn give(ctx: &Ctx, actor: &Actor, id: HandoverId) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.unit).await?;
    let open = open(&mut tx, actor, id).await?;
    if !(actor.allows(HAND_OVER) || open.parties.gives(actor.person)) {
        return Err(Error::Forbidden);
    }
    complete(&open, actor)?;
    if !store::give(&mut tx, &open.scope, id, actor).await? {
        return Err(already());
    }
    note(&mut tx, actor, id, "Menyerahkan kepengurusan".to_owned()).await?;
    Ok(tx.commit().await?)
}

/// The new chair says that it is received: the offices change, and who lost theirs is signed out.
///
/// # Errors
///
/// [`Error::Forbidden`] for everybody but the new chair; [`Error::Rule`] while something lacks;
/// [`Error::Conflict`] if it was received already, or is not given any more.
pub(crate) async fn receive(ctx: &Ctx, actor: &Actor, id: HandoverId) -> Result<()> {
    let shown = open(&mut ctx.db.read().await?, actor, id).await?;
    let lines = checklist::lines(ctx, actor, &shown).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.unit).await?;
    let open = open(&mut tx, actor, id).await?;
    if !open.parties.receives(actor.person) {
        return Err(Error::Forbidden);
    }
    complete(&open, actor)?;
    if !store::receive(&mut tx, &open.scope, id, actor).await? {
        return Err(already());
    }
    checklist::keep(&mut tx, id, &lines).await?;
    if !open.changed {
        let (board, today) = (new_board(&open, actor), actor.today());
        organization::appoint_board(ctx, &mut tx, &open.scope, &board, today, actor.now).await?;
        if let Some(decree) = &board.decree {
            let what = format!("Mencatat SK {}, dari serah terima", decree.number);
            let entry = actor.audit(organization::NOTE_DECREES, actor.unit, id, what);
            storage::audit(&mut tx, entry).await?;
        }
    }
    note(&mut tx, actor, id, "Menerima kepengurusan".to_owned()).await?;
    Ok(tx.commit().await?)
}

fn complete(open: &Open, actor: &Actor) -> Result<()> {
    let lacking = open
        .handover
        .lacking(&open.parties, open.account, actor.today());
    match lacking.first() {
        Some(first) => Err(Error::Rule(first.to_string())),
        None => Ok(()),
    }
}

fn already() -> Error {
    Error::Conflict(
        "Serah terima ini baru saja berubah. Buka lagi halamannya dan periksa keadaannya.".into(),
    )
}

/// The board that takes over.
fn new_board(open: &Open, actor: &Actor) -> NewBoard {
    let handover = &open.handover;
    let from = handover.from.unwrap_or(actor.today());
    let decree = (!handover.decree_number.is_empty()).then(|| NewDecree {
        number: handover.decree_number.clone(),
        day: handover.decree_day,
        issuer: String::new(),
        from: Some(from),
        until: handover.until,
    });
    let seat = |seat: &Seated| Seat {
        person: seat.person,
        position: seat.position,
        title: seat.title.clone(),
        division: seat.division.clone(),
    };
    NewBoard {
        from,
        until: handover.until,
        decree,
        seats: open.seats.iter().map(seat).collect(),
    }
}

/// The handover for somebody who prepares it, held; nothing is prepared once it is received.
pub(super) async fn prepared(tx: &mut Tx, actor: &Actor, id: HandoverId) -> Result<Open> {
    actor.may(HAND_OVER, actor.unit)?;
    tx.hold(actor.unit).await?;
    let open = open(tx, actor, id).await?;
    if open.handover.is_done() {
        return Err(Error::Rule("Serah terima ini sudah selesai.".into()));
    }
    Ok(open)
}

async fn note(tx: &mut Tx, actor: &Actor, id: HandoverId, what: String) -> Result<()> {
    let entry = actor.audit(HAND_OVER, actor.unit, id, what);
    Ok(storage::audit(tx, entry).await?)
}
