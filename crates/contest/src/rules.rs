//! The rules of a table as data: what a result is worth and what parts teams with equal points.
//! A federation's or a village's rules are one value; a board may edit it and keep it as JSON.

use serde::{Deserialize, Serialize};

mod fair_play;
pub mod presets;

pub use fair_play::{Cards, FairPlay};

/// What a match is counted in: the first decides who won, the others are finer.
///
/// Football has goals; badminton games and points; a badminton team tie rubbers, games, points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tally {
    /// Goals, sets, games or rubbers: who has more has won.
    Main,
    /// The points within the sets or games.
    Fine,
    /// The points within the games of the rubbers.
    Finest,
}

/// A figure of a team by which it is compared; more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Points of the table.
    Points,
    /// Matches won.
    Wins,
    /// Made less conceded.
    Difference(Tally),
    /// Made by conceded; infinite where nothing was conceded.
    Ratio(Tally),
    /// Made.
    For(Tally),
    /// Marks for fair play, 0 or less.
    FairPlay,
}

/// How often the matches among level teams are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Once, over the matches among all that were level at the start.
    Once,
    /// Once, and again from the first measure for fewer teams that are level after the last.
    Again,
    /// Only while exactly two teams are level.
    OnlyTwo,
}

/// One step in the order by which teams are parted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieBreak {
    /// A measure over all matches of the group.
    Overall(Measure),
    /// Measures over the matches that the level teams played among themselves.
    HeadToHead {
        /// One after another, all over the same matches.
        measures: Vec<Measure>,
        /// Whether it is done again for those still level.
        reach: Reach,
    },
    /// An order from outside, such as a federation's ranking.
    Ranking,
    /// Lots that were drawn and written down.
    Lots,
}

/// What a match is worth in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Points {
    /// The same for each win, draw and loss.
    ByOutcome {
        /// For a win.
        win: i64,
        /// For a draw.
        draw: i64,
        /// For a loss.
        loss: i64,
    },
    /// By the score in the main tally; a score that isn't listed can't be.
    ByScore(Vec<ScorePoints>),
}

/// The points of one score, winner first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePoints {
    /// Such as 3–1.
    pub score: [u32; 2],
    /// Of the winner and of the loser.
    pub points: [i64; 2],
}

impl Points {
    /// The points of both sides for `score` in the main tally; `None` for a score that can't be.
    #[must_use]
    pub fn of(&self, score: [u32; 2]) -> Option<[i64; 2]> {
        let [ours, theirs] = score;
        match self {
            Self::ByOutcome { draw, .. } if ours == theirs => Some([*draw; 2]),
            Self::ByOutcome { win, loss, .. } if ours > theirs => Some([*win, *loss]),
            Self::ByOutcome { win, loss, .. } => Some([*loss, *win]),
            Self::ByScore(list) if ours >= theirs => points_in(list, score),
            Self::ByScore(list) => points_in(list, [theirs, ours]).map(|[win, loss]| [loss, win]),
        }
    }
}

fn points_in(list: &[ScorePoints], score: [u32; 2]) -> Option<[i64; 2]> {
    list.iter()
        .find(|known| known.score == score)
        .map(|known| known.points)
}

/// How often two teams may meet in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meet {
    /// Once.
    Once,
    /// Once at home and once away.
    HomeAndAway,
    /// As often as they like.
    Any,
}

/// The rules of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// What a match is worth.
    pub points: Points,
    /// The order of the table, from the first comparison to the last.
    pub tie_breaks: Vec<TieBreak>,
    /// The Indonesian words for what a match is counted in, main tally first; one to three.
    pub tallies: Vec<String>,
    /// How often two teams may meet.
    pub meet: Meet,
}

impl Rules {
    /// The word for a tally, such as "gol".
    #[must_use]
    pub fn word(&self, tally: Tally) -> &str {
        self.tallies
            .get(tally as usize)
            .map_or("angka", String::as_str)
    }

    /// The Indonesian name of a measure, such as "selisih gol".
    #[must_use]
    pub fn name(&self, measure: Measure) -> String {
        match measure {
            Measure::Points => "poin klasemen".to_owned(),
            Measure::Wins => "jumlah kemenangan".to_owned(),
            Measure::Difference(tally) => format!("selisih {}", self.word(tally)),
            Measure::Ratio(tally) => format!("rasio {}", self.word(tally)),
            Measure::For(tally) => format!("jumlah {}", self.word(tally)),
            Measure::FairPlay => "nilai permainan bersih".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_that_is_not_listed_has_no_points() {
        let points = Points::ByScore(vec![ScorePoints {
            score: [3, 2],
            points: [2, 1],
        }]);
        assert_eq!(points.of([3, 2]), Some([2, 1]));
        assert_eq!(points.of([2, 3]), Some([1, 2]));
        assert_eq!(points.of([2, 1]), None);
    }

    #[test]
    fn an_outcome_is_worth_the_same_on_both_sides() {
        let points = Points::ByOutcome {
            win: 3,
            draw: 1,
            loss: 0,
        };
        assert_eq!(points.of([2, 0]), Some([3, 0]));
        assert_eq!(points.of([0, 2]), Some([0, 3]));
        assert_eq!(points.of([1, 1]), Some([1, 1]));
    }

    #[test]
    fn rules_are_kept_as_json() {
        let rules = presets::uefa();
        let kept = serde_json::to_string(&rules).unwrap();
        assert_eq!(serde_json::from_str::<Rules>(&kept).unwrap(), rules);
    }
}
