//! Signing in with two steps: after the passphrase, a code from an app on the phone. The secret is
//! sealed with the installation's key; a code is taken once.

use crate::acts::{CHANGE_TWO_STEPS, SIGN_IN};
use crate::domain::{Kind, SECRET_BYTES, Totp, WINDOW, in_words};
use crate::origin::Origin;
use crate::sign_in;
use crate::store::Account;
use crate::store::totps::{self as store, Kept};
use jiff::Timestamp;
use kernel::id::AccountId;
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, Result, secret};

const SEAL: &str = "totp";

/// Tries in [`WINDOW`] seconds: somebody who has the passphrase must not guess six digits.
const TRIES: u32 = 5;

fn codes(ctx: &Ctx, kept: &Kept) -> Result<Totp> {
    let secret = ctx.keys.open(SEAL, &kept.secret);
    let codes = secret.and_then(|secret| Totp::of(&secret));
    codes.ok_or_else(|| Error::Other(anyhow::anyhow!("an app's secret does not open")))
}

/// Whether `account` is asked for a code.
pub(crate) async fn is_on(db: &mut impl Query, account: AccountId) -> Result<bool> {
    let kept = store::of(db, account).await?;
    Ok(kept.is_some_and(|kept| kept.confirmed_at.is_some()))
}

/// Begins to set an app up for the actor; nothing is asked for until a code has shown that it
/// works.
pub(crate) async fn begin(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let sealed = ctx.keys.seal(SEAL, &secret::random::<SECRET_BYTES>());
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.account).await?;
    store::begin(&mut tx, actor.account, sealed, actor.now).await?;
    Ok(tx.commit().await?)
}

/// The codes of the app that the actor is setting up.
pub(crate) async fn being_set_up(ctx: &Ctx, actor: &Actor) -> Result<Option<Totp>> {
    let kept = store::of(&mut ctx.db.read().await?, actor.account).await?;
    let kept = kept.filter(|kept| kept.confirmed_at.is_none());
    kept.map(|kept| codes(ctx, &kept)).transpose()
}

/// Asks for codes from now on, if `typed` is one of the app being set up.
///
/// # Errors
///
/// [`Error::NotFound`] if none is being set up, [`Error::TooMany`] after too many tries.
pub(crate) async fn confirm(ctx: &Ctx, actor: &Actor, typed: &str) -> Result<bool> {
    slow_down(ctx, actor.account)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.account).await?;
    let kept = store::of(&mut tx, actor.account).await?;
    let kept = kept.filter(|kept| kept.confirmed_at.is_none());
    let kept = kept.ok_or(Error::NotFound)?;
    let Some(step) = codes(ctx, &kept)?.step(typed, actor.now) else {
        return Ok(false);
    };
    store::confirm(&mut tx, actor.account, step, actor.now).await?;
    note(&mut tx, actor, "Menyalakan kode masuk dari aplikasi").await?;
    tx.commit().await?;
    Ok(true)
}

/// No longer asks the actor for codes. The caller has asked for the passphrase.
pub(crate) async fn turn_off(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.account).await?;
    if store::remove(&mut tx, actor.account).await? > 0 {
        note(&mut tx, actor, "Mematikan kode masuk dari aplikasi").await?;
    }
    Ok(tx.commit().await?)
}

async fn note(tx: &mut Tx, actor: &Actor, what: &str) -> Result<()> {
    let line = actor.audit(CHANGE_TWO_STEPS, actor.unit, actor.account, what);
    Ok(storage::audit(tx, line).await?)
}

fn slow_down(ctx: &Ctx, account: AccountId) -> Result<()> {
    match ctx.limiter.count(&format!("kode {account}"), TRIES, WINDOW) {
        Some(seconds) => Err(Error::TooMany(in_words(seconds, str::to_owned))),
        None => Ok(()),
    }
}

/// Signs `account`, whose passphrase was shown, in with the code `typed`; `None` if it is no code
/// of now, or was used before.
///
/// # Errors
///
/// [`Error::TooMany`] after too many tries, [`Error::Conflict`] if the account was changed.
pub(crate) async fn sign_in(
    ctx: &Ctx,
    account: &Account,
    typed: &str,
    kind: Kind,
    origin: &Origin,
) -> Result<Option<String>> {
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    tx.hold(account.id).await?;
    sign_in::unchanged(&mut tx, account).await?;
    if !passes(ctx, &mut tx, account.id, typed, now).await? {
        return Ok(None);
    }
    let token = sign_in::add(ctx, &mut tx, account, kind, origin, now).await?;
    let what = sign_in::said(kind, origin);
    storage::audit(&mut tx, sign_in::line(account, SIGN_IN, what, origin, now)).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// Whether `typed` is a code of now that was not used before, or no code is asked for. The caller
/// holds the account.
///
/// # Errors
///
/// [`Error::TooMany`] after too many tries.
pub(crate) async fn passes(
    ctx: &Ctx,
    tx: &mut Tx,
    account: AccountId,
    typed: &str,
    now: Timestamp,
) -> Result<bool> {
    let kept = store::of(tx, account).await?;
    let Some(kept) = kept.filter(|kept| kept.confirmed_at.is_some()) else {
        return Ok(true);
    };
    slow_down(ctx, account)?;
    let step = codes(ctx, &kept)?.step(typed, now);
    let Some(step) = step.filter(|step| *step > kept.last_step) else {
        return Ok(false);
    };
    store::used(tx, account, step).await?;
    Ok(true)
}

/// Forgets every second step of `account`: its owner has lost the phone and comes back another way.
pub(crate) async fn forget(tx: &mut Tx, account: AccountId) -> Result<()> {
    store::remove(tx, account).await?;
    Ok(())
}
