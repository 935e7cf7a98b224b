//! Passkeys: an officer signs in with the finger, face or code that opens the phone. Guyub asks a
//! question (a challenge), the phone signs it, `webauthn-rs` says whether the answer is right.
//! The passphrase remains; a passkey goes wherever sign-ins end for good.

use crate::acts::{CHANGE_PASSKEYS, SIGN_IN};
use crate::domain::{Kind, Party, WINDOW, in_words};
use crate::origin::Origin;
use crate::pending::{self, Step};
use crate::sign_in;
use crate::store::passkeys::{self as store, Passkey};
use crate::store::{self as accounts, Account};
use kernel::id::{AccountId, PasskeyId};
use serde::de::DeserializeOwned;
use storage::Tx;
use web::{Actor, Ctx, Error, Result, Visitor};
use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, Passkey as Key, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, RequestChallengeResponse, Url, Webauthn,
    WebauthnBuilder,
};

/// Passkeys that one account may have.
const MOST: usize = 10;
/// Questions and answers from one address in [`WINDOW`] seconds.
const TRIES: u32 = 60;

/// The address at which passkeys are made and used, if browsers allow them there.
pub(crate) fn place(ctx: &Ctx) -> Option<String> {
    Party::at(&ctx.settings.public_url).map(|party| party.origin)
}

/// As [`place`], once somebody has a passkey.
pub(crate) async fn place_to_use(ctx: &Ctx) -> Result<Option<String>> {
    match place(ctx) {
        Some(place) if store::any(&mut ctx.db.read().await?).await? => Ok(Some(place)),
        _ => Ok(None),
    }
}

fn library(ctx: &Ctx) -> Result<Webauthn> {
    let party = Party::at(&ctx.settings.public_url).ok_or(Error::NotFound)?;
    let origin = Url::parse(&party.origin).map_err(|_| Error::NotFound)?;
    let builder = WebauthnBuilder::new(&party.domain, &origin);
    builder
        .and_then(|builder| builder.rp_name("Guyub").build())
        .map_err(|_| Error::NotFound)
}

/// What is said when a passkey does not do; the log says why.
fn refused(error: impl std::fmt::Display) -> Error {
    tracing::info!(%error, "a passkey was refused");
    Error::Rule(
        "Passkey ini belum bisa dipakai. Coba sekali lagi, atau masuk dengan kata sandi.".into(),
    )
}

fn slow_down(visitor: &Visitor) -> Result<()> {
    let key = format!("passkey dari {}", visitor.address);
    match visitor.ctx.limiter.count(&key, TRIES, WINDOW) {
        Some(seconds) => Err(Error::TooMany(in_words(seconds, |text| visitor.say(text)))),
        None => Ok(()),
    }
}

/// The phone's answer, as the page's script writes it.
fn read<T: DeserializeOwned>(answer: &str) -> Result<T> {
    serde_json::from_str(answer).map_err(refused)
}

/// A question to a phone, and the ticket with which its answer comes back.
pub(crate) struct Question<T> {
    pub(crate) ticket: String,
    pub(crate) options: T,
}

/// What to ask the phone at which `account` is signed in, so that it makes a passkey. The caller has
/// asked for the passphrase.
///
/// # Errors
///
/// [`Error::Rule`] on a phone that others use, too, and if there are too many already.
pub(crate) async fn ask_to_make(
    visitor: &Visitor,
    actor: &Actor,
    account: &Account,
) -> Result<Question<CreationChallengeResponse>> {
    let library = library(&visitor.ctx)?;
    if actor.shared {
        return Err(Error::Rule(
            "HP ini dipakai bersama. Buat passkey di HP sendiri, supaya orang lain tidak ikut bisa masuk."
                .into(),
        ));
    }
    let known = store::of(&mut visitor.ctx.db.read().await?, account.id).await?;
    room(&known)?;
    let known = known.into_iter().map(|one| one.credential).collect();
    let (login, name) = (account.login.as_str(), account.name.as_str());
    let (mut options, state) = library
        .start_passkey_registration(account.id.into(), login, name, Some(known))
        .map_err(|error| Error::Other(error.into()))?;
    // The phone remembers whose it is, so that nobody types a login to sign in.
    if let Some(wanted) = &mut options.public_key.authenticator_selection {
        wanted.resident_key = None;
        wanted.require_resident_key = true;
    }
    let ticket = pending::begin(visitor, Step::MakePasskey, &state).await?;
    Ok(Question { ticket, options })
}

fn room(known: &[Passkey]) -> Result<()> {
    if known.len() < MOST {
        return Ok(());
    }
    Err(Error::Rule(
        "Sudah ada sepuluh passkey. Hapus dulu yang tidak dipakai.".into(),
    ))
}

