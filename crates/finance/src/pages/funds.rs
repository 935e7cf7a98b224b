//! Fund sources: where money comes from, what of it is where, and making a new one.

use super::{activities, reader};
use crate::acts::{EXPORT_CASH, MANAGE_CASH};
use crate::domain::{FundForm, FundKind, FundSource};
use crate::store::{books, funds};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::Money;
use kernel::id::{ActivityId, FundSourceId};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/dana", get(list))
        .route("/kas/dana/baru", get(ask).post(add))
        .route("/kas/dana/{fund}/tutup", post(end))
}

/// A fund source with what is left of it, and where.
struct Shown {
    fund: FundSource,
    left: Money,
    places: Vec<(String, Money)>,
}

#[derive(Template)]
#[template(path = "funds.html")]
struct ListPage {
    funds: Vec<Shown>,
    may_manage: bool,
    may_export: bool,
    token: String,
}

/// `GET /kas/dana`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let all = books::list(&mut db, &scope).await?;
    let purses = funds::purses(&mut db, &scope).await?;
    let shown = |fund: FundSource| {
        let own: Vec<(String, Money)> = purses
            .iter()
            .filter(|(id, ..)| *id == fund.id)
            .map(|(_, book, left)| {
                let book = all.iter().find(|known| known.id == *book);
                (
                    book.map(|book| book.name.clone()).unwrap_or_default(),
                    Money(*left),
                )
            })
            .collect();
        Shown {
            left: Money(own.iter().map(|(_, left)| left.0).sum()),
            places: own,
            fund,
        }
    };
    let page = ListPage {
        funds: funds::list(&mut db, &scope)
            .await?
            .into_iter()
            .map(shown)
            .collect(),
        may_manage: actor.allows(MANAGE_CASH),
        may_export: actor.allows(EXPORT_CASH),
        token: visitor.token(),
    };
    visitor.page("Sumber dana", &page)
}

#[derive(Template)]
#[template(path = "fund_new.html")]
struct NewPage {
    form: FundForm,
    kinds: [FundKind; 7],
    activities: Vec<(ActivityId, String)>,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    form: FundForm,
    errors: Errors,
) -> Result<NewPage> {
    let scope = actor.may(MANAGE_CASH, actor.unit)?;
    Ok(NewPage {
        form,
        kinds: FundKind::ALL,
        activities: activities(ctx, &scope, actor.today()).await?,
        errors,
        token: visitor.token(),
    })
}

/// `GET /kas/dana/baru`.
async fn ask(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let page = page(
        &ctx,
        &visitor,
        &actor,
        FundForm::default(),
        Errors::default(),
    )
    .await?;
    visitor.page("Sumber dana baru", &page)
}

/// `POST /kas/dana/baru`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<FundForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_CASH, actor.unit)?;
    let mut errors = Errors::default();
    match form.read() {
        Ok(mut new) => {
            let known = activities(&ctx, &scope, actor.today()).await?;
            new.activity = new
                .activity
                .filter(|id| known.iter().any(|(known, _)| known == id));
            let mut tx = ctx.db.begin().await?;
            if let Some(id) = crate::books::add_fund(&mut tx, &scope, &new, actor.now).await? {
                let what = format!("Membuat sumber dana {}", new.name);
                storage::audit(&mut tx, actor.audit(MANAGE_CASH, actor.unit, id, what)).await?;
                tx.commit().await?;
                let flash = Flash::ok("Sumber dana tersimpan.");
                return Ok(visitor.redirect_with("/kas/dana", &flash));
            }
            errors.add("nama", "Nama ini sudah dipakai sumber dana lain.");
        }
        Err(found) => errors = found,
    }
    let page = page(&ctx, &visitor, &actor, form, errors).await?;
    visitor.page_again("Sumber dana baru", &page)
}

/// `POST /kas/dana/{fund}/tutup`: nothing more is booked on it, or something is again.
async fn end(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<FundSourceId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_CASH, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let fund = funds::find(&mut tx, &scope, id).await?;
    let fund = fund.ok_or(Error::NotFound)?;
    let purses = funds::purses(&mut tx, &scope).await?;
    let left: i64 = purses
        .iter()
        .filter(|(of, ..)| *of == id)
        .map(|(_, _, left)| left)
        .sum();
    if !fund.over && left != 0 {
        return Err(Error::Rule(format!(
            "{} masih tersisa {}. Habiskan atau kembalikan dulu, baru ditutup.",
            fund.says.name,
            Money(left)
        )));
    }
    funds::set_over(&mut tx, &scope, id, !fund.over).await?;
    let how = if fund.over { "Membuka lagi" } else { "Menutup" };
    let what = format!("{how} sumber dana {}", fund.says.name);
    storage::audit(&mut tx, actor.audit(MANAGE_CASH, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with("/kas/dana", &Flash::ok("Tersimpan.")))
}

#[derive(serde::Deserialize)]
struct Nothing {}
