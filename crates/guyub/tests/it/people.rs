//! People: finding them by any spelling, their consents, duplicates merged and taken apart again,
//! moves between units, and what goes by itself after a while.

mod consents;
mod leaving;
pub mod merge;
mod merge_undo;
mod parts;
mod retention;
mod search;
