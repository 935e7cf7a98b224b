//! When a figure would say too much about too few.

use statistics::suppression::suppress;

/// The fewest answers that are shown as figures.
pub const FEWEST: u64 = 5;

/// The sizes of `groups` whose total is shown beside them: `None` where a size stays hidden, so
/// that no hidden one follows by subtraction. An empty group reveals nobody and is shown.
#[must_use]
pub fn shown(groups: &[u64]) -> Vec<Option<u64>> {
    let Ok(table) = suppress(FEWEST, groups, Some(groups.iter().sum())) else {
        return vec![None; groups.len()];
    };
    let sizes = groups.iter().zip(table.hidden);
    sizes
        .map(|(size, hidden)| (!hidden).then_some(*size))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_group_takes_the_next_smallest_with_it() {
        assert_eq!(shown(&[12, 4, 9]), [Some(12), None, None]);
        assert_eq!(shown(&[12, 4, 3, 9]), [Some(12), None, None, Some(9)]);
        assert_eq!(shown(&[12, 1, 2, 9]), [Some(12), None, None, None]);
    }

    #[test]
    fn five_are_enough_and_none_are_nobody() {
        assert_eq!(shown(&[5, 20]), [Some(5), Some(20)]);
        assert_eq!(shown(&[0, 20]), [Some(0), Some(20)]);
        assert_eq!(shown(&[3]), [None]);
        assert_eq!(shown(&[0, 4, 9]), [Some(0), None, None]);
    }
}
