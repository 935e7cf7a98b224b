//! Things that the unit owns: what stands of them in the inventory book, and what may happen to them.

use super::{Condition, Pieces};
use kernel::Money;
use kernel::id::ItemId;

/// Where a thing came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Bought.
    Bought,
    /// Granted.
    Grant,
    /// Given as aid.
    Aid,
    /// Made or paid by the youths themselves.
    OwnEffort,
}

impl Origin {
    /// Every origin, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Bought, Self::Grant, Self::Aid, Self::OwnEffort];

    /// The word kept in the database and sent by forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bought => "bought",
            Self::Grant => "grant",
            Self::Aid => "aid",
            Self::OwnEffort => "own_effort",
        }
    }

    /// The origin whose [`code`](Self::code) is `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The word on page and paper.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Bought => "Beli",
            Self::Grant => "Hibah",
            Self::Aid => "Bantuan",
            Self::OwnEffort => "Swadaya",
        }
    }
}

/// What is said of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// The code on its label, once in the unit.
    pub code: String,
    /// What it is.
    pub name: String,
    /// Brand or size; may be empty.
    pub brand: String,
    /// What it is counted in: "buah", "set".
    pub measure: String,
    /// Where it came from.
    pub origin: Origin,
    /// The day or the year it came, as it is known; may be empty.
    pub acquired: String,
    /// What one cost; zero where it is not known.
    pub price: Money,
    /// Where it is kept; may be empty.
    pub place: String,
    /// Who keeps it; may be empty.
    pub holder: String,
    /// Anything else.
    pub note: String,
}

/// A thing in the inventory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) id: ItemId,
    pub(crate) says: NewItem,
    /// How many the unit owns, those on loan among them.
    pub(crate) pieces: Pieces,
    /// How many of them are on loan, by the state in which they went.
    pub(crate) out: Pieces,
    pub(crate) photographed: bool,
}

impl Item {
    /// What is in the house.
    pub(crate) const fn here(&self) -> Pieces {
        self.pieces.minus(self.out)
    }
}

/// What happens to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It came into the book.
    Entered,
    /// More of it came.
    Added,
    /// Its state is another.
    Condition,
    /// It is no more the unit's.
    Removed,
    /// It is kept elsewhere, or by somebody else.
    Moved,
    /// It came back from a loan in another state, or did not.
    Returned,
    /// It was counted, and there were more or fewer.
    Counted,
}

impl Change {
    const ALL: [Self; 7] = [
        Self::Entered,
        Self::Added,
        Self::Condition,
        Self::Removed,
        Self::Moved,
        Self::Returned,
        Self::Counted,
    ];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Added => "added",
            Self::Condition => "condition",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Returned => "returned",
            Self::Counted => "counted",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Entered => "Masuk buku",
            Self::Added => "Bertambah",
            Self::Condition => "Keadaan berubah",
            Self::Removed => "Keluar",
            Self::Moved => "Pindah tempat",
            Self::Returned => "Kembali dari pinjaman",
            Self::Counted => "Hasil pemeriksaan",
        }
    }
}

/// What an officer writes down about a thing: the amounts, and in words why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Happening {
    Added {
        condition: Condition,
        count: i64,
    },
    Condition {
        from: Condition,
        to: Condition,
        count: i64,
    },
    Removed {
        from: Condition,
        count: i64,
    },
    Moved {
        place: String,
        holder: String,
    },
}

impl Happening {
    pub(crate) const fn change(&self) -> Change {
        match self {
            Self::Added { .. } => Change::Added,
            Self::Condition { .. } => Change::Condition,
            Self::Removed { .. } => Change::Removed,
            Self::Moved { .. } => Change::Moved,
        }
    }

    /// By how much the counts of `item` change.
    ///
    /// # Errors
    ///
    /// How many are in the house, when more should go than that.
    pub(crate) fn of(&self, item: &Item) -> Result<Pieces, i64> {
        let enough = |from: Condition, count: i64| match item.here().at(from) {
            here if here >= count => Ok(()),
            here => Err(here),
        };
        Ok(match self {
            Self::Added { condition, count } => Pieces::of(*condition, *count),
            Self::Condition { from, to, count } => {
                enough(*from, *count)?;
                Pieces::of(*to, *count).minus(Pieces::of(*from, *count))
            }
            Self::Removed { from, count } => {
                enough(*from, *count)?;
                Pieces::default().minus(Pieces::of(*from, *count))
            }
            Self::Moved { .. } => Pieces::default(),
        })
    }
}

#[cfg(test)]
pub(crate) mod sample {
    use super::*;

    /// Fifty chairs, five of them damaged a little, so many on loan.
    pub(crate) fn chairs(out: i64) -> Item {
        Item {
            id: storage::random(),
            says: NewItem {
                code: "KT-001".to_owned(),
                name: "Kursi plastik".to_owned(),
                brand: String::new(),
                measure: "buah".to_owned(),
                origin: Origin::Bought,
                acquired: "2024".to_owned(),
                price: Money(45_000),
                place: "Gudang".to_owned(),
                holder: String::new(),
                note: String::new(),
            },
            pieces: Pieces {
                good: 45,
                minor: 5,
                major: 0,
            },
            out: Pieces::of(Condition::Good, out),
            photographed: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sample::chairs;
    use super::*;

    #[test]
    fn what_is_on_loan_can_neither_be_given_away_nor_change() {
        let chairs = chairs(40);
        let from = Condition::Good;
        assert_eq!(Happening::Removed { from, count: 6 }.of(&chairs), Err(5));
        let gone = Happening::Removed { from, count: 5 }.of(&chairs);
        assert_eq!(gone, Ok(Pieces::of(Condition::Good, -5)));
        let to = Condition::Major;
        let broken = Happening::Condition { from, to, count: 2 }.of(&chairs);
        assert_eq!(broken.unwrap().to_string(), "-2 B, 2 RB");
        assert_eq!(
            Happening::Condition { from, to, count: 6 }.of(&chairs),
            Err(5)
        );
    }

    #[test]
    fn words_are_found_again() {
        for one in Change::ALL {
            assert_eq!(Change::from_code(one.code()), Some(one));
        }
        for one in Origin::ALL {
            assert_eq!(Origin::from_code(one.code()), Some(one));
        }
    }
}
