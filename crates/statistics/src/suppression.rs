//! Hides small groups, and as many more as it takes that no subtraction gives one back.
//! Primary and secondary cell suppression (Hundepool et al. 2012, Statistical Disclosure Control).

use crate::Undefined;

/// What of a table may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// For each group, whether its count, and all that is computed from its answers, stays hidden.
    /// Which of them are small and which stand beside them is not to be told.
    pub hidden: Vec<bool>,
    /// Whether not even the total may be shown.
    pub whole: bool,
}

/// Decides which of `groups` to hide so that no number rests on fewer than `k` answers and none of
/// the hidden ones follows from the shown ones and the `total` (none where it is not shown).
///
/// Groups of 1 to `k` − 1 are hidden; 0 is shown, for an empty group tells of nobody, and exactly
/// `k` is shown. While the hidden ones could be found by subtraction, the smallest shown group is
/// hidden too: they must be two at least, together `k` at least, and not all at the least or the
/// greatest count that they can have. Answers of no group (a `total` beyond the sum) count as a
/// hidden group. Where nothing helps, the whole table is hidden.
///
/// # Errors
///
/// [`Undefined::Senseless`] when `total` is less than the sum of `groups`.
pub fn suppress(k: u64, groups: &[u64], total: Option<u64>) -> Result<Suppressed, Undefined> {
    let sum = groups.iter().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let all = total.unwrap_or(sum);
    let ungrouped = all.checked_sub(sum).ok_or(Undefined::Senseless)?;
    let mut hidden: Vec<bool> = groups.iter().map(|n| small(*n, k)).collect();
    let mut whole = small(all, k);
    while total.is_some() && !whole && !safe(k, groups, &hidden, ungrouped) {
        let shown = groups.iter().zip(&hidden).enumerate();
        let next = shown
            .filter(|(_, (n, hidden))| **n > 0 && !**hidden)
            .min_by_key(|(_, (n, _))| **n)
            .map(|(at, _)| at);
        match next {
            Some(at) => hidden[at] = true,
            None => whole = true,
        }
    }
    if whole {
        hidden.fill(true);
    }
    Ok(Suppressed { hidden, whole })
}

/// Whether a difference of two published counts of the same thing (two dates, two filters)
/// isolates fewer than `k` people.
#[must_use]
pub fn difference_isolates(k: u64, one: u64, other: u64) -> bool {
    small(one.abs_diff(other), k)
}

fn small(n: u64, k: u64) -> bool {
    (1..k).contains(&n)
}

/// Whether the hidden groups cannot be found, `ungrouped` answers being hidden as well.
fn safe(k: u64, groups: &[u64], hidden: &[bool], ungrouped: u64) -> bool {
    let kept = groups.iter().zip(hidden).filter(|(_, hidden)| **hidden);
    let kept = kept
        .map(|(n, _)| *n)
        .chain((ungrouped > 0).then_some(ungrouped));
    let (mut count, mut sum, mut smalls, mut full) = (0_u64, 0_u64, 0_u64, true);
    for n in kept {
        count += 1;
        sum = sum.saturating_add(n);
        smalls += u64::from(small(n, k));
        full &= n + 1 == k;
    }
    let some_shown = groups
        .iter()
        .zip(hidden)
        .any(|(n, hidden)| *n > 0 && !hidden);
    let at_the_end = sum == count || (full && some_shown);
    smalls == 0 || (count > 1 && sum >= k && !at_the_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(k: u64, groups: &[u64]) -> Vec<u64> {
        let table = suppress(k, groups, Some(groups.iter().sum())).unwrap();
        let kept = groups
            .iter()
            .zip(table.hidden)
            .filter(|(_, hidden)| *hidden);
        kept.map(|(n, _)| *n).collect()
    }

    #[test]
    fn one_small_group_takes_the_next_smallest_with_it() {
        assert_eq!(hidden(5, &[12, 4, 9]), [4, 9]);
    }

    #[test]
    fn two_small_groups_that_make_k_together_hide_each_other() {
        assert_eq!(hidden(5, &[12, 4, 3, 9]), [4, 3]);
        assert_eq!(hidden(5, &[12, 1, 2, 9]), [1, 2, 9]);
    }

    #[test]
    fn exactly_k_and_nobody_are_shown() {
        assert!(hidden(5, &[5, 20]).is_empty());
        assert!(hidden(5, &[0, 20]).is_empty());
    }

    #[test]
    fn fewer_than_k_in_all_hide_the_whole() {
        let table = suppress(5, &[3, 0], Some(3)).unwrap();
        assert!(table.whole && table.hidden == [true, true]);
    }

    #[test]
    fn groups_that_can_only_have_one_count_take_another_with_them() {
        assert_eq!(hidden(5, &[1, 1, 1, 1, 1, 7]), [1, 1, 1, 1, 1, 7]);
        assert_eq!(hidden(5, &[4, 4, 30]), [4, 4, 30]);
        assert!(suppress(5, &[1, 1, 1, 1, 1], Some(5)).unwrap().whole);
    }

    #[test]
    fn without_a_total_nothing_can_be_subtracted() {
        let table = suppress(5, &[12, 4, 9], None).unwrap();
        assert_eq!(table.hidden, [false, true, false]);
    }

    #[test]
    fn answers_of_no_group_count_as_hidden() {
        assert_eq!(
            suppress(5, &[12, 9], Some(24)).unwrap().hidden,
            [false, true]
        );
        assert_eq!(
            suppress(5, &[12, 3], Some(35)).unwrap().hidden,
            [false, true]
        );
        assert_eq!(suppress(5, &[12, 3], Some(14)), Err(Undefined::Senseless));
    }

    #[test]
    fn two_dates_must_not_isolate_the_newcomers() {
        assert!(difference_isolates(5, 20, 23));
        assert!(!difference_isolates(5, 20, 20));
        assert!(!difference_isolates(5, 20, 25));
    }
}
