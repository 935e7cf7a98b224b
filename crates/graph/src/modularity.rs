//! Modularity: how much more of the ties lie inside the parts of a partition than chance would
//! put there (Newman & Girvan 2004; with weights Newman 2004; resolution Reichardt & Bornholdt
//! 2006).

use crate::network::Network;
use crate::{Error, labels};
use rayon::prelude::*;

/// Nodes summed at once; fixed, so that the sum does not depend on the number of threads.
const BLOCK: usize = 4_096;

/// Modularity Q of a given partition: Σ over parts of `w/m − resolution·(K/2m)²`, where `m` is the
/// weight of all ties, `w` that of the ties inside the part and `K` the strength of its nodes.
///
/// `parts[v]` names the part of node `v`; the names are free, nodes of one name are one part.
/// With resolution 1 it is the usual Q, at most 1. Ties count by their weights; for plain Q take
/// `graph.without_weights()`. Isolates change nothing. `None` where there is no tie: then Q is
/// undefined. Time O(nodes + ties), memory O(nodes), in parallel.
///
/// # Errors
///
/// [`Error::Length`] unless each node has a part, [`Error::Resolution`] unless it is finite and
/// above zero.
pub fn modularity<N: Network>(
    network: &N,
    parts: &[u32],
    resolution: f64,
) -> Result<Option<f64>, Error> {
    check_resolution(resolution)?;
    check_length(parts.len(), network.nodes())?;
    let (parts, count) = labels::dense(parts);
    Ok(modularity_of_dense(network, &parts, count, resolution))
}

/// The same for parts named `0..count`.
pub(crate) fn modularity_of_dense<N: Network>(
    network: &N,
    parts: &[u32],
    count: usize,
    resolution: f64,
) -> Option<f64> {
    let nodes: Vec<u32> = (0..network.nodes() as u32).collect();
    let sums: Vec<(f64, Vec<(u32, f64)>)> = nodes
        .par_chunks(BLOCK)
        .map(|block| sums_of(network, parts, block))
        .collect();
    let (mut inside, mut strengths) = (0.0, vec![0.0_f64; count]);
    for (block_inside, block_strengths) in sums {
        inside += block_inside;
        for (part, strength) in block_strengths {
            strengths[part as usize] += strength;
        }
    }
    let twice: f64 = strengths.iter().sum();
    let expected: f64 = strengths.iter().map(|k| (k / twice) * (k / twice)).sum();
    (twice > 0.0).then(|| inside / twice - resolution * expected)
}

/// Twice the weight of the ties inside parts, and the strength of each node with its part.
fn sums_of<N: Network>(network: &N, parts: &[u32], block: &[u32]) -> (f64, Vec<(u32, f64)>) {
    let mut inside = 0.0;
    let strengths = block
        .iter()
        .map(|&v| {
            let part = parts[v as usize];
            let mut strength = 0.0;
            for (to, weight) in network.row(v).iter() {
                strength += weight;
                inside += if parts[to as usize] == part {
                    weight
                } else {
                    0.0
                };
            }
            (part, strength)
        })
        .collect();
    (inside, strengths)
}

pub(crate) fn check_resolution(resolution: f64) -> Result<(), Error> {
    if resolution.is_finite() && resolution > 0.0 {
        Ok(())
    } else {
        Err(Error::Resolution(resolution))
    }
}

pub(crate) fn check_length(given: usize, nodes: usize) -> Result<(), Error> {
    if given == nodes {
        Ok(())
    } else {
        Err(Error::Length { given, nodes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truths::{close, one_mode};
    use crate::{Graph, TwoMode};

    #[test]
    fn the_split_of_the_karate_club_has_the_published_modularity() {
        let club = one_mode("karate_club");
        let q = modularity(&club.graph, &club.classes(), 1.0).unwrap();
        close(
            q.unwrap(),
            club.expected["modularity_of_given_partition"]["Q"]
                .as_f64()
                .unwrap(),
        );
    }

    #[test]
    fn the_two_groups_of_the_davis_women_have_the_modularity_of_their_weighted_ties() {
        let women = one_mode("davis_southern_women");
        let q = modularity(&women.graph, &women.classes(), 1.0).unwrap();
        close(
            q.unwrap(),
            women.expected["modularity_of_given_partition"]["Q"]
                .as_f64()
                .unwrap(),
        );
    }

    #[test]
    fn one_part_of_everyone_has_modularity_zero_and_the_resolution_lowers_it() {
        let graph = Graph::from_ties(4, &[(0, 1), (2, 3)]).unwrap();
        assert_eq!(modularity(&graph, &[9; 4], 1.0), Ok(Some(0.0)));
        assert_eq!(modularity(&graph, &[9; 4], 2.0), Ok(Some(-1.0)));
        assert_eq!(
            modularity(&graph, &[5, 5, u32::MAX, u32::MAX], 1.0),
            Ok(Some(0.5))
        );
    }

    #[test]
    fn without_ties_it_is_undefined_and_bad_arguments_are_named() {
        let none = Graph::from_ties(2, &[]).unwrap();
        assert_eq!(modularity(&none, &[0, 1], 1.0), Ok(None));
        assert_eq!(
            modularity(&TwoMode::from_pairs(0, 0, &[]).unwrap(), &[], 1.0),
            Ok(None)
        );
        let short = modularity(&none, &[0], 1.0);
        assert_eq!(short, Err(Error::Length { given: 1, nodes: 2 }));
        assert!(matches!(
            modularity(&none, &[0, 1], f64::NAN),
            Err(Error::Resolution(_))
        ));
        assert!(matches!(
            modularity(&none, &[0, 1], 0.0),
            Err(Error::Resolution(_))
        ));
    }
}
