//! PageRank: where somebody ends up who walks from neighbour to neighbour and now and then jumps
//! to anybody. In an undirected network only isolates have no way on, so what they hand out evenly
//! is known beforehand, and the ranks are the one solution of plain linear equations.

use crate::{Graph, Network, TwoMode};
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
    let jump = jump(graph, damping);
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
/// The equations of the events alone, scaled by the roots of their sizes, are symmetric and
/// positive definite: conjugate gradients (Hestenes & Stiefel 1952) solve them in a few rounds. It
/// ends when the ranks are sure to be less than about `tolerance` from the solution in sum.
/// Time O(rounds × attendances) over all threads, memory 8 bytes a person besides the answer, 56
/// an event.
#[must_use]
pub fn two_mode_pagerank(network: &TwoMode, damping: f64, tolerance: f64) -> Vec<f64> {
    let damping = damping.clamp(0.0, 0.99);
    let of_person = |p: u32| inverse(network.events_of(p).len() as f64);
    let roots = each(network.events(), |e| {
        inverse(network.persons_of(e).len() as f64).sqrt()
    });
    let jump = jump(network, damping);
    // What events get of persons who each have so much to hand out, times the roots.
    let handed = |has: &(dyn Fn(u32) -> f64 + Sync)| {
        let shares = each(network.persons(), |p| has(p) * of_person(p));
        each(network.events(), |e| {
            roots[e as usize] * sum(network.persons_of(e), &shares)
        })
    };
    let times_matrix = |x: &[f64]| {
        let shares = times(x, &roots);
        let back = handed(&|p| sum(network.events_of(p), &shares));
        minus(x, damping * damping, &back)
    };
    let wanted = roots.iter().zip(handed(&|_| jump));
    let wanted = wanted.map(|(root, handed)| jump * root + damping * handed);
    // By Cauchy and Schwarz, and as no eigenvalue is below 1 − damping².
    let worst = (network.attendances().max(1) as f64).sqrt() / (1.0 - damping * damping);
    let found = solve(times_matrix, wanted.collect(), tolerance / worst);
    let shares = times(&found, &roots);
    let persons = network.persons() as u32;
    each(network.nodes(), |v| match v.checked_sub(persons) {
        None => jump + damping * sum(network.events_of(v), &shares),
        Some(event) if roots[event as usize] > 0.0 => found[event as usize] / roots[event as usize],
        Some(_) => jump,
    })
}

/// Conjugate gradients from zero until the rest has a norm below `tolerance`.
fn solve(matrix: impl Fn(&[f64]) -> Vec<f64>, wanted: Vec<f64>, tolerance: f64) -> Vec<f64> {
    let mut found = vec![0.0; wanted.len()];
    let mut way = wanted.clone();
    let mut rest = wanted;
    let mut square = dot(&rest, &rest);
    for _ in 0..MOST_ROUNDS {
        if square.sqrt() <= tolerance {
            break;
        }
        let image = matrix(&way);
        let step = square / dot(&way, &image);
        found = minus(&found, -step, &way);
        rest = minus(&rest, step, &image);
        let before = std::mem::replace(&mut square, dot(&rest, &rest));
        way = minus(&rest, -square / before, &way);
    }
    found
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn times(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a * b).collect()
}

/// `a − factor · b`.
fn minus(a: &[f64], factor: f64, b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - factor * b).collect()
}

/// The figure of each of `0..count`.
fn each(count: usize, figure: impl Fn(u32) -> f64 + Send + Sync) -> Vec<f64> {
    // Nodes are named by 32 bits.
    let all = (0..count as u32).into_par_iter().with_min_len(CHUNK);
    all.map(figure).collect()
}

/// Sum of the figures of a row; four sums side by side, none waits for the one before.
fn sum(row: &[u32], figures: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (fours, rest) = row.as_chunks::<4>();
    for four in fours {
        for (sum, &at) in sums.iter_mut().zip(four) {
            *sum += figures[at as usize];
        }
    }
    let rest: f64 = rest.iter().map(|&at| figures[at as usize]).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

/// What each node gets whoever is tied to it: the jumps, and what isolates hand out evenly.
fn jump(network: &impl Network, damping: f64) -> f64 {
    let nodes = 0..network.nodes() as u32;
    let isolates = nodes.filter(|&v| network.row(v).is_empty()).count();
    (1.0 - damping) / (network.nodes() as f64 - damping * isolates as f64)
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
