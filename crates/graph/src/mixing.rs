//! Who has ties with whom, by category (hamlet, sex, school): the mixing matrix, the share that
//! crosses, and how far like keeps to like. A node whose category is unknown takes no part.

use crate::modularity::check_length;
use crate::{Error, Graph};
use std::collections::{BTreeMap, BTreeSet};

/// Weight of the ties within and between categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixing {
    cells: BTreeMap<(u32, u32), f64>,
    left_out: f64,
}

/// The mixing matrix of `categories`, where `categories[v]` is that of node `v`, `None` unknown.
///
/// Each tie counts once, by its weight; for plain counts take `graph.without_weights()`.
/// Ties with an end of unknown category are left out and summed in [`Mixing::left_out`]; isolates
/// change nothing, components don't matter (Newman 2003, *Mixing patterns in networks*).
/// Time O(ties · log cells), memory O(cells that hold a tie).
///
/// # Errors
///
/// [`Error::Length`] unless `categories` has one entry for each node.
pub fn mixing(graph: &Graph, categories: &[Option<u32>]) -> Result<Mixing, Error> {
    check_length(categories.len(), graph.nodes())?;
    let mut mixing = Mixing {
        cells: BTreeMap::new(),
        left_out: 0.0,
    };
    for (a, b, weight) in graph.each_tie() {
        match (categories[a as usize], categories[b as usize]) {
            (Some(x), Some(y)) => {
                *mixing.cells.entry((x.min(y), x.max(y))).or_insert(0.0) += weight;
            }
            _ => mixing.left_out += weight,
        }
    }
    Ok(mixing)
}

impl Mixing {
    /// Weight of the ties between two categories, or within one if they are the same.
    #[must_use]
    pub fn between(&self, a: u32, b: u32) -> f64 {
        self.cells
            .get(&(a.min(b), a.max(b)))
            .copied()
            .unwrap_or(0.0)
    }

    /// Every pair of categories that shares ties, smaller first, ascending, with their weight.
    pub fn each(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        self.cells.iter().map(|(&(a, b), &weight)| (a, b, weight))
    }

    /// The categories that have ties, ascending.
    #[must_use]
    pub fn categories(&self) -> Vec<u32> {
        let ends = self.cells.keys().flat_map(|&(a, b)| [a, b]);
        ends.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Weight of the ties that have an end of unknown category.
    #[must_use]
    pub fn left_out(&self) -> f64 {
        self.left_out
    }

    /// E-I index: (external − internal) / (external + internal) ties, from −1 (all within their
    /// category) to 1 (all across) (Krackhardt & Stern 1988); `None` without ties.
    #[must_use]
    pub fn ei_index(&self) -> Option<f64> {
        ei(self.each())
    }

    /// The E-I index of one category, over the ties its nodes have; `None` if they have none.
    #[must_use]
    pub fn ei_index_of(&self, category: u32) -> Option<f64> {
        ei(self
            .each()
            .filter(|&(a, b, _)| a == category || b == category))
    }

    /// Assortativity by category: 1 if all ties stay within, 0 as by chance, below 0 if ties
    /// cross more than by chance (Newman 2003, eq. 2). `None` without ties or with one category
    /// only: then nothing could have crossed.
    #[must_use]
    pub fn assortativity(&self) -> Option<f64> {
        let total: f64 = self.cells.values().sum();
        let mut ends: BTreeMap<u32, f64> = BTreeMap::new();
        for (a, b, weight) in self.each() {
            *ends.entry(a).or_insert(0.0) += weight / (2.0 * total);
            *ends.entry(b).or_insert(0.0) += weight / (2.0 * total);
        }
        let within: f64 = self.each().filter(|(a, b, _)| a == b).map(|t| t.2).sum();
        let chance: f64 = ends.values().map(|share| share * share).sum();
        (ends.len() > 1).then(|| (within / total - chance) / (1.0 - chance))
    }
}

/// The E-I index of the cells given.
fn ei(cells: impl Iterator<Item = (u32, u32, f64)>) -> Option<f64> {
    let (mut external, mut internal) = (0.0, 0.0);
    for (a, b, weight) in cells {
        *(if a == b { &mut internal } else { &mut external }) += weight;
    }
    let total = external + internal;
    (total > 0.0).then(|| (external - internal) / total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truths::{close, one_mode};

    #[test]
    fn the_mixing_of_the_truths_is_found_with_and_without_weights() {
        for name in ["karate_club", "davis_southern_women"] {
            let case = one_mode(name);
            let want = &case.expected["attribute_mixing"];
            let classes: Vec<Option<u32>> = case.classes().into_iter().map(Some).collect();
            let plain = mixing(&case.graph.without_weights(), &classes).unwrap();
            let number = |key: &str| want[key].as_f64();
            close(
                plain.ei_index().unwrap(),
                number("EI_index_unweighted").unwrap(),
            );
            close(
                plain.assortativity().unwrap(),
                number("assortativity_unweighted").unwrap(),
            );
            if let Some(weighted) = number("EI_index_weighted") {
                close(
                    mixing(&case.graph, &classes).unwrap().ei_index().unwrap(),
                    weighted,
                );
            }
            let counts = &want["edges_within_and_between"];
            let cells: Vec<f64> = plain.each().map(|(.., weight)| weight).collect();
            let mut expected: Vec<f64> = ["within", "between"]
                .iter()
                .flat_map(|key| counts[key].as_object().unwrap().values())
                .map(|count| count.as_f64().unwrap())
                .collect();
            expected.swap(1, 2); // cells are (0, 0), (0, 1), (1, 1)
            assert_eq!(cells, expected);
        }
    }

    #[test]
    fn ties_of_an_unknown_category_are_left_out_and_said() {
        let graph = Graph::from_weighted_ties(4, &[(0, 1, 2.0), (1, 2, 3.0), (0, 3, 4.0)]).unwrap();
        let mixing = mixing(&graph, &[Some(8), Some(5), Some(5), None]).unwrap();
        assert_eq!((mixing.between(8, 5), mixing.between(5, 5)), (2.0, 3.0));
        assert_eq!((mixing.between(8, 8), mixing.left_out()), (0.0, 4.0));
        assert_eq!(mixing.categories(), [5, 8]);
        close(mixing.ei_index().unwrap(), -0.2);
        assert_eq!(mixing.ei_index_of(8), Some(1.0));
        assert_eq!(mixing.ei_index_of(1), None);
    }

    #[test]
    fn what_cannot_be_said_is_undefined() {
        let none = mixing(&Graph::from_ties(2, &[]).unwrap(), &[Some(0), Some(1)]).unwrap();
        assert_eq!((none.ei_index(), none.assortativity()), (None, None));
        let graph = Graph::from_ties(2, &[(0, 1)]).unwrap();
        let alike = mixing(&graph, &[Some(4), Some(4)]).unwrap();
        assert_eq!(
            (alike.ei_index(), alike.assortativity()),
            (Some(-1.0), None)
        );
        assert_eq!(
            mixing(&graph, &[None]),
            Err(Error::Length { given: 1, nodes: 2 })
        );
    }
}
