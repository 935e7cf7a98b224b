//! Who is an officer: everybody in office, with an account, invited, or with a role beside the
//! offices, each person once.

use crate::acts::LIST_OFFICERS;
use crate::domain::Login;
use crate::store::extra_roles::ExtraRole;
use crate::store::recoveries::Recovery;
use crate::store::{self, extra_roles, invites, recoveries};
use jiff::Timestamp;
use kernel::id::PersonId;
use web::{Actor, Ctx, Result};

/// See the module's words.
#[derive(Debug, Clone)]
pub(crate) struct Officer {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    /// "Ketua", or several; empty for an account without an office.
    pub(crate) titles: String,
    /// Number of the decree that confirms the office; empty without one.
    pub(crate) decree: String,
    pub(crate) login: Option<Login>,
    /// Has an account, but has not chosen a passphrase of their own yet.
    pub(crate) waiting: bool,
    /// Until when an invitation is open.
    pub(crate) invited: Option<Timestamp>,
    /// The open way back into the account.
    pub(crate) recovery: Option<Recovery>,
    /// Roles beside the offices, now or to come.
    pub(crate) extra: Vec<ExtraRole>,
}

impl Officer {
    fn new(person: PersonId, name: String) -> Self {
        Self {
            person,
            name,
            titles: String::new(),
            decree: String::new(),
            login: None,
            waiting: false,
            invited: None,
            recovery: None,
            extra: Vec::new(),
        }
    }
}

#[derive(Default)]
struct Officers(Vec<Officer>);

impl Officers {
    /// The person's line, made if there is none yet.
    fn of(&mut self, person: PersonId, name: &str) -> &mut Officer {
        let at = self.0.iter().position(|officer| officer.person == person);
        let at = at.unwrap_or_else(|| {
            self.0.push(Officer::new(person, name.to_owned()));
            self.0.len() - 1
        });
        &mut self.0[at]
    }
}

/// Who is an officer in the actor's unit; highest office first, then those without an office.
pub(crate) async fn list(ctx: &Ctx, actor: &Actor) -> Result<Vec<Officer>> {
    let scope = actor.may(LIST_OFFICERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let mut officers = Officers::default();
    for seat in organization::board(&mut db, &scope, actor.today()).await? {
        let officer = officers.of(seat.person, &seat.name);
        let before = std::mem::take(&mut officer.titles);
        officer.titles = match before.is_empty() {
            true => seat.title,
            false => format!("{before}, {}", seat.title),
        };
        if officer.decree.is_empty() {
            officer.decree = seat.decree;
        }
    }
    let mut open = recoveries::open_in(&mut db, &scope, actor.now).await?;
    for account in store::accounts_in(&mut db, &scope).await? {
        if let Some(person) = account.person {
            let officer = officers.of(person, &account.name);
            let at = open.iter().position(|one| one.account == account.id);
            officer.recovery = at.map(|at| open.swap_remove(at));
            (officer.login, officer.waiting) = (Some(account.login), account.must_change);
        }
    }
    for invite in invites::open_in(&mut db, &scope, actor.now).await? {
        officers.of(invite.person, &invite.name).invited = Some(invite.expires_at);
    }
    for role in extra_roles::in_force(&mut db, &scope, actor.today()).await? {
        officers.of(role.person, &role.name).extra.push(role);
    }
    Ok(officers.0)
}
