//! Writing a line of the programme, changing it, taking it out.

use super::{Nothing, found, found_item};
use crate::acts::PLAN_PROGRAM;
use crate::domain::{ItemForm, Program};
use crate::programs;
use crate::store::programs as store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::{ProgramId, ProgramItemId};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/proker/{program}/tambah", get(ask).post(add))
        .route("/proker/program/{item}/ubah", get(edit).post(change))
        .route("/proker/program/{item}/hapus", post(remove))
}

/// What boards write, to be chosen or not.
struct Proposals {
    divisions: Vec<String>,
    sources: Vec<String>,
    offices: Vec<String>,
}

#[derive(Template)]
#[template(path = "item_form.html")]
struct FormPage {
    title: &'static str,
    action: String,
    back: String,
    year: i16,
    form: ItemForm,
    errors: Errors,
    proposals: Proposals,
    /// The line, if it can be taken out here.
    removes: Option<ProgramItemId>,
    token: String,
}

const ADD: &str = "Tambah program";
const CHANGE: &str = "Ubah program";

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    (scope, program, item): (&Scope, &Program, Option<ProgramItemId>),
    (form, errors): (ItemForm, Errors),
) -> Result<FormPage> {
    let own = item.map(|item| format!("/proker/program/{item}"));
    Ok(FormPage {
        title: if item.is_some() { CHANGE } else { ADD },
        action: match &own {
            Some(own) => format!("{own}/ubah"),
            None => format!("/proker/{}/tambah", program.id),
        },
        back: own.unwrap_or_else(|| format!("/proker/{}", program.id)),
        year: program.year,
        form,
        errors,
        proposals: proposals(ctx, actor, scope, program).await?,
        removes: item.filter(|_| program.state.is_open()),
        token: visitor.token(),
    })
}

async fn proposals(
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    program: &Program,
) -> Result<Proposals> {
    let mut db = ctx.db.read().await?;
    let items = store::items(&mut db, program.id).await?;
    let seats = organization::seats(&mut db, scope, actor.today()).await?;
    let board = organization::board(&mut db, scope, actor.today()).await?;
    let funds = finance::funds(&mut db, scope).await?;
    let mut divisions: Vec<String> = items.into_iter().map(|item| item.says.division).collect();
    divisions.extend(seats.into_iter().map(|seat| seat.division));
    divisions.extend(organization::board_words(&mut db, scope).await?.divisions);
    let mut sources: Vec<String> = funds
        .into_iter()
        .filter(|fund| !fund.over)
        .map(|fund| fund.says.name)
        .collect();
    sources.extend(finance::FundKind::ALL.map(|kind| kind.label().to_owned()));
    Ok(Proposals {
        divisions: each_once(divisions),
        sources: each_once(sources),
        offices: each_once(board.into_iter().map(|officer| officer.title)),
    })
}

fn each_once(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for word in words {
        if !word.is_empty() && !once.contains(&word) {
            once.push(word);
        }
    }
    once
}

/// What a line is proposed with.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    nama: String,
}

/// `GET /proker/{program}/tambah`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (scope, program) = found(&ctx, &actor, PLAN_PROGRAM, id).await?;
    let form = ItemForm {
        nama: asked.nama,
        kunci: storage::fresh::<ProgramItemId>().to_string(),
        ..ItemForm::default()
    };
    let about = (&scope, &program, None);
    let page = page(&ctx, &visitor, &actor, about, (form, Errors::default())).await?;
    visitor.page(ADD, &page)
}

/// `POST /proker/{program}/tambah`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramId>,
    Form(form): Form<ItemForm>,
) -> Result<Response> {
    let (scope, program) = found(&ctx, &actor, PLAN_PROGRAM, id).await?;
    let new = match form.read(program.year) {
        Ok(new) => new,
        Err(errors) => {
            let about = (&scope, &program, None);
            let page = page(&ctx, &visitor, &actor, about, (form, errors)).await?;
            return visitor.page_again(ADD, &page);
        }
    };
    let item = form.kunci.parse().unwrap_or_else(|_| storage::fresh());
    let mut tx = ctx.db.begin().await?;
    programs::add_item(&mut tx, &scope, id, item, &new, actor.now).await?;
    let what = format!("Program kerja {}: menambah {}", program.year, new.title);
    storage::audit(&mut tx, actor.audit(PLAN_PROGRAM, actor.unit, item, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Program tersimpan.");
    Ok(visitor.redirect_with(&format!("/proker/{id}"), &flash))
}

/// `GET /proker/program/{item}/ubah`.
async fn edit(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramItemId>,
) -> Result<Response> {
    let (scope, program, item) = found_item(&ctx, &actor, PLAN_PROGRAM, id).await?;
    let about = (&scope, &program, Some(id));
    let typed = (ItemForm::of(&item), Errors::default());
    let page = page(&ctx, &visitor, &actor, about, typed).await?;
    visitor.page(CHANGE, &page)
}

/// `POST /proker/program/{item}/ubah`.
async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramItemId>,
    Form(form): Form<ItemForm>,
) -> Result<Response> {
    let (scope, program, item) = found_item(&ctx, &actor, PLAN_PROGRAM, id).await?;
    let about = (&scope, &program, Some(id));
    let new = match form.read(program.year) {
        Ok(new) => new,
        Err(errors) => {
            let page = page(&ctx, &visitor, &actor, about, (form, errors)).await?;
            return visitor.page_again(CHANGE, &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let edition = form.versi.parse().unwrap_or(0);
    let changed = programs::change_item(&mut tx, &scope, &item, edition, &new).await;
    if let Err(Error::Conflict(text)) = changed {
        drop(tx);
        let mut errors = Errors::default();
        errors.add("nama", text);
        let form = ItemForm {
            versi: item.edition.to_string(),
            ..form
        };
        let page = page(&ctx, &visitor, &actor, about, (form, errors)).await?;
        let mut response = visitor.page_again(CHANGE, &page)?;
        *response.status_mut() = StatusCode::CONFLICT;
        return Ok(response);
    }
    changed?;
    let what = format!("Program kerja {}: mengubah {}", program.year, new.title);
    storage::audit(&mut tx, actor.audit(PLAN_PROGRAM, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Perubahan tersimpan.");
    Ok(visitor.redirect_with(&format!("/proker/program/{id}"), &flash))
}

/// `POST /proker/program/{item}/hapus`.
async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramItemId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, program, item) = found_item(&ctx, &actor, PLAN_PROGRAM, id).await?;
    let mut tx = ctx.db.begin().await?;
    programs::remove_item(&mut tx, &scope, &item).await?;
    let title = &item.says.title;
    let what = format!("Program kerja {}: menghapus {title}", program.year);
    storage::audit(&mut tx, actor.audit(PLAN_PROGRAM, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::info("Program dihapus dari rancangan.");
    Ok(visitor.redirect_with(&format!("/proker/{}", program.id), &flash))
}
