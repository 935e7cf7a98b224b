//! Rules and types of surveys: no I/O, no clock, no random.

mod anonymity;
mod answer;
mod preset;
mod results;
mod summary;
mod survey;

pub use anonymity::{FEWEST, shown};
pub use answer::{Answer, Given, Typed, read};
pub use preset::{NewQuestion, TRAINING};
pub use results::{Finding, QuestionResult, Rate, Results, Sheet};
pub use summary::{FEW, Summary, decimal, percent};
pub(crate) use survey::default_closing;
pub use survey::{Question, QuestionKind, SCALE, Survey, Way};
