//! Closing a month with a count, its record on page and paper, and comparing a printed fingerprint.

use super::{found_book, reader};
use crate::acts::{READ_CASH, RECORD_CASH};
use crate::close::{self, Due};
use crate::domain::{Book, Closing, ClosingForm};
use crate::ledger::By;
use crate::store::{books, closings};
use crate::{paper, verify};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::id::{CashBookId, ClosingId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/{book}/tutup", get(ask).post(save))
        .route("/kas/tutup/{closing}", get(show))
        .route("/kas/tutup/{closing}/berita-acara.pdf", get(record))
        .route("/kas/{book}/periksa", get(compare))
}

#[derive(Template)]
#[template(path = "close.html")]
struct ClosePage {
    book: Book,
    due: Option<Due>,
    in_the_way: Option<String>,
    form: ClosingForm,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    book: Book,
    form: ClosingForm,
    errors: Errors,
) -> Result<ClosePage> {
    let due = close::due(&mut ctx.db.read().await?, &book, actor.today()).await?;
    Ok(ClosePage {
        in_the_way: due.as_ref().and_then(Due::in_the_way),
        due,
        book,
        form,
        errors,
        token: visitor.token(),
    })
}

/// `GET /kas/{book}/tutup`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<CashBookId>,
) -> Result<Response> {
    let (_, book) = found_book(&ctx, &actor, RECORD_CASH, id).await?;
    let form = ClosingForm::default();
    let page = page(&ctx, &visitor, &actor, book, form, Errors::default()).await?;
    visitor.page("Tutup buku", &page)
}

/// `POST /kas/{book}/tutup`.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<CashBookId>,
    Form(form): Form<ClosingForm>,
) -> Result<Response> {
    let (scope, book) = found_book(&ctx, &actor, RECORD_CASH, id).await?;
    let due = close::due(&mut ctx.db.read().await?, &book, actor.today()).await?;
    let Some(due) = due.filter(|due| due.month.to_string() == form.bulan) else {
        return Err(Error::Conflict(
            "Bulan ini sudah ditutup atau belum bisa ditutup. Muat ulang halaman bukunya.".into(),
        ));
    };
    let says = match form.read(due.month, due.balance, actor.today()) {
        Ok(says) => says,
        Err(errors) => {
            let page = page(&ctx, &visitor, &actor, book, form, errors).await?;
            return visitor.page_again("Tutup buku", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let closed = close::close(&mut tx, &scope, id, says, &By::of(&actor)).await;
    let closing = match closed {
        Ok(closing) => closing,
        Err(Error::Rule(text)) => {
            drop(tx);
            let mut errors = Errors::default();
            errors.add("bulan", text);
            let page = page(&ctx, &visitor, &actor, book, form, errors).await?;
            return visitor.page_again("Tutup buku", &page);
        }
        Err(error) => return Err(error),
    };
    let what = format!("Menutup buku {} bulan {}", book.name, due.month.label());
    storage::audit(&mut tx, actor.audit(RECORD_CASH, actor.unit, closing, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Buku ditutup. Cetak berita acaranya dan bagikan sidiknya.");
    Ok(visitor.redirect_with(&format!("/kas/tutup/{closing}"), &flash))
}

#[derive(Template)]
#[template(path = "closing.html")]
struct ClosingPage {
    book: Book,
    closing: Closing,
    text: String,
    message: String,
    print: String,
    /// The others of this book: address and month.
    others: Vec<(String, String)>,
}

async fn found(ctx: &Ctx, actor: &Actor, id: ClosingId) -> Result<(Scope, Book, Closing)> {
    let scope = reader(actor)?;
    let mut db = ctx.db.read().await?;
    let found = closings::find(&mut db, &scope, id).await?;
    let (closing, book) = found.ok_or(Error::NotFound)?;
    let book = books::find(&mut db, &scope, book).await?;
    Ok((scope, book.ok_or(Error::NotFound)?, closing))
}

/// `GET /kas/tutup/{closing}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ClosingId>,
) -> Result<Response> {
    let (_, book, closing) = found(&ctx, &actor, id).await?;
    let others = closings::of_book(&mut ctx.db.read().await?, book.id).await?;
    let others = others.into_iter().filter(|other| other.id != id).take(24);
    let page = ClosingPage {
        text: closing.text(&book),
        message: closing.message(&actor.unit_name, &book),
        print: closing.hash.fingerprint(),
        others: others
            .map(|other| (format!("/kas/tutup/{}", other.id), other.says.month.label()))
            .collect(),
        book,
        closing,
    };
    visitor.page("Tutup buku", &page)
}

/// `GET /kas/tutup/{closing}/berita-acara.pdf`.
async fn record(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<ClosingId>,
) -> Result<Response> {
    let (scope, book, closing) = found(&ctx, &actor, id).await?;
    let pdf = paper::closing(&ctx, &scope, &book, &closing).await?;
    let name = format!(
        "Tutup Buku {} {}.pdf",
        book.name,
        closing.says.month.label()
    );
    Ok(web::file(&name, "application/pdf", pdf))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    sidik: String,
}

/// What comparing a fingerprint found.
enum Answer {
    /// The book is whole, and this is the closing that was printed.
    Same(Box<Closing>),
    /// The book is whole, and no closing has this fingerprint.
    Unknown,
    /// The book is not as it was written.
    Broken(Vec<String>),
}

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    book: Book,
    typed: String,
    answer: Option<Answer>,
    entries: i64,
}

/// `GET /kas/{book}/periksa`: reckons the whole book again and looks for the fingerprint.
async fn compare(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<CashBookId>,
    Params(typed): Params<Typed>,
) -> Result<Response> {
    let (scope, book) = found_book(&ctx, &actor, READ_CASH, id).await?;
    let mut page = ComparePage {
        book,
        typed: typed.sidik.trim().to_owned(),
        answer: None,
        entries: 0,
    };
    if page.typed.is_empty() {
        return visitor.page("Periksa sidik buku", &page);
    }
    let mut db = ctx.db.read_long().await?;
    let walk = verify::walk(&mut db, &scope, id).await?;
    page.entries = walk.entries;
    let all = closings::of_book(&mut db, id).await?;
    let same = all.into_iter().find(|one| one.hash.is_typed(&page.typed));
    page.answer = Some(match (walk.problems, same) {
        (problems, _) if !problems.is_empty() => Answer::Broken(problems),
        (_, Some(closing)) => Answer::Same(Box::new(closing)),
        _ => Answer::Unknown,
    });
    let status = match page.answer {
        Some(Answer::Same(_)) => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shell = Page {
        status,
        ..Page::titled("Periksa sidik buku")
    };
    visitor.page_with(shell, &page)
}
