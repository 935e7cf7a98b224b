//! Parts teams step by step in the order of the rules, and keeps what parted whom.

use super::line::{Line, Value, lines};
use super::{Group, Played};
use crate::rules::{Measure, Reach, Rules, TieBreak};
use serde::Serialize;

/// One comparison that parted teams which were level before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The step in [`Rules::tie_breaks`], from 0.
    pub step: usize,
    /// What was compared; `None` for an order written down.
    pub measure: Option<Measure>,
    /// The teams with their figures, best first.
    pub teams: Vec<(usize, Value)>,
}

/// Teams in order, those that nothing parts together.
#[derive(Default)]
pub(super) struct Separated {
    pub classes: Vec<Vec<usize>>,
    pub decisions: Vec<Decision>,
}

/// Parts all teams of `group`, whose figures over all matches are `lines`.
pub(super) fn separate(rules: &Rules, group: &Group, lines: &[Line]) -> Separated {
    let mut done = Separated::default();
    let all: Vec<usize> = (0..lines.len()).collect();
    if all.is_empty() {
        return done;
    }
    let mut todo = vec![(all, 0)];
    while let Some((level, step)) = todo.pop() {
        let next = rules.tie_breaks.get(step).filter(|_| level.len() > 1);
        let Some(tie_break) = next else {
            done.classes.push(level);
            continue;
        };
        let parting = Parting {
            rules,
            group,
            lines,
            step,
        };
        let classes = parting.split(tie_break, level, &mut done.decisions);
        let again = classes.len() > 1 && reapplied(tie_break);
        let step = if again { step } else { step + 1 };
        todo.extend(classes.into_iter().rev().map(|class| (class, step)));
    }
    done
}

fn reapplied(tie_break: &TieBreak) -> bool {
    matches!(
        tie_break,
        TieBreak::HeadToHead {
            reach: Reach::Again,
            ..
        }
    )
}

/// One step over one set of level teams.
struct Parting<'a> {
    rules: &'a Rules,
    group: &'a Group,
    lines: &'a [Line],
    step: usize,
}

impl Parting<'_> {
    fn split(
        &self,
        tie_break: &TieBreak,
        level: Vec<usize>,
        decisions: &mut Vec<Decision>,
    ) -> Vec<Vec<usize>> {
        match tie_break {
            TieBreak::Overall(Measure::FairPlay) => {
                let marks = |team: usize| self.group.fair_play.get(team).copied().flatten();
                let value = |team| marks(team).map(Value::Number);
                self.compare(Some(Measure::FairPlay), level, value, decisions)
            }
            TieBreak::Overall(measure) => {
                let value = |team: usize| self.lines[team].value(*measure);
                self.compare(Some(*measure), level, value, decisions)
            }
            TieBreak::HeadToHead {
                reach: Reach::OnlyTwo,
                ..
            } if level.len() != 2 => vec![level],
            TieBreak::HeadToHead { measures, .. } => self.among(measures, level, decisions),
            TieBreak::Ranking => self.written(&self.group.ranking, level, decisions),
            TieBreak::Lots => self.written(&self.group.lots, level, decisions),
        }
    }

    /// All measures over the matches among `level`, each parting those the one before left level.
    fn among(
        &self,
        measures: &[Measure],
        level: Vec<usize>,
        decisions: &mut Vec<Decision>,
    ) -> Vec<Vec<usize>> {
        let mut place = vec![None; self.lines.len()];
        for (at, &team) in level.iter().enumerate() {
            place[team] = Some(at);
        }
        let matches: Vec<Played> = self
            .group
            .played
            .iter()
            .filter_map(|played| {
                let [home, away] = played.teams;
                let teams = [place[home]?, place[away]?];
                Some(Played { teams, ..*played })
            })
            .collect();
        let among = lines(self.rules, level.len(), &matches);
        let value = |team: usize, measure| among[place[team]?].value(measure);
        measures.iter().fold(vec![level], |classes, &measure| {
            classes
                .into_iter()
                .flat_map(|class| {
                    self.compare(Some(measure), class, |team| value(team, measure), decisions)
                })
                .collect()
        })
    }

    /// An order written down; it counts only where it names all of `level`.
    fn written(
        &self,
        order: &[usize],
        level: Vec<usize>,
        decisions: &mut Vec<Decision>,
    ) -> Vec<Vec<usize>> {
        let place = |team| order.iter().position(|&named| named == team);
        let value = |team| place(team).map(|at| Value::Place(at + 1));
        self.compare(None, level, value, decisions)
    }

    /// The classes of `level` by `value`, best first; one class where a figure isn't known.
    fn compare(
        &self,
        measure: Option<Measure>,
        level: Vec<usize>,
        value: impl Fn(usize) -> Option<Value>,
        decisions: &mut Vec<Decision>,
    ) -> Vec<Vec<usize>> {
        if level.len() < 2 {
            return vec![level];
        }
        let valued = |&team: &usize| value(team).map(|value| (team, value));
        let Some(mut teams) = level.iter().map(valued).collect::<Option<Vec<_>>>() else {
            return vec![level];
        };
        teams.sort_by_key(|&(team, value)| (std::cmp::Reverse(value), team));
        let classes: Vec<Vec<usize>> = teams
            .chunk_by(|(_, a), (_, b)| a == b)
            .map(|class| class.iter().map(|(team, _)| *team).collect())
            .collect();
        if classes.len() > 1 {
            decisions.push(Decision {
                step: self.step,
                measure,
                teams,
            });
        }
        classes
    }
}
