//! Names of parts as numbers without gaps, in the order in which they first appear.
//! So a partition is written in one way only, whatever its parts were called.

use std::collections::HashMap;

/// Each label as a number `0..count`, and `count`; time O(nodes).
pub(crate) fn dense(labels: &[u32]) -> (Vec<u32>, usize) {
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let dense = labels
        .iter()
        .map(|&label| {
            let next = numbers.len() as u32;
            *numbers.entry(label).or_insert(next)
        })
        .collect();
    (dense, numbers.len())
}

/// Renames labels below `labels.len()` to `0..count` in place, and gives `count`.
pub(crate) fn renumber(labels: &mut [u32]) -> usize {
    let mut numbers = vec![u32::MAX; labels.len()];
    let mut count = 0_u32;
    for label in labels {
        let number = &mut numbers[*label as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *label = *number;
    }
    count as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbered_in_the_order_of_their_first_appearance() {
        assert_eq!(dense(&[7, u32::MAX, 7, 0]), (vec![0, 1, 0, 2], 3));
        assert_eq!(dense(&[]), (vec![], 0));
        let mut labels = [3, 1, 3, 0];
        assert_eq!(renumber(&mut labels), 3);
        assert_eq!(labels, [0, 1, 0, 2]);
    }
}
