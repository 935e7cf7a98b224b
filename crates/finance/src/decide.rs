//! Somebody else's word on an entry: an officer who did not record it, or a signed paper where there
//! is no such officer. And the photos that prove it.

use crate::acts::APPROVE_CASH;
use crate::domain::{Verdict, Way};
use crate::ledger::{By, Ledger, in_milliseconds};
use crate::record::other_side;
use crate::store::decisions::{self, Beside, Decision, Kept, Proof};
use crate::store::entries::{self, Listed};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{AccountId, EntryId};
use storage::{Query, Tx};
use web::{Error, Result};

/// Proofs of one entry.
const MOST_PROOFS: usize = 10;

/// What somebody says of an entry.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) verdict: Verdict,
    pub(crate) note: String,
    /// The signed paper, if that is how it was decided.
    pub(crate) paper: Option<Kept>,
}

impl Word {
    /// An officer's yes.
    pub(crate) fn yes() -> Self {
        Self {
            verdict: Verdict::Approved,
            note: String::new(),
            paper: None,
        }
    }
}

/// Decides about the entry `id`, on both sides if it is a transfer.
///
/// # Errors
///
/// [`Error::Rule`] if the one who recorded it decides without a paper, if a paper is shown where
/// another officer could decide, or if it was decided before.
pub(crate) async fn decide(
    tx: &mut Tx,
    scope: &Scope,
    id: EntryId,
    word: &Word,
    by: &By,
) -> Result<()> {
    let found = entries::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let other = other_side(tx, scope, &found).await?;
    let beside = other.as_ref().map_or(found.book, |other| other.book);
    Ledger::hold_both(tx, found.book, beside).await?;
    may_decide(tx, scope, &found, word, by).await?;
    for side in std::iter::once(found).chain(other) {
        write(tx, scope, &side, word, by).await?;
    }
    Ok(())
}

/// Says yes to the entry `id`, for a program's own use: the demo.
///
/// # Errors
///
/// [`Error::Rule`] if `by` recorded it; [`Error::Conflict`] if it was decided before.
pub async fn approve(tx: &mut Tx, scope: &Scope, id: EntryId, by: &By) -> Result<()> {
    decide(tx, scope, id, &Word::yes(), by).await
}

/// The entries of the scope's unit that nobody has decided about, oldest first; at most 100.
///
/// # Errors
///
/// When the database refuses.
pub async fn waiting(db: &mut impl Query, scope: &Scope) -> Result<Vec<EntryId>> {
    let waiting = decisions::waiting(db, scope, 100).await?;
    Ok(waiting.into_iter().map(|one| one.entry.says.id).collect())
}

async fn may_decide(
    tx: &mut Tx,
    scope: &Scope,
    found: &Listed,
    word: &Word,
    by: &By,
) -> Result<()> {
    let recorder = found.entry.recorder;
    if word.paper.is_none() && recorder == by.account {
        return Err(Error::Rule(
            "Yang mencatat tidak bisa menyetujui catatannya sendiri. Minta ketua atau wakil ketua."
                .into(),
        ));
    }
    if word.paper.is_some() && others(tx, scope, recorder, by.today).await? {
        return Err(Error::Rule(
            "Unit ini punya pengurus yang bisa menyetujui di sini, jadi kertas saja tidak cukup."
                .into(),
        ));
    }
    Ok(())
}

/// Whether somebody other than `recorder` could approve in the unit.
pub(crate) async fn others(
    db: &mut impl Query,
    scope: &Scope,
    recorder: AccountId,
    today: Date,
) -> Result<bool> {
    let accounts = identity::who_may(db, scope, APPROVE_CASH, today).await?;
    Ok(accounts.into_iter().any(|account| account != recorder))
}

async fn write(tx: &mut Tx, scope: &Scope, side: &Listed, word: &Word, by: &By) -> Result<()> {
    let at = beside(tx, scope, side).await?;
    let decision = Decision {
        verdict: word.verdict,
        way: if word.paper.is_some() {
            Way::Paper
        } else {
            Way::Officer
        },
        account: by.account,
        name: by.name.clone(),
        note: word.note.clone(),
        paper: word.paper.clone(),
        at: in_milliseconds(by.now),
    };
    if decisions::decide(tx, scope, at, &decision).await? {
        return Ok(());
    }
    Err(Error::Conflict(
        "Catatan ini sudah diputuskan pengurus lain. Muat ulang halamannya.".into(),
    ))
}

async fn beside(tx: &mut Tx, scope: &Scope, side: &Listed) -> Result<Beside> {
    let ledger = Ledger::open(tx, scope, side.book).await?;
    Ok(Beside {
        entry: side.entry.says.id,
        book: side.book,
        line: ledger.book.seq,
    })
}

/// Keeps a photo or PDF with the entry `id`.
///
/// # Errors
///
/// [`Error::Rule`] if the entry has enough of them.
pub(crate) async fn add_proof(
    tx: &mut Tx,
    scope: &Scope,
    id: EntryId,
    kept: Kept,
    by: &By,
) -> Result<()> {
    let found = entries::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let at = beside(tx, scope, &found).await?;
    if decisions::proofs(tx, id).await?.len() >= MOST_PROOFS {
        return Err(Error::Rule(format!(
            "Catatan ini sudah punya {MOST_PROOFS} bukti. Gabungkan fotonya kalau masih ada."
        )));
    }
    let proof = Proof {
        id: storage::fresh(),
        kept,
        name: by.name.clone(),
        at: in_milliseconds(by.now),
    };
    decisions::add_proof(tx, scope, at, by.account, &proof).await?;
    Ok(())
}
