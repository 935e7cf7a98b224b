//! One member's dues: what is open, what was paid with its receipts, times without dues, and a
//! friendly word for WhatsApp.

use super::{Mark, choices, desk, labels, standing, strip, year_of};
use crate::acts::COLLECT_DUES;
use crate::domain::{Month, Pause, PauseForm};
use crate::dues::{Asked, Desk, let_off};
use crate::ledger::By;
use crate::store::{books, dues as store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use kernel::id::{DuesPauseId, EntryId, PersonId};
use kernel::{Money, day};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/iuran/anggota/{person}", get(show))
        .route("/kas/iuran/anggota/{person}/bebas", post(pause))
        .route(
            "/kas/iuran/anggota/{person}/bebas/{pause}/akhiri",
            post(end),
        )
}

/// What was paid: for what, how much, when, voucher, whether it was taken back.
struct Line {
    entry: EntryId,
    label: String,
    amount: Money,
    below: String,
    reversed: bool,
}

#[derive(Template)]
#[template(path = "dues_member.html")]
struct MemberPage {
    id: PersonId,
    name: String,
    place: String,
    word: &'static str,
    amount: Money,
    late: String,
    year: i16,
    years: [String; 2],
    marks: Vec<Mark>,
    lines: Vec<Line>,
    pauses: Vec<Pause>,
    open_pauses: Vec<DuesPauseId>,
    choices: Vec<Month>,
    reminder: String,
    form: PauseForm,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    (id, asked): (PersonId, Asked),
    (form, errors): (PauseForm, Errors),
) -> Result<MemberPage> {
    let (scope, desk) = desk(ctx, actor).await?;
    let member = desk.member(id).ok_or(Error::NotFound)?;
    let today = actor.today();
    let year = year_of(&asked, today);
    let mut db = ctx.db.read().await?;
    let books = books::list(&mut db, &scope).await?;
    let mut paid = store::of_person(&mut db, id).await?;
    drop(db);
    paid.retain(|one| one.unit == scope.unit());
    let lines = paid.into_iter().map(|one| {
        let book = books.iter().find(|book| book.id == one.book);
        let voucher = book.map(|book| book.voucher(one.year, one.number));
        Line {
            entry: one.entry,
            label: desk.dues.label(one.charge),
            amount: one.amount,
            below: format!("{} · {}", day::medium(one.day), voucher.unwrap_or_default()),
            reversed: one.reversed,
        }
    });
    let lines = lines.collect();
    let (word, amount) = standing(member, today);
    let beside = |year: i16| format!("/kas/iuran/anggota/{id}?tahun={year}");
    let month = Month::of(today);
    let is_open = |pause: &&Pause| pause.until.is_none_or(|until| until >= month);
    let open_pauses = member.payer.pauses.iter().filter(is_open);
    Ok(MemberPage {
        name: member.placed.full_name.clone(),
        place: member.placed.place(),
        late: labels(&desk.dues, member.account.late(today)),
        reminder: reminder(&desk, id, &actor.name, today),
        marks: strip(&member.account, year, today),
        years: [
            beside(year - 1),
            if year <= today.year() {
                beside(year + 1)
            } else {
                String::new()
            },
        ],
        open_pauses: open_pauses.map(|pause| pause.id).collect(),
        pauses: member.payer.pauses.clone(),
        choices: choices(today),
        id,
        word,
        amount,
        year,
        lines,
        form,
        errors,
        token: visitor.token(),
    })
}

/// A friendly word to the member alone; nothing if nothing is late.
fn reminder(desk: &Desk, id: PersonId, from: &str, today: Date) -> String {
    let Some(member) = desk.member(id) else {
        return String::new();
    };
    let arrears = member.account.arrears(today);
    if arrears.0 == 0 {
        return String::new();
    }
    let name = match member.placed.nickname.as_str() {
        "" => &member.placed.full_name,
        nickname => nickname,
    };
    let late = labels(&desk.dues, member.account.late(today));
    format!(
        "Halo {name}, iuran {late} ({arrears}) belum tercatat. Bisa dititipkan ke {from} kapan saja. \
         Kalau sudah dibayar atau sedang berat, kabari saja ya. Terima kasih."
    )
}

/// `GET /kas/iuran/anggota/{person}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let form = PauseForm {
        mulai: Month::of(actor.today()).to_string(),
        ..PauseForm::default()
    };
    let page = page(
        &ctx,
        &visitor,
        &actor,
        (id, asked),
        (form, Errors::default()),
    )
    .await?;
    visitor.page("Iuran anggota", &page)
}

/// `POST /kas/iuran/anggota/{person}/bebas`.
async fn pause(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Form(form): Form<PauseForm>,
) -> Result<Response> {
    let scope = actor.may(COLLECT_DUES, actor.unit)?;
    let new = match form.read() {
        Ok(new) => new,
        Err(errors) => {
            let page = page(
                &ctx,
                &visitor,
                &actor,
                (id, Asked::default()),
                (form, errors),
            )
            .await?;
            return visitor.page_again("Iuran anggota", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let_off(&mut tx, &scope, id, &new, &By::of(&actor)).await?;
    let what = format!("Membebaskan iuran mulai {}", new.from.label());
    storage::audit(&mut tx, actor.audit(COLLECT_DUES, actor.unit, id, what)).await?;
    tx.commit().await?;
    let address = format!("/kas/iuran/anggota/{id}");
    Ok(visitor.redirect_with(&address, &Flash::ok("Tersimpan.")))
}

#[derive(Deserialize)]
struct Nothing {}

/// `POST /kas/iuran/anggota/{person}/bebas/{pause}/akhiri`: the member pays again from this month.
async fn end(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, pause)): Path<(PersonId, DuesPauseId)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(COLLECT_DUES, actor.unit)?;
    let last = Month::of(actor.today()).previous();
    let mut tx = ctx.db.begin().await?;
    if store::end_pause(&mut tx, &scope, id, (pause, last)).await? == 0 {
        return Err(Error::NotFound);
    }
    let what = "Mengakhiri bebas iuran";
    storage::audit(&mut tx, actor.audit(COLLECT_DUES, actor.unit, id, what)).await?;
    tx.commit().await?;
    let address = format!("/kas/iuran/anggota/{id}");
    Ok(visitor.redirect_with(&address, &Flash::ok("Mulai bulan ini membayar iuran lagi.")))
}
