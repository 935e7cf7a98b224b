//! Attendances as they come from a file, held in the room that the network will need anyway.
//! In the order of events, then persons, they are the network's rows of events already.

/// Attendances in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// Each event and how many persons of it stand next in `persons`; ascending.
    runs: Vec<(u32, u32)>,
    persons: Vec<u32>,
    /// All of them, from the first that did not ascend.
    loose: Vec<(u32, u32)>,
}

/// Which way the attendances were held.
pub(crate) enum Held {
    /// By event: each event, how many persons it has, and all persons one event after the other.
    Rows(Vec<(u32, u32)>, Vec<u32>),
    /// Person and event, in no order.
    Pairs(Vec<(u32, u32)>),
}

impl Gathered {
    /// Room for `count` attendances in order.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self {
            persons: Vec::with_capacity(count),
            ..Self::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.persons.len().max(self.loose.len())
    }

    /// Adds one.
    #[inline]
    pub(crate) fn push(&mut self, person: u32, event: u32) {
        if !self.loose.is_empty() {
            self.loose.push((person, event));
            return;
        }
        match self.runs.last_mut() {
            Some((last, count)) if *last == event && self.persons.last() <= Some(&person) => {
                *count += 1;
            }
            Some((last, _)) if *last >= event => {
                self.loose = each(&self.runs, &self.persons).collect();
                self.loose.push((person, event));
                self.persons = Vec::new();
                return;
            }
            _ => self.runs.push((event, 1)),
        }
        self.persons.push(person);
    }

    /// The greatest person and event, if there are any.
    pub(crate) fn greatest(&self) -> Option<(u32, u32)> {
        match self.loose.is_empty() {
            true => Some((*self.persons.iter().max()?, self.runs.last()?.0)),
            false => {
                let both = |a: (u32, u32), b: &(u32, u32)| (a.0.max(b.0), a.1.max(b.1));
                Some(self.loose.iter().fold((0, 0), both))
            }
        }
    }

    pub(crate) fn held(self) -> Held {
        match self.loose.is_empty() {
            true => Held::Rows(self.runs, self.persons),
            false => Held::Pairs(self.loose),
        }
    }
}

/// Person and event of each attendance of [`Held::Rows`].
pub(crate) fn each<'a>(
    runs: &'a [(u32, u32)],
    persons: &'a [u32],
) -> impl Iterator<Item = (u32, u32)> + Clone + 'a {
    let events = runs
        .iter()
        .flat_map(|&(event, count)| std::iter::repeat_n(event, count as usize));
    persons.iter().copied().zip(events)
}
