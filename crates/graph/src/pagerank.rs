//! PageRank: where somebody ends up who walks from neighbour to neighbour and now and then jumps
//! to anybody. In an undirected network only isolates have no way on, so what they hand out evenly
//! is known beforehand, and the ranks are the one solution of plain linear equations.

use crate::{Graph, TwoMode};
use rayon::prelude::*;

/// More rounds than any damping up to 0.99 needs.
const MOST_ROUNDS: usize = 4_000;
const CHUNK: usize = 8_192;

/// PageRank (Brin & Page 1998) with the weights of the ties: with probability `damping` (0.85 is
/// usual; kept within 0 to 0.99) a step along a tie in proportion to its weight, else a jump to
/// any node; an isolate always jumps. The ranks add up to 1; empty without nodes.
///
/// Rounds go on until the ranks change by less than `tolerance` in sum, which leaves them less
/// than `tolerance × damping / (1 − damping)` from the solution.
/// Time O(rounds × ties) over all threads, memory 24 bytes a node.
#[must_use]
pub fn pagerank(graph: &Graph, damping: f64, tolerance: f64) -> Vec<f64> {
    let damping = damping.clamp(0.0, 0.99);
    let n = graph.nodes();
    let inverse: Vec<f64> = (0..n as u32).map(|v| inverse(graph.strength(v))).collect();
    let jump = jump(&inverse, damping);
    let mut rank = vec![1.0 / n as f64; n];
    for _ in 0..MOST_ROUNDS {
        let shares = shares(&rank, &inverse);
        let of = |v: u32| {
            graph
                .arcs(v)
                .map(|(u, w)| w * shares[u as usize])
                .sum::<f64>()
        };
        if update(&mut rank, |v| jump + damping * of(v)) < tolerance {
            break;
        }
    }
    rank
}

/// PageRank of persons, then of events, on the network of both; as [`pagerank`].
///
/// Each round takes the events from the persons and then the persons from the new events, which
/// halves the rounds. Time O(rounds × attendances) over all threads, memory 24 bytes a node.
#[must_use]
pub fn two_mode_pagerank(network: &TwoMode, damping: f64, tolerance: f64) -> Vec<f64> {
    let damping = damping.clamp(0.0, 0.99);
    let (persons, n) = (network.persons(), network.persons() + network.events());
    let degree = |v: u32| match v.checked_sub(persons as u32) {
        None => network.events_of(v).len(),
        Some(event) => network.persons_of(event).len(),
    };
    let inverse: Vec<f64> = (0..n as u32).map(|v| inverse(degree(v) as f64)).collect();
    let jump = jump(&inverse, damping);
    let mut rank = vec![1.0 / n as f64; n];
    let (of_persons, of_events) = rank.split_at_mut(persons);
    for _ in 0..MOST_ROUNDS {
        let shares_of = shares(of_persons, &inverse[..persons]);
        let sum = |row: &[u32]| row.iter().map(|&v| shares_of[v as usize]).sum::<f64>();
        let change = update(of_events, |e| jump + damping * sum(network.persons_of(e)));
        let shares_of = shares(of_events, &inverse[persons..]);
        let sum = |row: &[u32]| row.iter().map(|&v| shares_of[v as usize]).sum::<f64>();
        let other = update(of_persons, |p| jump + damping * sum(network.events_of(p)));
        if change + other < tolerance {
            break;
        }
    }
    rank
}

/// What each node gets whoever is tied to it: the jumps, and what isolates hand out evenly.
fn jump(inverse: &[f64], damping: f64) -> f64 {
    let isolates = inverse.iter().filter(|&&inverse| inverse == 0.0).count();
    (1.0 - damping) / (inverse.len() as f64 - damping * isolates as f64)
}

fn inverse(strength: f64) -> f64 {
    if strength > 0.0 { 1.0 / strength } else { 0.0 }
}

fn shares(rank: &[f64], inverse: &[f64]) -> Vec<f64> {
    rank.par_iter()
        .zip(inverse)
        .map(|(rank, inverse)| rank * inverse)
        .collect()
}

/// Sets every rank anew and gives the sum of the changes, added in order.
fn update(rank: &mut [f64], new: impl Fn(u32) -> f64 + Sync) -> f64 {
    let piece = |(at, ranks): (usize, &mut [f64])| {
        let mut change = 0.0;
        for (v, rank) in (at * CHUNK..).zip(ranks) {
            let new = new(v as u32);
            change += (new - *rank).abs();
            *rank = new;
        }
        change
    };
    let changes: Vec<f64> = rank.par_chunks_mut(CHUNK).enumerate().map(piece).collect();
    changes.into_iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_network_give_the_same_ranks_and_isolates_share_evenly() {
        let pairs = [(0, 0), (1, 0), (1, 1), (2, 1), (2, 2)];
        let network = TwoMode::from_pairs(4, 3, &pairs).unwrap();
        let ties: Vec<_> = pairs.iter().map(|&(p, e)| (p, 4 + e)).collect();
        let graph = Graph::from_ties(7, &ties).unwrap();
        let (one, two) = (
            pagerank(&graph, 0.85, 1e-14),
            two_mode_pagerank(&network, 0.85, 1e-14),
        );
        for (a, b) in one.iter().zip(&two) {
            assert!((a - b).abs() < 1e-12);
        }
        assert!((one.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((one[3] - 0.15 / (7.0 - 0.85)).abs() < 1e-14);
    }

    #[test]
    fn a_ring_is_even_and_nobody_has_no_ranks() {
        let ring = Graph::from_ties(3, &[(0, 1), (1, 2), (2, 0)]).unwrap();
        assert!(
            pagerank(&ring, 0.85, 1e-14)
                .iter()
                .all(|r| (r - 1.0 / 3.0).abs() < 1e-15)
        );
        assert!(pagerank(&Graph::from_ties(0, &[]).unwrap(), 0.85, 1e-14).is_empty());
    }
}
