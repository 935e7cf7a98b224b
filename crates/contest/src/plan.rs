//! A plan: every match a tournament can have, and where each side of it comes from.
//! Brackets, leagues and groups are all plans, so one replay serves them all.
//! Byes are no matches: whoever has one is a side of the match after it.

use crate::entrant::{Entrant, Entrants};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A match by number, from 1. A match only waits for matches of lower number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MatchNo(pub u32);

impl MatchNo {
    /// Its place in [`Plan::matches`], from 0.
    #[must_use]
    pub fn index(self) -> usize {
        (self.0 as usize).saturating_sub(1)
    }
}

impl fmt::Display for MatchNo {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// Where the side of a match comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Drawn here.
    Entrant(Entrant),
    /// Whoever wins that match.
    Winner(MatchNo),
    /// Whoever loses that match.
    Loser(MatchNo),
}

/// What a match is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Everybody against everybody, or a Swiss round; a draw is a result.
    League,
    /// The group of that number, from 0; a draw is a result.
    Group(u16),
    /// The tree that starts with all; in a double elimination the side of the unbeaten.
    Main,
    /// The side of those beaten once.
    Losers,
    /// For the third place.
    ThirdPlace,
    /// The final.
    Final,
    /// The final once more, when the unbeaten side lost the first.
    SecondFinal,
}

impl Part {
    /// Whether a match of this part may end without a winner.
    #[must_use]
    pub fn allows_draw(self) -> bool {
        matches!(self, Self::League | Self::Group(_))
    }
}

/// One match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Match {
    /// Its number.
    pub no: MatchNo,
    /// What it is part of.
    pub part: Part,
    /// The round within that part, from 1.
    pub round: u16,
    /// Both sides; in a league the first is at home.
    pub sides: [Source; 2],
}

/// Somebody without a match in a round of a league or a Swiss tournament.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rest {
    /// The round, from 1.
    pub round: u16,
    /// Who rests.
    pub entrant: Entrant,
}

/// Every match that a tournament can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Who takes part.
    pub entrants: Entrants,
    /// By number.
    pub matches: Vec<Match>,
    /// Who rests, by round.
    pub rests: Vec<Rest>,
}

impl Plan {
    /// A plan without matches yet.
    pub(crate) fn empty(entrants: Entrants) -> Self {
        Self {
            entrants,
            matches: Vec::new(),
            rests: Vec::new(),
        }
    }

    /// The match of that number.
    #[must_use]
    pub fn find(&self, no: MatchNo) -> Option<&Match> {
        self.matches.get(no.index()).filter(|m| m.no == no)
    }

    /// How many matches each round of `part` has, first round first.
    #[must_use]
    pub fn round_sizes(&self, part: Part) -> Vec<usize> {
        let mut sizes = Vec::new();
        for m in self.matches.iter().filter(|m| m.part == part) {
            let round = usize::from(m.round);
            sizes.resize(sizes.len().max(round), 0);
            sizes[round - 1] += 1;
        }
        sizes
    }

    /// Adds a match and gives its number.
    pub(crate) fn add(&mut self, part: Part, round: u16, sides: [Source; 2]) -> MatchNo {
        let no = MatchNo(self.matches.len() as u32 + 1);
        self.matches.push(Match {
            no,
            part,
            round,
            sides,
        });
        no
    }

    /// Lets two sides meet; where one is missing the other goes on without a match.
    /// Gives who goes on and who drops out.
    pub(crate) fn meet(&mut self, part: Part, round: u16, a: Side, b: Side) -> (Side, Side) {
        match (a, b) {
            (Some(a), Some(b)) => {
                let no = self.add(part, round, [a, b]);
                (Some(Source::Winner(no)), Some(Source::Loser(no)))
            }
            (a, b) => (a.or(b), None),
        }
    }
}

/// A side that may be a bye.
pub(crate) type Side = Option<Source>;
