//! Officers' pages of budgets.

mod files;
mod lines;
mod show;
mod start;

use super::store::{self, Budget};
use axum::Router;
use kernel::access::{Act, Scope};
use kernel::id::BudgetId;
use web::{Actor, Ctx, Error, Result};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .merge(start::router())
        .merge(show::router())
        .merge(lines::router())
        .merge(files::router())
}

/// The latest version of a budget of the actor's unit, for who may do `act`.
async fn found(ctx: &Ctx, actor: &Actor, act: Act, id: BudgetId) -> Result<(Scope, Budget)> {
    let scope = actor.may(act, actor.unit)?;
    let budget = store::find(&mut ctx.db.read().await?, &scope, id, None).await?;
    Ok((scope, budget.ok_or(Error::NotFound)?))
}

/// As [`found`], for who wants to change its draft.
async fn found_draft(ctx: &Ctx, actor: &Actor, act: Act, id: BudgetId) -> Result<(Scope, Budget)> {
    let (scope, budget) = found(ctx, actor, act, id).await?;
    if budget.is_draft() {
        return Ok((scope, budget));
    }
    Err(Error::Conflict(
        "RAB ini sudah disetujui, jadi tidak bisa diubah. Buat versi baru dulu.".into(),
    ))
}

#[derive(serde::Deserialize)]
struct Nothing {}
