//! Photos of an activity: uploaded by officers, made small and kept, printed in the report.

use crate::pages::found;
use crate::store::{self, KeptPhoto};
use crate::{MANAGE_ACTIVITIES, READ_ACTIVITIES};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::{ActivityId, PhotoId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Upload, Visitor, filters};

/// Photos of one activity.
const MOST: i64 = 200;
/// Width and height of what is kept; enough for half a page.
const LONGEST: u32 = 1_600;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kegiatan/{id}/foto", get(list).post(add))
        .route("/kegiatan/{id}/foto/{photo}", get(show))
        .route("/kegiatan/{id}/foto/{photo}/hapus", post(remove))
}

#[derive(Template)]
#[template(path = "photos.html")]
struct PhotosPage {
    activity: ActivityId,
    title: String,
    photos: Vec<KeptPhoto>,
    caption: String,
    may_manage: bool,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: ActivityId,
    (caption, errors): (String, Errors),
) -> Result<PhotosPage> {
    let (scope, activity, _) = found(ctx, actor, id).await?;
    Ok(PhotosPage {
        activity: id,
        title: activity.title,
        photos: store::photos(&mut ctx.db.read().await?, &scope, id).await?,
        caption,
        may_manage: actor.allows(MANAGE_ACTIVITIES),
        errors,
        token: visitor.token(),
    })
}

/// `GET /kegiatan/{id}/foto`.
async fn list(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    actor.may(READ_ACTIVITIES, actor.unit)?;
    let nothing = (String::new(), Errors::default());
    let page = page(&ctx, &visitor, &actor, id, nothing).await?;
    visitor.page("Foto kegiatan", &page)
}

/// `POST /kegiatan/{id}/foto`: several at once; all of them or none.
async fn add(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    upload: Upload,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let mut errors = Errors::default();
    let caption = errors.within("keterangan", upload.text("keterangan"), 120);
    let chosen: Vec<_> = upload
        .files
        .iter()
        .filter(|file| file.field == "foto")
        .collect();
    if chosen.is_empty() {
        errors.add("foto", "Pilih fotonya dulu.");
    }
    let known = store::photo_count(&mut ctx.db.read().await?, id).await?;
    if known + i64::try_from(chosen.len()).unwrap_or(MOST) > MOST {
        errors.add(
            "foto",
            format!("Satu kegiatan menyimpan paling banyak {MOST} foto."),
        );
    }
    let mut small = Vec::new();
    if errors.is_empty() {
        for file in chosen {
            let bytes = file.bytes.clone();
            let made = web::render_blocking(move || {
                Ok::<_, std::convert::Infallible>(documents::small_photo(&bytes, LONGEST))
            });
            match made.await? {
                Ok(jpeg) => small.push(jpeg),
                Err(error) => errors.add("foto", format!("{}: {error}", file.name)),
            }
        }
    }
    if !errors.is_empty() {
        let page = page(&ctx, &visitor, &actor, id, (caption, errors)).await?;
        return visitor.page_again("Foto kegiatan", &page);
    }
    let count = small.len();
    let mut kept = Vec::new();
    for jpeg in small {
        kept.push(ctx.files.put(jpeg).await?);
    }
    let mut tx = ctx.db.begin().await?;
    for file in kept {
        store::add_photo(
            &mut tx,
            &scope,
            id,
            (file, &caption),
            (&actor.name, actor.now),
        )
        .await?;
    }
    let what = format!("{}: menambah {count} foto", activity.title);
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_ACTIVITIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    let flash = Flash::ok("Foto tersimpan. Nanti ikut tercetak di laporan.");
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}/foto"), &flash))
}

async fn found_photo(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
    photo: PhotoId,
) -> Result<KeptPhoto> {
    let (scope, ..) = found(ctx, actor, id).await?;
    let all = store::photos(&mut ctx.db.read().await?, &scope, id).await?;
    let photo = all.into_iter().find(|known| known.id == photo);
    photo.ok_or(Error::NotFound)
}

/// `GET /kegiatan/{id}/foto/{photo}`.
async fn show(
    From(ctx): From<Ctx>,
    actor: Actor,
    Path((id, photo)): Path<(ActivityId, PhotoId)>,
) -> Result<Response> {
    actor.may(READ_ACTIVITIES, actor.unit)?;
    let photo = found_photo(&ctx, &actor, id, photo).await?;
    let bytes = ctx.files.get(photo.file).await?.to_vec();
    Ok(web::file("Foto kegiatan.jpg", "image/jpeg", bytes))
}

#[derive(Deserialize)]
struct Nothing {}

/// `POST /kegiatan/{id}/foto/{photo}/hapus`.
async fn remove(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, photo)): Path<(ActivityId, PhotoId)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let gone = found_photo(&ctx, &actor, id, photo).await?;
    let mut tx = ctx.db.begin().await?;
    store::remove_photo(&mut tx, &scope, gone.id).await?;
    let what = format!("{}: menghapus satu foto", activity.title);
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_ACTIVITIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    ctx.files.delete(gone.file).await?;
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}/foto"), &Flash::ok("Foto dihapus.")))
}
