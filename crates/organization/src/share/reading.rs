//! The reader's side: no name is shown but in the transaction that writes the look down.

use crate::READ_SHARES;
use crate::domain::Share;
use crate::store::shares::{self as store, Lent, Looker};
use crate::store::units;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, ShareId};
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// How many names stand on a page.
pub(super) const PER_PAGE: i64 = 50;
/// Most names of a file.
const MOST: i64 = 20_000;

/// What somebody sees of a share.
pub(super) struct Seen {
    pub(super) share: Share,
    /// The names of the page, or all of them.
    pub(super) names: Vec<Lent>,
    /// How many there are.
    pub(super) count: i64,
}

/// A page of the names of the share `id`, counted from 1; all of them for a file, where `page` is
/// `None`.
///
/// # Errors
///
/// [`Error::NotFound`] if it was not lent to the actor's unit, is over, or was revoked.
pub(super) async fn look(ctx: &Ctx, actor: &Actor, id: ShareId, page: Option<i64>) -> Result<Seen> {
    let scope = actor.may(READ_SHARES, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let looker = Looker {
        unit: actor.unit,
        account: actor.account,
        name: &actor.name,
        at: actor.now,
    };
    let seen = seen(&mut tx, &scope, &looker, id, page).await?;
    let how = if page.is_some() {
        "melihat"
    } else {
        "mengunduh"
    };
    let what = format!(
        "{} {how} {} nama: {}",
        actor.unit_name,
        seen.names.len(),
        seen.share.purpose
    );
    let entry = actor.audit(READ_SHARES, seen.share.unit, id, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(seen)
}

/// The names, in the transaction that notes who saw them.
async fn seen(
    tx: &mut Tx,
    scope: &Scope,
    looker: &Looker<'_>,
    id: ShareId,
    page: Option<i64>,
) -> Result<Seen> {
    tx.hold(id).await?;
    let share = store::find_lent(tx, scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    // The lender's day decides.
    let zone = units::unit(tx, share.unit)
        .await?
        .map(|unit| unit.zone)
        .unwrap_or_default();
    if !share.open_on(zone.today(looker.at)) {
        return Err(Error::NotFound);
    }
    let (limit, offset) = match page {
        Some(page) => (PER_PAGE, (page - 1) * PER_PAGE),
        None => (MOST, 0),
    };
    let names = store::names(tx, &share, limit, offset).await?;
    let count = store::count(tx, &share).await?;
    store::add_look(tx, &share, looker, page.is_none(), &names).await?;
    Ok(Seen {
        share,
        names,
        count,
    })
}

/// Notes that `account`, called `name`, looked at the first page of a share that was lent to the
/// scope's unit, for a program's own use: the demo.
///
/// # Errors
///
/// [`Error::NotFound`] if it was not lent to the unit, or is over.
pub async fn look_at_names(
    tx: &mut Tx,
    scope: &Scope,
    id: ShareId,
    (account, name): (AccountId, &str),
    now: Timestamp,
) -> Result<()> {
    let looker = Looker {
        unit: scope.unit(),
        account,
        name,
        at: now,
    };
    seen(tx, scope, &looker, id, Some(1)).await?;
    Ok(())
}
