//! The inventory book on paper and as a workbook, and labels.

use super::{WORKBOOK, items};
use crate::acts::READ_INVENTORY;
use crate::store::items as rows;
use crate::{book, item_books};
use axum::Router;
use axum::extract::{Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::day;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Flash, Result, Visitor};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/inventaris/buku.pdf", get(print))
        .route("/inventaris/buku.xlsx", get(download))
        .route("/inventaris/label.pdf", get(labels))
}

/// `GET /inventaris/buku.pdf`.
async fn print(State(ctx): State<Ctx>, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_INVENTORY, actor.unit)?;
    let today = actor.today();
    let table = item_books::inventory(&ctx, &scope).await?;
    let title = ("Buku Inventaris", format!("Keadaan {}", day::medium(today)));
    let bytes = book::print(&ctx, &scope, title, table, today).await?;
    Ok(web::file("Buku Inventaris.pdf", "application/pdf", bytes))
}

/// `GET /inventaris/buku.xlsx`.
async fn download(State(ctx): State<Ctx>, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_INVENTORY, actor.unit)?;
    let table = item_books::inventory(&ctx, &scope).await?;
    let bytes = web::render_blocking(move || book::workbook("Inventaris", table)).await?;
    Ok(web::file("Buku Inventaris.xlsx", WORKBOOK, bytes))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// One thing; all of them when empty.
    barang: String,
}

/// `GET /inventaris/label.pdf`.
async fn labels(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let scope = actor.may(READ_INVENTORY, actor.unit)?;
    let chosen = match asked.barang.as_str() {
        "" => rows::all(&mut ctx.db.read().await?, &scope).await?,
        id => {
            let id = id.parse().map_err(|_| Error::NotFound)?;
            let (_, item) = items::found(&ctx, &actor, READ_INVENTORY, id).await?;
            vec![item]
        }
    };
    if chosen.is_empty() {
        let flash = Flash::info("Catat barangnya dulu, lalu cetak labelnya.");
        return Ok(visitor.redirect_with("/inventaris", &flash));
    }
    let bytes = item_books::labels(&ctx, &scope, &chosen, actor.today()).await?;
    Ok(web::file("Label Inventaris.pdf", "application/pdf", bytes))
}
