//! Rows that may be somebody's second entry: with whom, how sure, and what holds until the board
//! says otherwise.

use super::answer::{Answer, Answers, Target};
use super::merge::values_of;
use super::plan::{Known, List, nik};
use roster::{Shared, Values};
use std::collections::BTreeMap;

/// Somebody who may be the person of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) target: Target,
    pub(crate) at: At,
    pub(crate) certain: bool,
    pub(crate) shared: Vec<Shared>,
}

/// Where a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum At {
    Known(usize),
    Line(usize),
}

/// A row that may be somebody else's second entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) line: usize,
    /// People of the roll first, then earlier rows.
    pub(crate) candidates: Vec<Candidate>,
    /// What holds now: the board's answer, or the one that suggests itself.
    pub(crate) answer: Answer,
    /// Whether the board has answered.
    pub(crate) decided: bool,
}

impl Question {
    /// Whether the row waits for an answer.
    pub(crate) fn is_open(&self) -> bool {
        !self.decided && self.answer == Answer::Leave
    }
}

/// Every row that may be a second entry, in the order of the list.
pub(super) fn questions(list: &List, known: &[Known], answers: &Answers) -> Vec<Question> {
    let mut found: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    let roll: Vec<Values> = known
        .iter()
        .map(|known| Values {
            nik: nik(known),
            ..values_of(&known.person)
        })
        .collect();
    for one in roster::against(&list.lines, &roll) {
        found.entry(one.line).or_default().push(Candidate {
            target: Target::Person(known[one.known].person.id),
            at: At::Known(one.known),
            certain: one.likely.certain,
            shared: one.likely.shared,
        });
    }
    for group in &list.reading.duplicate_groups {
        for (place, line) in group.lines.iter().enumerate().skip(1) {
            let found = found.entry(*line).or_default();
            for candidate in earlier(list, group, place) {
                if found.iter().all(|known| known.at != candidate.at) {
                    found.push(candidate);
                }
            }
        }
    }
    let question = |(line, candidates)| question(line, candidates, answers.get(&list.keys[line]));
    found.into_iter().map(question).collect()
}

/// The earlier rows of a group that are directly like the row at `place`, else its first.
fn earlier(list: &List, group: &roster::Group, place: usize) -> Vec<Candidate> {
    let line = group.lines[place];
    let candidate = |at: usize, certain, shared| Candidate {
        target: Target::Line(list.keys[at].clone()),
        at: At::Line(at),
        certain: certain && group.certain,
        shared,
    };
    let mut found: Vec<Candidate> = group.lines[..place]
        .iter()
        .filter_map(|at| {
            let (a, b) = (
                list.lines[*at].values.as_ref()?,
                list.lines[line].values.as_ref()?,
            );
            let likely = roster::likely(a, b)?;
            Some(candidate(*at, likely.certain, likely.shared))
        })
        .collect();
    if found.is_empty() {
        found.push(candidate(group.lines[0], true, group.shared.clone()));
    }
    found
}

fn question(line: usize, candidates: Vec<Candidate>, answer: Option<&Answer>) -> Question {
    let fits = |answer: &&Answer| match answer {
        Answer::Same(target) => candidates.iter().any(|one| one.target == *target),
        Answer::Other | Answer::Leave => true,
    };
    let said = answer.filter(fits).cloned();
    Question {
        line,
        decided: said.is_some(),
        answer: said.unwrap_or_else(|| suggested(&candidates)),
        candidates,
    }
}

/// The one certain person of the roll, else the first certain row; nothing when two people of
/// the roll are certain.
fn suggested(candidates: &[Candidate]) -> Answer {
    let certain = || candidates.iter().filter(|one| one.certain);
    let mut people = certain().filter(|one| matches!(one.at, At::Known(_)));
    match (people.next(), people.next()) {
        (Some(_), Some(_)) => Answer::Leave,
        (Some(one), None) => Answer::Same(one.target.clone()),
        (None, _) => certain()
            .next()
            .map_or(Answer::Leave, |one| Answer::Same(one.target.clone())),
    }
}
