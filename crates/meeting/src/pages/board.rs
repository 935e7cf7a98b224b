//! The new board: seats with persons as the formation team composes them; its decree, and with it
//! the change of offices.

use crate::compose::{self, Change};
use crate::domain::{Fact, Stage};
use crate::pages::found;
use crate::store::Composed;
use crate::{PLAN_ASSEMBLIES, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use kernel::day::{self, Read};
use kernel::id::ActivityId;
use organization::{CHANGE_BOARD, NewDecree, Placed, Position, Seat};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/temu-karya/{id}/susunan", get(show))
        .route("/temu-karya/{id}/susunan/tambah", post(add))
        .route("/temu-karya/{id}/susunan/keluar", post(remove))
        .route("/temu-karya/{id}/susunan/sahkan", post(install))
}

/// What was typed; every field a string.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct BoardForm {
    cari: String,
    orang: String,
    jabatan: String,
    sebutan: String,
    bidang: String,
    kursi: String,
    nomor: String,
    tanggal: String,
    penerbit: String,
    mulai: String,
    sampai: String,
}

fn read_day(errors: &mut Errors, field: &'static str, text: &str, today: Date) -> Option<Date> {
    if text.trim().is_empty() {
        return None;
    }
    match day::read(text, today) {
        Ok(Read::Day(day)) => Some(day),
        _ => {
            errors.add(field, "Tanggal tidak dikenal. Tulis seperti 17-08-2026.");
            None
        }
    }
}

impl BoardForm {
    fn read_decree(&self, today: Date) -> Result<NewDecree, Errors> {
        let mut errors = Errors::default();
        let from = read_day(&mut errors, "mulai", &self.mulai, today);
        if from.is_none() && errors.of("mulai").is_empty() {
            errors.add("mulai", "Bagian ini belum diisi.");
        }
        let decree = NewDecree {
            number: errors.required("nomor", &self.nomor, 60),
            day: read_day(&mut errors, "tanggal", &self.tanggal, today),
            issuer: errors.within("penerbit", &self.penerbit, 120),
            from,
            until: read_until(&mut errors, &self.sampai, today),
        };
        if errors.is_empty() {
            Ok(decree)
        } else {
            Err(errors)
        }
    }

    fn read_seat(&self) -> Result<Seat> {
        Ok(Seat {
            person: self.orang.parse().map_err(|_| Error::NotFound)?,
            position: Position::from_code(&self.jabatan).ok_or(Error::NotFound)?,
            title: self.sebutan.trim().chars().take(120).collect(),
            division: self.bidang.trim().chars().take(120).collect(),
        })
    }
}

/// A day in the years to come, which a two-digit year must not pull back.
fn read_until(errors: &mut Errors, text: &str, today: Date) -> Option<Date> {
    let far = today
        .checked_add(jiff::Span::new().years(20))
        .unwrap_or(today);
    read_day(errors, "sampai", text, far)
}

#[derive(Template)]
#[template(path = "assembly_board.html")]
struct BoardPage {
    id: ActivityId,
    title: String,
    elected: String,
    team: String,
    seats: Vec<Composed>,
    positions: Vec<(Position, String)>,
    titles: Vec<String>,
    divisions: Vec<String>,
    form: BoardForm,
    results: Vec<Placed>,
    errors: Errors,
    refused: String,
    closed: bool,
    installed: String,
    may_plan: bool,
    may_install: bool,
    token: String,
}

impl BoardPage {
    /// Whether the composition can still be changed.
    fn composing(&self) -> bool {
        self.may_plan && self.installed.is_empty() && !self.elected.is_empty()
    }
}

async fn board_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: ActivityId,
    form: BoardForm,
) -> Result<BoardPage> {
    let (scope, assembly) = found(ctx, actor, id).await?;
    let mut db = ctx.db.read().await?;
    let course = store::course(&mut db, &scope, id).await?;
    let election = store::election(&mut db, &scope, id).await?;
    let seats = store::composition(&mut db, &scope, id).await?;
    let results = match form.cari.trim() {
        "" => Vec::new(),
        typed => organization::search(&mut db, &scope, typed, 10).await?,
    };
    let words = organization::board_words(&mut db, &scope).await?;
    drop(db);
    let term = assembly.plan.term;
    let fresh = form.nomor.is_empty() && form.mulai.is_empty();
    let installed = course
        .installed()
        .map(|fact| crate::words::told(fact, actor.zone));
    let team = match course.formation() {
        Some(Fact::Formation { team, .. }) => team.join(", "),
        _ => String::new(),
    };
    Ok(BoardPage {
        id,
        title: assembly.activity.title,
        elected: election
            .elected()
            .map(|one| one.name.clone())
            .unwrap_or_default(),
        team,
        seats,
        positions: words.positions(),
        titles: words.all_titles(),
        divisions: words.divisions,
        form: if fresh {
            BoardForm {
                mulai: day::short(actor.today()),
                sampai: format!("31-12-{}", term.until),
                ..form
            }
        } else {
            form
        },
        results,
        errors: Errors::default(),
        refused: String::new(),
        closed: course.stage() == Stage::Closed,
        installed: installed.unwrap_or_default(),
        may_plan: actor.allows(PLAN_ASSEMBLIES),
        may_install: actor.allows(CHANGE_BOARD),
        token: visitor.token(),
    })
}

const TITLE: &str = "Susunan pengurus baru";

#[derive(Deserialize, Default)]
#[serde(default)]
struct Search {
    cari: String,
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Query(search): Query<Search>,
) -> Result<Response> {
    let form = BoardForm {
        cari: search.cari,
        ..BoardForm::default()
    };
    visitor.page(TITLE, &board_page(&ctx, &visitor, &actor, id, form).await?)
}

fn here(id: ActivityId) -> String {
    format!("/temu-karya/{id}/susunan")
}

async fn add(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<BoardForm>,
) -> Result<Response> {
    actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    compose::change(&ctx, &actor, id, &Change::Add(form.read_seat()?)).await?;
    Ok(visitor.redirect_with(&here(id), &Flash::ok("Masuk susunan.")))
}

async fn remove(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<BoardForm>,
) -> Result<Response> {
    actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let seat = form.kursi.parse().map_err(|_| Error::NotFound)?;
    compose::change(&ctx, &actor, id, &Change::Remove(seat)).await?;
    Ok(visitor.redirect_with(&here(id), &Flash::ok("Dikeluarkan dari susunan.")))
}

async fn install(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<BoardForm>,
) -> Result<Response> {
    actor.may(CHANGE_BOARD, actor.unit)?;
    let decree = match form.read_decree(actor.today()) {
        Ok(decree) => decree,
        Err(errors) => {
            let page = board_page(&ctx, &visitor, &actor, id, form).await?;
            return visitor.page_again(TITLE, &BoardPage { errors, ..page });
        }
    };
    match compose::install(&ctx, &actor, id, &decree).await {
        Ok(()) => {
            let flash = Flash::ok("Pengurus baru mulai bertugas.");
            Ok(visitor.redirect_with("/pengurus", &flash))
        }
        Err(Error::Rule(refused)) => {
            let page = board_page(&ctx, &visitor, &actor, id, form).await?;
            let head = Page {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                ..Page::titled(TITLE)
            };
            visitor.page_with(head, &BoardPage { refused, ..page })
        }
        Err(error) => Err(error),
    }
}
