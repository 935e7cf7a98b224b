//! Names across the border of a unit: lent for a purpose until a day, revocable at once. Whoever
//! reads them is written down, for the unit and for those who were read.

mod lender_pages;
mod lending;
mod reader_pages;
mod reading;

pub use lending::lend_names;
pub use reading::look_at_names;

use axum::Router;
use web::Ctx;

pub(crate) fn router() -> Router<Ctx> {
    lender_pages::router().merge(reader_pages::router())
}
