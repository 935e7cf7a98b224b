//! Planning an assembly: its activity, its rules, its electorate. One transaction for all of it.
//! Once the assembly is open its rules stand.

use crate::domain::NewAssembly;
use crate::{electorate, store};
use activity::{Kind, NewActivity};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::ActivityId;
use storage::Tx;
use web::{Error, Result};

/// Makes an assembly with its sessions, their short codes, and the electorate that its rules name.
///
/// # Errors
///
/// [`Error::Rule`] without a session; whatever the database refuses.
pub async fn create(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewAssembly,
    now: Timestamp,
) -> Result<ActivityId> {
    let id = activity::create(tx, scope, &as_meeting(&new.activity), now).await?;
    store::save(tx, scope, id, &new.plan).await?;
    electorate::fill(tx, scope, id).await?;
    Ok(id)
}

/// Changes an assembly whose activity is still in this `edition`; names the electorate anew if the
/// rules say another.
///
/// # Errors
///
/// [`Error::Conflict`] if somebody changed it meanwhile, [`Error::Rule`] if the assembly is open
/// and its rules would change, or a session with marks would be removed.
pub async fn update(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    edition: i64,
    new: &NewAssembly,
    today: Date,
    now: Timestamp,
) -> Result<()> {
    tx.hold(id).await?;
    let before = store::find(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let opened = store::course(tx, scope, id).await?.opened().is_some();
    if opened && before.plan.rules != new.plan.rules {
        return Err(Error::Rule(
            "Sidang sudah dibuka, jadi aturannya tidak bisa diubah lagi.".into(),
        ));
    }
    let activity = as_meeting(&new.activity);
    activity::update(tx, scope, id, edition, &activity, today, now).await?;
    store::save(tx, scope, id, &new.plan).await?;
    if before.plan.rules.electorate != new.plan.rules.electorate {
        electorate::fill(tx, scope, id).await?;
    }
    Ok(())
}

fn as_meeting(activity: &NewActivity) -> NewActivity {
    NewActivity {
        kind: Kind::Meeting,
        registration: false,
        quota: None,
        closes_on: None,
        ..activity.clone()
    }
}
