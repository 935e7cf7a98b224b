//! Knock-out brackets: where the seeds stand, single elimination, double elimination.
//! Byes go to the best seeds; 1 and 2 can only meet in the final, 1 to 4 not before the semi-finals.

mod double;
mod slots;

pub use double::double;
pub(crate) use slots::standard;
pub use slots::{Slots, SlotsError, round_name};

use crate::plan::{Part, Plan, Side, Source};

/// A single elimination: n − 1 matches, and one more for the third place where both
/// semi-finals are real matches.
#[must_use]
pub fn single(slots: &Slots, third_place: bool) -> Plan {
    let mut plan = Plan::empty(slots.entrants());
    let mut standing = first(slots);
    let mut beaten = Vec::new();
    for round in 1..slots.rounds() {
        (standing, beaten) = round_of(&mut plan, Part::Main, round, &standing);
    }
    if let (true, &[a, b]) = (third_place, &beaten[..]) {
        plan.meet(Part::ThirdPlace, 1, a, b);
    }
    plan.meet(Part::Final, 1, standing[0], standing[1]);
    plan
}

/// The slots as sides of the first round.
fn first(slots: &Slots) -> Vec<Side> {
    let side = |slot: &Option<_>| slot.map(Source::Entrant);
    slots.as_slice().iter().map(side).collect()
}

/// Neighbours meet: those who go on, and those who drop out, from top to bottom.
fn round_of(plan: &mut Plan, part: Part, round: u16, sides: &[Side]) -> (Vec<Side>, Vec<Side>) {
    sides
        .chunks_exact(2)
        .map(|pair| plan.meet(part, round, pair[0], pair[1]))
        .unzip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entrant::{Entrant, Entrants};

    fn seeded(count: usize) -> Slots {
        Slots::seeded(Entrants::new(count).unwrap())
    }

    #[test]
    fn everybody_but_the_champion_loses_once() {
        for count in 2..=1024 {
            let plan = single(&seeded(count), false);
            assert_eq!(plan.matches.len(), count - 1);
        }
    }

    #[test]
    fn the_third_place_is_played_by_the_losers_of_two_semi_finals() {
        let plan = single(&seeded(4), true);
        let third = plan.matches[2];
        assert_eq!(third.part, Part::ThirdPlace);
        assert_eq!(
            third.sides,
            [1, 2].map(|no| Source::Loser(crate::plan::MatchNo(no)))
        );
        assert_eq!(plan.matches[3].part, Part::Final);
        assert_eq!(single(&seeded(3), true).matches.len(), 2); // one semi-final is a bye
        assert_eq!(single(&seeded(2), true).matches.len(), 1);
    }

    #[test]
    fn a_bye_leads_to_the_match_after_it() {
        let plan = single(&seeded(3), false);
        assert_eq!(plan.matches[1].sides[0], Source::Entrant(Entrant(1)));
    }
}
