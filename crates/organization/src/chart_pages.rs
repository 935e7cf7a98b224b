//! The organisation chart: a page with the picture and the list beside it, the drawing as SVG, and
//! the picture as PNG for WhatsApp and for the wall.

use crate::board;
use crate::domain::{Chart, Group, chart, composition};
use crate::{SEE_BOARD, store::terms as store};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use web::{Actor, Ctx, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengurus/bagan", get(show))
        .route("/pengurus/bagan/gambar.svg", get(svg))
        .route("/pengurus/bagan/gambar.png", get(png))
}

#[derive(Template)]
#[template(path = "chart_page.html")]
struct ChartPage {
    groups: Vec<Group>,
    years: String,
    width: i32,
    height: i32,
    may_change: bool,
}

struct Drawn {
    groups: Vec<Group>,
    years: String,
    chart: Chart,
}

/// The board of today and its chart.
async fn drawn(ctx: &Ctx, actor: &Actor) -> Result<Drawn> {
    let scope = actor.may(SEE_BOARD, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let term = store::running(&mut db, &scope).await?;
    let seats = board::seats(&mut db, &scope, actor.today()).await?;
    let years = term.map(|term| term.years()).unwrap_or_default();
    let groups = composition(&seats);
    let chart = chart(&actor.unit_name, &years, &groups);
    Ok(Drawn {
        groups,
        years,
        chart,
    })
}

/// `GET /pengurus/bagan`.
async fn show(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let drawn = drawn(&ctx, &actor).await?;
    let page = ChartPage {
        groups: drawn.groups,
        years: drawn.years,
        width: drawn.chart.width,
        height: drawn.chart.height,
        may_change: actor.allows(crate::CHANGE_BOARD),
    };
    visitor.page("Bagan organisasi", &page)
}

/// `GET /pengurus/bagan/gambar.svg`.
async fn svg(State(ctx): State<Ctx>, actor: Actor) -> Result<Response> {
    let chart = drawn(&ctx, &actor).await?.chart;
    Ok(web::file(
        "Bagan organisasi.svg",
        "image/svg+xml",
        chart.svg.into_bytes(),
    ))
}

/// `GET /pengurus/bagan/gambar.png`.
async fn png(State(ctx): State<Ctx>, actor: Actor) -> Result<Response> {
    let chart = drawn(&ctx, &actor).await?.chart;
    let png = web::render_blocking(move || documents::drawing(&chart.svg)).await?;
    Ok(web::file("Bagan organisasi.png", "image/png", png))
}
