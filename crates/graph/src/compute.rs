//! The measures of whole networks on JSON: `guyub compute KIND FILE`.
//! A case goes in, an answer comes out, both in the shape of `truths/`;
//! bad input is one sentence with its place, never a panic.

mod input;
mod mixed;
mod one_mode;
mod top;
mod two_mode;

use serde_json::Value;

/// The kinds of case that are known.
pub const KINDS: [&str; 2] = ["two_mode_network", "one_mode_network"];

/// The answer to `input`; `None` for an unknown kind.
///
/// The inner error is one Indonesian sentence that says what is wrong and where.
#[must_use]
pub fn compute(kind: &str, input: &Value) -> Option<Result<Value, String>> {
    match kind {
        "two_mode_network" => Some(two_mode::answer(input)),
        "one_mode_network" => Some(one_mode::answer(input)),
        _ => None,
    }
}
