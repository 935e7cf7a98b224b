//! Every row of activities, a file per noun. Private but for the finders named in `lib.rs`.

mod activities;
mod attendance;
mod certificates;
mod committee;
mod evidence;
mod own;
mod registrations;

pub use activities::*;
pub use attendance::*;
pub(crate) use certificates::*;
pub use committee::*;
pub(crate) use evidence::*;
pub(crate) use own::*;
pub use registrations::*;
