//! How many new ties an event made, and whether that could be chance: the same count in attendance
//! shuffled so that every event keeps its size and every person their activity.
//! The shuffle swaps the ends of two attendances (Ryser 1957; Gotelli 2000; Fosdick et al. 2018).

mod table;
#[cfg(test)]
mod tests;

use crate::{Error, Random, TwoMode};
use rayon::prelude::*;
use std::num::NonZeroUsize;
use table::Table;

/// The new ties of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTies {
    /// Pairs of persons at the event: k·(k−1)/2.
    pub pairs: usize,
    /// Those of them who had never been together at an earlier event.
    pub new: usize,
    /// The same count by chance, or why that can't be said.
    pub chance: Result<Chance, NoChance>,
}

/// The new ties of the event in shuffled attendance.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    /// Mean of the shuffles.
    pub mean: f64,
    /// The middle 95% of the shuffles lie from here …
    pub low: usize,
    /// … to here.
    pub high: usize,
    /// Share of shuffles with at least as many new ties as seen, the seen one counted among them
    /// (Phipson & Smyth 2010): small means that the event brought unusually many together.
    pub at_least: f64,
    /// Share with at most as many: small means unusually few.
    pub at_most: f64,
    /// How many shuffles there were.
    pub shuffles: usize,
}

/// Why new ties can't be held against chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoChance {
    /// Fewer than two persons: there is no pair.
    #[error("Pesertanya kurang dari dua orang, jadi belum ada pasangan yang bisa dihitung.")]
    FewPersons,
    /// Nobody attended an earlier event: every tie is new.
    #[error("Belum ada kehadiran di acara sebelumnya, jadi semua hubungan pasti baru.")]
    NothingEarlier,
    /// Every shuffle gives the same number.
    #[error(
        "Dengan ukuran acara dan keaktifan orang yang sama, jumlahnya tidak bisa lain, \
         jadi tidak bisa dibandingkan dengan kebetulan."
    )]
    NoOther,
}

/// The new ties of `event`: its pairs of persons who were never together at one of the events
/// `earlier` (in any order; `event` itself and repetitions are ignored), beside `shuffles` of the
/// attendance at these events. The same seed gives the same answer, on any number of threads.
///
/// The shuffles ask: if who came had been as chance has it, with events as large and persons as
/// active as they were, how many new ties would this event have had? Each begins with what was
/// seen and tries 20 swaps for each attendance; a swap that would have someone twice at one event
/// is not made and counts as tried, which makes all tables as likely in the long run. Persons
/// without attendance at these events change nothing.
///
/// Time O(shuffles · (attendances + pairs · events / 64)), memory a bit for each person and event
/// a thread.
///
/// # Errors
///
/// [`Error::Event`] for an event that doesn't exist, [`Error::TooWide`] for more than two thousand
/// million cells of persons and events.
pub fn new_ties(
    attendance: &TwoMode,
    event: u32,
    earlier: &[u32],
    shuffles: NonZeroUsize,
    seed: u64,
) -> Result<NewTies, Error> {
    let table = Table::new(attendance, event, earlier)?;
    let persons = attendance.persons_of(event).len();
    let new = table.new_ties();
    let chance = if persons < 2 {
        Err(NoChance::FewPersons)
    } else if !table.has_earlier() {
        Err(NoChance::NothingEarlier)
    } else {
        chance(&table, new, shuffles.get(), seed)
    };
    Ok(NewTies {
        pairs: persons * persons.saturating_sub(1) / 2,
        new,
        chance,
    })
}

fn chance(table: &Table, seen: usize, shuffles: usize, seed: u64) -> Result<Chance, NoChance> {
    let mut found: Vec<usize> = (0..shuffles as u64)
        .into_par_iter()
        .map_init(
            || table.clone(),
            |shuffled, number| {
                shuffled.clone_from(table);
                shuffled.shuffle(&mut Random::stream(seed, number));
                shuffled.new_ties()
            },
        )
        .collect();
    found.sort_unstable();
    if found.first() == found.last() && found.first() == Some(&seen) {
        return Err(NoChance::NoOther);
    }
    let below = found.partition_point(|&new| new < seen);
    let up_to = found.partition_point(|&new| new <= seen);
    let share = |count: usize| (count + 1) as f64 / (shuffles + 1) as f64;
    let at = |part: f64| found[((shuffles - 1) as f64 * part).round() as usize];
    Ok(Chance {
        mean: found.iter().sum::<usize>() as f64 / shuffles as f64,
        low: at(0.025),
        high: at(0.975),
        at_least: share(shuffles - below),
        at_most: share(up_to),
        shuffles,
    })
}
