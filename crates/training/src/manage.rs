//! Making and changing a training: its activity, what is taught, who gets a certificate.
//! One transaction for all of it, so that nobody finds half a training.

use crate::domain::NewTraining;
use crate::store;
use activity::{Kind, NewActivity};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::ActivityId;
use storage::Tx;
use web::Result;

/// Makes a training with its sessions and their short codes.
///
/// # Errors
///
/// [`web::Error::Rule`] without a session; whatever the database refuses.
pub async fn create(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewTraining,
    now: Timestamp,
) -> Result<ActivityId> {
    let id = activity::create(tx, scope, &as_training(&new.activity), now).await?;
    activity::set_certificate_rule(tx, scope, id, new.certificate).await?;
    store::save(tx, scope, id, &new.details).await?;
    Ok(id)
}

/// Changes a training whose activity is still in this `edition`.
///
/// # Errors
///
/// [`web::Error::Conflict`] if somebody changed it meanwhile, [`web::Error::Rule`] if a session
/// with marks would be removed.
pub async fn update(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    edition: i64,
    new: &NewTraining,
    today: Date,
    now: Timestamp,
) -> Result<()> {
    let activity = as_training(&new.activity);
    activity::update(tx, scope, id, edition, &activity, today, now).await?;
    activity::set_certificate_rule(tx, scope, id, new.certificate).await?;
    store::save(tx, scope, id, &new.details).await
}

fn as_training(activity: &NewActivity) -> NewActivity {
    NewActivity {
        kind: Kind::Training,
        ..activity.clone()
    }
}
