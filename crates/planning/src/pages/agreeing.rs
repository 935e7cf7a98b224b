//! Agreeing to a programme, opening it for a change, giving the change up.

use super::{Nothing, found, program};
use crate::acts::AGREE_PROGRAM;
use crate::domain::AgreeForm;
use crate::programs::{self, By};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use kernel::id::ProgramId;
use web::{Actor, Ctx, Flash, Form, Result, Visitor};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/proker/{program}/sahkan", post(agree))
        .route("/proker/{program}/ubah", post(reopen))
        .route("/proker/{program}/batal", post(give_up))
}

/// `POST /proker/{program}/sahkan`.
async fn agree(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramId>,
    Form(form): Form<AgreeForm>,
) -> Result<Response> {
    let (scope, program) = found(&ctx, &actor, AGREE_PROGRAM, id).await?;
    let (day, meeting) = match form.read(actor.today()) {
        Ok(meeting) => meeting,
        Err(errors) => {
            let page = program::page(&ctx, &visitor, &actor, id, (form, errors)).await?;
            return visitor.page_again("Program kerja", &page);
        }
    };
    let by = By {
        name: actor.name.clone(),
        now: actor.now,
    };
    let mut tx = ctx.db.begin().await?;
    let number = programs::agree(&mut tx, &scope, id, (day, &meeting), &by).await?;
    let what = format!("Mengesahkan program kerja {} versi {number}", program.year);
    storage::audit(&mut tx, actor.audit(AGREE_PROGRAM, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok(
        "Program kerja disahkan. Bagikan ke anggota, lalu jadikan kegiatan satu per satu.",
    );
    Ok(visitor.redirect_with(&format!("/proker/{id}"), &flash))
}

/// `POST /proker/{program}/ubah`.
async fn reopen(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, AGREE_PROGRAM, id).await?;
    let mut tx = ctx.db.begin().await?;
    let program = programs::reopen(&mut tx, &scope, id).await?;
    let what = format!("Membuka program kerja {} untuk diubah", program.year);
    storage::audit(&mut tx, actor.audit(AGREE_PROGRAM, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::info("Sekarang bisa diubah. Versi yang berlaku tetap tersimpan.");
    Ok(visitor.redirect_with(&format!("/proker/{id}"), &flash))
}

/// `POST /proker/{program}/batal`.
async fn give_up(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, AGREE_PROGRAM, id).await?;
    let mut tx = ctx.db.begin().await?;
    let program = programs::give_up(&mut tx, &scope, id, actor.now).await?;
    let what = format!("Membatalkan perubahan program kerja {}", program.year);
    storage::audit(&mut tx, actor.audit(AGREE_PROGRAM, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::info("Perubahan dibatalkan. Isinya kembali seperti versi yang disahkan.");
    Ok(visitor.redirect_with(&format!("/proker/{id}"), &flash))
}
