//! Recording money, taking it back, moving it, and ending what is owed.

use crate::domain::{Direction, Entry, FundSource, Kind, NewEntry, Told};
use crate::ledger::{By, Ledger, WriteError};
use crate::store::entries::{self, Listed};
use crate::store::{books, debts};
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{CashBookId, EntryId};
use storage::{Query, Tx};
use web::{Error, Result};

/// Records money in or out of a book. If somebody pays for the unit, what they pay comes in first
/// as a talangan. A form that was sent twice is recorded once.
///
/// # Errors
///
/// [`WriteError::Refused`] with the field and the reason; whatever the database refuses.
pub async fn record(
    tx: &mut Tx,
    scope: &Scope,
    book: CashBookId,
    told: &Told,
    by: &By,
) -> Result<EntryId, WriteError> {
    let mut ledger = Ledger::open(tx, scope, book).await?;
    let Told { entry, cover } = told;
    if let Some(id) = ledger.written(tx, entry.id).await? {
        return Ok(id);
    }
    if let Some((who, part)) = cover {
        let paid = NewEntry {
            id: storage::fresh(),
            direction: Direction::In,
            kind: Kind::OutOfPocket,
            amount: *part,
            text: format!("Talangan {who}: {}", entry.text),
            party: who.clone(),
            category: String::new(),
            activity: None,
            line: None,
            ..entry.clone()
        };
        ledger.write(tx, paid, by).await?;
    }
    let written = ledger.write(tx, entry.clone(), by).await?;
    Ok(written.says.id)
}

/// Takes the entry `id` back by another one, both sides if it is a transfer.
///
/// # Errors
///
/// [`Error::Rule`] if it was taken back already, takes something back itself, or is owed and partly
/// ended; [`WriteError::Refused`] if the money is not there any more.
pub async fn reverse(
    tx: &mut Tx,
    scope: &Scope,
    id: EntryId,
    why: &str,
    by: &By,
) -> Result<EntryId, WriteError> {
    let found = entries::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let other = other_side(tx, scope, &found).await?;
    let beside = other.as_ref().map_or(found.book, |other| other.book);
    Ledger::hold_both(tx, found.book, beside).await?;
    if found.entry.says.kind == Kind::Reversal {
        return Err(rule(
            "Koreksi tidak bisa dikoreksi lagi. Catat yang benar sebagai catatan baru.",
        ));
    }
    if debts::ended(tx, id).await? > Money(0) {
        return Err(rule(
            "Sebagian sudah diselesaikan. Koreksi dulu penyelesaiannya, baru catatan ini.",
        ));
    }
    let mut written = None;
    // Money comes back before it goes, so that a transfer within a book can be taken back.
    let mut sides: Vec<Listed> = std::iter::once(found).chain(other).collect();
    sides.sort_by_key(|side| side.entry.says.direction == Direction::In);
    for side in sides {
        let taken = take_back(tx, scope, &side, why, by).await?;
        if side.entry.says.id == id {
            written = Some(taken);
        }
    }
    written.ok_or(WriteError::Web(Error::NotFound))
}

async fn take_back(
    tx: &mut Tx,
    scope: &Scope,
    side: &Listed,
    why: &str,
    by: &By,
) -> Result<EntryId, WriteError> {
    let mut ledger = Ledger::open(tx, scope, side.book).await?;
    let says = &side.entry.says;
    let now = entries::find(tx, scope, says.id).await?;
    if now.is_none_or(|now| now.reversed) {
        return Err(rule("Catatan ini sudah dikoreksi."));
    }
    let voucher = ledger.book.voucher(side.entry.year, side.entry.number);
    let reversal = NewEntry {
        id: storage::fresh(),
        day: ledger.book.correction_day(says.day, by.today),
        direction: says.direction.opposite(),
        kind: Kind::Reversal,
        text: format!("Koreksi {voucher}: {why}"),
        refers_to: Some(says.id),
        ..says.clone()
    };
    Ok(ledger.write(tx, reversal, by).await?.says.id)
}

/// The other side of a transfer.
pub(crate) async fn other_side(
    db: &mut impl Query,
    scope: &Scope,
    side: &Listed,
) -> Result<Option<Listed>> {
    let says = &side.entry.says;
    if says.kind != Kind::Transfer {
        return Ok(None);
    }
    if let Some(first) = says.refers_to {
        return Ok(entries::find(db, scope, first).await?);
    }
    let all = entries::referring(db, scope, says.id).await?;
    let is_side = |one: &Listed| one.entry.says.kind == Kind::Transfer;
    Ok(all.into_iter().find(is_side))
}

