//! Rules and types of the organisation; no I/O, no clock.

mod ages;
mod board;
mod chart;
mod composition;
mod decree;
mod draft;
mod person;
mod term;

pub(crate) use ages::{Ages, age_on};
pub use board::{NewBoard, NewDecree, Position, Seat};
pub(crate) use chart::{Chart, chart};
pub use composition::{DIVISIONS, Group, composition};
pub use decree::{Decree, Scan, Validity};
pub use draft::{DraftBoard, DraftWords, head_of};
pub(crate) use draft::{annex, considering, decisions, noting, recalling, years};
pub use person::{Kind, Nik, Person, PersonKey, Sex};
pub(crate) use person::{PersonForm, describe_place, search_text};
pub use term::Term;
pub(crate) use term::day_of;
