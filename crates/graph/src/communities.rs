//! Communities: parts of a network that hold together more than chance would have it, by the
//! Leiden algorithm (Traag, Waltman & van Eck 2019) on modularity.
//! Nodes move, each part is refined into well-connected pieces, pieces become the nodes of a
//! smaller network, and so on until nothing moves.

mod gather;
mod moving;
mod refine;
mod tally;
#[cfg(test)]
mod tests;

use crate::modularity::{check_resolution, modularity_of_dense};
use crate::network::Network;
use crate::{Error, Random, labels};
use rayon::prelude::*;

/// Ties up to which there is time to start more than once and keep the best.
const SMALL: usize = 20_000;

/// How often a small network is begun anew.
const STARTS: u64 = 16;

/// Passes over a large network, each from the communities of the one before.
const PASSES: usize = 2;

/// A network divided into communities.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The community of each node, numbered in the order of their first nodes.
    pub of: Vec<u32>,
    /// How many there are; an isolate is one of its own.
    pub count: usize,
    /// Modularity of this division at the resolution asked for; `None` without ties: undefined.
    pub modularity: Option<f64>,
}

/// What stays the same on every level of one run.
#[derive(Clone, Copy)]
struct Run {
    /// Resolution over twice the weight of all ties: what a strength costs another.
    cost: f64,
    /// Improvements below this are rounding.
    least: f64,
    seed: u64,
}

/// Communities of `network` by the Leiden algorithm on modularity with `resolution` (1 is usual,
/// more gives smaller communities). Ties count by their weights.
///
/// Sure of the result: every community is connected; no node would rather be in a neighbouring
/// community. It depends on `network`, `resolution` and `seed` alone, not on threads: nodes decide
/// in batches on what stood before the batch, and moves are made one after the other, each only if
/// it still improves modularity. A network of up to 20,000 ties is tried from 16 starts and the
/// best kept. Isolates are communities of their own; separate components never share one.
///
/// Another numbering of the same nodes may give another division of about the same modularity.
///
/// Time about O(ties) a pass, memory 40 bytes a node besides the smaller networks, in parallel.
///
/// # Errors
///
/// [`Error::Resolution`] unless it is finite and above zero.
pub fn communities<N: Network>(
    network: &N,
    resolution: f64,
    seed: u64,
) -> Result<Communities, Error> {
    check_resolution(resolution)?;
    let nodes = network.nodes() as u32;
    let strengths: Vec<f64> = (0..nodes)
        .into_par_iter()
        .map(|v| network.strength_of(v))
        .collect();
    let twice: f64 = strengths.iter().sum();
    if twice == 0.0 {
        return Ok(alone(nodes));
    }
    let ends: usize = (0..nodes).map(|v| network.row(v).len()).sum();
    let (starts, passes) = if ends / 2 <= SMALL {
        (STARTS, usize::MAX)
    } else {
        (1, PASSES)
    };
    let run = |start| Run {
        cost: resolution / twice,
        least: twice * 1e-14,
        seed: Random::stream(seed, start).next(),
    };
    let found: Vec<Communities> = (0..starts)
        .into_par_iter()
        .map(|start| division(network, &strengths, run(start), passes, resolution))
        .collect();
    let best = found.into_iter().reduce(|best, next| {
        if next.modularity > best.modularity {
            next
        } else {
            best
        }
    });
    Ok(best.unwrap_or_else(|| alone(nodes)))
}

/// Everyone a community of their own.
fn alone(nodes: u32) -> Communities {
    Communities {
        of: (0..nodes).collect(),
        count: nodes as usize,
        modularity: None,
    }
}

/// Passes until nothing moves any more, at most `passes`.
fn division<N: Network>(
    network: &N,
    strengths: &[f64],
    run: Run,
    passes: usize,
    resolution: f64,
) -> Communities {
    let mut of: Vec<u32> = (0..network.nodes() as u32).collect();
    let mut passed = 0;
    loop {
        let pass = Run {
            seed: Random::stream(run.seed, passed as u64).next(),
            ..run
        };
        let moved = climb(network, strengths, &mut of, pass);
        passed += 1;
        if !moved || passed >= passes {
            break;
        }
    }
    let count = labels::renumber(&mut of);
    let modularity = modularity_of_dense(network, &of, count, resolution);
    Communities {
        of,
        count,
        modularity,
    }
}

/// One level and all above it: moves nodes from the parts in `of`, and says whether any moved.
/// Afterwards every part is connected, if every node of this level stands for connected ones.
fn climb<N: Network>(network: &N, strengths: &[f64], of: &mut [u32], run: Run) -> bool {
    let moved = moving::move_nodes(network, strengths, of, run);
    let parts = labels::renumber(of);
    if parts == of.len() {
        return moved;
    }
    let mut pieces = refine::refine(network, strengths, of, parts, run);
    let count = labels::renumber(&mut pieces);
    if count == of.len() {
        return split(network, of) || moved;
    }
    let (smaller, smaller_strengths) = gather::gather(network, strengths, &pieces, count);
    let mut piece_of = vec![0_u32; count];
    for (&piece, &part) in pieces.iter().zip(of.iter()) {
        piece_of[piece as usize] = part;
    }
    let above = climb(&smaller, &smaller_strengths, &mut piece_of, run);
    of.par_iter_mut()
        .zip(&pieces)
        .for_each(|(part, &piece)| *part = piece_of[piece as usize]);
    moved || above
}

/// Splits every part that is not connected into those of its pieces that are; says whether any was.
fn split<N: Network>(network: &N, of: &mut [u32]) -> bool {
    let parts = labels::renumber(of);
    let mut piece = vec![u32::MAX; of.len()];
    let (mut pieces, mut next) = (0_u32, Vec::new());
    for first in 0..of.len() as u32 {
        if piece[first as usize] != u32::MAX {
            continue;
        }
        piece[first as usize] = pieces;
        next.push(first);
        while let Some(v) = next.pop() {
            for (to, _) in network.row(v).iter() {
                let same = of[to as usize] == of[v as usize];
                if same && piece[to as usize] == u32::MAX {
                    piece[to as usize] = pieces;
                    next.push(to);
                }
            }
        }
        pieces += 1;
    }
    of.copy_from_slice(&piece);
    pieces as usize != parts
}
