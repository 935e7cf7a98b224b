//! The table in words: what parted whom, and who is left to lots.

use super::{Decision, Table, Value};
use crate::rules::{Rules, TieBreak};

/// One Indonesian sentence for each decision after the first comparison, which the table shows by
/// itself, and one for each set of teams that only lots can part. `names` are by team.
#[must_use]
pub fn explain(rules: &Rules, table: &Table, names: &[&str]) -> Vec<String> {
    let name = |team: usize| names.get(team).copied().unwrap_or("?");
    let decided = table
        .decisions
        .iter()
        .filter(|decision| decision.step > 0)
        .map(|decision| {
            let teams: Vec<String> = decision
                .teams
                .iter()
                .map(|(team, value)| format!("{} ({})", name(*team), figure(*value)))
                .collect();
            format!(
                "Dipisahkan oleh {}: {}.",
                criterion(rules, decision),
                teams.join(", ")
            )
        });
    let lots = table.unresolved.iter().map(|teams| {
        let teams: Vec<&str> = teams.iter().map(|team| name(*team)).collect();
        format!("Tidak terpisahkan, perlu diundi: {}.", teams.join(", "))
    });
    decided.chain(lots).collect()
}

/// The Indonesian name of what decided, such as "selisih gol pertemuan langsung".
fn criterion(rules: &Rules, decision: &Decision) -> String {
    let words = decision.measure.map(|measure| rules.name(measure));
    match (rules.tie_breaks.get(decision.step), words) {
        (Some(TieBreak::HeadToHead { .. }), Some(words)) => format!("{words} pertemuan langsung"),
        (_, Some(words)) => words,
        (Some(TieBreak::Ranking), None) => "peringkat dari luar".to_owned(),
        (_, None) => "undian".to_owned(),
    }
}

fn figure(value: Value) -> String {
    match value {
        Value::Number(number) if number < 0 => format!("−{}", number.unsigned_abs()),
        Value::Number(number) => number.to_string(),
        Value::Ratio(0, 0) => "belum bertanding".to_owned(),
        Value::Ratio(_, 0) => "tak terhingga".to_owned(),
        #[expect(
            clippy::cast_precision_loss,
            reason = "a figure of four digits for a reader"
        )]
        Value::Ratio(made, conceded) => {
            format!("{:.3}", made as f64 / conceded as f64).replace('.', ",")
        }
        Value::Place(place) => format!("ke-{place}"),
    }
}
