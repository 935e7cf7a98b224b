//! Groups before a knock-out: who is in which, and who of them meets whom afterwards.
//! The crossing is data, such as `1A-2B, 1C-2D, 1B-2A, 1D-2C`.

mod crossing;

pub use crossing::{Crossing, CrossingError, Place};

use crate::draw::DrawError;
use crate::entrant::{Entrant, Entrants};
use crate::lot::Lot;
use crate::plan::{Part, Plan};
use crate::round_robin;
use std::collections::HashMap;

/// Groups that can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroupsError {
    /// Each group needs two at least.
    #[error("{entrants} peserta tidak cukup untuk {groups} grup; tiap grup paling sedikit 2")]
    Few {
        /// How many entrants.
        entrants: usize,
        /// How many groups.
        groups: usize,
    },
    /// The homes don't fit the entrants.
    #[error(transparent)]
    Draw(#[from] DrawError),
}

/// Groups by seed, in a serpentine: 1, 2, 3, 3, 2, 1, 1, …
///
/// # Errors
///
/// [`GroupsError::Few`] if a group would have fewer than two.
pub fn by_seed(entrants: Entrants, count: usize) -> Result<Vec<Vec<Entrant>>, GroupsError> {
    let mut groups = empty(entrants, count)?;
    for (place, entrant) in entrants.iter().enumerate() {
        let (row, column) = (place / count, place % count);
        let at = if row % 2 == 0 {
            column
        } else {
            count - 1 - column
        };
        groups[at].push(entrant);
    }
    Ok(groups)
}

/// Groups by lot: of each home as many in one group as in another, give or take one, and the
/// same of all.
///
/// # Errors
///
/// [`GroupsError`] where the numbers don't fit together.
pub fn by_lot(
    entrants: Entrants,
    count: usize,
    homes: &[Option<&str>],
    lot: &mut Lot,
) -> Result<Vec<Vec<Entrant>>, GroupsError> {
    let mut groups = empty(entrants, count)?;
    if homes.len() != entrants.count() {
        return Err(GroupsError::Draw(DrawError::Homes {
            homes: homes.len(),
            entrants: entrants.count(),
        }));
    }
    let mut numbers = HashMap::new();
    let mut kin: Vec<Vec<Entrant>> = Vec::new();
    for (entrant, home) in entrants.iter().zip(homes) {
        let fresh = kin.len();
        let at = home.map_or(fresh, |home| *numbers.entry(home).or_insert(fresh));
        if at == fresh {
            kin.push(Vec::new());
        }
        kin[at].push(entrant);
    }
    lot.shuffle(&mut kin);
    for one in &mut kin {
        lot.shuffle(one);
    }
    for (place, entrant) in kin.into_iter().flatten().enumerate() {
        groups[place % count].push(entrant); // one home stands together, so it is dealt evenly
    }
    lot.shuffle(&mut groups);
    Ok(groups)
}

fn empty(entrants: Entrants, count: usize) -> Result<Vec<Vec<Entrant>>, GroupsError> {
    if count == 0 || entrants.count() / 2 < count {
        return Err(GroupsError::Few {
            entrants: entrants.count(),
            groups: count,
        });
    }
    Ok(vec![Vec::new(); count])
}

/// The matches of all groups: everybody against everybody of their group, once or twice.
#[must_use]
pub fn plan(entrants: Entrants, groups: &[Vec<Entrant>], twice: bool) -> Plan {
    let mut plan = Plan::empty(entrants);
    for (number, members) in (0..).zip(groups) {
        round_robin::add(&mut plan, Part::Group(number), members, twice);
    }
    plan
}

/// What a group is called: A to Z, then AA, AB, …
#[must_use]
pub fn name(group: usize) -> String {
    let letter = char::from(b'A' + (group % 26) as u8);
    match group / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", name(more - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(groups: &[Vec<Entrant>]) -> Vec<Vec<u16>> {
        let inside = |group: &Vec<Entrant>| group.iter().map(|e| e.0).collect();
        groups.iter().map(inside).collect()
    }

    #[test]
    fn seeds_go_into_the_groups_in_a_serpentine() {
        let groups = by_seed(Entrants::new(8).unwrap(), 3).unwrap();
        assert_eq!(numbers(&groups), [vec![1, 6, 7], vec![2, 5, 8], vec![3, 4]]);
        let wrong = by_seed(Entrants::new(5).unwrap(), 3).unwrap_err();
        assert_eq!(
            wrong.to_string(),
            "5 peserta tidak cukup untuk 3 grup; tiap grup paling sedikit 2"
        );
    }

    #[test]
    fn each_group_is_a_league_of_its_own() {
        let entrants = Entrants::new(7).unwrap();
        let plan = plan(entrants, &by_seed(entrants, 2).unwrap(), false);
        assert_eq!(plan.round_sizes(Part::Group(0)), [1, 1, 1]);
        assert_eq!(plan.round_sizes(Part::Group(1)), [2, 2, 2]);
        assert_eq!(plan.rests.len(), 3);
    }

    #[test]
    fn groups_have_letters() {
        assert_eq!([0, 25, 26, 702].map(name), ["A", "Z", "AA", "AAA"]);
    }

    proptest! {
        #[test]
        fn the_lot_deals_each_home_and_all_together_evenly(
            homes in prop::collection::vec(0..6_u8, 2..120), count in 1..9_usize, seed: u64,
        ) {
            let names: Vec<String> = homes.iter().map(u8::to_string).collect();
            let names: Vec<_> = names.iter().map(|name| Some(&**name)).collect();
            let entrants = Entrants::new(homes.len()).unwrap();
            prop_assume!(homes.len() / 2 >= count);
            let groups = by_lot(entrants, count, &names, &mut Lot::new(&seed.to_string(), "")).unwrap();
            let even = |sizes: Vec<usize>| sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1;
            prop_assert!(even(groups.iter().map(Vec::len).collect()));
            for home in 0..6 {
                let of = |group: &Vec<Entrant>| group.iter().filter(|e| homes[e.index()] == home).count();
                prop_assert!(even(groups.iter().map(of).collect()));
            }
        }
    }
}
