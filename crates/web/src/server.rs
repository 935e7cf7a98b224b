//! The router of the whole product: every module's addresses under the common middleware.
//! Order from the outside: headers, compression, tags, visitor, forms, panics, routes.

use crate::{Ctx, assets, downloads, forms, middleware, pages};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// Every address of the product.
pub fn router(ctx: &Ctx) -> Router {
    let mut routes = pages::router().merge(downloads::router());
    for module in &ctx.modules {
        routes = routes.merge((module.router)());
    }
    routes
        .layer(DefaultBodyLimit::disable()) // forms and uploads measure themselves
        .layer(CatchPanicLayer::new())
        .layer(from_fn(forms::arrive))
        .layer(from_fn_with_state(ctx.clone(), middleware::visit))
        .layer(from_fn(middleware::tag))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)))
        .merge(assets_router())
        .layer(from_fn_with_state(ctx.clone(), middleware::guard))
        .with_state(ctx.clone())
}

fn assets_router() -> Router<Ctx> {
    Router::new()
        .route("/a/{file}", get(assets::serve))
        .route("/sw.js", get(assets::serve_worker))
}
