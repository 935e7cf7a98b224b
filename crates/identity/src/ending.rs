//! Ending what somebody may do here: sign-ins that stop at one moment, and the rule that a unit
//! never loses the last person who can look after its officers. For handovers and for this
//! context's own pages.

use crate::acts::MANAGE_OFFICERS;
use crate::domain::{Administrator, can_go_on, may_leave};
use crate::store::{self, extra_roles};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::PersonId;
use storage::{Query, Tx};
use web::{BoardChange, BoxFuture, Error, Result};

/// Signs every device of `people` out and takes their programs' tokens and passkeys back, inside
/// the caller's transaction; how many sign-ins ended. Their accounts stay: whoever still holds an
/// office signs in again with the passphrase. The caller's own line in the audit log says why.
///
/// # Errors
///
/// When the database refuses.
pub async fn end_sign_ins_of(tx: &mut Tx, people: &[PersonId], now: Timestamp) -> Result<u64> {
    let mut ended = 0;
    for person in people {
        for account in store::accounts_of(tx, *person).await? {
            tx.hold(account).await?;
            ended += store::end_ways_in(tx, account, now).await?;
        }
    }
    Ok(ended)
}

/// Says no if the unit would be left without anybody who can look after its officers when
/// `leaving` are gone. The caller holds the unit, so that two who leave at once are decided about
/// one after the other.
///
/// # Errors
///
/// [`Error::Rule`] with the reason, for the person who asked.
pub async fn administered_without(
    tx: &mut Tx,
    scope: &Scope,
    leaving: &[PersonId],
    today: Date,
) -> Result<()> {
    let administrators = administrators(tx, scope, today).await?;
    may_leave(&administrators, leaving).map_err(|error| Error::Rule(error.to_string()))
}

/// This context's part when a board changes: whoever lost every office is signed out and keeps no
/// role beside it, and somebody who can look after the officers' accounts must be there, if
/// somebody was. The caller holds the unit.
pub(crate) fn board_changed<'a>(
    tx: &'a mut Tx,
    change: &'a BoardChange,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if !change.before.is_empty() {
            let administrators = administrators(tx, &change.scope, change.today).await?;
            can_go_on(&administrators).map_err(|error| Error::Rule(error.to_string()))?;
        }
        for person in &change.left {
            extra_roles::end_all(tx, &change.scope, *person, change.now).await?;
        }
        end_sign_ins_of(tx, &change.left, change.now).await?;
        Ok(())
    })
}

async fn administrators(
    db: &mut impl Query,
    scope: &Scope,
    today: Date,
) -> Result<Vec<Administrator>> {
    let board = organization::board(db, scope, today).await?;
    let accounts = store::accounts_in(db, scope).await?;
    let administers = |person: PersonId| {
        board
            .iter()
            .any(|seat| seat.person == person && MANAGE_OFFICERS.allows(seat.role))
    };
    Ok(accounts
        .into_iter()
        .filter_map(|account| Some((account.person?, !account.must_change)))
        .filter(|(person, _)| administers(*person))
        .map(|(person, settled)| Administrator { person, settled })
        .collect())
}
