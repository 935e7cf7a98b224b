//! From one level to the next: pieces become nodes, the ties between them one tie of their summed
//! weight. What lies inside a piece stays in its strength only.

use super::tally::Tally;
use crate::network::{Network, Row, Weights};
use rayon::prelude::*;

/// Blocks of pieces whose ties are summed at once; fixed, whatever the threads.
const BLOCKS: usize = 256;

/// Blocks summed before they are appended, so that the ties are held twice only in part.
const WAVE: usize = 8;

/// Nodes listed by part.
pub(super) struct Groups {
    /// Where each part begins in `nodes`, and the end.
    pub starts: Vec<usize>,
    pub nodes: Vec<u32>,
}

impl Groups {
    /// The nodes of each of the parts `0..parts`, ascending; a counting sort.
    pub fn new(of: &[u32], parts: usize) -> Self {
        let mut starts = vec![0_usize; parts + 2];
        for &part in of {
            starts[part as usize + 2] += 1;
        }
        for part in 2..starts.len() {
            starts[part] += starts[part - 1];
        }
        let mut nodes = vec![0_u32; of.len()];
        for (v, &part) in of.iter().enumerate() {
            let next = &mut starts[part as usize + 1];
            nodes[*next] = v as u32;
            *next += 1;
        }
        starts.pop();
        Self { starts, nodes }
    }

    /// The nodes of `part`.
    pub fn of(&self, part: usize) -> &[u32] {
        &self.nodes[self.starts[part]..self.starts[part + 1]]
    }

    /// `list`, as long as the nodes are many, cut into the parts.
    pub fn slices<'a>(&self, mut list: &'a mut [u32]) -> Vec<&'a mut [u32]> {
        let mut slices = Vec::with_capacity(self.starts.len() - 1);
        for bounds in self.starts.windows(2) {
            let (slice, rest) = list.split_at_mut(bounds[1] - bounds[0]);
            slices.push(slice);
            list = rest;
        }
        slices
    }
}

/// A network of pieces.
pub(super) struct Smaller {
    offsets: Vec<usize>,
    ids: Vec<u32>,
    weights: Held,
}

/// Weights in the least room: where each tie weighs 1, sums are counts.
enum Held {
    Counts(Vec<u32>),
    Real(Vec<f64>),
}

impl Smaller {
    fn empty(counts: bool) -> Self {
        Self {
            offsets: vec![0],
            ids: Vec::new(),
            weights: match counts {
                true => Held::Counts(Vec::new()),
                false => Held::Real(Vec::new()),
            },
        }
    }

    fn append(&mut self, block: &Block) {
        let before = self.ids.len();
        self.offsets
            .extend(block.ends.iter().map(|end| before + end));
        self.ids.extend(block.ties.iter().map(|tie| tie.0));
        let weights = block.ties.iter().map(|tie| tie.1);
        match &mut self.weights {
            Held::Counts(counts) => counts.extend(weights.map(|weight| weight as u32)),
            Held::Real(real) => real.extend(weights),
        }
    }
}

impl Network for Smaller {
    fn nodes(&self) -> usize {
        self.offsets.len() - 1
    }

    #[inline]
    fn row(&self, node: u32) -> Row<'_> {
        let row = self.offsets[node as usize]..self.offsets[node as usize + 1];
        let weights = match &self.weights {
            Held::Counts(counts) => Weights::Counts(&counts[row.clone()]),
            Held::Real(real) => Weights::Real(&real[row.clone()]),
        };
        Row::new(&self.ids[row], 0, weights)
    }

    fn counts(&self) -> bool {
        matches!(self.weights, Held::Counts(_))
    }
}

/// The network of the pieces `0..count`, and their strengths.
pub(super) fn gather<N: Network>(
    network: &N,
    strengths: &[f64],
    pieces: &[u32],
    count: usize,
) -> (Smaller, Vec<f64>) {
    let groups = Groups::new(pieces, count);
    let of_piece = |piece: usize| groups.of(piece).iter().map(|&v| strengths[v as usize]);
    let smaller_strengths = (0..count).map(|piece| of_piece(piece).sum()).collect();
    let all: Vec<u32> = (0..count as u32).collect();
    let mut smaller = Smaller::empty(network.counts());
    let block = count.div_ceil(BLOCKS).max(1);
    for wave in all.chunks(block * WAVE) {
        let blocks = wave.par_chunks(block);
        let blocks: Vec<Block> = blocks
            .map(|block| ties_of(network, pieces, &groups, block))
            .collect();
        blocks.iter().for_each(|block| smaller.append(block));
    }
    (smaller, smaller_strengths)
}

/// The ties of some pieces in a row.
struct Block {
    /// Where the ties of each piece end.
    ends: Vec<usize>,
    ties: Vec<(u32, f64)>,
}

/// The ties of a block of pieces with other pieces.
fn ties_of<N: Network>(network: &N, pieces: &[u32], groups: &Groups, block: &[u32]) -> Block {
    let (mut ends, mut ties) = (Vec::with_capacity(block.len()), Vec::new());
    let mut tally = Tally::default();
    for &piece in block {
        let rows = || groups.of(piece as usize).iter().map(|&v| network.row(v));
        let most: usize = rows().map(|row| row.len()).sum();
        tally.clear(most.min(groups.starts.len()));
        for (to, weight) in rows().flat_map(Row::iter) {
            let other = pieces[to as usize];
            if other != piece {
                tally.add(other, weight);
            }
        }
        ties.extend_from_slice(tally.each());
        ends.push(ties.len());
    }
    Block { ends, ties }
}
