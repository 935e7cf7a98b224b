//! Something that the village has: its page, writing it down, changing it, taking it out.

use super::{Nothing, found};
use crate::acts::{MAP_POTENTIALS, READ_POTENTIALS};
use crate::domain::potential::{Capital, Condition, Need, Potential, PotentialForm, map};
use crate::store::potentials as store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::PotentialId;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// Things of one unit.
const MOST: usize = 500;
/// Width at which the picture is shown to be tapped on.
pub(super) const TAP_WIDTH: i64 = 300;

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/potensi/baru", get(ask).post(add))
        .route("/potensi/{potential}", get(show))
        .route("/potensi/{potential}/ubah", get(edit).post(change))
        .route("/potensi/{potential}/hapus", post(remove))
}

#[derive(Template)]
#[template(path = "potential/form.html")]
struct FormPage {
    title: &'static str,
    action: String,
    back: String,
    capitals: [Capital; 5],
    conditions: [Condition; 3],
    form: PotentialForm,
    errors: Errors,
    token: String,
}

const ADD: &str = "Catat potensi";
const CHANGE: &str = "Ubah potensi";

fn page(
    visitor: &Visitor,
    id: Option<PotentialId>,
    form: PotentialForm,
    errors: Errors,
) -> FormPage {
    let own = id.map(|id| format!("/potensi/{id}"));
    FormPage {
        title: if id.is_some() { CHANGE } else { ADD },
        action: match &own {
            Some(own) => format!("{own}/ubah"),
            None => "/potensi/baru".into(),
        },
        back: own.unwrap_or_else(|| "/potensi".into()),
        capitals: Capital::ALL,
        conditions: Condition::ALL,
        form,
        errors,
        token: visitor.token(),
    }
}

/// `GET /potensi/baru`.
async fn ask(visitor: Visitor, actor: Actor) -> Result<Response> {
    actor.may(MAP_POTENTIALS, actor.unit)?;
    let page = page(&visitor, None, PotentialForm::default(), Errors::default());
    visitor.page(ADD, &page)
}

/// `POST /potensi/baru`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<PotentialForm>,
) -> Result<Response> {
    let scope = actor.may(MAP_POTENTIALS, actor.unit)?;
    let new = match form.read() {
        Ok(new) => new,
        Err(errors) => return visitor.page_again(ADD, &page(&visitor, None, form, errors)),
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let known = store::list(&mut tx, &scope).await?;
    if let Some(same) = known.iter().find(|one| one.says == new) {
        // Sent twice: it stands there already.
        return Ok(visitor.redirect(&format!("/potensi/{}", same.id)));
    }
    if known.len() >= MOST {
        return Err(Error::Rule(
            "Daftarnya sudah penuh. Hapus yang sudah tidak ada.".into(),
        ));
    }
    let id = store::add(&mut tx, &scope, &new, actor.now).await?;
    let what = format!("Potensi desa: mencatat {}", new.name);
    storage::audit(&mut tx, actor.audit(MAP_POTENTIALS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Tercatat. Tunjukkan letaknya di denah, dan tambahkan fotonya.");
    Ok(visitor.redirect_with(&format!("/potensi/{id}"), &flash))
}

#[derive(Template)]
#[template(path = "potential/thing.html")]
struct ThingPage {
    one: Potential,
    /// The sketch with its point; empty while there is none.
    map: String,
    /// The picture to tap on, with its height; empty while there is no sketch.
    picture: String,
    height: i64,
    /// Latitude and longitude for a map application.
    coordinates: String,
    needs: Vec<Need>,
    error: String,
    may_map: bool,
    token: String,
}

/// `GET /potensi/{potential}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PotentialId>,
) -> Result<Response> {
    let page = shown(&ctx, &visitor, &actor, id, String::new()).await?;
    let title = page.one.says.name.clone();
    visitor.page(&title, &page)
}

/// The page again, with what is wrong with a photo.
pub(super) async fn refused(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: PotentialId,
    error: &str,
) -> Result<Response> {
    let page = shown(ctx, visitor, actor, id, error.to_owned()).await?;
    let title = page.one.says.name.clone();
    visitor.page_again(&title, &page)
}

async fn shown(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: PotentialId,
    error: String,
) -> Result<ThingPage> {
    let (scope, one) = found(ctx, actor, READ_POTENTIALS, id).await?;
    let mut db = ctx.db.read().await?;
    let sketch = store::sketch(&mut db, &scope).await?;
    let mut needs = store::needs(&mut db, scope.unit()).await?;
    needs.retain(|need| need.potentials.contains(&id));
    let picture = sketch.map(|sketch| format!("/potensi/denah?{}", sketch.file));
    let picture = picture.unwrap_or_default();
    let size = sketch.map_or((1, 1), |sketch| (sketch.width, sketch.height));
    let placed = !picture.is_empty() && one.spot.is_some();
    Ok(ThingPage {
        map: if placed {
            map(&picture, size, &[(1, &one)])
        } else {
            String::new()
        },
        height: size.1 * TAP_WIDTH / size.0.max(1),
        picture,
        coordinates: PotentialForm::of(&one).koordinat.replace(' ', ""),
        needs,
        error,
        may_map: actor.allows(MAP_POTENTIALS),
        token: visitor.token(),
        one,
    })
}

/// `GET /potensi/{potential}/ubah`.
async fn edit(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PotentialId>,
) -> Result<Response> {
    let (_, one) = found(&ctx, &actor, MAP_POTENTIALS, id).await?;
    let page = page(
        &visitor,
        Some(id),
        PotentialForm::of(&one),
        Errors::default(),
    );
    visitor.page(CHANGE, &page)
}

/// `POST /potensi/{potential}/ubah`.
async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PotentialId>,
    Form(form): Form<PotentialForm>,
) -> Result<Response> {
    let (scope, one) = found(&ctx, &actor, MAP_POTENTIALS, id).await?;
    let new = match form.read() {
        Ok(new) => new,
        Err(errors) => return visitor.page_again(CHANGE, &page(&visitor, Some(id), form, errors)),
    };
    let mut tx = ctx.db.begin().await?;
    let edition = form.versi.parse().unwrap_or(0);
    if !store::change(&mut tx, &scope, (id, edition), &new).await? {
        drop(tx);
        let mut errors = Errors::default();
        errors.add(
            "nama",
            "Ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.",
        );
        let form = PotentialForm {
            versi: one.edition.to_string(),
            ..form
        };
        let mut response = visitor.page_again(CHANGE, &page(&visitor, Some(id), form, errors))?;
        *response.status_mut() = StatusCode::CONFLICT;
        return Ok(response);
    }
    let what = format!("Potensi desa: mengubah {}", new.name);
    storage::audit(&mut tx, actor.audit(MAP_POTENTIALS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Perubahan tersimpan.");
    Ok(visitor.redirect_with(&format!("/potensi/{id}"), &flash))
}

/// `POST /potensi/{potential}/hapus`.
async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PotentialId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, one) = found(&ctx, &actor, MAP_POTENTIALS, id).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    store::remove(&mut tx, &scope, id).await?;
    let what = format!("Potensi desa: menghapus {}", one.says.name);
    storage::audit(&mut tx, actor.audit(MAP_POTENTIALS, actor.unit, id, what)).await?;
    tx.commit().await?;
    if let Some(photo) = one.photo {
        ctx.files.delete(photo).await?;
    }
    let flash = Flash::info("Dihapus dari daftar potensi.");
    Ok(visitor.redirect_with("/potensi", &flash))
}
