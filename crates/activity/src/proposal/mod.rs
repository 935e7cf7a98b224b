//! The proposal of an activity: made from what is known of it, with free text only where somebody
//! must judge, and sentences to begin with.

mod pages;
pub(crate) mod paper;
mod words;

pub(crate) use pages::router;
pub(crate) use paper::blocks_of;
pub(crate) use words::{LONGEST, Part, Start};
