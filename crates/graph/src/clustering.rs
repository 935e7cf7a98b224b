//! How often the friends of somebody are friends of each other: clustering.
//! Ties count, their weights don't.

use crate::parallel::by_chunks;
use crate::{Graph, TwoMode, co_attendance};

/// The triangles through each node.
///
/// Time O(Σ degree²) over all threads, memory 4 bytes a node and thread.
#[must_use]
pub fn triangles(graph: &Graph) -> Vec<u64> {
    let n = graph.nodes();
    let of = |mark: &mut Vec<u32>, v: u32| {
        // Marks are `v + 1`, so that those of other nodes need no clearing.
        graph
            .neighbours(v)
            .iter()
            .for_each(|&u| mark[u as usize] = v + 1);
        let shared = |&u: &u32| {
            let row = graph.neighbours(u);
            row.iter().filter(|&&w| mark[w as usize] == v + 1).count() as u64
        };
        graph.neighbours(v).iter().map(shared).sum::<u64>() / 2
    };
    by_chunks(
        n,
        64,
        || vec![0; n],
        |mark, nodes| nodes.map(|v| of(mark, v as u32)).collect::<Vec<_>>(),
    )
    .concat()
}

/// Of each node, the share of pairs of neighbours that are tied (Watts & Strogatz 1998).
///
/// 0 for nodes with fewer than two neighbours, isolates included, as is usual.
#[must_use]
pub fn local_clustering(graph: &Graph, triangles: &[u64]) -> Vec<f64> {
    let of = |(v, &count): (usize, &u64)| {
        let pairs = pairs(graph.degree(v as u32));
        if pairs == 0 {
            0.0
        } else {
            count as f64 / pairs as f64
        }
    };
    triangles.iter().enumerate().map(of).collect()
}

/// The mean of [`local_clustering`] over all nodes, isolates included; `None` without nodes.
#[must_use]
pub fn average_clustering(local: &[f64]) -> Option<f64> {
    (!local.is_empty()).then(|| local.iter().sum::<f64>() / local.len() as f64)
}

/// Three times the triangles over the pairs of ties that share a node (Wasserman & Faust 1994,
/// ch. 6); `None` where no node has two neighbours.
#[must_use]
pub fn transitivity(graph: &Graph, triangles: &[u64]) -> Option<f64> {
    let triads: u64 = (0..graph.nodes() as u32)
        .map(|v| pairs(graph.degree(v)))
        .sum();
    let closed: u64 = triangles.iter().sum();
    (triads > 0).then(|| closed as f64 / triads as f64)
}

/// Clustering of a two-mode network: four times the rectangles (two persons, two events) over the
/// paths of three attendances (Robins & Alexander 2004); `None` where there is no such path.
///
/// Time O(Σ persons²) over the events, memory 4 bytes a person and thread.
#[must_use]
pub fn robins_alexander(network: &TwoMode) -> Option<f64> {
    let rectangles: u64 = co_attendance::fold_rows(network, |row| {
        row.iter()
            .map(|&(_, shared)| pairs(shared as usize))
            .sum::<u64>()
    })
    .into_iter()
    .sum();
    let path = |p: u32| {
        let events = network.events_of(p);
        let others =
            |&e: &u32| (network.persons_of(e).len() as u64 - 1) * (events.len() as u64 - 1);
        events.iter().map(others).sum::<u64>()
    };
    let paths: u64 = (0..network.persons() as u32).map(path).sum();
    (paths > 0).then(|| 4.0 * rectangles as f64 / paths as f64)
}

fn pairs(count: usize) -> u64 {
    let count = count as u64;
    count * count.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_with_a_tail() {
        let graph = Graph::from_ties(5, &[(0, 1), (1, 2), (2, 0), (2, 3)]).unwrap();
        let count = triangles(&graph);
        assert_eq!(count, [1, 1, 1, 0, 0]);
        let local = local_clustering(&graph, &count);
        assert_eq!(local, [1.0, 1.0, 1.0 / 3.0, 0.0, 0.0]);
        assert_eq!(transitivity(&graph, &count), Some(0.6));
        assert_eq!(average_clustering(&local), Some((2.0 + 1.0 / 3.0) / 5.0));
    }

    #[test]
    fn without_pairs_of_ties_transitivity_is_undefined() {
        let graph = Graph::from_ties(3, &[(0, 1)]).unwrap();
        assert_eq!(transitivity(&graph, &triangles(&graph)), None);
        assert_eq!(average_clustering(&[]), None);
        let alone = TwoMode::from_pairs(2, 1, &[(0, 0)]).unwrap();
        assert_eq!(robins_alexander(&alone), None);
    }

    #[test]
    fn two_persons_at_the_same_two_events_close_every_path() {
        let pairs = [(0, 0), (0, 1), (1, 0), (1, 1)];
        let network = TwoMode::from_pairs(2, 2, &pairs).unwrap();
        assert_eq!(robins_alexander(&network), Some(1.0));
    }
}
