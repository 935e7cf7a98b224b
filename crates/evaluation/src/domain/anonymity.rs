//! When a figure would say too much about too few.

/// The fewest answers that are shown as figures.
pub const FEWEST: u64 = 5;

/// The sizes of `groups` whose total is shown beside them: `None` where a size stays hidden.
///
/// Groups of 1 to 4 are hidden, and then as many more (the smallest first) as it takes until no
/// hidden one follows from the total, neither alone nor as a sum below [`FEWEST`]. An empty group
/// reveals nobody and is shown. (Primary and secondary cell suppression; Hundepool et al.,
/// Statistical Disclosure Control, 2012.)
#[must_use]
pub fn shown(groups: &[u64]) -> Vec<Option<u64>> {
    let mut shown: Vec<Option<u64>> = groups
        .iter()
        .map(|size| Some(*size).filter(|size| *size == 0 || *size >= FEWEST))
        .collect();
    loop {
        let hidden = || {
            groups
                .iter()
                .zip(&shown)
                .filter(|(_, shown)| shown.is_none())
        };
        let (count, sum) = (
            hidden().count(),
            hidden().map(|(size, _)| size).sum::<u64>(),
        );
        if count == 0 || (count > 1 && sum >= FEWEST) {
            return shown;
        }
        let visible = shown
            .iter_mut()
            .filter(|size| size.is_some_and(|size| size > 0));
        match visible.min_by_key(|size| **size) {
            Some(smallest) => *smallest = None,
            None => return shown,
        }
    }
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
