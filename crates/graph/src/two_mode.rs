//! A network of two kinds of node: persons and the events they attended,
//! as compressed sparse rows in both directions, rows sorted.
//! Persons without events and events without persons are kept.

use crate::Error;
use crate::gathered::{self, Gathered, Held};

/// Attendance: persons are the numbers `0..persons()`, events `0..events()`.
///
/// Memory: 4 bytes a node and 8 bytes an attendance.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoMode {
    by_person: Rows,
    by_event: Rows,
}

impl TwoMode {
    /// From pairs of person and event, each given once, in any order.
    ///
    /// Time O(pairs), a counting sort.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownPerson`], [`Error::UnknownEvent`], [`Error::AttendanceTwice`],
    /// [`Error::TooLarge`].
    pub fn from_pairs(persons: usize, events: usize, pairs: &[(u32, u32)]) -> Result<Self, Error> {
        let each = pairs.iter().copied();
        let by_event = if check(persons, events, each.clone())? {
            Rows::fill(events, each.map(turned))
        } else {
            // Filled in the order of persons, rows come out sorted.
            let by_person = Rows::fill(persons, each);
            Rows::fill(events, by_person.each().map(turned))
        };
        Self::from_events(persons, by_event)
    }

    /// As [`TwoMode::from_pairs`], from what was read.
    pub(crate) fn from_gathered(
        persons: usize,
        events: usize,
        gathered: Gathered,
    ) -> Result<Self, Error> {
        match gathered.held() {
            Held::Pairs(pairs) => Self::from_pairs(persons, events, &pairs),
            Held::Rows(runs, items) => {
                check(persons, events, gathered::each(&runs, &items))?;
                Self::from_events(persons, Rows::of_runs(events, &runs, items))
            }
        }
    }

    /// From the rows of the events, sorted.
    fn from_events(persons: usize, by_event: Rows) -> Result<Self, Error> {
        if let Some((event, person)) = by_event.twice() {
            return Err(Error::AttendanceTwice { person, event });
        }
        let by_person = Rows::fill(persons, by_event.each().map(turned));
        Ok(Self {
            by_person,
            by_event,
        })
    }

    /// The same attendance, where the new person `p` is the old `persons[p]`, and so for events.
    ///
    /// Never are more rows held than those of one network.
    pub(crate) fn renumbered(self, persons: &[u32], events: &[u32]) -> Self {
        let mut new_person = vec![0_u32; persons.len()];
        (0..)
            .zip(persons)
            .for_each(|(new, &old)| new_person[old as usize] = new);
        let old = self.by_event;
        drop(self.by_person);
        let pairs = (0..).zip(events).flat_map(|(event, &was)| {
            let row = old.row(was).iter();
            row.map(move |&person| (person, event))
        });
        let new = &new_person;
        let by_person = Rows::fill(
            persons.len(),
            pairs.map(|(p, event)| (new[p as usize], event)),
        );
        drop(old);
        let by_event = Rows::fill(events.len(), by_person.each().map(turned));
        Self {
            by_person,
            by_event,
        }
    }

    /// Number of persons, those without events included.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.by_person.len()
    }

    /// Number of events, those without persons included.
    #[must_use]
    pub fn events(&self) -> usize {
        self.by_event.len()
    }

    /// Number of attendances.
    #[must_use]
    pub fn attendances(&self) -> usize {
        self.by_event.items.len()
    }

    /// The events of `person`, ascending.
    #[inline]
    #[must_use]
    pub fn events_of(&self, person: u32) -> &[u32] {
        self.by_person.row(person)
    }

    /// The persons of `event`, ascending.
    #[inline]
    #[must_use]
    pub fn persons_of(&self, event: u32) -> &[u32] {
        self.by_event.row(event)
    }

    /// Share of the possible attendances that took place, 0 to 1 (Borgatti & Everett 1997);
    /// `None` without persons or events.
    #[must_use]
    pub fn density(&self) -> Option<f64> {
        let possible = self.persons() as f64 * self.events() as f64;
        (possible > 0.0).then(|| self.attendances() as f64 / possible)
    }

    /// Meetings of two: Σ k (k − 1) / 2 over the events of k persons.
    #[must_use]
    pub fn pairs_met(&self) -> u64 {
        let size = |event| self.persons_of(event).len() as u64;
        let pairs = |k: u64| k * k.saturating_sub(1) / 2;
        (0..self.events() as u32)
            .map(|event| pairs(size(event)))
            .sum()
    }

    /// The same attendance seen from the other side: events as persons, persons as events.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self {
            by_person: self.by_event.clone(),
            by_event: self.by_person.clone(),
        }
    }
}

