//! The electronic ballot: for officers how many have voted, and the closing; for whoever drew a card
//! the ballot behind its link. Nothing of the voter is kept: no address, no sign-in, no time.

use crate::ballot::{self, Ballot};
use crate::domain::{Round, Way};
use crate::pages::found;
use crate::{RECORD_ASSEMBLIES, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::ActivityId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/temu-karya/{id}/suara", get(show).post(open))
        .route("/temu-karya/{id}/suara/tutup", post(close))
        .route("/suara/{token}", get(form).post(vote))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct BallotForm {
    putaran: String,
    pilihan: String,
}

/// The answer carries the cards, so it is no redirect: they are nowhere else to be found.
async fn open(
    From(ctx): From<Ctx>,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<BallotForm>,
) -> Result<Response> {
    let seen = form.putaran.parse().unwrap_or(usize::MAX);
    let (name, pdf) = ballot::open(&ctx, &actor, id, seen).await?;
    Ok(web::file(&name, "application/pdf", pdf))
}

#[derive(Template)]
#[template(path = "assembly_turnout.html")]
struct TurnoutPage {
    id: ActivityId,
    title: String,
    round: Round,
    used: u32,
    link: String,
    qr: String,
    token: String,
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    let (scope, assembly) = found(&ctx, &actor, id).await?;
    let mut db = ctx.db.read().await?;
    let election = store::election(&mut db, &scope, id).await?;
    let open = election.open().filter(|round| round.way == Way::Electronic);
    let Some(round) = open.cloned() else {
        return Ok(visitor.redirect(&format!("/temu-karya/{id}/pemilihan")));
    };
    let unused = store::unused(&mut db, round.id).await?;
    drop(db);
    let link = ctx.link(&format!("/hitung/{}", round.code));
    let page = TurnoutPage {
        id,
        title: assembly.activity.title,
        used: round.handed_out.saturating_sub(unused),
        qr: web::qr::svg(&link, "Kode QR layar hitung"),
        link,
        token: visitor.token(),
        round,
    };
    visitor.page("Pemungutan suara elektronik", &page)
}

async fn close(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(_): Form<BallotForm>,
) -> Result<Response> {
    ballot::close(&ctx, &actor, id).await?;
    let flash = Flash::ok("Pemungutan suara ditutup.");
    Ok(visitor.redirect_with(&format!("/temu-karya/{id}/pemilihan"), &flash))
}

#[derive(Template)]
#[template(path = "ballot.html")]
struct BallotPage {
    title: String,
    path: String,
    ballot: Option<Ballot>,
    errors: Errors,
    token: String,
}

async fn ballot_page(ctx: &Ctx, visitor: &Visitor, card: &str) -> Result<BallotPage> {
    let ballot = ballot::find(ctx, card).await?;
    let title = match &ballot {
        Some(ballot) => {
            let mut db = ctx.db.read().await?;
            let activity = activity::find(&mut db, &ballot.scope, ballot.id).await?;
            activity.map(|activity| activity.title).unwrap_or_default()
        }
        None => String::new(),
    };
    Ok(BallotPage {
        title,
        path: format!("/suara/{card}"),
        ballot,
        errors: Errors::default(),
        token: visitor.token(),
    })
}

fn answer(visitor: &Visitor, page: &BallotPage, status: StatusCode) -> Result<Response> {
    let head = Page {
        status,
        ..Page::titled("Surat suara")
    };
    let mut response = visitor.page_with(head, page)?;
    let never = HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(CACHE_CONTROL, never);
    Ok(response)
}

async fn form(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(card): Path<String>,
) -> Result<Response> {
    let page = ballot_page(&ctx, &visitor, &card).await?;
    let status = if page.ballot.is_some() {
        StatusCode::OK
    } else {
        StatusCode::CONFLICT
    };
    answer(&visitor, &page, status)
}

async fn vote(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(card): Path<String>,
    Form(sent): Form<BallotForm>,
) -> Result<Response> {
    if let Some(seconds) = ctx
        .limiter
        .count(&format!("suara {}", visitor.address), 120, 60)
    {
        return Err(Error::TooMany(format!(
            "Terlalu banyak kiriman dari sini. Tunggu {seconds} detik, lalu kirim lagi."
        )));
    }
    let mut page = ballot_page(&ctx, &visitor, &card).await?;
    let Some(open) = &page.ballot else {
        return answer(&visitor, &page, StatusCode::CONFLICT);
    };
    let chosen = sent.pilihan.parse().ok();
    let chosen = chosen
        .filter(|choice| *choice == crate::domain::INVALID || open.round.standing.contains(choice));
    let Some(choice) = chosen else {
        page.errors.add("pilihan", "Pilih salah satu.");
        return answer(&visitor, &page, StatusCode::UNPROCESSABLE_ENTITY);
    };
    match ballot::vote(&ctx, &card, open, choice).await {
        Ok(()) => {
            let flash = Flash::ok("Suaramu sudah masuk. Terima kasih.");
            let screen = format!("/hitung/{}", open.round.code);
            Ok(visitor.redirect_with(&screen, &flash))
        }
        Err(Error::Conflict(_)) => {
            page.ballot = None;
            answer(&visitor, &page, StatusCode::CONFLICT)
        }
        Err(error) => Err(error),
    }
}
