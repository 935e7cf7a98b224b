//! The first step of a handover: who the new board is, from when, by which decree.

use super::forms::{DaysForm, SeatForm};
use super::pages::{STEPS, flash};
use super::{Open, open, prepared, store};
use crate::acts::HAND_OVER;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Role;
use kernel::id::{AppointmentId, HandoverId};
use organization::{Placed, Position, Seated, board_words};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengurus/serah-terima/{id}/susunan", get(show).post(save))
        .route(
            "/pengurus/serah-terima/{id}/susunan/orang",
            get(choose).post(add),
        )
        .route("/pengurus/serah-terima/{id}/susunan/hapus", post(remove))
}

#[derive(Template)]
#[template(path = "handover_board.html")]
struct BoardPage {
    id: HandoverId,
    steps: [&'static str; 3],
    form: DaysForm,
    seats: Vec<Seated>,
    has_chair: bool,
    errors: Errors,
    token: String,
}

const TITLE: &str = "Pengurus baru";

/// A handover that still waits for its board, for somebody who prepares it.
async fn waiting(ctx: &Ctx, actor: &Actor, id: HandoverId) -> Result<Open> {
    actor.may(HAND_OVER, actor.unit)?;
    let open = open(&mut ctx.db.read().await?, actor, id).await?;
    if open.changed || open.handover.is_done() {
        return Err(Error::Rule(
            "Pengurusnya sudah berganti. Susunan yang berlaku ada di halaman Pengurus.".into(),
        ));
    }
    Ok(open)
}

fn page(visitor: &Visitor, open: Open, form: DaysForm, errors: Errors) -> BoardPage {
    let chair = Position::With(Role::Chair);
    BoardPage {
        id: open.handover.id,
        steps: STEPS,
        form,
        has_chair: open.seats.iter().any(|seat| seat.position == chair),
        seats: open.seats,
        errors,
        token: visitor.token(),
    }
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
) -> Result<Response> {
    let open = waiting(&ctx, &actor, id).await?;
    let form = DaysForm::of(&open.handover);
    visitor.page(TITLE, &page(&visitor, open, form, Errors::default()))
}

/// Saves days, decree and place.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
    Form(form): Form<DaysForm>,
) -> Result<Response> {
    let kept = waiting(&ctx, &actor, id).await?;
    let new = match form.read(&kept.handover, actor.today()) {
        Ok(new) => new,
        Err(errors) => return visitor.page_again(TITLE, &page(&visitor, kept, form, errors)),
    };
    let mut tx = ctx.db.begin().await?;
    let open = prepared(&mut tx, &actor, id).await?;
    if !store::save(&mut tx, &open.scope, &new).await? {
        drop(tx);
        let mut errors = Errors::default();
        errors.add(
            "mulai",
            "Serah terima ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.",
        );
        let versi = open.handover.version.to_string();
        let form = DaysForm { versi, ..form };
        let status = StatusCode::CONFLICT;
        let shown = page(&visitor, open, form, errors);
        let titled = Page {
            status,
            ..Page::titled(TITLE)
        };
        return visitor.page_with(titled, &shown);
    }
    tx.commit().await?;
    let to = format!("/pengurus/serah-terima/{id}/susunan");
    Ok(visitor.redirect_with(&to, &flash("Tersimpan.")))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    cari: String,
    orang: String,
}

#[derive(Template)]
#[template(path = "handover_choose.html")]
struct ChoosePage {
    id: HandoverId,
    text: String,
    people: Vec<Placed>,
}

#[derive(Template)]
#[template(path = "handover_seat.html")]
struct SeatPage {
    id: HandoverId,
    form: SeatForm,
    name: String,
    positions: Vec<(Position, String)>,
    titles: Vec<String>,
    divisions: Vec<String>,
    errors: Errors,
    token: String,
}

/// Who, then which seat.
async fn choose(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
    Params(choice): Params<Choice>,
) -> Result<Response> {
    let open = waiting(&ctx, &actor, id).await?;
    if !choice.orang.is_empty() {
        let form = SeatForm {
            orang: choice.orang,
            ..SeatForm::default()
        };
        let page = seat_page(&ctx, &visitor, &open, form, Errors::default()).await?;
        return visitor.page(TITLE, &page);
    }
    let text: String = choice.cari.trim().chars().take(100).collect();
    let people = match text.is_empty() {
        true => Vec::new(),
        false => {
            let mut db = ctx.db.read().await?;
            organization::search(&mut db, &open.scope, &text, 20).await?
        }
    };
    visitor.page(TITLE, &ChoosePage { id, text, people })
}

async fn seat_page(
    ctx: &Ctx,
    visitor: &Visitor,
    open: &Open,
    form: SeatForm,
    errors: Errors,
) -> Result<SeatPage> {
    let person = form.orang.parse().map_err(|_| Error::NotFound)?;
    let mut db = ctx.db.read().await?;
    let person = organization::find_person(&mut db, &open.scope, person).await?;
    let words = board_words(&mut db, &open.scope).await?;
    Ok(SeatPage {
        id: open.handover.id,
        form,
        name: person.ok_or(Error::NotFound)?.full_name,
        positions: words.positions(),
        titles: words.all_titles(),
        divisions: words.divisions_with(&open.seats),
        errors,
        token: visitor.token(),
    })
}

/// Puts somebody on the new board.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
    Form(form): Form<SeatForm>,
) -> Result<Response> {
    actor.may(HAND_OVER, actor.unit)?;
    let mut errors = Errors::default();
    let Some(seat) = form.read(&mut errors) else {
        let open = waiting(&ctx, &actor, id).await?;
        let page = seat_page(&ctx, &visitor, &open, form, errors).await?;
        return visitor.page_again(TITLE, &page);
    };
    let mut tx = ctx.db.begin().await?;
    let open = prepared(&mut tx, &actor, id).await?;
    let person = organization::find_person(&mut tx, &open.scope, seat.person).await?;
    let name = person.ok_or(Error::NotFound)?.full_name;
    if open.changed || open.seats.len() >= 300 {
        return Err(Error::Rule("Susunan ini tidak bisa ditambah lagi.".into()));
    }
    let seat = board_words(&mut tx, &open.scope).await?.named(seat);
    store::add_seat(&mut tx, &open.scope, id, &seat).await?;
    store::touch(&mut tx, id).await?;
    tx.commit().await?;
    let to = format!("/pengurus/serah-terima/{id}/susunan");
    let text = visitor.say("{nama} masuk susunan pengurus baru.");
    Ok(visitor.redirect_with(&to, &flash(&text.replace("{nama}", &name))))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RemoveForm {
    jabatan: String,
}

/// Takes somebody off the new board.
async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<HandoverId>,
    Form(form): Form<RemoveForm>,
) -> Result<Response> {
    actor.may(HAND_OVER, actor.unit)?;
    let seat: AppointmentId = form.jabatan.parse().map_err(|_| Error::NotFound)?;
    let mut tx = ctx.db.begin().await?;
    let open = prepared(&mut tx, &actor, id).await?;
    if !store::remove_seat(&mut tx, &open.scope, id, seat).await? {
        return Err(Error::NotFound);
    }
    store::touch(&mut tx, id).await?;
    tx.commit().await?;
    let to = format!("/pengurus/serah-terima/{id}/susunan");
    Ok(visitor.redirect_with(&to, &flash("Susunan pengurus baru berubah.")))
}
