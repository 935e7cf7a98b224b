//! What units above a village may know of it: how many, never who, and not even how many when
//! they are few. Groups of 1 to 4 are hidden, and others with them so that no subtraction gives
//! one back (`statistics::suppress`).

use kernel::id::UnitId;
use statistics::suppression::suppress;

/// Groups smaller than this are hidden; 0 is shown.
const K: u64 = 5;

/// A count as somebody may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    Number(i64),
    Hidden,
}

/// One unit's people, and those of the units right below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Table {
    /// People of the whole unit.
    pub(crate) total: i64,
    /// Units right below it, each with its people.
    pub(crate) parts: Vec<(UnitId, i64)>,
}

impl Table {
    /// The total and the parts as they may be shown.
    pub(crate) fn shown(&self) -> (Shown, Vec<(UnitId, Shown)>) {
        let count = |n: i64| u64::try_from(n).unwrap_or(0);
        let groups: Vec<u64> = self.parts.iter().map(|(_, n)| count(*n)).collect();
        let (hidden, whole) = match suppress(K, &groups, Some(count(self.total))) {
            Ok(table) => (table.hidden, table.whole),
            // Counted at two moments: nothing adds up, so nothing is told.
            Err(_) => (vec![true; groups.len()], true),
        };
        let part = |((id, n), hidden): (&(UnitId, i64), bool)| {
            (
                *id,
                if hidden {
                    Shown::Hidden
                } else {
                    Shown::Number(*n)
                },
            )
        };
        let total = if whole {
            Shown::Hidden
        } else {
            Shown::Number(self.total)
        };
        (total, self.parts.iter().zip(hidden).map(part).collect())
    }

    /// Everything hidden: of a unit whose own count is.
    pub(crate) fn hidden(&self) -> (Shown, Vec<(UnitId, Shown)>) {
        let parts = self.parts.iter().map(|(id, _)| (*id, Shown::Hidden));
        (Shown::Hidden, parts.collect())
    }
}

/// The counts of the last table, seen from the first: each table is of a unit that stands in the
/// parts of the one before. Who is hidden there is hidden here, with all that is below.
pub(crate) fn seen_from_above(way: &[(UnitId, Table)]) -> (Shown, Vec<(UnitId, Shown)>) {
    let mut hidden = false;
    for pair in way.windows(2) {
        let (_, parts) = pair[0].1.shown();
        let next = parts.iter().find(|(id, _)| *id == pair[1].0);
        hidden |= next.is_none_or(|(_, shown)| *shown == Shown::Hidden);
    }
    match way.last() {
        None => (Shown::Hidden, Vec::new()),
        Some((_, table)) if hidden => table.hidden(),
        Some((_, table)) => table.shown(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use storage::Uuid;

    fn id(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn table(parts: &[(u128, i64)]) -> Table {
        Table {
            total: parts.iter().map(|(_, n)| n).sum(),
            parts: parts.iter().map(|(n, people)| (id(*n), *people)).collect(),
        }
    }

    #[test]
    fn few_are_hidden_with_the_next_smallest_and_nobody_is_shown() {
        let (total, parts) = table(&[(1, 40), (2, 3), (3, 9), (4, 0)]).shown();
        assert_eq!(total, Shown::Number(52));
        let shown: Vec<Shown> = parts.into_iter().map(|(_, shown)| shown).collect();
        assert_eq!(
            shown,
            [
                Shown::Number(40),
                Shown::Hidden,
                Shown::Hidden,
                Shown::Number(0)
            ]
        );
    }

    #[test]
    fn what_is_hidden_above_is_hidden_below() {
        let above = table(&[(1, 40), (2, 3), (3, 9)]);
        let below = table(&[(31, 9), (32, 0)]);
        let (total, parts) = seen_from_above(&[(id(0), above.clone()), (id(3), below)]);
        assert_eq!(total, Shown::Hidden);
        assert!(parts.iter().all(|(_, shown)| *shown == Shown::Hidden));
        let open = table(&[(11, 30), (12, 10)]);
        let (total, _) = seen_from_above(&[(id(0), above), (id(1), open)]);
        assert_eq!(total, Shown::Number(40));
    }

    #[test]
    fn a_unit_that_is_not_in_the_table_above_is_hidden() {
        let (total, _) = seen_from_above(&[(id(0), table(&[(1, 40)])), (id(9), table(&[]))]);
        assert_eq!(total, Shown::Hidden);
    }
}
