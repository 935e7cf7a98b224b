//! Counting a secret ballot on paper: a stroke for each ballot read aloud, by as many hands as
//! there are; the last one undone; the count closed when it balances, or with the reason why not.

use crate::domain::{INVALID, Round, Stroke, Way, differences};
use crate::elect::{Voting, counted, hold};
use crate::{RECORD_ASSEMBLIES, store, words};
use kernel::id::ActivityId;
use storage::{Tx, Uuid};
use web::{Actor, Ctx, Error, Result};

/// The paper round that is open.
fn open(voting: &Voting) -> Result<&Round> {
    let open = voting
        .election
        .open()
        .filter(|round| round.way == Way::Paper);
    open.ok_or_else(|| Error::Rule("Penghitungan ini sudah ditutup.".into()))
}

/// Adds a stroke for the candidate with this number, or for a ballot that is [`INVALID`]; `false`
/// if this very tap was counted already.
///
/// # Errors
///
/// [`Error::Rule`] once the count is closed or for a number that does not stand.
pub(crate) async fn tap(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    stroke: Uuid,
    choice: u32,
) -> Result<bool> {
    let mut tx = ctx.db.begin().await?;
    let voting = hold(&mut tx, actor, id, None).await?;
    let round = open(&voting)?;
    if choice != INVALID && !round.standing.contains(&choice) {
        return Err(Error::Rule("Calon itu tidak ikut di putaran ini.".into()));
    }
    let stroke = Stroke {
        id: stroke,
        position: store::next_position(&mut tx, round.id).await?,
        choice,
        at: actor.now,
    };
    let added = store::add_stroke(&mut tx, &voting.scope, round.id, &stroke, actor.account).await?;
    tx.commit().await?;
    Ok(added)
}

/// Undoes a stroke; `false` if somebody did already.
///
/// # Errors
///
/// [`Error::Rule`] once the count is closed.
pub(crate) async fn undo(ctx: &Ctx, actor: &Actor, id: ActivityId, stroke: Uuid) -> Result<bool> {
    let mut tx = ctx.db.begin().await?;
    let voting = hold(&mut tx, actor, id, None).await?;
    let round = open(&voting)?;
    let undone = store::undo_stroke(&mut tx, &voting.scope, round.id, stroke).await?;
    tx.commit().await?;
    Ok(undone)
}

/// What is told when a count is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Closing {
    /// Strokes there were when the form was opened.
    pub(crate) seen: usize,
    /// Ballots handed out.
    pub(crate) handed_out: u32,
    /// Ballots that came back unused.
    pub(crate) returned: u32,
    /// Why the numbers differ, if they do.
    pub(crate) note: String,
}

/// What came of closing a count.
pub(crate) enum Closed {
    /// It stands.
    Yes,
    /// The numbers differ and nobody said why.
    Differs(Vec<String>),
}

/// Closes the count.
///
/// # Errors
///
/// [`Error::Conflict`] if ballots were counted meanwhile, [`Error::Rule`] without a valid vote.
pub(crate) async fn close(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    closing: &Closing,
) -> Result<Closed> {
    let mut tx = ctx.db.begin().await?;
    let voting = hold(&mut tx, actor, id, None).await?;
    let round = Round {
        handed_out: closing.handed_out,
        returned: closing.returned,
        note: closing.note.clone(),
        ..open(&voting)?.clone()
    };
    let strokes = store::strokes(&mut tx, round.id).await?;
    if strokes.len() != closing.seen {
        return Err(Error::Conflict(
            "Baru saja ada surat suara yang dihitung. Periksa dulu, lalu tutup lagi.".into(),
        ));
    }
    let count = crate::domain::tallied(&round.standing, &strokes);
    let round = counted(&voting.assembly.plan.rules, round, count)?;
    let found = differences(&round);
    if !found.is_empty() && round.note.is_empty() {
        return Ok(Closed::Differs(found));
    }
    keep(&mut tx, actor, &voting, &round, &found).await?;
    tx.commit().await?;
    Ok(Closed::Yes)
}

async fn keep(
    tx: &mut Tx,
    actor: &Actor,
    voting: &Voting,
    round: &Round,
    found: &[String],
) -> Result<()> {
    let id = voting.assembly.id();
    let note = match found {
        [] => round.note.clone(),
        found => format!("{} Keterangan: {}", found.join(" "), round.note),
    };
    let round = Round {
        note,
        ..round.clone()
    };
    store::save_round(tx, &voting.scope, id, &round).await?;
    let what = words::in_log(&round, &voting.election);
    storage::audit(tx, actor.audit(RECORD_ASSEMBLIES, actor.unit, id, what)).await?;
    Ok(())
}
