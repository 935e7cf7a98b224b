//! The second half of a level: each part is taken apart and put together again from its single
//! nodes, which join only pieces well connected with the rest of the part, and only through a tie.
//! So every piece is connected, and a badly held part falls into several (Traag et al. 2019).

use super::Run;
use super::part::{Part, divide_each};
use super::tally::Tally;
use crate::Random;
use crate::network::Network;

/// What is known of the pieces of one part; a piece is named by the node it began with.
#[derive(Default)]
struct Pieces {
    tally: Tally,
    /// Strength of each piece.
    totals: Vec<f64>,
    /// Weight of each piece's ties with the rest of the part.
    outwards: Vec<f64>,
    /// Whether the node is still a piece of its own.
    single: Vec<bool>,
    order: Vec<usize>,
    /// Strength of the part.
    strength: f64,
}

/// The piece of each node, as a number below the count of nodes; `of` has parts `0..parts`.
pub(super) fn refine<N: Network>(
    network: &N,
    strengths: &[f64],
    of: &[u32],
    parts: usize,
    run: Run,
) -> Vec<u32> {
    let divide = |scratch: &mut Pieces, part: &Part<'_, N>, pieces: &mut [u32]| {
        scratch.refine(part, strengths, pieces, run);
    };
    divide_each(network, of, parts, divide)
}

impl Pieces {
    /// Puts `part` together; `pieces[i]` becomes the number that the node had with which the piece
    /// of node i began.
    fn refine<N: Network>(
        &mut self,
        part: &Part<'_, N>,
        strengths: &[f64],
        pieces: &mut [u32],
        run: Run,
    ) {
        self.begin(part, strengths, run);
        for at in std::mem::take(&mut self.order) {
            if !self.single[at] || !self.holds(at, run) {
                continue;
            }
            let Some((piece, weight)) = self.best(part, pieces, at, run) else {
                continue;
            };
            pieces[at] = (part.start + piece) as u32;
            self.single[at] = false;
            self.single[piece] = false;
            self.totals[piece] += self.totals[at];
            self.outwards[piece] += self.outwards[at] - 2.0 * weight;
        }
    }

    fn begin<N: Network>(&mut self, part: &Part<'_, N>, strengths: &[f64], run: Run) {
        let members = 0..part.members.len();
        let inside = |at| part.ties(at).map(|(_, weight)| weight).sum::<f64>();
        self.outwards.clear();
        self.outwards.extend(members.clone().map(inside));
        self.totals.clear();
        let strengths = part.members.iter().map(|&v| strengths[v as usize]);
        self.totals.extend(strengths);
        self.strength = self.totals.iter().sum();
        self.single.clear();
        self.single.resize(members.len(), true);
        self.order = members.collect();
        Random::stream(run.seed, part.number as u64).shuffle(&mut self.order);
    }

    /// Whether the ties between `piece` and the rest of the part weigh at least what chance would
    /// give.
    fn holds(&self, piece: usize, run: Run) -> bool {
        let total = self.totals[piece];
        self.outwards[piece] >= run.cost * total * (self.strength - total)
    }

    /// The piece that node `at`, itself a piece, improves most by joining, with the weight of its
    /// ties to it.
    fn best<N: Network>(
        &mut self,
        part: &Part<'_, N>,
        pieces: &[u32],
        at: usize,
        run: Run,
    ) -> Option<(usize, f64)> {
        self.tally.clear(part.degree(at).min(part.members.len()));
        for (to, weight) in part.ties(at) {
            self.tally.add(pieces[to] - part.start as u32, weight);
        }
        let cost = run.cost * self.totals[at];
        let (mut best, mut found) = (0.0, None);
        for &(piece, weight) in self.tally.each() {
            let gain = weight - cost * self.totals[piece as usize];
            if gain > best && self.holds(piece as usize, run) {
                (best, found) = (gain, Some((piece as usize, weight)));
            }
        }
        found
    }
}
