//! Pictures and places: the sketch map, a photo, the point on the sketch.

use super::thing::{TAP_WIDTH, refused};
use super::{found, reader};
use crate::acts::{MAP_POTENTIALS, READ_POTENTIALS};
use crate::domain::potential::SpotForm;
use crate::pictures;
use crate::store::potentials as store;
use crate::store::potentials::Sketch;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::PotentialId;
use web::{Actor, Ctx, Error, Flash, Form, Result, Upload, Visitor};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/potensi/denah", get(sketch).post(draw))
        .route("/potensi/{potential}/foto", get(photo).post(take))
        .route("/potensi/{potential}/letak", post(place))
}

/// `GET /potensi/denah`.
async fn sketch(State(ctx): State<Ctx>, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let sketch = store::sketch(&mut ctx.db.read().await?, &scope).await?;
    let sketch = sketch.ok_or(Error::NotFound)?;
    let bytes = ctx.files.get(sketch.file).await?.to_vec();
    Ok(web::file("Denah desa.jpg", "image/jpeg", bytes))
}

/// `POST /potensi/denah`: another sketch in place of the one there was.
async fn draw(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    upload: Upload,
) -> Result<Response> {
    let scope = actor.may(MAP_POTENTIALS, actor.unit)?;
    let picture = pictures::read(&upload, "gambar").await;
    let picture = picture.map_err(|text| Error::Rule(text.to_owned()))?;
    let file = ctx.files.put(picture.bytes).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let before = store::sketch(&mut tx, &scope).await?;
    let drawn = Sketch {
        file,
        width: picture.width.into(),
        height: picture.height.into(),
    };
    store::set_sketch(&mut tx, &scope, &drawn).await?;
    let what = "Potensi desa: mengunggah denah";
    let audit = actor.audit(MAP_POTENTIALS, actor.unit, scope.unit(), what);
    storage::audit(&mut tx, audit).await?;
    tx.commit().await?;
    if let Some(before) = before {
        ctx.files.delete(before.file).await?;
    }
    let flash = Flash::ok("Denah tersimpan. Buka satu potensi, lalu ketuk letaknya.");
    Ok(visitor.redirect_with("/potensi", &flash))
}

/// `GET /potensi/{potential}/foto`.
async fn photo(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<PotentialId>,
) -> Result<Response> {
    let (_, one) = found(&ctx, &actor, READ_POTENTIALS, id).await?;
    let photo = one.photo.ok_or(Error::NotFound)?;
    let bytes = ctx.files.get(photo).await?.to_vec();
    let name = format!("{}.jpg", one.says.name.replace('/', "-"));
    Ok(web::file(&name, "image/jpeg", bytes))
}

/// `POST /potensi/{potential}/foto`.
async fn take(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PotentialId>,
    upload: Upload,
) -> Result<Response> {
    let (scope, one) = found(&ctx, &actor, MAP_POTENTIALS, id).await?;
    let picture = match pictures::read(&upload, "gambar").await {
        Ok(picture) => picture,
        Err(text) => return refused(&ctx, &visitor, &actor, id, text).await,
    };
    let file = ctx.files.put(picture.bytes).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    store::set_photo(&mut tx, &scope, id, file).await?;
    let what = format!("Potensi desa: memotret {}", one.says.name);
    storage::audit(&mut tx, actor.audit(MAP_POTENTIALS, actor.unit, id, what)).await?;
    tx.commit().await?;
    if let Some(before) = one.photo {
        ctx.files.delete(before).await?;
    }
    let flash = Flash::ok("Foto tersimpan.");
    Ok(visitor.redirect_with(&format!("/potensi/{id}"), &flash))
}

/// `POST /potensi/{potential}/letak`.
async fn place(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PotentialId>,
    Form(form): Form<SpotForm>,
) -> Result<Response> {
    let (scope, one) = found(&ctx, &actor, MAP_POTENTIALS, id).await?;
    let sketch = store::sketch(&mut ctx.db.read().await?, &scope).await?;
    let Some(sketch) = sketch else {
        return Err(Error::Rule(
            "Belum ada denah desa. Unggah dulu di halaman Potensi desa.".into(),
        ));
    };
    let height = sketch.height * TAP_WIDTH / sketch.width.max(1);
    let pixels = |size: i64| u32::try_from(size).unwrap_or(1);
    let Some(spot) = form.read((pixels(TAP_WIDTH), pixels(height))) else {
        let text = "Ketuk letaknya di gambar, atau tulis kotaknya seperti C4.";
        return refused(&ctx, &visitor, &actor, id, text).await;
    };
    let mut tx = ctx.db.begin().await?;
    store::place(&mut tx, &scope, id, Some(spot)).await?;
    let what = format!("Potensi desa: menunjukkan letak {}", one.says.name);
    storage::audit(&mut tx, actor.audit(MAP_POTENTIALS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Letaknya tersimpan.");
    Ok(visitor.redirect_with(&format!("/potensi/{id}"), &flash))
}
