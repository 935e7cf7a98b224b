//! The list of budgets, and making a new one.

use crate::acts::{READ_CASH, WRITE_BUDGET};
use crate::budget::keep::{NewBudget, open_budget};
use crate::budget::paper::standing;
use crate::budget::store::{BudgetFor, budget_of, budgets};
use crate::budget::{BudgetTemplate, Side, TEMPLATES};
use crate::ledger::By;
use crate::pages::activities;
use askama::Template;
use axum::Router;
use axum::extract::{Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::Money;
use kernel::id::{ActivityId, BudgetId};
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/rab", get(list))
        .route("/rab/baru", get(ask).post(make))
}

struct Line {
    id: BudgetId,
    title: String,
    standing: String,
    total: Money,
}

#[derive(Template)]
#[template(path = "budgets.html")]
struct ListPage {
    budgets: Vec<Line>,
    may_write: bool,
}

/// `GET /rab`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_CASH, actor.unit)?;
    let all = budgets(&mut ctx.db.read().await?, &scope).await?;
    let lines = all.into_iter().map(|budget| Line {
        standing: standing(&budget),
        total: budget.content.sum(Side::Expense).all(),
        id: budget.id,
        title: budget.title,
    });
    let page = ListPage {
        budgets: lines.collect(),
        may_write: actor.allows(WRITE_BUDGET),
    };
    visitor.page("RAB", &page)
}

/// A new budget, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct NewForm {
    kegiatan: String,
    judul: String,
    contoh: String,
}

#[derive(Template)]
#[template(path = "budget_new.html")]
struct NewPage {
    form: NewForm,
    activities: Vec<(ActivityId, String)>,
    templates: &'static [BudgetTemplate],
    errors: Errors,
    token: String,
}

/// `GET /rab/baru`; the activity's budget, if it has one.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(form): Params<NewForm>,
) -> Result<Response> {
    let scope = actor.may(WRITE_BUDGET, actor.unit)?;
    if let Ok(activity) = form.kegiatan.parse() {
        let of = BudgetFor::Activity(activity);
        if let Some(known) = budget_of(&mut ctx.db.read().await?, &scope, of).await? {
            return Ok(visitor.redirect(&format!("/rab/{}", known.id)));
        }
    }
    let page = NewPage {
        activities: activities(&ctx, &scope, actor.today()).await?,
        templates: TEMPLATES,
        form,
        errors: Errors::default(),
        token: visitor.token(),
    };
    visitor.page("RAB baru", &page)
}

/// `POST /rab/baru`.
async fn make(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<NewForm>,
) -> Result<Response> {
    let scope = actor.may(WRITE_BUDGET, actor.unit)?;
    let activities = activities(&ctx, &scope, actor.today()).await?;
    match read(&form, &activities) {
        Ok(new) => {
            let mut tx = ctx.db.begin().await?;
            let id = open_budget(&mut tx, &scope, &new, &By::of(&actor)).await?;
            let what = format!("Membuat {}", new.title);
            storage::audit(&mut tx, actor.audit(WRITE_BUDGET, actor.unit, id, what)).await?;
            tx.commit().await?;
            let flash = Flash::ok("RAB dibuat. Isi harga dan tambahkan barisnya.");
            Ok(visitor.redirect_with(&format!("/rab/{id}"), &flash))
        }
        Err(errors) => {
            let page = NewPage {
                form,
                activities,
                templates: TEMPLATES,
                errors,
                token: visitor.token(),
            };
            visitor.page_again("RAB baru", &page)
        }
    }
}

/// What was typed; the title follows from the activity where none is.
fn read(form: &NewForm, activities: &[(ActivityId, String)]) -> Result<NewBudget, Errors> {
    let mut errors = Errors::default();
    let title = errors.within("judul", &form.judul, 120);
    let chosen = activities
        .iter()
        .find(|(id, _)| id.to_string() == form.kegiatan);
    if !form.kegiatan.is_empty() && chosen.is_none() {
        errors.add(
            "kegiatan",
            "Kegiatan ini tidak ada di daftar. Pilih yang lain.",
        );
    }
    if chosen.is_none() && title.is_empty() {
        errors.add("judul", "Tulis judulnya, atau pilih kegiatannya.");
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let named = chosen.map(|(_, name)| {
        name.rsplit_once(" (")
            .map_or(name.as_str(), |(name, _)| name)
    });
    Ok(NewBudget {
        of: chosen.map_or(BudgetFor::Unit, |(id, _)| BudgetFor::Activity(*id)),
        title: match named {
            Some(name) if title.is_empty() => format!("RAB {name}").chars().take(120).collect(),
            _ => title,
        },
        template: BudgetTemplate::from_code(&form.contoh),
    })
}
