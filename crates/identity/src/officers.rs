//! The unit's officers and their accounts: giving an office, giving an account with a one-time
//! passphrase, renewing it, and ending both. The last administrator of a unit always stays.

use crate::acts::MANAGE_OFFICERS;
use crate::domain::{Login, Passphrase, one_time};
use crate::ending::administered_without;
use crate::hashing;
use crate::store::{self, Account};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::{Act, Role, Scope};
use kernel::id::{AccountId, PersonId};
use organization::{NewAppointment, NewPerson, Position};
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, Result, secret};

/// Who becomes an officer.
#[derive(Debug, Clone)]
pub(crate) enum Who {
    /// Somebody on the roll.
    OnRoll(PersonId),
    /// Somebody who is put on the roll with this name.
    New(String),
}

/// An officer to be.
#[derive(Debug, Clone)]
pub(crate) struct NewOfficer {
    pub(crate) who: Who,
    /// The office to give, with words for it, empty for the usual ones; `None` leaves offices as they are.
    pub(crate) office: Option<(Role, String)>,
    pub(crate) login: Login,
}

/// A passphrase that the officer uses once; shown once.
#[derive(Debug, Clone)]
pub(crate) struct OneTime {
    pub(crate) name: String,
    pub(crate) login: Login,
    pub(crate) passphrase: String,
}

/// Why somebody can't be made an officer; the texts are for whoever tries.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AddError {
    /// The login or the person has an account already.
    #[error("Nomor HP atau nama pengguna ini sudah dipakai akun lain. Pakai yang lain.")]
    LoginTaken,
    #[error("{0} sudah punya akun. Kalau lupa kata sandi, buatkan yang baru di halaman pengurus.")]
    HasAccount(String),
    /// There is no account yet, and nothing to sign in with.
    #[error("Isi nomor HP atau nama pengguna; orang ini belum punya akun.")]
    NeedsLogin,
    #[error(transparent)]
    Web(#[from] Error),
}

impl From<storage::Error> for AddError {
    fn from(error: storage::Error) -> Self {
        Self::Web(error.into())
    }
}

/// Gives somebody an office and an account with a one-time passphrase.
pub(crate) async fn add(ctx: &Ctx, actor: &Actor, new: NewOfficer) -> Result<OneTime, AddError> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    let passphrase = one_time(secret::random());
    let hash = hashing::hash(Passphrase::typed(&passphrase)).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let (person, name) = person(&mut tx, &scope, &new.who, actor.now).await?;
    if store::account_of_person(&mut tx, &scope, person)
        .await?
        .is_some()
    {
        return Err(AddError::HasAccount(name));
    }
    if let Some((role, title)) = new.office {
        give_office(&mut tx, actor, &scope, person, role, title).await?;
    }
    let account = Account {
        id: storage::fresh(),
        unit: scope.unit(),
        person: Some(person),
        login: new.login,
        name,
        passphrase_hash: hash,
        must_change: true,
        lang: None,
        open: true,
    };
    if !store::add_account(&mut tx, &account, actor.now).await? {
        return Err(AddError::LoginTaken);
    }
    store::invites::revoke(&mut tx, &scope, person, actor.now).await?;
    let what = format!("Membuat akun untuk {}", account.in_log());
    note(&mut tx, actor, account.id, what).await?;
    tx.commit().await?;
    Ok(OneTime {
        name: account.name,
        login: account.login,
        passphrase,
    })
}

/// Who becomes an officer, by id and name; put on the roll if new.
pub(crate) async fn person(
    tx: &mut Tx,
    scope: &Scope,
    who: &Who,
    now: Timestamp,
) -> Result<(PersonId, String)> {
    match who {
        Who::OnRoll(id) => {
            let found = organization::find_person(tx, scope, *id)
                .await?
                .ok_or(Error::NotFound)?;
            Ok((*id, found.full_name))
        }
        Who::New(name) => {
            let new = NewPerson {
                full_name: name.clone(),
                ..NewPerson::default()
            };
            Ok((
                organization::add_person(tx, scope, &new, now).await?,
                name.clone(),
            ))
        }
    }
}

/// Gives an office from today on, under the unit's usual name for it where `title` is empty; gives
/// that name.
pub(crate) async fn give_office(
    tx: &mut Tx,
    actor: &Actor,
    scope: &Scope,
    person: PersonId,
    role: Role,
    title: String,
) -> Result<String> {
    let words = organization::board_words(tx, scope).await?;
    let title = words.or_usual(Position::With(role), &title);
    let what = format!("Menjadikan {} {title}", storage::mention(person));
    let office = NewAppointment {
        person,
        role,
        title: title.clone(),
        from: actor.today(),
        until: None,
    };
    organization::appoint(tx, scope, &office, actor.now).await?;
    note(tx, actor, person, what).await?;
    Ok(title)
}

