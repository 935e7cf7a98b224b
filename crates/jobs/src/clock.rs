//! The program's clock: the system's, or one that a test sets.
//! Domain code never asks it; handlers and jobs do, and hand the moment on.

use jiff::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Tells the time.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The system's clock.
    #[default]
    System,
    /// Stands still until somebody sets it; Unix milliseconds.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `moment`.
    #[must_use]
    pub fn standing_at(moment: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(moment.as_millisecond())))
    }

    /// The moment now, in whole milliseconds.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let millis = match self {
            Self::System => Timestamp::now().as_millisecond(),
            Self::Set(millis) => millis.load(Ordering::Relaxed),
        };
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Moves a standing clock to `moment`; the system's clock is left alone.
    pub fn set(&self, moment: Timestamp) {
        if let Self::Set(millis) = self {
            millis.store(moment.as_millisecond(), Ordering::Relaxed);
        }
    }
}
