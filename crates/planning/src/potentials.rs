//! Writing down what a village has and lacks.

use crate::domain::potential::{NewNeed, NewPotential, Spot};
use crate::store::potentials as store;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{NeedId, PotentialId};
use storage::Tx;
use web::Result;

/// Writes down something that the scope's unit has, and where it is on the sketch map.
///
/// # Errors
///
/// When the database refuses.
pub async fn note_potential(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewPotential,
    spot: Option<Spot>,
    now: Timestamp,
) -> Result<PotentialId> {
    let id = store::add(tx, scope, new, now).await?;
    store::place(tx, scope, id, spot).await?;
    Ok(id)
}

/// Writes down a need of the scope's unit with what would help; `None` if it stands there already.
///
/// # Errors
///
/// When the database refuses.
pub async fn note_need(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewNeed,
    helps: &[PotentialId],
    now: Timestamp,
) -> Result<Option<NeedId>> {
    tx.hold(scope.unit()).await?;
    let Some(id) = store::add_need(tx, scope, new, now).await? else {
        return Ok(None);
    };
    store::tie(tx, scope, id, helps).await?;
    Ok(Some(id))
}
