//! From rounds drawn and matches played to the state before the next round.

use super::{Player, Progress, Round};
use crate::entrant::Entrants;
use crate::plan::{Part, Plan, Rest, Source};
use crate::replay::State;

/// What a result is worth, in any whole unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// For a win, however it came about.
    pub win: i64,
    /// For a draw.
    pub draw: i64,
    /// For a defeat.
    pub loss: i64,
    /// For the round in which one rests.
    pub bye: i64,
}

/// The matches and rests of the rounds drawn so far.
#[must_use]
pub fn plan(entrants: Entrants, rounds: &[Round]) -> Plan {
    let mut plan = Plan::empty(entrants);
    for (round, drawn) in (1..).zip(rounds) {
        for &pair in &drawn.pairs {
            plan.add(Part::League, round, pair.map(Source::Entrant));
        }
        let rest = drawn.bye.map(|entrant| Rest { round, entrant });
        plan.rests.extend(rest);
    }
    plan
}

/// The state after those rounds. Who was drawn together has met, played or not; a match without
/// a result yet gives no points, and neither does one that no longer counts.
#[must_use]
pub fn progress(plan: &Plan, state: &State, points: Points) -> Progress {
    let mut players = vec![Player::default(); plan.entrants.count()];
    let mut met = Vec::new();
    for rest in &plan.rests {
        let player = &mut players[rest.entrant.index()];
        player.score += points.bye;
        player.had_bye = true;
    }
    for m in &plan.matches {
        let Some(sides) = state.entrants_of(m.no) else {
            continue;
        };
        met.push(sides);
        let Some(outcome) = state.outcome(m.no).filter(|o| o.counts()) else {
            continue;
        };
        for (side, entrant) in sides.into_iter().enumerate() {
            players[entrant.index()].score += match outcome.winner {
                Some(winner) if winner == side => points.win,
                None if outcome.is_draw() => points.draw,
                _ => points.loss,
            };
        }
    }
    Progress { players, met }
}
