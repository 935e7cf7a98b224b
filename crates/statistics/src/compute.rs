//! The statistics for other programs: `guyub compute KIND FILE`.
//! A case goes in, an answer comes out, both JSON in the shape of `truths/`. What is undefined is
//! `null`, with its reason under `undefined`; what can't be read is one sentence with its place.

mod answer;
mod counts;
mod groups;
mod persons;
mod ratings;
mod reading;

use reading::{Case, Wrong};
use serde_json::{Value, json};

/// The kinds of case that are known.
pub const KINDS: [&str; 8] = [
    "cronbach_alpha",
    "wilson_interval",
    "paired_test",
    "rating_summary",
    "nps",
    "hake_gain",
    "small_sample",
    "anonymity",
];

/// The answer to `input`, or to each of its `cases` where it has them (fields beside `cases` hold
/// for all of them); `None` for an unknown kind, a sentence where something can't be read.
#[must_use]
pub fn compute(kind: &str, input: &Value) -> Option<Result<Value, String>> {
    let answer: fn(Case) -> Result<Value, Wrong> = match kind {
        "cronbach_alpha" => persons::cronbach_alpha,
        "wilson_interval" => counts::wilson,
        "paired_test" => persons::paired_test,
        "rating_summary" => ratings::rating_summary,
        "nps" => counts::nps,
        "hake_gain" => groups::hake_gain,
        "small_sample" => counts::small_sample,
        "anonymity" => groups::anonymity,
        _ => return None,
    };
    Some(all(input, answer).map_err(|wrong| wrong.to_string()))
}

fn all(input: &Value, answer: fn(Case) -> Result<Value, Wrong>) -> Result<Value, Wrong> {
    let whole = Case::of(input)?;
    let Some(cases) = whole.optional("cases") else {
        return answer(whole);
    };
    let cases = reading::each(cases, |case| answer(whole.with(case)?))
        .map_err(|wrong| wrong.inside("cases"))?;
    Ok(json!({ "cases": cases }))
}

#[cfg(test)]
mod tests;
