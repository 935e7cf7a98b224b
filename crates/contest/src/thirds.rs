//! The best thirds of several groups, and which of them go on.
//! Teams of different groups never met, so their figures alone are compared.

use crate::rules::Rules;
use crate::standings::{Group, Line, Table, standings_of_lines};
use serde::Serialize;

/// Thirds in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Thirds {
    /// All of them, best first.
    pub table: Table,
    /// Those who go on for sure, best first.
    pub qualified: Vec<usize>,
    /// Those level at the border: lots decide who of them goes on.
    pub level: Vec<usize>,
}

/// Ranks `lines`, one for each team, and takes the best `qualify`.
///
/// Of `group` only fair play, ranking and lots are read.
#[must_use]
pub fn thirds(rules: &Rules, group: &Group, lines: Vec<Line>, qualify: usize) -> Thirds {
    let table = standings_of_lines(rules, group, lines);
    let (mut qualified, mut level) = (Vec::new(), Vec::new());
    for class in table.rows.chunk_by(|a, b| a.rank == b.rank) {
        let before = class[0].rank - 1;
        let teams = class.iter().map(|row| row.team);
        if before + class.len() <= qualify {
            qualified.extend(teams);
        } else if before < qualify {
            level.extend(teams);
        }
    }
    Thirds {
        table,
        qualified,
        level,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::presets;

    fn line(points: i64, made: u64, conceded: u64) -> Line {
        Line {
            points,
            tallies: [Some([made, conceded]), None, None],
            ..Line::default()
        }
    }

    #[test]
    fn thirds_that_are_level_at_the_border_wait_for_lots() {
        let lines = vec![line(4, 4, 3), line(3, 2, 2), line(3, 2, 2), line(6, 1, 0)];
        let thirds = super::thirds(&presets::thirds(), &Group::default(), lines, 3);
        assert_eq!(thirds.qualified, [3, 0]);
        assert_eq!(thirds.level, [1, 2]);
    }
}
