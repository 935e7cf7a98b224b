//! What the targets share: cases for the engines, written as the kind, a line's end, and JSON.
//! A change made by libFuzzer would mostly break the JSON; ours changes what stands in it.

mod change;

pub use change::change;

use serde_json::Value;

/// What an engine answers: nothing to a kind that is not its own.
pub type Compute = fn(&str, &Value) -> Option<Result<Value, String>>;

/// Puts a case to `engines` as `guyub compute` does.
///
/// # Panics
///
/// Where an engine panics, doesn't know a kind it names, or refuses without a word.
pub fn ask(engines: &[(&[&str], Compute)], case: &[u8]) {
    let Some((kind, input)) = apart(case) else {
        return;
    };
    for (kinds, compute) in engines {
        let answer = compute(kind, &input);
        assert_eq!(answer.is_some(), kinds.contains(&kind), "{kind}");
        if let Some(Err(why)) = answer {
            assert!(!why.trim().is_empty());
        }
    }
}

/// The kind and the input of a case, if that is what `case` holds.
fn apart(case: &[u8]) -> Option<(&str, Value)> {
    let (kind, input) = std::str::from_utf8(case).ok()?.split_once('\n')?;
    Some((kind, serde_json::from_str(input).ok()?))
}
