//! Writing into a village's own calendar.

use crate::domain::calendar::NewEntry;
use crate::store::calendar as store;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::CalendarEntryId;
use storage::Tx;
use web::{Error, Result};

/// Entries of one unit.
const MOST: i64 = 300;

/// Writes an entry into the calendar of the scope's unit.
///
/// # Errors
///
/// [`Error::Rule`] if it stands there already, or the calendar is full.
pub async fn note_in_calendar(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewEntry,
    now: Timestamp,
) -> Result<CalendarEntryId> {
    tx.hold(scope.unit()).await?;
    match store::known(tx, scope, new).await? {
        (_, true) => Err(Error::Rule("Ini sudah tercatat di kalender.".into())),
        (all, _) if all >= MOST => Err(Error::Rule(
            "Kalender sudah penuh. Hapus yang sudah tidak dipakai.".into(),
        )),
        _ => Ok(store::add(tx, scope, new, now).await?),
    }
}
