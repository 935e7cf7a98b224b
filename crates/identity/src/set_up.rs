//! The first visit: the unit, its first officer, the office and the account, in one transaction.
//! Whoever finishes first has set Guyub up; everybody after that is told so.

use crate::acts::SET_UP;
use crate::domain::{Kind, Login, Passphrase};
use crate::origin::Origin;
use crate::store::{self, Account};
use crate::{hashing, sign_in};
use kernel::access::{Role, Scope};
use organization::{NewAppointment, NewPerson, NewUnit};
use web::{Ctx, Result};

/// What the set-up wizard has asked.
#[derive(Debug, Clone)]
pub(crate) struct FirstOfficer {
    pub(crate) region_code: String,
    pub(crate) unit_name: String,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) login: Login,
    pub(crate) passphrase: Passphrase,
}

/// Sets Guyub up and signs the first officer in; `None` if somebody else was faster.
///
/// # Errors
///
/// [`web::Error::Rule`] if the village is unknown or the unit's name won't do.
pub(crate) async fn set_up(
    ctx: &Ctx,
    first: FirstOfficer,
    origin: &Origin,
) -> Result<Option<(Account, String)>> {
    let passphrase_hash = hashing::hash(first.passphrase).await?;
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    tx.hold_name("identity.set_up").await?;
    if organization::any_unit(&mut tx).await? {
        return Ok(None);
    }
    let new = NewUnit {
        region_code: first.region_code,
        name: first.unit_name,
    };
    let unit = organization::create_unit(&mut tx, new, now).await?;
    let scope = Scope::of_system(unit.id);
    let person = NewPerson {
        full_name: first.name.clone(),
        ..NewPerson::default()
    };
    let person = organization::add_person(&mut tx, &scope, &person, now).await?;
    let office = NewAppointment {
        person,
        role: first.role,
        title: first.role.title().to_owned(),
        from: unit.zone.today(now),
        until: None,
    };
    organization::appoint(&mut tx, &scope, &office, now).await?;
    let account = Account {
        id: storage::fresh(),
        unit: unit.id,
        person: Some(person),
        login: first.login,
        name: first.name,
        passphrase_hash,
        must_change: false,
        lang: None,
        open: true,
    };
    store::add_account(&mut tx, &account, now).await?;
    let token = sign_in::add(ctx, &mut tx, &account, Kind::Own, origin, now).await?;
    let entry = storage::Entry {
        unit: Some(unit.id),
        at: now,
        account: Some(account.id),
        who: account.in_log(),
        act: SET_UP.name.to_owned(),
        what: format!(
            "Menyiapkan Guyub untuk {} sebagai {}",
            unit.name, office.title
        ),
        subject: Some(unit.id.into()),
        address: Some(origin.address.clone()),
    };
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(Some((account, token)))
}
