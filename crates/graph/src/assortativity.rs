//! Whether people have ties with people like themselves in a number (age, degree, skill level):
//! the correlation of the values at the two ends of ties (Newman 2002, 2003).

use crate::modularity::check_length;
use crate::{Error, Graph};

/// Assortativity of a number: Pearson's correlation of the values at both ends of every tie, each
/// tie seen from both its ends and counted by its weight; −1 to 1.
///
/// `values[v]` is that of node `v`, `None` unknown; ties with an unknown end are left out.
/// Isolates change nothing, components don't matter. `None` without ties, or where every end has
/// the same value: then it is undefined. Time O(ties), memory O(1).
///
/// # Errors
///
/// [`Error::Length`] unless `values` has one entry for each node, [`Error::Value`] for one that is
/// not finite.
pub fn assortativity(graph: &Graph, values: &[Option<f64>]) -> Result<Option<f64>, Error> {
    check_length(values.len(), graph.nodes())?;
    let bad = |value: &Option<f64>| value.is_some_and(|v| !v.is_finite());
    if let Some(node) = values.iter().position(bad) {
        return Err(Error::Value { place: node + 1 });
    }
    Ok(correlation(|| {
        ends(graph, |v| values[v as usize], |weight| weight)
    }))
}

/// Assortativity by degree: whether the well-connected keep to the well-connected. Every tie
/// counts 1, whatever its weight (Newman 2002); otherwise as [`assortativity`].
#[must_use]
pub fn degree_assortativity(graph: &Graph) -> Option<f64> {
    correlation(|| ends(graph, |v| Some(graph.degree(v) as f64), |_| 1.0))
}

/// The values at both ends of each tie where both are known, and what the tie counts.
fn ends(
    graph: &Graph,
    value: impl Fn(u32) -> Option<f64>,
    count: impl Fn(f64) -> f64,
) -> impl Iterator<Item = (f64, f64, f64)> {
    graph
        .each_tie()
        .filter_map(move |(a, b, weight)| Some((value(a)?, value(b)?, count(weight))))
}

/// Weighted correlation over both directions of the ties that `ends` gives. Two passes: the mean
/// first, so that large values (years of birth) lose no digits.
fn correlation<E: Iterator<Item = (f64, f64, f64)>>(ends: impl Fn() -> E) -> Option<f64> {
    let (mut sum, mut total, mut smallest, mut largest) =
        (0.0, 0.0, f64::INFINITY, f64::NEG_INFINITY);
    for (x, y, weight) in ends() {
        sum += (x + y) * weight;
        total += 2.0 * weight;
        smallest = x.min(y).min(smallest);
        largest = x.max(y).max(largest);
    }
    if smallest >= largest {
        return None;
    }
    let mean = sum / total;
    let (mut together, mut apart) = (0.0, 0.0);
    for (x, y, weight) in ends() {
        let (x, y) = (x - mean, y - mean);
        together += 2.0 * x * y * weight;
        apart += (x * x + y * y) * weight;
    }
    Some(together / apart).filter(|r| r.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truths::{NAMES, close, one_mode};

    #[test]
    fn the_degree_assortativity_of_the_truths_is_found() {
        for name in NAMES {
            let case = one_mode(name);
            let want = case.expected["degree_assortativity"].as_f64().unwrap();
            close(degree_assortativity(&case.graph).unwrap(), want);
        }
    }

    #[test]
    fn ties_between_equals_are_one_and_between_opposites_minus_one() {
        let graph = Graph::from_ties(4, &[(0, 1), (2, 3)]).unwrap();
        let of = |values: [f64; 4]| assortativity(&graph, &values.map(Some)).unwrap();
        assert_eq!(of([1.0, 1.0, 5.0, 5.0]), Some(1.0));
        assert_eq!(of([1.0, 5.0, 1.0, 5.0]), Some(-1.0));
        assert_eq!(of([2.0; 4]), None);
    }

    #[test]
    fn an_unknown_value_leaves_its_ties_out_and_a_bad_one_is_refused() {
        let graph = Graph::from_ties(4, &[(0, 1), (1, 2), (2, 3)]).unwrap();
        let values = [Some(1.0), Some(5.0), None, Some(9.0)];
        assert_eq!(assortativity(&graph, &values), Ok(Some(-1.0)));
        let nan = assortativity(&graph, &[None, Some(f64::NAN), None, None]);
        assert_eq!(nan, Err(Error::Value { place: 2 }));
        assert_eq!(
            degree_assortativity(&Graph::from_ties(3, &[]).unwrap()),
            None
        );
    }
}
