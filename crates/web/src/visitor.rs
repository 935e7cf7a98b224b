//! Whoever sends the request: a member with a link, a stranger, or an officer.
//! Carries what a page needs to be written for them: language, form token, flash, actor.
//! Put together once per request by the middleware.

use crate::{Actor, Ctx, Error, Flash, Lang, Result};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What identity's hook found in the request's headers.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// The officer, if signed in.
    pub actor: Option<Actor>,
    /// Whether a bearer token said so: then no form token is asked for.
    pub bearer: bool,
}

/// See the module's words.
#[derive(Clone)]
pub struct Visitor {
    /// The program's context.
    pub ctx: Ctx,
    /// The language of the page.
    pub lang: Lang,
    /// The officer, if signed in.
    pub actor: Option<Actor>,
    /// Whether a script asks, which reads a problem as JSON.
    pub(crate) json: bool,
    /// Whether a bearer token was sent.
    pub bearer: bool,
    /// Path of the request.
    pub path: String,
    /// Where the request came from.
    pub address: String,
    pub(crate) cookie: String,
    pub(crate) flash: Option<Flash>,
    pub(crate) done: Arc<Done>,
}

/// What rendering did, told back to the middleware.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) flash_shown: AtomicBool,
    pub(crate) token_used: AtomicBool,
}

impl Visitor {
    /// The token that this visitor's forms must carry in the field `_t`.
    #[must_use]
    pub fn token(&self) -> String {
        self.done.token_used.store(true, Ordering::Relaxed);
        self.ctx.keys.sign("form", &self.token_base())
    }

    pub(crate) fn holds(&self, token: &str) -> bool {
        self.ctx.keys.verify("form", &self.token_base(), token)
    }

    fn token_base(&self) -> String {
        match &self.actor {
            // With the unit, so that a form opened in one unit is never kept in another that was
            // chosen meanwhile.
            Some(actor) => format!("in {} {}", actor.sign_in, actor.unit),
            None => format!("guest {}", self.cookie),
        }
    }

    /// `text` in the visitor's language.
    #[must_use]
    pub fn say(&self, text: &str) -> String {
        crate::texts::say(self.lang, text)
    }

    /// The moment of the request.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.ctx.clock.now()
    }
}

impl FromRequestParts<Ctx> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Ctx) -> Result<Self> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Error::Other(anyhow::anyhow!("the visitor middleware did not run")))
    }
}
