//! A voucher names a line of a budget: which lines can be chosen, and what was chosen.

use super::store::{self, BudgetFor, budgets};
use super::{Budget, BudgetLine, Side};
use crate::domain::{Direction, NewEntry};
use kernel::access::Scope;
use kernel::id::BudgetLineId;
use storage::Query;
use web::Result;

/// A budget with the lines that money in one direction can belong to.
#[derive(Debug, Clone)]
pub(crate) struct LineChoice {
    /// The budget's title.
    pub(crate) title: String,
    /// Value of the option, what it says.
    pub(crate) lines: Vec<(String, String)>,
}

/// Budgets whose lines are offered.
const OFFERED: usize = 20;

/// The lines that money in `direction` can belong to, in the newest budgets.
pub(crate) async fn line_choices(
    db: &mut impl Query,
    scope: &Scope,
    direction: Direction,
) -> Result<Vec<LineChoice>> {
    let mut choices = Vec::new();
    for budget in budgets(db, scope).await?.into_iter().take(OFFERED) {
        let budget = store::valid(db, scope, budget).await?;
        let lines = budget
            .content
            .lines
            .iter()
            .filter(|line| fits(line, direction));
        let lines: Vec<_> = lines
            .map(|line| (value(&budget, line), told(line)))
            .collect();
        if !lines.is_empty() {
            choices.push(LineChoice {
                title: budget.title,
                lines,
            });
        }
    }
    Ok(choices)
}

fn fits(line: &BudgetLine, direction: Direction) -> bool {
    let side = match direction {
        Direction::In => Side::Income,
        Direction::Out => Side::Expense,
    };
    line.side == side && !line.in_kind
}

fn value(budget: &Budget, line: &BudgetLine) -> String {
    format!("{}.{}", budget.id, line.id)
}

fn told(line: &BudgetLine) -> String {
    if line.section.is_empty() {
        line.text.clone()
    } else {
        format!("{}: {}", line.section, line.text)
    }
}

/// Puts the line that was chosen as `typed` into `entry`, and what follows from it: the activity,
/// and a budget post where none was typed. Why not, if it does not fit.
pub(crate) async fn read_choice(
    db: &mut impl Query,
    scope: &Scope,
    typed: &str,
    entry: &mut NewEntry,
) -> Result<Result<(), &'static str>> {
    const GONE: &str = "Baris RAB ini tidak ada lagi. Pilih yang lain.";
    if typed.is_empty() {
        return Ok(Ok(()));
    }
    let ids = typed.split_once('.');
    let ids = ids.and_then(|(budget, line)| Some((budget.parse().ok()?, line.parse().ok()?)));
    let Some((budget, line)) = ids else {
        return Ok(Err(GONE));
    };
    let Some(budget) = store::find(db, scope, budget, None).await? else {
        return Ok(Err(GONE));
    };
    let budget = store::valid(db, scope, budget).await?;
    let Some(line) = budget
        .content
        .find(line)
        .filter(|line| fits(line, entry.direction))
    else {
        return Ok(Err(GONE));
    };
    if let BudgetFor::Activity(activity) = budget.of {
        if entry.activity.is_some_and(|chosen| chosen != activity) {
            return Ok(Err(
                "Baris ini dari RAB kegiatan lain. Samakan kegiatannya, atau pilih baris lain.",
            ));
        }
        entry.activity = Some(activity);
    }
    if entry.category.is_empty() {
        let section = match line.section.as_str() {
            "" => &line.text,
            section => section,
        };
        entry.category = section.chars().take(60).collect();
    }
    entry.line = Some(line.id);
    Ok(Ok(()))
}

/// What a voucher's page says of its line; empty if the line is in no budget any more.
pub(crate) async fn line_name(
    db: &mut impl Query,
    scope: &Scope,
    id: BudgetLineId,
) -> Result<String> {
    for budget in budgets(db, scope).await? {
        let budget = store::valid(db, scope, budget).await?;
        if let Some(line) = budget.content.find(id) {
            return Ok(format!("{}, {}", told(line), budget.title));
        }
    }
    Ok(String::new())
}