/// Moves money to another book or from one fund to another: `out` leaves `from`, the same amount
/// comes into `to` as money of `fund`.
///
/// # Errors
///
/// [`WriteError::Refused`] if it is not there, or is bound to a purpose and would become other
/// money.
pub async fn transfer(
    tx: &mut Tx,
    scope: &Scope,
    (from, to): (CashBookId, CashBookId),
    out: &NewEntry,
    fund: &FundSource,
    by: &By,
) -> Result<EntryId, WriteError> {
    Ledger::hold_both(tx, from, to).await?;
    if from == to && out.fund == fund.id {
        return Err(rule("Buku dan dananya sama, jadi tidak ada yang dipindah."));
    }
    let there = books::find(tx, scope, to).await?.ok_or(Error::NotFound)?;
    let mut ledger = Ledger::open(tx, scope, from).await?;
    if let Some(id) = ledger.written(tx, out.id).await? {
        return Ok(id);
    }
    let out = NewEntry {
        party: there.name,
        ..out.clone()
    };
    let gone = ledger.write(tx, out.clone(), by).await?;
    let come = NewEntry {
        id: storage::fresh(),
        direction: Direction::In,
        party: ledger.book.name.clone(),
        fund: fund.id,
        refers_to: Some(gone.says.id),
        ..out
    };
    let mut ledger = Ledger::open(tx, scope, to).await?;
    ledger.write(tx, come, by).await?;
    Ok(gone.says.id)
}

/// How a debt ends: what is spent of a kas bon or given back of a talangan, on which day.
#[derive(Debug, Clone)]
pub struct Ending {
    /// The id of the first entry that is written.
    pub id: EntryId,
    /// The day.
    pub day: Date,
    /// How much; nothing of a kas bon was spent if `None`.
    pub amount: Option<Money>,
    /// What for; as the debt says if empty.
    pub text: String,
    /// Budget line; as the debt says if empty.
    pub category: String,
}

/// Ends the kas bon or talangan `id`. A kas bon comes back whole, and what was spent of it goes out;
/// of a talangan the amount is given back.
///
/// # Errors
///
/// [`Error::Rule`] if nothing is owed, or less than is given back.
pub async fn end_debt(
    tx: &mut Tx,
    scope: &Scope,
    id: EntryId,
    ending: &Ending,
    by: &By,
) -> Result<(), WriteError> {
    let found = entries::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let mut ledger = Ledger::open(tx, scope, found.book).await?;
    if ledger.written(tx, ending.id).await?.is_some() {
        return Ok(());
    }
    let debt = &found.entry;
    let left = debt.says.amount.0 - debts::ended(tx, id).await?.0;
    let Some(end) = debt
        .says
        .kind
        .ended_by()
        .filter(|_| left > 0 && !found.reversed)
    else {
        return Err(rule(
            "Tidak ada lagi yang perlu diselesaikan dari catatan ini.",
        ));
    };
    let voucher = ledger.book.voucher(debt.year, debt.number);
    if end == Kind::Settled {
        let back = line(
            debt,
            ending,
            end,
            Money(left),
            format!("Kas bon {voucher} kembali"),
        );
        ledger.write(tx, back, by).await?;
        if let Some(spent) = ending.amount {
            let spending = NewEntry {
                id: storage::fresh(),
                ..line(debt, ending, Kind::Plain, spent, debt.says.text.clone())
            };
            ledger.write(tx, spending, by).await?;
        }
        return Ok(());
    }
    let amount = ending.amount.unwrap_or(Money(left));
    if amount.0 > left {
        return Err(rule(&format!(
            "Yang belum diganti tinggal {}.",
            Money(left)
        )));
    }
    let given = line(
        debt,
        ending,
        end,
        amount,
        format!("Ganti talangan {voucher}"),
    );
    ledger.write(tx, given, by).await?;
    Ok(())
}

/// A line that ends `debt`; `text` stands where nothing was typed.
fn line(debt: &Entry, ending: &Ending, kind: Kind, amount: Money, text: String) -> NewEntry {
    let typed = |typed: &str, else_: &str| {
        if typed.trim().is_empty() {
            else_.to_owned()
        } else {
            typed.trim().to_owned()
        }
    };
    let plain = kind == Kind::Plain;
    NewEntry {
        id: ending.id,
        day: ending.day,
        direction: if kind == Kind::Settled {
            Direction::In
        } else {
            Direction::Out
        },
        kind,
        amount,
        text: if plain {
            typed(&ending.text, &text)
        } else {
            text
        },
        category: if plain {
            typed(&ending.category, &debt.says.category)
        } else {
            String::new()
        },
        refers_to: Some(debt.says.id),
        ..debt.says.clone()
    }
}

fn rule(text: &str) -> WriteError {
    WriteError::Web(Error::Rule(text.to_owned()))
}
