//! How many of a thing there are, by the state they are in.

use std::fmt;

/// The state of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// As it should be.
    Good,
    /// Can be used.
    Minor,
    /// Can't be used.
    Major,
}

impl Condition {
    /// Every state, best first.
    pub const ALL: [Self; 3] = [Self::Good, Self::Minor, Self::Major];

    /// The word kept in the database and sent by forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Minor => "minor_damage",
            Self::Major => "major_damage",
        }
    }

    /// The state whose [`code`](Self::code) is `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Good => "Baik",
            Self::Minor => "Rusak ringan",
            Self::Major => "Rusak berat",
        }
    }

    /// As the inventory book has it.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Good => "B",
            Self::Minor => "RR",
            Self::Major => "RB",
        }
    }
}

/// Counts by state; of a change, some may be below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pieces {
    /// As they should be.
    pub good: i64,
    /// Damaged a little.
    pub minor: i64,
    /// Damaged badly.
    pub major: i64,
}

impl Pieces {
    /// `count` in one state.
    #[must_use]
    pub fn of(condition: Condition, count: i64) -> Self {
        let mut pieces = Self::default();
        *pieces.at_mut(condition) = count;
        pieces
    }

    fn at_mut(&mut self, condition: Condition) -> &mut i64 {
        match condition {
            Condition::Good => &mut self.good,
            Condition::Minor => &mut self.minor,
            Condition::Major => &mut self.major,
        }
    }

    /// How many are in that state.
    #[must_use]
    pub const fn at(&self, condition: Condition) -> i64 {
        match condition {
            Condition::Good => self.good,
            Condition::Minor => self.minor,
            Condition::Major => self.major,
        }
    }

    /// How many there are in all.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.good + self.minor + self.major
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            good: self.good + other.good,
            minor: self.minor + other.minor,
            major: self.major + other.major,
        }
    }

    /// What is left when `other` are gone.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self {
            good: self.good - other.good,
            minor: self.minor - other.minor,
            major: self.major - other.major,
        }
    }

    /// Whether no state has fewer than none.
    #[must_use]
    pub const fn possible(&self) -> bool {
        self.good >= 0 && self.minor >= 0 && self.major >= 0
    }
}

/// "45 B, 5 RR"; of a change, with its signs.
impl fmt::Display for Pieces {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = Condition::ALL.into_iter().filter(|one| self.at(*one) != 0);
        let told: Vec<String> = there
            .map(|one| format!("{} {}", self.at(one), one.short()))
            .collect();
        if told.is_empty() {
            return out.write_str("0");
        }
        out.write_str(&told.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_told_as_the_book_has_them() {
        let pieces = Pieces {
            good: 45,
            minor: 5,
            major: 0,
        };
        assert_eq!(pieces.to_string(), "45 B, 5 RR");
        assert_eq!(pieces.total(), 50);
        assert_eq!(Pieces::default().to_string(), "0");
        let damaged = Pieces::of(Condition::Minor, 2).minus(Pieces::of(Condition::Good, 2));
        assert_eq!(damaged.to_string(), "-2 B, 2 RR");
        assert!(!damaged.possible() && pieces.plus(damaged).possible());
    }

    #[test]
    fn every_state_is_found_by_its_word() {
        for one in Condition::ALL {
            assert_eq!(Condition::from_code(one.code()), Some(one));
        }
        assert_eq!(Condition::from_code("baik"), None);
    }
}
