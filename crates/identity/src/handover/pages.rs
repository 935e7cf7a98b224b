//! Pages of a handover: the list of them, what is handed over, and the words of both chairs.

use super::checklist::{self, Line, Typed};
use super::{Open, cancel, composition, give, open, receive, record, start, store};
use crate::acts::{HAND_OVER, LIST_OFFICERS};
use crate::domain::{AccountState, Handover};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::day;
use kernel::id::{HandoverId, PersonId, TermId};
use organization::{DraftBoard, DraftWords, Term};
use serde::Deserialize;
use web::{
    Actor, BoxFuture, Ctx, Error, Errors, Flash, Form, HandoverKind, Page, Panel, Result, Visitor,
    filters,
};

pub(super) const STEPS: [&str; 3] = ["Pengurus baru", "Yang diserahkan", "Serah terima"];

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengurus/serah-terima", get(list).post(begin))
        .route("/pengurus/serah-terima/{id}", get(show))
        .route("/pengurus/serah-terima/{id}/daftar", get(items).post(tick))
        .route("/pengurus/serah-terima/{id}/daftar/tambah", post(add_item))
        .route("/pengurus/serah-terima/{id}/serahkan", post(hand_over))
        .route("/pengurus/serah-terima/{id}/terima", post(take_over))
        .route("/pengurus/serah-terima/{id}/batal", post(give_up))
        .route("/pengurus/serah-terima/{id}/berita-acara", get(record_pdf))
        .route("/pengurus/serah-terima/{id}/rancangan-sk", get(decree_pdf))
        .merge(composition::router())
}

pub(super) fn flash(text: &str) -> Flash {
    Flash::ok(text)
}

#[derive(Template)]
#[template(path = "handovers.html")]
struct ListPage {
    /// Each with the years of its term and the day on which it was received.
    handovers: Vec<(Handover, String, String)>,
    /// The terms that may be handed over: the running one, and the one before it.
    terms: Vec<Term>,
    unfinished: bool,
    may: bool,
    token: String,
}

/// `GET /pengurus/serah-terima`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(LIST_OFFICERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let terms = organization::terms(&mut db, &scope).await?;
    let handovers = store::list(&mut db, &scope).await?;
    let told = |one: Handover| {
        let term = terms.iter().find(|term| term.id == one.old_term);
        let years = term.map(Term::years).unwrap_or_default();
        let on = one.received.as_ref().map(|(_, at)| actor.zone.today(*at));
        (one, years, on.map(day::medium).unwrap_or_default())
    };
    let page = ListPage {
        unfinished: handovers.iter().any(|one| !one.is_done()),
        handovers: handovers.into_iter().map(told).collect(),
        terms: terms.into_iter().take(2).collect(),
        may: actor.allows(HAND_OVER),
        token: visitor.token(),
    };
    visitor.page("Serah terima jabatan", &page)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct StartForm {
    masa: String,
}

/// `POST /pengurus/serah-terima`.
async fn begin(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<StartForm>,
) -> Result<Response> {
    actor.may(HAND_OVER, actor.unit)?;
    let term: TermId = form.masa.parse().map_err(|_| Error::NotFound)?;
    let id = start(&ctx, &actor, term).await?;
    let open = open(&mut ctx.db.read().await?, &actor, id).await?;
    let step = if open.changed { "daftar" } else { "susunan" };
    Ok(visitor.redirect(&format!("/pengurus/serah-terima/{id}/{step}")))
}

#[derive(Template)]
#[template(path = "handover.html")]
struct HandoverPage {
    open: Open,
    steps: [&'static str; 3],
    years: String,
    lacking: Vec<String>,
    /// Whom to give an account, if that is what lacks.
    without_account: Option<PersonId>,
    ticked: usize,
    lines: usize,
    may_prepare: bool,
    may_give: bool,
    may_receive: bool,
    link: String,
    token: String,
}

impl HandoverPage {
    fn giver(&self) -> &str {
        match (&self.open.parties.giver, &self.open.handover.given) {
            (None, Some((name, _))) => name,
            (giver, _) => name(giver.as_ref()),
        }
    }

