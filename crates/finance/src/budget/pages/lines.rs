//! Lines of a draft: one by one in a form, or many typed at once.

use super::show::{self, Typed};
use super::{Nothing, found_draft};
use crate::acts::WRITE_BUDGET;
use crate::budget::content::SECTIONS;
use crate::budget::form::{LineForm, print_of};
use crate::budget::keep::{draft, put_line, refused, write};
use crate::budget::typed::put_typed;
use crate::budget::{Budget, BudgetLine, Side};
use crate::ledger::By;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::{BudgetId, BudgetLineId};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/rab/{budget}/baris/baru", get(ask_new).post(add))
        .route("/rab/{budget}/baris/{line}", get(ask).post(change))
        .route("/rab/{budget}/baris/{line}/hapus", post(remove))
        .route("/rab/{budget}/ketik", post(add_typed))
}

#[derive(Template)]
#[template(path = "budget_line.html")]
struct LinePage {
    budget: BudgetId,
    title: String,
    /// The line that is changed; none for a new one.
    line: Option<BudgetLineId>,
    form: LineForm,
    sections: Vec<String>,
    errors: Errors,
    token: String,
}

impl LinePage {
    fn of(
        visitor: &Visitor,
        budget: &Budget,
        line: Option<BudgetLineId>,
        form: LineForm,
        errors: Errors,
    ) -> Self {
        let mut sections: Vec<String> = Vec::new();
        let used = budget
            .content
            .lines
            .iter()
            .map(|line| line.section.as_str());
        for section in used.chain(SECTIONS.iter().copied()) {
            if !section.is_empty() && !sections.iter().any(|known| known == section) {
                sections.push(section.to_owned());
            }
        }
        Self {
            budget: budget.id,
            title: budget.title.clone(),
            line,
            form,
            sections,
            errors,
            token: visitor.token(),
        }
    }

    const fn heading(&self) -> &'static str {
        match self.line {
            Some(_) => "Ubah baris",
            None => "Baris baru",
        }
    }
}

/// `GET /rab/{budget}/baris/baru`.
async fn ask_new(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<BudgetId>,
    Params(form): Params<LineForm>,
) -> Result<Response> {
    let (_, budget) = found_draft(&ctx, &actor, WRITE_BUDGET, id).await?;
    let page = LinePage::of(&visitor, &budget, None, form, Errors::default());
    visitor.page(page.heading(), &page)
}

fn known(budget: &Budget, line: BudgetLineId) -> Result<BudgetLine> {
    budget.content.find(line).cloned().ok_or(Error::NotFound)
}

/// `GET /rab/{budget}/baris/{line}`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, line)): Path<(BudgetId, BudgetLineId)>,
) -> Result<Response> {
    let (_, budget) = found_draft(&ctx, &actor, WRITE_BUDGET, id).await?;
    let form = LineForm::of(&known(&budget, line)?);
    let page = LinePage::of(&visitor, &budget, Some(line), form, Errors::default());
    visitor.page(page.heading(), &page)
}

/// `POST /rab/{budget}/baris/baru`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<BudgetId>,
    Form(form): Form<LineForm>,
) -> Result<Response> {
    let (scope, budget) = found_draft(&ctx, &actor, WRITE_BUDGET, id).await?;
    let line = match form.read(storage::fresh()) {
        Ok(line) => line,
        Err(errors) => {
            let page = LinePage::of(&visitor, &budget, None, form, errors);
            return visitor.page_again(page.heading(), &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let what = format!("{}: menambah {}", budget.title, line.text);
    put_line(&mut tx, &scope, id, line, &By::of(&actor)).await?;
    storage::audit(&mut tx, actor.audit(WRITE_BUDGET, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with(&format!("/rab/{id}#baris"), &Flash::ok("Baris tersimpan.")))
}

/// `POST /rab/{budget}/baris/{line}`; if somebody changed the line meanwhile, what was typed stays.
async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, line)): Path<(BudgetId, BudgetLineId)>,
    Form(form): Form<LineForm>,
) -> Result<Response> {
    let (scope, budget) = found_draft(&ctx, &actor, WRITE_BUDGET, id).await?;
    known(&budget, line)?;
    let read = match form.read(line) {
        Ok(read) => read,
        Err(errors) => {
            let page = LinePage::of(&visitor, &budget, Some(line), form, errors);
            return visitor.page_again(page.heading(), &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let budget = draft(&mut tx, &scope, id).await?;
    let now = known(&budget, line)?;
    if !now.says_same(&read) && print_of(&now) != form.semula {
        return changed_meanwhile(&visitor, &budget, &now, form);
    }
    let mut content = budget.content.clone();
    let what = format!("{}: mengubah {}", budget.title, now.text);
    content.put(read).map_err(refused)?;
    write(&mut tx, &scope, budget, content, &By::of(&actor)).await?;
    storage::audit(&mut tx, actor.audit(WRITE_BUDGET, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with(&format!("/rab/{id}#baris"), &Flash::ok("Baris tersimpan.")))
}

fn changed_meanwhile(
    visitor: &Visitor,
    budget: &Budget,
    now: &BudgetLine,
    form: LineForm,
) -> Result<Response> {
    let mut errors = Errors::default();
    let text = format!(
        "Pengurus lain baru saja mengubah baris ini menjadi \"{}, {} × {}\". Periksa, lalu simpan \
         lagi kalau isianmu yang benar.",
        now.text, now.volume, now.price
    );
    errors.add("uraian", text);
    let form = LineForm {
        semula: print_of(now),
        ..form
    };
    let page = LinePage::of(visitor, budget, Some(now.id), form, errors);
    let mut response = visitor.page_again(page.heading(), &page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// `POST /rab/{budget}/baris/{line}/hapus`.
async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, line)): Path<(BudgetId, BudgetLineId)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, _) = found_draft(&ctx, &actor, WRITE_BUDGET, id).await?;
    let mut tx = ctx.db.begin().await?;
    let budget = draft(&mut tx, &scope, id).await?;
    let gone = known(&budget, line)?;
    let mut content = budget.content.clone();
    content.take(line);
    let what = format!("{}: menghapus {}", budget.title, gone.text);
    write(&mut tx, &scope, budget, content, &By::of(&actor)).await?;
    storage::audit(&mut tx, actor.audit(WRITE_BUDGET, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with(&format!("/rab/{id}#baris"), &Flash::ok("Baris dihapus.")))
}

/// `POST /rab/{budget}/ketik`.
async fn add_typed(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<BudgetId>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let (scope, _) = found_draft(&ctx, &actor, WRITE_BUDGET, id).await?;
    let mut tx = ctx.db.begin().await?;
    let budget = draft(&mut tx, &scope, id).await?;
    let mut content = budget.content.clone();
    let mut errors = Errors::default();
    let section = errors.within("bagian", &typed.bagian, 60);
    let at = (Side::from_code(&typed.sisi), section.as_str());
    let added = errors.keep(
        "baris",
        put_typed(&mut content, &typed.baris, at, storage::fresh),
    );
    let (Some(added), true) = (added, errors.is_empty()) else {
        drop(tx);
        let page = show::page(&ctx, &visitor, &actor, budget, (typed, errors)).await?;
        return visitor.page_again("RAB", &page);
    };
    let what = format!("{}: menambah {added} baris", budget.title);
    write(&mut tx, &scope, budget, content, &By::of(&actor)).await?;
    storage::audit(&mut tx, actor.audit(WRITE_BUDGET, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Baris tersimpan.");
    Ok(visitor.redirect_with(&format!("/rab/{id}#baris"), &flash))
}
