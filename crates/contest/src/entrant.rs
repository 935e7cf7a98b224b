//! Who takes part, as numbers: names never reach the engine, so no result can depend on them.
//! In a seeded draw the number is the seed; elsewhere it is the place in the list of entries.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A team or a person by number, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Entrant(pub u16);

impl fmt::Display for Entrant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// How many take part: entrants 1 to that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Entrants(u16);

/// A number of entrants that no tournament can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} bukan jumlah peserta yang bisa ditandingkan; isi 2 sampai 1.024")]
pub struct SizeError(pub usize);

impl Entrants {
    /// The fewest and the most.
    pub const RANGE: std::ops::RangeInclusive<usize> = 2..=1024;

    /// `count` entrants.
    ///
    /// # Errors
    ///
    /// [`SizeError`] outside [`Self::RANGE`].
    pub fn new(count: usize) -> Result<Self, SizeError> {
        match u16::try_from(count) {
            Ok(small) if Self::RANGE.contains(&count) => Ok(Self(small)),
            _ => Err(SizeError(count)),
        }
    }

    /// How many.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.into()
    }

    /// All of them, 1 first.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Entrant> {
        (1..=self.0).map(Entrant)
    }

    /// Whether `entrant` is one of them.
    #[must_use]
    pub fn has(self, entrant: Entrant) -> bool {
        (1..=self.0).contains(&entrant.0)
    }
}

impl Entrant {
    /// Its place in a list of all entrants, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tournament_has_two_to_a_thousand_and_twenty_four() {
        assert!(Entrants::new(2).is_ok() && Entrants::new(1024).is_ok());
        for count in [0, 1, 1025, 65_537, usize::MAX] {
            assert_eq!(Entrants::new(count), Err(SizeError(count)));
        }
        let three = Entrants::new(3).unwrap();
        assert!(three.has(Entrant(3)) && !three.has(Entrant(0)) && !three.has(Entrant(4)));
    }
}
