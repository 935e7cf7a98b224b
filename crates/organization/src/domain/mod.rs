//! Rules and types of the organisation; no I/O, no clock.

mod ages;
mod person;

pub(crate) use ages::{Ages, age_on};
pub use person::{Kind, Nik, Person, PersonKey, Sex};
pub(crate) use person::{PersonForm, describe_place, search_text};
