//! The guest book: the quick form at the door, the list, a line that is changed or taken away.

use super::{Nothing, Sought, Turn, WORKBOOK};
use crate::acts::KEEP_GUESTS;
use crate::book;
use crate::domain::{Guest, GuestForm};
use crate::guests::{self, welcome};
use crate::letters::By;
use crate::store::guests as rows;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::day;
use kernel::id::GuestEntryId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/surat/tamu", get(list))
        .route("/surat/tamu/baru", get(ask).post(save))
        .route("/surat/tamu/buku.pdf", get(print))
        .route("/surat/tamu/buku.xlsx", get(download))
        .route("/surat/tamu/{guest}", get(ask_change).post(change))
        .route("/surat/tamu/{guest}/hapus", post(remove))
}

/// A line of the list.
struct Line {
    href: String,
    day: String,
    month: &'static str,
    name: String,
    below: String,
}

impl Line {
    fn of(guest: &Guest) -> Self {
        let says = &guest.says;
        let parts = [says.from.as_str(), says.purpose.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            href: format!("/surat/tamu/{}", guest.id),
            day: says.day.day().to_string(),
            month: day::short_month(says.day.month()),
            name: says.name.clone(),
            below: parts.join(" · "),
        }
    }
}

#[derive(Template)]
#[template(path = "guests.html")]
struct GuestsPage {
    lines: Vec<Line>,
    turn: Turn,
    words: String,
    year: i16,
}

/// `GET /surat/tamu`.
async fn list(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(sought): Params<Sought>,
) -> Result<Response> {
    let scope = actor.may(KEEP_GUESTS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let mut found = rows::list(&mut db, &scope, &sought.cari, sought.window()).await?;
    let page = GuestsPage {
        turn: sought.turn("/surat/tamu", &mut found),
        lines: found.iter().map(Line::of).collect(),
        words: sought.cari,
        year: actor.today().year(),
    };
    visitor.page("Buku tamu", &page)
}

#[derive(Template)]
#[template(path = "guest_form.html")]
struct FormPage {
    /// The line that is changed; none for a new one.
    id: Option<GuestEntryId>,
    author: String,
    form: GuestForm,
    errors: Errors,
    token: String,
}

impl FormPage {
    fn title(&self) -> &'static str {
        match self.id {
            Some(_) => "Ubah catatan tamu",
            None => "Selamat datang",
        }
    }

    /// What is seldom written stands open when something is wrong there, or in a line that is
    /// changed.
    fn open(&self) -> bool {
        let fields = ["hari", "alamat", "hp", "bertemu", "kesan"];
        self.id.is_some() || fields.iter().any(|field| !self.errors.of(field).is_empty())
    }
}

/// `GET /surat/tamu/baru`: the form that the guest is given.
async fn ask(visitor: Visitor, actor: Actor) -> Result<Response> {
    actor.may(KEEP_GUESTS, actor.unit)?;
    let page = FormPage {
        id: None,
        author: String::new(),
        form: GuestForm {
            kunci: storage::fresh::<GuestEntryId>().to_string(),
            hari: actor.today().to_string(),
            ..GuestForm::default()
        },
        errors: Errors::default(),
        token: visitor.token(),
    };
    visitor.page(page.title(), &page)
}

/// `POST /surat/tamu/baru`: then the empty form again, for the next guest.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<GuestForm>,
) -> Result<Response> {
    let scope = actor.may(KEEP_GUESTS, actor.unit)?;
    let says = match form.read(actor.today()) {
        Ok(says) => says,
        Err(errors) => {
            let page = FormPage {
                id: None,
                author: String::new(),
                form,
                errors,
                token: visitor.token(),
            };
            return visitor.page_again(page.title(), &page);
        }
    };
    let id = form.kunci.parse().unwrap_or_else(|_| storage::fresh());
    let mut tx = ctx.db.begin().await?;
    welcome(&mut tx, &scope, id, &says, &By::of(&actor)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Tercatat, terima kasih. Silakan tamu berikutnya.");
    Ok(visitor.redirect_with("/surat/tamu/baru", &flash))
}

async fn found(ctx: &Ctx, actor: &Actor, id: GuestEntryId) -> Result<(Scope, Guest)> {
    let scope = actor.may(KEEP_GUESTS, actor.unit)?;
    let guest = rows::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, guest.ok_or(Error::NotFound)?))
}

/// `GET /surat/tamu/{guest}`.
async fn ask_change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<GuestEntryId>,
) -> Result<Response> {
    let (_, guest) = found(&ctx, &actor, id).await?;
    let page = FormPage {
        id: Some(id),
        author: guest.author,
        form: GuestForm::of(&guest.says),
        errors: Errors::default(),
        token: visitor.token(),
    };
    visitor.page(page.title(), &page)
}

/// `POST /surat/tamu/{guest}`.
async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<GuestEntryId>,
    Form(form): Form<GuestForm>,
) -> Result<Response> {
    let (scope, guest) = found(&ctx, &actor, id).await?;
    let says = match form.read(actor.today()) {
        Ok(says) => says,
        Err(errors) => {
            let page = FormPage {
                id: Some(id),
                author: guest.author,
                form,
                errors,
                token: visitor.token(),
            };
            return visitor.page_again(page.title(), &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    rows::change(&mut tx, &scope, id, &says).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with("/surat/tamu", &Flash::ok("Catatan tamu tersimpan.")))
}

/// `POST /surat/tamu/{guest}/hapus`: a guest may ask for it.
async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<GuestEntryId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, guest) = found(&ctx, &actor, id).await?;
    let mut tx = ctx.db.begin().await?;
    rows::remove(&mut tx, &scope, id).await?;
    let what = format!("Menghapus catatan tamu {}", day::medium(guest.says.day));
    storage::audit(&mut tx, actor.audit(KEEP_GUESTS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with("/surat/tamu", &Flash::ok("Catatan tamu dihapus.")))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    tahun: String,
}

/// `GET /surat/tamu/buku.pdf`.
async fn print(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let scope = actor.may(KEEP_GUESTS, actor.unit)?;
    let today = actor.today();
    let year = book::year(&asked.tahun, today);
    let bytes = guests::pdf(&ctx, &scope, (year, today)).await?;
    Ok(web::file(
        &format!("Buku Tamu {year}.pdf"),
        "application/pdf",
        bytes,
    ))
}

/// `GET /surat/tamu/buku.xlsx`.
async fn download(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let scope = actor.may(KEEP_GUESTS, actor.unit)?;
    let year = book::year(&asked.tahun, actor.today());
    let table = guests::table(&ctx, &scope, year).await?;
    let bytes = web::render_blocking(move || book::workbook("Buku Tamu", table)).await?;
    Ok(web::file(
        &format!("Buku Tamu {year}.xlsx"),
        WORKBOOK,
        bytes,
    ))
}
