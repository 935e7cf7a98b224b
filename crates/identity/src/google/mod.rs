//! Signing in with Google, where the operator has set it up. An officer links the own Google account
//! while signed in, with the passphrase; an e-mail address alone opens nothing. Then Google says
//! who they are in place of the passphrase, and a code is still asked for, if codes are on.

mod http;
mod provider;

pub(crate) use provider::GoogleAccount;

use crate::acts::{CHANGE_GOOGLE, SIGN_IN};
use crate::domain::{Kind, WINDOW, in_words, local};
use crate::origin::Origin;
use crate::pending::{self, Step};
use crate::store::links as store;
use crate::store::{self as accounts, Account};
use crate::{sign_in, two_steps};
use provider::{Errand, ProviderError};
use serde::{Deserialize, Serialize};
use web::{Actor, Ctx, Error, Google, Result, Visitor};

/// Questions to Google from one address in [`WINDOW`] seconds.
const TRIES: u32 = 30;

/// Where Google sends people back to; the operator registers it there.
const BACK: &str = "/masuk/google/kembali";

fn google(ctx: &Ctx) -> Result<&Google> {
    ctx.settings.google.as_ref().ok_or(Error::NotFound)
}

/// The address of the page at `path` that leads to Google, if that is set up. It is a whole address:
/// who has come by another one comes back from Google to this one.
pub(crate) fn link_to(ctx: &Ctx, path: &str) -> Option<String> {
    google(ctx).is_ok().then(|| ctx.link(path))
}

fn slow_down(visitor: &Visitor) -> Result<()> {
    let key = format!("google dari {}", visitor.address);
    match visitor.ctx.limiter.count(&key, TRIES, WINDOW) {
        Some(seconds) => Err(Error::TooMany(in_words(seconds, |text| visitor.say(text)))),
        None => Ok(()),
    }
}

/// In words; the log says why.
fn in_plain_words(error: &ProviderError) -> Error {
    tracing::info!(%error, "a sign-in with Google failed");
    let text = match error {
        ProviderError::Silent(_) => {
            "Google belum menjawab. Coba lagi nanti, atau masuk dengan kata sandi."
        }
        ProviderError::Refused(_) => {
            "Jawaban Google tidak cocok. Mulai sekali lagi dari awal, atau masuk dengan kata sandi."
        }
    };
    Error::Rule(text.into())
}

fn over() -> Error {
    Error::Rule(
        "Permintaan ke Google ini sudah lewat atau sudah dipakai. Mulai sekali lagi dari awal."
            .into(),
    )
}

/// A way to Google and back.
#[derive(Serialize, Deserialize)]
struct Trip {
    errand: Errand,
    /// Where to go after signing in.
    goal: String,
}

/// Whoever is signed in links an account, anybody else signs in.
fn step(visitor: &Visitor) -> Step {
    match &visitor.actor {
        Some(_) => Step::LinkGoogle,
        None => Step::EnterByGoogle,
    }
}

/// The address at Google to which the visitor goes now, to sign in and go on to `goal`, or to link
/// an account to the one that is signed in.
///
/// # Errors
///
/// [`Error::Rule`] if Google does not answer, or others use this phone, too;
/// [`Error::TooMany`] after too many tries.
pub(crate) async fn set_out(visitor: &Visitor, goal: &str) -> Result<String> {
    let (ctx, google) = (&visitor.ctx, google(&visitor.ctx)?);
    if visitor.actor.as_ref().is_some_and(|actor| actor.shared) {
        return Err(Error::Rule(
            "HP ini dipakai bersama. Tautkan akun Google dari HP sendiri.".into(),
        ));
    }
    slow_down(visitor)?;
    let ticket = pending::ticket();
    let asked = provider::address(google, ctx.link(BACK), ticket.clone()).await;
    let (address, errand) = asked.map_err(|error| in_plain_words(&error))?;
    let trip = Trip {
        errand,
        goal: local(goal).to_owned(),
    };
    pending::keep(visitor, step(visitor), &ticket, &trip).await?;
    Ok(address)
}

/// What Google sends back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Arrival {
    state: String,
    code: String,
    error: String,
}

/// Whose Google account it is, and where to go after signing in; `None` if they changed their mind.
///
/// # Errors
///
/// [`Error::Rule`] if the way was not begun in this browser, is over, or Google's answer does not do.
pub(crate) async fn come_back(
    visitor: &Visitor,
    arrival: Arrival,
) -> Result<Option<(GoogleAccount, String)>> {
    let (ctx, google) = (&visitor.ctx, google(&visitor.ctx)?);
    slow_down(visitor)?;
    let trip = pending::take(visitor, step(visitor), &arrival.state).await?;
    let Trip { errand, goal } = trip.ok_or_else(over)?;
    match arrival.error.as_str() {
        "" => {}
        "access_denied" => return Ok(None),
        other => return Err(in_plain_words(&ProviderError::said(other))),
    }
    let (back, now) = (ctx.link(BACK), visitor.now());
    let found = provider::account(google, back, arrival.code, errand, now).await;
    let found = found.map_err(|error| in_plain_words(&error))?;
    Ok(Some((found, goal)))
}

