//! Everybody against everybody once or twice, by Berger tables (FIDE Handbook C.05, Annex 1).
//! Home and away differ by one at most; with an odd number each rests once and they are equal.

use crate::entrant::{Entrant, Entrants};
use crate::plan::{Part, Plan, Rest, Source};

/// A league of `entrants`; `twice` adds the second half with the sides exchanged.
#[must_use]
pub fn league(entrants: Entrants, twice: bool) -> Plan {
    let all: Vec<Entrant> = entrants.iter().collect();
    let mut plan = Plan::empty(entrants);
    add(&mut plan, Part::League, &all, twice);
    plan
}

/// Adds the matches of everybody in `members` against everybody else.
pub(crate) fn add(plan: &mut Plan, part: Part, members: &[Entrant], twice: bool) {
    let rounds = berger(members.len());
    let halves = if twice { 2 } else { 1 };
    for half in 0..halves {
        for (round, pairs) in (1..).zip(&rounds) {
            let round = round + half * rounds.len() as u16;
            for &[home, away] in pairs {
                match [home, away].map(|place| members.get(place).copied()) {
                    [Some(home), Some(away)] => {
                        let mut sides = [home, away].map(Source::Entrant);
                        sides.rotate_left(half.into());
                        plan.add(part, round, sides);
                    }
                    [rests, other] => plan
                        .rests
                        .extend(rests.or(other).map(|entrant| Rest { round, entrant })),
                }
            }
        }
    }
}

/// The rounds of a Berger table for `count` players from 0; the number `count` is the one that
/// an odd table lacks.
fn berger(count: usize) -> Vec<Vec<[usize; 2]>> {
    let even = count + count % 2;
    let Some(others) = even.checked_sub(1) else {
        return Vec::new();
    };
    (0..others)
        .map(|round| {
            let pivot = (round / 2 + if round % 2 == 1 { even / 2 } else { 0 }) % others;
            let top = if round % 2 == 0 {
                [pivot, others]
            } else {
                [others, pivot]
            };
            let rest = (1..even / 2).map(|k| [(pivot + k) % others, (pivot + others - k) % others]);
            std::iter::once(top).chain(rest).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    fn sides(plan: &Plan) -> Vec<(u16, [u16; 2])> {
        let number = |source| match source {
            Source::Entrant(entrant) => entrant.0,
            other => panic!("{other:?} in a league"),
        };
        let pair = |m: &crate::plan::Match| (m.round, m.sides.map(number));
        plan.matches.iter().map(pair).collect()
    }

    fn league_of(count: usize, twice: bool) -> Plan {
        league(Entrants::new(count).unwrap(), twice)
    }

    #[test]
    fn everybody_meets_everybody_once_and_plays_once_a_round() {
        for count in (2..=64).chain([127, 128]) {
            let plan = league_of(count, false);
            let (mut met, mut busy) = (HashSet::new(), HashSet::new());
            for (round, [a, b]) in sides(&plan) {
                assert!(met.insert([a.min(b), a.max(b)]), "{a} meets {b} twice");
                assert!(busy.insert((round, a)) && busy.insert((round, b)));
            }
            assert_eq!(met.len(), count * (count - 1) / 2);
            assert_eq!(plan.rests.len(), if count % 2 == 1 { count } else { 0 });
            for rest in &plan.rests {
                assert!(busy.insert((rest.round, rest.entrant.0)));
            }
        }
    }

    #[test]
    fn home_and_away_are_balanced() {
        for count in (2..=64).chain([127, 128]) {
            for twice in [false, true] {
                let mut balance: HashMap<u16, i32> = HashMap::new();
                for (_, [home, away]) in sides(&league_of(count, twice)) {
                    *balance.entry(home).or_default() += 1;
                    *balance.entry(away).or_default() -= 1;
                }
                let most = i32::from(count % 2 == 0 && !twice);
                assert!(balance.values().all(|b| b.abs() <= most), "{count}");
            }
        }
    }

    #[test]
    fn a_second_half_exchanges_home_and_away() {
        let pairs: HashSet<[u16; 2]> = sides(&league_of(5, true))
            .into_iter()
            .map(|m| m.1)
            .collect();
        assert_eq!(pairs.len(), 20); // each pair both ways
        assert_eq!(league_of(5, true).round_sizes(Part::League), [2; 10]);
    }
}
