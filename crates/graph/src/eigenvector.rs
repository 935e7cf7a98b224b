//! Who is tied to people who are themselves well tied: eigenvector centrality.
//! Only within the largest component; outside it the figure has no meaning and is 0.

use crate::Graph;
use crate::components::components;
use std::collections::HashSet;

const MOST_ROUNDS: usize = 200_000;
const CLOSE_ENOUGH: f64 = 1e-14;

/// The eigenvector of the largest eigenvalue, of Euclidean norm 1, not negative (Bonacich 1972),
/// with the weights of the ties, computed over the largest component; 0 for all other nodes.
///
/// Several components of the same largest size have their own vectors, scaled alike so that all
/// together have norm 1. `None` without nodes, or when 200,000 rounds of power iteration don't
/// settle (chains of many hundreds of people). An isolate that is the largest component has 1.
/// Time O(rounds × ties), memory 16 bytes a node.
#[must_use]
pub fn eigenvector(graph: &Graph) -> Option<Vec<f64>> {
    let found = components(graph);
    let size = found.sizes.first()?.1;
    let largest = found.sizes.iter().take_while(|part| part.1 == size);
    let roots: HashSet<u32> = largest.map(|part| part.0).collect();
    let root = |&v: &u32| found.root[v as usize];
    let mut members: Vec<u32> = (0..graph.nodes() as u32).collect();
    members.retain(|v| roots.contains(&root(v)));
    members.sort_by_key(root);
    let mut score = vec![0.0; graph.nodes()];
    let mut spare = score.clone();
    for part in members.chunks(size) {
        settle(graph, part, &mut score, &mut spare)?;
        for &v in part {
            score[v as usize] /= (roots.len() as f64).sqrt();
        }
    }
    Some(score)
}

/// Power iteration on one component, until no node changes.
fn settle(graph: &Graph, members: &[u32], now: &mut [f64], next: &mut [f64]) -> Option<()> {
    let strength: f64 = members.iter().map(|&v| graph.strength(v)).sum();
    let unit = if strength > 0.0 {
        members.len() as f64 / strength
    } else {
        1.0
    };
    let even = 1.0 / (members.len() as f64).sqrt();
    members.iter().for_each(|&v| now[v as usize] = even);
    for _ in 0..MOST_ROUNDS {
        let change = step(graph, members, unit, now, next)?;
        members
            .iter()
            .for_each(|&v| now[v as usize] = next[v as usize]);
        if change < CLOSE_ENOUGH {
            return Some(());
        }
    }
    None
}

/// One multiplication, scaled to norm 1; gives the largest change of a node.
///
/// Weights are measured in their mean strength, and half of it stands on the diagonal: two-sided
/// networks would swing for ever without.
fn step(graph: &Graph, members: &[u32], unit: f64, now: &[f64], next: &mut [f64]) -> Option<f64> {
    let mut square = 0.0;
    for &v in members {
        let sum: f64 = graph
            .arcs(v)
            .map(|(u, weight)| weight * unit * now[u as usize])
            .sum();
        let sum = sum + now[v as usize] / 2.0;
        next[v as usize] = sum;
        square += sum * sum;
    }
    let norm = square.sqrt();
    let change = members.iter().fold(0.0_f64, |change, &v| {
        next[v as usize] /= norm;
        change.max((next[v as usize] - now[v as usize]).abs())
    });
    norm.is_normal().then_some(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_does_not_swing_and_other_parts_are_zero() {
        let graph = Graph::from_ties(7, &[(0, 1), (0, 2), (0, 3), (0, 4), (5, 6)]).unwrap();
        let score = eigenvector(&graph).unwrap();
        assert!((score[0] - 0.5_f64.sqrt()).abs() < 1e-12);
        assert!((score[1] - 0.125_f64.sqrt()).abs() < 1e-12);
        assert_eq!(score[5], 0.0);
    }

    #[test]
    fn components_of_the_same_size_share_the_norm() {
        let graph = Graph::from_ties(5, &[(0, 1), (2, 3)]).unwrap();
        let score = eigenvector(&graph).unwrap();
        assert!(score[..4].iter().all(|s| (s - 0.5).abs() < 1e-12));
        assert_eq!(score[4], 0.0);
    }

    #[test]
    fn nobody_has_no_vector_and_one_alone_is_all_of_it() {
        assert_eq!(eigenvector(&Graph::from_ties(0, &[]).unwrap()), None);
        assert_eq!(
            eigenvector(&Graph::from_ties(1, &[]).unwrap()),
            Some(vec![1.0])
        );
    }
}
