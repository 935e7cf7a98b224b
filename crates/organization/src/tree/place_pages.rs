//! One page for where a unit stands: below which other, part of which other.

use super::merger;
use super::place::{self, make_above, merge, put_below};
use super::reach_to_manage;
use crate::store::mergers;
use crate::unit::{NewUnit, Unit};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::{MergerId, UnitId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Flash, Form, Result, Visitor, filters};

const NATION: &str = "nasional";

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/unit/{id}/pindah", get(show).post(put))
        .route("/unit/{id}/gabungkan", post(join))
        .route("/unit/atas", post(above))
}

#[derive(Template)]
#[template(path = "tree/place.html")]
struct PlacePage {
    unit: Unit,
    now: String,
    places: Vec<Unit>,
    /// What the form sends, and the region's title.
    missing: Vec<(String, String)>,
    twins: Vec<Unit>,
    /// Villages that one's own could become part of.
    villages: Vec<Unit>,
    /// What was asked and waits for an answer.
    asked: Option<MergerId>,
    problem: String,
    token: String,
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
) -> Result<Response> {
    let page = place_page(&ctx, &visitor, &actor, id, String::new()).await?;
    visitor.page("Pindah atau gabung", &page)
}

async fn place_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: UnitId,
    problem: String,
) -> Result<PlacePage> {
    let mut db = ctx.db.read().await?;
    let reached = reach_to_manage(&mut db, actor, id).await?;
    reached.may_change(&mut db, actor.today()).await?;
    let now = match reached.unit.parent {
        Some(parent) => crate::unit(&mut db, parent).await?,
        None => None,
    };
    Ok(PlacePage {
        now: now.map(|unit| unit.name).unwrap_or_default(),
        places: place::places(&mut db, &reached).await?,
        missing: place::missing(&mut db, &reached)
            .await?
            .into_iter()
            .map(|region| (sent(&region.code).to_owned(), region.title))
            .collect(),
        twins: place::twins(&mut db, &reached).await?,
        villages: match reached.is_own() {
            true => merger::neighbours(&mut db, &reached.unit).await?,
            false => Vec::new(),
        },
        asked: mergers::asked(&mut db, &Scope::of_system(id))
            .await?
            .filter(|_| reached.is_own())
            .map(|merger| merger.id),
        unit: reached.unit,
        problem,
        token: visitor.token(),
    })
}

/// The code of a region as the form sends it; the nation's is empty, which is no choice.
fn sent(code: &str) -> &str {
    if code.is_empty() { NATION } else { code }
}

/// The page again with a rule's words.
pub(super) async fn again(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: UnitId,
    error: Error,
) -> Result<Response> {
    match error {
        Error::Rule(problem) => {
            let page = place_page(ctx, visitor, actor, id, problem).await?;
            visitor.page_again("Pindah atau gabung", &page)
        }
        other => Err(other),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Target {
    tujuan: String,
}

impl Target {
    pub(super) fn unit(&self) -> Result<UnitId> {
        self.tujuan
            .parse()
            .map_err(|_| Error::Rule("Pilih dulu unit tujuannya.".into()))
    }
}

async fn put(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Form(target): Form<Target>,
) -> Result<Response> {
    let put = match target.unit() {
        Ok(parent) => put_below(&ctx, &actor, id, parent).await,
        Err(error) => Err(error),
    };
    match put {
        Ok(above) => {
            let text = visitor
                .say("Sekarang di bawah {unit}.")
                .replace("{unit}", &above.name);
            Ok(visitor.redirect_with(&format!("/unit/{id}"), &Flash::ok(text)))
        }
        Err(error) => again(&ctx, &visitor, &actor, id, error).await,
    }
}

async fn join(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Form(target): Form<Target>,
) -> Result<Response> {
    let joined = match target.unit() {
        Ok(into) => merge(&ctx, &actor, id, into).await,
        Err(error) => Err(error),
    };
    match joined {
        Ok(whole) => {
            let text = visitor
                .say("Sudah digabung ke {unit}. Periksa lagi siapa warganya.")
                .replace("{unit}", &whole.name);
            Ok(visitor.redirect_with(&format!("/unit/{}", whole.id), &Flash::ok(text)))
        }
        Err(error) => again(&ctx, &visitor, &actor, id, error).await,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AboveForm {
    wilayah: String,
}

async fn above(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<AboveForm>,
) -> Result<Response> {
    actor.may(crate::MANAGE_UNITS, actor.unit)?;
    let code = match form.wilayah.as_str() {
        "" => return Err(Error::NotFound),
        NATION => "",
        code => code,
    };
    let region = crate::regions::region(code).ok_or(Error::NotFound)?;
    let new = NewUnit {
        name: format!("Karang Taruna {}", region.title),
        region_code: region.code,
    };
    match make_above(&ctx, &actor, new).await {
        Ok(unit) => {
            let text = visitor
                .say("{nama} sudah dibuat.")
                .replace("{nama}", &unit.name);
            Ok(visitor.redirect_with("/unit", &Flash::ok(text)))
        }
        Err(error) => again(&ctx, &visitor, &actor, actor.unit, error).await,
    }
}
