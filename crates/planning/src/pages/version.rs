//! A version as a meeting agreed to it; it can be read for ever.

use super::found;
use crate::acts::READ_PROGRAM;
use crate::domain::{Item, Program, Version, by_division, changes, total};
use crate::store::programs as store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use kernel::id::ProgramId;
use kernel::{Money, day};
use web::{Actor, Ctx, Error, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/proker/{program}/versi/{number}", get(show))
}

#[derive(Template)]
#[template(path = "version.html")]
struct VersionPage {
    program: Program,
    version: Version,
    groups: Vec<(String, Vec<Item>)>,
    budget: Money,
    /// What is different from the version before.
    changes: Vec<String>,
    written: String,
}

/// `GET /proker/{program}/versi/{number}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, number)): Path<(ProgramId, String)>,
) -> Result<Response> {
    let (_, program) = found(&ctx, &actor, READ_PROGRAM, id).await?;
    let versions = store::versions(&mut ctx.db.read().await?, id).await?;
    let number: i64 = number.parse().map_err(|_| Error::NotFound)?;
    let before = versions
        .iter()
        .find(|one| one.number == number - 1)
        .cloned();
    let version = versions.into_iter().find(|one| one.number == number);
    let version = version.ok_or(Error::NotFound)?;
    let page = VersionPage {
        groups: by_division(&version.items),
        budget: total(&version.items),
        changes: before.map_or_else(Vec::new, |before| changes(&before.items, &version.items)),
        written: day::medium(actor.zone.today(version.at)),
        program,
        version,
    };
    visitor.page("Program kerja", &page)
}
