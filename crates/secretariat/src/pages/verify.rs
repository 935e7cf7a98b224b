//! Where anybody with the code of a letter checks it. It tells number, day, subject and unit, and
//! nothing of what the letter says or to whom.

use crate::domain::State as Stage;
use crate::letters::CODE;
use crate::store::letters;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::day;
use kernel::id::LetterId;
use web::{Ctx, Error, Page, Result, Visitor, codes, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/v/s/{code}", get(verify))
}

/// What is told of a letter.
struct Told {
    number: String,
    day: String,
    subject: String,
    unit: String,
    cancelled: bool,
}

#[derive(Template)]
#[template(path = "verify_letter.html")]
struct VerifyPage {
    found: Option<Told>,
    code: String,
}

/// `GET /v/s/{code}`.
async fn verify(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response> {
    let counted = ctx
        .limiter
        .count(&format!("v {}", visitor.address), 120, 60);
    if let Some(seconds) = counted {
        return Err(Error::TooMany(format!(
            "Tunggu {seconds} detik, lalu coba lagi."
        )));
    }
    let found = look(&ctx, &code).await?;
    let status = if found.is_some() {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    };
    let page = Page {
        status,
        ..Page::titled("Periksa keaslian surat")
    };
    visitor.page_with(page, &VerifyPage { found, code })
}

async fn look(ctx: &Ctx, code: &str) -> Result<Option<Told>> {
    let mut db = ctx.db.read().await?;
    let Some(named) = codes::find(&mut db, CODE, code).await? else {
        return Ok(None);
    };
    let scope = Scope::of_system(named.unit);
    let letter = letters::find(&mut db, &scope, LetterId(named.subject)).await?;
    let unit = organization::unit(&mut db, named.unit).await?;
    let (Some(letter), Some(unit)) = (letter, unit) else {
        return Ok(None);
    };
    Ok(Some(Told {
        number: letter.number,
        day: day::medium(letter.says.day),
        subject: letter.says.subject,
        unit: unit.name,
        cancelled: letter.state == Stage::Cancelled,
    }))
}
