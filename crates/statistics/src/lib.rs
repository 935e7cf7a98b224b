//! Survey statistics: what a board may say about answers, and how sure it may be.
//! Pure functions on numbers. What cannot be known is a value with its reason ([`Undefined`]),
//! never 0 and never NaN; a small sample says that it is one.

mod chance;
pub mod compute;
pub mod proportion;
pub mod small;
mod undefined;

pub use chance::Confidence;
pub use undefined::{Figure, Undefined};

/// Both ends of an interval, the lower one first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// The interval cut off at the ends of what is possible, from `least` to `most`.
    #[must_use]
    pub fn within(self, least: f64, most: f64) -> Self {
        Self {
            low: self.low.clamp(least, most),
            high: self.high.clamp(least, most),
        }
    }
}
