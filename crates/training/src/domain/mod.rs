//! Rules and types of trainings: no I/O, no clock, no random.

mod form;
mod topic;
mod training;

pub use form::TrainingForm;
pub use topic::Topic;
pub use training::{Details, NewTraining, Speaker, Theme, Training};
