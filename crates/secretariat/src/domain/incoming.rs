//! Letters that came in, and what is to be done with them.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::{DispositionId, IncomingId};

/// A letter that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIncoming {
    /// When it came.
    pub received: Date,
    /// The sender's number; may be empty.
    pub number: String,
    /// The day that stands on it.
    pub day: Option<Date>,
    /// Who sent it.
    pub sender: String,
    /// What it is about.
    pub subject: String,
    /// What came with it; may be empty.
    pub attachments: String,
    /// Anything else.
    pub note: String,
}

/// A letter in the agenda of what came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Incoming {
    pub(crate) id: IncomingId,
    pub(crate) says: NewIncoming,
    /// Its number in the agenda, anew each year.
    pub(crate) seq: i64,
    pub(crate) scanned: bool,
    pub(crate) author: String,
}

/// What somebody is to do about a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewTask {
    pub(crate) receiver: String,
    pub(crate) instruction: String,
    pub(crate) due: Option<Date>,
}

/// A disposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Task {
    pub(crate) id: DispositionId,
    pub(crate) says: NewTask,
    pub(crate) done: Option<Timestamp>,
    pub(crate) author: String,
}
