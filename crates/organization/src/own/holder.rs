//! Who holds the page: the person whose token the address carries, once the PIN was given on this
//! browser. A cookie says so for twenty minutes and ends with the PIN; another one says for a
//! year that this browser has been let in before.

use crate::domain::Person;
use crate::store::people;
use crate::store::pins::{self, Lock};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use jiff::Timestamp;
use kernel::access::Scope;
use web::{Ctx, Error, Result, Visitor};

const OPEN: &str = "pribadi";
const KNOWN: &str = "kenal";
const OPEN_SECONDS: i64 = 20 * 60;
const KNOWN_SECONDS: i64 = 365 * 86_400;

/// A person at their own page.
pub(super) struct Holder {
    pub(super) person: Person,
    pub(super) lock: Lock,
    /// Whether the PIN was given on this browser lately.
    pub(super) open: bool,
    /// Whether this browser has been let in before.
    pub(super) known: bool,
}

impl Holder {
    /// Whoever the token in the address names.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if nobody has it.
    pub(super) async fn at(ctx: &Ctx, headers: &HeaderMap, token: &str) -> Result<Self> {
        let mut db = ctx.db.read().await?;
        let bare = people::by_token(&mut db, token)
            .await?
            .ok_or(Error::NotFound)?;
        let scope = Scope::of_system(bare.unit);
        let person = people::find(&mut db, &scope, bare.id)
            .await?
            .ok_or(Error::NotFound)?;
        let lock = pins::find(&mut db, &scope, person.id).await?;
        drop(db);
        let signed = |cookie: &str, purpose: &str, now: Option<Timestamp>| {
            let text = web::cookie(headers, cookie)?;
            let (until, signature) = text.split_once('.')?;
            let late = now.is_some_and(|now| {
                until
                    .parse()
                    .map_or(true, |until: i64| until <= now.as_second())
            });
            let what = said(&person, lock.set_at?, until);
            (!late && ctx.keys.verify(purpose, &what, signature)).then_some(())
        };
        Ok(Self {
            open: signed(OPEN, "own page", Some(ctx.clock.now())).is_some(),
            known: signed(KNOWN, "own browser", None).is_some(),
            person,
            lock,
        })
    }

    /// The person, if the PIN was given.
    pub(super) fn opened(self) -> Option<Person> {
        self.open.then_some(self.person)
    }

    /// `/p/{token}` and what follows.
    pub(super) fn path(&self, rest: &str) -> String {
        format!("/p/{}{rest}", self.person.token)
    }
}

fn said(person: &Person, set_at: Timestamp, until: &str) -> String {
    format!("{} {} {until}", person.id, set_at.as_millisecond())
}

/// `response` that opens the page of `person`, whose PIN was set at `set_at`, on this browser.
pub(super) fn opens(
    visitor: &Visitor,
    mut response: Response,
    person: &Person,
    set_at: Timestamp,
) -> Response {
    for (cookie, purpose, seconds) in [
        (OPEN, "own page", OPEN_SECONDS),
        (KNOWN, "own browser", KNOWN_SECONDS),
    ] {
        let until = (visitor.now().as_second() + seconds).to_string();
        let signature = visitor
            .ctx
            .keys
            .sign(purpose, &said(person, set_at, &until));
        let value = visitor.set_cookie(cookie, &format!("{until}.{signature}"), seconds);
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

/// `response` that closes whatever own page is open on this browser.
pub(super) fn closes(visitor: &Visitor, mut response: Response) -> Response {
    let value = visitor.set_cookie(OPEN, "", 0);
    response.headers_mut().append(SET_COOKIE, value);
    response
}
