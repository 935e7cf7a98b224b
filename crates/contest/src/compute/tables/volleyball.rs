//! Volleyball pools: from set scores, from results in sets, or from what each team has to show.

use super::answer::{self, ratio};
use super::badminton::rallies;
use super::read::At;
use super::teams::Teams;
use crate::rules::{Measure, Points, Rules, ScorePoints, presets};
use crate::standings::{Group, Line, Played, Table, standings, standings_of_lines};
use serde_json::{Map, Value, json};

mod results;

/// The table of a pool.
pub(super) fn pool(input: &At<'_>) -> Result<Value, String> {
    let rules = rules(input)?;
    let teams = Teams::read(input.need("teams")?.some_items()?)?;
    let table = table(input, &rules, &teams)?;
    Ok(answer::table(
        &rules,
        &table,
        &teams.names,
        ["set", "rally"],
        figures,
    ))
}

/// Set scores say most; what each team has to show is next, and must agree with results in sets.
fn table(input: &At<'_>, rules: &Rules, teams: &Teams<'_>) -> Result<Table, String> {
    let group = teams.group(input)?;
    if input.get("matches").is_some() {
        return of_matches(input, "matches", rules, teams, group);
    }
    let sets = input
        .get("matches_in_sets")
        .map(|_| of_matches(input, "matches_in_sets", rules, teams, group.clone()));
    let (Some(results), sets) = (input.get("team_results"), sets.transpose()?) else {
        return sets_or_nothing(input, rules, teams, group);
    };
    let lines = results::lines(&results, rules, teams)?;
    if let Some(sets) = sets {
        results::agree(&results, teams, &lines, &sets)?;
    }
    Ok(standings_of_lines(rules, &group, lines))
}

fn sets_or_nothing(
    input: &At<'_>,
    rules: &Rules,
    teams: &Teams<'_>,
    group: Group,
) -> Result<Table, String> {
    if input.get("matches_in_sets").is_none() {
        let why = "isian “matches”, “matches_in_sets” atau “team_results” belum ada";
        return Err(input.fails(why));
    }
    of_matches(input, "matches_in_sets", rules, teams, group)
}

fn of_matches(
    input: &At<'_>,
    key: &str,
    rules: &Rules,
    teams: &Teams<'_>,
    mut group: Group,
) -> Result<Table, String> {
    for at in input.need(key)?.some_items()? {
        let sides = teams.sides(&at)?;
        let sets = at.need("sets")?;
        let (won, points) = match key {
            "matches" => rallies(&sets).map(|(won, points)| (won, Some(points)))?,
            _ => (sets.counts()?, None),
        };
        group.played.push(Played {
            teams: sides,
            tallies: [Some(won), points, None],
        });
    }
    standings(rules, &group).map_err(|problem| format!("{key}[{}]: {}", problem.at, problem.why))
}

fn rules(input: &At<'_>) -> Result<Rules, String> {
    let first = match input.get("rule") {
        None => Measure::Wins,
        Some(at) => match at.text()?.trim().split(',').next().map(str::trim) {
            Some("points") => Measure::Points,
            Some("wins") => Measure::Wins,
            _ => return Err(at.fails("harus dimulai dengan “points,” atau “wins,”")),
        },
    };
    let mut rules = presets::volleyball(first);
    if let Some(at) = input.get("points") {
        rules.points = points(&at)?;
    }
    Ok(rules)
}

/// `{"3-0": [3, 0], …}`, winner first.
fn points(at: &At<'_>) -> Result<Points, String> {
    let mut list = Vec::new();
    for (score, at) in at.fields()? {
        let sides = score
            .split_once('-')
            .and_then(|(won, lost)| Some([won.trim().parse().ok()?, lost.trim().parse().ok()?]))
            .filter(|[won, lost]: &[u32; 2]| won > lost)
            .ok_or_else(|| at.fails("nama isian harus seperti “3-1”, pemenang lebih dahulu"))?;
        let points = at.counts()?.map(i64::from);
        list.push(ScorePoints {
            score: sides,
            points,
        });
    }
    Ok(Points::ByScore(list))
}

/// The figures of a team; null where not every match tells them, or a ratio is undefined.
fn figures(line: &Line) -> Map<String, Value> {
    let mut figures = answer::object(json!({
        "played": line.played,
        "won": line.won,
        "lost": line.lost,
        "points": line.points,
    }));
    let names = [
        ("sets_won", "sets_lost", "set_ratio"),
        ("rally_points_won", "rally_points_lost", "rally_ratio"),
    ];
    for ((won, lost, name), tally) in names.into_iter().zip(line.tallies) {
        let infinite = |[made, conceded]: [u64; 2]| made > 0 && conceded == 0;
        figures.insert(won.to_owned(), json!(tally.map(|sums| sums[0])));
        figures.insert(lost.to_owned(), json!(tally.map(|sums| sums[1])));
        figures.insert(
            name.to_owned(),
            json!(tally.map(|[made, lost]| ratio(made, lost))),
        );
        figures.insert(format!("{name}_is_max"), json!(tally.is_some_and(infinite)));
    }
    figures
}
