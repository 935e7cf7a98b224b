//! Officers' pages of assemblies.

mod ballot;
mod board;
mod count;
mod course;
mod door;
mod election;
mod participants;
mod plan;
mod show;
mod turus;

use crate::domain::Assembly;
use crate::{READ_ASSEMBLIES, papers, store};
use axum::Router;
use kernel::access::Scope;
use kernel::id::ActivityId;
use web::{Actor, Ctx, Error, Result};

pub(crate) use show::Line;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .merge(plan::router())
        .merge(show::router())
        .merge(participants::router())
        .merge(door::router())
        .merge(course::router())
        .merge(election::router())
        .merge(count::router())
        .merge(board::router())
        .merge(ballot::router())
        .merge(papers::router())
}

/// The assembly `id` of the actor's unit.
pub(crate) async fn found(ctx: &Ctx, actor: &Actor, id: ActivityId) -> Result<(Scope, Assembly)> {
    let scope = actor.may(READ_ASSEMBLIES, actor.unit)?;
    let assembly = store::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, assembly.ok_or(Error::NotFound)?))
}
