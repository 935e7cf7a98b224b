//! Ending what is owed: how a kas bon was spent, how much of a talangan is given back.

use super::{key_of, voucher};
use crate::acts::RECORD_CASH;
use crate::domain::{CoverForm, Kind};
use crate::ledger::{By, WriteError};
use crate::record::{Ending, end_debt};
use crate::store::entries::{self, Listed};
use crate::store::{books, debts};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::EntryId;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/kas/bukti/{entry}/selesai", get(ask).post(end))
}

#[derive(Template)]
#[template(path = "debt.html")]
struct DebtPage {
    id: EntryId,
    voucher: String,
    party: String,
    text: String,
    left: Money,
    /// A kas bon, whose spending is told; else a talangan.
    advance: bool,
    form: CoverForm,
    errors: Errors,
    token: String,
}

/// The entry, if something of it is still owed.
async fn owed(ctx: &Ctx, actor: &Actor, id: EntryId) -> Result<(Scope, Listed, Money)> {
    let scope = actor.may(RECORD_CASH, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let listed = entries::find(&mut db, &scope, id).await?;
    let listed = listed.ok_or(Error::NotFound)?;
    if listed.entry.says.kind.ended_by().is_none() {
        return Err(Error::NotFound);
    }
    let ended = debts::ended(&mut db, id).await?;
    let left = Money(listed.entry.says.amount.0 - ended.0);
    Ok((scope, listed, left))
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    (scope, listed, left): &(Scope, Listed, Money),
    form: CoverForm,
    errors: Errors,
) -> Result<DebtPage> {
    let all = books::list(&mut ctx.db.read().await?, scope).await?;
    let says = &listed.entry.says;
    Ok(DebtPage {
        id: says.id,
        voucher: voucher(&all, listed.book, &listed.entry),
        party: says.party.clone(),
        text: says.text.clone(),
        left: *left,
        advance: says.kind == Kind::Advance,
        form,
        errors,
        token: visitor.token(),
    })
}

/// `GET /kas/bukti/{entry}/selesai`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<EntryId>,
) -> Result<Response> {
    let owed = owed(&ctx, &actor, id).await?;
    let form = CoverForm {
        kunci: storage::fresh::<EntryId>().to_string(),
        hari: actor.today().to_string(),
        ..CoverForm::default()
    };
    let page = page(&ctx, &visitor, &owed, form, Errors::default()).await?;
    visitor.page("Selesaikan", &page)
}

/// `POST /kas/bukti/{entry}/selesai`.
async fn end(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<EntryId>,
    Form(form): Form<CoverForm>,
) -> Result<Response> {
    let owed = owed(&ctx, &actor, id).await?;
    let errors = match write(&ctx, &actor, &owed, &form).await? {
        Ok(()) => {
            let flash = Flash::ok("Tercatat. Sekarang menunggu persetujuan pengurus lain.");
            return Ok(visitor.redirect_with(&format!("/kas/bukti/{id}"), &flash));
        }
        Err(errors) => errors,
    };
    let page = page(&ctx, &visitor, &owed, form, errors).await?;
    visitor.page_again("Selesaikan", &page)
}

async fn write(
    ctx: &Ctx,
    actor: &Actor,
    (scope, listed, _): &(Scope, Listed, Money),
    form: &CoverForm,
) -> Result<Result<(), Errors>> {
    let (day, amount) = match form.read(actor.today()) {
        Ok(read) => read,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut errors = Errors::default();
    if amount.is_none() && listed.entry.says.kind == Kind::OutOfPocket {
        errors.add("jumlah", "Jumlahnya harus lebih dari nol.");
        return Ok(Err(errors));
    }
    let ending = Ending {
        id: key_of(&form.kunci),
        day,
        amount,
        text: form.uraian.clone(),
        category: form.pos.clone(),
    };
    let id = listed.entry.says.id;
    let mut tx = ctx.db.begin().await?;
    match end_debt(&mut tx, scope, id, &ending, &By::of(actor)).await {
        Ok(()) => {}
        Err(WriteError::Refused(refusal)) => {
            let field = match refusal.field() {
                "hari" => "hari",
                _ => "jumlah",
            };
            errors.add(field, refusal.to_string());
            return Ok(Err(errors));
        }
        Err(WriteError::Web(Error::Rule(text))) => {
            errors.add("jumlah", text);
            return Ok(Err(errors));
        }
        Err(error) => return Err(error.into()),
    }
    let what = format!("Menyelesaikan {}", listed.entry.says.kind.label());
    storage::audit(&mut tx, actor.audit(RECORD_CASH, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
