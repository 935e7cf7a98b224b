//! What a budget (RAB) says: lines with volume and price on two sides, in sections, and the sums
//! that follow. Nobody types a sum.

use super::Volume;
use crate::domain::LARGEST;
use kernel::Money;
use kernel::id::BudgetLineId;
use serde::{Deserialize, Serialize};

/// Lines of one budget.
pub(crate) const LINES: usize = 300;

/// Sections to choose from on the side of expenses; a board may write its own.
pub(crate) const SECTIONS: &[&str] = &[
    "Sekretariat dan ATK",
    "Acara",
    "Konsumsi",
    "Perlengkapan",
    "Dokumentasi",
    "Hadiah",
    "Keamanan",
    "Humas dan publikasi",
    "Transportasi",
    "Biaya tak terduga",
];

/// On which side a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Pemasukan.
    Income,
    /// Pengeluaran.
    #[default]
    Expense,
}

impl Side {
    /// Both, in the order of the paper.
    pub const ALL: [Self; 2] = [Self::Income, Self::Expense];

    /// The word in a form.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Income => "masuk",
            Self::Expense => "keluar",
        }
    }

    /// The side whose [`code`](Self::code) this is; anything else is an expense.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == "masuk" {
            Self::Income
        } else {
            Self::Expense
        }
    }

    /// The word on page and paper.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Income => "Pemasukan",
            Self::Expense => "Pengeluaran",
        }
    }
}

/// A line of a budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// Its id, the same in every version.
    pub id: BudgetLineId,
    /// Its side.
    pub side: Side,
    /// "Konsumsi"; empty for a side without sections.
    pub section: String,
    /// "Nasi kotak".
    pub text: String,
    /// How much of it.
    pub volume: Volume,
    /// For one; nothing while it is not known.
    pub price: Money,
    /// Goods or work that somebody gives (swadaya, natura): valued, but no money.
    pub in_kind: bool,
    /// Where it comes from, or a remark; may be empty.
    pub note: String,
}

impl BudgetLine {
    /// Volume times price. What is kept was measured before, so it always fits.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.volume.times(self.price).unwrap_or(LARGEST)
    }

    /// Whether it says the same as `other`, whatever their ids.
    #[must_use]
    pub fn says_same(&self, other: &Self) -> bool {
        let id = self.id;
        *self
            == (Self {
                id,
                ..other.clone()
            })
    }
}

/// Sums of some lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// Money.
    pub cash: Money,
    /// The value of what is given in kind.
    pub in_kind: Money,
}

impl Sum {
    fn of<'a>(lines: impl IntoIterator<Item = &'a BudgetLine>) -> Self {
        let mut sum = Self::default();
        for line in lines {
            let place = if line.in_kind {
                &mut sum.in_kind
            } else {
                &mut sum.cash
            };
            *place = place.plus(line.amount()).unwrap_or(*place);
        }
        sum
    }

    /// Money and value together.
    #[must_use]
    pub fn all(self) -> Money {
        Money(self.cash.0 + self.in_kind.0)
    }
}

/// Lines of one side under one heading.
#[derive(Debug, Clone)]
pub struct BudgetSection<'a> {
    /// Heading; may be empty.
    pub title: &'a str,
    /// Lines in their order.
    pub lines: Vec<&'a BudgetLine>,
    /// What they come to.
    pub sum: Sum,
}

/// All lines of a budget in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Content {
    /// In the order in which they were written.
    pub lines: Vec<BudgetLine>,
}

/// Why a budget does not take a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// More lines than a budget has.
    #[error("Satu RAB memuat paling banyak {LINES} baris. Pecah menjadi dua RAB.")]
    Many,
    /// An amount beyond a hundred billion.
    #[error("Jumlahnya terlalu besar. Periksa volume dan harganya.")]
    Large,
}

impl Content {
    /// The sections of `side`, in the order in which they first appear.
    #[must_use]
    pub fn sections(&self, side: Side) -> Vec<BudgetSection<'_>> {
        let mut sections: Vec<BudgetSection<'_>> = Vec::new();
        for line in self.lines.iter().filter(|line| line.side == side) {
            match sections
                .iter_mut()
                .find(|known| known.title == line.section)
            {
                Some(known) => known.lines.push(line),
                None => sections.push(BudgetSection {
                    title: &line.section,
                    lines: vec![line],
                    sum: Sum::default(),
                }),
            }
        }
        for section in &mut sections {
            section.sum = Sum::of(section.lines.iter().copied());
        }
        sections
    }

    /// What `side` comes to.
    #[must_use]
    pub fn sum(&self, side: Side) -> Sum {
        Sum::of(self.lines.iter().filter(|line| line.side == side))
    }

    /// Money that comes in less money that goes out; below nothing it is lacking.
    #[must_use]
    pub fn balance(&self) -> Money {
        Money(self.sum(Side::Income).cash.0 - self.sum(Side::Expense).cash.0)
    }

    /// Lines whose price is not known yet.
    #[must_use]
    pub fn without_price(&self) -> usize {
        self.lines.iter().filter(|line| line.price.0 == 0).count()
    }

    /// The line `id`.
    #[must_use]
    pub fn find(&self, id: BudgetLineId) -> Option<&BudgetLine> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// Puts `line` behind the last one, or in the place of the one with its id.
    ///
    /// # Errors
    ///
    /// [`LineError`] if there are too many, or it comes to too much.
    pub fn put(&mut self, line: BudgetLine) -> Result<(), LineError> {
        let fits = line.volume.times(line.price);
        if fits.is_none_or(|amount| amount > LARGEST) {
            return Err(LineError::Large);
        }
        if let Some(known) = self.lines.iter_mut().find(|known| known.id == line.id) {
            *known = line;
        } else if self.lines.len() < LINES {
            self.lines.push(line);
        } else {
            return Err(LineError::Many);
        }
        Ok(())
    }

    /// Takes the line `id` away; whether it was there.
    pub fn take(&mut self, id: BudgetLineId) -> bool {
        let before = self.lines.len();
        self.lines.retain(|line| line.id != id);
        self.lines.len() < before
    }
}

