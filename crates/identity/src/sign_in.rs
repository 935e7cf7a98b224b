//! Signing in: slow down guessing, compare the passphrase, give the browser a new token.
//! Only a keyed hash of the token is kept; whoever reads the database can sign in as nobody.

use crate::acts::SIGN_IN;
use crate::domain::{Kind, Login, Passphrase, WINDOW, allowances};
use crate::hashing;
use crate::origin::Origin;
use crate::resolve::token_hash;
use crate::store::{self, Account, SignIn};
use jiff::Timestamp;
use kernel::access::Act;
use storage::Tx;
use web::{Ctx, Error, Result, secret};

/// What is said when login or passphrase is wrong; never which of them.
pub(crate) const WRONG: &str =
    "Nomor HP, nama pengguna, atau kata sandi belum cocok. Periksa lagi, lalu coba sekali lagi.";

/// The answer to a try.
pub(crate) enum Answer {
    /// It is them.
    Them(Box<Account>),
    /// Login or passphrase is wrong.
    Wrong,
    /// Too many tries; the seconds to wait.
    Wait(u32),
}

/// Who signs in as `login`; a known account and an unknown one take the same time.
pub(crate) async fn recognise(
    ctx: &Ctx,
    login: &Login,
    passphrase: Passphrase,
    origin: &Origin,
) -> Result<Answer> {
    let account = store::account_of(&mut ctx.db.read().await?, login).await?;
    let standing = origin
        .standing(ctx, account.as_ref(), ctx.clock.now())
        .await?;
    let allowances = allowances(login, &origin.address, &standing);
    let wait = allowances
        .iter()
        .find_map(|one| ctx.limiter.count(&one.key, one.most, WINDOW));
    if let Some(seconds) = wait {
        if let Some(account) = &account {
            note_guessing(ctx, account, origin).await?;
        }
        return Ok(Answer::Wait(seconds));
    }
    let kept = account
        .as_ref()
        .map(|account| account.passphrase_hash.clone());
    let fits = hashing::fits(passphrase, kept).await?;
    Ok(match account {
        Some(account) if fits => {
            if let Some(own) = allowances.first() {
                ctx.limiter.forget(&own.key);
            }
            Answer::Them(Box::new(account))
        }
        _ => Answer::Wrong,
    })
}

/// Tells the board that somebody guesses; once in each window, so that nobody floods the log.
async fn note_guessing(ctx: &Ctx, account: &Account, origin: &Origin) -> Result<()> {
    let told = ctx
        .limiter
        .count(&format!("catat {}", account.id), 1, WINDOW);
    if told.is_some() {
        return Ok(());
    }
    let what = format!("Percobaan masuk ke akun {} ditahan", account.in_log());
    let mut tx = ctx.db.begin().await?;
    let line = storage::Entry {
        account: None,
        who: "Belum dikenal".to_owned(),
        ..line(account, SIGN_IN, what, origin, ctx.clock.now())
    };
    storage::audit(&mut tx, line).await?;
    Ok(tx.commit().await?)
}

/// Signs `account` in and gives the new token; what was signed in on this browser ends.
///
/// # Errors
///
/// [`Error::Conflict`] if the account was closed or got another passphrase meanwhile.
pub(crate) async fn open(
    ctx: &Ctx,
    account: &Account,
    kind: Kind,
    origin: &Origin,
) -> Result<String> {
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    tx.hold(account.id).await?;
    unchanged(&mut tx, account).await?;
    let token = add(ctx, &mut tx, account, kind, origin, now).await?;
    let what = said(kind, origin);
    storage::audit(&mut tx, line(account, SIGN_IN, what, origin, now)).await?;
    tx.commit().await?;
    Ok(token)
}

/// Says no if `account` was closed or got another passphrase since it was read. The caller holds it.
///
/// # Errors
///
/// [`Error::Conflict`] if so.
pub(crate) async fn unchanged(tx: &mut Tx, account: &Account) -> Result<()> {
    let present = store::account(tx, account.id).await?;
    if present.is_some_and(|it| it.open && it.passphrase_hash == account.passphrase_hash) {
        return Ok(());
    }
    Err(Error::Conflict(
        "Akun ini baru saja diubah. Coba masuk lagi.".into(),
    ))
}

/// What the audit log says of a new sign-in.
pub(crate) fn said(kind: Kind, origin: &Origin) -> String {
    match kind {
        Kind::Token => format!("Membuat token “{}”", origin.device),
        Kind::Shared => format!("Masuk lewat {}, HP bersama", origin.device),
        Kind::Own => format!("Masuk lewat {}", origin.device),
    }
}

/// A line for the audit log by `account`, when nobody is an actor yet.
pub(crate) fn line(
    account: &Account,
    act: Act,
    what: String,
    origin: &Origin,
    now: Timestamp,
) -> storage::Entry {
    storage::Entry {
        unit: Some(account.unit),
        at: now,
        account: Some(account.id),
        who: account.in_log(),
        act: act.name.to_owned(),
        what,
        subject: Some(account.id.into()),
        address: Some(origin.address.clone()),
    }
}

/// Adds a sign-in inside the caller's transaction.
pub(crate) async fn add(
    ctx: &Ctx,
    tx: &mut Tx,
    account: &Account,
    kind: Kind,
    origin: &Origin,
    now: Timestamp,
) -> Result<String> {
    if let Some(before) = origin.token.as_deref().filter(|_| kind != Kind::Token) {
        store::revoke_token(tx, token_hash(ctx, before), now).await?;
    }
    let token = secret::hex(&secret::random::<24>());
    let sign_in = SignIn {
        id: storage::fresh(),
        kind,
        created_at: now,
        seen_at: now,
        device: origin.device.clone(),
        address: origin.address.clone(),
    };
    store::add_sign_in(tx, account, &sign_in, token_hash(ctx, &token)).await?;
    Ok(token)
}
