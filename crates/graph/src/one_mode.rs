//! A network of one kind of node (people and people): undirected, without loops or double ties,
//! as compressed sparse rows: each tie stands in the rows of both its ends, rows are sorted.
//! A weight is the strength of a tie, never its length.

use crate::Error;

/// An undirected network; nodes are the numbers `0..nodes()`.
///
/// Memory: 8 bytes a node and 8 bytes a tie, 24 bytes a tie where it has weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    offsets: Vec<usize>,
    neighbours: Vec<u32>,
    weights: Option<Vec<f64>>,
}

impl Graph {
    /// A network without weights from its ties, each given once, in any order and direction.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownNode`], [`Error::Loop`], [`Error::TieTwice`], [`Error::TooLarge`].
    pub fn from_ties(nodes: usize, ties: &[(u32, u32)]) -> Result<Self, Error> {
        let weighted: Vec<(u32, u32, f64)> = ties.iter().map(|&(a, b)| (a, b, 1.0)).collect();
        Ok(Self {
            weights: None,
            ..Self::from_weighted_ties(nodes, &weighted)?
        })
    }

    /// A network with weights from its ties, each given once, in any order and direction.
    ///
    /// # Errors
    ///
    /// As [`Graph::from_ties`], and [`Error::Weight`] unless a weight is finite and above zero.
    pub fn from_weighted_ties(nodes: usize, ties: &[(u32, u32, f64)]) -> Result<Self, Error> {
        check(nodes, ties)?;
        let mut offsets = vec![0_usize; nodes + 1];
        for &(a, b, _) in ties {
            offsets[a as usize + 1] += 1;
            offsets[b as usize + 1] += 1;
        }
        for v in 0..nodes {
            offsets[v + 1] += offsets[v];
        }
        let mut next = offsets.clone();
        let mut arcs = vec![(0_u32, 0.0_f64); ties.len() * 2];
        for &(a, b, weight) in ties {
            for (from, to) in [(a as usize, b), (b as usize, a)] {
                arcs[next[from]] = (to, weight);
                next[from] += 1;
            }
        }
        for v in 0..nodes {
            let row = &mut arcs[offsets[v]..offsets[v + 1]];
            row.sort_unstable_by_key(|&(to, _)| to);
            if let Some(pair) = row.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                let (v, to) = (v as u32, pair[0].0);
                return Err(Error::TieTwice {
                    a: v.min(to),
                    b: v.max(to),
                });
            }
        }
        let (neighbours, weights) = arcs.into_iter().unzip();
        Ok(Self {
            offsets,
            neighbours,
            weights: Some(weights),
        })
    }

    /// Number of nodes, those without ties included.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Number of ties.
    #[must_use]
    pub fn ties(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// Whether ties have weights of their own; without them each counts 1.
    #[must_use]
    pub fn is_weighted(&self) -> bool {
        self.weights.is_some()
    }

    /// The neighbours of `node`, ascending.
    #[must_use]
    pub fn neighbours(&self, node: u32) -> &[u32] {
        &self.neighbours[self.row(node)]
    }

    /// The neighbours of `node`, ascending, each with the weight of the tie (1 without weights).
    pub fn arcs(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.row(node).map(|at| {
            (
                self.neighbours[at],
                self.weights.as_ref().map_or(1.0, |w| w[at]),
            )
        })
    }

    /// Every tie once, smaller end first, in ascending order, with its weight.
    pub fn each_tie(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        (0..self.nodes() as u32).flat_map(move |a| {
            self.arcs(a)
                .filter(move |&(b, _)| a < b)
                .map(move |(b, weight)| (a, b, weight))
        })
    }

    /// The weight of the tie between `a` and `b`, if there is one.
    ///
    /// Time O(log degree).
    #[must_use]
    pub fn weight(&self, a: u32, b: u32) -> Option<f64> {
        let at = self.neighbours(a).binary_search(&b).ok()?;
        Some(
            self.weights
                .as_ref()
                .map_or(1.0, |w| w[self.offsets[a as usize] + at]),
        )
    }

    /// The weights of the ties of `node`, in the order of its neighbours; `None` without weights.
    pub(crate) fn weights(&self, node: u32) -> Option<&[f64]> {
        self.weights
            .as_ref()
            .map(|weights| &weights[self.row(node)])
    }

    /// Number of neighbours of `node`.
    #[must_use]
    pub fn degree(&self, node: u32) -> usize {
        self.row(node).len()
    }

    /// Sum of the weights of the ties of `node` (Barrat et al. 2004); 0 for an isolate.
    #[must_use]
    pub fn strength(&self, node: u32) -> f64 {
        self.arcs(node).fold(0.0, |sum, (_, weight)| sum + weight)
    }

    /// Sum of the weights of all ties, each counted once.
    #[must_use]
    pub fn total_weight(&self) -> f64 {
        self.each_tie()
            .fold(0.0, |sum, (_, _, weight)| sum + weight)
    }

    /// Share of the possible ties that exist, 0 to 1 (Wasserman & Faust 1994, ch. 4);
    /// `None` with fewer than two nodes. Isolates count.
    #[must_use]
    pub fn density(&self) -> Option<f64> {
        let n = self.nodes() as f64;
        (n > 1.0).then(|| 2.0 * self.ties() as f64 / (n * (n - 1.0)))
    }

    /// The same ties, each with weight 1.
    #[must_use]
    pub fn without_weights(&self) -> Self {
        Self {
            weights: None,
            ..self.clone()
        }
    }

    fn row(&self, node: u32) -> std::ops::Range<usize> {
        self.offsets[node as usize]..self.offsets[node as usize + 1]
    }
}

