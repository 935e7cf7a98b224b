//! Signing in and out, and the passphrase of one's own that follows a one-time one.

use super::{page, signed_in, signed_out};
use crate::domain::{Kind, Login, Passphrase, in_words, local};
use crate::origin::Origin;
use crate::sign_in::{Answer, WRONG, open, recognise};
use crate::store::Account;
use crate::ticket::{self, For};
use crate::{first_sign_in, google, own, passkeys, two_steps};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use web::{Ctx, Errors, Flash, Form, Result, Visitor, filters};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage<'a> {
    form: &'a SignInForm,
    errors: Errors,
    problem: String,
    /// The address at which passkeys are used, once somebody has one.
    passkey_place: Option<String>,
    /// Where the way to Google begins, if Google is set up here.
    google: Option<String>,
    token: String,
}

#[derive(Template)]
#[template(path = "first_passphrase.html")]
struct FirstPage<'a> {
    name: &'a str,
    form: &'a FirstForm,
    errors: Errors,
    token: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    login: String,
    sandi: String,
    /// "HP ini dipakai bersama".
    bersama: Option<String>,
    kembali: String,
}

impl SignInForm {
    /// A form in which nothing was typed, for a sign-in another way.
    pub(super) fn of(bersama: Option<String>, kembali: &str) -> Self {
        Self {
            bersama: bersama.filter(|tick| !tick.is_empty()),
            kembali: local(kembali).to_owned(),
            ..Self::default()
        }
    }

    fn kind(&self) -> Kind {
        Kind::asked(self.bersama.as_deref())
    }
}

/// `GET /masuk`.
pub(super) async fn ask(visitor: Visitor, Query(form): Query<SignInForm>) -> Result<Response> {
    let back = local(&form.kembali);
    if visitor.actor.is_some() {
        return Ok(visitor.redirect(back));
    }
    let form = SignInForm::of(None, back);
    again(&visitor, StatusCode::OK, &form, Errors::default(), "").await
}

/// The page, with what was typed and what is wrong with it.
pub(super) async fn again(
    visitor: &Visitor,
    status: StatusCode,
    form: &SignInForm,
    errors: Errors,
    problem: &str,
) -> Result<Response> {
    let (problem, token) = (problem.to_owned(), visitor.token());
    let passkey_place = passkeys::place_to_use(&visitor.ctx).await?;
    visitor.page_with(
        page("Masuk", status),
        &SignInPage {
            form,
            errors,
            problem,
            passkey_place,
            google: google::link_to(&visitor.ctx, "/masuk/google"),
            token,
        },
    )
}

/// `POST /masuk`.
pub(super) async fn answer(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let mut errors = Errors::default();
    let Some(login) = errors.keep("login", Login::parse(&form.login)) else {
        return again(&visitor, refused, &form, errors, "").await;
    };
    let origin = Origin::of(&visitor, &headers);
    match recognise(&ctx, &login, Passphrase::typed(&form.sandi), &origin).await? {
        Answer::Them(account) if account.must_change => {
            let first = FirstForm {
                tiket: ticket::issue(&ctx, For::FirstSignIn, &account),
                bersama: form.bersama,
                kembali: form.kembali,
                sandi: String::new(),
            };
            first_page(&visitor, StatusCode::OK, &account, &first, errors)
        }
        Answer::Them(account)
            if two_steps::is_on(&mut ctx.db.read().await?, account.id).await? =>
        {
            super::two_steps::code_page(&ctx, &visitor, &account, form.bersama, form.kembali)
        }
        Answer::Them(account) => {
            let token = open(&ctx, &account, form.kind(), &origin).await?;
            let response = visitor.redirect(local(&form.kembali));
            Ok(signed_in(&visitor, response, &account, &token, form.kind()))
        }
        Answer::Wrong => again(&visitor, refused, &form, errors, WRONG).await,
        Answer::Wait(seconds) => {
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut response = again(
                &visitor,
                status,
                &form,
                errors,
                &in_words(seconds, |text| visitor.say(text)),
            )
            .await?;
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FirstForm {
    tiket: String,
    sandi: String,
    bersama: Option<String>,
    kembali: String,
}

fn first_page(
    visitor: &Visitor,
    status: StatusCode,
    account: &Account,
    form: &FirstForm,
    errors: Errors,
) -> Result<Response> {
    let body = FirstPage {
        name: &account.name,
        form,
        errors,
        token: visitor.token(),
    };
    visitor
        .page_with(page("Buat kata sandi sendiri", status), &body)
        .map(super::secret)
}

/// `POST /masuk/baru`: the passphrase of one's own.
pub(super) async fn first(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(form): Form<FirstForm>,
) -> Result<Response> {
    let account = ticket::holder(&ctx, For::FirstSignIn, &form.tiket).await?;
    let mut errors = Errors::default();
    let chosen = errors.keep("sandi", Passphrase::choose(&form.sandi, &account.login));
    let chosen = match chosen {
        Some(chosen) if first_sign_in::is_the_old_one(&account, &chosen).await? => {
            errors.add("sandi", "Ini kata sandi sekali pakai tadi. Buat yang lain.");
            None
        }
        chosen => chosen,
    };
    let Some(chosen) = chosen else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return first_page(&visitor, status, &account, &form, errors);
    };
    let (kind, origin) = (
        Kind::asked(form.bersama.as_deref()),
        Origin::of(&visitor, &headers),
    );
    let token = first_sign_in::settle(&ctx, &account, chosen, kind, &origin).await?;
    let flash = Flash::ok("Kata sandi tersimpan. Selamat datang!");
    let response = visitor.redirect_with(local(&form.kembali), &flash);
    Ok(signed_in(&visitor, response, &account, &token, kind))
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /keluar`.
pub(super) async fn leave(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    own::sign_out(&ctx, &Origin::of(&visitor, &headers)).await?;
    let flash = Flash::ok("Sudah keluar. Sampai jumpa!");
    Ok(signed_out(
        &visitor,
        visitor.redirect_with("/masuk", &flash),
    ))
}
