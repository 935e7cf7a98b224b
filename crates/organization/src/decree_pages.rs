//! Pages of the decrees that confirm boards: the list, one with its scan, keeping and changing one.

use crate::board_parts::decree_notice;
use crate::decree_form::DecreeForm;
use crate::domain::{Decree, Term};
use crate::store::{decrees as store, terms};
use crate::{CHANGE_BOARD, NOTE_DECREES, SEE_BOARD, board};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use kernel::day;
use kernel::id::DecreeId;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengurus/sk", get(list))
        .route("/pengurus/sk/baru", get(ask).post(add))
        .route("/pengurus/sk/{id}", get(show))
        .route("/pengurus/sk/{id}/ubah", get(edit).post(change))
        .merge(crate::decree_papers::router())
}

#[derive(Template)]
#[template(path = "decrees.html")]
struct ListPage {
    notice: Option<(&'static str, String)>,
    /// Each with the years of its term.
    decrees: Vec<(Decree, String)>,
    has_board: bool,
    may_change: bool,
}

/// `GET /pengurus/sk`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(SEE_BOARD, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let status = board::decree_status(&mut db, &scope, actor.today()).await?;
    let terms = terms::terms(&mut db, &scope).await?;
    let years = |decree: &Decree| {
        let term = terms.iter().find(|term| term.id == decree.term);
        term.map(Term::years).unwrap_or_default()
    };
    let decrees = store::decrees(&mut db, &scope).await?;
    let page = ListPage {
        notice: decree_notice(visitor.lang, &actor, &status),
        decrees: decrees
            .into_iter()
            .map(|decree| {
                let years = years(&decree);
                (decree, years)
            })
            .collect(),
        has_board: status.term.is_some(),
        may_change: actor.allows(CHANGE_BOARD),
    };
    visitor.page("SK pengurus", &page)
}

#[derive(Template)]
#[template(path = "decree_form.html")]
struct FormPage {
    form: DecreeForm,
    /// The decree that is changed; none for a new one.
    id: Option<DecreeId>,
    terms: Vec<Term>,
    errors: Errors,
    token: String,
}

const NEW: &str = "Catat SK";
const CHANGE: &str = "Ubah SK";

/// `GET /pengurus/sk/baru`: with what is known of the running term.
async fn ask(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let running = terms::running(&mut db, &scope).await?;
    let unit = crate::unit(&mut db, actor.unit).await?;
    let village = unit.map(|unit| unit.village).unwrap_or_default();
    drop(db);
    let form = DecreeForm::proposed(running.as_ref(), &village);
    let page = form_page(&ctx, &visitor, &actor, None, form, Errors::default()).await?;
    visitor.page(NEW, &page)
}

async fn form_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: Option<DecreeId>,
    form: DecreeForm,
    errors: Errors,
) -> Result<FormPage> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    Ok(FormPage {
        form,
        id,
        terms: terms::terms(&mut ctx.db.read().await?, &scope).await?,
        errors,
        token: visitor.token(),
    })
}

/// `POST /pengurus/sk/baru`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<DecreeForm>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let says = match form.read(actor.today()) {
        Ok(says) => says,
        Err(errors) => {
            let page = form_page(&ctx, &visitor, &actor, None, form, errors).await?;
            return visitor.page_again(NEW, &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let term = form.masa.parse().map_err(|_| Error::NotFound)?;
    let term = terms::term(&mut tx, &scope, term).await?;
    let term = term.ok_or(Error::NotFound)?;
    let id = store::add_decree(&mut tx, &scope, term.id, &says, actor.now).await?;
    let what = format!("Mencatat SK {}", says.number);
    storage::audit(&mut tx, actor.audit(NOTE_DECREES, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("SK tersimpan. Unggah pindaiannya supaya tidak hilang.");
    Ok(visitor.redirect_with(&format!("/pengurus/sk/{id}"), &flash))
}

#[derive(Template)]
#[template(path = "decree.html")]
pub(crate) struct DecreePage {
    decree: Decree,
    day: String,
    covers: String,
    may_change: bool,
    errors: Errors,
    token: String,
}

pub(crate) fn decree_page(
    visitor: &Visitor,
    actor: &Actor,
    decree: Decree,
    errors: Errors,
) -> DecreePage {
    let shown = |day: Option<jiff::civil::Date>| day.map_or("…".to_owned(), day::medium);
    let says = &decree.says;
    let covers = match (says.from, says.until) {
        (None, None) => String::new(),
        (from, until) => format!("{} s.d. {}", shown(from), shown(until)),
    };
    DecreePage {
        day: says.shown_day().unwrap_or_default(),
        covers,
        may_change: actor.allows(CHANGE_BOARD),
        errors,
        token: visitor.token(),
        decree,
    }
}

pub(crate) async fn found(ctx: &Ctx, actor: &Actor, id: DecreeId) -> Result<Decree> {
    let scope = actor.may(SEE_BOARD, actor.unit)?;
    store::decree(&mut ctx.db.read().await?, &scope, id)
        .await?
        .ok_or(Error::NotFound)
}

/// `GET /pengurus/sk/{id}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<DecreeId>,
) -> Result<Response> {
    let decree = found(&ctx, &actor, id).await?;
    let page = decree_page(&visitor, &actor, decree, Errors::default());
    visitor.page("SK pengurus", &page)
}

/// `GET /pengurus/sk/{id}/ubah`.
async fn edit(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<DecreeId>,
) -> Result<Response> {
    actor.may(CHANGE_BOARD, actor.unit)?;
    let form = DecreeForm::of(&found(&ctx, &actor, id).await?);
    let page = form_page(&ctx, &visitor, &actor, Some(id), form, Errors::default()).await?;
    visitor.page(CHANGE, &page)
}

/// `POST /pengurus/sk/{id}/ubah`.
async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<DecreeId>,
    Form(form): Form<DecreeForm>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let says = match form.read(actor.today()) {
        Ok(says) => says,
        Err(errors) => {
            let page = form_page(&ctx, &visitor, &actor, Some(id), form, errors).await?;
            return visitor.page_again(CHANGE, &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let kept = store::decree(&mut tx, &scope, id).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    if !store::save_decree(&mut tx, &scope, (id, form.version()), &says).await? {
        drop(tx);
        return changed_meanwhile(&ctx, &visitor, &actor, &kept, form).await;
    }
    let what = format!("Mengubah SK {}", says.number);
    storage::audit(&mut tx, actor.audit(NOTE_DECREES, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with(&format!("/pengurus/sk/{id}"), &Flash::ok("SK tersimpan.")))
}

async fn changed_meanwhile(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    kept: &Decree,
    form: DecreeForm,
) -> Result<Response> {
    let mut errors = Errors::default();
    errors.add(
        "nomor",
        "SK ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.",
    );
    let versi = kept.version.to_string();
    let form = DecreeForm { versi, ..form };
    let shown = form_page(ctx, visitor, actor, Some(kept.id), form, errors).await?;
    let status = StatusCode::CONFLICT;
    let page = Page {
        status,
        ..Page::titled(CHANGE)
    };
    visitor.page_with(page, &shown)
}