fn check(nodes: usize, ties: &[(u32, u32, f64)]) -> Result<(), Error> {
    if u32::try_from(nodes).is_err() {
        return Err(Error::TooLarge { count: nodes });
    }
    for (row, &(a, b, weight)) in ties.iter().enumerate() {
        let place = row + 1;
        if let Some(&node) = [a, b].iter().find(|&&v| v as usize >= nodes) {
            return Err(Error::UnknownNode { place, node, nodes });
        }
        if a == b {
            return Err(Error::Loop { place, node: a });
        }
        if !(weight.is_finite() && weight > 0.0) {
            return Err(Error::Weight { place, weight });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tie_stands_in_the_rows_of_both_ends_and_is_listed_once() {
        let graph = Graph::from_weighted_ties(4, &[(2, 0, 1.5), (1, 2, 2.0)]).unwrap();
        assert_eq!(graph.neighbours(2), [0, 1]);
        assert_eq!(graph.weight(0, 2), Some(1.5));
        assert_eq!(graph.weight(0, 1), None);
        assert_eq!(graph.strength(2), 3.5);
        assert_eq!(graph.degree(3), 0);
        assert_eq!(
            graph.each_tie().collect::<Vec<_>>(),
            [(0, 2, 1.5), (1, 2, 2.0)]
        );
        assert_eq!(graph.without_weights().total_weight(), 2.0);
    }

    #[test]
    fn a_bad_tie_is_refused_with_its_place() {
        let unknown = Graph::from_ties(2, &[(0, 1), (0, 7)]);
        assert_eq!(
            unknown,
            Err(Error::UnknownNode {
                place: 2,
                node: 7,
                nodes: 2
            })
        );
        assert_eq!(
            Graph::from_ties(2, &[(1, 1)]),
            Err(Error::Loop { place: 1, node: 1 })
        );
        let twice = Graph::from_ties(2, &[(0, 1), (1, 0)]);
        assert_eq!(twice, Err(Error::TieTwice { a: 0, b: 1 }));
        for weight in [f64::NAN, -1.0, 0.0, f64::INFINITY] {
            assert!(matches!(
                Graph::from_weighted_ties(2, &[(0, 1, weight)]),
                Err(Error::Weight { place: 1, .. })
            ));
        }
    }
}
