//! The room's first page: the programmes of each term, and beginning another.

use super::reader;
use crate::acts::AGREE_PROGRAM;
use crate::domain::{BeginForm, Program, total};
use crate::programs;
use crate::store::programs as store;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::id::ProgramId;
use organization::Term;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/proker", get(list))
        .route("/proker/baru", get(ask).post(begin))
}

/// A programme of the list.
struct Line {
    program: Program,
    below: String,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    /// Programmes by term, the latest first; the heading is empty where no term is known.
    terms: Vec<(String, Vec<Line>)>,
    may_begin: bool,
}

/// `GET /proker`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let known = organization::terms(&mut db, &scope).await?;
    let mut terms: Vec<(String, Vec<Line>)> = Vec::new();
    for program in store::list(&mut db, &scope).await? {
        let items = store::items(&mut db, program.id).await?;
        let count = visitor.say("{n} program");
        let below = format!(
            "{} · {}",
            count.replace("{n}", &items.len().to_string()),
            total(&items)
        );
        let heading = term_of(&known, program.year);
        let line = Line { program, below };
        match terms.last_mut() {
            Some((last, lines)) if *last == heading => lines.push(line),
            _ => terms.push((heading, vec![line])),
        }
    }
    let page = ListPage {
        terms,
        may_begin: actor.allows(AGREE_PROGRAM),
    };
    visitor.page("Program kerja", &page)
}

/// The years of the board in whose time `year` falls: that which was in office at its end.
fn term_of(terms: &[Term], year: i16) -> String {
    let ends = |term: &Term| term.ended.or(term.until).map_or(i16::MAX, |day| day.year());
    let covers = |term: &&Term| (term.from.year()..=ends(term)).contains(&year);
    let term = terms.iter().filter(covers).max_by_key(|term| term.from);
    term.map(Term::years).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "begin.html")]
struct BeginPage {
    form: BeginForm,
    errors: Errors,
    /// Programmes that can be copied.
    others: Vec<(ProgramId, i16)>,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    scope: &Scope,
    form: BeginForm,
    errors: Errors,
) -> Result<BeginPage> {
    let others = store::list(&mut ctx.db.read().await?, scope).await?;
    Ok(BeginPage {
        form,
        errors,
        others: others.iter().map(|one| (one.id, one.year)).collect(),
        token: visitor.token(),
    })
}

/// `GET /proker/baru`: the first year that has no programme, and last year's to be copied.
async fn ask(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(AGREE_PROGRAM, actor.unit)?;
    let known = store::list(&mut ctx.db.read().await?, &scope).await?;
    let this = actor.today().year();
    let mut years = this..this + 5;
    let free = years.find(|year| !known.iter().any(|one| one.year == *year));
    let year = free.unwrap_or(this);
    let form = BeginForm {
        tahun: year.to_string(),
        salin: known
            .iter()
            .find(|one| one.year < year)
            .map(|one| one.id.to_string())
            .unwrap_or_default(),
    };
    let page = page(&ctx, &visitor, &scope, form, Errors::default()).await?;
    visitor.page("Program kerja baru", &page)
}

/// `POST /proker/baru`.
async fn begin(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<BeginForm>,
) -> Result<Response> {
    let scope = actor.may(AGREE_PROGRAM, actor.unit)?;
    let mut errors = Errors::default();
    match form.read(actor.today()) {
        Ok(year) => {
            let known = store::list(&mut ctx.db.read().await?, &scope).await?;
            let copied = known.iter().find(|one| one.id.to_string() == form.salin);
            let mut tx = ctx.db.begin().await?;
            let copied = copied.map(|one| one.id);
            if let Some(id) = programs::begin(&mut tx, &scope, year, copied, actor.now).await? {
                let what = format!("Memulai program kerja {year}");
                storage::audit(&mut tx, actor.audit(AGREE_PROGRAM, actor.unit, id, what)).await?;
                tx.commit().await?;
                let flash = Flash::ok("Rancangan dibuka. Sekarang tulis programnya satu per satu.");
                return Ok(visitor.redirect_with(&format!("/proker/{id}"), &flash));
            }
            errors.add("tahun", format!("Program kerja {year} sudah ada."));
        }
        Err(found) => errors = found,
    }
    let page = page(&ctx, &visitor, &scope, form, errors).await?;
    visitor.page_again("Program kerja baru", &page)
}
