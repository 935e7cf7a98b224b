//! What a measure of the whole needs to know of a network: the row of neighbours of each node.
//! So that communities and modularity are written once for people and people ([`Graph`]) and
//! for people and events ([`TwoMode`]: persons first, then events, seen as one graph).

use crate::{Graph, TwoMode};

/// An undirected network whose rows can be read; nodes are the numbers `0..nodes()`.
pub trait Network: Sync {
    /// Number of nodes, those without ties included.
    fn nodes(&self) -> usize;

    /// The ties of `node`.
    fn row(&self, node: u32) -> Row<'_>;

    /// Where the second kind of node begins, if no tie joins two nodes of one kind.
    fn second_kind(&self) -> Option<usize> {
        None
    }

    /// Whether every tie weighs 1, or a sum of such ties that 32 bits can hold.
    fn counts(&self) -> bool;

    /// Sum of the weights of the ties of `node`; 0 for an isolate.
    fn strength_of(&self, node: u32) -> f64 {
        self.row(node).total()
    }
}

/// The ties of one node, in ascending order of the other ends.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    ids: &'a [u32],
    /// What to add to an id to name the node.
    shift: u32,
    weights: Weights<'a>,
}

/// What the ties of a row weigh.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Weights<'a> {
    /// 1 each.
    Ones,
    /// As many ties as each stands for.
    Counts(&'a [u32]),
    /// Anything above zero.
    Real(&'a [f64]),
}

impl Weights<'_> {
    #[inline]
    fn of(self, at: usize) -> f64 {
        match self {
            Self::Ones => 1.0,
            Self::Counts(counts) => f64::from(counts[at]),
            Self::Real(weights) => weights[at],
        }
    }
}

impl<'a> Row<'a> {
    pub(crate) fn new(ids: &'a [u32], shift: u32, weights: Weights<'a>) -> Self {
        Self {
            ids,
            shift,
            weights,
        }
    }

    /// How many ties there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether the node has no tie.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The other end of each tie.
    #[inline]
    pub fn ends(self) -> impl Iterator<Item = u32> + Clone + 'a {
        let Self { ids, shift, .. } = self;
        ids.iter().map(move |id| id + shift)
    }

    /// Sum of the weights.
    #[must_use]
    pub fn total(self) -> f64 {
        match self.weights {
            Weights::Ones => self.ids.len() as f64,
            Weights::Counts(counts) => counts.iter().copied().map(f64::from).sum(),
            Weights::Real(weights) => weights.iter().sum(),
        }
    }

    /// The other end of each tie, with its weight (1 without weights).
    #[inline]
    pub fn iter(self) -> impl Iterator<Item = (u32, f64)> + 'a {
        let Self {
            ids,
            shift,
            weights,
        } = self;
        ids.iter()
            .enumerate()
            .map(move |(at, id)| (id + shift, weights.of(at)))
    }
}

impl Network for Graph {
    fn nodes(&self) -> usize {
        Graph::nodes(self)
    }

    #[inline]
    fn row(&self, node: u32) -> Row<'_> {
        let weights = self.weights(node).map_or(Weights::Ones, Weights::Real);
        Row::new(self.neighbours(node), 0, weights)
    }

    fn counts(&self) -> bool {
        !self.is_weighted() && u32::try_from(self.ties()).is_ok()
    }
}

impl Network for TwoMode {
    fn nodes(&self) -> usize {
        self.persons() + self.events()
    }

    #[inline]
    fn row(&self, node: u32) -> Row<'_> {
        // `TwoMode` holds no more nodes than 32 bits can name.
        let persons = self.persons() as u32;
        match node.checked_sub(persons) {
            None => Row::new(self.events_of(node), persons, Weights::Ones),
            Some(event) => Row::new(self.persons_of(event), 0, Weights::Ones),
        }
    }

    fn counts(&self) -> bool {
        true
    }

    fn second_kind(&self) -> Option<usize> {
        Some(self.persons())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_and_events_are_seen_as_one_graph_with_the_events_behind_the_persons() {
        let attendance = TwoMode::from_pairs(3, 2, &[(0, 1), (2, 0), (2, 1)]).unwrap();
        let row = |node| attendance.row(node).iter().collect::<Vec<_>>();
        assert_eq!(row(2), [(3, 1.0), (4, 1.0)]);
        assert_eq!(row(4), [(0, 1.0), (2, 1.0)]);
        assert!(attendance.row(1).is_empty());
        assert_eq!(attendance.strength_of(4), 2.0);
    }
}
