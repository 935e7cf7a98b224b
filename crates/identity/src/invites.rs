//! Invitations: an officer makes a link for somebody, and that person makes the account with a
//! login and a passphrase of their own. A link opens once, ends after a week, and can be taken
//! back; only a keyed hash of its token is kept.

use crate::acts::{ACCEPT_INVITE, MANAGE_OFFICERS};
use crate::domain::{Kind, Login, Passphrase};
use crate::officers::{AddError, Who, give_office, note, person};
use crate::origin::Origin;
use crate::store::invites::{self as store, Invite};
use crate::store::{Account, account_of_person, add_account};
use crate::{hashing, sign_in};
use jiff::{SignedDuration, Timestamp};
use kernel::access::{Role, Scope};
use kernel::id::PersonId;
use storage::Tx;
use web::{Actor, Ctx, Error, Result, secret};

/// How long an invitation is good.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// An invitation that was just made; its token is told only now.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) name: String,
    pub(crate) token: String,
    pub(crate) until: Timestamp,
}

/// Invites somebody, after giving them an office if `office` says so. An older invitation of
/// theirs ends.
pub(crate) async fn invite(
    ctx: &Ctx,
    actor: &Actor,
    who: &Who,
    office: Option<(Role, String)>,
) -> Result<Made, AddError> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let (person, name) = person(&mut tx, &scope, who, actor.now).await?;
    if account_of_person(&mut tx, &scope, person).await?.is_some() {
        return Err(AddError::HasAccount(name));
    }
    if let Some((role, title)) = office {
        give_office(&mut tx, actor, &scope, person, role, title).await?;
    }
    let made = add(ctx, &mut tx, actor, &scope, person, name).await?;
    tx.commit().await?;
    Ok(made)
}

async fn add(
    ctx: &Ctx,
    tx: &mut Tx,
    actor: &Actor,
    scope: &Scope,
    person: PersonId,
    name: String,
) -> Result<Made> {
    store::revoke(tx, scope, person, actor.now).await?;
    let token = secret::hex(&secret::random::<16>());
    let new = Invite {
        id: storage::fresh(),
        unit: scope.unit(),
        person,
        name,
        expires_at: actor.now + GOOD_FOR,
    };
    store::add(tx, &new, hash(ctx, &token), actor).await?;
    let what = format!("Mengundang {} membuat akun", storage::mention(person));
    note(tx, actor, person, what).await?;
    Ok(Made {
        name: new.name,
        token,
        until: new.expires_at,
    })
}

/// Takes the open invitation of `person` back.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none in the actor's unit.
pub(crate) async fn take_back(ctx: &Ctx, actor: &Actor, person: PersonId) -> Result<()> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    if store::revoke(&mut tx, &scope, person, actor.now).await? == 0 {
        return Err(Error::NotFound);
    }
    note(
        &mut tx,
        actor,
        person,
        "Membatalkan undangan akun".to_owned(),
    )
    .await?;
    Ok(tx.commit().await?)
}

fn hash(ctx: &Ctx, token: &str) -> Vec<u8> {
    ctx.keys.hash("invite", token.as_bytes())
}

/// The invitation that `token` opens now.
pub(crate) async fn opened_by(ctx: &Ctx, token: &str) -> Result<Option<Invite>> {
    let mut db = ctx.db.read().await?;
    let found = store::of_token(&mut db, hash(ctx, token)).await?;
    let now = ctx.clock.now();
    let Some(invite) = found.filter(|invite| invite.expires_at > now) else {
        return Ok(None);
    };
    let scope = Scope::of_system(invite.unit);
    let has_one = account_of_person(&mut db, &scope, invite.person).await?;
    Ok(Some(invite).filter(|_| has_one.is_none()))
}

/// Why an account was not made from an invitation.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AcceptError {
    /// Somebody else has this login.
    #[error("{}", AddError::LoginTaken)]
    LoginTaken,
    /// The invitation was used, taken back or ended meanwhile.
    #[error("the invitation is over")]
    Over,
    #[error(transparent)]
    Web(#[from] Error),
}

impl From<storage::Error> for AcceptError {
    fn from(error: storage::Error) -> Self {
        Self::Web(error.into())
    }
}

/// Makes the invited person's account and signs them in.
pub(crate) async fn accept(
    ctx: &Ctx,
    token: &str,
    login: Login,
    chosen: Passphrase,
    kind: Kind,
    origin: &Origin,
) -> Result<(Account, String), AcceptError> {
    let invite = opened_by(ctx, token).await?.ok_or(AcceptError::Over)?;
    let passphrase_hash = hashing::hash(chosen).await?;
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    tx.hold(invite.unit).await?;
    if store::used(&mut tx, invite.id, now).await? == 0 {
        return Err(AcceptError::Over);
    }
    let scope = Scope::of_system(invite.unit);
    let person = organization::find_person(&mut tx, &scope, invite.person).await?;
    let account = Account {
        id: storage::fresh(),
        unit: invite.unit,
        person: Some(invite.person),
        login,
        name: person.ok_or(AcceptError::Over)?.full_name,
        passphrase_hash,
        must_change: false,
        lang: None,
        open: true,
    };
    if account_of_person(&mut tx, &scope, invite.person)
        .await?
        .is_some()
    {
        return Err(AcceptError::Over);
    }
    if !add_account(&mut tx, &account, now).await? {
        return Err(AcceptError::LoginTaken);
    }
    let signed_in = sign_in::add(ctx, &mut tx, &account, kind, origin, now).await?;
    let what = "Menerima undangan dan membuat akun".to_owned();
    let line = sign_in::line(&account, ACCEPT_INVITE, what, origin, now);
    storage::audit(&mut tx, line).await?;
    tx.commit().await?;
    Ok((account, signed_in))
}
