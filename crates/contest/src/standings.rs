//! The table of a group: figures of each team, ranks, and which criterion parted whom.
//! Teams that nothing but lots can part share a rank (1, 2, 2, 4) and are named as such; the order
//! of names or of the input parts nobody.

use crate::rules::{Meet, Rules};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

mod explain;
mod line;
mod separate;

pub use explain::explain;
pub use line::{Line, Value};
pub use separate::Decision;

/// A match that was played. Teams are numbers from 0 in the order of the group's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Played {
    /// Home and away, or first and second named.
    pub teams: [usize; 2],
    /// What each side made, main tally first; `None` where it wasn't written down.
    pub tallies: [Option<[u32; 2]>; 3],
}

impl Played {
    /// A match known by its main tally alone, such as goals.
    #[must_use]
    pub fn new(home: usize, away: usize, score: [u32; 2]) -> Self {
        Self {
            teams: [home, away],
            tallies: [Some(score), None, None],
        }
    }
}

/// What is known of a group beside its rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How many teams there are.
    pub teams: usize,
    /// The matches, in any order.
    pub played: Vec<Played>,
    /// Marks for fair play by team, 0 or less; empty or `None` where not kept.
    pub fair_play: Vec<Option<i64>>,
    /// An order from outside, best first.
    pub ranking: Vec<usize>,
    /// Lots as they were drawn, first first; several draws may stand behind one another.
    pub lots: Vec<usize>,
}

/// A team in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// From 1; shared by teams that only lots can part.
    pub rank: usize,
    /// The team's number.
    pub team: usize,
    /// Its figures.
    pub line: Line,
    /// Whether the rank is shared.
    pub shared: bool,
}

/// A group's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Best first; teams of a shared rank by their number.
    pub rows: Vec<Row>,
    /// Who was parted by what, in the order of the rules.
    pub decisions: Vec<Decision>,
    /// Teams that are not separable: for each such set lots must be drawn.
    pub unresolved: Vec<Vec<usize>>,
}

/// A match that can't stand in the table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pertandingan ke-{}: {why}", .at + 1)]
pub struct Problem {
    /// The match, from 0.
    pub at: usize,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong with a match.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// A number beyond the list of teams.
    #[error("tim tidak ada dalam daftar")]
    UnknownTeam,
    /// Both sides are the same team.
    #[error("sebuah tim tidak bisa melawan dirinya sendiri")]
    Itself,
    /// The two teams have met already; the earlier match, from 0.
    #[error("pertandingan ini sudah tercatat sebagai pertandingan ke-{}", .0 + 1)]
    Twice(usize),
    /// The rules know no points for this score.
    #[error("skor {}–{} tidak punya poin dalam peraturan", .0[0], .0[1])]
    NoPoints([u32; 2]),
    /// The score isn't known.
    #[error("skornya belum ada")]
    NoScore,
}

/// The table of `group` by `rules`.
///
/// Independent of the order of the matches, of names, and of which side is named first.
/// Time O(matches + teams log teams) for each comparison of level teams.
///
/// # Errors
///
/// The first [`Problem`] among the matches.
pub fn standings(rules: &Rules, group: &Group) -> Result<Table, Problem> {
    check(rules, group)?;
    let lines = line::lines(rules, group.teams, &group.played);
    Ok(table(rules, group, lines))
}

/// The table of teams whose figures are known without their matches.
///
/// `lines` are the figures by team; comparisons of matches among level teams part nobody.
#[must_use]
pub fn standings_of_lines(rules: &Rules, group: &Group, lines: Vec<Line>) -> Table {
    let lines_only = Group {
        teams: lines.len(),
        played: Vec::new(),
        ..group.clone()
    };
    table(rules, &lines_only, lines)
}

fn table(rules: &Rules, group: &Group, lines: Vec<Line>) -> Table {
    let separated = separate::separate(rules, group, &lines);
    let mut lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    let mut rows = Vec::with_capacity(lines.len());
    let mut unresolved = Vec::new();
    for mut class in separated.classes {
        class.sort_unstable();
        let (rank, shared) = (rows.len() + 1, class.len() > 1);
        for &team in &class {
            let line = lines[team].take().unwrap_or_default();
            rows.push(Row {
                rank,
                team,
                line,
                shared,
            });
        }
        if shared {
            unresolved.push(class);
        }
    }
    Table {
        rows,
        decisions: separated.decisions,
        unresolved,
    }
}

fn check(rules: &Rules, group: &Group) -> Result<(), Problem> {
    let mut met: HashMap<[usize; 2], usize> = HashMap::new();
    for (at, played) in group.played.iter().enumerate() {
        let fails = |why| Err(Problem { at, why });
        let [home, away] = played.teams;
        if home.max(away) >= group.teams {
            return fails(Why::UnknownTeam);
        }
        if home == away {
            return fails(Why::Itself);
        }
        let Some(score) = played.tallies[0] else {
            return fails(Why::NoScore);
        };
        if rules.points.of(score).is_none() {
            return fails(Why::NoPoints(score));
        }
        let pair = match rules.meet {
            Meet::Any => continue,
            Meet::HomeAndAway => [home, away],
            Meet::Once => [home.min(away), home.max(away)],
        };
        if let Some(before) = met.insert(pair, at) {
            return fails(Why::Twice(before));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
