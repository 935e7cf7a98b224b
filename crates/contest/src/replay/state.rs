//! Where a tournament stands: who plays each match, what came out, who is placed.

use super::Score;
use crate::entrant::Entrant;
use crate::plan::{MatchNo, Part, Plan};
use serde::Serialize;

/// One side of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// Waits for an earlier match.
    Open,
    /// Nobody will come: whoever would have is disqualified along with their opponent.
    Empty,
    /// Somebody.
    Taken(Entrant),
}

/// How a match came to its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Played.
    Played,
    /// One side did not come, is disqualified, or does not exist.
    Walkover,
    /// One side gave up.
    Retirement,
    /// Neither side can play.
    Nobody,
    /// Does not count: one side is disqualified and its results are struck out.
    Void,
    /// A second final that the first made needless.
    Needless,
}

/// What came out of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// How.
    pub how: How,
    /// The side that won, 0 or 1; nobody in a draw.
    pub winner: Option<usize>,
    /// In the order of the plan's sides, where there was one.
    pub score: Option<Score>,
    /// What decided a level score.
    pub decider: Option<Score>,
}

impl Outcome {
    /// Whether it counts in a table.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(
            self.how,
            How::Played | How::Walkover | How::Retirement | How::Nobody
        )
    }

    /// Whether the sides share it.
    #[must_use]
    pub fn is_draw(&self) -> bool {
        self.how == How::Played && self.winner.is_none()
    }
}

/// Where a tournament stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    pub(super) seats: Vec<[Seat; 2]>,
    pub(super) outcomes: Vec<Option<Outcome>>,
    /// By entrant.
    pub(super) disqualified: Vec<bool>,
}

impl State {
    /// Who plays a match; `None` while that is open or a side is empty.
    #[must_use]
    pub fn entrants_of(&self, no: MatchNo) -> Option<[Entrant; 2]> {
        match *self.seats.get(no.index())? {
            [Seat::Taken(a), Seat::Taken(b)] => Some([a, b]),
            _ => None,
        }
    }

    /// Both sides of a match.
    #[must_use]
    pub fn seats(&self, no: MatchNo) -> Option<[Seat; 2]> {
        self.seats.get(no.index()).copied()
    }

    /// What came out of a match; `None` before it is over.
    #[must_use]
    pub fn outcome(&self, no: MatchNo) -> Option<&Outcome> {
        self.outcomes.get(no.index())?.as_ref()
    }

    /// The matches that can be played now.
    pub fn ready(&self) -> impl Iterator<Item = MatchNo> + '_ {
        let open = self.outcomes.iter().zip(1..);
        let open = open.filter_map(|(outcome, no)| outcome.is_none().then_some(MatchNo(no)));
        open.filter(|&no| self.entrants_of(no).is_some())
    }

    /// Whether every match is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.outcomes.iter().all(Option::is_some)
    }

    /// Whether an entrant is disqualified.
    #[must_use]
    pub fn is_disqualified(&self, entrant: Entrant) -> bool {
        self.disqualified.get(entrant.index()) == Some(&true)
    }

    /// How many matches an entrant has lost, disqualification included.
    #[must_use]
    pub fn defeats(&self, entrant: Entrant) -> usize {
        let lost = |(seats, outcome): (&[Seat; 2], &Option<Outcome>)| {
            let winner = outcome.as_ref()?.winner?;
            Some(seats[1 - winner] == Seat::Taken(entrant))
        };
        let all = self.seats.iter().zip(&self.outcomes);
        all.filter_map(lost).filter(|&lost| lost).count()
    }

    /// The ranking of a bracket that is over, the champion first; those who came equally far
    /// share a rank (1, 2, 3, 3, 5, …). `None` before the end and for a league, which needs a
    /// table.
    #[must_use]
    pub fn ranking(&self, plan: &Plan) -> Option<Vec<(usize, Entrant)>> {
        if !self.is_over() || plan.matches.iter().any(|m| m.part.allows_draw()) {
            return None;
        }
        let mut far: Vec<(Reach, Entrant)> = plan
            .entrants
            .iter()
            .map(|entrant| (self.reach(plan, entrant), entrant))
            .collect();
        far.sort_by_key(|&(reach, entrant)| (std::cmp::Reverse(reach), entrant));
        let mut ranking: Vec<(usize, Entrant)> = Vec::with_capacity(far.len());
        let mut rank = 1;
        for (place, &(reach, entrant)) in far.iter().enumerate() {
            if place > 0 && far[place - 1].0 != reach {
                rank = place + 1;
            }
            ranking.push((rank, entrant));
        }
        Some(ranking)
    }

    /// The last match that an entrant came to, and whether they won it.
    fn reach(&self, plan: &Plan, entrant: Entrant) -> Reach {
        let here = |seats: &[Seat; 2]| seats.iter().position(|&s| s == Seat::Taken(entrant));
        let last = plan.matches.iter().rev().find_map(|m| {
            let outcome = self.outcome(m.no).filter(|o| o.how != How::Needless)?;
            let side = here(&self.seats[m.no.index()])?;
            Some((stage(m.part), m.round, outcome.winner == Some(side)))
        });
        last.unwrap_or((0, 0, false))
    }
}

/// How far somebody came: the stage, the round in it, and whether they won there.
type Reach = (u8, u16, bool);

fn stage(part: Part) -> u8 {
    match part {
        Part::Final | Part::SecondFinal => 3,
        Part::ThirdPlace => 2,
        _ => 1,
    }
}
