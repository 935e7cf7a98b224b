//! What a unit shows everybody of its cash: sums by month and by budget line, no names.

use super::{CATEGORIES, Direction, Month};
use kernel::Money;
use std::collections::BTreeMap;

/// What came and went in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownMonth {
    /// The month.
    pub month: Month,
    /// What came in.
    pub income: Money,
    /// What was spent.
    pub expense: Money,
}

/// A year as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// What came in.
    pub income: Money,
    /// What was spent.
    pub expense: Money,
    /// Months with money, the latest first.
    pub months: Vec<ShownMonth>,
    /// What came in by budget line, the largest first.
    pub came: Vec<(&'static str, Money)>,
    /// What was spent by budget line, the largest first.
    pub went: Vec<(&'static str, Money)>,
}

/// What a budget line is called in front of everybody: one of the known ones. A board's own might
/// name somebody.
fn known(category: &str) -> &'static str {
    let found = CATEGORIES.iter().find(|known| **known == category);
    found.copied().unwrap_or("Lain-lain")
}

impl Shown {
    /// Sums up what the books say.
    #[must_use]
    pub fn of(rows: &[(Month, Direction, String, i64)]) -> Self {
        let mut shown = Self::default();
        let mut months: BTreeMap<Month, (i64, i64)> = BTreeMap::new();
        let (mut came, mut went) = (BTreeMap::new(), BTreeMap::new());
        for (month, direction, category, amount) in rows {
            let of_month = months.entry(*month).or_default();
            match direction {
                Direction::In => {
                    shown.income.0 += amount;
                    of_month.0 += amount;
                    *came.entry(known(category)).or_default() += amount;
                }
                Direction::Out => {
                    shown.expense.0 += amount;
                    of_month.1 += amount;
                    *went.entry(known(category)).or_default() += amount;
                }
            }
        }
        let month = |(month, (income, expense))| ShownMonth {
            month,
            income: Money(income),
            expense: Money(expense),
        };
        shown.months = months.into_iter().rev().map(month).collect();
        shown.came = largest_first(came);
        shown.went = largest_first(went);
        shown
    }
}

fn largest_first(sums: BTreeMap<&'static str, i64>) -> Vec<(&'static str, Money)> {
    let sums = sums.into_iter().map(|(line, sum)| (line, Money(sum)));
    let mut sums: Vec<_> = sums.collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boards_own_budget_line_is_shown_to_nobody_by_its_name() {
        let month: Month = "2026-11".parse().unwrap();
        let row = |category: &str, amount| (month, Direction::Out, category.to_owned(), amount);
        let shown = Shown::of(&[
            row("Konsumsi", 5),
            row("Untuk Bu Darmi", 7),
            row("Lain-lain", 2),
            row("", 1),
        ]);
        assert_eq!(
            shown.went,
            [("Lain-lain", Money(10)), ("Konsumsi", Money(5))]
        );
        assert_eq!((shown.income, shown.expense), (Money(0), Money(15)));
        assert_eq!(shown.months.len(), 1);
    }
}
