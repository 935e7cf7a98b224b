//! Who and what holds a network together: articulation persons and bridges.
//! Without one of them some people would no longer reach each other.

use crate::Graph;

/// The persons and ties whose loss splits a component.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cuts {
    /// Articulation nodes, ascending.
    pub nodes: Vec<u32>,
    /// Bridges, smaller end first, ascending.
    pub bridges: Vec<(u32, u32)>,
}

/// Articulation nodes and bridges of every component (Hopcroft & Tarjan 1973).
///
/// An isolate is neither; both ends of a lone tie are no articulation, the tie is a bridge.
/// Time O(nodes + ties), memory 33 bytes a node; no recursion.
#[must_use]
pub fn cuts(graph: &Graph) -> Cuts {
    let mut walk = Walk {
        graph,
        entered: vec![0; graph.nodes()],
        low: vec![0; graph.nodes()],
        clock: 0,
        is_cut: vec![false; graph.nodes()],
        bridges: Vec::new(),
    };
    for root in 0..graph.nodes() as u32 {
        if walk.entered[root as usize] == 0 {
            walk.component(root);
        }
    }
    walk.bridges.sort_unstable();
    let nodes = (0..graph.nodes() as u32).filter(|&v| walk.is_cut[v as usize]);
    Cuts {
        nodes: nodes.collect(),
        bridges: walk.bridges,
    }
}

struct Walk<'a> {
    graph: &'a Graph,
    /// When a node was entered, from 1; 0 = not yet.
    entered: Vec<u32>,
    /// The earliest entered node that its subtree touches.
    low: Vec<u32>,
    clock: u32,
    is_cut: Vec<bool>,
    bridges: Vec<(u32, u32)>,
}

impl Walk<'_> {
    fn enter(&mut self, v: u32) {
        self.clock += 1;
        self.entered[v as usize] = self.clock;
        self.low[v as usize] = self.clock;
    }

    fn component(&mut self, root: u32) {
        let mut children_of_root = 0;
        // Node, the node it was entered from, the next neighbour to look at.
        let mut path = vec![(root, root, 0_usize)];
        self.enter(root);
        while let Some((v, from, next)) = path.last_mut() {
            let (v, from) = (*v, *from);
            if let Some(&u) = self.graph.neighbours(v).get(*next) {
                *next += 1;
                if self.entered[u as usize] == 0 {
                    self.enter(u);
                    path.push((u, v, 0));
                } else if u != from {
                    let seen = self.entered[u as usize];
                    self.low[v as usize] = self.low[v as usize].min(seen);
                }
                continue;
            }
            path.pop();
            if v != root {
                self.leave(v, from);
                if from == root {
                    children_of_root += 1;
                } else if self.low[v as usize] >= self.entered[from as usize] {
                    self.is_cut[from as usize] = true;
                }
            }
        }
        self.is_cut[root as usize] = children_of_root > 1;
    }

    fn leave(&mut self, v: u32, from: u32) {
        let low = self.low[v as usize];
        self.low[from as usize] = self.low[from as usize].min(low);
        if low > self.entered[from as usize] {
            self.bridges.push((v.min(from), v.max(from)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_joined_by_a_tie() {
        let ties = [
            (0, 1),
            (1, 2),
            (2, 0),
            (5, 2),
            (3, 4),
            (4, 5),
            (5, 3),
            (6, 7),
        ];
        let found = cuts(&Graph::from_ties(9, &ties).unwrap());
        assert_eq!(found.nodes, [2, 5]);
        assert_eq!(found.bridges, [(2, 5), (6, 7)]);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_does_not_exhaust_the_stack() {
        let ties: Vec<_> = (0..99_999).map(|v| (v, v + 1)).collect();
        let found = cuts(&Graph::from_ties(100_000, &ties).unwrap());
        assert_eq!((found.nodes.len(), found.bridges.len()), (99_998, 99_999));
    }
}
