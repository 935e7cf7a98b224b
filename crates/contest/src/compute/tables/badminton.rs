//! Badminton groups of players or pairs.

use super::answer;
use super::read::At;
use super::teams::Teams;
use crate::rules::presets;
use crate::standings::{Line, Played, standings};
use serde_json::{Map, Value, json};

/// The table of a group in games and points.
pub(super) fn group(input: &At<'_>) -> Result<Value, String> {
    let rules = presets::bwf();
    let teams = Teams::read(input.need("teams")?.some_items()?)?;
    let mut group = teams.group(input)?;
    for at in input.need("matches")?.some_items()? {
        let sides = teams.sides(&at)?;
        group.played.push(played(&at, sides)?);
    }
    let table = standings(&rules, &group)
        .map_err(|problem| format!("matches[{}]: {}", problem.at, problem.why))?;
    Ok(answer::table(
        &rules,
        &table,
        &teams.names,
        ["game", "point"],
        figures,
    ))
}

fn played(at: &At<'_>, teams: [usize; 2]) -> Result<Played, String> {
    let (won, points) = match at.get("games") {
        Some(games) => rallies(&games).map(|(won, points)| (won, Some(points)))?,
        None => (at.need("games_won")?.counts()?, None),
    };
    if won[0] == won[1] {
        return Err(at.fails(format_args!("{}–{}, belum ada pemenang", won[0], won[1])));
    }
    Ok(Played {
        teams,
        tallies: [Some(won), points, None],
    })
}

/// Games (or sets) won by each side, and the points of all of them.
pub(super) fn rallies(games: &At<'_>) -> Result<([u32; 2], [u32; 2]), String> {
    let (mut won, mut points) = ([0, 0], [0_u32, 0]);
    for at in games.some_items()? {
        let score = at.counts()?;
        if score[0] == score[1] {
            return Err(at.fails(format_args!(
                "skor {0}–{0} seri, padahal harus ada pemenang",
                score[0]
            )));
        }
        won[usize::from(score[0] < score[1])] += 1;
        for side in [0, 1] {
            points[side] = points[side].saturating_add(score[side]);
        }
    }
    Ok((won, points))
}

/// The figures of a team; null where not every match tells them.
fn figures(line: &Line) -> Map<String, Value> {
    let mut figures = answer::object(json!({
        "played": line.played,
        "won": line.won,
        "lost": line.lost,
    }));
    for (name, tally) in ["games", "points"].iter().zip(line.tallies) {
        let difference = |[made, conceded]: [u64; 2]| made.cast_signed() - conceded.cast_signed();
        figures.insert(format!("{name}_for"), json!(tally.map(|sums| sums[0])));
        figures.insert(format!("{name}_against"), json!(tally.map(|sums| sums[1])));
        figures.insert(format!("{name}_difference"), json!(tally.map(difference)));
    }
    figures
}
