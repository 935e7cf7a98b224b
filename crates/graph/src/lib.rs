//! Networks of people: who met whom through which event, and what that says.
//! Pure: compressed sparse rows, parallel with rayon, no I/O, no clock; a seed is an argument.
//! No result depends on the number of threads, the order of the input or the names of people.

mod assortativity;
mod communities;
pub mod compute;
mod error;
mod holes;
mod labels;
mod mixing;
mod modularity;
mod network;
mod one_mode;
mod random;
#[cfg(test)]
mod truths;
mod two_mode;

pub use assortativity::{assortativity, degree_assortativity};
pub use communities::{Communities, communities};
pub use error::Error;
pub use holes::{constraint, effective_size};
pub use mixing::{Mixing, mixing};
pub use modularity::modularity;
pub use network::{Network, Row};
pub use one_mode::Graph;
pub use random::Random;
pub use two_mode::TwoMode;
