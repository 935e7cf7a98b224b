//! The state of a tournament is the replay of what was recorded, from the first fact on.
//! A correction takes the place of the fact it corrects, so that a corrected tournament equals one
//! played right from the start; nothing is ever patched.

mod error;
mod fact;
mod play;
mod state;

pub use error::{Problem, ReplayError};
pub use fact::{Fact, FactNo, Report, Score};
pub use state::{How, Outcome, Seat, State};

use crate::plan::Plan;

/// The state of `plan` after `facts`.
///
/// Time grows with facts plus matches; a disqualification looks at every match once.
///
/// # Errors
///
/// The first fact that can't be: an unknown match or entrant, sides that are not known yet or are
/// others, a match recorded twice, a negative score, a draw where a winner is needed, a correction
/// of nothing. After a correction that sends another entrant on, a later result of the old one
/// is such a fact: it has to be corrected too.
pub fn replay(plan: &Plan, facts: &[Fact]) -> Result<State, ReplayError> {
    let mut play = play::Play::of(plan);
    for (fact, report) in fact::settled(facts)? {
        play.take(report)
            .map_err(|problem| ReplayError { fact, problem })?;
    }
    Ok(play.into_state())
}

#[cfg(test)]
mod tests;
