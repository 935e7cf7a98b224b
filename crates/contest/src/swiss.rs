//! Swiss rounds: those of like score meet, nobody meets twice, nobody rests twice.
//! The pairing is exact: of all legal ones, whoever rests included, one with the least total
//! difference of scores; where no legal one exists, that is the answer.

mod bounds;
mod cost;
mod progress;

pub use progress::{Points, plan, progress};

use crate::entrant::{Entrant, Entrants, SizeError};
use bounds::Bounds;
use cost::Costs;
use integer_blossom::{Weight, max_weight_matching};
use serde::Serialize;

/// Where an entrant stands before a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Player {
    /// Points so far, in any whole unit: half points, say.
    pub score: i64,
    /// Whether the entrant has rested already.
    pub had_bye: bool,
}

/// A tournament before a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// By number of the entrant.
    pub players: Vec<Player>,
    /// Who has met whom, in any order.
    pub met: Vec<[Entrant; 2]>,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Who meets whom; the higher placed first, the best pair first.
    pub pairs: Vec<[Entrant; 2]>,
    /// Who rests; with an odd number one does.
    pub bye: Option<Entrant>,
}

/// A state that no round can follow because it can't be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SwissError {
    /// Too few or too many entrants.
    #[error(transparent)]
    Size(#[from] SizeError),
    /// A pair names somebody who does not take part.
    #[error(
        "pasangan ke-{place} dari yang sudah bertemu menyebut peserta {entrant}, yang tidak ada"
    )]
    Unknown {
        /// The pair, from 1.
        place: usize,
        /// Who is named.
        entrant: Entrant,
    },
    /// A pair of one.
    #[error(
        "pasangan ke-{place} dari yang sudah bertemu mempertemukan peserta {entrant} dengan dirinya sendiri"
    )]
    Alone {
        /// The pair, from 1.
        place: usize,
        /// Who is named twice.
        entrant: Entrant,
    },
    /// A score beyond what is computed with.
    #[error("skor peserta {0} terlalu besar")]
    Score(Entrant),
}

/// The largest score, either way.
const MOST: i64 = 1_000_000_000_000;

/// The most rounds that `entrants` can play without meeting or resting twice.
#[must_use]
pub fn most_rounds(entrants: Entrants) -> usize {
    entrants.count() - 1 + entrants.count() % 2
}

/// The next round; `None` where no legal one exists.
///
/// Of the pairings with the least total difference of scores it takes one in which the lowest
/// placed rests, and then one in which, within each score, the upper half meets the lower half in
/// order (1 against n/2 + 1 in the first round). Placed is by score, then by number.
///
/// A minimum-weight perfect matching (Edmonds 1965), O(n³) time and 110 n² bytes, at first of the
/// pairs that may belong to a round of nearly the least gap: for 1,024 a quarter of a second with
/// the scores of played rounds, a second where all scores are different, up to three where nearly
/// everybody has met; and about 110 MB, which the thread keeps for the next pairing.
///
/// # Errors
///
/// [`SwissError`] where the state names unknown entrants or impossible scores.
pub fn pair(progress: &Progress) -> Result<Option<Round>, SwissError> {
    let entrants = Entrants::new(progress.players.len())?;
    check(progress, entrants)?;
    let costs = Costs::of(progress);
    let mates = Bounds::of(&costs).and_then(|bounds| matched(&costs, &bounds));
    Ok(mates.map(|mates| round(&costs, &mates)))
}

/// The partner of each place in the best round; `None` where there is no legal one.
///
/// At first only pairs that may belong to a round with little more than the least gap are looked
/// at. What is found is the best of all if its gap is below the bounds of all pairs left out;
/// if not, its gap is the bound to look up to.
fn matched(costs: &Costs, bounds: &Bounds) -> Option<Vec<usize>> {
    let mut most = bounds.for_some(costs);
    loop {
        let mates = match costs.fits() {
            true => perfect(costs, bounds, most, |cost| cost as i64),
            false => perfect(costs, bounds, most, |cost| cost),
        };
        let everything = bounds.for_all();
        let Some(mates) = mates else {
            if most >= everything {
                return None;
            }
            most = most.saturating_mul(8).max(1).min(everything);
            continue;
        };
        let excess = gap(costs, &mates) - bounds.least;
        if excess <= most {
            return Some(mates);
        }
        most = excess;
    }
}

/// The total difference of scores.
fn gap(costs: &Costs, mates: &[usize]) -> i64 {
    let pairs = mates.iter().enumerate().take(costs.people());
    let pairs = pairs.filter(|&(a, &b)| a < b && b < costs.people());
    pairs.map(|(a, &b)| costs.distance(a, b)).sum()
}

fn check(progress: &Progress, entrants: Entrants) -> Result<(), SwissError> {
    for (entrant, player) in entrants.iter().zip(&progress.players) {
        if !(-MOST..=MOST).contains(&player.score) {
            return Err(SwissError::Score(entrant));
        }
    }
    for (place, &[a, b]) in (1..).zip(&progress.met) {
        if let Some(entrant) = [a, b].into_iter().find(|&e| !entrants.has(e)) {
            return Err(SwissError::Unknown { place, entrant });
        }
        if a == b {
            return Err(SwissError::Alone { place, entrant: a });
        }
    }
    Ok(())
}

/// The partner of each place at the least total cost, among the pairs with an excess of at most
/// `most`; `None` where somebody stays without.
fn perfect<W: Weight>(
    costs: &Costs,
    bounds: &Bounds,
    most: i64,
    number: impl Fn(i128) -> W,
) -> Option<Vec<usize>> {
    let count = costs.count();
    let mut weights = vec![W::ZERO; count * count];
    for a in 0..count {
        for b in a + 1..count {
            let cost = costs.between(a, b);
            if let Some(cost) = cost.filter(|_| bounds.excess(a, b) <= most) {
                weights[a * count + b] = number(costs.ceiling() - cost);
            }
        }
    }
    max_weight_matching(&weights, count).into_iter().collect()
}

/// The pairs of a matching, from the best place down.
fn round(costs: &Costs, mates: &[usize]) -> Round {
    let mut round = Round {
        pairs: Vec::new(),
        bye: None,
    };
    for (place, &mate) in mates
        .iter()
        .enumerate()
        .filter(|&(place, &mate)| place < mate)
    {
        match (costs.entrant(place), costs.entrant(mate)) {
            (Some(a), Some(b)) => round.pairs.push([a, b]),
            (a, b) => round.bye = a.or(b),
        }
    }
    round
}

#[cfg(test)]
mod tests;
