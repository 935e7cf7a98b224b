//! How far people are from each other: closeness, harmonic closeness, average path, diameter.
//! Every tie has length 1: a weight is a strength, never a distance.

use crate::parallel::by_chunks;
use crate::{Network, TwoMode};

/// What one node sees of the others.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct View {
    /// How many others it reaches.
    pub reached: usize,
    /// Sum of the distances to them.
    pub total: u64,
    /// Sum of 1 / distance to them.
    pub harmonic: f64,
    /// Distance to the farthest of them.
    pub farthest: u32,
}

/// The view of every node, by a breadth-first search from each.
///
/// Isolates reach nobody and have the view of zeros; nodes of other parts are not counted.
/// Time O(nodes × (nodes + ties)) over all threads, memory 5 bytes a node and thread.
pub fn views<N: Network>(network: &N) -> Vec<View> {
    let n = network.nodes();
    let make = || (vec![false; n], Vec::with_capacity(n));
    by_chunks(n, 16, make, |(seen, queue), sources| {
        sources
            .map(|source| view(network, source as u32, seen, queue))
            .collect::<Vec<_>>()
    })
    .concat()
}

fn view<N: Network>(network: &N, source: u32, seen: &mut [bool], queue: &mut Vec<u32>) -> View {
    queue.clear();
    queue.push(source);
    seen[source as usize] = true;
    let mut view = View::default();
    let (mut at, mut distance) = (0, 0_u32);
    while at < queue.len() {
        let level_end = queue.len();
        distance += 1;
        while at < level_end {
            for u in network.row(queue[at]).ends() {
                if !std::mem::replace(&mut seen[u as usize], true) {
                    queue.push(u);
                }
            }
            at += 1;
        }
        let found = queue.len() - level_end;
        if found > 0 {
            view.reached += found;
            view.total += found as u64 * u64::from(distance);
            view.harmonic += found as f64 / f64::from(distance);
            view.farthest = distance;
        }
    }
    queue.iter().for_each(|&v| seen[v as usize] = false);
    view
}

/// Closeness of each node: share of the others it reaches, times the inverse of its mean distance
/// to them (Wasserman & Faust 1994, eq. 5.22 as improved for disconnected networks, p. 201).
///
/// Between 0 and 1; 0 for an isolate.
#[must_use]
pub fn closeness(views: &[View]) -> Vec<f64> {
    let others = views.len().saturating_sub(1) as f64;
    let of = |view: &View| {
        let reached = view.reached as f64;
        if view.total == 0 {
            0.0
        } else {
            reached / view.total as f64 * (reached / others)
        }
    };
    views.iter().map(of).collect()
}

/// Closeness in a two-mode network: the least possible sum of distances over the real one, times
/// the share of the others that is reached (Borgatti & Halgin 2011), persons first, then events.
///
/// `views` are those of `network`. Between 0 and 1; 0 for a node without ties.
#[must_use]
pub fn two_mode_closeness(network: &TwoMode, views: &[View]) -> Vec<f64> {
    let (persons, events) = (network.persons(), network.events());
    let others = (persons + events).saturating_sub(1) as f64;
    let of = |(node, view): (usize, &View)| {
        let (own, other) = if node < persons {
            (persons, events)
        } else {
            (events, persons)
        };
        let least = other + 2 * (own - 1);
        let share = view.reached as f64 / others;
        if view.total == 0 {
            0.0
        } else {
            least as f64 / view.total as f64 * share
        }
    };
    views.iter().enumerate().map(of).collect()
}

/// Mean distance over all pairs; `None` unless everybody reaches everybody (at least two nodes).
#[must_use]
pub fn average_path(views: &[View]) -> Option<f64> {
    let pairs = views.len().saturating_sub(1) * views.len();
    let total: u64 = views.iter().map(|view| view.total).sum();
    (connected(views) && pairs > 0).then(|| total as f64 / pairs as f64)
}

/// Longest distance of a pair; `None` unless everybody reaches everybody (at least two nodes).
#[must_use]
pub fn diameter(views: &[View]) -> Option<u32> {
    let farthest = views.iter().map(|view| view.farthest).max()?;
    (connected(views) && views.len() > 1).then_some(farthest)
}

fn connected(views: &[View]) -> bool {
    views.iter().all(|view| view.reached + 1 == views.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Graph;

    #[test]
    fn a_part_of_the_network_counts_by_its_share() {
        let seen = views(&Graph::from_ties(5, &[(0, 1), (1, 2)]).unwrap());
        let close = closeness(&seen);
        assert_eq!(close[1], 0.5);
        assert!((close[0] - 2.0 / 3.0 * 0.5).abs() < 1e-15);
        assert_eq!(close[3], 0.0);
        assert_eq!(seen[0].harmonic, 1.5);
        assert_eq!((average_path(&seen), diameter(&seen)), (None, None));
    }

    #[test]
    fn a_path_has_its_length_as_diameter() {
        let seen = views(&Graph::from_ties(3, &[(0, 1), (1, 2)]).unwrap());
        assert_eq!(diameter(&seen), Some(2));
        assert!((average_path(&seen).unwrap() - 4.0 / 3.0).abs() < 1e-15);
        assert_eq!(diameter(&views(&Graph::from_ties(1, &[]).unwrap())), None);
    }
}
