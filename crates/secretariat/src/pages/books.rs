//! The agendas on paper and as workbooks.

use super::{WORKBOOK, reader};
use crate::book::{Book, pdf, xlsx, year};
use axum::Router;
use axum::extract::{Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use web::{Actor, Ctx, Result};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/surat/buku/keluar.pdf", get(outgoing_pdf))
        .route("/surat/buku/keluar.xlsx", get(outgoing_xlsx))
        .route("/surat/buku/masuk.pdf", get(incoming_pdf))
        .route("/surat/buku/masuk.xlsx", get(incoming_xlsx))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    tahun: String,
}

async fn print(ctx: &Ctx, actor: &Actor, book: Book, asked: &Asked) -> Result<Response> {
    let scope = reader(actor)?;
    let today = actor.today();
    let year = year(&asked.tahun, today);
    let bytes = pdf(ctx, &scope, book, (year, today)).await?;
    let name = format!("{} {year}.pdf", book.title());
    Ok(web::file(&name, "application/pdf", bytes))
}

async fn save(ctx: &Ctx, actor: &Actor, book: Book, asked: &Asked) -> Result<Response> {
    let scope = reader(actor)?;
    let year = year(&asked.tahun, actor.today());
    let bytes = xlsx(ctx, &scope, book, year).await?;
    let name = format!("{} {year}.xlsx", book.title());
    Ok(web::file(&name, WORKBOOK, bytes))
}

/// `GET /surat/buku/keluar.pdf`.
async fn outgoing_pdf(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    print(&ctx, &actor, Book::Outgoing, &asked).await
}

/// `GET /surat/buku/keluar.xlsx`.
async fn outgoing_xlsx(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    save(&ctx, &actor, Book::Outgoing, &asked).await
}

/// `GET /surat/buku/masuk.pdf`.
async fn incoming_pdf(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    print(&ctx, &actor, Book::Incoming, &asked).await
}

/// `GET /surat/buku/masuk.xlsx`.
async fn incoming_xlsx(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    save(&ctx, &actor, Book::Incoming, &asked).await
}
