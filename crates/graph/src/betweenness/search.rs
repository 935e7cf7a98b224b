//! Brandes' two sweeps from eight sources side by side: a tie is looked at once for all of them.
//! Levels are walked whole, from whichever end has fewer ties.

use crate::Network;
use std::ops::Range;

/// How many sources are searched from side by side.
pub(super) const LANES: usize = 8;

/// One bit for each lane.
type Mask = u8;

/// A figure of each lane; one line of the processor's cache.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Lanes([f64; LANES]);

/// The state of one search.
///
/// In each lane `paths` is 0 for nodes not yet reached and `below` is 0 for nodes not yet returned
/// to, and both change only between levels: sums over all neighbours need no look at distances.
pub(super) struct Search {
    /// Number of ends of ties at nodes of the first and of the second kind.
    ties: [usize; 2],
    /// The lanes that have reached the node, and on the way back not yet returned to it.
    seen: Vec<Mask>,
    /// The lanes that reach the node on the level at work.
    fresh: Vec<Mask>,
    /// Number of shortest paths from the source; on the way back replaced by the dependency.
    paths: Vec<Lanes>,
    /// (1 + dependency) / paths of a node returned to.
    below: Vec<Lanes>,
    /// Nodes and their lanes in order of distance, and where each level ends.
    order: Vec<(u32, Mask)>,
    ends: Vec<usize>,
    pending: Vec<Lanes>,
}

