//! Networks of people: who met whom through which event, and what that says.
//! Pure: compressed sparse rows, parallel with rayon, no I/O, no clock; a seed is an argument.
//! No result depends on the number of threads, the order of the input or the names of people.

mod assortativity;
pub mod betweenness;
pub mod clustering;
pub mod co_attendance;
mod communities;
mod components;
pub mod compute;
mod core_number;
mod cut;
mod eigenvector;
mod error;
mod gathered;
mod holes;
mod labels;
mod mixing;
mod modularity;
mod network;
mod new_ties;
mod one_mode;
mod order;
mod pagerank;
mod parallel;
pub mod paths;
pub mod planner;
mod projection;
mod random;
pub mod read;
#[cfg(test)]
mod truths;
mod two_mode;
mod what_if;

pub use assortativity::{assortativity, degree_assortativity};
pub use communities::{Communities, communities};
pub use components::{Components, components};
pub use core_number::core_numbers;
pub use cut::{Cuts, cuts};
pub use eigenvector::eigenvector;
pub use error::Error;
pub use holes::{constraint, effective_size};
pub use mixing::{Mixing, mixing};
pub use modularity::modularity;
pub use network::{Network, Row};
pub use new_ties::{Chance, NewTies, NoChance, new_ties};
pub use one_mode::Graph;
pub use order::{Reordered, reorder};
pub use pagerank::{pagerank, two_mode_pagerank};
pub use projection::{newman_projection, projection};
pub use random::Random;
pub use two_mode::TwoMode;
pub use what_if::{Departure, what_if_leave};
