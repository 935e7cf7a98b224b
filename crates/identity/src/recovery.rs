//! The way back into an account whose passphrase is forgotten: one officer asks for it, another
//! agrees, each with their own sign-in, and only then there is a link, good once and for a day.
//! Where no two others can sign in, the keeper of the server makes the link.

use crate::acts::RECOVER_ACCOUNT;
use crate::domain::{Kind, Login, Passphrase};
use crate::origin::Origin;
use crate::store::recoveries::{self as store, Recovery};
use crate::store::{self as accounts, Account};
use crate::{hashing, sign_in, two_steps};
use jiff::{SignedDuration, Timestamp};
use kernel::id::{AccountId, PersonId};
use storage::Tx;
use web::{Actor, Ctx, Error, Result, secret};

/// How long a request waits for somebody to agree.
const WAITS_FOR: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How long a link is good.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24);
/// Who makes a link from the command line.
const KEEPER: &str = "Pengelola server";

/// What came of an officer's step.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// It was asked for; somebody else has to agree.
    Asked,
    /// The second officer agreed: the link, told only now.
    Agreed(Link),
}

/// A link back into an account.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) name: String,
    pub(crate) token: String,
    pub(crate) until: Timestamp,
}

/// Asks for the way back of `person`, or agrees to what another officer asked for.
///
/// # Errors
///
/// [`Error::Rule`] if it is the actor's own account, if the actor alone has asked, or if nobody
/// has used the account yet.
pub(crate) async fn step(ctx: &Ctx, actor: &Actor, person: PersonId) -> Result<Step> {
    let scope = actor.may(RECOVER_ACCOUNT, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let account = accounts::account_of_person(&mut tx, &scope, person).await?;
    let account = account.ok_or(Error::NotFound)?;
    if account.id == actor.account {
        return Err(refused(
            "Akun sendiri dipulihkan oleh dua pengurus lain, bukan oleh pemiliknya.",
        ));
    }
    if account.must_change {
        return Err(refused(
            "Akun ini belum pernah dipakai. Cukup buatkan kata sandi sekali pakai yang baru.",
        ));
    }
    tx.hold(account.id).await?;
    let step = match store::of(&mut tx, account.id, actor.now).await? {
        None => ask(&mut tx, actor, &account).await?,
        Some(open) if open.asked_by == Some(actor.account) => {
            return Err(refused(
                "Satu pengurus saja tidak cukup. Minta pengurus lain membuka halaman ini dan \
                 menyetujui.",
            ));
        }
        Some(open) if !open.agreed_by_name.is_empty() => {
            return Err(refused(
                "Pemulihan ini sudah disetujui dan tautannya sudah dibuat. Kalau tautannya hilang, \
                 batalkan dulu lalu minta lagi.",
            ));
        }
        Some(open) => agree(ctx, &mut tx, actor, &account, &open).await?,
    };
    tx.commit().await?;
    Ok(step)
}

fn refused(text: &str) -> Error {
    Error::Rule(text.to_owned())
}

async fn ask(tx: &mut Tx, actor: &Actor, account: &Account) -> Result<Step> {
    store::end(tx, account.id, actor.now).await?; // one that nobody agreed to in time
    let new = Recovery {
        id: storage::fresh(),
        unit: account.unit,
        account: account.id,
        asked_by: Some(actor.account),
        asked_by_name: actor.name.clone(),
        agreed_by: None,
        agreed_by_name: String::new(),
        expires_at: actor.now + WAITS_FOR,
    };
    store::add(tx, &new, actor.now).await?;
    note(tx, actor, account, "Meminta pemulihan akun").await?;
    Ok(Step::Asked)
}

async fn agree(
    ctx: &Ctx,
    tx: &mut Tx,
    actor: &Actor,
    account: &Account,
    open: &Recovery,
) -> Result<Step> {
    let token = secret::hex(&secret::random::<16>());
    let until = actor.now + GOOD_FOR;
    let (by, name) = (Some(actor.account), actor.name.as_str());
    store::agree(tx, open.id, by, name, hash(ctx, &token), until).await?;
    note(tx, actor, account, "Menyetujui pemulihan akun").await?;
    Ok(Step::Agreed(Link {
        name: account.name.clone(),
        token,
        until,
    }))
}

async fn note(tx: &mut Tx, actor: &Actor, account: &Account, what: &str) -> Result<()> {
    let what = format!("{what} {}", account.in_log());
    let line = actor.audit(RECOVER_ACCOUNT, account.unit, account.id, what);
    Ok(storage::audit(tx, line).await?)
}

/// Ends the open way back of `person`.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none in the actor's unit.
pub(crate) async fn stop(ctx: &Ctx, actor: &Actor, person: PersonId) -> Result<()> {
    let scope = actor.may(RECOVER_ACCOUNT, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let account = accounts::account_of_person(&mut tx, &scope, person).await?;
    let account = account.ok_or(Error::NotFound)?;
    tx.hold(account.id).await?;
    end(&mut tx, actor, &account).await?;
    Ok(tx.commit().await?)
}

/// The owner says that nobody has forgotten anything.
///
/// # Errors
///
/// [`Error::NotFound`] if nobody asked for the way back.
pub(crate) async fn stop_own(ctx: &Ctx, actor: &Actor) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.account).await?;
    let account = accounts::account(&mut tx, actor.account).await?;
    end(&mut tx, actor, &account.ok_or(Error::NotFound)?).await?;
    Ok(tx.commit().await?)
}