/// Gives an officer who has not signed in yet another passphrase for one use. An account that is
/// in use comes back by two officers together.
///
/// # Errors
///
/// [`Error::NotFound`] if `person` has no open account in the actor's unit.
pub(crate) async fn renew(ctx: &Ctx, actor: &Actor, person: PersonId) -> Result<OneTime> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    if actor.person == Some(person) {
        return Err(Error::Rule(
            "Kata sandi sendiri diganti di halaman Akun.".into(),
        ));
    }
    let passphrase = one_time(secret::random());
    let hash = hashing::hash(Passphrase::typed(&passphrase)).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let account = store::account_of_person(&mut tx, &scope, person)
        .await?
        .ok_or(Error::NotFound)?;
    if !account.must_change {
        return Err(Error::Rule(
            "Akun ini sudah dipakai. Memulihkannya perlu dua pengurus, di halaman Pengurus.".into(),
        ));
    }
    tx.hold(account.id).await?;
    administered_without(&mut tx, &scope, &[person], actor.today()).await?;
    store::save_passphrase(&mut tx, account.id, &hash, true).await?;
    store::revoke_all(&mut tx, account.id, actor.now).await?;
    let what = format!("Membuat kata sandi sekali pakai untuk {}", account.in_log());
    note(&mut tx, actor, account.id, what).await?;
    tx.commit().await?;
    Ok(OneTime {
        name: account.name,
        login: account.login,
        passphrase,
    })
}

/// Closes the account of `person`, takes back invitations and roles beside offices and, if asked,
/// ends their offices as of today.
///
/// # Errors
///
/// [`Error::Rule`] if nobody would be left who can look after the officers.
pub(crate) async fn remove(
    ctx: &Ctx,
    actor: &Actor,
    person: PersonId,
    end_offices: bool,
) -> Result<String> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let found = organization::find_person(&mut tx, &scope, person)
        .await?
        .ok_or(Error::NotFound)?;
    administered_without(&mut tx, &scope, &[person], actor.today()).await?;
    store::invites::revoke(&mut tx, &scope, person, actor.now).await?;
    store::extra_roles::end_all(&mut tx, &scope, person, actor.now).await?;
    if let Some(account) = store::account_of_person(&mut tx, &scope, person).await? {
        tx.hold(account.id).await?;
        store::close_account(&mut tx, account.id, actor.now).await?;
        note(
            &mut tx,
            actor,
            account.id,
            format!("Menutup akun {}", account.in_log()),
        )
        .await?;
    }
    if end_offices {
        // The last day counts as a day in office, so it is yesterday.
        let last = actor.today().yesterday().unwrap_or(actor.today());
        if organization::end_appointments(&mut tx, &scope, person, last).await? > 0 {
            note(
                &mut tx,
                actor,
                person,
                format!("Mengakhiri jabatan {}", storage::mention(person)),
            )
            .await?;
        }
    }
    tx.commit().await?;
    Ok(found.full_name)
}

/// A line about somebody who is, was or will be an officer.
pub(crate) async fn note(
    tx: &mut Tx,
    actor: &Actor,
    subject: impl Into<uuid::Uuid>,
    what: String,
) -> Result<()> {
    let entry = actor.audit(MANAGE_OFFICERS, actor.unit, subject, what);
    Ok(storage::audit(tx, entry).await?)
}

/// The open accounts of the scope's unit whose owner may do `act` there on `today`.
///
/// # Errors
///
/// When the database refuses.
pub async fn who_may(
    db: &mut impl Query,
    scope: &Scope,
    act: Act,
    today: Date,
) -> Result<Vec<AccountId>> {
    let mut found = Vec::new();
    for account in store::accounts_in(db, scope).await? {
        let Some(person) = account.person else {
            continue;
        };
        let grants = crate::resolve::grants(db, person, today).await?;
        if Scope::resolve(&act, scope.unit(), &grants).is_some() {
            found.push(account.id);
        }
    }
    Ok(found)
}

/// An account for a program's own use: the demo and tests.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Whose.
    pub person: PersonId,
    /// Name on the pages.
    pub name: String,
    /// Phone or user name.
    pub login: Login,
    /// Passphrase.
    pub passphrase: Passphrase,
}

/// Makes an account in the scope's unit that can sign in at once.
///
/// # Errors
///
/// [`Error::Conflict`] if the login or the person has an account already.
pub async fn add_account(
    ctx: &Ctx,
    scope: &Scope,
    new: NewAccount,
    now: Timestamp,
) -> Result<AccountId> {
    let account = Account {
        id: storage::fresh(),
        unit: scope.unit(),
        person: Some(new.person),
        login: new.login,
        name: new.name,
        passphrase_hash: hashing::hash(new.passphrase).await?,
        must_change: false,
        lang: None,
        open: true,
    };
    let mut tx = ctx.db.begin().await?;
    if !store::add_account(&mut tx, &account, now).await? {
        return Err(Error::Conflict(AddError::LoginTaken.to_string()));
    }
    tx.commit().await?;
    Ok(account.id)
}
