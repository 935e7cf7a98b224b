//! The tally screen of a secret ballot on paper: a tap for each ballot read aloud, for officers;
//! and the same count to follow along, for everybody in the room.

use crate::count::{self, Closed, Closing};
use crate::domain::{Candidate, INVALID, Round, RoundState, Stroke, Way, differences, within};
use crate::pages::{found, turus::turus};
use crate::{RECORD_ASSEMBLIES, store, words};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::ActivityId;
use serde::Deserialize;
use storage::Uuid;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/temu-karya/{id}/hitung", get(show))
        .route("/temu-karya/{id}/hitung/ketuk", post(tap))
        .route("/temu-karya/{id}/hitung/urung", post(undo))
        .route("/temu-karya/{id}/hitung/tutup", post(close))
        .route("/hitung/{code}", get(follow))
}

/// A line of the count.
pub(crate) struct Line {
    choice: u32,
    label: String,
    votes: u32,
    marks: String,
    /// Fresh for each form, so that the same tap sent twice counts once.
    tap: Uuid,
}

pub(crate) fn lines(round: &Round, candidates: &[Candidate]) -> Vec<Line> {
    let line = |choice: u32, label: String, votes: u32| Line {
        choice,
        label,
        votes,
        marks: turus(votes),
        tap: storage::random(),
    };
    let stood = candidates
        .iter()
        .filter(|one| round.standing.contains(&one.number));
    let mut lines: Vec<Line> = stood
        .map(|one| {
            let label = format!("{}. {}", one.number, one.name);
            line(one.number, label, round.count.of(one.number))
        })
        .collect();
    lines.push(line(INVALID, "Tidak sah".into(), round.count.invalid));
    lines
}

/// What was typed; every field a string.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct CountForm {
    ketukan: String,
    pilihan: String,
    terhitung: String,
    dibagikan: String,
    kembali: String,
    alasan: String,
}

#[derive(Template)]
#[template(path = "assembly_count.html")]
struct CountPage {
    id: ActivityId,
    title: String,
    round: Round,
    lines: Vec<Line>,
    counted: usize,
    last: Option<(Uuid, String)>,
    differs: Vec<String>,
    form: CountForm,
    errors: Errors,
    refused: String,
    link: String,
    qr: String,
    token: String,
}

async fn count_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: ActivityId,
    form: CountForm,
) -> Result<Option<CountPage>> {
    actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    let (scope, assembly) = found(ctx, actor, id).await?;
    let mut db = ctx.db.read().await?;
    let election = store::election(&mut db, &scope, id).await?;
    let Some(round) = election.open().filter(|round| round.way == Way::Paper) else {
        return Ok(None);
    };
    let strokes = store::strokes(&mut db, round.id).await?;
    drop(db);
    let round = Round {
        count: crate::domain::tallied(&round.standing, &strokes),
        ..round.clone()
    };
    let label = |stroke: &Stroke| match stroke.choice {
        INVALID => format!("surat ke-{}, tidak sah", stroke.position),
        choice => format!("surat ke-{}, {}", stroke.position, election.name(choice)),
    };
    let link = ctx.link(&format!("/hitung/{}", round.code));
    Ok(Some(CountPage {
        id,
        title: assembly.activity.title,
        lines: lines(&round, &election.candidates),
        counted: strokes.len(),
        last: strokes.last().map(|stroke| (stroke.id, label(stroke))),
        differs: Vec::new(),
        form: CountForm {
            terhitung: strokes.len().to_string(),
            dibagikan: if form.dibagikan.is_empty() {
                round.handed_out.to_string()
            } else {
                form.dibagikan.clone()
            },
            ..form
        },
        errors: Errors::default(),
        refused: String::new(),
        qr: web::qr::svg(&link, "Kode QR layar hitung"),
        link,
        token: visitor.token(),
        round,
    }))
}

const TITLE: &str = "Penghitungan suara";

fn election(id: ActivityId) -> String {
    format!("/temu-karya/{id}/pemilihan")
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let form = CountForm::default();
    match count_page(&ctx, &visitor, &actor, id, form).await? {
        Some(page) => visitor.page(TITLE, &page),
        None => Ok(visitor.redirect(&election(id))),
    }
}

fn back(visitor: &Visitor, id: ActivityId, said: Option<Flash>) -> Response {
    let here = format!("/temu-karya/{id}/hitung#hitung");
    match said {
        Some(said) => visitor.redirect_with(&here, &said),
        None => visitor.redirect(&here),
    }
}

