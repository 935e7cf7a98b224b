//! Things that are lent: how many, in which state, to whom, until when; and how they come back.

use super::{Condition, Item, Pieces};
use jiff::civil::Date;
use kernel::id::{ItemId, ItemLoanId, PersonId};
use kernel::{Money, day};

/// What kind of borrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BorrowerKind {
    /// Somebody on the roll.
    Member,
    /// Another unit of the organisation.
    Unit,
    /// Anybody else, by name.
    Outsider,
}

impl BorrowerKind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Member, Self::Unit, Self::Outsider];

    /// The word kept in the database and sent by forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Unit => "unit",
            Self::Outsider => "outsider",
        }
    }

    /// The kind whose [`code`](Self::code) is `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Member => "Anggota",
            Self::Unit => "Unit lain",
            Self::Outsider => "Orang luar",
        }
    }
}

/// Things to be lent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLoan {
    /// How many.
    pub count: i64,
    /// The state in which they go.
    pub condition: Condition,
    /// What kind of borrower.
    pub kind: BorrowerKind,
    /// The borrower's name.
    pub borrower: String,
    /// Who it is on the roll, for a member.
    pub person: Option<PersonId>,
    /// The borrower's phone; may be empty.
    pub phone: String,
    /// What for.
    pub purpose: String,
    /// The day they go.
    pub out_on: Date,
    /// The day they should be back.
    pub due_on: Date,
    /// What the borrower gives for it; zero for nothing.
    pub fee: Money,
}

/// Things that come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReturn {
    /// The day.
    pub day: Date,
    /// How many came back, by the state they are in.
    pub back: Pieces,
    /// How many will not come back.
    pub lost: i64,
    /// Anything else.
    pub note: String,
}

impl NewReturn {
    /// How many are settled by it.
    pub(crate) const fn settled(&self) -> i64 {
        self.back.total() + self.lost
    }
}

/// A loan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loan {
    pub(crate) id: ItemLoanId,
    pub(crate) item: ItemId,
    /// Code and name of the thing.
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) measure: String,
    pub(crate) says: NewLoan,
    /// How many came back, by state, and how many will not.
    pub(crate) back: Pieces,
    pub(crate) lost: i64,
    /// The day the last of them was settled.
    pub(crate) ended_on: Option<Date>,
    pub(crate) author: String,
}

impl Loan {
    /// How many are still out.
    pub(crate) const fn left(&self) -> i64 {
        self.says.count - self.back.total() - self.lost
    }

    /// Whether they should have been back before `today`.
    pub(crate) fn late(&self, today: Date) -> bool {
        self.left() > 0 && self.says.due_on < today
    }

    /// A friendly word to the borrower, as a message.
    pub(crate) fn reminder(&self, unit: &str) -> String {
        let says = &self.says;
        format!(
            "*{}*\nYth. {}, kami mengingatkan pinjaman {} {} {} ({}) sejak {}, yang kembali paling \
             lambat {}.\nTerima kasih sudah menjaganya.",
            unit.to_uppercase(),
            says.borrower,
            self.left(),
            self.measure,
            self.name,
            self.code,
            day::medium(says.out_on),
            day::medium(says.due_on),
        )
    }

    /// By how much the counts of the thing change when `says` come back.
    ///
    /// # Errors
    ///
    /// How many are out, when more should be settled than that.
    pub(crate) fn returned(&self, says: &NewReturn) -> Result<Pieces, i64> {
        if says.settled() > self.left() {
            return Err(self.left());
        }
        let went = Pieces::of(self.says.condition, says.settled());
        Ok(says.back.minus(went))
    }
}

/// Whether `item` has as many in the house as `says` takes.
///
/// # Errors
///
/// How many of that state there are.
pub(crate) fn enough(item: &Item, says: &NewLoan) -> Result<(), i64> {
    match item.here().at(says.condition) {
        here if here >= says.count => Ok(()),
        here => Err(here),
    }
}

#[cfg(test)]
mod tests {
    use super::super::item::sample::chairs;
    use super::*;
    use jiff::civil::date;

    fn says(count: i64, condition: Condition) -> NewLoan {
        NewLoan {
            count,
            condition,
            kind: BorrowerKind::Outsider,
            borrower: "Pak Harjo".to_owned(),
            person: None,
            phone: String::new(),
            purpose: "Hajatan".to_owned(),
            out_on: date(2026, 11, 20),
            due_on: date(2026, 11, 22),
            fee: Money(0),
        }
    }

    fn loan(count: i64, back: i64) -> Loan {
        Loan {
            id: storage::random(),
            item: storage::random(),
            code: "KT-001".to_owned(),
            name: "Kursi plastik".to_owned(),
            measure: "buah".to_owned(),
            says: says(count, Condition::Good),
            back: Pieces::of(Condition::Good, back),
            lost: 0,
            ended_on: None,
            author: String::new(),
        }
    }

    fn comes(good: i64, minor: i64, lost: i64) -> NewReturn {
        NewReturn {
            day: date(2026, 11, 22),
            back: Pieces {
                good,
                minor,
                major: 0,
            },
            lost,
            note: String::new(),
        }
    }

    #[test]
    fn only_what_is_in_the_house_in_that_state_can_be_lent() {
        assert_eq!(enough(&chairs(40), &says(5, Condition::Good)), Ok(()));
        assert_eq!(enough(&chairs(40), &says(6, Condition::Good)), Err(5));
        assert_eq!(enough(&chairs(40), &says(5, Condition::Minor)), Ok(()));
        assert_eq!(enough(&chairs(0), &says(1, Condition::Major)), Err(0));
    }

    #[test]
    fn what_comes_back_damaged_or_not_at_all_changes_the_counts() {
        let loan = loan(10, 0);
        assert_eq!(loan.returned(&comes(10, 0, 0)), Ok(Pieces::default()));
        let damaged = loan.returned(&comes(6, 2, 1)).unwrap();
        assert_eq!(damaged.to_string(), "-3 B, 2 RR");
        assert_eq!(loan.returned(&comes(10, 0, 1)), Err(10));
    }

    #[test]
    fn part_may_come_back_and_the_rest_is_late_from_the_day_after() {
        let loan = loan(10, 7);
        assert_eq!(loan.left(), 3);
        assert!(
            !loan.late(date(2026, 11, 22)),
            "the day itself still counts"
        );
        assert!(loan.late(date(2026, 11, 23)));
        assert_eq!(loan.returned(&comes(4, 0, 0)), Err(3));
        assert!(!super::tests::loan(10, 10).late(date(2026, 12, 1)));
    }
}
