//! Something begun in a browser that ends with what comes back from elsewhere, such as a phone's
//! answer to a question. It belongs to one browser and one step, ends after a quarter of an hour,
//! and is taken once; on whichever node, because it waits in the database.

use crate::store::pending as store;
use jiff::SignedDuration;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web::{Error, Result, Visitor, secret};

/// How long it waits.
const GOOD_FOR: SignedDuration = SignedDuration::from_mins(15);

/// What is begun; one is no other.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    /// Making a passkey for the account that is signed in.
    MakePasskey,
    /// Signing in with a passkey.
    UsePasskey,
    /// Signing in with Google.
    EnterByGoogle,
    /// Linking a Google account to the one that is signed in: there and back.
    LinkGoogle,
    /// The same: showing the passphrase.
    ConfirmGoogle,
}

impl Step {
    const fn purpose(self) -> &'static str {
        match self {
            Self::MakePasskey => "make a passkey",
            Self::UsePasskey => "use a passkey",
            Self::EnterByGoogle => "enter by google",
            Self::LinkGoogle => "link google",
            Self::ConfirmGoogle => "confirm google",
        }
    }

    /// Under which key a step of this browser waits: who has the database can end none.
    fn key(self, visitor: &Visitor, ticket: &str) -> Vec<u8> {
        let said = format!("{ticket} {}", visitor.token());
        visitor.ctx.keys.hash(self.purpose(), said.as_bytes())
    }
}

/// Keeps `kept` for this visitor's browser; the ticket under which it is taken.
pub(crate) async fn begin(visitor: &Visitor, step: Step, kept: &impl Serialize) -> Result<String> {
    let ticket = ticket();
    keep(visitor, step, &ticket, kept).await?;
    Ok(ticket)
}

/// A ticket that nobody guesses.
pub(crate) fn ticket() -> String {
    secret::hex(&secret::random::<16>())
}

/// As [`begin`], under a ticket that was needed before.
pub(crate) async fn keep(
    visitor: &Visitor,
    step: Step,
    ticket: &str,
    kept: &impl Serialize,
) -> Result<()> {
    let (ctx, now) = (&visitor.ctx, visitor.now());
    let plain = serde_json::to_vec(kept).map_err(|error| Error::Other(error.into()))?;
    let sealed = ctx.keys.seal(step.purpose(), &plain);
    let mut tx = ctx.db.begin().await?;
    let key = step.key(visitor, ticket);
    store::add(&mut tx, key, sealed, now + GOOD_FOR, now).await?;
    Ok(tx.commit().await?)
}

/// Takes what was kept under `ticket`; `None` if it was taken before, is too old, or was begun in
/// another browser or for another step.
pub(crate) async fn take<T: DeserializeOwned>(
    visitor: &Visitor,
    step: Step,
    ticket: &str,
) -> Result<Option<T>> {
    let ctx = &visitor.ctx;
    let mut tx = ctx.db.begin().await?;
    let sealed = store::take(&mut tx, step.key(visitor, ticket), visitor.now()).await?;
    tx.commit().await?;
    let plain = sealed.and_then(|sealed| ctx.keys.open(step.purpose(), &sealed));
    Ok(plain.and_then(|plain| serde_json::from_slice(&plain).ok()))
}
