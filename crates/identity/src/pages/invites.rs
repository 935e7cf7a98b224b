//! Invitations on the page: the link and its QR code for whoever invites, and the page that the
//! invited person opens.

use super::{page, secret, signed_in};
use crate::domain::{Kind, Login, Passphrase};
use crate::invites::{self, AcceptError, Made};
use crate::officers::{AddError, Who};
use crate::origin::Origin;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kernel::day;
use kernel::id::PersonId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters, qr};

#[derive(Template)]
#[template(path = "invited.html")]
struct InvitedPage {
    name: String,
    until: String,
    qr: String,
    url: String,
    message: String,
}

/// The link, this one time, with its QR code and a message.
pub(super) fn made_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    made: &Made,
) -> Result<Response> {
    let url = ctx.link(&format!("/undangan/{}", made.token));
    let until = day::long(actor.zone.today(made.until));
    let message = format!(
        "*Undangan menjadi pengurus di Guyub*\n\nUntuk {} dari {}.\nBuka tautan ini lalu buat kata \
         sandi sendiri:\n{url}\n\nBerlaku sampai {until}, hanya untuk sekali pakai. Jangan \
         teruskan pesan ini.",
        made.name, actor.unit_name
    );
    let body = InvitedPage {
        name: made.name.clone(),
        until,
        qr: qr::svg(&url, &visitor.say("Kode QR undangan")),
        url,
        message,
    };
    visitor.page("Undangan", &body).map(secret)
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /pengurus/{id}/undang`: an invitation for somebody in office, in place of an older one.
pub(super) async fn invite(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(person): Path<PersonId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    match invites::invite(&ctx, &actor, &Who::OnRoll(person), None).await {
        Ok(made) => made_page(&ctx, &visitor, &actor, &made),
        Err(AddError::Web(error)) => Err(error),
        Err(refusal) => Err(Error::Rule(refusal.to_string())),
    }
}

/// `POST /pengurus/{id}/undang/batal`.
pub(super) async fn take_back(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(person): Path<PersonId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    invites::take_back(&ctx, &actor, person).await?;
    let flash = Flash::ok("Undangan dibatalkan. Tautannya tidak bisa dipakai lagi.");
    Ok(visitor.redirect_with("/pengurus", &flash))
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage {
    name: String,
    unit: String,
    path: String,
    form: AcceptForm,
    errors: Errors,
    token: String,
}

#[derive(Template)]
#[template(path = "link_over.html")]
pub(super) struct OverPage {
    title: &'static str,
    text: &'static str,
}

impl OverPage {
    pub(super) const fn new(title: &'static str, text: &'static str) -> Self {
        Self { title, text }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AcceptForm {
    login: String,
    sandi: String,
    bersama: Option<String>,
}

/// `GET /undangan/{token}`.
pub(super) async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    let (form, errors) = (AcceptForm::default(), Errors::default());
    invitation(&ctx, &visitor, &token, form, errors).await
}

async fn invitation(
    ctx: &Ctx,
    visitor: &Visitor,
    token: &str,
    form: AcceptForm,
    errors: Errors,
) -> Result<Response> {
    let Some(invite) = invites::opened_by(ctx, token).await? else {
        return over(visitor);
    };
    let unit = organization::unit(&mut ctx.db.read().await?, invite.unit).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let body = InvitationPage {
        name: invite.name,
        unit: unit.ok_or(Error::NotFound)?.name,
        path: format!("/undangan/{token}"),
        form,
        errors,
        token: visitor.token(),
    };
    visitor
        .page_with(page("Undangan", status), &body)
        .map(secret)
}

/// What whoever opens a link too late is told.
fn over(visitor: &Visitor) -> Result<Response> {
    let body = OverPage {
        title: "Undangan ini tidak berlaku lagi",
        text: "Mungkin sudah dipakai, dibatalkan, atau lewat tujuh hari. Minta tautan baru ke \
               pengurus yang mengundang.",
    };
    visitor.page_with(page("Undangan", StatusCode::GONE), &body)
}

/// `POST /undangan/{token}`: makes the account and signs in.
pub(super) async fn accept(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<AcceptForm>,
) -> Result<Response> {
    let mut errors = Errors::default();
    let login = errors.keep("login", Login::parse(&form.login));
    let chosen = match &login {
        Some(login) => errors.keep("sandi", Passphrase::choose(&form.sandi, login)),
        None => errors.keep("sandi", Passphrase::good(&form.sandi)),
    };
    let (Some(login), Some(chosen)) = (login, chosen) else {
        return invitation(&ctx, &visitor, &token, form, errors).await;
    };
    let kind = Kind::asked(form.bersama.as_deref());
    let origin = Origin::of(&visitor, &headers);
    match invites::accept(&ctx, &token, login, chosen, kind, &origin).await {
        Ok((account, signed)) => {
            let flash = Flash::ok("Akun sudah jadi. Selamat datang!");
            let response = visitor.redirect_with("/beranda", &flash);
            Ok(signed_in(&visitor, response, &account, &signed, kind))
        }
        Err(error @ AcceptError::LoginTaken) => {
            errors.add("login", error.to_string());
            invitation(&ctx, &visitor, &token, form, errors).await
        }
        Err(AcceptError::Over) => over(&visitor),
        Err(AcceptError::Web(error)) => Err(error),
    }
}
