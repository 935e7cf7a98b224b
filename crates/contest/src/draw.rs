//! The draw: who stands where in a bracket, by seed or by lot.
//! By lot, entrants of the same home (an RT, say) are kept apart as far as the tree allows,
//! and [`meetings`] says how far that is.

use crate::bracket::{Slots, round_name, standard};
use crate::entrant::{Entrant, Entrants};
use crate::lot::Lot;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// A draw that can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// The list of homes has another length than the list of entrants.
    #[error("asal diisi untuk {homes} peserta, padahal pesertanya {entrants}")]
    Homes {
        /// How many homes are given.
        homes: usize,
        /// How many entrants there are.
        entrants: usize,
    },
    /// More seeded than entrants.
    #[error("{0} unggulan lebih banyak dari pesertanya")]
    Seeded(usize),
}

/// A bracket by lot: entrants 1 to `seeded` keep the places of their seeds, the lot decides the
/// rest, byes included. `homes[i]` is where entrant i + 1 comes from, `None` where nobody knows.
///
/// In each half of each part of the tree stand as many of one home as in the other, give or take
/// one, unless seeded places forbid it. Only which homes are equal counts, never their names.
///
/// # Errors
///
/// [`DrawError`] where the numbers don't fit together.
pub fn by_lot(
    entrants: Entrants,
    seeded: usize,
    homes: &[Option<&str>],
    lot: &mut Lot,
) -> Result<Slots, DrawError> {
    let count = entrants.count();
    if homes.len() != count {
        return Err(DrawError::Homes {
            homes: homes.len(),
            entrants: count,
        });
    }
    if seeded > count {
        return Err(DrawError::Seeded(seeded));
    }
    let mut tree = Tree {
        home: numbered(homes),
        seeded,
        order: (0..count).collect(),
        lot,
    };
    let places: Vec<usize> = standard(entrants);
    let places = places.iter().map(|&place| (place < count).then_some(place));
    tree.fill(&places.collect::<Vec<_>>(), (seeded..count).collect());
    let order: Vec<Entrant> = tree.order.iter().map(|&e| Entrant(e as u16 + 1)).collect();
    Ok(Slots::in_order(entrants, &order))
}

/// Each home as a number; whoever has none is a home of their own.
fn numbered(homes: &[Option<&str>]) -> Vec<usize> {
    let mut first = HashMap::new();
    let number = |(place, home): (usize, &Option<&str>)| {
        home.map_or(place, |home| *first.entry(home.to_owned()).or_insert(place))
    };
    homes.iter().enumerate().map(number).collect()
}

/// The draw under way: entrants and places are numbers from 0.
struct Tree<'a> {
    home: Vec<usize>,
    seeded: usize,
    /// Who stands in the place of each seed.
    order: Vec<usize>,
    lot: &'a mut Lot,
}

/// Those of one home in one part of the tree.
struct Kin {
    free: Vec<usize>,
    /// Seeded ones in the upper and the lower half.
    fixed: [usize; 2],
    /// How many of the free go to the upper half.
    up: usize,
}

impl Kin {
    /// By how much the halves differ, with `up` of the free in the upper one.
    fn lean(&self, up: usize) -> usize {
        (self.fixed[0] + up).abs_diff(self.fixed[1] + self.free.len() - up)
    }
}

impl Tree<'_> {
    /// Puts `free` into those of `places` that are nobody's yet.
    fn fill(&mut self, places: &[Option<usize>], free: Vec<usize>) {
        if places.len() == 1 {
            if let (Some(place), Some(&entrant)) = (places[0], free.first()) {
                self.order[place] = entrant;
            }
            return;
        }
        let (upper, lower) = places.split_at(places.len() / 2);
        let mut kin = self.kin(upper, lower, &free);
        let open = upper
            .iter()
            .flatten()
            .filter(|&&p| p >= self.seeded)
            .count();
        share(&mut kin, open);
        let (mut up, mut down) = (Vec::new(), Vec::new());
        for mut one in kin {
            self.lot.shuffle(&mut one.free);
            down.extend(one.free.split_off(one.up));
            up.extend(one.free);
        }
        self.fill(upper, up);
        self.fill(lower, down);
    }

    /// The homes of a part of the tree, in the order of the lot.
    fn kin(
        &mut self,
        upper: &[Option<usize>],
        lower: &[Option<usize>],
        free: &[usize],
    ) -> Vec<Kin> {
        let mut kin: BTreeMap<usize, Kin> = BTreeMap::new();
        let empty = || Kin {
            free: Vec::new(),
            fixed: [0, 0],
            up: 0,
        };
        for &entrant in free {
            let one = kin.entry(self.home[entrant]).or_insert_with(empty);
            one.free.push(entrant);
        }
        for (half, places) in [upper, lower].into_iter().enumerate() {
            for &place in places.iter().flatten().filter(|&&p| p < self.seeded) {
                if let Some(one) = kin.get_mut(&self.home[place]) {
                    one.fixed[half] += 1;
                }
            }
        }
        let mut kin: Vec<Kin> = kin.into_values().collect();
        self.lot.shuffle(&mut kin);
        kin
    }
}

