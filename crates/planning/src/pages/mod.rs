//! Officers' pages of planning.

mod agreeing;
mod calendar;
mod day;
mod idea_public;
mod ideas;
mod item;
mod item_form;
mod list;
mod paper;
mod potential;
mod program;
mod version;

use crate::acts::READ_PROGRAM;
use crate::domain::{Item, Program};
use crate::store::programs as store;
use axum::Router;
use kernel::access::{Act, Scope};
use kernel::id::{ProgramId, ProgramItemId};
use web::{Actor, Ctx, Error, Result};

pub(crate) use paper::told;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .merge(list::router())
        .merge(day::router())
        .merge(calendar::router())
        .merge(potential::router())
        .merge(ideas::router())
        .merge(idea_public::router())
        .merge(program::router())
        .merge(agreeing::router())
        .merge(item_form::router())
        .merge(item::router())
        .merge(version::router())
        .merge(paper::router())
}

/// A programme of the actor's unit, for who may do `act`.
async fn found(ctx: &Ctx, actor: &Actor, act: Act, id: ProgramId) -> Result<(Scope, Program)> {
    let scope = actor.may(act, actor.unit)?;
    let program = store::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, program.ok_or(Error::NotFound)?))
}

/// An item of the actor's unit with its programme, for who may do `act`.
async fn found_item(
    ctx: &Ctx,
    actor: &Actor,
    act: Act,
    id: ProgramItemId,
) -> Result<(Scope, Program, Item)> {
    let scope = actor.may(act, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let item = store::item(&mut db, &scope, id).await?;
    let item = item.ok_or(Error::NotFound)?;
    let program = store::find(&mut db, &scope, item.program).await?;
    Ok((scope, program.ok_or(Error::NotFound)?, item))
}

/// The scope of whoever may read, for pages that only show.
fn reader(actor: &Actor) -> Result<Scope> {
    actor.may(READ_PROGRAM, actor.unit)
}

#[derive(serde::Deserialize)]
struct Nothing {}
