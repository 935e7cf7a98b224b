//! The lender's side: names are lent, and taken back.

use crate::SHARE_NAMES;
use crate::domain::NewShare;
use crate::store::{shares as store, units};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{PersonId, ShareId, UnitId};
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// Lends names. `group` is the title and the people of the group that the share names, if it does.
///
/// # Errors
///
/// [`Error::Rule`] for one's own unit or one that is not there.
pub(super) async fn lend(
    ctx: &Ctx,
    actor: &Actor,
    new: &NewShare,
    group: Option<(String, Vec<PersonId>)>,
) -> Result<ShareId> {
    let scope = actor.may(SHARE_NAMES, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let to = units::unit(&mut tx, new.to).await?;
    let to = to.filter(|to| to.id != scope.unit()).ok_or_else(|| {
        Error::Rule("Unit ini tidak ada, atau unit sendiri. Pilih unit lain.".into())
    })?;
    let (title, people) = group.unwrap_or_default();
    let id = store::add(&mut tx, &scope, new, &title, actor.today(), actor.now).await?;
    for person in people {
        store::add_person(&mut tx, &scope, id, person).await?;
    }
    let what = format!(
        "Nama dibagikan ke {} sampai {}: {}",
        to.name,
        day::medium(new.until),
        new.purpose
    );
    storage::audit(&mut tx, actor.audit(SHARE_NAMES, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Lends everybody's name, hamlet and RT of the scope's unit to the unit `to` from `today` to
/// `until`, for a program's own use: the demo.
///
/// # Errors
///
/// When the database refuses.
pub async fn lend_names(
    tx: &mut Tx,
    scope: &Scope,
    to: UnitId,
    purpose: &str,
    today: Date,
    until: Date,
    now: Timestamp,
) -> Result<ShareId> {
    let new = NewShare {
        to,
        purpose: purpose.to_owned(),
        with_phone: false,
        hamlet: String::new(),
        group: None,
        until,
    };
    store::add(tx, scope, &new, "", today, now).await
}

/// Takes the names back now.
///
/// # Errors
///
/// [`Error::NotFound`] if the share is not the actor's unit's.
pub(super) async fn revoke(ctx: &Ctx, actor: &Actor, id: ShareId) -> Result<()> {
    let scope = actor.may(SHARE_NAMES, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let share = store::find_own(&mut tx, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    if store::revoke(&mut tx, &scope, id, actor.now).await? {
        let what = format!(
            "Pembagian nama ke {} dicabut: {}",
            share.to_name, share.purpose
        );
        storage::audit(&mut tx, actor.audit(SHARE_NAMES, actor.unit, id, what)).await?;
    }
    tx.commit().await?;
    Ok(())
}
