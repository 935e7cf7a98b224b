//! What was planned beside what the cash books say: line by line where a voucher names its line.

use super::store::{self, BudgetFor};
use super::{Budget, BudgetLine, Side};
use crate::domain::{Direction, Kind};
use crate::store::entries::Listed;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::BudgetLineId;
use std::collections::HashMap;
use storage::Query;
use web::Result;

/// A line with what came of it.
#[derive(Debug, Clone)]
pub struct RealisedLine {
    /// What was planned.
    pub line: BudgetLine,
    /// What the cash books say of it; what was given in kind counts as planned.
    pub realised: Money,
}

impl RealisedLine {
    /// Planned less realised.
    #[must_use]
    pub fn difference(&self) -> Money {
        Money(self.line.amount().0 - self.realised.0)
    }
}

/// What was planned and what became of it.
#[derive(Debug, Clone, Default)]
pub struct Realised {
    /// Lines in their order.
    pub lines: Vec<RealisedLine>,
    /// Income of the activity that names no line of the budget.
    pub other_income: Money,
    /// Its expenses that name none.
    pub other_expense: Money,
}

impl Realised {
    /// Planned and realised money of `side`; what names no line counts as realised.
    #[must_use]
    pub fn sum(&self, side: Side) -> (Money, Money) {
        let other = match side {
            Side::Income => self.other_income,
            Side::Expense => self.other_expense,
        };
        let mut sum = (0, other.0);
        for line in self.lines.iter().filter(|known| known.line.side == side) {
            sum.0 += line.line.amount().0;
            sum.1 += line.realised.0;
        }
        (Money(sum.0), Money(sum.1))
    }
}

/// What became of the lines of `budget`. Money that is lent, lies in advance, or was taken back
/// again does not count.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn realised(db: &mut impl Query, scope: &Scope, budget: &Budget) -> Result<Realised> {
    let entries = match budget.of {
        BudgetFor::Activity(id) => crate::store::entries::of_activity(db, scope, id).await?,
        BudgetFor::Item(_) | BudgetFor::Unit => of_lines(db, scope, budget).await?,
    };
    let mut by_line: HashMap<BudgetLineId, i64> = HashMap::new();
    let (mut income, mut expense) = (0, 0);
    let counts = |listed: &&Listed| listed.entry.says.kind == Kind::Plain && !listed.reversed;
    for listed in entries.iter().filter(counts) {
        let says = &listed.entry.says;
        let known = says
            .line
            .filter(|line| budget.content.find(*line).is_some());
        match (known, says.direction) {
            (Some(line), _) => *by_line.entry(line).or_default() += says.amount.0,
            (None, Direction::In) => income += says.amount.0,
            (None, Direction::Out) => expense += says.amount.0,
        }
    }
    let lines = budget.content.lines.iter().map(|line| RealisedLine {
        realised: if line.in_kind {
            line.amount()
        } else {
            Money(by_line.get(&line.id).copied().unwrap_or(0))
        },
        line: line.clone(),
    });
    Ok(Realised {
        lines: lines.collect(),
        other_income: Money(income),
        other_expense: Money(expense),
    })
}

/// Entries of the unit that name a line of `budget`; at most 5,000.
async fn of_lines(db: &mut impl Query, scope: &Scope, budget: &Budget) -> Result<Vec<Listed>> {
    let mut all = Vec::new();
    for line in &budget.content.lines {
        all.extend(crate::store::entries::of_line(db, scope, line.id).await?);
        if all.len() > 5_000 {
            break;
        }
    }
    Ok(all)
}

/// The budget of an activity in the version that counts, with what became of it.
pub(super) async fn of_activity(
    db: &mut impl Query,
    scope: &Scope,
    of: BudgetFor,
) -> Result<Option<(Budget, Realised)>> {
    let Some(budget) = store::budget_of(db, scope, of).await? else {
        return Ok(None);
    };
    let budget = store::valid(db, scope, budget).await?;
    let realised = realised(db, scope, &budget).await?;
    Ok(Some((budget, realised)))
}
