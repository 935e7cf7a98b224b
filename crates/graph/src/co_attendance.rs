//! Who met whom, for whole nations: the projection of attendance row by row, never all at once.
//! Each thread counts one person's co-attendees in an array of its own; what a person has met more
//! than once is known the moment the second meeting is counted.

use crate::TwoMode;
use crate::parallel::by_chunks;

const CHUNK: usize = 1_024;

/// How many others each person met at events, each counted once.
///
/// 0 for persons without events or alone at theirs. Time O(Σ persons²) over the events on all
/// threads, memory 1 byte a person and thread besides the answer.
#[must_use]
pub fn co_attendees(network: &TwoMode) -> Vec<u32> {
    let make = || Marks {
        mark: vec![0; network.persons()],
        now: 0,
    };
    by_chunks(network.persons(), CHUNK, make, |marks, persons| {
        persons
            .map(|p| marks.count(network, p as u32))
            .collect::<Vec<_>>()
    })
    .concat()
}

/// Marks of one byte: all persons stay in the processor's cache.
struct Marks {
    mark: Vec<u8>,
    now: u8,
}

impl Marks {
    fn count(&mut self, network: &TwoMode, person: u32) -> u32 {
        let events = network.events_of(person);
        if events.is_empty() {
            return 0;
        }
        if self.now == u8::MAX {
            self.mark.fill(0);
            self.now = 0;
        }
        self.now += 1;
        let (now, mut met) = (self.now, 0);
        for &event in events {
            for &other in network.persons_of(event) {
                let mark = &mut self.mark[other as usize];
                met += u32::from(*mark != now);
                *mark = now;
            }
        }
        // The person is one of those marked.
        met - 1
    }
}

/// Pairs of persons who were at the same events often enough, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs {
    chunks: Vec<Chunk>,
}

/// The rows of [`CHUNK`] persons.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chunk {
    ends: Vec<usize>,
    others: Box<[u32]>,
    shared: Box<[u32]>,
}

impl Pairs {
    /// How many pairs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.others.len()).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sum of the shared events of all pairs.
    #[must_use]
    pub fn total(&self) -> u64 {
        let all = self.chunks.iter().flat_map(|chunk| chunk.shared.iter());
        all.map(|&shared| u64::from(shared)).sum()
    }

    /// Each pair once, smaller person first, ascending, with the number of shared events.
    pub fn each(&self) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        (0_u32..)
            .step_by(CHUNK)
            .zip(&self.chunks)
            .flat_map(|(first, chunk)| chunk.each(first))
    }
}

impl Chunk {
    fn each(&self, first: u32) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        let rows = (first..)
            .zip(&self.ends)
            .scan(0_usize, |start, (person, &end)| {
                Some((person, std::mem::replace(start, end)..end))
            });
        rows.flat_map(move |(person, row)| {
            row.map(move |at| (person, self.others[at], self.shared[at]))
        })
    }
}

/// The pairs of persons with at least `least` events in common.
///
/// Time O(Σ persons²) over the events on all threads; memory 8 bytes for each pair of the answer
/// and 4 bytes a person, and 4 bytes a person and thread: pairs below `least` are never held.
#[must_use]
pub fn pairs(network: &TwoMode, least: u32) -> Pairs {
    let work = |counts: &mut Counts, persons: std::ops::Range<usize>| {
        let mut chunk = (Vec::with_capacity(persons.len()), Vec::new(), Vec::new());
        for person in persons {
            for &(other, shared) in counts.row(network, person as u32, least) {
                chunk.1.push(other);
                chunk.2.push(shared);
            }
            chunk.0.push(chunk.1.len());
        }
        Chunk {
            ends: chunk.0,
            others: chunk.1.into(),
            shared: chunk.2.into(),
        }
    };
    let chunks = by_chunks(network.persons(), CHUNK, || Counts::new(network), work);
    Pairs { chunks }
}

