//! Officers' side of people's own pages: the link and the code for the PIN on a person's page,
//! what people asked for, and the decision.

use super::{deciding, erasing, lock};
use crate::domain::{Ask, Compared, Outcome, Person, compare};
use crate::members::Placed;
use crate::store::{consents, people, pins, requests};
use crate::{CHANGE_MEMBERS, ERASE_PEOPLE, LIST_MEMBERS};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::day;
use kernel::id::{PersonId, RequestId};
use serde::Deserialize;
use web::{
    Actor, BoxFuture, Ctx, Error, Errors, Flash, Form, Page, Panel, Result, Visitor, filters,
};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/anggota/{id}/kode-pin", post(give_code))
        .route("/anggota/permintaan", get(list))
        .route("/anggota/permintaan/{id}", get(show))
        .route("/anggota/permintaan/{id}/terima", post(accept))
        .route("/anggota/permintaan/{id}/tolak", post(refuse))
        .route("/anggota/{id}/hapus", get(ask_erase).post(erase))
}

#[derive(Template)]
#[template(path = "own_panel.html")]
struct PersonPanel {
    id: PersonId,
    link: String,
    has_pin: bool,
    waiting: Vec<(RequestId, &'static str)>,
    may_change: bool,
    may_erase: bool,
    token: String,
}

/// The person's own page, as an officer's page about the person shows it.
pub(crate) async fn person_panel(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    person: &Person,
) -> Result<Panel> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let lock = pins::find(&mut db, &scope, person.id).await?;
    let made = requests::of(&mut db, &scope, person.id).await?;
    drop(db);
    let open = made.into_iter().filter(|one| one.outcome == Outcome::Open);
    let panel = PersonPanel {
        id: person.id,
        link: ctx.link(&format!("/p/{}", person.token)),
        has_pin: lock.pin_hash.is_some(),
        waiting: open.map(|one| (one.id, one.ask.label())).collect(),
        may_change: actor.allows(CHANGE_MEMBERS),
        may_erase: erasing::may(actor),
        token: visitor.token(),
    };
    let html = panel.render_with_values(&visitor.lang)?;
    Ok(Panel {
        order: 50,
        title: "Halaman pribadi".into(),
        html,
    })
}

#[derive(Template)]
#[template(path = "own_code.html")]
struct CodePage {
    id: PersonId,
    name: String,
    code: String,
}

#[derive(Deserialize)]
struct Nothing {}

