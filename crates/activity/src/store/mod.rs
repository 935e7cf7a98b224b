//! Every row of activities, a file per noun. Private but for the finders named in `lib.rs`.

mod activities;
mod attendance;
mod certificates;
mod committee;
mod evidence;
mod own;
mod photos;
mod registrations;
mod texts;

pub use activities::*;
pub use attendance::*;
pub(crate) use certificates::*;
pub use committee::*;
pub(crate) use evidence::*;
pub(crate) use own::*;
pub(crate) use photos::*;
pub use registrations::*;
pub use texts::write_parts;
pub(crate) use texts::{Written, term_texts, write_term_texts, write_texts, written};
