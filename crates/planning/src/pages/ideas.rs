//! Officers' pages of ideas: the box with its link, what waits, answering.

use super::{Nothing, reader};
use crate::acts::PLAN_PROGRAM;
use crate::domain::Program;
use crate::domain::idea::{AnswerForm, Idea, Rate, Verdict};
use crate::ideas;
use crate::store::{ideas as store, programs};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{IdeaId, ProgramId};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// Answered ideas on the page.
const SHOWN: i64 = 50;

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/proker/usul", get(list))
        .route("/proker/usul/buka", post(open))
        .route("/proker/usul/tutup", post(close))
        .route("/proker/usul/{idea}", get(ask).post(answer))
}

#[derive(Template)]
#[template(path = "ideas.html")]
struct ListPage {
    open: bool,
    /// The public address, once the box was opened.
    link: String,
    qr: String,
    code: String,
    invitation: String,
    rate: Rate,
    waiting: Vec<Idea>,
    answered: Vec<Idea>,
    today: Date,
    may_plan: bool,
    token: String,
}

/// `GET /proker/usul`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let code = web::codes::of(&mut db, "idea_box", scope.unit()).await?;
    let code = code.map(|code| code.to_string()).unwrap_or_default();
    let link = match code.as_str() {
        "" => String::new(),
        code => ctx.link(&format!("/usul/{code}")),
    };
    let page = ListPage {
        open: store::is_open(&mut db, scope.unit()).await?,
        qr: match link.as_str() {
            "" => String::new(),
            link => web::qr::svg(link, "Kode QR kotak usul"),
        },
        invitation: format!(
            "*Punya usul untuk {}?*\nTulis di sini, tanpa nama: {link}\nSetiap usul dijawab dalam 30 hari, dan jawabannya bisa dibaca semua orang di halaman itu.",
            actor.unit_name
        ),
        rate: store::rate(&mut db, scope.unit(), actor.today()).await?,
        waiting: store::open(&mut db, &scope).await?,
        answered: store::answered(&mut db, scope.unit(), SHOWN).await?,
        today: actor.today(),
        may_plan: actor.allows(PLAN_PROGRAM),
        token: visitor.token(),
        link,
        code,
    };
    visitor.page("Usul warga", &page)
}

/// `POST /proker/usul/buka`.
async fn open(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(PLAN_PROGRAM, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    ideas::open_box(&mut tx, &scope, actor.now).await?;
    let what = "Membuka kotak usul";
    let audit = actor.audit(PLAN_PROGRAM, actor.unit, scope.unit(), what);
    storage::audit(&mut tx, audit).await?;
    tx.commit().await?;
    let flash = Flash::ok("Kotak usul dibuka. Bagikan tautannya ke warga.");
    Ok(visitor.redirect_with("/proker/usul", &flash))
}

/// `POST /proker/usul/tutup`.
async fn close(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(PLAN_PROGRAM, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    store::set_open(&mut tx, &scope, false).await?;
    let what = "Menutup kotak usul";
    let audit = actor.audit(PLAN_PROGRAM, actor.unit, scope.unit(), what);
    storage::audit(&mut tx, audit).await?;
    tx.commit().await?;
    let flash = Flash::info("Kotak usul ditutup. Jawaban yang sudah ada tetap bisa dibaca.");
    Ok(visitor.redirect_with("/proker/usul", &flash))
}

#[derive(Template)]
#[template(path = "idea.html")]
struct AnswerPage {
    idea: Idea,
    sent: String,
    due: String,
    overdue: bool,
    answers: [Verdict; 3],
    /// Programmes that lines can be written into.
    programs: Vec<Program>,
    months: Vec<(i8, &'static str)>,
    form: AnswerForm,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    (scope, idea): (&Scope, Idea),
    (form, errors): (AnswerForm, Errors),
) -> Result<AnswerPage> {
    let mut known = programs::list(&mut ctx.db.read().await?, scope).await?;
    known.retain(|one| one.state.is_open() && one.year >= actor.today().year());
    known.sort_by_key(|one| one.year);
    Ok(AnswerPage {
        sent: day::medium(idea.sent_on),
        due: day::medium(idea.due_on()),
        overdue: idea.is_overdue(actor.today()),
        answers: Verdict::ANSWERS,
        programs: known,
        months: (1..=12)
            .map(|number| (number, day::month(number)))
            .collect(),
        idea,
        form,
        errors,
        token: visitor.token(),
    })
}

async fn found(ctx: &Ctx, actor: &Actor, id: IdeaId) -> Result<(Scope, Idea)> {
    let scope = actor.may(PLAN_PROGRAM, actor.unit)?;
    let idea = store::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, idea.ok_or(Error::NotFound)?))
}

/// `GET /proker/usul/{idea}`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<IdeaId>,
) -> Result<Response> {
    let (scope, idea) = found(&ctx, &actor, id).await?;
    let form = AnswerForm {
        versi: idea.edition.to_string(),
        ringkas: idea.summary.clone(),
        alasan: idea.answer.clone(),
        ..AnswerForm::default()
    };
    let typed = (form, Errors::default());
    let page = page(&ctx, &visitor, &actor, (&scope, idea), typed).await?;
    visitor.page("Jawab usul", &page)
}

/// `POST /proker/usul/{idea}`.
async fn answer(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<IdeaId>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let (scope, idea) = found(&ctx, &actor, id).await?;
    let program: Option<ProgramId> = form.program.parse().ok();
    let answer = match (form.read(), program) {
        (Ok(answer), None) if answer.verdict == Verdict::Accepted => {
            let mut errors = Errors::default();
            errors.add("program", "Pilih program kerja yang masih terbuka.");
            Err(errors)
        }
        (read, _) => read,
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(errors) => {
            let page = page(&ctx, &visitor, &actor, (&scope, idea), (form, errors)).await?;
            return visitor.page_again("Jawab usul", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let edition = form.versi.parse().unwrap_or(0);
    let times = (actor.today(), actor.now);
    let made = ideas::answer(&mut tx, &scope, (&idea, edition), &answer, program, times).await;
    if let Err(Error::Conflict(text)) = made {
        drop(tx);
        let mut errors = Errors::default();
        errors.add("jawab", text);
        let page = page(&ctx, &visitor, &actor, (&scope, idea), (form, errors)).await?;
        let mut response = visitor.page_again("Jawab usul", &page)?;
        *response.status_mut() = StatusCode::CONFLICT;
        return Ok(response);
    }
    let item = made?;
    let what = format!(
        "Menjawab usul: {} ({})",
        answer.summary,
        answer.verdict.label()
    );
    storage::audit(&mut tx, actor.audit(PLAN_PROGRAM, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Jawaban tersimpan dan tampil di halaman usul.");
    Ok(match item {
        Some(item) => visitor.redirect_with(&format!("/proker/program/{item}"), &flash),
        None => visitor.redirect_with("/proker/usul", &flash),
    })
}
