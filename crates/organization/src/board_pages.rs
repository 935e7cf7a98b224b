//! Pages of boards: the terms of now and then, who sits where, giving a seat and ending one.

use crate::board::{self, Seated};
use crate::domain::{Decree, Group, Position, Seat, Term, composition};
use crate::store::{decrees, terms as store};
use crate::{CHANGE_BOARD, SEE_BOARD, board_words};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::day;
use kernel::id::{AppointmentId, PersonId, TermId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengurus/masa-bakti", get(list))
        .route("/pengurus/masa-bakti/{id}", get(show))
        .route("/pengurus/jabatan", post(give))
        .route("/pengurus/jabatan/baru", get(choose))
        .route("/pengurus/jabatan/akhiri", post(end))
        .merge(crate::chart_pages::router())
        .merge(crate::term_pages::router())
        .merge(crate::decree_pages::router())
        .merge(crate::institution::router())
}

#[derive(Template)]
#[template(path = "terms.html")]
struct TermsPage {
    terms: Vec<(Term, String)>,
    may_change: bool,
}

/// `GET /pengurus/masa-bakti`: the history of boards.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(SEE_BOARD, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let mut terms = Vec::new();
    for term in store::terms(&mut db, &scope).await? {
        let decree = decrees::decree_of(&mut db, &scope, term.id).await?;
        let number = decree.map(|decree| decree.says.number);
        terms.push((term, number.unwrap_or_default()));
    }
    let may_change = actor.allows(CHANGE_BOARD);
    visitor.page("Masa bakti", &TermsPage { terms, may_change })
}

#[derive(Template)]
#[template(path = "term.html")]
struct TermPage {
    term: Term,
    groups: Vec<Group>,
    /// Seats that ended before the term did.
    left: Vec<(Seated, String)>,
    decrees: Vec<Decree>,
    note: Vec<String>,
    may_change: bool,
}

/// `GET /pengurus/masa-bakti/{id}`: one board by office and division.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<TermId>,
) -> Result<Response> {
    let scope = actor.may(SEE_BOARD, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let term = store::term(&mut db, &scope, id).await?;
    let term = term.ok_or(Error::NotFound)?;
    let last = term.ended.unwrap_or(actor.today()).max(term.from);
    let seats = store::seats_of(&mut db, &scope, id).await?;
    let (stay, left): (Vec<Seated>, Vec<Seated>) = seats
        .into_iter()
        .partition(|seat| seat.until.is_none_or(|until| until >= last) || !term.is_running());
    let decrees = decrees::decrees(&mut db, &scope).await?;
    let page = TermPage {
        groups: composition(&stay),
        left: left.into_iter().map(until).collect(),
        decrees: decrees.into_iter().filter(|one| one.term == id).collect(),
        note: term.note.lines().map(str::to_owned).collect(),
        may_change: actor.allows(CHANGE_BOARD),
        term,
    };
    visitor.page("Masa bakti", &page)
}

/// A seat with its last day in words.
fn until(seat: Seated) -> (Seated, String) {
    let last = seat.until.map(day::medium).unwrap_or_default();
    (seat, last)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    cari: String,
    orang: String,
}

#[derive(Template)]
#[template(path = "seat_choose.html")]
struct ChoosePage {
    text: String,
    people: Vec<crate::Placed>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SeatForm {
    orang: String,
    kedudukan: String,
    sebutan: String,
    bidang: String,
}

#[derive(Template)]
#[template(path = "seat_form.html")]
struct SeatPage {
    form: SeatForm,
    name: String,
    positions: Vec<(Position, String)>,
    titles: Vec<String>,
    divisions: Vec<String>,
    errors: Errors,
    token: String,
}

/// `GET /pengurus/jabatan/baru`: who, then which seat.
async fn choose(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(choice): Params<Choice>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    if !choice.orang.is_empty() {
        let form = SeatForm {
            orang: choice.orang,
            ..SeatForm::default()
        };
        let page = seat_page(&ctx, &visitor, &actor, form, Errors::default()).await?;
        return visitor.page("Tambah ke susunan", &page);
    }
    let text: String = choice.cari.trim().chars().take(100).collect();
    let people = match text.is_empty() {
        true => Vec::new(),
        false => crate::search(&mut ctx.db.read().await?, &scope, &text, 20).await?,
    };
    visitor.page("Tambah ke susunan", &ChoosePage { text, people })
}

async fn seat_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    form: SeatForm,
    errors: Errors,
) -> Result<SeatPage> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let person = form.orang.parse().map_err(|_| Error::NotFound)?;
    let mut db = ctx.db.read().await?;
    let person = crate::find_person(&mut db, &scope, person).await?;
    let seats = board::seats(&mut db, &scope, actor.today()).await?;
    let words = board_words(&mut db, &scope).await?;
    Ok(SeatPage {
        form,
        name: person.ok_or(Error::NotFound)?.full_name,
        positions: words.positions(),
        titles: words.all_titles(),
        divisions: words.divisions_with(&seats),
        errors,
        token: visitor.token(),
    })
}

