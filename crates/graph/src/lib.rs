//! Networks of people: who met whom through which event, and what that says.
//! Pure: compressed sparse rows, parallel with rayon, no I/O, no clock; a seed is an argument.
//! No result depends on the number of threads, the order of the input or the names of people.

pub mod compute;
mod error;
mod one_mode;
mod two_mode;

pub use error::Error;
pub use one_mode::Graph;
pub use two_mode::TwoMode;
