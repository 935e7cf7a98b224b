//! New ties counted by hand, shuffles that keep both sums and reach every table alike, and a count
//! that stands out only where the event really mixed.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn shuffles(n: usize) -> NonZeroUsize {
    NonZeroUsize::new(n).unwrap()
}

/// Two hamlets of eight that met five times each, then all or one hamlet at event 10.
fn hamlets(last: std::ops::Range<u32>) -> TwoMode {
    let mut pairs: Vec<(u32, u32)> = (0..10)
        .flat_map(|event| (0..6).map(move |seat| (event / 5 * 8 + (event + seat) % 8, event)))
        .collect();
    pairs.extend(last.map(|person| (person, 10)));
    TwoMode::from_pairs(16, 11, &pairs).unwrap()
}

#[test]
fn pairs_that_never_met_before_are_new() {
    // 0 and 1 met at event 0, 1 and 2 at event 1, all three and 3 at event 2.
    let pairs = [
        (0, 0),
        (1, 0),
        (1, 1),
        (2, 1),
        (0, 2),
        (1, 2),
        (2, 2),
        (3, 2),
    ];
    let attendance = TwoMode::from_pairs(5, 3, &pairs).unwrap();
    let found = new_ties(&attendance, 2, &[0, 1, 1, 2], shuffles(99), 1).unwrap();
    assert_eq!((found.pairs, found.new), (6, 4));
    let after_one = new_ties(&attendance, 2, &[0], shuffles(99), 1).unwrap();
    assert_eq!(after_one.new, 5);
}

#[test]
fn an_event_that_joins_two_hamlets_stands_out_and_one_of_old_friends_too() {
    let earlier: Vec<u32> = (0..10).collect();
    let mixed = new_ties(&hamlets(4..12), 10, &earlier, shuffles(999), 3).unwrap();
    assert_eq!((mixed.pairs, mixed.new), (28, 16));
    let chance = mixed.chance.unwrap();
    assert!(chance.at_least < 0.05, "{chance:?}");
    assert!(chance.mean < 16.0 && chance.low <= chance.high);
    let same = new_ties(&hamlets(0..8), 10, &earlier, shuffles(999), 3).unwrap();
    assert_eq!(same.new, 0);
    let chance = same.chance.unwrap();
    assert!(
        chance.at_most < 0.05 && chance.at_least == 1.0,
        "{chance:?}"
    );
}

#[test]
fn what_cannot_be_held_against_chance_says_why() {
    let of = |pairs: &[(u32, u32)]| {
        let attendance = TwoMode::from_pairs(3, 3, pairs).unwrap();
        new_ties(&attendance, 1, &[0], shuffles(50), 1).unwrap()
    };
    assert_eq!(of(&[(0, 0), (1, 1)]).chance, Err(NoChance::FewPersons));
    assert_eq!(of(&[]).pairs, 0);
    assert_eq!(
        of(&[(0, 1), (1, 1), (2, 2)]).chance,
        Err(NoChance::NothingEarlier)
    );
    let full: Vec<_> = (0..3).flat_map(|p| [(p, 0), (p, 1)]).collect();
    assert_eq!(of(&full).chance, Err(NoChance::NoOther));
    let attendance = TwoMode::from_pairs(1, 1, &[]).unwrap();
    let unknown = new_ties(&attendance, 0, &[7], shuffles(1), 1);
    assert_eq!(
        unknown,
        Err(Error::Event {
            event: 7,
            events: 1
        })
    );
}

#[test]
fn every_table_with_the_same_sums_comes_about_as_often() {
    // Rows 2, 1, 1 and columns 2, 1, 1: five tables.
    let pairs = [(0, 0), (0, 1), (1, 0), (2, 2)];
    let attendance = TwoMode::from_pairs(3, 3, &pairs).unwrap();
    let table = Table::new(&attendance, 0, &[1, 2]).unwrap();
    let mut seen: BTreeMap<_, u32> = BTreeMap::new();
    for round in 0..5_000 {
        let mut shuffled = table.clone();
        shuffled.shuffle(&mut Random::stream(9, round));
        *seen.entry(shuffled.sums().2).or_default() += 1;
    }
    assert_eq!(seen.len(), 5);
    assert!(
        seen.values().all(|&n| (880..1_120).contains(&n)),
        "{seen:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_shuffle_keeps_the_size_of_events_and_the_activity_of_persons(
        pairs in prop::collection::btree_set((0_u32..20, 0_u32..70), 0..200), seed in any::<u64>(),
    ) {
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        let attendance = TwoMode::from_pairs(20, 70, &pairs).unwrap();
        let earlier: Vec<u32> = (1..70).collect();
        let table = Table::new(&attendance, 0, &earlier).unwrap();
        let mut shuffled = table.clone();
        shuffled.shuffle(&mut Random::new(seed));
        let (before, after) = (table.sums(), shuffled.sums());
        prop_assert_eq!((before.0, before.1), (after.0, after.1));

        let found = new_ties(&attendance, 0, &earlier, shuffles(20), seed).unwrap();
        prop_assert!(found.new <= found.pairs);
        pairs.reverse();
        let turned = TwoMode::from_pairs(20, 70, &pairs).unwrap();
        let back: Vec<u32> = earlier.iter().rev().copied().collect();
        prop_assert_eq!(new_ties(&turned, 0, &back, shuffles(20), seed).unwrap(), found);
    }
}
