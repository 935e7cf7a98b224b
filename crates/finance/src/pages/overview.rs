//! The room's first page: the books with what is in them, what waits, and opening a new book.

use super::reader;
use crate::acts::{APPROVE_CASH, COLLECT_DUES, MANAGE_CASH};
use crate::domain::{Book, BookForm};
use crate::ledger::By;
use crate::store::{books, decisions};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use kernel::Money;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas", get(list))
        .route("/kas/buku/baru", get(ask).post(open))
}

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    books: Vec<Book>,
    total: Money,
    waiting: i64,
    may_manage: bool,
    may_approve: bool,
    may_collect: bool,
}

/// `GET /kas`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let books = books::list(&mut db, &scope).await?;
    let page = OverviewPage {
        total: Money(books.iter().map(|book| book.balance.0).sum()),
        waiting: decisions::waiting_count(&mut db, &scope).await?,
        may_manage: actor.allows(MANAGE_CASH),
        may_approve: actor.allows(APPROVE_CASH),
        may_collect: actor.allows(COLLECT_DUES),
        books,
    };
    visitor.page("Kas", &page)
}

#[derive(Template)]
#[template(path = "book_new.html")]
struct NewPage {
    form: BookForm,
    errors: Errors,
    token: String,
}

/// `GET /kas/buku/baru`.
async fn ask(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(MANAGE_CASH, actor.unit)?;
    let first = books::list(&mut ctx.db.read().await?, &scope)
        .await?
        .is_empty();
    let form = BookForm {
        nama: if first {
            "Kas Umum".into()
        } else {
            String::new()
        },
        kode: if first { "KU".into() } else { String::new() },
        hari: actor.today().to_string(),
        ..BookForm::default()
    };
    let token = visitor.token();
    let errors = Errors::default();
    visitor.page(
        "Buku kas baru",
        &NewPage {
            form,
            errors,
            token,
        },
    )
}

/// `POST /kas/buku/baru`.
async fn open(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<BookForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_CASH, actor.unit)?;
    let mut errors = Errors::default();
    match form.read(actor.today()) {
        Ok(new) => {
            let mut tx = ctx.db.begin().await?;
            let made = crate::books::open_book(&mut tx, &scope, &new, &By::of(&actor)).await;
            if let Some(id) = made.map_err(Error::from)? {
                let what = format!("Membuka buku kas {}", new.name);
                storage::audit(&mut tx, actor.audit(MANAGE_CASH, actor.unit, id, what)).await?;
                tx.commit().await?;
                let flash = Flash::ok("Buku kas dibuka. Sekarang catat uang masuk atau keluar.");
                return Ok(visitor.redirect_with(&format!("/kas/{id}"), &flash));
            }
            errors.add("kode", "Kode ini sudah dipakai buku lain. Pilih yang lain.");
        }
        Err(found) => errors = found,
    }
    let token = visitor.token();
    let page = NewPage {
        form,
        errors,
        token,
    };
    visitor.page_again("Buku kas baru", &page)
}
