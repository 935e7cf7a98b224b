//! Moving money to another book of the unit, or from one fund to another.

use super::{found_book, key_of, open_funds};
use crate::acts::RECORD_CASH;
use crate::domain::{Book, FundSource, TransferForm};
use crate::ledger::{By, WriteError};
use crate::record::transfer;
use crate::store::books;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::id::{CashBookId, EntryId};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/kas/{book}/pindah", get(ask).post(save))
}

#[derive(Template)]
#[template(path = "transfer.html")]
struct TransferPage {
    book: Book,
    books: Vec<Book>,
    funds: Vec<FundSource>,
    form: TransferForm,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    (scope, book): (Scope, Book),
    form: TransferForm,
    errors: Errors,
) -> Result<TransferPage> {
    Ok(TransferPage {
        books: books::list(&mut ctx.db.read().await?, &scope).await?,
        funds: open_funds(ctx, &scope).await?,
        book,
        form,
        errors,
        token: visitor.token(),
    })
}

/// `GET /kas/{book}/pindah`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<CashBookId>,
) -> Result<Response> {
    let found = found_book(&ctx, &actor, RECORD_CASH, id).await?;
    let form = TransferForm {
        kunci: storage::fresh::<EntryId>().to_string(),
        hari: actor.today().to_string(),
        ..TransferForm::default()
    };
    let page = page(&ctx, &visitor, found, form, Errors::default()).await?;
    visitor.page("Pindahkan uang", &page)
}

/// `POST /kas/{book}/pindah`.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<CashBookId>,
    Form(form): Form<TransferForm>,
) -> Result<Response> {
    let found = found_book(&ctx, &actor, RECORD_CASH, id).await?;
    match write(&ctx, &actor, &found.0, id, &form).await? {
        Ok(entry) => {
            let flash = Flash::ok("Tercatat di kedua buku. Sekarang menunggu persetujuan.");
            Ok(visitor.redirect_with(&format!("/kas/bukti/{entry}"), &flash))
        }
        Err(errors) => {
            let page = page(&ctx, &visitor, found, form, errors).await?;
            visitor.page_again("Pindahkan uang", &page)
        }
    }
}

async fn write(
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    from: CashBookId,
    form: &TransferForm,
) -> Result<Result<EntryId, Errors>> {
    let books = books::list(&mut ctx.db.read().await?, scope).await?;
    let funds = open_funds(ctx, scope).await?;
    let read = form.read(key_of(&form.kunci), &books, &funds, actor.today());
    let (out, to, fund) = match read {
        Ok(read) => read,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut tx = ctx.db.begin().await?;
    let moved = transfer(&mut tx, scope, (from, to), &out, &fund, &By::of(actor)).await;
    let mut errors = Errors::default();
    let id = match moved {
        Ok(id) => id,
        Err(WriteError::Refused(refusal)) => {
            let field = match refusal.field() {
                "talangan" => "jumlah",
                field => field,
            };
            errors.add(field, refusal.to_string());
            return Ok(Err(errors));
        }
        Err(WriteError::Web(Error::Rule(text))) => {
            errors.add("ke", text);
            return Ok(Err(errors));
        }
        Err(error) => return Err(error.into()),
    };
    let what = format!("Memindahkan {}: {}", out.amount, out.text);
    storage::audit(&mut tx, actor.audit(RECORD_CASH, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(Ok(id))
}
