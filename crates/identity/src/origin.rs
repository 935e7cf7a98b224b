//! Where a try to sign in comes from: the address, the browser, and whether that browser has
//! signed in to the account before. The browser's mark opens nothing; it only keeps its owner
//! from being slowed together with strangers.

use crate::domain::{KNOWN_FOR, Standing, describe};
use crate::store::{self, Account};
use axum::http::header::{COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use web::{Ctx, Result, Visitor, secret};

/// The cookie with the token of a sign-in.
pub(crate) const TOKEN: &str = "masuk";
/// The cookie with the unit that was chosen, for those with offices in several.
pub(crate) const UNIT: &str = "unit";
/// The cookie with the mark of a known browser.
const MARK: &str = "kenal";

/// See the module's words.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) address: String,
    pub(crate) device: String,
    /// The token of whoever was signed in on this browser until now.
    pub(crate) token: Option<String>,
    mark: Option<String>,
}

impl Origin {
    /// Where this request comes from.
    pub(crate) fn of(visitor: &Visitor, headers: &HeaderMap) -> Self {
        let agent = headers
            .get(USER_AGENT)
            .and_then(|agent| agent.to_str().ok());
        Self {
            address: visitor.address.clone(),
            device: describe(agent.unwrap_or_default()),
            token: cookie(headers, TOKEN).map(str::to_owned),
            mark: cookie(headers, MARK).map(str::to_owned),
        }
    }

    /// A program called `name`, which keeps no cookies.
    pub(crate) fn of_program(name: &str, address: &str) -> Self {
        Self {
            address: address.to_owned(),
            device: name.to_owned(),
            token: None,
            mark: None,
        }
    }

    /// How well `account` knows this origin.
    pub(crate) async fn standing(
        &self,
        ctx: &Ctx,
        account: Option<&Account>,
        now: Timestamp,
    ) -> Result<Standing> {
        let Some(account) = account else {
            return Ok(Standing::Stranger);
        };
        if let Some(mark) = self.known_mark(ctx, account) {
            return Ok(Standing::Device(mark));
        }
        let since = now.checked_sub(KNOWN_FOR).unwrap_or(now);
        let mut db = ctx.db.read().await?;
        let known = store::knows_address(&mut db, account.id, &self.address, since).await?;
        Ok(if known {
            Standing::Address
        } else {
            Standing::Stranger
        })
    }

    fn known_mark(&self, ctx: &Ctx, account: &Account) -> Option<String> {
        let (mark, signature) = self.mark.as_deref()?.split_once('.')?;
        let said = format!("{mark} {}", account.id);
        ctx.keys
            .verify("known device", &said, signature)
            .then(|| mark.to_owned())
    }
}

/// The cookie by which `account` knows this browser again.
pub(crate) fn mark_cookie(visitor: &Visitor, account: &Account) -> HeaderValue {
    let mark = secret::hex(&secret::random::<8>());
    let signature = visitor
        .ctx
        .keys
        .sign("known device", &format!("{mark} {}", account.id));
    visitor.set_cookie(MARK, &format!("{mark}.{signature}"), 180 * 24 * 3600)
}

/// The value of cookie `name`.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .find_map(|header| {
            header
                .split(';')
                .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        })
}
