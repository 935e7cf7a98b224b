//! The rules of planning: what a programme is, in which state it can be changed, how it is shown.

pub mod calendar;
mod form;
pub mod idea;
mod item;
mod months;
pub mod potential;
mod program;
mod timeline;

pub use form::{AgreeForm, BeginForm, ItemForm};
pub use item::{Item, NewItem, Progress, by_division, total};
pub use months::Months;
pub use program::{ITEMS_MOST, Program, State, Version, changes};
pub use timeline::timeline;
