//! Football and futsal groups.

use super::answer;
use super::read::At;
use super::teams::Teams;
use crate::rules::{Cards, FairPlay, Points, Rules, presets};
use crate::standings::{Group, Line, Played, standings};
use serde_json::{Map, Value, json};

/// The table of a group in goals.
pub(super) fn group(input: &At<'_>) -> Result<Value, String> {
    let (mut rules, fair_play) = rules(input)?;
    rules.points = points(input)?;
    let teams = Teams::read(input.need("teams")?.some_items()?)?;
    let mut group = teams.group(input)?;
    if group.fair_play.is_empty()
        && let Some(at) = input.get("cards")
    {
        group.fair_play = teams.numbers(&at, |at| Ok(fair_play.marks(&cards(at)?)))?;
    }
    matches(input, &teams, &mut group)?;
    let table = standings(&rules, &group)
        .map_err(|problem| format!("matches[{}]: {}", problem.at, problem.why))?;
    Ok(answer::table(
        &rules,
        &table,
        &teams.names,
        ["goal", "goal"],
        figures,
    ))
}

fn rules(input: &At<'_>) -> Result<(Rules, FairPlay), String> {
    let at = input.need("rule")?;
    let rule = at.text()?.trim();
    match rule.to_uppercase().as_str() {
        "FIFA" => Ok((presets::fifa(), FairPlay::FIFA)),
        "UEFA" => Ok((presets::uefa(), FairPlay::UEFA)),
        _ => presets::find(rule)
            .filter(|preset| preset.table.tallies == ["gol"])
            .map(|preset| (preset.table, FairPlay::FIFA))
            .ok_or_else(|| {
                at.fails(format_args!(
                    "aturan “{rule}” tidak dikenal; tulis FIFA atau UEFA"
                ))
            }),
    }
}

fn points(input: &At<'_>) -> Result<Points, String> {
    let worth = |key, usual| {
        input
            .get(key)
            .map_or(Ok(usual), |at| at.count().map(i64::from))
    };
    Ok(Points::ByOutcome {
        win: worth("points_for_win", 3)?,
        draw: worth("points_for_draw", 1)?,
        loss: worth("points_for_loss", 0)?,
    })
}

fn cards(at: &At<'_>) -> Result<Cards, String> {
    at.fields()?;
    Ok(Cards {
        yellow: at.count_or_zero("yellow")?,
        second_yellow: at.count_or_zero("second_yellow")?,
        direct_red: at.count_or_zero("direct_red")?,
        yellow_then_direct_red: at.count_or_zero("yellow_then_direct_red")?,
    })
}

fn matches(input: &At<'_>, teams: &Teams<'_>, group: &mut Group) -> Result<(), String> {
    for at in input.need("matches")?.some_items()? {
        let [home, away] = teams.sides(&at)?;
        let score = [
            at.need("home_goals")?.count()?,
            at.need("away_goals")?.count()?,
        ];
        group.played.push(Played::new(home, away, score));
    }
    Ok(())
}

/// The figures of a team in goals.
fn figures(line: &Line) -> Map<String, Value> {
    let [made, conceded] = line.tallies[0].unwrap_or_default();
    answer::object(json!({
        "played": line.played,
        "won": line.won,
        "drawn": line.drawn,
        "lost": line.lost,
        "gf": made,
        "ga": conceded,
        "gd": made.cast_signed() - conceded.cast_signed(),
        "points": line.points,
    }))
}
