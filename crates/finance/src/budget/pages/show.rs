//! A budget's page: its lines in sections with every sum, what of it is spent, its versions.

use super::{Nothing, found};
use crate::acts::{APPROVE_BUDGET, READ_CASH, WRITE_BUDGET};
use crate::budget::keep::{approve_budget, revise_budget};
use crate::budget::paper::{standing, sums, whatsapp};
use crate::budget::realised::realised;
use crate::budget::store::{self, Budget};
use crate::budget::{BudgetLine, Side};
use crate::ledger::By;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::Money;
use kernel::day;
use kernel::id::{ActivityId, BudgetId, BudgetLineId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/rab/{budget}", get(show))
        .route("/rab/{budget}/setujui", post(approve))
        .route("/rab/{budget}/versi", post(revise))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    versi: String,
}

/// A side of the page.
struct ShownSide {
    side: Side,
    total: Money,
    sections: Vec<ShownSection>,
}

struct ShownSection {
    title: String,
    sum: Money,
    lines: Vec<ShownLine>,
}

struct ShownLine {
    id: BudgetLineId,
    text: String,
    how: String,
    amount: Money,
    in_kind: bool,
    priced: bool,
    /// "Terpakai Rp50.000, sisa Rp10.000"; empty while nothing is booked on the line.
    became: String,
}

impl ShownLine {
    fn of(line: &BudgetLine, became: Money) -> Self {
        let mut how = match line.price {
            _ if line.volume.is_one() => String::new(),
            Money(0) => line.volume.to_string(),
            price => format!("{} × {price}", line.volume),
        };
        if !line.note.is_empty() {
            how = if how.is_empty() {
                line.note.clone()
            } else {
                format!("{how} · {}", line.note)
            };
        }
        let left = line.amount().0 - became.0;
        let word = match line.side {
            Side::Income => "Masuk",
            Side::Expense => "Terpakai",
        };
        let rest = match left {
            0 => "pas".to_owned(),
            left if left > 0 => format!("sisa {}", Money(left)),
            over => format!("lebih {}", Money(-over)),
        };
        Self {
            id: line.id,
            text: line.text.clone(),
            how,
            amount: line.amount(),
            in_kind: line.in_kind,
            priced: line.price.0 > 0,
            became: if became.0 == 0 || line.in_kind {
                String::new()
            } else {
                format!("{word} {became}, {rest}")
            },
        }
    }
}

/// A version in the list of versions.
struct ShownVersion {
    version: i64,
    approved: bool,
    below: String,
}

/// What was typed into the page's own form and is wrong.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) sisi: String,
    pub(super) bagian: String,
    pub(super) baris: String,
}

#[derive(Template)]
#[template(path = "budget.html")]
pub(super) struct BudgetPage {
    budget: Budget,
    activity: Option<ActivityId>,
    standing: String,
    changed: String,
    sides: Vec<ShownSide>,
    sums: Vec<(String, String)>,
    other: Money,
    without_price: usize,
    versions: Vec<ShownVersion>,
    message: String,
    draft: bool,
    may_write: bool,
    may_approve: bool,
    typed: Typed,
    errors: Errors,
    token: String,
}

pub(super) async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    budget: Budget,
    (typed, errors): (Typed, Errors),
) -> Result<BudgetPage> {
    let scope = actor.may(READ_CASH, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let became = realised(&mut db, &scope, &budget).await?;
    let side = |side: Side| {
        let sections = budget
            .content
            .sections(side)
            .into_iter()
            .map(|section| ShownSection {
                title: section.title.to_owned(),
                sum: section.sum.all(),
                lines: section
                    .lines
                    .iter()
                    .map(|line| {
                        let known = became.lines.iter().find(|known| known.line.id == line.id);
                        ShownLine::of(line, known.map_or(Money(0), |known| known.realised))
                    })
                    .collect(),
            });
        ShownSide {
            side,
            total: budget.content.sum(side).all(),
            sections: sections.collect(),
        }
    };
    let on = |at| day::medium(actor.zone.today(at));
    let versions = store::versions(&mut db, budget.id).await?;
    let versions = versions.into_iter().map(|known| ShownVersion {
        version: known.version,
        approved: known.approved,
        below: format!("{}, {}", on(known.changed_at), known.changed_by),
    });
    Ok(BudgetPage {
        activity: budget.of.activity(),
        standing: standing(&budget),
        changed: format!("{}, {}", on(budget.changed_at), budget.changed_by),
        sides: Side::ALL.map(side).into(),
        sums: sums(&budget.content),
        other: became.other_expense,
        without_price: budget.content.without_price(),
        versions: versions.collect(),
        message: whatsapp(&budget),
        draft: budget.is_draft(),
        may_write: actor.allows(WRITE_BUDGET),
        may_approve: actor.allows(APPROVE_BUDGET),
        budget,
        typed,
        errors,
        token: visitor.token(),
    })
}

/// `GET /rab/{budget}`; an older version with `?versi=1`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<BudgetId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (scope, mut budget) = found(&ctx, &actor, READ_CASH, id).await?;
    if let Ok(version) = asked.versi.parse() {
        let older = store::find(&mut ctx.db.read().await?, &scope, id, Some(version)).await?;
        budget = older.ok_or(Error::NotFound)?;
    }
    let nothing = (Typed::default(), Errors::default());
    let page = page(&ctx, &visitor, &actor, budget, nothing).await?;
    let title = page.budget.title.clone();
    visitor.page(&title, &page)
}

/// `POST /rab/{budget}/setujui`.
async fn approve(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<BudgetId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, budget) = found(&ctx, &actor, APPROVE_BUDGET, id).await?;
    let mut tx = ctx.db.begin().await?;
    approve_budget(&mut tx, &scope, id, &By::of(&actor)).await?;
    let what = format!("Menyetujui {} versi {}", budget.title, budget.version);
    storage::audit(&mut tx, actor.audit(APPROVE_BUDGET, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("RAB disetujui. Versi ini tidak berubah lagi.");
    Ok(visitor.redirect_with(&format!("/rab/{id}"), &flash))
}

/// `POST /rab/{budget}/versi`.
async fn revise(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<BudgetId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, budget) = found(&ctx, &actor, WRITE_BUDGET, id).await?;
    let mut tx = ctx.db.begin().await?;
    revise_budget(&mut tx, &scope, id, &By::of(&actor)).await?;
    let what = format!("Membuat versi baru {}", budget.title);
    storage::audit(&mut tx, actor.audit(WRITE_BUDGET, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Versi baru siap diubah. Versi yang disetujui tetap bisa dibaca.");
    Ok(visitor.redirect_with(&format!("/rab/{id}"), &flash))
}
