//! Juries, trimmed means, and ranks of scores.

use super::answer::decimal;
use super::read::At;
use crate::jury::{Criterion, Entry, JuryRules, Score, order, ranks, score, trimmed_mean};
use crate::ranking::{Ties, rank};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::HashSet;

/// Decimals to which scores are compared: what differs beyond is noise of binary fractions.
const NOISE: u32 = 9;

/// Entries in order, with the mean of each component and the totals.
pub(super) fn contest(input: &At<'_>) -> Result<Value, String> {
    let (mut names, mut entries, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for at in input.need("entries")?.some_items()? {
        let name = at.need("entry")?;
        if !seen.insert(name.text()?) {
            return Err(name.fails(format_args!("“{}” tertulis dua kali", name.text()?)));
        }
        let (rules, entry) = entry(&at)?;
        scores.push(score(&rules, &entry).map_err(|why| at.fails(why))?);
        entries.push(entry);
        names.push(name.text()?);
    }
    let ranks = ranks(&JuryRules::isu(Vec::new()), &entries, &scores, &[]);
    let list: Vec<Value> = order(&ranks)
        .into_iter()
        .map(|at| result(names[at], &scores[at], ranks[at]))
        .collect();
    Ok(json!({ "entries": list }))
}

fn result(name: &str, score: &Score, rank: usize) -> Value {
    json!({
        "entry": name,
        "panel": score.means.iter().copied().map(decimal).collect::<Vec<_>>(),
        "component_total": decimal(score.weighted),
        "total": decimal(score.total),
        "rank": rank,
    })
}

fn entry(at: &At<'_>) -> Result<(JuryRules, Entry), String> {
    let (mut criteria, mut marks) = (Vec::new(), Vec::new());
    for component in at.need("components")?.some_items()? {
        criteria.push(Criterion {
            name: component
                .get("name")
                .map_or(Ok(""), |at| at.text())?
                .to_owned(),
            weight: optional(&component, "factor", Decimal::ONE)?,
            min: Decimal::ZERO,
            max: None,
        });
        marks.push(self::marks(&component)?);
    }
    let entry = Entry {
        marks,
        base: optional(at, "element_score", Decimal::ZERO)?,
        deductions: optional(at, "deductions", Decimal::ZERO)?,
    };
    Ok((JuryRules::isu(criteria), entry))
}

fn optional(at: &At<'_>, key: &str, usual: Decimal) -> Result<Decimal, String> {
    at.get(key).map_or(Ok(usual), |at| at.positive_decimal())
}

/// Marks, null where none was given.
fn marks(at: &At<'_>) -> Result<Vec<Option<Decimal>>, String> {
    at.need("marks")?
        .items()?
        .map(|at| match at.value() {
            Value::Null => Ok(None),
            _ => at.positive_decimal().map(Some),
        })
        .collect()
}

/// Each case without its missing marks, one highest and one lowest, to two decimals.
pub(super) fn trimmed_means(input: &At<'_>) -> Result<Value, String> {
    let Some(cases) = input.get("cases") else {
        return panel(input);
    };
    let panels: Result<Vec<Value>, String> = cases.some_items()?.map(|at| panel(&at)).collect();
    Ok(json!({ "cases": panels? }))
}

fn panel(at: &At<'_>) -> Result<Value, String> {
    Ok(match trimmed_mean(&marks(at)?, 1, 1, Some(2)) {
        Ok(mean) => json!({ "panel": decimal(mean) }),
        Err(why) => json!({ "panel": null, "why": why.to_string() }),
    })
}

/// The ranks of scores by the four customs.
pub(super) fn ranking_ties(input: &At<'_>) -> Result<Value, String> {
    let higher = input
        .get("higher_is_better")
        .map_or(Ok(true), |at| at.flag())?;
    let scores: Result<Vec<Decimal>, String> = input
        .need("scores")?
        .some_items()?
        .map(|at| at.decimal().map(|score| score.round_dp(NOISE)))
        .collect();
    let scores = scores?;
    let lower: Vec<Reverse<Decimal>> = scores.iter().copied().map(Reverse).collect();
    let ranks = |ties| match higher {
        true => rank(&scores, ties),
        false => rank(&lower, ties),
    };
    let customs = [
        ("min", Ties::Min),
        ("max", Ties::Max),
        ("dense", Ties::Dense),
        ("average", Ties::Average),
    ];
    let answer: Map<String, Value> = customs
        .into_iter()
        .map(|(name, ties)| (name.to_owned(), json!(ranks(ties))))
        .collect();
    Ok(Value::Object(answer))
}
