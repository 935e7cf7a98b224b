//! What anybody sees of a unit, without an account: `/u/{slug}`. Nothing personal stands there.

mod join;
mod page;

use axum::Router;
use axum::routing::get;
use web::Ctx;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/u/{slug}", get(page::show))
        .route("/u/{slug}/gabung", get(join::show).post(join::send))
}
