//! The JSON of a table: its rows, what decided, who is left to lots, and the same in words.

use crate::rules::{Measure, Rules, Tally, TieBreak};
use crate::standings::{self, Decision, Line, Table};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// The whole answer; `figures` are those of a row after rank and team, `tallies` the English words
/// for what matches are counted in.
pub(super) fn table(
    rules: &Rules,
    table: &Table,
    names: &[&str],
    tallies: [&str; 2],
    figures: impl Fn(&Line) -> Map<String, Value>,
) -> Value {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let mut whole = object(json!({
                "rank": row.rank,
                "team": names[row.team],
                "needs_lots": row.shared,
            }));
            whole.extend(figures(&row.line));
            Value::Object(whole)
        })
        .collect();
    let order: Vec<&str> = table.rows.iter().map(|row| names[row.team]).collect();
    let unresolved: Vec<Vec<&str>> = table
        .unresolved
        .iter()
        .map(|teams| teams.iter().map(|team| names[*team]).collect())
        .collect();
    json!({
        "table": rows,
        "order": order,
        "deciding": deciding(rules, table, names, tallies),
        "unresolved": unresolved,
        "explanation": standings::explain(rules, table, names),
    })
}

/// What decided after the first comparison of all.
pub(super) fn deciding(
    rules: &Rules,
    table: &Table,
    names: &[&str],
    tallies: [&str; 2],
) -> Vec<Value> {
    table
        .decisions
        .iter()
        .filter(|decision| decision.step > 0)
        .map(|decision| {
            let teams: Vec<&str> = decision
                .teams
                .iter()
                .map(|(team, _)| names[*team])
                .collect();
            let values: Map<String, Value> = decision
                .teams
                .iter()
                .map(|(team, value)| (names[*team].to_owned(), figure(*value)))
                .collect();
            json!({
                "criterion": criterion(rules, decision, tallies),
                "teams": teams,
                "values": values,
            })
        })
        .collect()
}

fn criterion(rules: &Rules, decision: &Decision, tallies: [&str; 2]) -> String {
    let word = |tally: Tally| tallies.get(tally as usize).copied().unwrap_or("point");
    let measure = decision.measure.map(|measure| match measure {
        Measure::Points => "points".to_owned(),
        Measure::Wins => "wins".to_owned(),
        Measure::FairPlay => "fair_play".to_owned(),
        Measure::Difference(tally) => format!("{}_difference", word(tally)),
        Measure::Ratio(tally) => format!("{}_ratio", word(tally)),
        Measure::For(tally) => format!("{}s_for", word(tally)),
    });
    match (rules.tie_breaks.get(decision.step), measure) {
        (Some(TieBreak::HeadToHead { .. }), Some(measure)) => format!("head_to_head_{measure}"),
        (_, Some(measure)) if decision.measure == Some(Measure::FairPlay) => measure,
        (_, Some(measure)) => format!("overall_{measure}"),
        (Some(TieBreak::Ranking), None) => "ranking".to_owned(),
        (_, None) => "drawing_of_lots".to_owned(),
    }
}

fn figure(value: standings::Value) -> Value {
    match value {
        standings::Value::Number(number) => json!(number),
        standings::Value::Ratio(made, conceded) => ratio(made, conceded),
        standings::Value::Place(place) => json!(place),
    }
}

/// Made by conceded; null where it is infinite or undefined.
#[expect(
    clippy::cast_precision_loss,
    reason = "sums of scores stay far below 2^53"
)]
pub(super) fn ratio(made: u64, conceded: u64) -> Value {
    match conceded {
        0 => Value::Null,
        conceded => json!(made as f64 / conceded as f64),
    }
}

/// A decimal as a JSON number.
pub(super) fn decimal(number: Decimal) -> Value {
    json!(number.to_string().parse::<f64>().ok())
}

/// The fields of a value made as an object.
pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
