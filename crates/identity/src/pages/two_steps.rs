//! Codes from an app on the page: setting them up, typing one at the sign-in, turning them off.

use super::account::account_page;
use super::{page, secret, signed_in};
use crate::domain::{Kind, Passphrase, local};
use crate::origin::Origin;
use crate::store::Account;
use crate::ticket::{self, For};
use crate::{own, two_steps};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters, qr};

/// What a code that fits nothing is answered with.
pub(super) const WRONG: &str =
    "Kode ini belum cocok, atau sudah dipakai. Tunggu kode berikutnya, lalu ketik.";

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage {
    form: CodeForm,
    errors: Errors,
    token: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeForm {
    tiket: String,
    kode: String,
    bersama: Option<String>,
    kembali: String,
}

/// The page that asks for the code, after the passphrase of `account` was right.
pub(super) fn code_page(
    ctx: &Ctx,
    visitor: &Visitor,
    account: &Account,
    bersama: Option<String>,
    kembali: String,
) -> Result<Response> {
    let form = CodeForm {
        tiket: ticket::issue(ctx, For::Code, account),
        kode: String::new(),
        bersama,
        kembali,
    };
    code_again(visitor, form, Errors::default())
}

fn code_again(visitor: &Visitor, form: CodeForm, errors: Errors) -> Result<Response> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let body = CodePage {
        form,
        errors,
        token: visitor.token(),
    };
    visitor
        .page_with(page("Kode dari aplikasi", status), &body)
        .map(secret)
}

/// `POST /masuk/kode`.
pub(super) async fn answer(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(form): Form<CodeForm>,
) -> Result<Response> {
    let account = ticket::holder(&ctx, For::Code, &form.tiket).await?;
    let kind = Kind::asked(form.bersama.as_deref());
    let origin = Origin::of(&visitor, &headers);
    match two_steps::sign_in(&ctx, &account, &form.kode, kind, &origin).await? {
        Some(signed) => {
            let response = visitor.redirect(local(&form.kembali));
            Ok(signed_in(&visitor, response, &account, &signed, kind))
        }
        None => {
            let mut errors = Errors::default();
            errors.add("kode", WRONG);
            code_again(&visitor, form, errors)
        }
    }
}

#[derive(Template)]
#[template(path = "two_steps.html")]
struct SetUpPage {
    qr: String,
    letters: String,
    address: String,
    errors: Errors,
    token: String,
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /akun/kode/pasang`: a new secret, and its page.
pub(super) async fn begin(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    two_steps::begin(&ctx, &actor).await?;
    Ok(visitor.redirect("/akun/kode"))
}

/// `GET /akun/kode`.
pub(super) async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
) -> Result<Response> {
    set_up_page(&ctx, &visitor, &actor, Errors::default()).await
}

async fn set_up_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    errors: Errors,
) -> Result<Response> {
    let Some(codes) = two_steps::being_set_up(ctx, actor).await? else {
        return Ok(visitor.redirect("/akun"));
    };
    let account = own::account(ctx, actor).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let address = codes.address(account.login.as_str());
    let body = SetUpPage {
        qr: qr::svg(&address, &visitor.say("Kode QR untuk aplikasi")),
        letters: codes.letters(),
        address,
        errors,
        token: visitor.token(),
    };
    visitor
        .page_with(page("Pasang kode masuk", status), &body)
        .map(secret)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ConfirmForm {
    kode: String,
}

/// `POST /akun/kode`: the first code shows that the app works.
pub(super) async fn confirm(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<ConfirmForm>,
) -> Result<Response> {
    if two_steps::confirm(&ctx, &actor, &form.kode).await? {
        let flash =
            Flash::ok("Kode masuk menyala. Mulai sekarang Guyub memintanya setiap kali masuk.");
        return Ok(visitor.redirect_with("/akun", &flash));
    }
    let mut errors = Errors::default();
    errors.add("kode", WRONG);
    set_up_page(&ctx, &visitor, &actor, errors).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OffForm {
    sandi_kode: String,
}

/// `POST /akun/kode/matikan`: asks for the passphrase, because a phone may be left lying about.
pub(super) async fn turn_off(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<OffForm>,
) -> Result<Response> {
    let account = own::account(&ctx, &actor).await?;
    let typed = Passphrase::typed(&form.sandi_kode);
    if !own::confirms(&ctx, &actor, &account, typed).await? {
        let mut errors = Errors::default();
        errors.add("sandi_kode", "Kata sandi belum cocok.");
        return account_page(&ctx, &visitor, &actor, None, "", errors).await;
    }
    two_steps::turn_off(&ctx, &actor).await?;
    Ok(visitor.redirect_with("/akun", &Flash::ok("Kode masuk dimatikan.")))
}
