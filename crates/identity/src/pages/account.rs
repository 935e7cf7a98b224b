//! One's own account: name and language, passphrase, devices, tokens for programs.

use super::{page, secret, signed_in, signed_out};
use crate::domain::{Kind, Passphrase, token_name};
use crate::origin::Origin;
use crate::store::{self, SignIn, recoveries};
use crate::{acts, google, own, passkeys, two_steps};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kernel::id::{PasskeyId, SignInId};
use kernel::{clock, day};
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Flash, Form, Lang, Result, Visitor, filters};

/// A device or token as the person knows it.
struct Device {
    id: SignInId,
    name: String,
    is_token: bool,
    here: bool,
    since: String,
    seen: String,
}

impl Device {
    fn new(sign_in: SignIn, actor: &Actor) -> Self {
        let when = |moment| {
            let civil = actor.zone.civil(moment);
            format!(
                "{}, {}",
                day::long(civil.date()),
                clock::with_zone(civil.time(), actor.zone)
            )
        };
        Self {
            id: sign_in.id,
            name: sign_in.device,
            is_token: sign_in.kind == Kind::Token,
            here: sign_in.id == actor.sign_in,
            since: day::long(actor.zone.today(sign_in.created_at)),
            seen: when(sign_in.seen_at),
        }
    }
}

/// A passkey as the person knows it.
struct Passkey {
    id: PasskeyId,
    name: String,
    since: String,
    used: Option<String>,
}

impl Passkey {
    fn new(kept: store::passkeys::Passkey, actor: &Actor) -> Self {
        let day = |moment| day::long(actor.zone.today(moment));
        Self {
            id: kept.id,
            name: kept.name,
            since: day(kept.created_at),
            used: kept.used_at.map(day),
        }
    }
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    login: String,
    form: ProfileForm,
    devices: Vec<Device>,
    may_see_officers: bool,
    may_read_log: bool,
    /// Whether the sign-in asks for a code from an app.
    two_steps: bool,
    passkeys: Vec<Passkey>,
    /// The address at which passkeys are made, where browsers allow them.
    passkey_place: Option<String>,
    /// Where a Google account is linked, if Google is set up here.
    google_link: Option<String>,
    /// The e-mail address of the Google account that is linked.
    google: Option<String>,
    /// On a phone that others use, too, nothing is made or linked.
    shared: bool,
    /// Who asked for the way back into this account.
    recovery_by: Option<String>,
    several_units: bool,
    token_name: String,
    errors: Errors,
    token: String,
}

#[derive(Template)]
#[template(path = "token.html")]
struct TokenPage<'a> {
    name: &'a str,
    value: &'a str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProfileForm {
    nama: String,
    bahasa: String,
}

/// `GET /akun`.
pub(super) async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
) -> Result<Response> {
    account_page(&ctx, &visitor, &actor, None, "", Errors::default()).await
}

/// The page, with what was typed and what is wrong with it.
pub(super) async fn account_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    typed: Option<ProfileForm>,
    token_name: &str,
    errors: Errors,
) -> Result<Response> {
    let account = own::account(ctx, actor).await?;
    let mut devices = store::sign_ins_of(&mut ctx.db.read().await?, actor.account).await?;
    let two_steps = two_steps::is_on(&mut ctx.db.read().await?, actor.account).await?;
    let passkeys = store::passkeys::of(&mut ctx.db.read().await?, actor.account).await?;
    let google = store::links::of(&mut ctx.db.read().await?, actor.account).await?;
    let open = recoveries::of(&mut ctx.db.read().await?, actor.account, actor.now).await?;
    devices.retain(|one| !one.kind.ended(one.created_at, one.seen_at, actor.now));
    let kept = || ProfileForm {
        nama: account.name.clone(),
        bahasa: account.lang.unwrap_or(visitor.lang).code().to_owned(),
    };
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let body = AccountPage {
        login: account.login.to_string(),
        form: typed.unwrap_or_else(kept),
        devices: devices
            .into_iter()
            .map(|one| Device::new(one, actor))
            .collect(),
        may_see_officers: actor.allows(acts::LIST_OFFICERS),
        may_read_log: actor.allows(acts::READ_LOG),
        two_steps,
        passkeys: passkeys
            .into_iter()
            .map(|one| Passkey::new(one, actor))
            .collect(),
        passkey_place: passkeys::place(ctx),
        google_link: google::link_to(ctx, "/akun/google"),
        google,
        shared: actor.shared,
        recovery_by: open.map(|open| open.asked_by_name),
        several_units: actor.grants.iter().any(|grant| grant.unit != actor.unit),
        token_name: token_name.to_owned(),
        errors,
        token: visitor.token(),
    };
    visitor.page_with(page("Akun", status), &body)
}

