//! A stock-take: somebody walks through the house and writes down what is there.

use super::{Item, Pieces};
use jiff::civil::Date;
use kernel::id::{ItemId, StockTakeId};

/// A walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StockTake {
    pub(crate) id: StockTakeId,
    pub(crate) begun_on: Date,
    pub(crate) beginner: String,
    pub(crate) closed_on: Option<Date>,
    pub(crate) closer: String,
}

/// What was found of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) item: ItemId,
    /// What should have been in the house at that moment.
    pub(crate) expected: Pieces,
    /// How many were on loan then.
    pub(crate) lent: i64,
    /// What was there.
    pub(crate) pieces: Pieces,
    /// Whether somebody looked; what was not looked at when the walk ended stands in its record
    /// as it was in the book.
    pub(crate) seen: bool,
    pub(crate) note: String,
    pub(crate) author: String,
}

impl Found {
    /// How many were missing; below zero when there were more.
    pub(crate) const fn missing(&self) -> i64 {
        self.expected.total() - self.pieces.total()
    }

    /// By how much the counts of `item` change. What was lent or given away after the count can
    /// bring it no lower than nothing in the house.
    pub(crate) fn change(&self, item: &Item) -> Pieces {
        let differs = self.pieces.minus(self.expected);
        let here = item.here();
        let within = |by: i64, here: i64| by.max(-here.max(0));
        Pieces {
            good: within(differs.good, here.good),
            minor: within(differs.minor, here.minor),
            major: within(differs.major, here.major),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::item::sample::chairs;
    use super::*;

    fn found(good: i64, minor: i64) -> Found {
        Found {
            item: storage::random(),
            expected: chairs(40).here(),
            lent: 40,
            seen: true,
            pieces: Pieces {
                good,
                minor,
                major: 0,
            },
            note: String::new(),
            author: String::new(),
        }
    }

    #[test]
    fn what_is_on_loan_is_not_looked_for() {
        let all = found(5, 5);
        assert_eq!(
            (all.missing(), all.change(&chairs(40))),
            (0, Pieces::default())
        );
        let fewer = found(3, 6);
        assert_eq!(fewer.missing(), 1);
        assert_eq!(fewer.change(&chairs(40)).to_string(), "-2 B, 1 RR");
    }

    #[test]
    fn what_went_after_the_count_is_not_taken_away_twice() {
        // Five were expected and three found; meanwhile four more were lent.
        let change = found(3, 5).change(&chairs(44));
        assert_eq!(change.to_string(), "-1 B");
    }
}
