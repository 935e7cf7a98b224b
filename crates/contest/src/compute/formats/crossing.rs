//! `group_to_knockout`: the final order of each group and a rule of crossing give the pairs.

use crate::groups::Crossing;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The pairs of the first knock-out round, in the order of the rule. `best_thirds` names the
/// groups whose third goes through, best first; without it, all that list three.
pub(super) fn compute(input: &Value) -> Result<Value, String> {
    let groups = input["groups"]
        .as_object()
        .ok_or("groups: isi daftar peserta tiap grup")?;
    let tables = tables(groups)?;
    let rule = Crossing::read(&rule(&input["rule"])?).map_err(|wrong| format!("rule: {wrong}"))?;
    let through = match &input["best_thirds"] {
        Value::Null => tables
            .iter()
            .filter(|(_, table)| table.len() > 2)
            .map(|(group, _)| group.clone())
            .collect(),
        list => through(list, &tables)?,
    };
    let pairs = rule
        .fill(&tables, &through)
        .map_err(|wrong| format!("rule: {wrong}"))?;
    Ok(json!({ "pairs": pairs }))
}

fn tables(groups: &Map<String, Value>) -> Result<BTreeMap<String, Vec<Value>>, String> {
    let table = |(group, table): (&String, &Value)| match table {
        Value::Array(table) if table.iter().all(Value::is_string) => {
            Ok((group.clone(), table.clone()))
        }
        _ => Err(format!(
            "groups.{group}: isi daftar nama peserta menurut peringkat"
        )),
    };
    groups.iter().map(table).collect()
}

/// A text, or a list of texts or of pairs.
fn rule(rule: &Value) -> Result<String, String> {
    let wrong = || "rule: isi aturan silang, seperti 1A-2B, 1B-2A".to_owned();
    let part = |part: &Value| match part {
        Value::String(text) => Some(text.clone()),
        Value::Array(sides) => {
            let sides: Option<Vec<&str>> = sides.iter().map(Value::as_str).collect();
            Some(sides?.join("-"))
        }
        _ => None,
    };
    match rule {
        Value::Array(parts) => {
            let parts: Option<Vec<String>> = parts.iter().map(part).collect();
            Ok(parts.ok_or_else(wrong)?.join(","))
        }
        alone => part(alone).ok_or_else(wrong),
    }
}

/// Groups by their names or by the names of their thirds.
fn through(list: &Value, tables: &BTreeMap<String, Vec<Value>>) -> Result<Vec<String>, String> {
    let list = list.as_array().ok_or("best_thirds: isinya bukan daftar")?;
    let group = |(i, named): (usize, &Value)| {
        let by_third = |(group, table): (&String, &Vec<Value>)| {
            (table.get(2) == Some(named) || named == group.as_str()).then(|| group.clone())
        };
        let found = tables.iter().find_map(by_third);
        found.ok_or_else(|| format!("best_thirds[{i}]: bukan grup atau peringkat tiga yang ada"))
    };
    list.iter().enumerate().map(group).collect()
}
