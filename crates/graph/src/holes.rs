//! Structural holes: who stands between people that have no ties among themselves
//! (Burt 1992, *Structural Holes*, ch. 2). Ties count by their weights; for the plain measures
//! take `graph.without_weights()`.

use crate::Graph;
use rayon::prelude::*;

/// Effective size of everyone's circle: neighbours less what is redundant among them,
/// `Σj [1 − Σq p(i,q)·m(j,q)]` over neighbours `j` and other nodes `q`, with `p` the share of i's
/// strength that goes to q and `m` the weight of j–q beside j's strongest tie (Burt 1992, eq. 2.2).
///
/// Without weights it is `n − 2t/n` for `n` neighbours with `t` ties among them (Borgatti 1997):
/// from 1 (all know each other) to n. `None` for isolates: undefined. Components don't matter.
/// Time O(Σ over ties of the degrees of their ends), memory O(nodes) a thread, in parallel.
#[must_use]
pub fn effective_size(graph: &Graph) -> Vec<Option<f64>> {
    let strongest: Vec<f64> = (0..graph.nodes() as u32)
        .map(|v| graph.arcs(v).map(|(_, w)| w).fold(0.0, f64::max))
        .collect();
    of_everyone(graph, |i, share| {
        let redundant = |j: u32| {
            let among = graph.arcs(j).filter(|&(q, _)| q != i);
            among.map(|(q, w)| share[q as usize] * w).sum::<f64>() / strongest[j as usize]
        };
        graph
            .neighbours(i)
            .iter()
            .map(|&j| 1.0 - redundant(j))
            .sum()
    })
}

/// Constraint: how far everyone's ties lead back to the same people,
/// `Σj (p(i,j) + Σq p(i,q)·p(q,j))²` over neighbours `j` and other nodes `q`, with `p` the share of
/// a node's strength (Burt 1992, eq. 2.4). Low: many separate circles; near 1 or above: one circle.
///
/// `None` for isolates: undefined. Components don't matter.
/// Time O(Σ over ties of the degrees of their ends), memory O(nodes) a thread, in parallel.
#[must_use]
pub fn constraint(graph: &Graph) -> Vec<Option<f64>> {
    let strengths: Vec<f64> = (0..graph.nodes() as u32)
        .map(|v| graph.strength(v))
        .collect();
    of_everyone(graph, |i, share| {
        let by_way = |j: u32| {
            let ways = graph.arcs(j).filter(|&(q, _)| q != i);
            ways.map(|(q, w)| share[q as usize] * w / strengths[q as usize])
                .sum::<f64>()
        };
        let one = |&j: &u32| (share[j as usize] + by_way(j)).powi(2);
        graph.neighbours(i).iter().map(one).sum()
    })
}

/// `measure` of every node but isolates; it is given the share of the node's strength that goes to
/// each other node.
fn of_everyone(graph: &Graph, measure: impl Fn(u32, &[f64]) -> f64 + Sync) -> Vec<Option<f64>> {
    (0..graph.nodes() as u32)
        .into_par_iter()
        .map_init(
            || vec![0.0_f64; graph.nodes()],
            |share, i| {
                let strength = graph.strength(i);
                graph
                    .arcs(i)
                    .for_each(|(q, w)| share[q as usize] = w / strength);
                let found = (graph.degree(i) > 0).then(|| measure(i, share));
                graph.arcs(i).for_each(|(q, _)| share[q as usize] = 0.0);
                found
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truths::{NAMES, close, one_mode};

    #[test]
    fn constraint_and_effective_size_of_the_truths_are_found() {
        for name in NAMES {
            let case = one_mode(name);
            let plain = case.graph.without_weights();
            for (key, got) in [
                ("burt_constraint_unweighted", constraint(&plain)),
                ("burt_effective_size_unweighted", effective_size(&plain)),
            ] {
                let Some(want) = case.expected.get(key) else {
                    continue;
                };
                for (name, got) in case.names.iter().zip(got) {
                    close(got.unwrap(), want[name].as_f64().unwrap());
                }
            }
        }
    }

    #[test]
    fn weights_turn_a_circle_towards_its_strongest_tie() {
        // 0 is tied to 1 (weight 3) and 2 (weight 1), and they to each other (weight 1).
        let ties = [(0, 1, 3.0), (0, 2, 1.0), (1, 2, 1.0)];
        let graph = Graph::from_weighted_ties(4, &ties).unwrap();
        // p(0,1)=¾, p(0,2)=¼, p(2,1)=½, p(1,2)=¼: (¾+⅛)² + (¼+3/16)²
        close(
            constraint(&graph)[0].unwrap(),
            0.875_f64.powi(2) + 0.4375_f64.powi(2),
        );
        // j=1: 1 − ¼·⅓, j=2: 1 − ¾·1
        close(effective_size(&graph)[0].unwrap(), 11.0 / 12.0 + 0.25);
        assert_eq!(
            (constraint(&graph)[3], effective_size(&graph)[3]),
            (None, None)
        );
    }
}
