//! Tournaments for other programs: `guyub compute KIND FILE`.
//! A case goes in, an answer comes out, both JSON in the shape of `truths/`; what can't be read
//! is one sentence with the place in the input, never a panic.

mod formats;
mod tables;

use serde_json::Value;

/// The kinds of case that are known.
pub const KINDS: [&str; 14] = [
    "single_elimination_seeding",
    "double_elimination_size",
    "round_robin_schedule",
    "group_to_knockout",
    "swiss_pairing",
    "football_group",
    "futsal_group",
    "third_place_ranking",
    "badminton_group",
    "volleyball_pool",
    "score_validity",
    "jury_contest",
    "jury_trimmed_mean",
    "ranking_ties",
];

/// The answer to `input`; `None` for an unknown kind.
///
/// # Errors
///
/// One sentence that says what is wrong and where in the input.
#[must_use]
pub fn compute(kind: &str, input: &Value) -> Option<Result<Value, String>> {
    formats::compute(kind, input).or_else(|| tables::compute(kind, input))
}
