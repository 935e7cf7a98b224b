//! Problems and needs, and which of what the village has would help.

use super::{Nothing, reader};
use crate::acts::MAP_POTENTIALS;
use crate::domain::potential::{Need, NeedForm, Potential};
use crate::store::potentials as store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::{NeedId, PotentialId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// Needs of one unit.
const MOST: usize = 200;

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/potensi/kebutuhan", get(list).post(add))
        .route("/potensi/kebutuhan/{need}/hubung", post(tie))
        .route("/potensi/kebutuhan/{need}/hapus", post(remove))
}

/// A need with the names of what would help.
struct Shown {
    need: Need,
    helps: Vec<(PotentialId, String)>,
}

#[derive(Template)]
#[template(path = "potential/needs.html")]
struct NeedsPage {
    needs: Vec<Shown>,
    potentials: Vec<Potential>,
    form: NeedForm,
    errors: Errors,
    may_map: bool,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    scope: &Scope,
    (form, errors): (NeedForm, Errors),
) -> Result<NeedsPage> {
    let mut db = ctx.db.read().await?;
    let potentials = store::list(&mut db, scope).await?;
    let needs = store::needs(&mut db, scope.unit()).await?;
    let shown = |need: Need| {
        let helps = potentials
            .iter()
            .filter(|one| need.potentials.contains(&one.id));
        Shown {
            helps: helps.map(|one| (one.id, one.says.name.clone())).collect(),
            need,
        }
    };
    Ok(NeedsPage {
        needs: needs.into_iter().map(shown).collect(),
        potentials,
        form,
        errors,
        may_map: actor.allows(MAP_POTENTIALS),
        token: visitor.token(),
    })
}

/// `GET /potensi/kebutuhan`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let empty = (NeedForm::default(), Errors::default());
    let page = page(&ctx, &visitor, &actor, &scope, empty).await?;
    visitor.page("Masalah dan kebutuhan", &page)
}

/// `POST /potensi/kebutuhan`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<NeedForm>,
) -> Result<Response> {
    let scope = actor.may(MAP_POTENTIALS, actor.unit)?;
    let mut errors = Errors::default();
    match form.read() {
        Ok(new) => {
            let mut tx = ctx.db.begin().await?;
            tx.hold(scope.unit()).await?;
            if store::needs(&mut tx, scope.unit()).await?.len() >= MOST {
                errors.add(
                    "masalah",
                    "Daftarnya sudah penuh. Hapus yang sudah terjawab.",
                );
            } else if let Some(id) = store::add_need(&mut tx, &scope, &new, actor.now).await? {
                let what = format!("Kebutuhan: mencatat {}", new.need);
                storage::audit(&mut tx, actor.audit(MAP_POTENTIALS, actor.unit, id, what)).await?;
                tx.commit().await?;
                let flash = Flash::ok("Tercatat. Hubungkan dengan potensi yang bisa membantu.");
                return Ok(visitor.redirect_with("/potensi/kebutuhan", &flash));
            } else {
                errors.add("masalah", "Masalah dan kebutuhan ini sudah tercatat.");
            }
        }
        Err(found) => errors = found,
    }
    let page = page(&ctx, &visitor, &actor, &scope, (form, errors)).await?;
    visitor.page_again("Masalah dan kebutuhan", &page)
}

async fn known(ctx: &Ctx, scope: &Scope, id: NeedId) -> Result<Need> {
    let needs = store::needs(&mut ctx.db.read().await?, scope.unit()).await?;
    let need = needs.into_iter().find(|need| need.id == id);
    need.ok_or(Error::NotFound)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    potensi: Vec<String>,
}

/// `POST /potensi/kebutuhan/{need}/hubung`.
async fn tie(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<NeedId>,
    Form(chosen): Form<Chosen>,
) -> Result<Response> {
    let scope = actor.may(MAP_POTENTIALS, actor.unit)?;
    let need = known(&ctx, &scope, id).await?;
    let own = store::list(&mut ctx.db.read().await?, &scope).await?;
    let own = own.into_iter().map(|one| one.id);
    let potentials: Vec<PotentialId> = own
        .filter(|id| chosen.potensi.iter().any(|typed| *typed == id.to_string()))
        .collect();
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    store::tie(&mut tx, &scope, id, &potentials).await?;
    let what = format!("Kebutuhan: menghubungkan {}", need.says.need);
    storage::audit(&mut tx, actor.audit(MAP_POTENTIALS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Hubungannya tersimpan.");
    Ok(visitor.redirect_with("/potensi/kebutuhan", &flash))
}

/// `POST /potensi/kebutuhan/{need}/hapus`.
async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<NeedId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(MAP_POTENTIALS, actor.unit)?;
    let need = known(&ctx, &scope, id).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    store::remove_need(&mut tx, &scope, id).await?;
    let what = format!("Kebutuhan: menghapus {}", need.says.need);
    storage::audit(&mut tx, actor.audit(MAP_POTENTIALS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::info("Dihapus dari daftar kebutuhan.");
    Ok(visitor.redirect_with("/potensi/kebutuhan", &flash))
}
