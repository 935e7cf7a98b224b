//! Pages around an import: upload, what is waiting and what was done, taking, undo, rows left.
//! What was read stands in `rows`, the columns in `columns`, the likely duplicates in `pairs`.

use super::begin::{self, Begun};
use super::{ages, columns, find, open, pairs, rows, take, undo};
use crate::store::imports::{self as store, ImportRow};
use crate::{EXPORT_MEMBERS, IMPORT_MEMBERS};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::day;
use kernel::id::ImportId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Flash, Form, Result, Upload, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/anggota/impor", get(start).post(upload))
        .route("/anggota/impor/{id}", get(rows::show))
        .route("/anggota/impor/{id}/baris", post(rows::answer))
        .route(
            "/anggota/impor/{id}/kolom",
            get(columns::show).post(columns::save),
        )
        .route("/anggota/impor/{id}/umur", post(ages::save))
        .route(
            "/anggota/impor/{id}/ganda",
            get(pairs::show).post(pairs::answer),
        )
        .route("/anggota/impor/{id}/masukkan", post(take_in))
        .route("/anggota/impor/{id}/buang", post(discard))
        .route("/anggota/impor/{id}/batalkan", post(take_back))
        .route("/anggota/impor/{id}/ulang", post(again))
        .route("/anggota/impor/{id}/sisa", get(left_over))
}

#[derive(Template)]
#[template(path = "import/start.html")]
struct StartPage {
    imports: Vec<(ImportRow, String)>,
    error: String,
    token: String,
}

async fn start_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    error: String,
) -> Result<StartPage> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let all = store::list(&mut ctx.db.read().await?, &scope).await?;
    let dated = |row: ImportRow| {
        let when = day::medium(actor.zone.today(row.created_at));
        (row, when)
    };
    let there = all.into_iter().filter(|row| row.state != "undone");
    Ok(StartPage {
        imports: there.map(dated).collect(),
        error,
        token: visitor.token(),
    })
}

async fn start(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let page = start_page(&ctx, &visitor, &actor, String::new()).await?;
    visitor.page("Unggah daftar anggota", &page)
}

async fn upload(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    upload: Upload,
) -> Result<Response> {
    actor.may(IMPORT_MEMBERS, actor.unit)?;
    let error = match upload.file("daftar") {
        None => "Pilih dulu berkas daftar anggotanya.".to_owned(),
        Some(file) => match begin::begin(&ctx, &actor, &file.name, file.bytes.clone()).await {
            Ok(begun) => return Ok(led_on(&visitor, &begun)),
            Err(Error::Rule(text)) => text,
            Err(error) => return Err(error),
        },
    };
    let page = start_page(&ctx, &visitor, &actor, error).await?;
    visitor.page_again("Unggah daftar anggota", &page)
}

fn led_on(visitor: &Visitor, begun: &Begun) -> Response {
    match begun {
        Begun::New(id) => visitor.redirect(&format!("/anggota/impor/{id}")),
        Begun::Unnamed(id) => visitor.redirect_with(
            &format!("/anggota/impor/{id}/kolom"),
            &Flash::warn("Belum ada nama yang terbaca. Pilih dulu kolom mana yang berisi nama."),
        ),
        Begun::Again(id) => visitor.redirect_with(
            &format!("/anggota/impor/{id}"),
            &Flash::info("Berkas yang sama persis sudah pernah diunggah. Ini halamannya."),
        ),
    }
}

#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Seen {
    versi: String,
}

async fn take_in(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(seen): Form<Seen>,
) -> Result<Response> {
    let done = take::finish(&ctx, &actor, id, seen.versi.parse().ok()).await?;
    let flash = Flash::ok(format!(
        "{} anggota masuk daftar, {} digabung, {} ditinggal.",
        done.taken, done.merged, done.left
    ));
    Ok(visitor.redirect_with(&format!("/anggota/impor/{id}"), &flash))
}

async fn discard(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    undo::discard(&ctx, &actor, id).await?;
    let flash = Flash::ok("Daftar itu dibuang. Tidak ada anggota yang berubah.");
    Ok(visitor.redirect_with("/anggota/impor", &flash))
}

async fn take_back(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let kept = undo::undo(&ctx, &actor, id).await?;
    let flash = if kept == 0 {
        Flash::ok("Impor dibatalkan. Daftar anggota kembali seperti sebelumnya.")
    } else {
        Flash::warn(format!(
            "Impor dibatalkan. {kept} anggota yang digabung sudah diubah lagi sesudahnya, jadi datanya \
             dibiarkan."
        ))
    };
    Ok(visitor.redirect_with("/anggota/impor", &flash))
}

async fn again(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let id = begin::begin_again(&ctx, &actor, id).await?;
    Ok(visitor.redirect(&format!("/anggota/impor/{id}")))
}

async fn left_over(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<ImportId>,
) -> Result<Response> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let row = find(&mut ctx.db.read().await?, &scope, id).await?;
    let file_name = row.file_name.clone();
    let name = format!("{file_name}.sisa.xlsx");
    let workbook = match (row.rest_file, row.state.as_str()) {
        (Some(file), "taken") => ctx.files.get(file).await?.to_vec(),
        (_, "waiting") => {
            let open = open::open(&ctx, &scope, row, actor.now).await?;
            take::rest(&open)?.ok_or(Error::NotFound)?
        }
        _ => return Err(Error::NotFound),
    };
    let mut tx = ctx.db.begin().await?;
    let what = format!("Baris yang belum masuk diunduh dari {file_name}");
    let entry = actor.audit(EXPORT_MEMBERS, actor.unit, id, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(web::file(&name, media, workbook))
}
