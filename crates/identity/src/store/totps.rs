//! Rows of the apps that give codes: the sealed secret, whether it is in use, the last code used.

use jiff::Timestamp;
use kernel::id::AccountId;
use storage::{Query, Result, Tx, args, from_row};

/// An account's app.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// The secret, sealed.
    pub(crate) secret: Vec<u8>,
    /// Since when it is asked for at each sign-in; not yet, while it is only being set up.
    pub(crate) confirmed_at: Option<Timestamp>,
    /// The half minute of the last code that was used.
    pub(crate) last_step: i64,
}

from_row!(Kept {
    secret,
    confirmed_at,
    last_step
});

/// The app of `account`, in use or being set up.
pub(crate) async fn of(db: &mut impl Query, account: AccountId) -> Result<Option<Kept>> {
    db.maybe(
        "select secret, confirmed_at, last_step from totp where account_id = $1",
        args![account],
    )
    .await
}

/// Begins to set an app up, in place of one that was only begun.
pub(crate) async fn begin(
    tx: &mut Tx,
    account: AccountId,
    secret: Vec<u8>,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "delete from totp where account_id = $1 and confirmed_at is null",
        args![account],
    )
    .await?;
    tx.run(
        "insert into totp (account_id, secret, last_step, created_at) values ($1, $2, 0, $3)
         on conflict do nothing",
        args![account, secret, now],
    )
    .await
}

/// From now on the app is asked for.
pub(crate) async fn confirm(
    tx: &mut Tx,
    account: AccountId,
    step: i64,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "update totp set confirmed_at = $2, last_step = $3
          where account_id = $1 and confirmed_at is null",
        args![account, now, step],
    )
    .await
}

/// Notes the half minute whose code was used.
pub(crate) async fn used(tx: &mut Tx, account: AccountId, step: i64) -> Result<u64> {
    tx.run(
        "update totp set last_step = $2 where account_id = $1",
        args![account, step],
    )
    .await
}

/// The app is no longer asked for.
pub(crate) async fn remove(tx: &mut Tx, account: AccountId) -> Result<u64> {
    tx.run("delete from totp where account_id = $1", args![account])
        .await
}
