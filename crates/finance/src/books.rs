//! Opening a cash book, and making a fund source.

use crate::domain::{
    Book, Direction, FundKind, FundSource, Head, Kind, NewBook, NewEntry, NewFund,
};
use crate::ledger::{By, Ledger, WriteError};
use crate::store::{books, funds, public};
use kernel::access::Scope;
use kernel::id::{CashBookId, FundSourceId};
use storage::{Query, Tx};
use web::{Error, Result};

/// What a unit's own money is called before anybody makes other fund sources.
const OWN: &str = "Kas umum";

/// Opens a book, with what is in the cash box already as its first entry; `None` if the unit has a
/// book with its code. The unit's first book comes with a fund source for its own money.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn open_book(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewBook,
    by: &By,
) -> Result<Option<CashBookId>, WriteError> {
    tx.hold(scope.unit()).await?;
    let id: CashBookId = storage::fresh();
    let book = Book {
        id,
        name: new.name.clone(),
        code: new.code.clone(),
        seq: 0,
        head: Head::first(id),
        balance: kernel::Money(0),
        closed_until: None,
    };
    if !books::add(tx, scope, &book, by.now).await? {
        return Ok(None);
    }
    let fund = own_fund(tx, scope, by).await?;
    if let Some((amount, day)) = new.opening {
        let opening = NewEntry {
            id: storage::fresh(),
            day,
            direction: Direction::In,
            kind: Kind::Opening,
            amount,
            text: "Saldo awal".to_owned(),
            party: String::new(),
            category: String::new(),
            fund,
            activity: None,
            refers_to: None,
            line: None,
        };
        let mut ledger = Ledger::open(tx, scope, id).await?;
        ledger.write(tx, opening, by).await?;
    }
    Ok(Some(id))
}

/// The first fund source of the unit, made if there is none.
async fn own_fund(tx: &mut Tx, scope: &Scope, by: &By) -> Result<FundSourceId, WriteError> {
    if let Some(first) = funds::list(tx, scope).await?.first() {
        return Ok(first.id);
    }
    let own = NewFund {
        name: OWN.to_owned(),
        kind: FundKind::Own,
        donor: String::new(),
        purpose: String::new(),
        restricted: false,
        activity: None,
    };
    let made = funds::add(tx, scope, &own, by.now).await?;
    Ok(made.ok_or(Error::NotFound)?)
}

/// The fund sources of the scope's unit, oldest first.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn funds(db: &mut impl Query, scope: &Scope) -> Result<Vec<FundSource>> {
    Ok(funds::list(db, scope).await?)
}

/// Makes a fund source; `None` if the unit has one with its name.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn add_fund(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewFund,
    now: jiff::Timestamp,
) -> Result<Option<FundSourceId>> {
    Ok(funds::add(tx, scope, new, now).await?)
}

/// Shows the sums of the scope's unit to everybody, or no longer; `false` if it was so already.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn show_sums(
    tx: &mut Tx,
    scope: &Scope,
    open: bool,
    now: jiff::Timestamp,
) -> Result<bool> {
    Ok(public::set(tx, scope, open, now).await? > 0)
}
