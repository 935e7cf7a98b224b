//! Tables, scores, juries and rankings as JSON.

mod answer;
mod badminton;
mod football;
mod jury;
mod read;
mod teams;
mod thirds;
mod validity;
mod volleyball;

use read::At;
use serde_json::Value;

/// The answer of a table or a jury; `None` for a kind that is neither.
pub(super) fn compute(kind: &str, input: &Value) -> Option<Result<Value, String>> {
    let answer: fn(&At<'_>) -> Result<Value, String> = match kind {
        "football_group" | "futsal_group" => football::group,
        "third_place_ranking" => thirds::ranking,
        "badminton_group" => badminton::group,
        "volleyball_pool" => volleyball::pool,
        "score_validity" => validity::scores,
        "jury_contest" => jury::contest,
        "jury_trimmed_mean" => jury::trimmed_means,
        "ranking_ties" => jury::ranking_ties,
        _ => return None,
    };
    Some(answer(&At::root(input)))
}
