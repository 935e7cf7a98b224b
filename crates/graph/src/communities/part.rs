//! Looks at the parts of a division one by one and in parallel: each with its members, numbered
//! anew from 0 so that what is kept about them is small, and with the ties among them.

use super::gather::Groups;
use crate::network::Network;
use rayon::prelude::*;

/// One part; its members are named by their place in it.
pub(super) struct Part<'a, N> {
    network: &'a N,
    /// Where each node of the network stands in the list of nodes by part.
    place: &'a [u32],
    /// Where this part begins in that list.
    pub start: usize,
    pub number: usize,
    pub members: &'a [u32],
}

impl<N: Network> Part<'_, N> {
    /// The ties of member `at` with other members: their places, and the weights.
    #[inline]
    pub fn ties(&self, at: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let row = self.network.row(self.members[at]);
        row.iter()
            .map(|(to, weight)| (self.place[to as usize] as usize, weight))
            .filter(|(place, _)| (self.start..self.start + self.members.len()).contains(place))
            .map(|(place, weight)| (place - self.start, weight))
    }

    /// How many ties member `at` has, those that leave the part included.
    pub fn degree(&self, at: usize) -> usize {
        self.network.row(self.members[at]).len()
    }
}

/// Takes each of the parts `0..parts` of more than one node apart: `divide` is given a scratch pad,
/// the part, and for each member a number to change, at first one of its own (`start` + place).
/// The numbers of all nodes, below the count of nodes.
pub(super) fn divide_each<N: Network, S: Default>(
    network: &N,
    of: &[u32],
    parts: usize,
    divide: impl Fn(&mut S, &Part<'_, N>, &mut [u32]) + Sync,
) -> Vec<u32> {
    let groups = Groups::new(of, parts);
    let mut place = vec![0_u32; of.len()];
    for (at, &v) in groups.nodes.iter().enumerate() {
        place[v as usize] = at as u32;
    }
    let mut pieces: Vec<u32> = (0..of.len() as u32).collect();
    let slices = groups.slices(&mut pieces).into_par_iter().enumerate();
    slices.for_each_init(S::default, |scratch, (number, pieces)| {
        let part = Part {
            network,
            place: &place,
            start: groups.starts[number],
            number,
            members: groups.of(number),
        };
        if part.members.len() > 1 {
            divide(scratch, &part, pieces);
        }
    });
    place.par_iter().map(|&at| pieces[at as usize]).collect()
}

/// Splits every part that is not connected into its pieces that are; says whether any was.
pub(super) fn split<N: Network>(network: &N, of: &mut [u32]) -> bool {
    let parts = crate::labels::renumber(of);
    let divide = |next: &mut Vec<usize>, part: &Part<'_, N>, pieces: &mut [u32]| {
        let own = |at: usize| (part.start + at) as u32;
        for first in 0..pieces.len() {
            if pieces[first] != own(first) {
                continue;
            }
            next.push(first);
            while let Some(at) = next.pop() {
                for (to, _) in part.ties(at) {
                    if to > first && pieces[to] == own(to) {
                        pieces[to] = own(first);
                        next.push(to);
                    }
                }
            }
        }
    };
    let mut pieces = divide_each(network, of, parts, divide);
    let count = crate::labels::renumber(&mut pieces);
    of.copy_from_slice(&pieces);
    count != parts
}