#[cfg(test)]
pub(super) mod sample {
    use super::*;
    use storage::Uuid;

    pub(in crate::budget) fn line(
        number: u128,
        side: Side,
        section: &str,
        text: &str,
    ) -> BudgetLine {
        BudgetLine {
            id: Uuid::from_u128(number).into(),
            side,
            section: section.to_owned(),
            text: text.to_owned(),
            volume: Volume::read("3 hari × 20 orang").unwrap(),
            price: Money(15_000),
            in_kind: false,
            note: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sample::line;
    use super::*;
    use proptest::prelude::*;

    fn of(lines: Vec<BudgetLine>) -> Content {
        Content { lines }
    }

    #[test]
    fn sections_keep_their_order_and_gather_their_lines() {
        let content = of(vec![
            line(1, Side::Expense, "Konsumsi", "Nasi kotak"),
            line(2, Side::Expense, "Hadiah", "Piala"),
            line(3, Side::Income, "", "Iuran"),
            line(4, Side::Expense, "Konsumsi", "Air minum"),
        ]);
        let sections = content.sections(Side::Expense);
        let titles: Vec<_> = sections.iter().map(|s| (s.title, s.lines.len())).collect();
        assert_eq!(titles, [("Konsumsi", 2), ("Hadiah", 1)]);
        assert_eq!(sections[0].sum.cash, Money(1_800_000));
        assert_eq!(content.balance(), Money(900_000 - 2_700_000));
    }

    #[test]
    fn what_is_given_in_kind_is_valued_but_no_money() {
        let gift = BudgetLine {
            in_kind: true,
            ..line(1, Side::Expense, "Konsumsi", "Beras dari Bu RT")
        };
        let content = of(vec![gift, line(2, Side::Expense, "Konsumsi", "Lauk")]);
        let sum = content.sum(Side::Expense);
        assert_eq!((sum.cash, sum.in_kind), (Money(900_000), Money(900_000)));
        assert_eq!(content.balance(), Money(-900_000));
    }

    #[test]
    fn a_line_is_changed_in_its_place_and_taken_once() {
        let mut content = of(vec![]);
        for number in 1..=3 {
            content
                .put(line(number, Side::Expense, "Acara", "Tenda"))
                .unwrap();
        }
        let changed = line(2, Side::Expense, "Acara", "Panggung");
        content.put(changed.clone()).unwrap();
        assert_eq!(content.lines[1], changed);
        assert!(content.take(changed.id));
        assert!(!content.take(changed.id));
        let dear = BudgetLine {
            price: LARGEST,
            ..line(9, Side::Expense, "", "x")
        };
        assert_eq!(content.put(dear), Err(LineError::Large));
    }

    #[test]
    fn a_budget_has_an_end() {
        let mut content = of(vec![]);
        for number in 0..300 {
            content
                .put(line(number, Side::Expense, "", "Baris"))
                .unwrap();
        }
        let more = line(300, Side::Expense, "", "Baris");
        assert_eq!(content.put(more), Err(LineError::Many));
    }

    proptest! {
        #[test]
        fn the_sum_of_a_side_is_that_of_its_sections_and_of_its_lines(
            rows in proptest::collection::vec((any::<bool>(), 0_usize..4, any::<bool>(), 1_i64..2_000, 0_i64..5_000_000), 0..40)
        ) {
            let lines = rows.iter().zip(1_u128..).map(|((income, section, in_kind, volume, price), id)| BudgetLine {
                side: if *income { Side::Income } else { Side::Expense },
                volume: Volume::read(&format!("{volume} orang")).unwrap(),
                price: Money(*price),
                in_kind: *in_kind,
                ..line(id, Side::Expense, ["", "A", "B", "C"][*section], "Baris")
            }).collect();
            let content = of(lines);
            for side in Side::ALL {
                let all: i64 = content.lines.iter().filter(|l| l.side == side).map(|l| l.amount().0).sum();
                let sections: i64 = content.sections(side).iter().map(|s| s.sum.all().0).sum();
                prop_assert_eq!(content.sum(side).all().0, all);
                prop_assert_eq!(sections, all);
            }
            let mut turned = content.clone();
            turned.lines.reverse();
            prop_assert_eq!(turned.balance(), content.balance());
            let kept: Content = serde_json::from_str(&serde_json::to_string(&content).unwrap()).unwrap();
            prop_assert_eq!(kept, content);
        }
    }
}
