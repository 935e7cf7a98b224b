//! What a day is beside a date: feasts, fasting, holidays, pasaran, school exams, what neighbours
//! do. Nothing here refuses a day; it says what to mind, and why.

mod advice;
mod entry;
mod feasts;
mod hijri;
mod moon;

pub use advice::{Advice, Neighbour, for_days, for_months};
pub use entry::{CalendarEntry, EntryForm, EntryKind, NewEntry, When};
pub use feasts::{Feast, feasts};
