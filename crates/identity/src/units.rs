//! Officers of several units: which one the pages show; and giving a unit below one's own its
//! officers, until it has a board that does so itself.

use crate::acts::MANAGE_OFFICERS;
use crate::domain::{Login, Passphrase, one_time};
use crate::hashing;
use crate::officers::{AddError, OneTime, Who, give_office, note};
use crate::store::{self, Account};
use kernel::access::{Role, Scope};
use kernel::id::{PersonId, UnitId};
use organization::{NewPerson, Reached, Unit};
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, Result, secret};

/// The units where the actor holds an office today, with the offices' names.
pub(crate) async fn held(ctx: &Ctx, actor: &Actor) -> Result<Vec<(Unit, String)>> {
    let mut db = ctx.db.read().await?;
    let mut held: Vec<(Unit, String)> = Vec::new();
    for grant in &actor.grants {
        let title = grant.role.title();
        if let Some((_, titles)) = held.iter_mut().find(|(unit, _)| unit.id == grant.unit) {
            *titles = format!("{titles}, {title}");
        } else if let Some(unit) = organization::unit(&mut db, grant.unit).await? {
            held.push((unit, title.to_owned()));
        }
    }
    Ok(held)
}

/// The unit `id` whose officers the actor may give: below the actor's own, or the one right above
/// it that has none yet.
///
/// # Errors
///
/// [`Error::Rule`] if it has a board that decides for itself.
pub(crate) async fn founded(db: &mut impl Query, actor: &Actor, id: UnitId) -> Result<Reached> {
    actor.may(MANAGE_OFFICERS, actor.unit)?;
    let reached = organization::reach_to_found(db, actor, id).await?;
    if reached.is_own() {
        return Err(Error::NotFound);
    }
    Ok(reached)
}

/// An officer to be, in a unit below one's own.
#[derive(Debug, Clone)]
pub(crate) struct NewBelow {
    pub(crate) who: Who,
    pub(crate) role: Role,
    /// Empty for the usual name of the office.
    pub(crate) title: String,
    /// For a new account; not needed by somebody who has one.
    pub(crate) login: Option<Login>,
}

/// What came of it: name and office, and the passphrase of a new account.
pub(crate) struct Added {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) one_time: Option<OneTime>,
}

/// Gives somebody an office in the unit `id` below the actor's, and an account if they have none.
pub(crate) async fn add_below(
    ctx: &Ctx,
    actor: &Actor,
    id: UnitId,
    new: NewBelow,
) -> Result<Added, AddError> {
    actor.may(MANAGE_OFFICERS, actor.unit)?;
    let passphrase = one_time(secret::random());
    let hash = match new.login {
        Some(_) => hashing::hash(Passphrase::typed(&passphrase)).await?,
        None => String::new(),
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let reached = founded(&mut tx, actor, id).await?;
    let scope = Scope::of_system(id);
    let (person, name) = person(&mut tx, actor, &reached, &scope, &new.who).await?;
    let title = give_office(&mut tx, actor, &scope, person, new.role, new.title).await?;
    if store::open_account_of(&mut tx, person).await?.is_some() {
        tx.commit().await?;
        return Ok(Added {
            name,
            title,
            one_time: None,
        });
    }
    let login = new.login.ok_or(AddError::NeedsLogin)?;
    let account = Account {
        id: storage::fresh(),
        unit: id,
        person: Some(person),
        login,
        name: name.clone(),
        passphrase_hash: hash,
        must_change: true,
        lang: None,
        open: true,
    };
    if !store::add_account(&mut tx, &account, actor.now).await? {
        return Err(AddError::LoginTaken);
    }
    note(
        &mut tx,
        actor,
        account.id,
        format!("Membuat akun untuk {name}"),
    )
    .await?;
    tx.commit().await?;
    Ok(Added {
        one_time: Some(OneTime {
            name: name.clone(),
            login: account.login,
            passphrase,
        }),
        name,
        title,
    })
}

/// Somebody whom the unit sees, or somebody new on its roll.
async fn person(
    tx: &mut Tx,
    actor: &Actor,
    reached: &Reached,
    scope: &Scope,
    who: &Who,
) -> Result<(PersonId, String)> {
    match who {
        Who::OnRoll(id) => {
            organization::choose_for_office(tx, reached, *id, actor.now).await?;
            let found = organization::find_person(tx, scope, *id).await?;
            let found = found.ok_or_else(|| {
                Error::Rule("Orang ini bukan warga unit itu. Pilih warga unitnya.".into())
            })?;
            Ok((*id, found.full_name))
        }
        Who::New(name) => {
            let new = NewPerson {
                full_name: name.clone(),
                ..NewPerson::default()
            };
            let id = organization::add_person(tx, scope, &new, actor.now).await?;
            Ok((id, name.clone()))
        }
    }
}