/// `POST /akun`: name and language.
pub(super) async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<ProfileForm>,
) -> Result<Response> {
    let mut errors = Errors::default();
    let name = errors.required("nama", &form.nama, 100);
    if !errors.is_empty() {
        return account_page(&ctx, &visitor, &actor, Some(form), "", errors).await;
    }
    own::save_profile(&ctx, &actor, &name, Lang::from_code(&form.bahasa)).await?;
    let mut response = visitor.redirect_with("/akun", &Flash::ok("Tersimpan."));
    // The account's language counts from now on, not one chosen on this browser before.
    response
        .headers_mut()
        .append(SET_COOKIE, visitor.set_cookie("bahasa", "", 0));
    Ok(response)
}

#[derive(Deserialize)]
pub(super) struct PassphraseForm {
    #[serde(default)]
    lama: String,
    #[serde(default)]
    baru: String,
}

/// `POST /akun/sandi`.
pub(super) async fn change_passphrase(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    headers: HeaderMap,
    Form(form): Form<PassphraseForm>,
) -> Result<Response> {
    let account = own::account(&ctx, &actor).await?;
    let mut errors = Errors::default();
    let chosen = errors.keep("baru", Passphrase::choose(&form.baru, &account.login));
    if !own::confirms(&ctx, &actor, &account, Passphrase::typed(&form.lama)).await? {
        errors.add("lama", "Kata sandi lama belum cocok.");
    }
    let Some(chosen) = chosen.filter(|_| errors.is_empty()) else {
        return account_page(&ctx, &visitor, &actor, None, "", errors).await;
    };
    let origin = Origin::of(&visitor, &headers);
    let (token, kind) = own::change_passphrase(&ctx, &actor, &account, chosen, &origin).await?;
    let flash = Flash::ok(
        "Kata sandi diganti. Perangkat lain dan token sudah keluar; passkey dan tautan Google perlu dibuat lagi.",
    );
    let response = visitor.redirect_with("/akun", &flash);
    Ok(signed_in(&visitor, response, &account, &token, kind))
}

#[derive(Deserialize)]
pub(super) struct TokenForm {
    #[serde(default)]
    nama_token: String,
}

/// `POST /akun/token`: shows the token, once.
pub(super) async fn make_token(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<TokenForm>,
) -> Result<Response> {
    let Some(name) = token_name(&form.nama_token) else {
        let mut errors = Errors::default();
        errors.add("nama_token", "Isi nama token, paling banyak 60 huruf.");
        return account_page(&ctx, &visitor, &actor, None, &form.nama_token, errors).await;
    };
    let account = own::account(&ctx, &actor).await?;
    let value = own::make_token(&ctx, &account, &name, &actor.address).await?;
    visitor
        .page(
            "Token",
            &TokenPage {
                name: &name,
                value: &value,
            },
        )
        .map(secret)
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /akun/perangkat/{id}`.
pub(super) async fn leave_device(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<SignInId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    own::sign_out_device(&ctx, &actor, id).await?;
    if id == actor.sign_in {
        return Ok(signed_out(&visitor, visitor.redirect("/masuk")));
    }
    Ok(visitor.redirect_with("/akun", &Flash::ok("Perangkat itu sudah keluar.")))
}

/// `POST /akun/perangkat`: all of them.
pub(super) async fn leave_everywhere(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    own::sign_out_everywhere(&ctx, &actor).await?;
    let flash = Flash::ok("Sudah keluar dari semua perangkat.");
    Ok(signed_out(
        &visitor,
        visitor.redirect_with("/masuk", &flash),
    ))
}
