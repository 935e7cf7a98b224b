//! Which nodes hang together: connected components.
//! An isolate is a component of its own.

use crate::Network;
use crate::parallel::by_chunks;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The components of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Components {
    /// Of each node, the smallest node of its component.
    pub root: Vec<u32>,
    /// Of each component, its smallest node and its size: largest first, then smallest node.
    pub sizes: Vec<(u32, usize)>,
}

const CHUNK: usize = 16_384;

/// The connected components (Sutton, Ben-Nun, Barak 2018, "Afforest": two links of every node
/// first, then only the nodes outside the largest piece so far).
///
/// Time O(nodes + ties) nearly, memory 4 bytes a node; the same for any number of threads.
pub fn components<N: Network>(network: &N) -> Components {
    let parent: Vec<AtomicU32> = (0..network.nodes() as u32).map(AtomicU32::new).collect();
    for_each_node(network, |v| {
        network
            .row(v)
            .ends()
            .take(2)
            .for_each(|u| link(&parent, u, v));
    });
    for_each_node(network, |v| flatten(&parent, v));
    let giant = most_frequent(&parent);
    for_each_node(network, |v| {
        if parent[v as usize].load(Relaxed) != giant {
            network
                .row(v)
                .ends()
                .skip(2)
                .for_each(|u| link(&parent, u, v));
        }
    });
    for_each_node(network, |v| flatten(&parent, v));
    let root: Vec<u32> = parent.into_iter().map(AtomicU32::into_inner).collect();
    let sizes = sizes(&root);
    Components { root, sizes }
}

fn for_each_node<N: Network>(network: &N, work: impl Fn(u32) + Sync) {
    by_chunks(
        network.nodes(),
        CHUNK,
        || (),
        |(), range| {
            range.for_each(|v| work(v as u32));
        },
    );
}

/// Hangs the larger of the two roots below the smaller, whoever else does so at the moment.
fn link(parent: &[AtomicU32], a: u32, b: u32) {
    let (mut a, mut b) = (
        parent[a as usize].load(Relaxed),
        parent[b as usize].load(Relaxed),
    );
    while a != b {
        let (high, low) = (a.max(b), a.min(b));
        let above = parent[high as usize].load(Relaxed);
        if above == low {
            return;
        }
        let hung = above == high
            && parent[high as usize]
                .compare_exchange(high, low, Relaxed, Relaxed)
                .is_ok();
        if hung {
            return;
        }
        a = parent[parent[high as usize].load(Relaxed) as usize].load(Relaxed);
        b = parent[low as usize].load(Relaxed);
    }
}

fn flatten(parent: &[AtomicU32], v: u32) {
    let mut root = parent[v as usize].load(Relaxed);
    while parent[root as usize].load(Relaxed) != root {
        root = parent[root as usize].load(Relaxed);
    }
    parent[v as usize].store(root, Relaxed);
}

/// The root most often seen among 1,024 nodes spread over the network.
fn most_frequent(parent: &[AtomicU32]) -> u32 {
    let mut seen: HashMap<u32, usize> = HashMap::new();
    for v in parent.iter().step_by((parent.len() / 1024).max(1)) {
        *seen.entry(v.load(Relaxed)).or_default() += 1;
    }
    let most = seen
        .into_iter()
        .max_by_key(|&(root, count)| (count, std::cmp::Reverse(root)));
    most.map_or(0, |(root, _)| root)
}

fn sizes(root: &[u32]) -> Vec<(u32, usize)> {
    let mut count = vec![0_usize; root.len()];
    root.iter().for_each(|&r| count[r as usize] += 1);
    let found = count.into_iter().enumerate().filter(|&(_, size)| size > 0);
    let mut sizes: Vec<_> = found.map(|(root, size)| (root as u32, size)).collect();
    sizes.sort_by_key(|&(root, size)| (std::cmp::Reverse(size), root));
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Graph;

    #[test]
    fn an_isolate_is_a_component_of_its_own() {
        let found = components(&Graph::from_ties(6, &[(5, 3), (3, 1), (0, 4)]).unwrap());
        assert_eq!(found.sizes, [(1, 3), (0, 2), (2, 1)]);
        assert_eq!(found.root, [0, 1, 2, 1, 0, 1]);
    }

    #[test]
    fn nobody_has_no_components() {
        let found = components(&Graph::from_ties(0, &[]).unwrap());
        assert!(found.sizes.is_empty());
    }
}
