//! The first half of a level: nodes move to the neighbouring part that improves modularity most,
//! until none would. Batches decide in parallel on what stood before them; the moves are then made
//! one after the other, each only if it still improves, so that threads change nothing.

use super::Run;
use super::tally::Tally;
use crate::Random;
use crate::network::Network;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Nodes that decide at once in a large network; a small one decides node by node.
const BATCH: usize = 16_384;

/// Wish of a node to be in a part of its own.
const ALONE: u32 = u32::MAX;

/// A node's wish to move, and the weight of its ties with the part it leaves and the one it joins.
struct Wish {
    node: u32,
    to: u32,
    with_from: f64,
    with_to: f64,
}

/// The parts, and what a move changes.
struct Parts<'a> {
    of: &'a mut [u32],
    totals: Vec<f64>,
    sizes: Vec<u32>,
    empty: Vec<u32>,
}

/// Moves nodes between the parts in `of` (numbers below `of.len()`); says whether any moved.
pub(super) fn move_nodes<N: Network>(
    network: &N,
    strengths: &[f64],
    of: &mut [u32],
    run: Run,
) -> bool {
    let nodes = of.len();
    let order = order(nodes, network.second_kind(), run.seed);
    let batch = (nodes / 64).clamp(1, BATCH);
    let mut parts = Parts::new(of, strengths);
    let awake: Vec<AtomicBool> = (0..nodes).map(|_| AtomicBool::new(true)).collect();
    let mut any = false;
    loop {
        let todo: Vec<u32> = order
            .iter()
            .copied()
            .filter(|&v| awake[v as usize].load(Relaxed))
            .collect();
        if todo.is_empty() {
            return any;
        }
        for batch in batches(&todo, network.second_kind(), batch) {
            let moved = decide(network, strengths, &mut parts, &awake, batch, run);
            any |= !moved.is_empty();
            wake(network, &parts, &awake, &moved);
        }
    }
}

/// Lets a batch wish in parallel, then grants in order; the nodes that moved.
fn decide<N: Network>(
    network: &N,
    strengths: &[f64],
    parts: &mut Parts<'_>,
    awake: &[AtomicBool],
    batch: &[u32],
    run: Run,
) -> Vec<u32> {
    let wishes: Vec<Wish> = batch
        .par_iter()
        .with_min_len(256)
        .map_init(Tally::default, |tally, &v| {
            awake[v as usize].store(false, Relaxed);
            parts.wish(network, strengths, tally, v, run)
        })
        .filter_map(|wish| wish)
        .collect();
    let mut moved = Vec::with_capacity(wishes.len());
    for wish in wishes {
        if parts.grant(network, strengths, &wish, run) {
            moved.push(wish.node);
        } else {
            awake[wish.node as usize].store(true, Relaxed);
        }
    }
    moved
}

/// Wakes the neighbours of moved nodes that are now in another part.
fn wake<N: Network>(network: &N, parts: &Parts<'_>, awake: &[AtomicBool], moved: &[u32]) {
    moved.par_iter().with_min_len(256).for_each(|&v| {
        for (to, _) in network.row(v).iter() {
            let flag = &awake[to as usize];
            if parts.of[to as usize] != parts.of[v as usize] && !flag.load(Relaxed) {
                flag.store(true, Relaxed);
            }
        }
    });
}

impl<'a> Parts<'a> {
    fn new(of: &'a mut [u32], strengths: &[f64]) -> Self {
        let (mut totals, mut sizes) = (vec![0.0; of.len()], vec![0_u32; of.len()]);
        for (&part, &strength) in of.iter().zip(strengths) {
            totals[part as usize] += strength;
            sizes[part as usize] += 1;
        }
        let empty = (0..of.len() as u32)
            .filter(|&part| sizes[part as usize] == 0)
            .collect();
        Self {
            of,
            totals,
            sizes,
            empty,
        }
    }