/// The answer carries the code, so it is no redirect: it is nowhere else to be found.
async fn give_code(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let code = lock::give_code(&ctx, &actor, id).await?;
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let person = people::find(&mut ctx.db.read().await?, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let page = CodePage {
        id,
        name: person.full_name,
        code: code.grouped(),
    };
    let mut response = visitor.page("Kode PIN", &page)?;
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

#[derive(Template)]
#[template(path = "requests.html")]
struct ListPage {
    lines: Vec<(RequestId, &'static str, String, String)>,
    /// Who has taken the consent to their data back.
    withdrawn: Vec<Placed>,
}

/// People without consent that are shown at once.
const SHOWN: i64 = 200;

async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let open = requests::open_in(&mut db, &scope).await?;
    let withdrawn = consents::withdrawn(&mut db, &scope, SHOWN).await?;
    drop(db);
    let lines = open.into_iter().map(|(id, ask, name, made_at)| {
        let day = day::medium(actor.zone.today(made_at));
        (id, Ask::from_code(&ask).label(), name, day)
    });
    let page = ListPage {
        lines: lines.collect(),
        withdrawn,
    };
    visitor.page("Permintaan anggota", &page)
}

#[derive(Template)]
#[template(path = "request.html")]
struct RequestPage {
    id: RequestId,
    person: Person,
    what: &'static str,
    erasure: bool,
    may_erase: bool,
    day: String,
    outcome: &'static str,
    open: bool,
    lines: Vec<Compared>,
    reason: String,
    errors: Errors,
    token: String,
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<RequestId>,
) -> Result<Response> {
    let page = request_page(&ctx, &visitor, &actor, id).await?;
    visitor.page("Permintaan anggota", &page)
}

async fn request_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: RequestId,
) -> Result<RequestPage> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let request = requests::find(&mut db, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let person = people::find(&mut db, &scope, request.person)
        .await?
        .ok_or(Error::NotFound)?;
    drop(db);
    Ok(RequestPage {
        id,
        what: request.ask.label(),
        erasure: request.ask == Ask::Erasure,
        may_erase: erasing::may(actor),
        day: day::medium(actor.zone.today(request.made_at)),
        outcome: request.outcome.label(),
        open: request.outcome == Outcome::Open,
        lines: compare(&person, &request.correction),
        person,
        reason: String::new(),
        errors: Errors::default(),
        token: visitor.token(),
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Decision {
    versi: String,
    alasan: String,
}

async fn accept(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<RequestId>,
    Form(form): Form<Decision>,
) -> Result<Response> {
    let version = form.versi.parse().unwrap_or(0);
    let done = deciding::accept(&ctx, &actor, id, version).await;
    decided(
        &ctx,
        &visitor,
        &actor,
        id,
        &form,
        done,
        "Perbaikan data tersimpan.",
    )
    .await
}

async fn refuse(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<RequestId>,
    Form(form): Form<Decision>,
) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    let mut errors = Errors::default();
    let reason = errors.required("alasan", &form.alasan, 200);
    if !errors.is_empty() {
        let page = RequestPage {
            errors,
            reason: form.alasan,
            ..request_page(&ctx, &visitor, &actor, id).await?
        };
        return visitor.page_again("Permintaan anggota", &page);
    }
    let done = deciding::refuse(&ctx, &actor, id, &reason).await;
    decided(
        &ctx,
        &visitor,
        &actor,
        id,
        &form,
        done,
        "Permintaan ditolak. Alasannya bisa dibaca orangnya.",
    )
    .await
}

/// Where a decision leads: on, or to the same page with what stood in its way.
async fn decided(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: RequestId,
    form: &Decision,
    done: Result<()>,
    words: &'static str,
) -> Result<Response> {
    let (status, problem) = match done {
        Ok(()) => return Ok(visitor.redirect_with("/anggota/permintaan", &Flash::ok(words))),
        Err(Error::Conflict(words)) => (StatusCode::CONFLICT, words),
        Err(Error::Rule(words)) => (StatusCode::UNPROCESSABLE_ENTITY, words),
        Err(other) => return Err(other),
    };
    let mut errors = Errors::default();
    errors.add("keputusan", problem);
    let page = RequestPage {
        errors,
        reason: form.alasan.clone(),
        ..request_page(ctx, visitor, actor, id).await?
    };
    let head = Page {
        status,
        ..Page::titled("Permintaan anggota")
    };
    visitor.page_with(head, &page)
}

#[derive(Template)]
#[template(path = "erase.html")]
struct ErasePage {
    person: Person,
    asked: bool,
    reason: String,
    errors: Errors,
    token: String,
}

/// What was typed to erase a person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EraseForm {
    peminta: String,
    yakin: String,
}

async fn erase_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: PersonId,
    form: EraseForm,
    errors: Errors,
) -> Result<ErasePage> {
    let scope = actor.may(ERASE_PEOPLE, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let person = people::find(&mut db, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let made = requests::of(&mut db, &scope, id).await?;
    let mut made = made.iter();
    Ok(ErasePage {
        asked: made.any(|one| one.ask == Ask::Erasure && one.outcome == Outcome::Open),
        person,
        reason: form.peminta,
        errors,
        token: visitor.token(),
    })
}

async fn ask_erase(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    let (form, errors) = (EraseForm::default(), Errors::default());
    let page = erase_page(&ctx, &visitor, &actor, id, form, errors).await?;
    visitor.page("Hapus data", &page)
}

async fn erase(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Form(form): Form<EraseForm>,
) -> Result<Response> {
    actor.may(ERASE_PEOPLE, actor.unit)?;
    let mut errors = Errors::default();
    let reason = errors.required("peminta", &form.peminta, 120);
    if form.yakin.is_empty() {
        errors.add("yakin", "Centang dulu kalau sudah yakin.");
    }
    if errors.is_empty() {
        match erasing::erase(&ctx, &actor, id, &reason).await {
            Ok(()) => {
                let flash = Flash::ok("Datanya sudah dihapus. Hitungan kehadiran tetap.");
                return Ok(visitor.redirect_with("/anggota", &flash));
            }
            Err(Error::Rule(words)) => errors.add("yakin", words),
            Err(other) => return Err(other),
        }
    }
    let page = erase_page(&ctx, &visitor, &actor, id, form, errors).await?;
    visitor.page_again("Hapus data", &page)
}

#[derive(Template)]
#[template(path = "requests_card.html")]
struct HomeCard {
    count: usize,
    withdrawn: usize,
}

/// How many people wait for a decision or have taken their consent back; nothing when nobody has.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(CHANGE_MEMBERS, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let count = requests::open_in(&mut db, &scope).await?.len();
        let withdrawn = consents::withdrawn(&mut db, &scope, SHOWN).await?.len();
        drop(db);
        if count + withdrawn == 0 {
            return Ok(None);
        }
        let card = HomeCard { count, withdrawn };
        let html = card.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 5,
            title: "Permintaan anggota".into(),
            html,
        }))
    })
}
