//! An officer who is signed in: who, in which unit, with which roles.
//! `actor.may(ACT, unit)` is the one question; its answer is the scope that finders ask for.
//! A handler that takes an `Actor` sends strangers to the sign-in page.

use crate::{Ctx, Error, Lang, Result, Visitor};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::{Act, Grant, Scope};
use kernel::id::{AccountId, PersonId, SignInId, UnitId};
use kernel::zone::Zone;

/// See the module's words.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The account that signed in.
    pub account: AccountId,
    /// The person on the roll, if the account is tied to one.
    pub person: Option<PersonId>,
    /// Name for the page and the audit log.
    pub name: String,
    /// This device's sign-in.
    pub sign_in: SignInId,
    /// Whether others use this phone, too: then nothing may stay on it.
    pub shared: bool,
    /// The unit chosen on the page.
    pub unit: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// Whether that unit rests as part of another: what it has written is read, and stays as it is.
    pub reads_only: bool,
    /// That unit's time zone.
    pub zone: Zone,
    /// Roles held today.
    pub grants: Vec<Grant>,
    /// The account's language, then the language of the page being made.
    pub lang: Option<Lang>,
    /// The moment of the request.
    pub now: Timestamp,
    /// Where the request came from.
    pub address: String,
}

impl Actor {
    /// Whether the actor may do `act` in `unit`.
    ///
    /// # Errors
    ///
    /// [`Error::Forbidden`] if no role held there allows it.
    pub fn may(&self, act: Act, unit: UnitId) -> Result<Scope> {
        let scope = Scope::resolve(&act, unit, &self.grants);
        tracing::trace!(target: "may", act = act.name, %unit, granted = scope.is_some());
        scope.ok_or(Error::Forbidden)
    }

    /// Whether a button for `act` is worth showing.
    #[must_use]
    pub fn allows(&self, act: Act) -> bool {
        Scope::resolve(&act, self.unit, &self.grants).is_some()
    }

    /// The day in the unit's time zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.zone.today(self.now)
    }

    /// A line for the audit log about `subject` in `unit`.
    #[must_use]
    pub fn audit(
        &self,
        act: Act,
        unit: UnitId,
        subject: impl Into<uuid::Uuid>,
        what: impl Into<String>,
    ) -> storage::Entry {
        storage::Entry {
            unit: Some(unit),
            at: self.now,
            account: Some(self.account),
            who: self
                .person
                .map_or_else(|| self.name.clone(), storage::mention),
            act: act.name.to_owned(),
            what: what.into(),
            subject: Some(subject.into()),
            address: Some(self.address.clone()),
        }
    }
}

/// Whether what is sent there is about the officer's own account, whatever unit is open.
fn is_own(path: &str) -> bool {
    path == "/keluar" || path == "/akun" || path.starts_with("/akun/")
}

impl FromRequestParts<Ctx> for Actor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ctx: &Ctx) -> Result<Self> {
        let visitor = Visitor::from_request_parts(parts, ctx).await?;
        let back = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let get = parts.method == axum::http::Method::GET;
        let actor = visitor.actor.ok_or_else(|| {
            Error::SignIn(if get {
                back.to_owned()
            } else {
                "/beranda".into()
            })
        })?;
        if actor.reads_only && !parts.method.is_safe() && !is_own(parts.uri.path()) {
            return Err(Error::Rule(
                "Unit ini sudah digabung ke unit lain, jadi isinya hanya bisa dibaca. Ganti unit dulu di halaman Akun."
                    .into(),
            ));
        }
        Ok(actor)
    }
}
