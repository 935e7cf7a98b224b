//! Figures of nodes under their names, and the ten greatest of large networks.
//! Undefined is `null`.

use serde_json::{Map, Value, json};

/// More nodes than this also get lists of the ten greatest.
const LARGE: usize = 100;

/// An object with the figure of each name.
pub(super) fn by_name<V: Into<Value> + Clone>(names: &[String], figures: &[V]) -> Value {
    let pairs = names
        .iter()
        .cloned()
        .zip(figures.iter().cloned().map(Into::into));
    Value::Object(pairs.collect::<Map<_, _>>())
}

/// Adds `top10_KEY` to the answer of a large network: name and figure, greatest first; of equal
/// ones (to 12 digits) the one that stands first in the input.
pub(super) fn add_greatest(answer: &mut Value, key: &str, names: &[String], figures: &[f64]) {
    if names.len() <= LARGE {
        return;
    }
    let rounded = |at: usize| (figures[at] * 1e12).round();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|&a, &b| rounded(b).total_cmp(&rounded(a)));
    let ten = order.into_iter().take(10);
    answer[format!("top10_{key}")] = ten
        .map(|at| json!([names[at], number(figures[at])]))
        .collect();
}

/// A whole number without a decimal point, where it is one.
pub(super) fn number(figure: f64) -> Value {
    if figure.fract() == 0.0 && figure.abs() < 9e15 {
        json!(figure as i64)
    } else {
        json!(figure)
    }
}