async fn tap(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<CountForm>,
) -> Result<Response> {
    actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    let unreadable = || Error::Bad("Ketukan ini tidak terbaca. Muat ulang halamannya.".into());
    let stroke: Uuid = form.ketukan.parse().map_err(|_| unreadable())?;
    let choice = form.pilihan.parse().map_err(|_| unreadable())?;
    let added = count::tap(&ctx, &actor, id, stroke, choice).await?;
    let said = "Ketukan itu sudah terhitung sebelumnya, jadi tidak ditambah lagi.";
    Ok(back(&visitor, id, (!added).then(|| Flash::warn(said))))
}

async fn undo(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<CountForm>,
) -> Result<Response> {
    actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    let stroke: Uuid = form.ketukan.parse().map_err(|_| Error::NotFound)?;
    let undone = count::undo(&ctx, &actor, id, stroke).await?;
    let said = if undone {
        Flash::info("Ketukan terakhir diurungkan.")
    } else {
        Flash::warn("Ketukan itu sudah diurungkan orang lain.")
    };
    Ok(back(&visitor, id, Some(said)))
}

fn read_closing(form: &CountForm) -> Result<Closing, Errors> {
    let mut errors = Errors::default();
    let handed_out = within(&mut errors, "dibagikan", &form.dibagikan, 1, 20_000);
    let returned = match form.kembali.trim() {
        "" => Some(0),
        typed => within(&mut errors, "kembali", typed, 0, 20_000),
    };
    let closing = Closing {
        seen: form.terhitung.parse().unwrap_or(usize::MAX),
        handed_out: handed_out.unwrap_or(0).into(),
        returned: returned.unwrap_or(0).into(),
        note: errors.within("alasan", &form.alasan, 500),
    };
    if errors.is_empty() {
        Ok(closing)
    } else {
        Err(errors)
    }
}

async fn close(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<CountForm>,
) -> Result<Response> {
    actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    let (mut errors, mut refused, mut differs) = (Errors::default(), String::new(), Vec::new());
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match read_closing(&form) {
        Err(wrong) => errors = wrong,
        Ok(closing) => match count::close(&ctx, &actor, id, &closing).await {
            Ok(Closed::Yes) => {
                let flash = Flash::ok("Penghitungan ditutup.");
                return Ok(visitor.redirect_with(&election(id), &flash));
            }
            Ok(Closed::Differs(found)) => {
                errors.add(
                    "alasan",
                    "Jumlahnya belum cocok. Hitung lagi, atau tulis keterangannya.",
                );
                differs = found;
            }
            Err(Error::Conflict(text)) => (status, refused) = (StatusCode::CONFLICT, text),
            Err(Error::Rule(text)) => refused = text,
            Err(error) => return Err(error),
        },
    }
    let Some(page) = count_page(&ctx, &visitor, &actor, id, form).await? else {
        let flash = Flash::warn("Penghitungan ini sudah ditutup.");
        return Ok(visitor.redirect_with(&election(id), &flash));
    };
    let page = CountPage {
        errors,
        refused,
        differs,
        ..page
    };
    let head = Page {
        status,
        ..Page::titled(TITLE)
    };
    visitor.page_with(head, &page)
}

#[derive(Template)]
#[template(path = "assembly_follow.html")]
struct FollowPage {
    title: String,
    round: Round,
    lines: Vec<Line>,
    counted: u32,
    /// Only how many have voted is told.
    secret: bool,
    /// What came of it, once it is closed.
    outcome: String,
    differs: Vec<String>,
}

impl FollowPage {
    fn open(&self) -> bool {
        self.round.state == RoundState::Open
    }
}

async fn follow(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let (unit, id, number) = store::find_public(&mut db, &code)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of_system(unit);
    let activity = activity::find(&mut db, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let election = store::election(&mut db, &scope, id).await?;
    let round = election.round(number).ok_or(Error::NotFound)?.clone();
    let round = match round.state {
        RoundState::Open => store::counted_so_far(&mut db, &round).await?,
        _ => round,
    };
    drop(db);
    let open = round.state == RoundState::Open;
    let page = FollowPage {
        title: activity.title,
        lines: lines(&round, &election.candidates),
        counted: match round.way {
            Way::Electronic if open => round.handed_out.saturating_sub(round.returned),
            _ => round.count.valid() + round.count.invalid,
        },
        secret: open && round.way == Way::Electronic,
        outcome: if open {
            String::new()
        } else {
            words::of_round(&round, &election)
        },
        differs: if open {
            Vec::new()
        } else {
            differences(&round)
        },
        round,
    };
    let head = Page {
        refresh: open.then_some(2),
        ..Page::titled(TITLE)
    };
    visitor.page_with(head, &page)
}