impl Search {
    pub(super) fn new<N: Network>(network: &N) -> Self {
        let n = network.nodes();
        let second = network.second_kind().unwrap_or(n) as u32;
        let ties = |nodes: Range<u32>| nodes.map(|v| network.row(v).len()).sum();
        Self {
            ties: [ties(0..second), ties(second..n as u32)],
            seen: vec![0; n],
            fresh: vec![0; n],
            paths: vec![Lanes::default(); n],
            below: vec![Lanes::default(); n],
            order: Vec::new(),
            ends: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// Finds the dependency of every node on each of the sources, [`LANES`] at most.
    pub(super) fn run<N: Network>(&mut self, network: &N, sources: &[u32]) {
        self.forward(network, sources);
        self.backward(network);
    }

    fn forward<N: Network>(&mut self, network: &N, sources: &[u32]) {
        for (lane, &source) in sources.iter().enumerate() {
            self.order.push((source, 1 << lane));
            self.seen[source as usize] |= 1 << lane;
            self.paths[source as usize].0[lane] = 1.0;
        }
        let all = Mask::MAX >> (LANES - sources.len());
        let mut unseen = self.ties;
        let mut start = 0;
        while start < self.order.len() {
            let end = self.order.len();
            self.ends.push(end);
            let (range, unseen_ties) = opposite(network, &self.order[start..end], unseen);
            // Summing over the ties of unseen nodes is quicker than following those of the seen.
            if unseen_ties + range.len() / 2 < 3 * ties_of(network, &self.order[start..end]) {
                self.pull(network, range, all);
            } else {
                self.push(network, start..end);
            }
            for &(v, lanes) in &self.order[end..] {
                let seen = &mut self.seen[v as usize];
                *seen |= lanes;
                if *seen == all {
                    unseen[kind(network, v)] -= network.row(v).len();
                }
            }
            start = end;
        }
    }

    fn push<N: Network>(&mut self, network: &N, level: Range<usize>) {
        let end = level.end;
        for at in level {
            let (v, lanes) = self.order[at];
            let paths = self.paths[v as usize];
            for u in network.row(v).ends() {
                let new = lanes & !self.seen[u as usize];
                if new != 0 {
                    if self.fresh[u as usize] == 0 {
                        self.order.push((u, 0));
                    }
                    self.fresh[u as usize] |= new;
                    add(&mut self.paths[u as usize], &paths, new);
                }
            }
        }
        for (v, lanes) in &mut self.order[end..] {
            *lanes = std::mem::take(&mut self.fresh[*v as usize]);
        }
    }

    fn pull<N: Network>(&mut self, network: &N, range: Range<u32>, all: Mask) {
        let first = self.order.len();
        for v in range {
            let seen = self.seen[v as usize];
            if seen == all {
                continue;
            }
            let sum = sum(network, v, &self.paths);
            let reached = (0..LANES).filter(|&lane| sum.0[lane] > 0.0);
            let new = reached.fold(0, |lanes, lane| lanes | 1 << lane) & all & !seen;
            if new != 0 {
                self.order.push((v, new));
                self.pending.push(sum);
            }
        }
        for (&(v, lanes), sum) in self.order[first..].iter().zip(self.pending.drain(..)) {
            add(&mut self.paths[v as usize], &sum, lanes);
        }
    }

    fn backward<N: Network>(&mut self, network: &N) {
        let mut next = self.order.len()..self.order.len();
        for level in (0..self.ends.len()).rev() {
            let start = if level == 0 { 0 } else { self.ends[level - 1] };
            let (ours, theirs) = (&self.order[start..next.start], &self.order[next.clone()]);
            // Only lanes that are nearer to their source stay marked.
            theirs
                .iter()
                .for_each(|&(v, lanes)| self.seen[v as usize] &= !lanes);
            if ties_of(network, theirs) < ties_of(network, ours) {
                for &(v, lanes) in theirs {
                    let below = self.below[v as usize];
                    for u in network.row(v).ends() {
                        let above = lanes & self.seen[u as usize];
                        add(&mut self.below[u as usize], &below, above);
                    }
                }
                self.pending
                    .extend(ours.iter().map(|&(v, _)| self.below[v as usize]));
            } else {
                self.pending
                    .extend(ours.iter().map(|&(v, _)| sum(network, v, &self.below)));
            }
            for (&(v, lanes), sum) in ours.iter().zip(self.pending.drain(..)) {
                let (paths, below) = (&mut self.paths[v as usize].0, &mut self.below[v as usize].0);
                for lane in each(lanes) {
                    below[lane] = 1.0 / paths[lane] + sum.0[lane];
                    paths[lane] *= sum.0[lane];
                }
            }
            next = start..next.start;
        }
    }

    /// Adds the dependencies of all but the sources, and makes ready for the next search.
    pub(super) fn add_to(&mut self, sum: &mut [f64], squares: &mut [f64]) {
        let sources = self.ends.first().copied().unwrap_or(0);
        for &(v, lanes) in &self.order[sources..] {
            let v = v as usize;
            for lane in each(lanes) {
                let dependency = self.paths[v].0[lane];
                sum[v] += dependency;
                squares[v] += dependency * dependency;
            }
        }
        for &(v, _) in &self.order {
            let v = v as usize;
            self.seen[v] = 0;
            (self.paths[v], self.below[v]) = (Lanes::default(), Lanes::default());
        }
        self.order.clear();
        self.ends.clear();
    }
}

fn sum<N: Network>(network: &N, v: u32, figures: &[Lanes]) -> Lanes {
    let mut sum = Lanes::default();
    network.row(v).ends().for_each(|u| {
        let figures = &figures[u as usize].0;
        sum.0
            .iter_mut()
            .zip(figures)
            .for_each(|(sum, figure)| *sum += figure);
    });
    sum
}

/// Adds the figures of these lanes.
fn add(to: &mut Lanes, figures: &Lanes, lanes: Mask) {
    for lane in each(lanes) {
        to.0[lane] += figures.0[lane];
    }
}

/// The numbers of the lanes.
fn each(lanes: Mask) -> impl Iterator<Item = usize> {
    let next = |left: &Mask| Some(left & (left - 1)).filter(|&left| left != 0);
    let all = std::iter::successors(Some(lanes).filter(|&lanes| lanes != 0), next);
    all.map(|left| left.trailing_zeros() as usize)
}

fn ties_of<N: Network>(network: &N, nodes: &[(u32, Mask)]) -> usize {
    nodes.iter().map(|&(v, _)| network.row(v).len()).sum()
}

/// Of which kind a node is, 0 or 1.
fn kind<N: Network>(network: &N, node: u32) -> usize {
    usize::from(
        network
            .second_kind()
            .is_some_and(|second| node as usize >= second),
    )
}

/// The nodes among which all neighbours of a level are found, and how many unseen ties they have.
fn opposite<N: Network>(
    network: &N,
    level: &[(u32, Mask)],
    unseen: [usize; 2],
) -> (Range<u32>, usize) {
    let nodes = network.nodes() as u32;
    let second = network.second_kind().unwrap_or(0) as u32;
    let first_kind = level.iter().any(|&(v, _)| kind(network, v) == 0);
    let second_kind = level.iter().any(|&(v, _)| kind(network, v) == 1);
    match (first_kind, second_kind) {
        (true, false) if second > 0 => (second..nodes, unseen[1]),
        (false, true) => (0..second, unseen[0]),
        _ => (0..nodes, unseen[0] + unseen[1]),
    }
}