/// The seat that the form asks for, or what is wrong with it.
fn read(form: &SeatForm, errors: &mut Errors) -> Option<Seat> {
    let title = errors.within("sebutan", &form.sebutan, 80);
    let division = errors.within("bidang", &form.bidang, 80);
    let position = Position::from_code(&form.kedudukan).filter(|one| Position::ALL.contains(one));
    if position.is_none() {
        errors.add("kedudukan", "Pilih salah satu jabatan.");
    }
    if position == Some(Position::Member) && division.is_empty() {
        errors.add("bidang", "Isi bidangnya.");
    }
    let person: PersonId = form.orang.parse().ok()?;
    errors.is_empty().then_some(Seat {
        person,
        position: position?,
        title,
        division,
    })
}

/// `POST /pengurus/jabatan`.
async fn give(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<SeatForm>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let mut errors = Errors::default();
    let Some(seat) = read(&form, &mut errors) else {
        let page = seat_page(&ctx, &visitor, &actor, form, errors).await?;
        return visitor.page_again("Tambah ke susunan", &page);
    };
    let mut tx = ctx.db.begin().await?;
    let person = crate::find_person(&mut tx, &scope, seat.person).await?;
    let name = person.ok_or(Error::NotFound)?.full_name;
    let seat = board_words(&mut tx, &scope).await?.named(seat);
    board::give_seat(&mut tx, &scope, &seat, actor.today(), actor.now).await?;
    let who = storage::mention(seat.person);
    let what = format!("Menjadikan {who} {}", seat.title);
    let entry = actor.audit(CHANGE_BOARD, actor.unit, seat.person, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    let text = visitor.say("{nama} masuk susunan pengurus.");
    Ok(visitor.redirect_with("/pengurus", &Flash::ok(text.replace("{nama}", &name))))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EndForm {
    jabatan: String,
}

/// `POST /pengurus/jabatan/akhiri`.
async fn end(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<EndForm>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let id: AppointmentId = form.jabatan.parse().map_err(|_| Error::NotFound)?;
    let (today, now) = (actor.today(), actor.now);
    let mut tx = ctx.db.begin().await?;
    let seat = board::end_seat(&ctx, &mut tx, &scope, id, today, now).await?;
    let who = storage::mention(seat.person);
    let what = format!("Mengakhiri jabatan {who} sebagai {}", seat.title);
    let entry = actor.audit(CHANGE_BOARD, actor.unit, seat.person, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    let text = visitor.say("{nama} tidak lagi menjabat {jabatan}.");
    let text = text
        .replace("{nama}", &seat.name)
        .replace("{jabatan}", &seat.title);
    Ok(visitor.redirect_with("/pengurus", &Flash::ok(text)))
}
