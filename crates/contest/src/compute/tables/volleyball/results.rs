//! What each volleyball team has to show: how often it won 3–0, 3–1, 3–2 and lost 2–3, 1–3, 0–3,
//! or only wins, losses and points.

use super::super::read::At;
use super::super::teams::Teams;
use crate::rules::Rules;
use crate::standings::{Line, Table};

/// The names of the counts, with the sets of the team and of the other side.
const COUNTS: [(&str, [u32; 2]); 6] = [
    ("w30", [3, 0]),
    ("w31", [3, 1]),
    ("w32", [3, 2]),
    ("l23", [2, 3]),
    ("l13", [1, 3]),
    ("l03", [0, 3]),
];

/// The figures of all teams, each named once.
pub(super) fn lines(
    results: &At<'_>,
    rules: &Rules,
    teams: &Teams<'_>,
) -> Result<Vec<Line>, String> {
    let mut lines: Vec<Option<Line>> = vec![None; teams.names.len()];
    for at in results.some_items()? {
        let team = teams.find(&at.need("team")?)?;
        if lines[team].replace(line(&at, rules)?).is_some() {
            return Err(at.fails(format_args!("“{}” tertulis dua kali", teams.names[team])));
        }
    }
    let missing = lines.iter().position(Option::is_none);
    if let Some(team) = missing {
        return Err(results.fails(format_args!("hasil tim “{}” belum ada", teams.names[team])));
    }
    Ok(lines.into_iter().flatten().collect())
}

fn line(at: &At<'_>, rules: &Rules) -> Result<Line, String> {
    let mut line = if COUNTS.iter().any(|(key, _)| at.get(key).is_some()) {
        counted(at, rules)?
    } else {
        bare(at)?
    };
    if at.get("rally_points_won").is_some() || at.get("rally_points_lost").is_some() {
        let points = [at.need("rally_points_won")?, at.need("rally_points_lost")?];
        line.tallies[1] = Some([points[0].count()?.into(), points[1].count()?.into()]);
    }
    Ok(line)
}

/// Wins, losses and points without sets.
fn bare(at: &At<'_>) -> Result<Line, String> {
    let (won, lost) = (at.need("won")?.count()?, at.need("lost")?.count()?);
    Ok(Line {
        played: won + lost,
        won,
        lost,
        points: at.need("points")?.whole()?,
        ..Line::default()
    })
}

fn counted(at: &At<'_>, rules: &Rules) -> Result<Line, String> {
    let mut line = Line::default();
    let mut sets = [0, 0];
    for (key, score) in COUNTS {
        let times = at.count_or_zero(key)?;
        if times == 0 {
            continue;
        }
        let [points, _] = rules.points.of(score).ok_or_else(|| {
            at.fails(format_args!(
                "skor {}–{} tidak punya poin",
                score[0], score[1]
            ))
        })?;
        line.played += times;
        line.points += points * i64::from(times);
        *(if score[0] > score[1] {
            &mut line.won
        } else {
            &mut line.lost
        }) += times;
        for side in [0, 1] {
            sets[side] += u64::from(score[side]) * u64::from(times);
        }
    }
    line.tallies[0] = Some(sets);
    Ok(line)
}

/// Refuses results that say something else than the matches in sets.
pub(super) fn agree(
    results: &At<'_>,
    teams: &Teams<'_>,
    lines: &[Line],
    table: &Table,
) -> Result<(), String> {
    for row in &table.rows {
        let (theirs, ours) = (&lines[row.team], &row.line);
        let same = (theirs.played, theirs.won, theirs.points)
            == (ours.played, ours.won, ours.points)
            && theirs.tallies[0].is_none_or(|sets| Some(sets) == ours.tallies[0]);
        if !same {
            let team = teams.names[row.team];
            return Err(results.fails(format_args!(
                "hasil tim “{team}” tidak cocok dengan matches_in_sets"
            )));
        }
    }
    Ok(())
}