/// Keeps the passkey that the phone of `origin` has made for the actor.
///
/// # Errors
///
/// [`Error::Rule`] if it is none, answers no question of ours, or is one too many.
pub(crate) async fn keep(
    visitor: &Visitor,
    actor: &Actor,
    (ticket, answer): (&str, &str),
    origin: &Origin,
) -> Result<()> {
    let ctx = &visitor.ctx;
    let library = library(ctx)?;
    let asked = pending::take(visitor, Step::MakePasskey, ticket).await?;
    let asked: PasskeyRegistration = asked.ok_or_else(|| refused("no question of ours"))?;
    let answer: RegisterPublicKeyCredential = read(answer)?;
    let key = library.finish_passkey_registration(&answer, &asked);
    let key = key.map_err(refused)?;
    let new = Passkey {
        id: storage::fresh(),
        account: actor.account,
        credential: key.cred_id().clone(),
        data: write(&key)?,
        name: origin.device.clone(),
        created_at: actor.now,
        used_at: None,
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.account).await?;
    if !accounts::goes_on(&mut tx, actor.sign_in).await? {
        return Err(Error::Conflict(
            "Akun ini baru saja diubah. Coba masuk lagi.".into(),
        ));
    }
    room(&store::of(&mut tx, actor.account).await?)?;
    if !store::add(&mut tx, &new).await? {
        return Err(refused("it is kept already"));
    }
    let what = format!("Menambah passkey dari {}", new.name);
    note(&mut tx, actor, what).await?;
    Ok(tx.commit().await?)
}

fn write(key: &Key) -> Result<String> {
    serde_json::to_string(key).map_err(|error| Error::Other(error.into()))
}

async fn note(tx: &mut Tx, actor: &Actor, what: String) -> Result<()> {
    let line = actor.audit(CHANGE_PASSKEYS, actor.unit, actor.account, what);
    Ok(storage::audit(tx, line).await?)
}

/// Takes one of the actor's passkeys away.
///
/// # Errors
///
/// [`Error::NotFound`] if it is not the actor's.
pub(crate) async fn remove(ctx: &Ctx, actor: &Actor, id: PasskeyId) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let name = store::remove(&mut tx, actor.account, id).await?;
    let name = name.ok_or(Error::NotFound)?;
    note(&mut tx, actor, format!("Menghapus passkey dari {name}")).await?;
    Ok(tx.commit().await?)
}

/// What to ask a phone whose owner wants to sign in.
///
/// # Errors
///
/// [`Error::TooMany`] after too many tries.
pub(crate) async fn ask_to_use(visitor: &Visitor) -> Result<Question<RequestChallengeResponse>> {
    let library = library(&visitor.ctx)?;
    slow_down(visitor)?;
    let (options, state) = library
        .start_discoverable_authentication()
        .map_err(|error| Error::Other(error.into()))?;
    let ticket = pending::begin(visitor, Step::UsePasskey, &state).await?;
    Ok(Question { ticket, options })
}

/// Signs in whoever's phone has given this answer. The phone has made sure of its owner, so it is
/// something they have and something they are or know: no code is asked for.
///
/// # Errors
///
/// [`Error::Rule`] if the answer opens no account, [`Error::TooMany`] after too many tries.
pub(crate) async fn sign_in(
    visitor: &Visitor,
    (ticket, answer): (&str, &str),
    kind: Kind,
    origin: &Origin,
) -> Result<(Account, String)> {
    let ctx = &visitor.ctx;
    let library = library(ctx)?;
    slow_down(visitor)?;
    let asked = pending::take(visitor, Step::UsePasskey, ticket).await?;
    let asked: DiscoverableAuthentication = asked.ok_or_else(|| refused("no question of ours"))?;
    let answer: PublicKeyCredential = read(answer)?;
    let named = library.identify_discoverable_authentication(&answer);
    let (owner, credential) = named.map_err(refused)?;
    let owner = AccountId::from(owner);
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    tx.hold(owner).await?;
    let passkey = store::find(&mut tx, credential).await?;
    let passkey = passkey.filter(|passkey| passkey.account == owner);
    let passkey = passkey.ok_or_else(|| refused("nobody's"))?;
    let mut key: Key =
        serde_json::from_str(&passkey.data).map_err(|error| Error::Other(error.into()))?;
    let outcome = library.finish_discoverable_authentication_v2(&answer, asked, &key);
    key.update_credential(&outcome.map_err(refused)?);
    let account = accounts::account(&mut tx, owner).await?;
    let account = account.filter(|account| account.open && !account.must_change);
    let account = account.ok_or_else(|| refused("the account is closed"))?;
    store::used(&mut tx, passkey.id, &write(&key)?, now).await?;
    let token = sign_in::add(ctx, &mut tx, &account, kind, origin, now).await?;
    let what = format!("{}, dengan passkey", sign_in::said(kind, origin));
    let line = sign_in::line(&account, SIGN_IN, what, origin, now);
    storage::audit(&mut tx, line).await?;
    tx.commit().await?;
    Ok((account, token))
}
