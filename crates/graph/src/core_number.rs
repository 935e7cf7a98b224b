//! The core of a network: groups in which everybody knows at least k others of the group.
//! Ties count, their weights don't.

use crate::Graph;

/// Of each node, the largest k for which it belongs to a part where everybody has at least k
/// neighbours within the part (Seidman 1983; computed as Batagelj & Zaveršnik 2003).
///
/// 0 for isolates; parts that don't hang together are looked at alike.
/// Time O(nodes + ties), memory 16 bytes a node.
#[must_use]
pub fn core_numbers(graph: &Graph) -> Vec<usize> {
    let n = graph.nodes();
    let mut degree: Vec<usize> = (0..n as u32).map(|v| graph.degree(v)).collect();
    let mut shelves: Vec<Vec<u32>> = vec![Vec::new(); degree.iter().max().map_or(0, |d| d + 1)];
    (0..n as u32).for_each(|v| shelves[degree[v as usize]].push(v));
    let mut done = vec![false; n];
    let mut core = vec![0; n];
    for k in 0..shelves.len() {
        // A node may stand on several shelves; the lowest that is reached is the right one.
        while let Some(v) = shelves[k].pop() {
            if std::mem::replace(&mut done[v as usize], true) {
                continue;
            }
            core[v as usize] = k;
            for &u in graph.neighbours(v) {
                let left = &mut degree[u as usize];
                if !done[u as usize] && *left > k {
                    *left -= 1;
                    shelves[*left].push(u);
                }
            }
        }
    }
    core
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_with_a_tail_and_an_isolate() {
        let graph = Graph::from_ties(6, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]).unwrap();
        assert_eq!(core_numbers(&graph), [2, 2, 2, 1, 1, 0]);
        assert!(core_numbers(&Graph::from_ties(0, &[]).unwrap()).is_empty());
    }
}
