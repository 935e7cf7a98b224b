//! Double elimination: who loses once drops to the losers' side, who loses twice is out.
//! Those who drop are crossed, so that two meet again as late as the tree allows.

use super::{Slots, first, round_of};
use crate::plan::{Part, Plan, Side};

/// A double elimination: n − 1 matches of the unbeaten, n − 2 of the beaten, the final, and with
/// `second_final` the final once more, which is played only if the unbeaten side lost the first.
///
/// The first side of the final is the unbeaten one.
#[must_use]
pub fn double(slots: &Slots, second_final: bool) -> Plan {
    let mut plan = Plan::empty(slots.entrants());
    let (mut unbeaten, dropped) = round_of(&mut plan, Part::Main, 1, &first(slots));
    let mut beaten = dropped;
    for (round, mask) in (1..).zip(crossings(slots.rounds().into())) {
        let (winners, dropped) = round_of(&mut plan, Part::Main, round + 1, &unbeaten);
        unbeaten = winners;
        (beaten, _) = round_of(&mut plan, Part::Losers, 2 * round - 1, &beaten);
        beaten = drop_in(&mut plan, 2 * round, &beaten, &dropped, mask);
    }
    let (winner, loser) = plan.meet(Part::Final, 1, unbeaten[0], beaten[0]);
    if second_final {
        plan.meet(Part::SecondFinal, 1, winner, loser);
    }
    plan
}

/// A round in which each who is beaten already meets one who just was: place p the loser of
/// match p xor `mask`.
fn drop_in(
    plan: &mut Plan,
    round: u16,
    beaten: &[Side],
    dropped: &[Side],
    mask: usize,
) -> Vec<Side> {
    let places = beaten.iter().enumerate();
    places
        .map(|(place, &side)| {
            plan.meet(Part::Losers, round, side, dropped[place ^ mask])
                .0
        })
        .collect()
}

/// For each round of the unbeaten after the first, how its losers are crossed.
///
/// A place of the losers' side holds the losers of one part of the bracket per round so far, as
/// far from each other as their masks differ. Whoever drops into his own part may meet one he has
/// beaten, and so may two from neighbouring parts when their places join. Masks that count
/// upwards with their bits reversed (van der Corput) differ in the highest bits first, so they
/// stay different as long as there are parts enough.
fn crossings(rounds: u32) -> impl Iterator<Item = usize> {
    (1..rounds).map(move |drop| {
        let bits = rounds - 1 - drop; // 2^bits parts
        let reversed = drop.reverse_bits().checked_shr(u32::BITS - bits);
        reversed.unwrap_or(0) as usize
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entrant::{Entrant, Entrants};
    use crate::plan::Source;
    use std::collections::{BTreeSet, HashSet};

    fn of(count: usize, second: bool) -> Plan {
        double(&Slots::seeded(Entrants::new(count).unwrap()), second)
    }

    #[test]
    fn everybody_but_the_champion_loses_twice() {
        for count in 2..=1024 {
            let plan = of(count, true);
            let sizes = |part| plan.round_sizes(part).iter().sum::<usize>();
            assert_eq!(sizes(Part::Main), count - 1);
            assert_eq!(sizes(Part::Losers), count - 2);
            assert_eq!(plan.matches.len(), 2 * count - 1);
            assert_eq!(of(count, false).matches.len(), 2 * count - 2);
        }
    }

    #[test]
    fn a_match_waits_only_for_earlier_ones_and_each_loser_drops_once() {
        for count in 2..=200 {
            let plan = of(count, false);
            let mut used = HashSet::new();
            for m in &plan.matches {
                for side in m.sides {
                    assert!(used.insert(side), "{count}: {side:?} twice");
                    if let Source::Winner(no) | Source::Loser(no) = side {
                        assert!(no < m.no);
                    }
                }
            }
        }
    }

    /// The first round of the losers' side in which two may meet again, and the last of all.
    ///
    /// Two have met before if the round in which one dropped is that of their only common match
    /// among the unbeaten, and the other dropped later.
    fn first_repeat(count: usize) -> (Option<u16>, u16) {
        let slots = Slots::seeded(Entrants::new(count).unwrap());
        let place = |e: Entrant| {
            let here = |slot: &Option<Entrant>| *slot == Some(e);
            slots.as_slice().iter().position(here).unwrap()
        };
        let common = |a, b| (place(a) ^ place(b)).ilog2() as u16 + 1;
        let plan = double(&slots, false);
        let mut can: Vec<BTreeSet<(Entrant, u16)>> = Vec::new(); // who, and the round of the drop
        let mut repeats = Vec::new();
        for m in &plan.matches {
            let [a, b] = m.sides.map(|side| match side {
                Source::Entrant(entrant) => BTreeSet::from([(entrant, 0)]),
                Source::Winner(no) => can[no.index()].clone(),
                Source::Loser(no) => {
                    let drops = plan.find(no).unwrap().round;
                    can[no.index()].iter().map(|&(e, _)| (e, drops)).collect()
                }
            });
            for (&(x, dropped), &(y, other)) in a.iter().flat_map(|x| b.iter().map(move |y| (x, y)))
            {
                if x != y
                    && m.part == Part::Losers
                    && dropped != other
                    && dropped.min(other) == common(x, y)
                {
                    repeats.push(m.round);
                }
            }
            can.push(a.union(&b).copied().collect());
        }
        let last = plan.round_sizes(Part::Losers).len() as u16;
        (repeats.into_iter().min(), last)
    }

    #[test]
    fn two_meet_again_as_late_as_the_losers_side_has_parts_enough() {
        let found = [4, 8, 16, 32, 64].map(|n| (n, first_repeat(n)));
        let want = [
            (4, (Some(2), 2)), // of two rounds
            (8, (Some(3), 4)),
            (16, (Some(4), 6)),
            (32, (Some(5), 8)),
            (64, (Some(7), 10)),
        ];
        assert_eq!(found, want);
    }
}
