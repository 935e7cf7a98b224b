//! The second half of a level: each part is taken apart and put together again from its single
//! nodes, which join only pieces well connected with the rest of the part, and only through a tie.
//! So every piece is connected, and a badly held part falls into several (Traag et al. 2019).

use super::Run;
use super::gather::Groups;
use super::tally::Tally;
use crate::Random;
use crate::network::Network;
use rayon::prelude::*;

/// What is known of the pieces of one part; a piece is named by the node it began with.
#[derive(Default)]
struct Pieces {
    tally: Tally,
    /// Weight of each node's ties inside the part.
    inside: Vec<f64>,
    /// Strength of each piece.
    totals: Vec<f64>,
    /// Weight of each piece's ties with the rest of the part.
    outwards: Vec<f64>,
    /// Whether the node is still a piece of its own.
    single: Vec<bool>,
    order: Vec<usize>,
}

/// The part under refinement.
struct Part<'a, N> {
    network: &'a N,
    strengths: &'a [f64],
    of: &'a [u32],
    /// Where each node stands in the list of nodes by part.
    place: &'a [u32],
    number: u32,
    /// Where the part begins in that list.
    start: usize,
    members: &'a [u32],
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
    let groups = Groups::new(of, parts);
    let mut place = vec![0_u32; of.len()];
    for (at, &v) in groups.nodes.iter().enumerate() {
        place[v as usize] = at as u32;
    }
    let mut pieces: Vec<u32> = (0..of.len() as u32).collect();
    let slices = groups.slices(&mut pieces);
    slices.into_par_iter().enumerate().for_each_init(
        Pieces::default,
        |scratch, (number, pieces)| {
            let members = groups.of(number);
            let part = Part {
                network,
                strengths,
                of,
                place: &place,
                number: number as u32,
                start: groups.starts[number],
                members,
                strength: members.iter().map(|&v| strengths[v as usize]).sum(),
            };
            if members.len() > 1 {
                scratch.refine(&part, pieces, run);
            }
        },
    );
    place.par_iter().map(|&at| pieces[at as usize]).collect()
}

impl<N: Network> Part<'_, N> {
    /// The ties of member `at` with other members: their places in the part, and the weights.
    fn ties(&self, at: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let row = self.network.row(self.members[at]);
        row.iter()
            .filter(|&(to, _)| self.of[to as usize] == self.number)
            .map(|(to, weight)| (self.place[to as usize] as usize - self.start, weight))
    }

    /// Whether so much weight from a set of nodes of that strength to the rest of the part is
    /// at least what chance would give.
    fn holds(&self, outwards: f64, strength: f64, run: Run) -> bool {
        outwards >= run.cost * strength * (self.strength - strength)
    }
}

impl Pieces {
    /// Puts `part` together; `pieces[i]` is the place of the node that the piece of node i began
    /// with.
    fn refine<N: Network>(&mut self, part: &Part<'_, N>, pieces: &mut [u32], run: Run) {
        self.begin(part, run);
        for at in std::mem::take(&mut self.order) {
            let strength = part.strengths[part.members[at] as usize];
            if !self.single[at] || !part.holds(self.inside[at], strength, run) {
                continue;
            }
            let Some((piece, weight)) = self.best(part, pieces, at, strength, run) else {
                continue;
            };
            pieces[at] = (part.start + piece) as u32;
            self.single[at] = false;
            self.single[piece] = false;
            self.totals[piece] += strength;
            self.outwards[piece] += self.inside[at] - 2.0 * weight;
        }
    }

    fn begin<N: Network>(&mut self, part: &Part<'_, N>, run: Run) {
        let members = 0..part.members.len();
        self.inside.clear();
        self.inside.extend(
            members
                .clone()
                .map(|at| part.ties(at).map(|t| t.1).sum::<f64>()),
        );
        self.totals.clear();
        self.totals
            .extend(part.members.iter().map(|&v| part.strengths[v as usize]));
        self.outwards.clone_from(&self.inside);
        self.single.clear();
        self.single.resize(members.len(), true);
        self.order = members.collect();
        Random::stream(run.seed, u64::from(part.number)).shuffle(&mut self.order);
    }

    /// The piece that node `at` improves most by joining, with the weight of its ties to it.
    fn best<N: Network>(
        &mut self,
        part: &Part<'_, N>,
        pieces: &[u32],
        at: usize,
        strength: f64,
        run: Run,
    ) -> Option<(usize, f64)> {
        self.tally.clear(part.network.row(part.members[at]).len());
        for (to, weight) in part.ties(at) {
            self.tally.add(pieces[to] - part.start as u32, weight);
        }
        let (mut best, mut found) = (0.0, None);
        for &(piece, weight) in self.tally.each() {
            let total = self.totals[piece as usize];
            let gain = weight - run.cost * strength * total;
            if gain > best && part.holds(self.outwards[piece as usize], total, run) {
                (best, found) = (gain, Some((piece as usize, weight)));
            }
        }
        found
    }
}