/// Decides how many of each home go up, so that `open` do in all and no home leans more than
/// it must.
fn share(kin: &mut [Kin], open: usize) {
    for one in &mut *kin {
        let half = (one.free.len() + one.fixed[0] + one.fixed[1]) / 2;
        one.up = half.saturating_sub(one.fixed[0]).min(one.free.len());
    }
    let mut sum: usize = kin.iter().map(|one| one.up).sum();
    while sum < open {
        let can = kin.iter_mut().filter(|one| one.up < one.free.len());
        let Some(one) = can.min_by_key(|one| one.lean(one.up + 1)) else {
            return;
        };
        one.up += 1;
        sum += 1;
    }
    while sum > open {
        let can = kin.iter_mut().filter(|one| one.up > 0);
        let Some(one) = can.min_by_key(|one| one.lean(one.up - 1)) else {
            return;
        };
        one.up -= 1;
        sum -= 1;
    }
}

/// How far those of one home are kept apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The home.
    pub home: String,
    /// How many come from there; two at least.
    pub entrants: usize,
    /// The first round in which two of them can meet.
    pub earliest: u16,
    /// The latest that this could be in a bracket of this size, whatever the draw.
    pub best: u16,
    /// How many rounds the bracket has.
    pub rounds: u16,
}

/// For each home of two or more, in the order of its first entrant, when two of them can meet.
#[must_use]
pub fn meetings(slots: &Slots, homes: &[Option<&str>]) -> Vec<Meeting> {
    let mut found: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut known = HashMap::new();
    let mut place = vec![None; slots.entrants().count()];
    for (here, entrant) in slots.as_slice().iter().enumerate() {
        if let Some(entrant) = entrant {
            place[entrant.index()] = Some(here);
        }
    }
    for (home, place) in homes.iter().zip(place) {
        if let (Some(home), Some(place)) = (home, place) {
            let at = *known.entry(home).or_insert(found.len());
            if at == found.len() {
                found.push((home, Vec::new()));
            }
            found[at].1.push(place);
        }
    }
    let several = found.into_iter().filter(|(_, places)| places.len() > 1);
    several
        .map(|(home, places)| meeting(home, places, slots.rounds()))
        .collect()
}

fn meeting(home: &str, mut places: Vec<usize>, rounds: u16) -> Meeting {
    places.sort_unstable();
    let round = |pair: &[usize]| (pair[0] ^ pair[1]).checked_ilog2().unwrap_or(0) as u16 + 1;
    let parts = places.len().next_power_of_two().ilog2() as u16; // that many halvings part them
    Meeting {
        home: home.to_owned(),
        entrants: places.len(),
        earliest: places.windows(2).map(round).min().unwrap_or(rounds),
        best: rounds + 1 - parts,
        rounds,
    }
}

impl fmt::Display for Meeting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |round| round_name(self.rounds, round);
        write!(
            out,
            "{}: {} peserta, paling cepat saling bertemu di {}; ",
            self.home,
            self.entrants,
            name(self.earliest)
        )?;
        if self.earliest == self.best {
            out.write_str("lebih jauh lagi tidak mungkin.")
        } else {
            write!(
                out,
                "tanpa tempat unggulan bisa sampai {}.",
                name(self.best)
            )
        }
    }
}

#[cfg(test)]
mod tests;