    /// Where `v` would rather be, if anywhere.
    fn wish<N: Network>(
        &self,
        network: &N,
        strengths: &[f64],
        tally: &mut Tally,
        v: u32,
        run: Run,
    ) -> Option<Wish> {
        let (row, from) = (network.row(v), self.of[v as usize]);
        let strength = strengths[v as usize];
        let cost = run.cost * strength;
        tally.clear(row.len());
        for (to, weight) in row.iter() {
            tally.add(self.of[to as usize], weight);
        }
        let with_from = tally.of(from);
        let stay = with_from - cost * (self.totals[from as usize] - strength);
        let mut best = (0.0, ALONE, 0.0);
        for &(part, weight) in tally.each() {
            let gain = weight - cost * self.totals[part as usize];
            if gain > best.0 && part != from {
                best = (gain, part, weight);
            }
        }
        let (gain, to, with_to) = best;
        (gain > stay + run.least).then_some(Wish {
            node: v,
            to,
            with_from,
            with_to,
        })
    }

    /// Makes the move if it still improves modularity.
    fn grant<N: Network>(&mut self, network: &N, strengths: &[f64], wish: &Wish, run: Run) -> bool {
        let (from, strength) = (self.of[wish.node as usize], strengths[wish.node as usize]);
        let cost = run.cost * strength;
        let (with_from, with_to) = self.weights_now(network, wish, from);
        let stay = with_from - cost * (self.totals[from as usize] - strength);
        let go = match wish.to {
            ALONE => 0.0,
            to => with_to - cost * self.totals[to as usize],
        };
        let granted = go > stay + run.least;
        if granted {
            self.put(wish.node, strength, wish.to);
        }
        granted
    }

    /// The wish's weights after the moves made since; nodes of one kind have no ties, so where
    /// there are two kinds (a batch is of one) nothing has changed.
    fn weights_now<N: Network>(&self, network: &N, wish: &Wish, from: u32) -> (f64, f64) {
        if network.second_kind().is_some() {
            return (wish.with_from, wish.with_to);
        }
        let (mut with_from, mut with_to) = (0.0, 0.0);
        for (to, weight) in network.row(wish.node).iter() {
            let part = self.of[to as usize];
            with_from += if part == from { weight } else { 0.0 };
            with_to += if part == wish.to { weight } else { 0.0 };
        }
        (with_from, with_to)
    }

    fn put(&mut self, node: u32, strength: f64, to: u32) {
        let from = self.of[node as usize];
        self.sizes[from as usize] -= 1;
        self.totals[from as usize] -= strength;
        if self.sizes[from as usize] == 0 {
            self.totals[from as usize] = 0.0;
            self.empty.push(from);
        }
        let to = if to == ALONE {
            // There are as many numbers as nodes, and this node leaves others behind.
            self.empty.pop().unwrap_or(from)
        } else {
            to
        };
        self.sizes[to as usize] += 1;
        self.totals[to as usize] += strength;
        self.of[node as usize] = to;
    }
}

/// Every node once, the first kind before the second, in blocks of neighbouring numbers (so that
/// rows are read in a row) that the seed shuffles; in a small network a block is one node.
fn order(nodes: usize, second_kind: Option<usize>, seed: u64) -> Vec<u32> {
    let mut random = Random::new(seed);
    let middle = second_kind.unwrap_or(nodes);
    let mut order = Vec::with_capacity(nodes);
    for kind in [0..middle, middle..nodes] {
        let size = (kind.len() / 4_096).clamp(1, 256);
        let mut blocks: Vec<usize> = kind.clone().step_by(size).collect();
        random.shuffle(&mut blocks);
        for block in blocks {
            order.extend(block as u32..(block + size).min(kind.end) as u32);
        }
    }
    order
}

/// `todo` in batches that hold nodes of one kind only.
fn batches(todo: &[u32], second_kind: Option<usize>, size: usize) -> impl Iterator<Item = &[u32]> {
    let first_kind = |&v: &u32| second_kind.is_none_or(|second| (v as usize) < second);
    let (first, second) = todo.split_at(todo.partition_point(first_kind));
    first.chunks(size).chain(second.chunks(size))
}
