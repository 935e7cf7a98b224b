//! Pages on which two boards make one village of two: asking, what it would bring, the answer.

use super::merger::{self, Between, Preview};
use super::place_pages::Target;
use crate::store::mergers as store;
use crate::{MANAGE_UNITS, unit};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::day;
use kernel::id::MergerId;
use serde::Deserialize;
use web::{Actor, BoxFuture, Ctx, Error, Flash, Form, Page, Panel, Result, Visitor, filters};

const TITLE: &str = "Penggabungan desa";

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/unit/penggabungan", post(ask))
        .route("/unit/penggabungan/{id}", get(show))
        .route("/unit/penggabungan/{id}/terima", post(take_in))
        .route("/unit/penggabungan/{id}/batal", post(decline))
}

async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(target): Form<Target>,
) -> Result<Response> {
    let asked = match target.unit() {
        Ok(into) => merger::ask(&ctx, &actor, into).await,
        Err(error) => Err(error),
    };
    match asked {
        Ok(whole) => {
            let text = visitor
                .say("Permintaan penggabungan dikirim ke pengurus {unit}.")
                .replace("{unit}", &whole.name);
            Ok(visitor.redirect_with("/unit", &Flash::ok(text)))
        }
        Err(error) => super::place_pages::again(&ctx, &visitor, &actor, actor.unit, error).await,
    }
}

#[derive(Template)]
#[template(path = "tree/merger.html")]
struct MergerPage {
    between: Between,
    asked_on: String,
    decided_on: String,
    preview: Preview,
    /// Whether it is for this board to decide.
    deciding: bool,
    /// Whether this board asked, and can take it back.
    asking: bool,
    problem: String,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: MergerId,
    problem: String,
) -> Result<Response> {
    let between = merger::find(&mut ctx.db.read().await?, actor, id).await?;
    let preview = match between.merger.is_open() {
        true => merger::preview(ctx, actor, &between).await?,
        false => Preview::default(),
    };
    let day = |at| day::long(actor.zone.today(at));
    let page = MergerPage {
        asked_on: day(between.merger.asked_at),
        decided_on: between.merger.decided_at.map(day).unwrap_or_default(),
        deciding: between.is_for(actor.unit),
        asking: between.merger.is_open() && between.from.id == actor.unit,
        between,
        preview,
        token: visitor.token(),
        problem,
    };
    let status = match page.problem.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let frame = Page {
        status,
        ..Page::titled(TITLE)
    };
    visitor.page_with(frame, &page)
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<MergerId>,
) -> Result<Response> {
    page(&ctx, &visitor, &actor, id, String::new()).await
}

#[derive(Deserialize)]
struct Nothing {}

async fn take_in(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<MergerId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    match merger::take_in(&ctx, &actor, id).await {
        Ok((people, _)) => {
            let text = visitor
                .say("Kedua desa sudah digabung: {n} orang masuk daftar anggota.")
                .replace("{n}", &people.to_string());
            let to = format!("/unit/penggabungan/{id}");
            Ok(visitor.redirect_with(&to, &Flash::ok(text)))
        }
        Err(Error::Rule(problem)) => page(&ctx, &visitor, &actor, id, problem).await,
        Err(error) => Err(error),
    }
}

async fn decline(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<MergerId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    match merger::decline(&ctx, &actor, id).await {
        Ok(between) => {
            let text = match between.is_for(actor.unit) {
                true => "Permintaan penggabungan ditolak.",
                false => "Permintaan penggabungan ditarik kembali.",
            };
            Ok(visitor.redirect_with("/unit", &Flash::info(visitor.say(text))))
        }
        Err(Error::Rule(problem)) => page(&ctx, &visitor, &actor, id, problem).await,
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "tree/merger_card.html")]
struct HomeCard {
    waiting: Vec<(MergerId, String)>,
}

/// Which villages want to become part of this one; nothing when none does.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(MANAGE_UNITS, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let mut waiting = Vec::new();
        for merger in store::waiting(&mut db, &scope).await? {
            let from = unit(&mut db, merger.unit).await?;
            waiting.extend(from.map(|from| (merger.id, from.name)));
        }
        drop(db);
        if waiting.is_empty() {
            return Ok(None);
        }
        let html = HomeCard { waiting }.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 6,
            title: TITLE.into(),
            html,
        }))
    })
}