/// What `fold` makes of each person's row: those with a greater number whom the person met, and
/// at how many events, ascending. Nothing but one row is held.
///
/// Time O(Σ persons²) over the events on all threads, memory 4 bytes a person and thread.
pub fn fold_rows<R: Send>(network: &TwoMode, fold: impl Fn(&[(u32, u32)]) -> R + Sync) -> Vec<R> {
    by_chunks(
        network.persons(),
        CHUNK,
        || Counts::new(network),
        |counts, persons| {
            persons
                .map(|p| fold(counts.row(network, p as u32, 1)))
                .collect::<Vec<_>>()
        },
    )
    .into_iter()
    .flatten()
    .collect()
}

/// Counts of shared events with one person after another.
///
/// A person's counts start at `base`, above all that stands there from persons before, so that
/// nothing need be cleared between two persons.
struct Counts {
    count: Vec<u32>,
    base: u32,
    found: Vec<u32>,
    row: Vec<(u32, u32)>,
}

impl Counts {
    fn new(network: &TwoMode) -> Self {
        Self {
            count: vec![0; network.persons()],
            base: 0,
            // One more than can be found: see `row`.
            found: vec![0; network.persons() + 1],
            row: Vec::new(),
        }
    }

    /// Those after `person` who share at least `least` events with it, and how many, ascending.
    fn row(&mut self, network: &TwoMode, person: u32, least: u32) -> &[(u32, u32)] {
        let events = network.events_of(person);
        self.row.clear();
        if least as usize > events.len() {
            return &self.row;
        }
        let least = least.max(1);
        if self.base.checked_add(events.len() as u32).is_none() {
            self.count.fill(0);
            self.base = 0;
        }
        let (base, mut len) = (self.base, 0);
        for &event in events {
            let all = network.persons_of(event);
            let later = all.partition_point(|&other| other <= person);
            for &other in &all[later..] {
                let count = &mut self.count[other as usize];
                *count = (*count).max(base) + 1;
                // Written every time and kept at the right one: nothing for the processor to guess.
                self.found[len] = other;
                len += usize::from(*count == base + least);
            }
        }
        self.base += events.len() as u32;
        let found = &mut self.found[..len];
        found.sort_unstable();
        let counted = |&v: &u32| (v, self.count[v as usize] - base);
        self.row.extend(found.iter().map(counted));
        &self.row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network() -> TwoMode {
        let pairs = [
            (0, 0),
            (1, 0),
            (2, 0),
            (0, 1),
            (2, 1),
            (3, 1),
            (0, 2),
            (2, 2),
            (4, 3),
        ];
        TwoMode::from_pairs(6, 4, &pairs).unwrap()
    }

    #[test]
    fn everybody_met_is_counted_once() {
        assert_eq!(co_attendees(&network()), [3, 2, 3, 2, 0, 0]);
    }

    #[test]
    fn only_pairs_that_met_often_enough_are_held() {
        let twice = pairs(&network(), 2);
        assert_eq!(twice.each().collect::<Vec<_>>(), [(0, 2, 3)]);
        assert_eq!(pairs(&network(), 0).len(), 5);
        assert!(pairs(&network(), 4).is_empty());
    }

    #[test]
    fn rows_hold_later_persons_only() {
        let rows = fold_rows(&network(), <[(u32, u32)]>::to_vec);
        assert_eq!(rows[0], [(1, 1), (2, 3), (3, 1)]);
        assert_eq!(rows[1], [(2, 1)]);
        assert!(rows[4].is_empty());
    }

    #[test]
    fn more_persons_than_marks_fit_in_a_byte() {
        let pairs: Vec<_> = (0..1_000).flat_map(|p| [(p, p / 2), (p, 500)]).collect();
        let network = TwoMode::from_pairs(1_000, 501, &pairs).unwrap();
        assert_eq!(co_attendees(&network), vec![999; 1_000]);
        assert_eq!(super::pairs(&network, 2).len(), 500);
    }
}
