//! A budget on its activity's page, and its chapter of the report.

use super::realised::{self, Realised, RealisedLine};
use super::store::{self, BudgetFor, budget_of};
use super::{Budget, Side, paper};
use crate::acts::{READ_CASH, WRITE_BUDGET};
use askama::Template;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::ActivityId;
use kernel::paper::{Block, Column, Section, Table};
use web::{Actor, BoxFuture, Ctx, Panel, Result, filters};

#[derive(Template)]
#[template(path = "budget_panel.html")]
struct BudgetPanel {
    activity: ActivityId,
    budget: Option<Shown>,
    may_write: bool,
}

struct Shown {
    budget: Budget,
    standing: String,
    income: Money,
    expense: Money,
    spent: Money,
}

/// The activity's budget: what it comes to, and what of it is spent.
pub(crate) fn activity_panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    activity: ActivityId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_CASH, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let budget = budget_of(&mut db, &scope, BudgetFor::Activity(activity)).await?;
        let shown = match budget {
            Some(budget) => {
                let became = realised::realised(&mut db, &scope, &budget).await?;
                Some(Shown {
                    standing: paper::standing(&budget),
                    income: budget.content.sum(Side::Income).all(),
                    expense: budget.content.sum(Side::Expense).all(),
                    spent: became.sum(Side::Expense).1,
                    budget,
                })
            }
            None => None,
        };
        let panel = BudgetPanel {
            activity,
            budget: shown,
            may_write: actor.allows(WRITE_BUDGET),
        };
        let html = panel.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 38,
            title: "RAB".into(),
            html,
        }))
    })
}

/// The chapter "Keuangan": income by source, expenses by section, planned, realised, difference.
pub(crate) fn report_section<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    activity: ActivityId,
) -> BoxFuture<'a, Result<Option<Section>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let of = BudgetFor::Activity(activity);
        let found = realised::of_activity(&mut db, scope, of).await?;
        let (became, mut missing) = match found {
            Some((budget, became)) => {
                let mut missing = Vec::new();
                if !budget.approved {
                    missing.push("RAB belum disetujui.".to_owned());
                }
                (became, missing)
            }
            None => {
                let none = Budget::none(of);
                let became = realised::realised(&mut db, scope, &none).await?;
                (became, vec!["RAB belum dibuat.".to_owned()])
            }
        };
        let untouched = became.lines.is_empty() && became.other_expense.0 == 0;
        if became.sum(Side::Expense).1.0 == 0 && !untouched {
            missing.push("Pengeluaran kegiatan belum dicatat di kas.".to_owned());
        }
        if became.other_income.0 == 0 && became.other_expense.0 == 0 && became.lines.is_empty() {
            let blocks = vec![Block::Text(
                "Belum ada uang yang dianggarkan atau dicatat.".into(),
            )];
            return Ok(Some(section(blocks, missing)));
        }
        let mut blocks = Vec::new();
        for side in Side::ALL {
            blocks.push(Block::Text(side.label().to_uppercase()));
            blocks.push(Block::Table(compared(&became, side)));
        }
        let (income, expense) = (became.sum(Side::Income).1, became.sum(Side::Expense).1);
        blocks.push(Block::Facts(vec![
            ("Jumlah penerimaan".to_owned(), income.to_string()),
            ("Jumlah pengeluaran".to_owned(), expense.to_string()),
            ("Saldo".to_owned(), Money(income.0 - expense.0).to_string()),
            (
                "Terbilang".to_owned(),
                crate::domain::in_words(Money(income.0 - expense.0)),
            ),
        ]));
        Ok(Some(section(blocks, missing)))
    })
}

fn section(blocks: Vec<Block>, missing: Vec<String>) -> Section {
    Section {
        order: 40,
        title: "Anggaran dan realisasi".to_owned(),
        blocks,
        missing,
    }
}

/// Anggaran, realisasi, selisih of a side, line by line with the sums of sections.
fn compared(became: &Realised, side: Side) -> Table {
    let of_side = || became.lines.iter().filter(|known| known.line.side == side);
    let mut titles: Vec<&str> = Vec::new();
    for known in of_side() {
        if !titles.contains(&known.line.section.as_str()) {
            titles.push(&known.line.section);
        }
    }
    let row = |name: String, planned: Money, real: Money| {
        let difference = Money(planned.0 - real.0);
        let figures = [planned, real, difference].map(paper::figure);
        std::iter::once(name).chain(figures).collect::<Vec<_>>()
    };
    let mut rows = Vec::new();
    for title in titles {
        let lines: Vec<&RealisedLine> = of_side()
            .filter(|known| known.line.section == title)
            .collect();
        if !title.is_empty() {
            let sum = |of: fn(&RealisedLine) -> i64| Money(lines.iter().map(|line| of(line)).sum());
            let planned = sum(|known| known.line.amount().0);
            rows.push(row(
                title.to_uppercase(),
                planned,
                sum(|known| known.realised.0),
            ));
        }
        for known in lines {
            let kind = if known.line.in_kind { " (swadaya)" } else { "" };
            let name = format!("{}{kind}", known.line.text);
            rows.push(row(name, known.line.amount(), known.realised));
        }
    }
    let other = match side {
        Side::Income => became.other_income,
        Side::Expense => became.other_expense,
    };
    if other.0 != 0 {
        rows.push(row("Di luar RAB".to_owned(), Money(0), other));
    }
    let (planned, real) = became.sum(side);
    rows.push(row(
        format!("JUMLAH {}", side.label().to_uppercase()),
        planned,
        real,
    ));
    Table {
        columns: vec![
            Column::left("Uraian", 6),
            Column::right("Anggaran (Rp)", 3),
            Column::right("Realisasi (Rp)", 3),
            Column::right("Selisih (Rp)", 3),
        ],
        rows,
    }
}

/// The budget of an activity in the version that counts.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn valid_budget(
    db: &mut impl storage::Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Option<Budget>> {
    match budget_of(db, scope, BudgetFor::Activity(activity)).await? {
        Some(budget) => Ok(Some(store::valid(db, scope, budget).await?)),
        None => Ok(None),
    }
}
