//! Lending things and taking them back: the thing is held, so that the last one goes to one
//! borrower.

use crate::domain::{Change, Loan, NewLoan, NewReturn, Pieces, enough};
use crate::inventory::{ItemError, Outcome, held};
use crate::letters::By;
use crate::store::{items, loans};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ItemId, ItemLoanId, ItemReturnId, PersonId};
use storage::Tx;
use web::{BoxFuture, Ctx, Error, Known, Result};

/// What stands in the place of a borrower who was forgotten.
pub(crate) const NOBODY: &str = "Peminjam lama";

/// Lends; the same `id` twice is one loan.
///
/// # Errors
///
/// [`ItemError::Few`] if fewer are in the house.
pub async fn lend(
    tx: &mut Tx,
    scope: &Scope,
    (id, item): (ItemLoanId, ItemId),
    says: &NewLoan,
    by: &By,
) -> Outcome<()> {
    let item = held(tx, scope, item).await?;
    if loans::find(tx, scope, id).await?.is_some() {
        return Ok(());
    }
    enough(&item, says).map_err(ItemError::Few)?;
    let made = loans::add(tx, scope, (id, item.id), says, by).await?;
    made.ok_or(Error::NotFound)?;
    let out = Pieces::of(says.condition, says.count);
    items::lend(tx, scope, item.id, out).await?;
    Ok(())
}

/// Takes back; the same `id` twice is one return.
///
/// # Errors
///
/// [`ItemError::Many`] if more are told than are out.
pub async fn take_back(
    tx: &mut Tx,
    scope: &Scope,
    (id, loan): (ItemReturnId, ItemLoanId),
    says: &NewReturn,
    by: &By,
) -> Outcome<()> {
    let seen = loans::find(tx, scope, loan).await?;
    let item = held(tx, scope, seen.ok_or(Error::NotFound)?.item).await?;
    let loan: Loan = loans::find(tx, scope, loan).await?.ok_or(Error::NotFound)?;
    let known = loans::return_known(tx, scope, id).await?;
    if known {
        return Ok(());
    }
    let change = loan.returned(says).map_err(ItemError::Many)?;
    let made = loans::give_back(tx, scope, (id, loan.id), says, by).await?;
    made.ok_or(Error::NotFound)?;
    let out = Pieces::of(loan.says.condition, -says.settled());
    items::lend(tx, scope, item.id, out).await?;
    if change != Pieces::default() {
        let why = format!("Dipinjam {}: {}", loan.says.borrower, told(says));
        items::happen(tx, scope, item.id, (Change::Returned, change, &why), by).await?;
    }
    Ok(())
}

/// "4 B, 1 RR kembali, 1 hilang", and the note.
fn told(says: &NewReturn) -> String {
    let mut told = format!("{} kembali", says.back);
    if says.lost > 0 {
        told.push_str(&format!(", {} hilang", says.lost));
    }
    if !says.note.is_empty() {
        told.push_str(&format!(". {}", says.note));
    }
    told
}

/// What a person borrowed, for the person.
pub(crate) fn export<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    person: PersonId,
) -> BoxFuture<'a, Result<Vec<Known>>> {
    Box::pin(async move {
        let loans = loans::of_person(&mut ctx.db.read().await?, scope, person).await?;
        let row = |loan: Loan| {
            vec![
                format!("{} {} {}", loan.says.count, loan.measure, loan.name),
                day::medium(loan.says.out_on),
                loan.ended_on.map(day::medium).unwrap_or_default(),
            ]
        };
        Ok(vec![Known {
            title: "Barang yang dipinjam",
            columns: &["Barang", "Dipinjam", "Selesai"],
            rows: loans.into_iter().map(row).collect(),
        }])
    })
}

/// Takes the name away from what a person borrowed.
pub(crate) fn forget<'a>(
    tx: &'a mut Tx,
    scope: &'a Scope,
    person: PersonId,
    _: Timestamp,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move { Ok(loans::forget_person(tx, scope, (person, NOBODY)).await?) })
}
