//! Who stands between others: betweenness, exact from all sources or estimated from some.
//! Every tie has length 1; pairs without a path between them count for nobody.

use crate::parallel::in_turn;
use crate::{Network, Random, TwoMode};
use std::ops::Range;

/// Betweenness estimated from some sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Of each node, the estimate of its exact betweenness.
    pub score: Vec<f64>,
    /// Of each node, the standard error of that estimate: about two times in three the exact
    /// figure is no farther away than this, nineteen times in twenty no farther than its double.
    pub error: Vec<f64>,
    /// How many sources were used.
    pub sources: usize,
}

/// For each node, the sum over all pairs of others of the share of their shortest paths that
/// lead through it (Freeman 1977; computed as Brandes 2001). Each pair counts once.
///
/// 0 for isolates and for nodes at the end of a path. Time O(nodes × ties) over all threads,
/// memory 29 bytes a node and thread. Numbers of paths above 10^308 are not told apart.
pub fn betweenness<N: Network>(network: &N) -> Vec<f64> {
    let sources: Vec<u32> = (0..network.nodes() as u32).collect();
    let (sum, _) = accumulate(network, &sources);
    sum.into_iter().map(|raw| raw / 2.0).collect()
}

/// An estimate of [`betweenness`] from `sources` nodes drawn evenly without repetition by `seed`,
/// scaled to all nodes (Brandes & Pich 2007), with its standard error.
///
/// With as many sources as nodes it is exact and its error 0. Time O(sources × ties) over all
/// threads. The draw depends on the numbering of the nodes, never on the number of threads.
pub fn sampled<N: Network>(network: &N, sources: usize, seed: u64) -> Estimate {
    let n = network.nodes();
    let drawn = draw(n, sources, seed);
    let (sum, squares) = accumulate(network, &drawn);
    let k = drawn.len() as f64;
    let scale = n as f64 / 2.0;
    let unseen = 1.0 - k / n as f64;
    let deviation = |(sum, squares): (&f64, &f64)| {
        let variance = ((squares - sum * sum / k) / (k - 1.0)).max(0.0);
        if k > 1.0 {
            scale * (variance / k * unseen).sqrt()
        } else {
            f64::INFINITY
        }
    };
    Estimate {
        error: sum.iter().zip(&squares).map(deviation).collect(),
        score: sum.iter().map(|sum| scale * sum / k).collect(),
        sources: drawn.len(),
    }
}

/// The largest betweenness a node can have in a network of `n` nodes; 0 below three nodes.
#[must_use]
pub fn greatest(n: usize) -> f64 {
    let n = n as f64;
    ((n - 1.0) * (n - 2.0) / 2.0).max(0.0)
}

/// The largest betweenness a person and an event can have in a two-mode network of this size
/// (Borgatti & Everett 1997).
#[must_use]
pub fn greatest_two_mode(network: &TwoMode) -> (f64, f64) {
    let of = |own: usize, other: usize| {
        if own == 0 || other == 0 {
            return 0.0;
        }
        let (s, t) = (((own - 1) / other) as f64, ((own - 1) % other) as f64);
        let m = other as f64;
        let twice = m * m * (s + 1.0).powi(2) + m * (s + 1.0) * (2.0 * t - s - 1.0)
            - t * (2.0 * s - t + 3.0);
        twice / 2.0
    };
    let (persons, events) = (network.persons(), network.events());
    (of(persons, events), of(events, persons))
}

/// `count` of the numbers `0..n`, each set as likely, ascending; all of them if there are fewer.
fn draw(n: usize, count: usize, seed: u64) -> Vec<u32> {
    let mut random = Random::new(seed);
    let mut all: Vec<u32> = (0..n as u32).collect();
    let count = count.min(n);
    for at in 0..count {
        all.swap(at, at + random.below(n - at));
    }
    all.truncate(count);
    all.sort_unstable();
    all
}

/// Sums over the sources of each node's dependency and of its square.
fn accumulate<N: Network>(network: &N, sources: &[u32]) -> (Vec<f64>, Vec<f64>) {
    let n = network.nodes();
    in_turn(
        sources.len(),
        (vec![0.0; n], vec![0.0; n]),
        || Search::new(n),
        |search, at| search.run(network, sources[at]),
        |(sum, squares), search, _| search.add_to(sum, squares),
    )
}

/// One search from one source. Levels are walked whole, from whichever end has fewer ties.
///
/// `paths` is 0 for nodes not yet reached and `below` is 0 for nodes not yet returned to, and both
/// change only between levels: sums over all neighbours need no look at their distance.
struct Search {
    seen: Vec<bool>,
    /// Number of shortest paths from the source; on the way back replaced by the dependency.
    paths: Vec<f64>,
    /// (1 + dependency) / paths of a node returned to.
    below: Vec<f64>,
    /// Nodes in order of distance, and where each level begins.
    order: Vec<u32>,
    levels: Vec<usize>,
    pending: Vec<f64>,
}

impl Search {
    fn new(n: usize) -> Self {
        Self {
            seen: vec![false; n],
            paths: vec![0.0; n],
            below: vec![0.0; n],
            order: Vec::with_capacity(n),
            levels: Vec::new(),
            pending: Vec::new(),
        }
    }

