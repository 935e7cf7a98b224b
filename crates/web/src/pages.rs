//! The few pages that belong to no context: problems, the offline page, health, language.

use crate::middleware::LANGUAGE;
use crate::{Ctx, Error, Lang, Result, Visitor, filters};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use storage::args;

/// What happened and what to do.
#[derive(Template)]
#[template(path = "problem.html")]
pub(crate) struct ProblemPage<'a> {
    pub(crate) title: &'a str,
    pub(crate) text: &'a str,
    pub(crate) signed_in: bool,
}

#[derive(Template)]
#[template(path = "offline.html")]
struct OfflinePage;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/luring", get(offline))
        .route("/bahasa", post(language))
        .route("/healthz", get(health))
        .fallback(|| async { Error::NotFound })
}

async fn offline(visitor: Visitor) -> Result<Response> {
    visitor.page("Tanpa sinyal", &OfflinePage)
}

#[derive(Deserialize)]
struct Language {
    lang: String,
    #[serde(default)]
    back: String,
}

/// Takes no form token: the button stands on pages that are kept as bytes for everyone, and a
/// language harms nobody.
async fn language(visitor: Visitor, axum::Form(form): axum::Form<Language>) -> Result<Response> {
    let lang = Lang::from_code(&form.lang).unwrap_or_default();
    let mut response = visitor.redirect(local(&form.back));
    let year = 365 * 24 * 3600;
    response
        .headers_mut()
        .append(SET_COOKIE, visitor.set_cookie(LANGUAGE, lang.code(), year));
    Ok(response)
}

/// A path of ours to go back to; anything else leads home.
pub(crate) fn local(back: &str) -> &str {
    let ours = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\');
    if ours && back.chars().all(|c| c.is_ascii_graphic()) {
        back
    } else {
        "/"
    }
}

async fn health(State(ctx): State<Ctx>) -> Result<&'static str, StatusCode> {
    let answer = async {
        let mut db = ctx.db.read().await?;
        db.one::<(i64,)>("select cast(1 as bigint)", args![]).await
    };
    answer
        .await
        .map(|_| "ok\n")
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
}
