//! Wishes of the person at their own page: to agree or not, not to be lent, to be forgotten, and
//! taking back what was asked. The last two wait for an officer, the others count at once.

use super::holder::Holder;
use super::lock::{Tried, try_pin};
use super::pages::data_again;
use super::pin_pages::asked;
use super::{asking, consenting};
use crate::domain::{Ask, Correction, Pin, Purpose};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;
use web::{Ctx, Error, Errors, Flash, Form, Result, Visitor};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/p/{token}/perbaiki/batal", post(withdraw))
        .route("/p/{token}/persetujuan", post(consent))
        .route("/p/{token}/bagikan", post(object))
        .route("/p/{token}/hapus", post(ask_erasure))
        .route("/p/{token}/hapus/batal", post(withdraw_erasure))
}

#[derive(Deserialize)]
struct Nothing {}

async fn withdraw(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    take_back(&ctx, &visitor, &headers, &token, Ask::Correction).await
}

async fn withdraw_erasure(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    take_back(&ctx, &visitor, &headers, &token, Ask::Erasure).await
}

async fn take_back(
    ctx: &Ctx,
    visitor: &Visitor,
    headers: &HeaderMap,
    token: &str,
    ask: Ask,
) -> Result<Response> {
    let holder = Holder::at(ctx, headers, token).await?;
    let path = holder.path("/data");
    if let Some(person) = holder.opened() {
        asking::withdraw(ctx, &person, ask).await?;
    }
    Ok(visitor.redirect(&path))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Lending {
    jangan: String,
}

/// Whether the name may go to other units, from now on.
async fn object(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<Lending>,
) -> Result<Response> {
    let holder = Holder::at(&ctx, &headers, &token).await?;
    let path = holder.path("/data");
    let objects = !form.jangan.is_empty();
    let flash = match holder.opened() {
        None => return Ok(visitor.redirect(&path)),
        Some(person) => {
            asking::object(&ctx, &person, objects).await?;
            if objects {
                Flash::ok("Namamu tidak dibagikan lagi ke unit lain, mulai sekarang.")
            } else {
                Flash::ok("Namamu boleh ikut dibagikan ke unit lain.")
            }
        }
    };
    Ok(visitor.redirect_with(&path, &flash))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ConsentForm {
    untuk: String,
    setuju: String,
}

/// What the person agrees to, or no longer does, from now on.
async fn consent(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<ConsentForm>,
) -> Result<Response> {
    let holder = Holder::at(&ctx, &headers, &token).await?;
    if !holder.open {
        return asked(&visitor, &holder);
    }
    let agrees = !form.setuju.is_empty();
    let done = match Purpose::from_code(&form.untuk) {
        Some(purpose) if agrees => consenting::give(&visitor, &holder.person, purpose).await,
        Some(purpose) => consenting::withdraw(&visitor, &holder.person, purpose).await,
        None => Err(Error::Rule("Pilih lagi apa yang disetujui.".into())),
    };
    let flash = match done {
        Ok(()) if agrees => Flash::ok("Persetujuan tersimpan. Bisa dicabut kapan saja di sini."),
        Ok(()) => Flash::ok("Persetujuan dicabut mulai hari ini. Pengurus bisa melihatnya."),
        Err(Error::Rule(words)) => {
            let mut errors = Errors::default();
            errors.add("persetujuan", words);
            return data_again(
                &ctx,
                &visitor,
                &holder,
                StatusCode::UNPROCESSABLE_ENTITY,
                errors,
            )
            .await;
        }
        Err(other) => return Err(other),
    };
    Ok(visitor.redirect_with(&holder.path("/data#persetujuan"), &flash))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ErasureForm {
    pin: String,
}

/// Erasure needs the PIN again, and then an officer.
async fn ask_erasure(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<ErasureForm>,
) -> Result<Response> {
    let holder = Holder::at(&ctx, &headers, &token).await?;
    if !holder.open {
        return asked(&visitor, &holder);
    }
    let (status, words) = match try_pin(&ctx, &holder.person, Pin::typed(&form.pin), true).await? {
        Tried::Open(_) => {
            asking::ask(&ctx, &holder.person, Ask::Erasure, &Correction::new()).await?;
            let words = "Permintaan terkirim. Pengurus akan menghubungimu sebelum menghapus.";
            return Ok(visitor.redirect_with(&holder.path("/data"), &Flash::ok(words)));
        }
        Tried::Wrong => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "PIN salah, jadi permintaan tidak terkirim.",
        ),
        Tried::Wait(_) => (
            StatusCode::TOO_MANY_REQUESTS,
            "Terlalu banyak percobaan. Coba lagi 10 menit lagi.",
        ),
    };
    let mut errors = Errors::default();
    errors.add("pin", words);
    data_again(&ctx, &visitor, &holder, status, errors).await
}
