//! What would become of a network without some of its people: who would no longer reach whom, and
//! which ties would then hold everything. For a board that prepares a handover, never a list of
//! who matters.

use crate::{Error, Graph, components, cuts};
use std::collections::BTreeMap;

/// What changes for those who stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Departure {
    /// Ties that would be lost: those of the leavers, each once.
    pub lost_ties: usize,
    /// The weight of these ties.
    pub lost_weight: f64,
    /// Components that those who stay are in today.
    pub components_before: usize,
    /// Components that they would be in.
    pub components_after: usize,
    /// Pairs of those who stay who reach each other today and would no longer.
    pub parted_pairs: u64,
    /// Those who stay and would lose their last tie, ascending.
    pub alone: Vec<u32>,
    /// Ties of those who stay that would become bridges, smaller end first, ascending.
    pub new_bridges: Vec<(u32, u32)>,
}

/// What changes if the nodes `leaving` leave; naming one twice is naming it once.
///
/// Those without ties stay components of their own, before and after. Where everyone leaves,
/// nothing is left: no components, no pairs. Time O(nodes + ties), memory O(nodes + ties).
///
/// # Errors
///
/// [`Error::Node`] for a node that doesn't exist.
pub fn what_if_leave(graph: &Graph, leaving: &[u32]) -> Result<Departure, Error> {
    let nodes = graph.nodes();
    if let Some(&node) = leaving.iter().find(|&&v| v as usize >= nodes) {
        return Err(Error::Node { node, nodes });
    }
    let mut stays = vec![true; nodes];
    leaving.iter().for_each(|&v| stays[v as usize] = false);
    let (kept, lost): (Vec<_>, Vec<_>) = graph
        .each_tie()
        .partition(|&(a, b, _)| stays[a as usize] && stays[b as usize]);
    let rest = Graph::from_weighted_ties(nodes, &kept)?;
    let (before, after) = (pieces(graph, &stays), pieces(&rest, &stays));
    let bridges = cuts(graph).bridges;
    let mut new_bridges = cuts(&rest).bridges;
    new_bridges.retain(|bridge| bridges.binary_search(bridge).is_err());
    let loses_all = |&v: &u32| stays[v as usize] && graph.degree(v) > 0 && rest.degree(v) == 0;
    Ok(Departure {
        lost_ties: lost.len(),
        lost_weight: lost.iter().map(|&(.., weight)| weight).sum(),
        components_before: before.len(),
        components_after: after.len(),
        parted_pairs: pairs(&before) - pairs(&after),
        alone: (0..nodes as u32).filter(loses_all).collect(),
        new_bridges,
    })
}

/// How many of those who stay are in each component that holds any.
fn pieces(graph: &Graph, stays: &[bool]) -> Vec<u64> {
    let mut sizes: BTreeMap<u32, u64> = BTreeMap::new();
    let roots = components(graph).root;
    for (root, _) in roots.into_iter().zip(stays).filter(|(_, stays)| **stays) {
        *sizes.entry(root).or_default() += 1;
    }
    sizes.into_values().collect()
}

/// Pairs that reach each other.
fn pairs(sizes: &[u64]) -> u64 {
    sizes.iter().map(|size| size * (size - 1) / 2).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truths::one_mode;
    use proptest::prelude::*;

    #[test]
    fn without_the_middle_of_a_star_everyone_is_alone() {
        let star = Graph::from_weighted_ties(5, &[(0, 1, 2.0), (0, 2, 1.0), (0, 3, 1.5)]).unwrap();
        let found = what_if_leave(&star, &[0, 0]).unwrap();
        assert_eq!((found.lost_ties, found.lost_weight), (3, 4.5));
        assert_eq!((found.components_before, found.components_after), (2, 4));
        assert_eq!((found.parted_pairs, found.alone), (3, vec![1, 2, 3]));
        assert!(found.new_bridges.is_empty());
    }

    #[test]
    fn without_one_of_a_ring_the_rest_hangs_by_bridges() {
        let ring = Graph::from_ties(4, &[(0, 1), (1, 2), (2, 3), (0, 3)]).unwrap();
        let found = what_if_leave(&ring, &[3]).unwrap();
        assert_eq!(found.new_bridges, [(0, 1), (1, 2)]);
        assert_eq!((found.parted_pairs, found.components_after), (0, 1));
    }

    #[test]
    fn the_kite_without_heather_parts_two_from_the_rest() {
        let kite = one_mode("krackhardt_kite").graph;
        let found = what_if_leave(&kite, &[7]).unwrap();
        assert_eq!((found.components_after, found.parted_pairs), (2, 14));
    }

    #[test]
    fn everyone_may_leave_and_nobody_unknown() {
        let pair = Graph::from_ties(2, &[(0, 1)]).unwrap();
        let found = what_if_leave(&pair, &[0, 1]).unwrap();
        assert_eq!((found.components_before, found.components_after), (0, 0));
        let unknown = what_if_leave(&pair, &[2]);
        assert_eq!(unknown, Err(Error::Node { node: 2, nodes: 2 }));
    }

    proptest! {
        #[test]
        fn what_is_lost_and_what_is_left_is_all_there_was(
            ties in prop::collection::btree_set((0_u32..15, 0_u32..15), 0..60),
            leaving in prop::collection::vec(0_u32..15, 0..5),
        ) {
            let ties: Vec<_> = ties.into_iter().filter(|(a, b)| a < b).collect();
            let graph = Graph::from_ties(15, &ties).unwrap();
            let found = what_if_leave(&graph, &leaving).unwrap();
            let gone = |v: &u32| leaving.contains(v);
            let lost = ties.iter().filter(|(a, b)| gone(a) || gone(b)).count();
            prop_assert_eq!(found.lost_ties, lost);
            prop_assert!(found.components_after >= found.components_before);
            prop_assert!(found.alone.iter().all(|v| !gone(v)));
            prop_assert!(found.parted_pairs == 0 || found.components_after > found.components_before);
        }
    }
}
