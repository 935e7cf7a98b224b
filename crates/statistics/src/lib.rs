//! Survey statistics: what a board may say about answers, and how sure it may be.
//! Pure functions on numbers. What cannot be known is a value with its reason ([`Undefined`]),
//! never 0 and never NaN; [`words`] tells it, and tells a small sample as one.

pub mod alpha;
mod chance;
pub mod compute;
mod distribution;
pub mod gain;
pub mod index;
pub mod item;
pub mod nps;
pub mod paired;
pub mod proportion;
pub mod quantile;
pub mod small;
pub mod suppression;
mod undefined;
pub mod wilcoxon;
pub mod words;

pub use chance::Confidence;
pub use distribution::Distribution;
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
        let cut = |end: f64| end.max(least).min(most);
        Self {
            low: cut(self.low),
            high: cut(self.high),
        }
    }
}
