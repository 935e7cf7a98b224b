//! From persons and events to persons and persons: who shares events with whom.
//! For networks whose pairs fit in memory; nations use `co_attendance`.

use crate::{Graph, TwoMode};

/// Persons tied by the number of events they share (Breiger 1974).
///
/// Persons who share none are isolates. The total weight is Σ k (k − 1) / 2 over events of k
/// persons. Time O(Σ k²), memory 48 bytes a pair.
#[must_use]
pub fn projection(network: &TwoMode) -> Graph {
    weighted(network, |_| 1.0)
}

/// Persons tied by Σ 1 / (k − 1) over the events of k persons they share (Newman 2001).
///
/// The strength of a person is then the number of its events with at least two persons.
/// Time and memory as [`projection`].
#[must_use]
pub fn newman_projection(network: &TwoMode) -> Graph {
    weighted(network, |k| 1.0 / (k as f64 - 1.0))
}

fn weighted(network: &TwoMode, weight_of: impl Fn(usize) -> f64) -> Graph {
    let mut sum = vec![0.0_f64; network.persons()];
    let mut ties = Vec::new();
    let mut met = Vec::new();
    for person in 0..network.persons() as u32 {
        for &event in network.events_of(person) {
            let all = network.persons_of(event);
            for &other in &all[all.partition_point(|&other| other <= person)..] {
                if sum[other as usize] == 0.0 {
                    met.push(other);
                }
                sum[other as usize] += weight_of(all.len());
            }
        }
        for other in met.drain(..) {
            ties.push((person, other, std::mem::take(&mut sum[other as usize])));
        }
    }
    Graph::from_weighted_ties(network.persons(), &ties)
        .expect("each pair is met once, its weight a sum of positive numbers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_shared_events_plain_or_by_size() {
        let pairs = [(0, 0), (1, 0), (2, 0), (0, 1), (2, 1), (3, 2)];
        let network = TwoMode::from_pairs(4, 3, &pairs).unwrap();
        let plain = projection(&network);
        assert_eq!(
            plain.each_tie().collect::<Vec<_>>(),
            [(0, 1, 1.0), (0, 2, 2.0), (1, 2, 1.0)]
        );
        assert_eq!(plain.total_weight(), network.pairs_met() as f64);
        let newman = newman_projection(&network);
        assert_eq!(newman.weight(0, 2), Some(1.5));
        let strength: Vec<f64> = (0..4).map(|v| newman.strength(v)).collect();
        assert_eq!(strength, [2.0, 1.0, 2.0, 0.0]);
    }
}
