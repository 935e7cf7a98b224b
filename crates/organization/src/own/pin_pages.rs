//! The question for the PIN and the way to a new one; and the end of a visit, on a shared phone.

use super::holder::{Holder, closes, opens};
use super::lock::{Tried, set_pin, try_pin};
use crate::domain::Pin;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;
use web::{Ctx, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/p/{token}/pin", post(enter))
        .route("/p/{token}/pin/baru", post(choose))
        .route("/p/{token}/tutup", post(leave))
}

/// What was typed to open the page or to set a PIN.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PinForm {
    pin: String,
    kode: String,
    baru: String,
    ulang: String,
}

#[derive(Template)]
#[template(path = "own_pin.html")]
struct PinPage {
    path: String,
    has_pin: bool,
    choosing: bool,
    kode: String,
    errors: Errors,
    token: String,
}

/// The question for the PIN, and the way to a new one.
fn pin_page(
    visitor: &Visitor,
    holder: &Holder,
    status: StatusCode,
    kode: &str,
    errors: Errors,
) -> Result<Response> {
    let has_pin = holder.lock.pin_hash.is_some();
    let page = PinPage {
        path: holder.path(""),
        has_pin,
        choosing: !has_pin || !kode.is_empty(),
        kode: kode.to_owned(),
        errors,
        token: visitor.token(),
    };
    let head = Page {
        status,
        ..Page::titled("PIN halaman pribadi")
    };
    visitor.page_with(head, &page)
}

/// The question for the PIN.
pub(super) fn asked(visitor: &Visitor, holder: &Holder) -> Result<Response> {
    pin_page(visitor, holder, StatusCode::OK, "", Errors::default())
}

async fn enter(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<PinForm>,
) -> Result<Response> {
    let holder = Holder::at(&ctx, &headers, &token).await?;
    let tried = try_pin(&ctx, &holder.person, Pin::typed(&form.pin), holder.known).await?;
    let wrong = "PIN salah. Kalau lupa, minta kode baru ke pengurus.";
    answer(&visitor, &holder, tried, "pin", wrong, "")
}

async fn choose(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<PinForm>,
) -> Result<Response> {
    let holder = Holder::at(&ctx, &headers, &token).await?;
    let mut errors = Errors::default();
    let pin = errors.keep("baru", Pin::choose(&form.baru, holder.person.birth_date));
    if form.baru.trim() != form.ulang.trim() {
        errors.add("ulang", "PIN yang kedua tidak sama. Ketik lagi.");
    }
    if form.kode.trim().is_empty() {
        errors.add("kode", "Isi kode dari pengurus.");
    }
    let Some(pin) = pin.filter(|_| errors.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return pin_page(&visitor, &holder, status, &form.kode, errors);
    };
    let tried = set_pin(&ctx, &holder.person, &form.kode, pin).await?;
    let wrong =
        "Kode ini salah, sudah dipakai, atau sudah lewat 7 hari. Minta yang baru ke pengurus.";
    answer(&visitor, &holder, tried, "kode", wrong, &form.kode)
}

/// Opens the page, or says at `field` why not.
fn answer(
    visitor: &Visitor,
    holder: &Holder,
    tried: Tried,
    field: &'static str,
    wrong: &str,
    kode: &str,
) -> Result<Response> {
    let mut errors = Errors::default();
    let status = match tried {
        Tried::Open(set_at) => {
            let response = visitor.redirect(&holder.path("/data"));
            return Ok(opens(visitor, response, &holder.person, set_at));
        }
        Tried::Wrong => {
            errors.add(field, wrong);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Tried::Wait(minutes) => {
            let words =
                visitor.say("Terlalu banyak percobaan. Tunggu {menit} menit, lalu coba lagi.");
            errors.add(field, words.replace("{menit}", &minutes.to_string()));
            StatusCode::TOO_MANY_REQUESTS
        }
    };
    pin_page(visitor, holder, status, kode, errors)
}

#[derive(Deserialize)]
struct Nothing {}

async fn leave(
    visitor: Visitor,
    Path(token): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let response = visitor.redirect_with(
        &format!("/p/{token}"),
        &Flash::ok("Halaman datamu sudah ditutup di HP ini."),
    );
    Ok(closes(&visitor, response))
}
