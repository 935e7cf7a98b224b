//! The board as a whole: who sits on it, its terms, and the one moment at which another takes over.
//! Whatever changes who holds rights tells every context in the same transaction, so that sign-ins
//! end with the office and a unit is never left without an administrator.

use crate::domain::{Decree, NewBoard, NewDecree, Position, Seat, Term, Validity};
use crate::store::{decrees, terms as store};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{AppointmentId, DecreeId, PersonId, TermId};
use storage::{Query, Tx};
use web::{BoardChange, Ctx, Error, Result};

/// Somebody on a board, with or without rights, now or then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seated {
    /// The appointment.
    pub id: AppointmentId,
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// What the place means to the program.
    pub position: Position,
    /// As the board calls it.
    pub title: String,
    /// The division it belongs to; empty for the daily board.
    pub division: String,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
}

impl Seated {
    /// Whether the seat is taken on `day`.
    #[must_use]
    pub fn is_in_office(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The board of the running term and the paper that confirms it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecreeStatus {
    /// The running term; none before the first office is given.
    pub term: Option<Term>,
    /// Its newest decree.
    pub decree: Option<Decree>,
    /// How long the decree holds, counted from the day that was asked about.
    pub validity: Validity,
}

/// Which decree confirms the board of the scope's unit, and how long it holds on `today`.
///
/// A decree without a last day of its own holds as long as its term is planned.
///
/// # Errors
///
/// When the database refuses.
pub async fn decree_status(
    db: &mut impl Query,
    scope: &Scope,
    today: Date,
) -> Result<DecreeStatus> {
    let term = store::running(db, scope).await?;
    let decree = match &term {
        Some(term) => decrees::decree_of(db, scope, term.id).await?,
        None => None,
    };
    let planned = term.as_ref().and_then(|term| term.until);
    let validity = decree.as_ref().map_or(Validity::Missing, |decree| {
        Validity::of(decree.says.until.or(planned), today)
    });
    Ok(DecreeStatus {
        term,
        decree,
        validity,
    })
}

/// The terms of the scope's unit, the running one first, then newest first.
///
/// # Errors
///
/// When the database refuses.
pub async fn terms(db: &mut impl Query, scope: &Scope) -> Result<Vec<Term>> {
    store::terms(db, scope).await
}

/// The term `id` of the scope's unit.
///
/// # Errors
///
/// When the database refuses.
pub async fn term(db: &mut impl Query, scope: &Scope, id: TermId) -> Result<Option<Term>> {
    store::term(db, scope, id).await
}

/// Everybody who ever sat on the board of the term `id`, in the order of the paper.
///
/// # Errors
///
/// When the database refuses.
pub async fn seats_of(db: &mut impl Query, scope: &Scope, id: TermId) -> Result<Vec<Seated>> {
    store::seats_of(db, scope, id).await
}

/// Notes a term from before the program, with its board as it was written down.
///
/// # Errors
///
/// When the database refuses.
pub async fn note_term(
    tx: &mut Tx,
    scope: &Scope,
    (from, ended): (Date, Date),
    note: &str,
    now: Timestamp,
) -> Result<TermId> {
    let term = Term {
        id: storage::fresh(),
        from,
        until: None,
        ended: Some(ended),
        note: note.to_owned(),
        version: 0,
    };
    store::add_term(tx, scope, &term, now).await?;
    Ok(term.id)
}

/// Everybody who sits on the board of the scope's unit on `today`, patrons and members of
/// divisions too, in the order of the paper.
///
/// # Errors
///
/// When the database refuses.
pub async fn seats(db: &mut impl Query, scope: &Scope, today: Date) -> Result<Vec<Seated>> {
    let Some(term) = store::running(db, scope).await? else {
        return Ok(Vec::new());
    };
    let mut seats = store::seats_of(db, scope, term.id).await?;
    seats.retain(|seat| seat.is_in_office(today));
    Ok(seats)
}

/// Ends the running term of the scope's unit and begins another with `board`, in one moment: that
/// of the transaction's commit. Gives the new term.
///
/// `today` is the day in the unit's time zone. The board before ends on the day before
/// `board.from`; its offices give no rights from the commit on, and whoever holds none any more is
/// signed out of every device. Offices have no last day of their own: a board whose decree has run
/// out stays until the next one takes over. Officers of committees are left as they are.
/// The caller asks for permission and writes the audit log.
///
/// # Errors
///
/// [`Error::Rule`] if the board has no chair, begins in the future or before the running term, or
/// if nobody on it who may look after the officers has an account that was used already (see
/// identity); [`Error::NotFound`] if somebody is not on the scope's roll. Nothing is changed then,
/// provided that the caller drops the transaction.
pub async fn appoint_board(
    ctx: &Ctx,
    tx: &mut Tx,
    scope: &Scope,
    board: &NewBoard,
    today: Date,
    now: Timestamp,
) -> Result<TermId> {
    tx.hold(scope.unit()).await?;
    let begun = store::running(tx, scope).await?.map(|term| term.from);
    board
        .check(today, begun)
        .map_err(|error| Error::Rule(error.to_string()))?;
    for seat in &board.seats {
        on_roll(tx, scope, seat.person).await?;
    }
    let before = with_rights(tx, scope, today).await?;
    let last = board.from.yesterday().unwrap_or(board.from);
    let ended = begun.map_or(last, |begun| last.max(begun));
    store::end_running(tx, scope, ended, last).await?;
    let term = begin_term(tx, scope, board.from, board.until, now).await?;
    if let Some(decree) = &board.decree {
        decrees::add_decree(tx, scope, term, decree, now).await?;
    }
    let words = crate::board_words(tx, scope).await?;
    for (place, seat) in board.seats.iter().enumerate() {
        let seat = words.named(seat.clone());
        store::add_seat(tx, scope, term, (&seat, place), (board.from, None), now).await?;
    }
    tell(ctx, tx, scope, before, today, now).await?;
    Ok(term)
}

/// Gives somebody on the roll a seat in the running term, which begins with it if there is none.
/// The caller asks for permission and writes the audit log.
///
/// # Errors
///
/// [`Error::NotFound`] if the person is not on the scope's roll.
pub async fn give_seat(
    tx: &mut Tx,
    scope: &Scope,
    seat: &Seat,
    today: Date,
    now: Timestamp,
) -> Result<AppointmentId> {
    tx.hold(scope.unit()).await?;
    on_roll(tx, scope, seat.person).await?;
    let term = running_or_new(tx, scope, today, now).await?;
    let place = store::seats_of(tx, scope, term).await?.len();
    store::add_seat(tx, scope, term, (seat, place), (today, None), now).await
}

/// Ends a seat on the day before `today`; gives it as it was.
/// The caller asks for permission and writes the audit log.
///
/// # Errors
///
/// [`Error::NotFound`] if it is none of the scope's unit or has ended; [`Error::Rule`] if nobody
/// would be left who can look after the officers.
pub async fn end_seat(
    ctx: &Ctx,
    tx: &mut Tx,
    scope: &Scope,
    id: AppointmentId,
    today: Date,
    now: Timestamp,
) -> Result<Seated> {
    tx.hold(scope.unit()).await?;
    let seat = store::seat(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let before = with_rights(tx, scope, today).await?;
    let last = today.yesterday().unwrap_or(today);
    if !store::end_seat(tx, scope, id, last).await? {
        return Err(Error::NotFound);
    }
    tell(ctx, tx, scope, before, today, now).await?;
    Ok(seat)
}

/// Keeps a decree of the running term.
///
/// # Errors
///
/// [`Error::Rule`] while no term is running.
pub async fn add_decree(
    tx: &mut Tx,
    scope: &Scope,
    decree: &NewDecree,
    now: Timestamp,
) -> Result<DecreeId> {
    let term = store::running(tx, scope).await?.ok_or_else(|| {
        Error::Rule("Belum ada pengurus yang bisa dikukuhkan. Isi dulu susunannya.".into())
    })?;
    decrees::add_decree(tx, scope, term.id, decree, now).await
}

/// The running term, or a new one from `from` on.
pub(crate) async fn running_or_new(
    tx: &mut Tx,
    scope: &Scope,
    from: Date,
    now: Timestamp,
) -> Result<TermId> {
    match store::running(tx, scope).await? {
        Some(term) => Ok(term.id),
        None => begin_term(tx, scope, from, None, now).await,
    }
}

async fn begin_term(
    tx: &mut Tx,
    scope: &Scope,
    from: Date,
    until: Option<Date>,
    now: Timestamp,
) -> Result<TermId> {
    let term = Term {
        id: storage::fresh(),
        from,
        until,
        ended: None,
        note: String::new(),
        version: 0,
    };
    store::add_term(tx, scope, &term, now).await?;
    Ok(term.id)
}

async fn on_roll(tx: &mut Tx, scope: &Scope, person: PersonId) -> Result<()> {
    if store::is_on_roll(tx, scope, person).await? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Who holds rights in the scope's unit on `today`.
async fn with_rights(tx: &mut Tx, scope: &Scope, today: Date) -> Result<Vec<PersonId>> {
    let officers = crate::board(tx, scope, today).await?;
    let mut people: Vec<PersonId> = officers.into_iter().map(|one| one.person).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// Tells every context who of `before` holds no rights any more.
async fn tell(
    ctx: &Ctx,
    tx: &mut Tx,
    scope: &Scope,
    before: Vec<PersonId>,
    today: Date,
    now: Timestamp,
) -> Result<()> {
    let stay = with_rights(tx, scope, today).await?;
    let gone = |person: &&PersonId| !stay.contains(*person);
    let left = before.iter().filter(gone).copied().collect();
    let change = BoardChange {
        scope: *scope,
        before,
        left,
        today,
        now,
    };
    for hook in ctx.modules.iter().filter_map(|module| module.board_changed) {
        hook(tx, &change).await?;
    }
    Ok(())
}
