//! The agenda of letters that came in, each with its scan and what is to be done.

use super::{Nothing, Sought, Turn, reader};
use crate::acts::{READ_LETTERS, WRITE_LETTERS};
use crate::domain::{Incoming, Task, TaskForm};
use crate::letters::By;
use crate::scan;
use crate::store::incoming as rows;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use kernel::access::{Act, Scope};
use kernel::day;
use kernel::id::{DispositionId, IncomingId};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/surat/masuk", get(list))
        .route("/surat/masuk/{incoming}", get(show))
        .route("/surat/masuk/{incoming}/pindaian", get(shown))
        .route("/surat/masuk/{incoming}/disposisi", post(add_task))
        .route(
            "/surat/masuk/{incoming}/disposisi/{task}/selesai",
            post(task_done),
        )
}

/// A line of the agenda.
struct Line {
    href: String,
    day: String,
    month: &'static str,
    title: String,
    below: String,
    chip: &'static str,
}

impl Line {
    fn of((letter, open): &(Incoming, i64)) -> Self {
        let says = &letter.says;
        Self {
            href: format!("/surat/masuk/{}", letter.id),
            day: says.received.day().to_string(),
            month: day::short_month(says.received.month()),
            title: says.subject.clone(),
            below: format!("{} · {}", letter.seq, says.sender),
            chip: if *open > 0 { "Belum selesai" } else { "" },
        }
    }
}

#[derive(Template)]
#[template(path = "incoming_list.html")]
struct ListPage {
    lines: Vec<Line>,
    turn: Turn,
    year: i16,
    words: String,
    may_write: bool,
}

/// `GET /surat/masuk`.
async fn list(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(sought): Params<Sought>,
) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let mut found = rows::list(&mut db, &scope, &sought.cari, sought.window()).await?;
    let page = ListPage {
        turn: sought.turn("/surat/masuk", &mut found),
        year: actor.today().year(),
        lines: found.iter().map(Line::of).collect(),
        words: sought.cari,
        may_write: actor.allows(WRITE_LETTERS),
    };
    visitor.page("Surat masuk", &page)
}

#[derive(Template)]
#[template(path = "incoming.html")]
struct ShowPage {
    letter: Incoming,
    received: String,
    day: String,
    /// Each with the day until when.
    tasks: Vec<(Task, String)>,
    may_write: bool,
    form: TaskForm,
    errors: Errors,
    token: String,
}

pub(super) async fn found(
    ctx: &Ctx,
    actor: &Actor,
    act: Act,
    id: IncomingId,
) -> Result<(Scope, Incoming)> {
    let scope = actor.may(act, actor.unit)?;
    let letter = rows::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, letter.ok_or(Error::NotFound)?))
}

fn told(day: Option<Date>) -> String {
    day.map(day::medium).unwrap_or_default()
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: IncomingId,
    (form, errors): (TaskForm, Errors),
) -> Result<ShowPage> {
    let (scope, letter) = found(ctx, actor, READ_LETTERS, id).await?;
    let tasks = rows::tasks(&mut ctx.db.read().await?, &scope, id).await?;
    let until = |task: Task| {
        let due = told(task.says.due);
        (task, due)
    };
    Ok(ShowPage {
        received: day::medium(letter.says.received),
        day: told(letter.says.day),
        tasks: tasks.into_iter().map(until).collect(),
        may_write: actor.allows(WRITE_LETTERS),
        form,
        errors,
        token: visitor.token(),
        letter,
    })
}

/// `GET /surat/masuk/{incoming}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<IncomingId>,
) -> Result<Response> {
    let nothing = (TaskForm::default(), Errors::default());
    let page = page(&ctx, &visitor, &actor, id, nothing).await?;
    visitor.page("Surat masuk", &page)
}

/// `GET /surat/masuk/{incoming}/pindaian`.
async fn shown(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<IncomingId>,
) -> Result<Response> {
    let (scope, letter) = found(&ctx, &actor, READ_LETTERS, id).await?;
    let kept = rows::scan(&mut ctx.db.read().await?, &scope, id).await?;
    let name = format!("Surat masuk {}", letter.seq);
    scan::show(&ctx, &kept.ok_or(Error::NotFound)?, &name).await
}

/// `POST /surat/masuk/{incoming}/disposisi`.
async fn add_task(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<IncomingId>,
    Form(form): Form<TaskForm>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let says = match form.read(actor.today()) {
        Ok(says) => says,
        Err(errors) => {
            let page = page(&ctx, &visitor, &actor, id, (form, errors)).await?;
            return visitor.page_again("Surat masuk", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    rows::add_task(&mut tx, &scope, id, &says, &By::of(&actor)).await?;
    tx.commit().await?;
    let back = format!("/surat/masuk/{id}");
    Ok(visitor.redirect_with(&back, &Flash::ok("Disposisi tersimpan.")))
}

/// `POST /surat/masuk/{incoming}/disposisi/{task}/selesai`.
async fn task_done(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, task)): Path<(IncomingId, DispositionId)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let mut tx = ctx.db.begin().await?;
    if rows::done(&mut tx, &scope, id, task, actor.now).await? == 0 {
        return Err(Error::Rule(
            "Disposisi ini sudah ditandai selesai. Muat ulang halamannya.".into(),
        ));
    }
    tx.commit().await?;
    let back = format!("/surat/masuk/{id}");
    Ok(visitor.redirect_with(&back, &Flash::ok("Ditandai selesai.")))
}
