//! What officers do with their own account: name and language, passphrase, devices, tokens.

use crate::acts::{CHANGE_OWN_PASSPHRASE, SIGN_OUT};
use crate::domain::{Kind, Passphrase, WINDOW};
use crate::origin::Origin;
use crate::resolve::token_hash;
use crate::store::{self, Account};
use crate::{hashing, sign_in};
use kernel::id::SignInId;
use storage::Tx;
use web::{Actor, Ctx, Error, Lang, Result};

/// The actor's account.
pub(crate) async fn account(ctx: &Ctx, actor: &Actor) -> Result<Account> {
    store::account(&mut ctx.db.read().await?, actor.account)
        .await?
        .ok_or(Error::NotFound)
}

/// Saves the name and the language of the pages.
pub(crate) async fn save_profile(
    ctx: &Ctx,
    actor: &Actor,
    name: &str,
    lang: Option<Lang>,
) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    store::save_profile(&mut tx, actor.account, name, lang).await?;
    Ok(tx.commit().await?)
}

/// Whether `typed` is the actor's passphrase; slowed, because a phone may be left lying about.
///
/// # Errors
///
/// [`Error::TooMany`] after too many tries.
pub(crate) async fn confirms(
    ctx: &Ctx,
    actor: &Actor,
    account: &Account,
    typed: Passphrase,
) -> Result<bool> {
    let key = format!("sandi {}", actor.account);
    if let Some(seconds) = ctx.limiter.count(&key, 10, WINDOW) {
        return Err(Error::TooMany(crate::domain::in_words(
            seconds,
            str::to_owned,
        )));
    }
    let fits = hashing::fits(typed, Some(account.passphrase_hash.clone())).await?;
    if fits {
        ctx.limiter.forget(&key);
    }
    Ok(fits)
}

/// Changes the passphrase, ends every sign-in, token and passkey, and signs this browser in anew.
pub(crate) async fn change_passphrase(
    ctx: &Ctx,
    actor: &Actor,
    account: &Account,
    chosen: Passphrase,
    origin: &Origin,
) -> Result<(String, Kind)> {
    let hash = hashing::hash(chosen).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(account.id).await?;
    let kinds = store::sign_ins_of(&mut tx, account.id).await?;
    let kind = kinds
        .iter()
        .find(|one| one.id == actor.sign_in)
        .map_or(Kind::Own, |one| one.kind);
    store::save_passphrase(&mut tx, account.id, &hash, false).await?;
    store::end_ways_in(&mut tx, account.id, actor.now).await?;
    let token = sign_in::add(ctx, &mut tx, account, kind, origin, actor.now).await?;
    let what = "Mengganti kata sandi sendiri";
    let entry = actor.audit(CHANGE_OWN_PASSPHRASE, actor.unit, account.id, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    Ok((token, kind))
}

/// Signs out the browser of `origin`, if somebody is signed in there.
pub(crate) async fn sign_out(ctx: &Ctx, origin: &Origin) -> Result<()> {
    let Some(token) = origin.token.as_deref() else {
        return Ok(());
    };
    let (hash, now) = (token_hash(ctx, token), ctx.clock.now());
    let mut tx = ctx.db.begin().await?;
    if let Some(found) = store::signed_in(&mut tx, hash.clone()).await? {
        store::revoke_token(&mut tx, hash, now).await?;
        let what = format!("Keluar dari {}", found.sign_in.device);
        let line = sign_in::line(&found.account, SIGN_OUT, what, origin, now);
        storage::audit(&mut tx, line).await?;
    }
    Ok(tx.commit().await?)
}

/// Signs out one of the actor's devices, or takes one of their tokens back.
///
/// # Errors
///
/// [`Error::NotFound`] if it is not the actor's or has ended already.
pub(crate) async fn sign_out_device(ctx: &Ctx, actor: &Actor, device: SignInId) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let found = store::sign_ins_of(&mut tx, actor.account).await?;
    let found = found.into_iter().find(|one| one.id == device);
    let name = found.ok_or(Error::NotFound)?.device;
    store::revoke(&mut tx, actor.account, device, actor.now).await?;
    note_ending(&mut tx, actor, format!("Mengeluarkan {name}")).await?;
    Ok(tx.commit().await?)
}

/// Signs out everywhere, this browser too, and takes every token back.
pub(crate) async fn sign_out_everywhere(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    store::revoke_all(&mut tx, actor.account, actor.now).await?;
    note_ending(&mut tx, actor, "Keluar dari semua perangkat".to_owned()).await?;
    Ok(tx.commit().await?)
}

async fn note_ending(tx: &mut Tx, actor: &Actor, what: String) -> Result<()> {
    let line = actor.audit(SIGN_OUT, actor.unit, actor.account, what);
    Ok(storage::audit(tx, line).await?)
}

/// Makes a token called `name` for a program that acts as `account`; it is shown once.
pub(crate) async fn make_token(
    ctx: &Ctx,
    account: &Account,
    name: &str,
    address: &str,
) -> Result<String> {
    sign_in::open(
        ctx,
        account,
        Kind::Token,
        &Origin::of_program(name, address),
    )
    .await
}
