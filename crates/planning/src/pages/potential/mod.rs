//! Officers' pages of the potential map: what the village has, where, what it lacks, what people
//! want most, which skills are missing.

mod gap;
mod list;
mod need;
mod place;
mod priority;
mod public;
mod thing;

use crate::acts::READ_POTENTIALS;
use crate::domain::potential::Potential;
use crate::store::potentials as store;
use axum::Router;
use kernel::access::{Act, Scope};
use kernel::id::PotentialId;
use web::{Actor, Ctx, Error, Result};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .merge(list::router())
        .merge(thing::router())
        .merge(place::router())
        .merge(need::router())
        .merge(priority::router())
        .merge(public::router())
        .merge(gap::router())
}

/// Something of the actor's unit, for who may do `act`.
async fn found(ctx: &Ctx, actor: &Actor, act: Act, id: PotentialId) -> Result<(Scope, Potential)> {
    let scope = actor.may(act, actor.unit)?;
    let found = store::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, found.ok_or(Error::NotFound)?))
}

/// The scope of whoever may read, for pages that only show.
fn reader(actor: &Actor) -> Result<Scope> {
    actor.may(READ_POTENTIALS, actor.unit)
}

#[derive(serde::Deserialize)]
struct Nothing {}
