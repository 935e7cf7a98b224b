//! A person's own page beyond the card: behind a PIN they see what is kept about them, ask for
//! corrections, take a copy, ask to be forgotten. Officers give the code for the PIN and decide.

mod asking;
mod consenting;
mod deciding;
mod erasing;
mod exporting;
mod hashing;
mod holder;
mod lock;
mod officer_pages;
mod pages;
mod pin_pages;
mod wishes;

pub use asking::ask_correction;
pub(crate) use exporting::export;
pub(crate) use officer_pages::{home_card, person_panel};

use axum::Router;
use web::Ctx;

pub(crate) fn router() -> Router<Ctx> {
    pages::router()
        .merge(pin_pages::router())
        .merge(wishes::router())
        .merge(officer_pages::router())
}
