//! Dues on paper and as a sheet. Who took them out stands in the audit log.

use super::{desk, year_of};
use crate::dues::{Asked, Member};
use crate::pages::papers::{PDF, note, sheets};
use crate::paper;
use axum::Router;
use axum::extract::{Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use web::{Actor, Ctx, Result};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/iuran/buku.pdf", get(book_pdf))
        .route("/kas/iuran/buku.xlsx", get(book_xlsx))
        .route("/kas/iuran/lembar.pdf", get(sheet_pdf))
}

/// `GET /kas/iuran/buku.pdf`.
async fn book_pdf(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (scope, desk) = desk(&ctx, &actor).await?;
    let year = year_of(&asked, actor.today());
    let pdf = paper::dues::book_pdf(&ctx, &scope, &desk, year, actor.today()).await?;
    let what = format!("Buku iuran {year}");
    note(&ctx, &actor, actor.unit, &what).await?;
    Ok(web::file(&format!("{what}.pdf"), PDF, pdf))
}

/// `GET /kas/iuran/buku.xlsx`.
async fn book_xlsx(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (_, desk) = desk(&ctx, &actor).await?;
    let year = year_of(&asked, actor.today());
    let figures = paper::dues::book(&desk, year, actor.today());
    let what = format!("Buku iuran {year}");
    note(&ctx, &actor, actor.unit, &what).await?;
    sheets(&what, vec![figures.sheet("Iuran")]).await
}

/// `GET /kas/iuran/lembar.pdf`.
async fn sheet_pdf(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (scope, desk) = desk(&ctx, &actor).await?;
    let year = year_of(&asked, actor.today());
    let mut members: Vec<&Member> = {
        let mut db = ctx.db.read().await?;
        desk.chosen(&mut db, &scope, &asked).await?
    };
    members.retain(|member| member.pays_in(year));
    let place = match asked.rt.parse::<u16>() {
        Ok(rt) => format!(", RT {rt:02}"),
        Err(_) => String::new(),
    };
    let whom = (members.as_slice(), place.as_str());
    let pdf = paper::dues::sheet_pdf(&ctx, &scope, whom, year, actor.today()).await?;
    let what = format!("Lembar iuran {year}");
    note(&ctx, &actor, actor.unit, &what).await?;
    Ok(web::file(&format!("{what}.pdf"), PDF, pdf))
}
