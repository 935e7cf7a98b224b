//! The figures of a team over some matches, and how two figures are compared.

use super::Played;
use crate::rules::{Measure, Rules};
use serde::Serialize;
use std::cmp::Ordering;

/// What a team has done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Matches played.
    pub played: u32,
    /// Matches won.
    pub won: u32,
    /// Matches drawn.
    pub drawn: u32,
    /// Matches lost.
    pub lost: u32,
    /// Points of the table.
    pub points: i64,
    /// Made and conceded, main tally first; `None` where not known of every match.
    pub tallies: [Option<[u64; 2]>; 3],
}

/// A figure by which a team was compared; the greater is the better.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A count or a difference.
    Number(i64),
    /// Made by conceded. Nothing conceded is infinite and above all numbers; 0 by 0 is undefined
    /// and stands level with 1 by 1 in the order, as a difference of 0 would.
    Ratio(u64, u64),
    /// A place in an order written down, from 1; the first is the best.
    Place(usize),
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Value {}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Ratio(a, b), Self::Ratio(c, d)) => ratio(*a, *b, *c, *d),
            (Self::Place(a), Self::Place(b)) => b.cmp(a),
            _ => self.kind().cmp(&other.kind()),
        }
    }
}

impl Value {
    fn kind(self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Ratio(..) => 1,
            Self::Place(_) => 2,
        }
    }
}

/// Compares `a`/`b` with `c`/`d` exactly.
fn ratio(a: u64, b: u64, c: u64, d: u64) -> Ordering {
    let even = |made, conceded| match (made, conceded) {
        (0, 0) => (1, 1),
        (made, conceded) => (u128::from(made), u128::from(conceded)),
    };
    let ((a, b), (c, d)) = (even(a, b), even(c, d));
    (a * d).cmp(&(c * b))
}

impl Line {
    /// The figure of a measure; `None` where it isn't known. Fair play is no figure of matches.
    #[must_use]
    pub fn value(&self, measure: Measure) -> Option<Value> {
        Some(match measure {
            Measure::Points => Value::Number(self.points),
            Measure::Wins => Value::Number(i64::from(self.won)),
            Measure::FairPlay => return None,
            Measure::Difference(tally) => {
                let [made, conceded] = self.tallies[tally as usize]?;
                let most = i64::MAX.unsigned_abs();
                Value::Number(made.min(most).cast_signed() - conceded.min(most).cast_signed())
            }
            Measure::Ratio(tally) => {
                let [made, conceded] = self.tallies[tally as usize]?;
                Value::Ratio(made, conceded)
            }
            Measure::For(tally) => {
                let [made, _] = self.tallies[tally as usize]?;
                Value::Number(made.min(i64::MAX.unsigned_abs()).cast_signed())
            }
        })
    }

    fn add(&mut self, side: usize, played: &Played, points: i64) {
        self.played += 1;
        self.points = self.points.saturating_add(points);
        let of = |score: [u32; 2]| [score[side], score[1 - side]];
        let [ours, theirs] = of(played.tallies[0].unwrap_or_default());
        match ours.cmp(&theirs) {
            Ordering::Greater => self.won += 1,
            Ordering::Equal => self.drawn += 1,
            Ordering::Less => self.lost += 1,
        }
        for (sum, tally) in self.tallies.iter_mut().zip(played.tallies) {
            *sum = sum.zip(tally).map(|([made, conceded], score)| {
                let [ours, theirs] = of(score);
                [made + u64::from(ours), conceded + u64::from(theirs)]
            });
        }
    }
}

/// The figures of `teams` teams over `played`, by team. Scores without points count none.
pub(super) fn lines<'a>(
    rules: &Rules,
    teams: usize,
    played: impl IntoIterator<Item = &'a Played>,
) -> Vec<Line> {
    let mut nothing = Line::default();
    for tally in nothing.tallies.iter_mut().take(rules.tallies.len()) {
        *tally = Some([0, 0]);
    }
    let mut lines = vec![nothing; teams];
    for played in played {
        let score = played.tallies[0].unwrap_or_default();
        let points = rules.points.of(score).unwrap_or_default();
        for side in [0, 1] {
            lines[played.teams[side]].add(side, played, points[side]);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_infinite_ratio_is_above_every_number() {
        assert!(Value::Ratio(9, 0) > Value::Ratio(1_000_000, 1));
        assert_eq!(Value::Ratio(9, 0), Value::Ratio(3, 0));
        assert!(Value::Ratio(0, 9) < Value::Ratio(1, 1_000_000));
    }

    #[test]
    fn ratios_are_compared_without_rounding() {
        assert_eq!(Value::Ratio(2, 4), Value::Ratio(3, 6));
        assert!(Value::Ratio(333_334, 1_000_000) > Value::Ratio(1, 3));
    }

    #[test]
    fn who_has_not_played_stands_between_winners_and_losers() {
        assert!(Value::Ratio(3, 1) > Value::Ratio(0, 0));
        assert!(Value::Ratio(0, 0) > Value::Ratio(1, 3));
    }

    #[test]
    fn the_first_place_is_the_greatest() {
        assert!(Value::Place(1) > Value::Place(2));
    }
}
