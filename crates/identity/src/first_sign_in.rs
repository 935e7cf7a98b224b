//! The first sign-in with a one-time passphrase: a passphrase of one's own comes before anything
//! else. The ticket that ties the two steps together dies with the passphrase it was made for.

use crate::acts::CHANGE_OWN_PASSPHRASE;
use crate::domain::{Kind, Passphrase};
use crate::origin::Origin;
use crate::store::{self, Account};
use crate::{hashing, sign_in};
use web::{Ctx, Result};

/// Gives the ticket's holder the passphrase they chose and signs them in.
pub(crate) async fn settle(
    ctx: &Ctx,
    account: &Account,
    chosen: Passphrase,
    kind: Kind,
    origin: &Origin,
) -> Result<String> {
    let hash = hashing::hash(chosen).await?;
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    tx.hold(account.id).await?;
    sign_in::unchanged(&mut tx, account).await?;
    store::save_passphrase(&mut tx, account.id, &hash, false).await?;
    store::revoke_all(&mut tx, account.id, now).await?;
    let token = sign_in::add(ctx, &mut tx, account, kind, origin, now).await?;
    let what = "Mengganti kata sandi sekali pakai".to_owned();
    let line = sign_in::line(account, CHANGE_OWN_PASSPHRASE, what, origin, now);
    storage::audit(&mut tx, line).await?;
    tx.commit().await?;
    Ok(token)
}

/// Whether `one_time` is chosen again as one's own.
pub(crate) async fn is_the_old_one(account: &Account, chosen: &Passphrase) -> Result<bool> {
    hashing::fits(chosen.clone(), Some(account.passphrase_hash.clone())).await
}
