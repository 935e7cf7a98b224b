//! The places of a bracket from top to bottom: two neighbours are a match of the first round.
//! The places are a power of two; those that nobody takes are byes.

use crate::entrant::{Entrant, Entrants, SizeError};

/// The places of a bracket; each entrant stands in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    entrants: Entrants,
    slots: Vec<Option<Entrant>>,
}

/// Places that make no bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotsError {
    /// Too few or too many entrants.
    #[error(transparent)]
    Size(#[from] SizeError),
    /// The number of places is no power of two.
    #[error("bagan punya {0} tempat; jumlahnya harus 2, 4, 8, 16, dan seterusnya")]
    Places(usize),
    /// The entrants are not 1 to n, each once.
    #[error("peserta nomor {0} tidak ada, atau berdiri di dua tempat pada bagan")]
    Entrant(Entrant),
}

impl Slots {
    /// The standard seeding: if favourites win, the seeds of each match of round r add up to
    /// size / 2^(r−1) + 1.
    #[must_use]
    pub fn seeded(entrants: Entrants) -> Self {
        let order: Vec<Entrant> = entrants.iter().collect();
        Self::in_order(entrants, &order)
    }

    /// The standard seeding with `order[i]` in the place of seed i + 1.
    pub(crate) fn in_order(entrants: Entrants, order: &[Entrant]) -> Self {
        Self {
            entrants,
            slots: standard(entrants)
                .into_iter()
                .map(|place| order.get(place).copied())
                .collect(),
        }
    }

    /// Places as given, `None` being a bye.
    ///
    /// # Errors
    ///
    /// [`SlotsError`] if the places are no power of two, or the entrants in them not 1 to n.
    pub fn new(slots: Vec<Option<Entrant>>) -> Result<Self, SlotsError> {
        let entrants = Entrants::new(slots.iter().flatten().count())?;
        if !slots.len().is_power_of_two() || slots.len() > 1024 {
            return Err(SlotsError::Places(slots.len()));
        }
        let mut seen = vec![false; entrants.count()];
        for &entrant in slots.iter().flatten() {
            if !entrants.has(entrant) || std::mem::replace(&mut seen[entrant.index()], true) {
                return Err(SlotsError::Entrant(entrant));
            }
        }
        Ok(Self { entrants, slots })
    }

    /// Who stands in them.
    #[must_use]
    pub fn entrants(&self) -> Entrants {
        self.entrants
    }

    /// From top to bottom.
    #[must_use]
    pub fn as_slice(&self) -> &[Option<Entrant>] {
        &self.slots
    }

    /// How many rounds lead to the champion.
    #[must_use]
    pub fn rounds(&self) -> u16 {
        self.slots.len().ilog2() as u16
    }

    /// How many byes.
    #[must_use]
    pub fn byes(&self) -> usize {
        self.slots.len() - self.entrants.count()
    }

    /// Who is drawn with a bye.
    pub fn with_bye(&self) -> impl Iterator<Item = Entrant> + '_ {
        self.neighbours().filter_map(|pair| match pair {
            [Some(lucky), None] | [None, Some(lucky)] => Some(lucky),
            _ => None,
        })
    }

    /// The matches of the first round.
    pub fn first_round(&self) -> impl Iterator<Item = [Entrant; 2]> + '_ {
        self.neighbours().filter_map(|[a, b]| Some([a?, b?]))
    }

    fn neighbours(&self) -> impl Iterator<Item = [Option<Entrant>; 2]> + '_ {
        self.slots.chunks_exact(2).map(|pair| [pair[0], pair[1]])
    }

    /// The entrants of each of `parts` equal parts of the bracket; `None` where it has no more
    /// places than that.
    #[must_use]
    pub fn parts(&self, parts: usize) -> Option<Vec<Vec<Entrant>>> {
        (self.slots.len() > parts).then(|| {
            let size = self.slots.len() / parts;
            let sorted = |part: &[Option<Entrant>]| {
                let mut inside: Vec<Entrant> = part.iter().copied().flatten().collect();
                inside.sort_unstable();
                inside
            };
            self.slots.chunks(size).map(sorted).collect()
        })
    }
}

/// The seeds, from 0, in the order of the places: each place splits into itself and its
/// counterpart until there are enough.
pub(crate) fn standard(entrants: Entrants) -> Vec<usize> {
    let size = entrants.count().next_power_of_two();
    let mut seeds = vec![0];
    while seeds.len() < size {
        let last = seeds.len() * 2 - 1;
        seeds = seeds
            .into_iter()
            .flat_map(|seed| [seed, last - seed])
            .collect();
    }
    seeds
}

/// What a round of a bracket with `rounds` rounds is called: "final", "semifinal",
/// "perempat final", "16 besar", …
#[must_use]
pub fn round_name(rounds: u16, round: u16) -> String {
    match rounds.saturating_sub(round) {
        0 => "final".to_owned(),
        1 => "semifinal".to_owned(),
        2 => "perempat final".to_owned(),
        before => format!("{} besar", 2_u64 << before.min(62)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byes_fill_up_to_the_next_power_of_two_and_go_to_the_best() {
        for count in 2..=1024 {
            let slots = Slots::seeded(Entrants::new(count).unwrap());
            let size = count.next_power_of_two();
            assert_eq!(slots.as_slice().len(), size);
            let mut lucky: Vec<u16> = slots.with_bye().map(|e| e.0).collect();
            lucky.sort_unstable();
            assert_eq!(lucky, (1..=(size - count) as u16).collect::<Vec<_>>());
            assert_eq!(slots.first_round().count() * 2 + slots.byes(), count);
        }
    }

    #[test]
    fn the_best_meet_as_late_as_they_can() {
        let slots = Slots::seeded(Entrants::new(1024).unwrap());
        let place = |seed| {
            let here = |slot: &Option<Entrant>| *slot == Some(Entrant(seed));
            slots.as_slice().iter().position(here).unwrap()
        };
        for level in 0..10 {
            let best: Vec<usize> = (1..=2 << level).map(place).collect();
            let mut parts: Vec<usize> = best.iter().map(|p| p >> (9 - level)).collect();
            parts.sort_unstable();
            parts.dedup();
            assert_eq!(parts.len(), 2 << level);
        }
    }

    #[test]
    fn places_that_make_no_bracket_are_refused() {
        let e = |n| Some(Entrant(n));
        assert_eq!(
            Slots::new(vec![e(1), e(2), None]),
            Err(SlotsError::Places(3))
        );
        assert_eq!(
            Slots::new(vec![e(1), e(1)]),
            Err(SlotsError::Entrant(Entrant(1)))
        );
        assert_eq!(
            Slots::new(vec![e(1), e(3)]),
            Err(SlotsError::Entrant(Entrant(3)))
        );
        assert!(matches!(
            Slots::new(vec![e(1), None]),
            Err(SlotsError::Size(_))
        ));
        assert!(Slots::new(vec![e(2), None, None, e(1)]).is_ok());
    }

    #[test]
    fn rounds_have_the_names_people_use() {
        let names: Vec<String> = (1..=5).map(|round| round_name(5, round)).collect();
        assert_eq!(
            names,
            [
                "32 besar",
                "16 besar",
                "perempat final",
                "semifinal",
                "final"
            ]
        );
    }
}
