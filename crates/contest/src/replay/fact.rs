//! What can be recorded about a tournament.

use super::{Problem, ReplayError};
use crate::entrant::Entrant;
use crate::plan::MatchNo;
use serde::{Deserialize, Serialize};

/// A fact by its place in the record, from 1.
pub type FactNo = usize;

/// Goals, sets or points of both sides, in the order in which the sides are named.
pub type Score = [i64; 2];

/// What happened in a match or to an entrant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "report", rename_all = "snake_case")]
pub enum Report {
    /// A match played to its end.
    Result {
        /// Which.
        no: MatchNo,
        /// Who played, in any order.
        sides: [Entrant; 2],
        /// The score.
        score: Score,
        /// What decided it at a level score: penalties, a deciding game.
        #[serde(default)]
        decider: Option<Score>,
    },
    /// A side did not come; the other wins without playing.
    Walkover {
        /// Which match.
        no: MatchNo,
        /// Who would have played, in any order.
        sides: [Entrant; 2],
        /// Who wins.
        to: Entrant,
    },
    /// A side gave up during the match and loses it, whatever the score; it stays in the
    /// tournament.
    Retirement {
        /// Which match.
        no: MatchNo,
        /// Who played, in any order.
        sides: [Entrant; 2],
        /// The score until then.
        score: Score,
        /// Who gave up.
        by: Entrant,
    },
    /// An entrant is out: every match of theirs that has no result yet, and every one they would
    /// still come to, goes to the other side.
    Disqualification {
        /// Who.
        entrant: Entrant,
        /// Whether the results they have stay; if not, in a league none of their matches counts.
        /// In a bracket they always stay: those they lost to have gone on.
        results_stand: bool,
    },
}

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// Something happened.
    Report(Report),
    /// Line `of` was wrong. The last correction of a line holds.
    Correction {
        /// The line, which is a report.
        of: FactNo,
        /// What it should have been; nothing if it never happened.
        to: Option<Report>,
    },
}

/// The reports that hold, each in its own place in the record.
pub(super) fn settled(facts: &[Fact]) -> Result<Vec<(FactNo, &Report)>, ReplayError> {
    let mut held: Vec<Option<&Report>> = Vec::with_capacity(facts.len());
    for (fact, line) in (1..).zip(facts) {
        match line {
            Fact::Report(report) => held.push(Some(report)),
            Fact::Correction { of, to } => {
                let wrong = ReplayError {
                    fact,
                    problem: Problem::CorrectsNothing(*of),
                };
                let is_report = |place: usize| matches!(facts.get(place), Some(Fact::Report(_)));
                match of.checked_sub(1).filter(|&place| is_report(place)) {
                    Some(place) if *of < fact => held[place] = to.as_ref(),
                    _ => return Err(wrong),
                }
                held.push(None);
            }
        }
    }
    let numbered = (1..).zip(held);
    Ok(numbered
        .filter_map(|(fact, report)| Some((fact, report?)))
        .collect())
}