async fn end(tx: &mut Tx, actor: &Actor, account: &Account) -> Result<()> {
    if store::end(tx, account.id, actor.now).await? == 0 {
        return Err(Error::NotFound);
    }
    note(tx, actor, account, "Membatalkan pemulihan akun").await
}

fn hash(ctx: &Ctx, token: &str) -> Vec<u8> {
    ctx.keys.hash("recovery", token.as_bytes())
}

/// The account that `token` opens now.
pub(crate) async fn opened_by(ctx: &Ctx, token: &str) -> Result<Option<(Recovery, Account)>> {
    let mut db = ctx.db.read().await?;
    let found = store::of_token(&mut db, hash(ctx, token)).await?;
    let now = ctx.clock.now();
    let Some(open) = found.filter(|open| open.expires_at > now) else {
        return Ok(None);
    };
    let account = accounts::account(&mut db, open.account).await?;
    let account = account.filter(|account| account.open);
    Ok(account.map(|account| (open, account)))
}

/// Gives the account the passphrase its owner chose and signs them in; whatever was signed in
/// before ends, and codes and passkeys are forgotten. `None` if the link was used meanwhile.
pub(crate) async fn settle(
    ctx: &Ctx,
    (open, account): &(Recovery, Account),
    chosen: Passphrase,
    kind: Kind,
    origin: &Origin,
) -> Result<Option<String>> {
    let hash = hashing::hash(chosen).await?;
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    tx.hold(account.id).await?;
    if store::used(&mut tx, open.id, now).await? == 0 {
        return Ok(None);
    }
    sign_in::unchanged(&mut tx, account).await?;
    accounts::save_passphrase(&mut tx, account.id, &hash, false).await?;
    accounts::end_ways_in(&mut tx, account.id, now).await?;
    two_steps::forget(&mut tx, account.id).await?;
    let token = sign_in::add(ctx, &mut tx, account, kind, origin, now).await?;
    let asked = in_log(&mut tx, open.asked_by).await?;
    let agreed = in_log(&mut tx, open.agreed_by).await?;
    let what = format!("Masuk lagi lewat pemulihan dari {asked} dan {agreed}");
    let line = sign_in::line(account, RECOVER_ACCOUNT, what, origin, now);
    storage::audit(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// How the log speaks of whoever asked or agreed.
async fn in_log(tx: &mut Tx, by: Option<AccountId>) -> Result<String> {
    let Some(by) = by else {
        return Ok(KEEPER.to_owned());
    };
    let account = accounts::account(tx, by).await?;
    Ok(account.map_or_else(|| KEEPER.to_owned(), |account| account.in_log()))
}

/// Makes a link back into the account of `login` for the keeper of the server; whose it is and
/// the link. `None` if nobody has that login.
///
/// # Errors
///
/// When the database refuses.
pub async fn recover_from_server(ctx: &Ctx, login: &Login) -> Result<Option<(String, String)>> {
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    let Some(account) = accounts::account_of(&mut tx, login).await? else {
        return Ok(None);
    };
    tx.hold(account.id).await?;
    store::end(&mut tx, account.id, now).await?;
    let new = Recovery {
        id: storage::fresh(),
        unit: account.unit,
        account: account.id,
        asked_by: None,
        asked_by_name: KEEPER.to_owned(),
        agreed_by: None,
        agreed_by_name: String::new(),
        expires_at: now + GOOD_FOR,
    };
    store::add(&mut tx, &new, now).await?;
    let token = secret::hex(&secret::random::<16>());
    store::agree(
        &mut tx,
        new.id,
        None,
        KEEPER,
        hash(ctx, &token),
        new.expires_at,
    )
    .await?;
    let line = storage::Entry {
        unit: Some(account.unit),
        at: now,
        account: None,
        who: KEEPER.to_owned(),
        act: RECOVER_ACCOUNT.name.to_owned(),
        what: format!("Membuat tautan pemulihan akun {}", account.in_log()),
        subject: Some(account.id.into()),
        address: None,
    };
    storage::audit(&mut tx, line).await?;
    tx.commit().await?;
    let link = ctx.link(&format!("/pulih/{token}"));
    Ok(Some((account.name, link)))
}