    fn run<N: Network>(&mut self, network: &N, source: u32) {
        self.forward(network, source);
        self.backward(network);
    }

    fn forward<N: Network>(&mut self, network: &N, source: u32) {
        self.order.push(source);
        self.levels.extend([0, 1]);
        self.seen[source as usize] = true;
        self.paths[source as usize] = 1.0;
        let mut start = 0;
        while start < self.order.len() {
            let end = self.order.len();
            let ties = ties_of(network, &self.order[start..end]);
            let range = opposite(network, self.order[start]);
            // A look at every unseen node costs more than a step along a tie of the few.
            if ties > range.len() * 2 {
                self.pull(network, range);
            } else {
                self.push(network, start..end);
            }
            for &v in &self.order[end..] {
                self.seen[v as usize] = true;
            }
            self.levels.push(self.order.len());
            start = end;
        }
        self.levels.pop();
    }

    fn push<N: Network>(&mut self, network: &N, level: Range<usize>) {
        for at in level {
            let v = self.order[at];
            let paths = self.paths[v as usize];
            for u in network.row(v).ends() {
                if !self.seen[u as usize] {
                    if self.paths[u as usize] == 0.0 {
                        self.order.push(u);
                    }
                    self.paths[u as usize] += paths;
                }
            }
        }
    }

    fn pull<N: Network>(&mut self, network: &N, range: Range<u32>) {
        let first = self.order.len();
        for v in range {
            if !self.seen[v as usize] {
                let paths: f64 = network.row(v).ends().map(|u| self.paths[u as usize]).sum();
                if paths > 0.0 {
                    self.order.push(v);
                    self.pending.push(paths);
                }
            }
        }
        for (&v, paths) in self.order[first..].iter().zip(self.pending.drain(..)) {
            self.paths[v as usize] = paths;
        }
    }

    fn backward<N: Network>(&mut self, network: &N) {
        let mut next = self.order.len()..self.order.len();
        for level in (0..self.levels.len() - 1).rev() {
            let here = self.levels[level]..self.levels[level + 1];
            let (ours, theirs) = (&self.order[here.clone()], &self.order[next]);
            if ties_of(network, theirs) < ties_of(network, ours) {
                // Only nodes nearer to the source are still marked as seen.
                theirs.iter().for_each(|&v| self.seen[v as usize] = false);
                for &v in theirs {
                    let below = self.below[v as usize];
                    for u in network.row(v).ends().filter(|&u| self.seen[u as usize]) {
                        self.below[u as usize] += below;
                    }
                }
                self.pending
                    .extend(ours.iter().map(|&v| self.below[v as usize]));
            } else {
                let sum = |v| {
                    network
                        .row(v)
                        .ends()
                        .map(|u| self.below[u as usize])
                        .sum::<f64>()
                };
                self.pending.extend(ours.iter().map(|&v| sum(v)));
            }
            for (&v, sum) in ours.iter().zip(self.pending.drain(..)) {
                let v = v as usize;
                self.below[v] = 1.0 / self.paths[v] + sum;
                self.paths[v] *= sum;
            }
            next = here;
        }
    }

    /// Adds the dependencies of all but the source, and makes ready for the next search.
    fn add_to(&mut self, sum: &mut [f64], squares: &mut [f64]) {
        for (at, &v) in self.order.iter().enumerate() {
            let v = v as usize;
            if at > 0 {
                sum[v] += self.paths[v];
                squares[v] += self.paths[v] * self.paths[v];
            }
            (self.seen[v], self.paths[v], self.below[v]) = (false, 0.0, 0.0);
        }
        self.order.clear();
        self.levels.clear();
    }
}

/// The nodes among which all neighbours of `node` are found.
fn opposite<N: Network>(network: &N, node: u32) -> Range<u32> {
    let nodes = network.nodes() as u32;
    match network.second_kind().map(|kind| kind as u32) {
        None => 0..nodes,
        Some(second) if node < second => second..nodes,
        Some(second) => 0..second,
    }
}

fn ties_of<N: Network>(network: &N, nodes: &[u32]) -> usize {
    nodes.iter().map(|&v| network.row(v).len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Graph;

    #[test]
    fn the_middle_of_a_path_stands_between_all() {
        let path = Graph::from_ties(6, &[(0, 1), (1, 2), (2, 3), (3, 4)]).unwrap();
        assert_eq!(betweenness(&path), [0.0, 3.0, 4.0, 3.0, 0.0, 0.0]);
    }

    #[test]
    fn shortest_paths_share_the_pair() {
        let square = Graph::from_ties(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]).unwrap();
        assert_eq!(betweenness(&square), [0.5; 4]);
    }

    #[test]
    fn all_nodes_as_sources_give_the_exact_figure_without_error() {
        let path = Graph::from_ties(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]).unwrap();
        let estimate = sampled(&path, 9, 1);
        assert_eq!((estimate.score, estimate.sources), (betweenness(&path), 5));
        assert_eq!(estimate.error, [0.0; 5]);
    }
}
