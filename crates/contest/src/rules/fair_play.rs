//! Marks for fair play from the cards of a team: 0 for none, less for each.

use serde::{Deserialize, Serialize};

/// Cards that a team was shown. A player counts once in a match, under the gravest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cards {
    /// Yellow alone.
    pub yellow: u32,
    /// Sent off by a second yellow.
    pub second_yellow: u32,
    /// Sent off directly.
    pub direct_red: u32,
    /// Sent off directly after a yellow.
    pub yellow_then_direct_red: u32,
}

/// What each card takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FairPlay {
    /// For yellow alone.
    pub yellow: u32,
    /// For a second yellow.
    pub second_yellow: u32,
    /// For a direct red.
    pub direct_red: u32,
    /// For a direct red after a yellow.
    pub yellow_then_direct_red: u32,
}

impl FairPlay {
    /// World Cups since 2018.
    pub const FIFA: Self = Self {
        yellow: 1,
        second_yellow: 3,
        direct_red: 4,
        yellow_then_direct_red: 5,
    };
    /// European championships since 2016.
    pub const UEFA: Self = Self {
        yellow: 1,
        second_yellow: 3,
        direct_red: 3,
        yellow_then_direct_red: 4,
    };

    /// The marks of a team, 0 or less; more is better.
    #[must_use]
    pub fn marks(&self, cards: &Cards) -> i64 {
        let each = [
            (cards.yellow, self.yellow),
            (cards.second_yellow, self.second_yellow),
            (cards.direct_red, self.direct_red),
            (cards.yellow_then_direct_red, self.yellow_then_direct_red),
        ];
        each.iter().fold(0, |marks: i64, (cards, worth)| {
            marks.saturating_sub(i64::from(*cards).saturating_mul(i64::from(*worth)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_red_card_costs_four_at_fifa_and_three_at_uefa() {
        let cards = Cards {
            yellow: 3,
            direct_red: 1,
            ..Cards::default()
        };
        assert_eq!(FairPlay::FIFA.marks(&cards), -7);
        assert_eq!(FairPlay::UEFA.marks(&cards), -6);
    }
}
