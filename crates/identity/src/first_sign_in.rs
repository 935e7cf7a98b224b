//! The first sign-in with a one-time passphrase: a passphrase of one's own comes before anything
//! else. A signed ticket ties the two steps together; it dies with the passphrase it was made for.

use crate::acts::CHANGE_OWN_PASSPHRASE;
use crate::domain::{Kind, Passphrase};
use crate::origin::Origin;
use crate::store::{self, Account};
use crate::{hashing, sign_in};
use kernel::id::AccountId;
use web::{Ctx, Error, Result};

/// Seconds for which a ticket is good.
const GOOD_FOR: i64 = 900;

/// The ticket of somebody who has just shown the one-time passphrase of `account`.
pub(crate) fn ticket(ctx: &Ctx, account: &Account) -> String {
    let until = ctx.clock.now().as_second() + GOOD_FOR;
    let said = format!("{}.{until}", account.id);
    format!(
        "{said}.{}",
        ctx.keys.sign("first sign-in", &signed(&said, account))
    )
}

fn signed(said: &str, account: &Account) -> String {
    format!("{said} {}", account.passphrase_hash)
}

/// Whose ticket it is, while it is good.
pub(crate) async fn holder(ctx: &Ctx, ticket: &str) -> Result<Account> {
    let too_late = || {
        Error::Conflict(
            "Sudah lewat 15 menit, atau kata sandinya sudah diganti. Masuk lagi dari awal.".into(),
        )
    };
    let (said, signature) = ticket.rsplit_once('.').ok_or_else(too_late)?;
    let (id, until) = said.split_once('.').ok_or_else(too_late)?;
    let (id, until) = (id.parse::<AccountId>(), until.parse::<i64>());
    let (Ok(id), Ok(until)) = (id, until) else {
        return Err(too_late());
    };
    let account = store::account(&mut ctx.db.read().await?, id)
        .await?
        .ok_or_else(too_late)?;
    let good = account.open
        && account.must_change
        && until >= ctx.clock.now().as_second()
        && ctx
            .keys
            .verify("first sign-in", &signed(said, &account), signature);
    if good { Ok(account) } else { Err(too_late()) }
}

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
    let present = store::account(&mut tx, account.id).await?;
    if !present.is_some_and(|it| it.open && it.passphrase_hash == account.passphrase_hash) {
        return Err(Error::Conflict(
            "Akun ini baru saja diubah. Coba masuk lagi.".into(),
        ));
    }
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
