//! Every row of assemblies, a file per noun. Private but for the finders named in `lib.rs`.

mod assemblies;
mod ballots;
mod elections;
mod facts;
mod own;
mod participants;
mod seats;
mod strokes;

pub use assemblies::*;
pub(crate) use ballots::*;
pub(crate) use elections::*;
pub(crate) use facts::*;
pub(crate) use own::*;
pub(crate) use participants::*;
pub(crate) use seats::*;
pub(crate) use strokes::*;
