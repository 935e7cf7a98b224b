//! The way back into an account on the page: asking, agreeing, the link with its QR code, and the
//! page on which its owner chooses a new passphrase.

use super::invites::OverPage;
use super::{page, secret, signed_in};
use crate::domain::{Kind, Passphrase};
use crate::origin::Origin;
use crate::recovery::{self, Link, Step};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kernel::day;
use kernel::id::PersonId;
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters, qr};

#[derive(Template)]
#[template(path = "recovery_link.html")]
struct LinkPage {
    name: String,
    until: String,
    qr: String,
    url: String,
    message: String,
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /pengurus/{id}/pulih`: asks, or agrees and shows the link.
pub(super) async fn step(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(person): Path<PersonId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    match recovery::step(&ctx, &actor, person).await? {
        Step::Agreed(link) => link_page(&ctx, &visitor, &actor, link),
        Step::Asked => {
            let said =
                "Permintaan tercatat. Minta satu pengurus lain menyetujuinya di halaman ini.";
            Ok(visitor.redirect_with("/pengurus", &Flash::info(said)))
        }
    }
}

fn link_page(ctx: &Ctx, visitor: &Visitor, actor: &Actor, link: Link) -> Result<Response> {
    let url = ctx.link(&format!("/pulih/{}", link.token));
    let until = day::long(actor.zone.today(link.until));
    let message = format!(
        "*Pemulihan akun Guyub*\n\nUntuk {}. Buka tautan ini lalu buat kata sandi baru:\n{url}\n\n\
         Berlaku satu hari, hanya untuk sekali pakai. Jangan teruskan pesan ini.",
        link.name
    );
    let body = LinkPage {
        name: link.name,
        until,
        qr: qr::svg(&url, &visitor.say("Kode QR pemulihan akun")),
        url,
        message,
    };
    visitor.page("Pemulihan akun", &body).map(secret)
}

/// `POST /pengurus/{id}/pulih/batal`.
pub(super) async fn stop(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(person): Path<PersonId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    recovery::stop(&ctx, &actor, person).await?;
    let flash = Flash::ok("Pemulihan akun dibatalkan.");
    Ok(visitor.redirect_with("/pengurus", &flash))
}

/// `POST /akun/pulih/batal`: the owner has forgotten nothing.
pub(super) async fn stop_own(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    recovery::stop_own(&ctx, &actor).await?;
    let flash = Flash::ok("Pemulihan akun dibatalkan.");
    Ok(visitor.redirect_with("/akun", &flash))
}

#[derive(Template)]
#[template(path = "recovery.html")]
struct RecoveryPage {
    name: String,
    login: String,
    path: String,
    form: ChosenForm,
    errors: Errors,
    token: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ChosenForm {
    sandi: String,
    bersama: Option<String>,
}

/// `GET /pulih/{token}`.
pub(super) async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    let (form, errors) = (ChosenForm::default(), Errors::default());
    choose_page(&ctx, &visitor, &token, form, errors).await
}

async fn choose_page(
    ctx: &Ctx,
    visitor: &Visitor,
    token: &str,
    form: ChosenForm,
    errors: Errors,
) -> Result<Response> {
    let Some((_, account)) = recovery::opened_by(ctx, token).await? else {
        return over(visitor);
    };
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let body = RecoveryPage {
        name: account.name,
        login: account.login.to_string(),
        path: format!("/pulih/{token}"),
        form,
        errors,
        token: visitor.token(),
    };
    visitor
        .page_with(page("Pemulihan akun", status), &body)
        .map(secret)
}

fn over(visitor: &Visitor) -> Result<Response> {
    let body = OverPage::new(
        "Tautan ini tidak berlaku lagi",
        "Mungkin sudah dipakai, dibatalkan, atau lewat satu hari. Minta dua pengurus memulihkan \
         akunnya lagi.",
    );
    visitor.page_with(page("Pemulihan akun", StatusCode::GONE), &body)
}

/// `POST /pulih/{token}`: the new passphrase.
pub(super) async fn settle(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<ChosenForm>,
) -> Result<Response> {
    let Some(opened) = recovery::opened_by(&ctx, &token).await? else {
        return over(&visitor);
    };
    let mut errors = Errors::default();
    let chosen = Passphrase::choose(&form.sandi, &opened.1.login);
    let Some(chosen) = errors.keep("sandi", chosen) else {
        return choose_page(&ctx, &visitor, &token, form, errors).await;
    };
    let kind = Kind::asked(form.bersama.as_deref());
    let origin = Origin::of(&visitor, &headers);
    let Some(signed) = recovery::settle(&ctx, &opened, chosen, kind, &origin).await? else {
        return over(&visitor);
    };
    let flash = Flash::ok("Kata sandi baru tersimpan. Perangkat lain sudah keluar.");
    let response = visitor.redirect_with("/beranda", &flash);
    Ok(signed_in(&visitor, response, &opened.1, &signed, kind))
}
