//! Communities of the truths and of random networks: as good as the best known, connected,
//! the same whatever the threads and the order of the ties.

use super::part::split;
use super::*;
use crate::truths::{NAMES, close, one_mode};
use crate::{Graph, TwoMode, modularity};
use proptest::prelude::*;

fn connected(network: &impl Network, found: &Communities) {
    let mut of = found.of.clone();
    assert!(!split(network, &mut of), "a community is not connected");
}

#[test]
fn the_best_known_modularity_of_the_truths_is_reached_from_any_seed() {
    for name in NAMES {
        let case = one_mode(name);
        let Some(best) = case.expected["community_quality"]["best_Q_found"].as_f64() else {
            continue;
        };
        for seed in 0..10 {
            let found = communities(&case.graph, 1.0, seed).unwrap();
            let q = found.modularity.unwrap();
            assert!(q >= best - 1e-9, "{name} seed {seed}: {q} is below {best}");
            close(modularity(&case.graph, &found.of, 1.0).unwrap().unwrap(), q);
            connected(&case.graph, &found);
        }
    }
}

#[test]
fn the_karate_club_has_the_four_communities_published() {
    let found = communities(&one_mode("karate_club").graph, 1.0, 1).unwrap();
    assert_eq!(found.count, 4);
    close(found.modularity.unwrap(), 0.419_789_612);
}

#[test]
fn cliques_are_communities_and_isolates_are_alone() {
    let ties = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3)];
    let found = communities(&Graph::from_ties(8, &ties).unwrap(), 1.0, 5).unwrap();
    assert_eq!(found.of, [0, 0, 0, 1, 1, 1, 2, 3]);
    assert_eq!(found.count, 4);
    let fine = communities(&Graph::from_ties(8, &ties).unwrap(), 50.0, 5).unwrap();
    assert_eq!(fine.count, 8);
}

#[test]
fn without_ties_everyone_is_alone_and_modularity_is_undefined() {
    let found = communities(&Graph::from_ties(3, &[]).unwrap(), 1.0, 0).unwrap();
    assert_eq!(
        (found.of, found.count, found.modularity),
        (vec![0, 1, 2], 3, None)
    );
    let nobody = communities(&TwoMode::from_pairs(0, 0, &[]).unwrap(), 1.0, 0).unwrap();
    assert_eq!((nobody.count, nobody.modularity), (0, None));
    let bad = communities(&Graph::from_ties(1, &[]).unwrap(), -1.0, 0);
    assert_eq!(bad, Err(Error::Resolution(-1.0)));
}

/// Villages of persons who mostly attend their own events.
fn attendance(villages: u32, persons: u32, events: u32, each: usize, seed: u64) -> TwoMode {
    let mut random = Random::new(seed);
    let mut pairs = std::collections::BTreeSet::new();
    for event in 0..villages * events {
        for _ in 0..each {
            let stays = random.below(100) < 85;
            let village = if stays {
                event / events
            } else {
                random.below(villages as usize) as u32
            };
            pairs.insert((
                village * persons + random.below(persons as usize) as u32,
                event,
            ));
        }
    }
    let pairs: Vec<_> = pairs.into_iter().collect();
    TwoMode::from_pairs(
        (villages * persons) as usize,
        (villages * events) as usize,
        &pairs,
    )
    .unwrap()
}

#[test]
fn a_large_network_gives_the_same_communities_on_one_thread_and_on_four() {
    let network = attendance(60, 150, 12, 60, 1);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| communities(&network, 1.0, 7).unwrap())
    };
    let found = on(1);
    assert_eq!(found, on(4));
    connected(&network, &found);
    let villages: Vec<u32> = (0..9_000)
        .map(|p| p / 150)
        .chain((0..720).map(|e| e / 12))
        .collect();
    let planted = modularity(&network, &villages, 1.0).unwrap();
    assert!(
        found.modularity >= planted,
        "{:?} is below {planted:?}",
        found.modularity
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn communities_are_connected_and_no_worse_than_everyone_alone_or_together(
        ties in prop::collection::btree_map((0_u32..40, 0_u32..40), 0.1_f64..9.0, 0..160),
        resolution in 0.2_f64..3.0,
        seed in any::<u64>(),
    ) {
        let mut ties: Vec<_> = ties.into_iter().filter(|((a, b), _)| a < b)
            .map(|((a, b), w)| (a, b, w)).collect();
        let graph = Graph::from_weighted_ties(40, &ties).unwrap();
        let found = communities(&graph, resolution, seed).unwrap();
        connected(&graph, &found);
        let q = |of: &[u32]| modularity(&graph, of, resolution).unwrap();
        let own = q(&found.of);
        prop_assert_eq!(own.is_some(), !ties.is_empty());
        if let (Some(own), Some(told)) = (own, found.modularity) {
            prop_assert!((own - told).abs() < 1e-9);
            prop_assert!(own >= q(&[0; 40]).unwrap() - 1e-9);
            prop_assert!(own >= q(&(0..40).collect::<Vec<_>>()).unwrap() - 1e-9);
        }
        ties.reverse();
        let turned: Vec<_> = ties.iter().map(|&(a, b, w)| (b, a, w)).collect();
        let again = Graph::from_weighted_ties(40, &turned).unwrap();
        prop_assert_eq!(communities(&again, resolution, seed).unwrap(), found);
    }

    #[test]
    fn persons_and_events_fall_into_connected_communities(
        pairs in prop::collection::btree_set((0_u32..25, 0_u32..12), 0..90), seed in any::<u64>(),
    ) {
        let pairs: Vec<_> = pairs.into_iter().collect();
        let network = TwoMode::from_pairs(25, 12, &pairs).unwrap();
        connected(&network, &communities(&network, 1.0, seed).unwrap());
    }
}
