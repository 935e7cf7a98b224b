//! Entering letters that came in: each gets the next number of the year's agenda.

use crate::domain::NewIncoming;
use crate::letters::By;
use crate::scan::Kept;
use crate::store::incoming;
use kernel::access::Scope;
use kernel::id::IncomingId;
use storage::Tx;
use web::{Error, Result};

/// Enters a letter without its scan; the same `id` twice is one letter. Its number in the agenda.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn enter(
    tx: &mut Tx,
    scope: &Scope,
    id: IncomingId,
    says: &NewIncoming,
    by: &By,
) -> Result<i64> {
    enter_scanned(tx, scope, id, says, (None, by)).await
}

/// As [`enter`], with the scan if there is one.
pub(crate) async fn enter_scanned(
    tx: &mut Tx,
    scope: &Scope,
    id: IncomingId,
    says: &NewIncoming,
    (scan, by): (Option<&Kept>, &By),
) -> Result<i64> {
    tx.hold(scope.unit()).await?;
    if let Some(known) = incoming::find(tx, scope, id).await? {
        return Ok(known.seq);
    }
    let seq = incoming::next(tx, scope, says.received.year()).await?;
    // The key of a form that another unit has used finds nothing here and is in the way there.
    if incoming::add(tx, scope, (id, seq), says, (scan, by)).await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(seq)
}
