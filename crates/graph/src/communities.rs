//! Communities: parts of a network that hold together more than chance would have it, by the
//! Leiden algorithm (Traag, Waltman & van Eck 2019) on modularity.
//! Nodes move, each part is refined into well-connected pieces, pieces become the nodes of a
//! smaller network, and so on until nothing moves.

mod gather;
mod moving;
mod part;
mod refine;
mod tally;
#[cfg(test)]
mod tests;

use crate::modularity::{check_resolution, modularity_of_dense};
use crate::network::Network;
use crate::{Error, Random, labels};
use gather::Smaller;
use rayon::prelude::*;

/// Ties up to which there is time to start more than once and keep the best.
const SMALL: usize = 20_000;

/// How often a small network is begun anew.
const STARTS: u64 = 16;

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
/// Time about O(ties) a pass, memory 40 bytes a node besides the smaller networks, of which two at most
/// stand at once (8 bytes for each end of a tie, 12 if ties have weights), in parallel.
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
    let small = ends / 2 <= SMALL;
    let starts = if small { STARTS } else { 1 };
    let run = |start| Run {
        cost: resolution / twice,
        least: twice * 1e-12,
        seed: Random::stream(seed, start).next(),
    };
    let found: Vec<Communities> = (0..starts)
        .into_par_iter()
        .map(|start| division(network, &strengths, run(start), small, resolution))
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

/// From everyone alone: up all levels, again and again for as long as it `pays`, else once; then
/// single nodes move until each is where it would be and every community is connected.
fn division<N: Network>(
    network: &N,
    strengths: &[f64],
    run: Run,
    pays: bool,
    resolution: f64,
) -> Communities {
    let mut of: Vec<u32> = (0..network.nodes() as u32).collect();
    let mut seeds = Random::new(run.seed);
    let mut next = || Run {
        seed: seeds.next(),
        ..run
    };
    while climb(network, strengths, &mut of, next()) && pays {}
    while !pays && moving::move_nodes(network, strengths, &mut of, next()) {
        if !part::split(network, &mut of) {
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
    let (mut moved, above) = level(network, strengths, of, run);
    let Some(mut here) = above else {
        return moved;
    };
    let mut pieces = std::mem::take(&mut here.pieces);
    loop {
        let (more, above) = level(&here.network, &here.strengths, &mut here.of, run);
        moved |= more;
        let names = above.as_ref().map_or(&here.of, |above| &above.pieces);
        let rename = |piece: &mut u32| *piece = names[*piece as usize];
        pieces.par_iter_mut().for_each(rename);
        match above {
            // No level is held once the next one stands.
            Some(above) => here = above,
            None => break,
        }
    }
    of.copy_from_slice(&pieces);
    moved
}

/// What stands above a level.
struct Above {
    /// Of each node below, the piece it went into: a node of `network`.
    pieces: Vec<u32>,
    network: Smaller,
    strengths: Vec<f64>,
    /// The part in which each piece lies.
    of: Vec<u32>,
}

/// One level: whether a node moved, and the next level, if there is any.
fn level<N: Network>(
    network: &N,
    strengths: &[f64],
    of: &mut [u32],
    run: Run,
) -> (bool, Option<Above>) {
    let moved = moving::move_nodes(network, strengths, of, run);
    let parts = labels::renumber(of);
    if parts == of.len() {
        return (moved, None);
    }
    let mut pieces = refine::refine(network, strengths, of, parts, run);
    let count = labels::renumber(&mut pieces);
    if count == of.len() {
        return (part::split(network, of) || moved, None);
    }
    let (network, strengths) = gather::gather(network, strengths, &pieces, count);
    let mut of_piece = vec![0_u32; count];
    for (&piece, &part) in pieces.iter().zip(of.iter()) {
        of_piece[piece as usize] = part;
    }
    let above = Above {
        pieces,
        network,
        strengths,
        of: of_piece,
    };
    (moved, Some(above))
}