    fn receiver(&self) -> &str {
        name(self.open.parties.receiver.as_ref())
    }
}

fn name(party: Option<&(PersonId, String)>) -> &str {
    party.map_or("…", |(_, name)| name)
}

/// `GET /pengurus/serah-terima/{id}`: how it stands, and the words of both chairs.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let open = open(&mut db, &actor, id).await?;
    let term = organization::term(&mut db, &open.scope, open.handover.old_term).await?;
    let ticked = checklist::count(&mut db, id).await?;
    drop(db);
    let lines = checklist::lines(&ctx, &actor, &open).await?.len();
    let (done, given) = (open.handover.is_done(), open.handover.given.is_some());
    let lacking = open
        .handover
        .lacking(&open.parties, open.account, actor.today());
    let missing = open.account == AccountState::Missing;
    let receiver = open.parties.receiver.as_ref().map(|(person, _)| *person);
    let page = HandoverPage {
        steps: STEPS,
        years: term.map(|term| term.years()).unwrap_or_default(),
        without_account: receiver.filter(|_| missing && !done),
        ticked,
        lines,
        may_prepare: actor.allows(HAND_OVER) && !done,
        may_give: !done
            && !given
            && lacking.is_empty()
            && (actor.allows(HAND_OVER) || open.parties.gives(actor.person)),
        may_receive: !done && given && lacking.is_empty() && open.parties.receives(actor.person),
        lacking: lacking
            .into_iter()
            .filter(|_| !done)
            .map(|one| visitor.say(&one.to_string()))
            .collect(),
        link: ctx.link(&format!("/pengurus/serah-terima/{id}")),
        token: visitor.token(),
        open,
    };
    visitor.page("Serah terima jabatan", &page)
}