/// The open account to which `found` is linked.
///
/// # Errors
///
/// [`Error::Rule`] if there is none.
pub(crate) async fn owner(ctx: &Ctx, found: &GoogleAccount) -> Result<Account> {
    let mut db = ctx.db.read().await?;
    let owner = store::owner(&mut db, &found.issuer, &found.subject).await?;
    let account = match owner {
        Some(owner) => accounts::account(&mut db, owner).await?,
        None => None,
    };
    let account = account.filter(|account| account.open && !account.must_change);
    account.ok_or_else(|| {
        Error::Rule(
            "Akun Google ini belum ditautkan. Masuk dulu dengan kata sandi, lalu tautkan di halaman Akun."
                .into(),
        )
    })
}

/// Signs `account`, whom Google has named, in with the code `typed`, if codes are on; `None` if it
/// is no code of now.
///
/// # Errors
///
/// [`Error::Conflict`] if the account was changed or is linked no more, [`Error::TooMany`] after
/// too many codes.
pub(crate) async fn enter(
    ctx: &Ctx,
    account: &Account,
    typed: &str,
    kind: Kind,
    origin: &Origin,
) -> Result<Option<String>> {
    google(ctx)?;
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    tx.hold(account.id).await?;
    sign_in::unchanged(&mut tx, account).await?;
    if store::used(&mut tx, account.id, now).await? == 0 {
        return Err(Error::Conflict(
            "Akun ini baru saja diubah. Coba masuk lagi.".into(),
        ));
    }
    if !two_steps::passes(ctx, &mut tx, account.id, typed, now).await? {
        return Ok(None);
    }
    let token = sign_in::add(ctx, &mut tx, account, kind, origin, now).await?;
    let what = format!("{}, dengan akun Google", sign_in::said(kind, origin));
    let line = sign_in::line(account, SIGN_IN, what, origin, now);
    storage::audit(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// Keeps `found` until its owner has shown the passphrase; the ticket for that.
pub(crate) async fn to_be_linked(visitor: &Visitor, found: &GoogleAccount) -> Result<String> {
    pending::begin(visitor, Step::ConfirmGoogle, found).await
}

/// What was kept under `ticket`.
///
/// # Errors
///
/// [`Error::Rule`] if it is over.
pub(crate) async fn confirmed(visitor: &Visitor, ticket: &str) -> Result<GoogleAccount> {
    let found = pending::take(visitor, Step::ConfirmGoogle, ticket).await?;
    found.ok_or_else(over)
}

/// Links `found` to the actor's account. The caller has asked for the passphrase.
///
/// # Errors
///
/// [`Error::Rule`] if the account has one already, or `found` belongs to another account.
pub(crate) async fn link(ctx: &Ctx, actor: &Actor, found: &GoogleAccount) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.account).await?;
    if !accounts::goes_on(&mut tx, actor.sign_in).await? {
        return Err(Error::Conflict(
            "Akun ini baru saja diubah. Coba masuk lagi.".into(),
        ));
    }
    if store::of(&mut tx, actor.account).await?.is_some() {
        return Err(Error::Rule(
            "Sudah ada akun Google yang tertaut. Lepas dulu yang itu.".into(),
        ));
    }
    if !store::add(&mut tx, actor.account, found, actor.now).await? {
        return Err(Error::Rule(
            "Akun Google ini sudah ditautkan ke akun lain di Guyub ini.".into(),
        ));
    }
    let line = actor.audit(
        CHANGE_GOOGLE,
        actor.unit,
        actor.account,
        "Menautkan akun Google",
    );
    storage::audit(&mut tx, line).await?;
    Ok(tx.commit().await?)
}

/// Links nothing to the actor's account any more.
///
/// # Errors
///
/// [`Error::NotFound`] if nothing was.
pub(crate) async fn unlink(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    if store::remove(&mut tx, actor.account).await? == 0 {
        return Err(Error::NotFound);
    }
    let line = actor.audit(
        CHANGE_GOOGLE,
        actor.unit,
        actor.account,
        "Melepas akun Google",
    );
    storage::audit(&mut tx, line).await?;
    Ok(tx.commit().await?)
}
