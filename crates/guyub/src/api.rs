//! What programs may ask for, described as OpenAPI at `/api/openapi.json`. The contexts answer;
//! a test compares the description with their addresses.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use web::{Ctx, Module};

/// The description, OpenAPI 3.1.
pub const OPENAPI: &str = include_str!("openapi.json");

/// Serves the description.
pub const MODULE: Module = Module {
    router,
    ..Module::named("api")
};

fn router() -> Router<Ctx> {
    Router::new().route("/api/openapi.json", get(describe))
}

async fn describe() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], OPENAPI)
}
