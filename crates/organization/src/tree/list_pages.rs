//! Who is on the list of a technical unit or a committee: search the roll, put on, take off.

use super::change::{listed, put_on_list};
use crate::Placed;
use crate::store::tree as store;
use crate::unit::Unit;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::id::{PersonId, UnitId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/unit/{id}/orang", get(show).post(change))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ListQuery {
    cari: String,
}

#[derive(Template)]
#[template(path = "tree/people.html")]
struct ListPage {
    unit: Unit,
    text: String,
    found: Vec<Placed>,
    chosen: Vec<Placed>,
    token: String,
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Params(query): Params<ListQuery>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let reached = listed(&mut db, &actor, id).await?;
    let chosen = store::chosen(&mut db, id).await?;
    let text: String = query.cari.trim().chars().take(100).collect();
    let mut found = match text.is_empty() {
        true => Vec::new(),
        false => crate::search(&mut db, &reached.scope, &text, 30).await?,
    };
    found.retain(|placed| chosen.iter().all(|one| one.id != placed.id));
    let page = ListPage {
        unit: reached.unit,
        text,
        found,
        chosen,
        token: visitor.token(),
    };
    visitor.page("Anggota unit", &page)
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ChangeForm {
    masuk: String,
    keluar: String,
    cari: String,
}

async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Form(form): Form<ChangeForm>,
) -> Result<Response> {
    let on = !form.masuk.is_empty();
    let person = if on { &form.masuk } else { &form.keluar };
    let person: PersonId = person.parse().map_err(|_| Error::NotFound)?;
    put_on_list(&ctx, &actor, id, person, on).await?;
    let text: String = form_urlencoded::byte_serialize(form.cari.as_bytes()).collect();
    Ok(visitor.redirect(&format!("/unit/{id}/orang?cari={text}")))
}
