//! The village's own calendar: what the program cannot reckon, written down by officers.

use super::{Nothing, reader};
use crate::acts::PLAN_PROGRAM;
use crate::calendar::note_in_calendar;
use crate::domain::calendar::{CalendarEntry, EntryForm, EntryKind};
use crate::store::calendar as store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::CalendarEntryId;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/proker/kalender", get(show).post(add))
        .route("/proker/kalender/{entry}/hapus", post(remove))
}

#[derive(Template)]
#[template(path = "calendar.html")]
struct CalendarPage {
    entries: Vec<CalendarEntry>,
    kinds: [EntryKind; 5],
    form: EntryForm,
    errors: Errors,
    may_plan: bool,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    scope: &Scope,
    (form, errors): (EntryForm, Errors),
) -> Result<CalendarPage> {
    let entries = store::list(&mut ctx.db.read().await?, scope, actor.today()).await?;
    Ok(CalendarPage {
        entries,
        kinds: EntryKind::ALL,
        form,
        errors,
        may_plan: actor.allows(PLAN_PROGRAM),
        token: visitor.token(),
    })
}

/// `GET /proker/kalender`.
async fn show(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let empty = (EntryForm::default(), Errors::default());
    let page = page(&ctx, &visitor, &actor, &scope, empty).await?;
    visitor.page("Kalender desa", &page)
}

/// `POST /proker/kalender`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<EntryForm>,
) -> Result<Response> {
    let scope = actor.may(PLAN_PROGRAM, actor.unit)?;
    let mut errors = Errors::default();
    match form.read(actor.today()) {
        Ok(new) => {
            let mut tx = ctx.db.begin().await?;
            match note_in_calendar(&mut tx, &scope, &new, actor.now).await {
                Ok(id) => {
                    let what = format!("Kalender desa: menambah {}", new.name);
                    storage::audit(&mut tx, actor.audit(PLAN_PROGRAM, actor.unit, id, what))
                        .await?;
                    tx.commit().await?;
                    let flash = Flash::ok("Tersimpan di kalender desa.");
                    return Ok(visitor.redirect_with("/proker/kalender", &flash));
                }
                Err(Error::Rule(text)) => errors.add("nama", text),
                Err(error) => return Err(error),
            }
        }
        Err(found) => errors = found,
    }
    let page = page(&ctx, &visitor, &actor, &scope, (form, errors)).await?;
    visitor.page_again("Kalender desa", &page)
}

/// `POST /proker/kalender/{entry}/hapus`.
async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<CalendarEntryId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(PLAN_PROGRAM, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let name = store::remove(&mut tx, &scope, id).await?;
    let name = name.ok_or(Error::NotFound)?;
    let what = format!("Kalender desa: menghapus {name}");
    storage::audit(&mut tx, actor.audit(PLAN_PROGRAM, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::info("Dihapus dari kalender desa.");
    Ok(visitor.redirect_with("/proker/kalender", &flash))
}
