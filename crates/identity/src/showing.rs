//! What a program does in an officer's name, for its own use: the demo.

use crate::domain::Span;
use crate::extra_roles::{self, NewExtraRole};
use crate::invites;
use crate::officers::Who;
use jiff::civil::Date;
use kernel::access::Role;
use kernel::id::PersonId;
use web::{Actor, Ctx, Error, Result};

/// Invites `person`, who is on the roll of the actor's unit, to make an account; gives the token of
/// the link.
///
/// # Errors
///
/// [`Error::Rule`] if the person has an account; as [`Actor::may`].
pub async fn invite(ctx: &Ctx, actor: &Actor, person: PersonId) -> Result<String> {
    let made = invites::invite(ctx, actor, &Who::OnRoll(person), None).await;
    let made = made.map_err(|error| Error::Rule(error.to_string()))?;
    Ok(made.token)
}

/// Gives `person` the rights of `role` beside their offices, from a day to a day and for a reason.
///
/// # Errors
///
/// [`Error::Rule`] if the days won't do; as [`Actor::may`].
pub async fn give_extra_role(
    ctx: &Ctx,
    actor: &Actor,
    person: PersonId,
    role: Role,
    (from, until): (Date, Date),
    reason: &str,
) -> Result<()> {
    let span = Span::new(from, until, actor.today());
    let new = NewExtraRole {
        role,
        span: span.map_err(|error| Error::Rule(error.to_string()))?,
        reason: reason.to_owned(),
    };
    extra_roles::give(ctx, actor, person, new).await?;
    Ok(())
}