fn turned((a, b): (u32, u32)) -> (u32, u32) {
    (b, a)
}

/// Refuses numbers out of range; says whether the pairs ascend by event, then person.
fn check(
    persons: usize,
    events: usize,
    pairs: impl Iterator<Item = (u32, u32)>,
) -> Result<bool, Error> {
    let (mut place, mut ascending, mut last) = (0, true, (0, 0));
    let wrong = pairs.into_iter().find(|&(person, event)| {
        place += 1;
        ascending &= last <= (event, person);
        last = (event, person);
        person as usize >= persons || event as usize >= events
    });
    let count = place.max(persons.saturating_add(events));
    match wrong {
        Some((person, _)) if person as usize >= persons => Err(Error::UnknownPerson {
            place,
            person,
            persons,
        }),
        Some((_, event)) => Err(Error::UnknownEvent {
            place,
            event,
            events,
        }),
        None if u32::try_from(count).is_err() => Err(Error::TooLarge { count }),
        None => Ok(ascending),
    }
}

/// Compressed sparse rows of 32-bit numbers.
#[derive(Debug, Clone, PartialEq)]
struct Rows {
    offsets: Vec<u32>,
    items: Vec<u32>,
}

impl Rows {
    /// Rows from pairs of row and item; within a row in the order given.
    fn fill(rows: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut offsets = vec![0_u32; rows + 2];
        let mut count = 0;
        pairs.clone().for_each(|(row, _)| {
            offsets[row as usize + 2] += 1;
            count += 1;
        });
        for row in 2..offsets.len() {
            offsets[row] += offsets[row - 1];
        }
        let mut items = vec![0_u32; count];
        pairs.for_each(|(row, item)| {
            let next = &mut offsets[row as usize + 1];
            items[*next as usize] = item;
            *next += 1;
        });
        offsets.pop();
        Self { offsets, items }
    }

    /// Rows from the length of each row that has items, ascending, and the items of all.
    fn of_runs(rows: usize, runs: &[(u32, u32)], items: Vec<u32>) -> Self {
        let mut offsets = vec![0_u32; rows + 1];
        for &(row, count) in runs {
            offsets[row as usize + 1] = count;
        }
        for row in 1..offsets.len() {
            offsets[row] += offsets[row - 1];
        }
        Self { offsets, items }
    }

    fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    #[inline]
    fn row(&self, row: u32) -> &[u32] {
        let row = row as usize;
        &self.items[self.offsets[row] as usize..self.offsets[row + 1] as usize]
    }

    fn each(&self) -> impl Iterator<Item = (u32, u32)> + Clone + '_ {
        (0..self.len() as u32).flat_map(|row| self.row(row).iter().map(move |&item| (row, item)))
    }

    /// The first row that holds an item twice, and the item; rows are sorted.
    fn twice(&self) -> Option<(u32, u32)> {
        (0..self.len() as u32).find_map(|row| {
            let pair = self.row(row).windows(2).find(|pair| pair[0] == pair[1])?;
            Some((row, pair[0]))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attendance_is_seen_from_both_sides_whatever_its_order() {
        let pairs = [(2, 1), (0, 1), (2, 0)];
        let attendance = TwoMode::from_pairs(4, 2, &pairs).unwrap();
        assert_eq!(attendance.events_of(2), [0, 1]);
        assert_eq!(attendance.persons_of(1), [0, 2]);
        assert!(attendance.events_of(3).is_empty());
        assert_eq!(attendance.attendances(), 3);
        let reversed: Vec<_> = pairs.iter().rev().copied().collect();
        assert_eq!(TwoMode::from_pairs(4, 2, &reversed).unwrap(), attendance);
        assert_eq!(attendance.turned().events_of(1), [0, 2]);
    }

    #[test]
    fn a_bad_attendance_is_refused_with_its_place() {
        let person = TwoMode::from_pairs(1, 1, &[(0, 0), (1, 0)]);
        assert_eq!(
            person,
            Err(Error::UnknownPerson {
                place: 2,
                person: 1,
                persons: 1
            })
        );
        let event = TwoMode::from_pairs(1, 1, &[(0, 3)]);
        assert_eq!(
            event,
            Err(Error::UnknownEvent {
                place: 1,
                event: 3,
                events: 1
            })
        );
        let twice = TwoMode::from_pairs(2, 1, &[(1, 0), (0, 0), (1, 0)]);
        assert_eq!(
            twice,
            Err(Error::AttendanceTwice {
                person: 1,
                event: 0
            })
        );
    }
}
