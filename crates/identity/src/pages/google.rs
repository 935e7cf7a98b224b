//! Google on the page: going there by a link, coming back, and the question that follows. Links and
//! not forms lead there, because a form of ours sends to nobody else (content security policy).

use super::sign_in::{SignInForm, again};
use super::{page, secret, signed_in};
use crate::domain::{Kind, Passphrase, local};
use crate::google::{self, Arrival, GoogleAccount};
use crate::origin::Origin;
use crate::store::Account;
use crate::ticket::{self, For};
use crate::{own, two_steps};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Goal {
    kembali: String,
}

/// `GET /masuk/google`: to Google.
pub(super) async fn set_out(visitor: Visitor, Query(goal): Query<Goal>) -> Result<Response> {
    if visitor.actor.is_some() {
        return Ok(visitor.redirect(local(&goal.kembali)));
    }
    match google::set_out(&visitor, &goal.kembali).await {
        Ok(address) => Ok(visitor.redirect(&address)),
        Err(error) => refused(&visitor, error, &goal.kembali).await,
    }
}

/// `GET /akun/google`: to Google, to link an account.
pub(super) async fn set_out_to_link(visitor: Visitor, _: Actor) -> Result<Response> {
    let address = google::set_out(&visitor, "/akun").await?;
    Ok(visitor.redirect(&address))
}

/// A reason on the page of the sign-in, where the passphrase is.
async fn refused(visitor: &Visitor, error: Error, goal: &str) -> Result<Response> {
    let Error::Rule(problem) = error else {
        return Err(error);
    };
    let (form, status) = (SignInForm::of(None, goal), StatusCode::UNPROCESSABLE_ENTITY);
    again(visitor, status, &form, Errors::default(), &problem).await
}

/// `GET /masuk/google/kembali`: from Google.
pub(super) async fn come_back(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Query(arrival): Query<Arrival>,
) -> Result<Response> {
    if let Some(actor) = visitor.actor.clone() {
        return come_back_to_link(&ctx, &visitor, &actor, arrival).await;
    }
    match came_back(&ctx, &visitor, arrival).await {
        Ok(response) => Ok(response),
        Err(error) => refused(&visitor, error, "").await,
    }
}

async fn came_back(ctx: &Ctx, visitor: &Visitor, arrival: Arrival) -> Result<Response> {
    let Some((found, kembali)) = google::come_back(visitor, arrival).await? else {
        let flash = Flash::info("Masuk dengan Google dibatalkan.");
        return Ok(visitor.redirect_with("/masuk", &flash));
    };
    let account = google::owner(ctx, &found).await?;
    let form = EnterForm {
        tiket: ticket::issue(ctx, For::Google, &account),
        kembali,
        ..EnterForm::default()
    };
    enter_page(ctx, visitor, &account, form, Errors::default()).await
}

#[derive(Template)]
#[template(path = "google_enter.html")]
struct EnterPage<'a> {
    name: &'a str,
    form: EnterForm,
    /// Whether a code is asked for.
    code: bool,
    errors: Errors,
    token: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EnterForm {
    tiket: String,
    kode: String,
    bersama: Option<String>,
    kembali: String,
}

/// Asks whether it is them, whether others use this phone, too, and for the code.
async fn enter_page(
    ctx: &Ctx,
    visitor: &Visitor,
    account: &Account,
    form: EnterForm,
    errors: Errors,
) -> Result<Response> {
    let status = status(&errors);
    let body = EnterPage {
        name: &account.name,
        form,
        code: two_steps::is_on(&mut ctx.db.read().await?, account.id).await?,
        errors,
        token: visitor.token(),
    };
    visitor
        .page_with(page("Masuk dengan Google", status), &body)
        .map(secret)
}

fn status(errors: &Errors) -> StatusCode {
    if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// `POST /masuk/google`: they are in.
pub(super) async fn enter(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(form): Form<EnterForm>,
) -> Result<Response> {
    let account = ticket::holder(&ctx, For::Google, &form.tiket).await?;
    let kind = Kind::asked(form.bersama.as_deref());
    let origin = Origin::of(&visitor, &headers);
    match google::enter(&ctx, &account, &form.kode, kind, &origin).await? {
        Some(token) => {
            let response = visitor.redirect(local(&form.kembali));
            Ok(signed_in(&visitor, response, &account, &token, kind))
        }
        None => {
            let mut errors = Errors::default();
            errors.add("kode", super::two_steps::WRONG);
            enter_page(&ctx, &visitor, &account, form, errors).await
        }
    }
}

#[derive(Template)]
#[template(path = "google_link.html")]
struct LinkPage<'a> {
    name: &'a str,
    email: &'a str,
    ticket: String,
    errors: Errors,
    token: String,
}

async fn come_back_to_link(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    arrival: Arrival,
) -> Result<Response> {
    let Some((found, _)) = google::come_back(visitor, arrival).await? else {
        let flash = Flash::info("Penautan akun Google dibatalkan.");
        return Ok(visitor.redirect_with("/akun", &flash));
    };
    let account = own::account(ctx, actor).await?;
    link_page(visitor, &account, &found, Errors::default()).await
}

async fn link_page(
    visitor: &Visitor,
    account: &Account,
    found: &GoogleAccount,
    errors: Errors,
) -> Result<Response> {
    let status = status(&errors);
    let body = LinkPage {
        name: &account.name,
        email: &found.email,
        ticket: google::to_be_linked(visitor, found).await?,
        errors,
        token: visitor.token(),
    };
    visitor
        .page_with(page("Tautkan akun Google", status), &body)
        .map(secret)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LinkForm {
    tiket: String,
    sandi_google: String,
}

/// `POST /akun/google`: asks for the passphrase, because what is linked opens the account.
pub(super) async fn link(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<LinkForm>,
) -> Result<Response> {
    let found = google::confirmed(&visitor, &form.tiket).await?;
    let account = own::account(&ctx, &actor).await?;
    let typed = Passphrase::typed(&form.sandi_google);
    if !own::confirms(&ctx, &actor, &account, typed).await? {
        let mut errors = Errors::default();
        errors.add("sandi_google", "Kata sandi belum cocok.");
        return link_page(&visitor, &account, &found, errors).await;
    }
    google::link(&ctx, &actor, &found).await?;
    let flash = Flash::ok("Akun Google tertaut. Lain kali bisa masuk dengannya.");
    Ok(visitor.redirect_with("/akun", &flash))
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /akun/google/lepas`.
pub(super) async fn unlink(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    google::unlink(&ctx, &actor).await?;
    let flash = Flash::ok("Akun Google dilepas. Masuk dengan kata sandi tetap bisa.");
    Ok(visitor.redirect_with("/akun", &flash))
}
