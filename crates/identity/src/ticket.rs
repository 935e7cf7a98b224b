//! A signed ticket that ties two steps of signing in together: the passphrase was right, or Google
//! has said who it is, and something else comes next. It is good for some minutes and dies with the passphrase it was made for.

use crate::store::{self, Account};
use kernel::id::AccountId;
use web::{Ctx, Error, Result};

/// Seconds for which a ticket is good.
const GOOD_FOR: i64 = 900;

/// What a ticket is for; one is no other.
#[derive(Debug, Clone, Copy)]
pub(crate) enum For {
    /// Choosing a passphrase of one's own in place of a one-time one.
    FirstSignIn,
    /// Typing the code from the app.
    Code,
    /// Going in after Google has said who it is.
    Google,
}

impl For {
    const fn purpose(self) -> &'static str {
        match self {
            Self::FirstSignIn => "first sign-in",
            Self::Code => "second step",
            Self::Google => "sign-in with google",
        }
    }
}

/// The ticket of somebody who has just shown to be the owner of `account`.
pub(crate) fn issue(ctx: &Ctx, what: For, account: &Account) -> String {
    let until = ctx.clock.now().as_second() + GOOD_FOR;
    let said = format!("{}.{until}", account.id);
    let signature = ctx.keys.sign(what.purpose(), &signed(&said, account));
    format!("{said}.{signature}")
}

fn signed(said: &str, account: &Account) -> String {
    format!("{said} {}", account.passphrase_hash)
}

/// Whose ticket it is, while it is good.
///
/// # Errors
///
/// [`Error::Conflict`] if it is too old or the passphrase is another by now.
pub(crate) async fn holder(ctx: &Ctx, what: For, ticket: &str) -> Result<Account> {
    let too_late = || {
        Error::Conflict(
            "Sudah lewat 15 menit, atau kata sandinya sudah diganti. Masuk lagi dari awal.".into(),
        )
    };
    let (said, signature) = ticket.rsplit_once('.').ok_or_else(too_late)?;
    let (id, until) = said.split_once('.').ok_or_else(too_late)?;
    let (id, until) = (id.parse::<AccountId>(), until.parse::<i64>());
    let (Ok(id), Ok(until)) = (id, until) else {
        return Err(too_late());
    };
    let account = store::account(&mut ctx.db.read().await?, id)
        .await?
        .ok_or_else(too_late)?;
    let good = account.open
        && account.must_change == matches!(what, For::FirstSignIn)
        && until >= ctx.clock.now().as_second()
        && ctx
            .keys
            .verify(what.purpose(), &signed(said, &account), signature);
    if good { Ok(account) } else { Err(too_late()) }
}
