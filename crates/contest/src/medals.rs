//! The medal table (*juara umum*): who won most, RT by RT.
//! Teams with the same medals share a place.

use crate::ranking::places;
use serde::{Deserialize, Serialize};

/// Medals of one team.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Medals {
    /// First places.
    pub gold: u32,
    /// Second places.
    pub silver: u32,
    /// Third places.
    pub bronze: u32,
}

/// What counts first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MedalOrder {
    /// Gold, then silver, then bronze.
    GoldFirst,
    /// All medals, then gold, silver, bronze.
    TotalFirst,
    /// Points for gold, silver and bronze, then gold, silver, bronze.
    Points([u32; 3]),
}

impl Medals {
    /// The medals of `team` among results of contests: for each contest teams with their places.
    /// Two thirds get bronze each; what is shared is given to all who share it.
    #[must_use]
    pub fn of(team: usize, contests: &[Vec<(usize, usize)>]) -> Self {
        let mut medals = Self::default();
        for (_, place) in contests.iter().flatten().filter(|(who, _)| *who == team) {
            match place {
                1 => medals.gold += 1,
                2 => medals.silver += 1,
                3 => medals.bronze += 1,
                _ => {}
            }
        }
        medals
    }

    /// All medals.
    #[must_use]
    pub fn total(&self) -> u64 {
        u64::from(self.gold) + u64::from(self.silver) + u64::from(self.bronze)
    }

    /// Points at `worth` for gold, silver and bronze.
    #[must_use]
    pub fn points(&self, worth: [u32; 3]) -> u128 {
        let each = [self.gold, self.silver, self.bronze];
        each.iter()
            .zip(worth)
            .map(|(medals, worth)| u128::from(*medals) * u128::from(worth))
            .sum()
    }
}

/// The place of each team, in the order of `medals`; equal ones share it (1, 2, 2, 4).
#[must_use]
pub fn rank(medals: &[Medals], order: &MedalOrder) -> Vec<usize> {
    let first = |medals: &Medals| match order {
        MedalOrder::GoldFirst => 0,
        MedalOrder::TotalFirst => u128::from(medals.total()),
        MedalOrder::Points(worth) => medals.points(*worth),
    };
    let keys: Vec<(u128, Medals)> = medals
        .iter()
        .map(|medals| (first(medals), *medals))
        .collect();
    places(&keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn medals(gold: u32, silver: u32, bronze: u32) -> Medals {
        Medals {
            gold,
            silver,
            bronze,
        }
    }

    #[test]
    fn gold_counts_before_the_number_of_medals_where_the_rule_says_so() {
        let teams = [medals(1, 0, 0), medals(0, 3, 3), medals(1, 0, 0)];
        assert_eq!(rank(&teams, &MedalOrder::GoldFirst), [1, 3, 1]);
        assert_eq!(rank(&teams, &MedalOrder::TotalFirst), [2, 1, 2]);
        assert_eq!(rank(&teams, &MedalOrder::Points([5, 3, 1])), [2, 1, 2]);
    }

    #[test]
    fn medals_are_counted_from_the_places_of_contests() {
        let contests = [
            vec![(0, 1), (1, 2), (0, 3)],
            vec![(1, 1), (0, 4)],
            vec![(0, 3), (1, 3)],
        ];
        assert_eq!(Medals::of(0, &contests), medals(1, 0, 2));
        assert_eq!(Medals::of(1, &contests), medals(1, 1, 1));
    }
}