#[derive(Template)]
#[template(path = "handover_items.html")]
struct ItemsPage {
    id: HandoverId,
    steps: [&'static str; 3],
    changed: bool,
    version: i64,
    groups: Vec<(HandoverKind, Vec<Line>)>,
    kinds: [HandoverKind; 5],
    title: String,
    errors: Errors,
    token: String,
}

fn items_page(visitor: &Visitor, open: &Open, lines: Vec<Line>, errors: Errors) -> ItemsPage {
    let of = |kind: HandoverKind| -> Vec<Line> {
        lines
            .iter()
            .filter(|line| line.kind == kind)
            .cloned()
            .collect()
    };
    ItemsPage {
        id: open.handover.id,
        steps: STEPS,
        changed: open.changed,
        version: open.handover.version,
        groups: HandoverKind::ALL.map(|kind| (kind, of(kind))).to_vec(),
        kinds: HandoverKind::ALL,
        title: String::new(),
        errors,
        token: visitor.token(),
    }
}

/// An unfinished handover for somebody who prepares it.
async fn unfinished(ctx: &Ctx, actor: &Actor, id: HandoverId) -> Result<Open> {
    actor.may(HAND_OVER, actor.unit)?;
    let open = open(&mut ctx.db.read().await?, actor, id).await?;
    if open.handover.is_done() {
        return Err(Error::Rule("Serah terima ini sudah selesai.".into()));
    }
    Ok(open)
}

/// `GET /pengurus/serah-terima/{id}/daftar`.
async fn items(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
) -> Result<Response> {
    let open = unfinished(&ctx, &actor, id).await?;
    let lines = checklist::lines(&ctx, &actor, &open).await?;
    let page = items_page(&visitor, &open, lines, Errors::default());
    visitor.page("Yang diserahkan", &page)
}

/// `POST /pengurus/serah-terima/{id}/daftar`.
async fn tick(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let open = unfinished(&ctx, &actor, id).await?;
    let typed = Typed::of(&fields);
    let mut lines = checklist::lines(&ctx, &actor, &open).await?;
    typed.over(&mut lines);
    if !checklist::save(&ctx, &actor, id, &lines, typed.version).await? {
        let mut errors = Errors::default();
        errors.add(
            "ada",
            "Daftar ini baru saja diubah orang lain. Periksa lagi, lalu simpan.",
        );
        let shown = items_page(&visitor, &open, lines, errors);
        let page = Page {
            status: StatusCode::CONFLICT,
            ..Page::titled("Yang diserahkan")
        };
        return visitor.page_with(page, &shown);
    }
    let to = format!("/pengurus/serah-terima/{id}");
    Ok(visitor.redirect_with(&to, &flash("Daftar tersimpan.")))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ItemForm {
    nama: String,
    jenis: String,
}

/// `POST /pengurus/serah-terima/{id}/daftar/tambah`.
async fn add_item(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
    Form(form): Form<ItemForm>,
) -> Result<Response> {
    let open = unfinished(&ctx, &actor, id).await?;
    let mut errors = Errors::default();
    let title = errors.required("nama", &form.nama, 120);
    if !errors.is_empty() {
        let lines = checklist::lines(&ctx, &actor, &open).await?;
        let page = ItemsPage {
            title: form.nama,
            ..items_page(&visitor, &open, lines, errors)
        };
        return visitor.page_again("Yang diserahkan", &page);
    }
    let kind = HandoverKind::from_code(&form.jenis).unwrap_or(HandoverKind::Documents);
    checklist::add(&ctx, &actor, id, kind, title).await?;
    let to = format!("/pengurus/serah-terima/{id}/daftar");
    Ok(visitor.redirect_with(&to, &flash("Tersimpan.")))
}

#[derive(Deserialize)]
struct Nothing {}

/// `POST /pengurus/serah-terima/{id}/serahkan`: the old chair's word.
async fn hand_over(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    give(&ctx, &actor, id).await?;
    let to = format!("/pengurus/serah-terima/{id}");
    let text = "Sudah diserahkan. Sekarang ketua baru yang menerima.";
    Ok(visitor.redirect_with(&to, &flash(text)))
}

/// `POST /pengurus/serah-terima/{id}/terima`: the new chair's word.
async fn take_over(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    receive(&ctx, &actor, id).await?;
    let to = format!("/pengurus/serah-terima/{id}");
    let text = "Serah terima selesai. Cetak berita acaranya untuk ditandatangani.";
    Ok(visitor.redirect_with(&to, &flash(text)))
}

/// `POST /pengurus/serah-terima/{id}/batal`.
async fn give_up(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    cancel(&ctx, &actor, id).await?;
    let text = "Serah terima dibatalkan. Pengurus tidak berubah.";
    Ok(visitor.redirect_with("/pengurus/serah-terima", &flash(text)))
}

/// `GET /pengurus/serah-terima/{id}/berita-acara`.
async fn record_pdf(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<HandoverId>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let open = open(&mut db, &actor, id).await?;
    let term = organization::term(&mut db, &open.scope, open.handover.old_term).await?;
    drop(db);
    let term = term.ok_or(Error::NotFound)?;
    let lines = checklist::lines(&ctx, &actor, &open).await?;
    let pdf = record::pdf(&ctx, &actor, &open, &term, &lines).await?;
    Ok(web::file(
        "Berita acara serah terima.pdf",
        "application/pdf",
        pdf,
    ))
}

/// `GET /pengurus/serah-terima/{id}/rancangan-sk`: the decree that would confirm the new board.
async fn decree_pdf(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<HandoverId>,
) -> Result<Response> {
    let open = open(&mut ctx.db.read().await?, &actor, id).await?;
    let board = DraftBoard {
        from: open.handover.from.unwrap_or(actor.today()),
        until: open.handover.until,
        seats: open.seats,
    };
    let words = DraftWords::default();
    let pdf = organization::decree_pdf(&ctx, &open.scope, &board, &words).await?;
    Ok(web::file(
        "SK pengurus baru (rancangan).pdf",
        "application/pdf",
        pdf,
    ))
}

#[derive(Template)]
#[template(path = "handover_card.html")]
struct Card {
    id: HandoverId,
    given: bool,
}

/// On the home page of those who take part in a handover that is not finished.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let scope = Scope::of_system(actor.unit);
        let Some(handover) = store::unfinished(&mut db, &scope).await? else {
            return Ok(None);
        };
        let card = match open(&mut db, actor, handover.id).await {
            Ok(open) => Card {
                id: open.handover.id,
                given: open.handover.given.is_some(),
            },
            Err(Error::Forbidden) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(Some(Panel {
            order: 6,
            title: "Serah terima jabatan".into(),
            html: card.render_with_values(&actor.lang.unwrap_or_default())?,
        }))
    })
}
