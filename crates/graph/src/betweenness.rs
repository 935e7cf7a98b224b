//! Who stands between others: betweenness, exact from all sources or estimated from some.
//! Every tie has length 1; pairs without a path between them count for nobody.

mod search;

use crate::parallel::in_turn;
use crate::{Network, Random, TwoMode};
use search::{LANES, Search};

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
/// memory 150 bytes a node and thread. Numbers of paths above 10^308 are not told apart.
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
    let batches: Vec<&[u32]> = sources.chunks(LANES).collect();
    in_turn(
        batches.len(),
        (vec![0.0; n], vec![0.0; n]),
        || Search::new(network),
        |search, at| search.run(network, batches[at]),
        |(sum, squares), search, _| search.add_to(sum, squares),
    )
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

    /// Each pair's share by the definition: paths through a node over all shortest paths.
    fn by_definition(graph: &Graph) -> Vec<f64> {
        let n = graph.nodes();
        let (mut far, mut paths) = (vec![vec![usize::MAX; n]; n], vec![vec![0.0; n]; n]);
        for s in 0..n {
            (far[s][s], paths[s][s]) = (0, 1.0);
            let mut queue = std::collections::VecDeque::from([s]);
            while let Some(v) = queue.pop_front() {
                for &u in graph.neighbours(v as u32) {
                    let u = u as usize;
                    if far[s][u] == usize::MAX {
                        far[s][u] = far[s][v] + 1;
                        queue.push_back(u);
                    }
                    if far[s][u] == far[s][v] + 1 {
                        paths[s][u] += paths[s][v];
                    }
                }
            }
        }
        let between = |v: usize, s: usize, t: usize| {
            let on_the_way = far[s][t] != usize::MAX
                && far[s][v] != usize::MAX
                && far[v][t] != usize::MAX
                && far[s][v] + far[v][t] == far[s][t];
            if on_the_way {
                paths[s][v] * paths[v][t] / paths[s][t]
            } else {
                0.0
            }
        };
        let of = |v: usize| {
            let others = (0..n).filter(|&s| s != v);
            let pairs =
                others.flat_map(|s| (s + 1..n).filter(move |&t| t != v).map(move |t| (s, t)));
            pairs.map(|(s, t)| between(v, s, t)).sum()
        };
        (0..n).map(of).collect()
    }

    #[test]
    fn networks_of_all_densities_agree_with_the_definition() {
        let mut random = Random::new(5);
        for (nodes, of_ten_thousand) in [(9, 9_000), (40, 3_000), (40, 1_000), (60, 400), (70, 250)]
        {
            let pairs = (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| (a, b)));
            let ties: Vec<_> = pairs
                .filter(|_| random.below(10_000) < of_ten_thousand)
                .collect();
            let graph = Graph::from_ties(nodes as usize, &ties).unwrap();
            for (found, sure) in betweenness(&graph).iter().zip(by_definition(&graph)) {
                assert!(
                    (found - sure).abs() < 1e-9,
                    "{nodes} nodes: {found}, not {sure}"
                );
            }
        }
    }

    #[test]
    fn persons_and_events_are_searched_as_one_network() {
        let mut random = Random::new(6);
        let pairs = (0..40).flat_map(|p| (0..15).map(move |e| (p, e)));
        let pairs: Vec<_> = pairs.filter(|_| random.below(100) < 12).collect();
        let network = TwoMode::from_pairs(40, 15, &pairs).unwrap();
        let ties: Vec<_> = pairs.iter().map(|&(p, e)| (p, 40 + e)).collect();
        let graph = Graph::from_ties(55, &ties).unwrap();
        for (two, one) in betweenness(&network).iter().zip(by_definition(&graph)) {
            assert!((two - one).abs() < 1e-9);
        }
    }
}
