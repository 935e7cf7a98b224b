//! Quick contests of Independence Day: heats, then the best by time, count, distance or place.
//! Who didn't finish or was disqualified has no place; who only a rerun can part shares one.

use crate::ranking::places;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// What makes one result better than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// The smaller: a time, a place at the finish.
    Lower,
    /// The greater: a count, who stood longest.
    Higher,
    /// The farther of several tries; equal bests by the second best try, and so on.
    Farthest,
}

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// A result; for [`Better::Farthest`] one number for each try that counted.
    Done(Vec<Decimal>),
    /// Began and didn't finish.
    Unfinished,
    /// Broke the rules.
    Disqualified,
    /// Didn't come when called.
    Absent,
}

/// The places of `efforts`, in their order; `None` for those without a result.
///
/// Equal results share a place (1, 2, 2, 4). For `Lower` and `Higher` the best try counts.
#[must_use]
pub fn rank(efforts: &[Effort], better: Better) -> Vec<Option<usize>> {
    let mut who = Vec::new();
    let mut keys = Vec::new();
    for (at, effort) in efforts.iter().enumerate() {
        if let Effort::Done(tries) = effort
            && let Some(key) = key(tries, better)
        {
            who.push(at);
            keys.push(key);
        }
    }
    let mut ranks = vec![None; efforts.len()];
    for (at, place) in who.into_iter().zip(places(&keys)) {
        ranks[at] = Some(place);
    }
    ranks
}

/// Tries as numbers of which the greater list is the better; `None` without a try.
fn key(tries: &[Decimal], better: Better) -> Option<Vec<Decimal>> {
    match better {
        Better::Lower => tries.iter().min().map(|best| vec![-*best]),
        Better::Higher => tries.iter().max().map(|best| vec![*best]),
        Better::Farthest => {
            let mut tries = tries.to_vec();
            tries.sort_unstable_by_key(|&distance| Reverse(distance));
            (!tries.is_empty()).then_some(tries)
        }
    }
}

/// Divides `entrants` into heats of at most `lanes`, whose sizes differ by one at most.
///
/// They go into the heats in turn as they stand, so that neighbours on the list, often of one RT,
/// don't meet. No heats without lanes.
#[must_use]
pub fn heats(entrants: usize, lanes: usize) -> Vec<Vec<usize>> {
    if lanes == 0 {
        return Vec::new();
    }
    let count = entrants.div_ceil(lanes);
    (0..count)
        .map(|heat| (heat..entrants).step_by(count).collect())
        .collect()
}

/// Who goes on from the heats.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Onward {
    /// Those who go on, by heat and place, then the best of the others.
    pub through: Vec<usize>,
    /// Those level at the border: a rerun or lots must decide who of them goes on.
    pub level: Vec<usize>,
}

/// The first `by_place` of each heat go on, and the best `by_result` of all others.
///
/// `heats` name entrants, `efforts` are by entrant. Whoever shares the last place that would go on
/// with more than there is room for is `level`, none of them `through`.
#[must_use]
pub fn onward(
    heats: &[Vec<usize>],
    efforts: &[Effort],
    better: Better,
    by_place: usize,
    by_result: usize,
) -> Onward {
    let mut onward = Onward::default();
    let mut others = Vec::new();
    for heat in heats {
        let known: Vec<usize> = heat
            .iter()
            .copied()
            .filter(|entrant| *entrant < efforts.len())
            .collect();
        others.extend(take(&known, efforts, better, by_place, &mut onward));
    }
    take(&others, efforts, better, by_result, &mut onward);
    onward
}

/// Moves the best `room` of `entrants` into `onward` and gives those who stay behind.
fn take(
    entrants: &[usize],
    efforts: &[Effort],
    better: Better,
    room: usize,
    onward: &mut Onward,
) -> Vec<usize> {
    let theirs: Vec<Effort> = entrants
        .iter()
        .map(|&entrant| efforts[entrant].clone())
        .collect();
    let ranks = rank(&theirs, better);
    let mut placed: Vec<(usize, usize)> = ranks
        .iter()
        .zip(entrants)
        .filter_map(|(rank, &entrant)| rank.map(|rank| (rank, entrant)))
        .collect();
    placed.sort_unstable();
    let mut behind = Vec::new();
    for class in placed.chunk_by(|a, b| a.0 == b.0) {
        let before = class[0].0 - 1;
        let members = class.iter().map(|(_, entrant)| *entrant);
        if before + class.len() <= room {
            onward.through.extend(members);
        } else if before < room {
            onward.level.extend(members);
        } else {
            behind.extend(members);
        }
    }
    behind
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn done(result: i64) -> Effort {
        Effort::Done(vec![Decimal::new(result, 1)])
    }

    #[test]
    fn the_fastest_sack_wins_and_who_fell_has_no_place() {
        let efforts = [
            done(123),
            done(118),
            Effort::Unfinished,
            done(123),
            Effort::Disqualified,
        ];
        assert_eq!(
            rank(&efforts, Better::Lower),
            [Some(2), Some(1), None, Some(2), None]
        );
    }

    #[test]
    fn most_crackers_win() {
        assert_eq!(
            rank(&[done(30), done(50), Effort::Absent], Better::Higher),
            [Some(2), Some(1), None]
        );
    }

    #[test]
    fn equal_bests_go_to_the_second_best_try() {
        let tries = |list: &[i64]| Effort::Done(list.iter().map(|&cm| Decimal::from(cm)).collect());
        let efforts = [
            tries(&[410, 380]),
            tries(&[390, 410]),
            tries(&[410, 390]),
            tries(&[]),
        ];
        assert_eq!(
            rank(&efforts, Better::Farthest),
            [Some(3), Some(1), Some(1), None]
        );
    }

    #[test]
    fn neighbours_run_in_different_heats() {
        assert_eq!(heats(7, 3), [vec![0, 3, 6], vec![1, 4], vec![2, 5]]);
        assert!(heats(5, 0).is_empty() && heats(0, 4).is_empty());
    }

    #[test]
    fn winners_of_heats_go_on_and_the_fastest_loser() {
        let efforts = [
            done(10),
            done(14),
            done(12),
            done(11),
            done(13),
            Effort::Unfinished,
        ];
        let through = onward(
            &[vec![0, 2, 4], vec![1, 3, 5]],
            &efforts,
            Better::Lower,
            1,
            1,
        );
        assert_eq!(through.through, [0, 3, 2]);
        assert!(through.level.is_empty());
    }

    #[test]
    fn a_dead_heat_at_the_border_is_left_to_a_rerun() {
        let efforts = [done(10), done(12), done(12), done(15)];
        let through = onward(&[vec![0, 1, 2, 3]], &efforts, Better::Lower, 2, 0);
        assert_eq!((through.through, through.level), (vec![0], vec![1, 2]));
    }

    proptest! {
        #[test]
        fn everybody_is_in_one_heat_and_heats_are_even(entrants in 0_usize..100, lanes in 1_usize..12) {
            let heats = heats(entrants, lanes);
            let mut all: Vec<usize> = heats.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..entrants).collect::<Vec<_>>());
            let sizes: Vec<usize> = heats.iter().map(Vec::len).collect();
            let spread = sizes.iter().max().unwrap_or(&0) - sizes.iter().min().unwrap_or(&0);
            prop_assert!(spread <= 1 && sizes.iter().all(|size| *size <= lanes));
        }
    }
}
