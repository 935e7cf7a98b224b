//! Sending an idea in, and answering it. Nothing is kept of who sent it.

use crate::domain::idea::{Answer, Idea, Verdict};
use crate::domain::{Months, NewItem};
use crate::programs;
use crate::store::ideas as store;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{IdeaId, ProgramId, ProgramItemId, UnitId};
use storage::{Query, Tx};
use web::{Error, Result};

/// A board that has left so many unanswered is not sent more.
const MOST: i64 = 300;

/// Opens the box of the scope's unit and gives it its short code.
///
/// # Errors
///
/// When the database refuses.
pub async fn open_box(tx: &mut Tx, scope: &Scope, now: Timestamp) -> Result<String> {
    tx.hold(scope.unit()).await?;
    store::set_open(tx, scope, true).await?;
    let code = web::codes::give(tx, "idea_box", scope.unit(), scope.unit(), now).await?;
    Ok(code.to_string())
}

/// Keeps an idea for `unit`; sent twice while it waits it is one.
///
/// # Errors
///
/// [`Error::Rule`] while the box is closed or too many wait.
pub async fn send(
    tx: &mut Tx,
    unit: UnitId,
    text: &str,
    today: Date,
    now: Timestamp,
) -> Result<Option<IdeaId>> {
    tx.hold(unit).await?;
    if !store::is_open(tx, unit).await? {
        return Err(Error::Rule(
            "Kotak usul ini sedang ditutup. Sampaikan langsung ke pengurusnya.".into(),
        ));
    }
    let (all, same) = store::waiting(tx, unit, text).await?;
    if same {
        return Ok(None);
    }
    if all >= MOST {
        return Err(Error::Rule(
            "Usul sedang menumpuk. Tunggu sampai pengurus menjawab, lalu kirim lagi.".into(),
        ));
    }
    Ok(Some(store::add(tx, unit, text, today, now).await?))
}

/// The ideas of the scope's unit that wait or are parked, the oldest first.
///
/// # Errors
///
/// When the database refuses.
pub async fn open_ideas(db: &mut impl Query, scope: &Scope) -> Result<Vec<Idea>> {
    Ok(store::open(db, scope).await?)
}

/// Answers an idea that is still in this `edition`. One that is accepted becomes a line of
/// `program`, whose id is given.
///
/// # Errors
///
/// [`Error::Conflict`] if somebody answered before or the programme was agreed to meanwhile,
/// [`Error::NotFound`] if the programme is none of the unit's.
pub async fn answer(
    tx: &mut Tx,
    scope: &Scope,
    (idea, edition): (&Idea, i64),
    answer: &Answer,
    program: Option<ProgramId>,
    (today, now): (Date, Timestamp),
) -> Result<Option<ProgramItemId>> {
    tx.hold(idea.id).await?;
    let item = if answer.verdict == Verdict::Accepted {
        let id: ProgramItemId = storage::fresh();
        let new = NewItem {
            title: answer.summary.clone(),
            goal: answer.words.clone(),
            months: Months::of([answer.month]),
            ..NewItem::default()
        };
        let program = program.ok_or(Error::NotFound)?;
        programs::add_item(tx, scope, program, id, &new, now).await?;
        Some(id)
    } else {
        None
    };
    if store::answer(tx, scope, (idea.id, edition), answer, item, today).await? {
        return Ok(item);
    }
    Err(Error::Conflict(
        "Usul ini sudah dijawab pengurus lain. Muat ulang halamannya.".into(),
    ))
}
