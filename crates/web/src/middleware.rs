//! What happens around every request: who is asking, forged posts refused, problems put into
//! words, security headers, cookies, ETags.

use crate::error::{Problem, SignInFirst};
use crate::page::Page;
use crate::visitor::{Done, Identity};
use crate::{Ctx, Flash, Lang, Visitor, assets, cache, flash, secret};
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_TYPE, COOKIE, ETAG, HOST, IF_NONE_MATCH,
    ORIGIN, SET_COOKIE,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// The cookie that ties a guest's forms to the guest's browser.
const GUEST: &str = "tamu";
/// The cookie with the language chosen on the page.
pub(crate) const LANGUAGE: &str = "bahasa";

/// The value of cookie `name`.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .find_map(|header| {
            header
                .split(';')
                .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        })
}

/// Finds out who is asking, refuses forged posts, and puts problems into words.
pub(crate) async fn visit(State(ctx): State<Ctx>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visitor = match visitor(&ctx, &parts).await {
        Ok(visitor) => visitor,
        Err(error) => return error.into_response(),
    };
    let posts = !matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
    if posts && !visitor.bearer && !from_here(&ctx, &parts.headers) {
        return explain(&visitor, crate::Error::Forged.into_response());
    }
    parts.extensions.insert(visitor.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    finish(&visitor, explain(&visitor, response))
}

async fn visitor(ctx: &Ctx, parts: &Parts) -> crate::Result<Visitor> {
    let headers = &parts.headers;
    let mut identity = Identity::default();
    for hook in ctx.modules.iter().filter_map(|module| module.actor) {
        identity = hook(ctx, headers).await?;
    }
    let lang = cookie(headers, LANGUAGE)
        .and_then(Lang::from_code)
        .or_else(|| identity.actor.as_ref().and_then(|actor| actor.lang))
        .or_else(|| {
            headers
                .get(ACCEPT_LANGUAGE)?
                .to_str()
                .ok()
                .map(Lang::from_accept)
        });
    let lang = lang.unwrap_or_default();
    let address = address(ctx, parts);
    let actor = identity.actor.map(|actor| crate::Actor {
        address: address.clone(),
        lang: Some(lang),
        ..actor
    });
    let guest = cookie(headers, GUEST).filter(|value| value.len() == 32 && value.is_ascii());
    Ok(Visitor {
        ctx: ctx.clone(),
        lang,
        actor,
        json: headers
            .get(ACCEPT)
            .is_some_and(|kinds| kinds.as_bytes() == b"application/json"),
        bearer: identity.bearer,
        path: parts.uri.path().to_owned(),
        address,
        cookie: guest.map_or_else(|| secret::hex(&secret::random::<16>()), str::to_owned),
        flash: cookie(headers, flash::COOKIE).and_then(|text| Flash::from_cookie(&ctx.keys, text)),
        done: Arc::new(Done::default()),
    })
}

fn address(ctx: &Ctx, parts: &Parts) -> String {
    let forwarded = parts
        .headers
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok());
    // The last entry is the one our own proxy wrote.
    let forwarded = forwarded
        .and_then(|list| list.rsplit(',').next())
        .map(str::trim);
    match forwarded {
        Some(address) if ctx.settings.trust_proxy => address.to_owned(),
        _ => parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or_else(|| "127.0.0.1".to_owned(), |info| info.0.ip().to_string()),
    }
}

/// Whether a post comes from a page of ours, as far as the browser says.
fn from_here(ctx: &Ctx, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site"))
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    match text(ORIGIN) {
        None => true,
        Some(origin) => {
            let host = origin.split("//").nth(1).unwrap_or(origin);
            origin == ctx.settings.public_url || text(HOST) == Some(host)
        }
    }
}

/// Puts a problem into words: a page, JSON for the API, a redirect to the sign-in.
fn explain(visitor: &Visitor, mut response: Response) -> Response {
    let api = visitor.path.starts_with("/api/");
    if let Some(SignInFirst(back)) = response.extensions_mut().remove::<SignInFirst>()
        && !api
    {
        let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
        return visitor.redirect(&format!("/masuk?kembali={back}"));
    }
    let problem = response
        .extensions_mut()
        .remove::<Problem>()
        .or_else(|| bare(&response));
    let Some(problem) = problem else {
        return response;
    };
    if api || visitor.json {
        let body = serde_json::json!({ "error": visitor.say(&problem.text) });
        return (problem.status, axum::Json(body)).into_response();
    }
    let page = Page {
        status: problem.status,
        ..Page::titled(problem.title)
    };
    let body = crate::pages::ProblemPage {
        title: problem.title,
        text: &problem.text,
        signed_in: visitor.actor.is_some(),
    };
    visitor
        .page_with(page, &body)
        .unwrap_or_else(|_| problem.status.into_response())
}

/// The problem of an answer that axum itself made: a path that can't be parsed, a wrong method.
fn bare(response: &Response) -> Option<Problem> {
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    let ours = response.headers().get(CONTENT_TYPE).is_some_and(|media| {
        media.as_bytes().starts_with(b"text/html") || media.as_bytes().starts_with(b"application/")
    });
    (refused && !ours).then(|| Problem::of_status(status))
}

/// Cookies that rendering asked for; and on a shared phone no page is kept.
fn finish(visitor: &Visitor, mut response: Response) -> Response {
    let headers = response.headers_mut();
    let shared = visitor.actor.as_ref().is_some_and(|actor| actor.shared);
    if shared && !visitor.path.starts_with("/a/") {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if visitor.done.flash_shown.load(Ordering::Relaxed) {
        headers.append(SET_COOKIE, visitor.set_cookie(flash::COOKIE, "", 0));
    }
    if visitor.actor.is_none() && visitor.done.token_used.load(Ordering::Relaxed) {
        let half_a_year = 182 * 24 * 3600;
        headers.append(
            SET_COOKIE,
            visitor.set_cookie(GUEST, &visitor.cookie, half_a_year),
        );
    }
    response
}

/// Security headers on every answer.
pub(crate) async fn guard(State(ctx): State<Ctx>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let csp = format!(
        "default-src 'self'; style-src 'self' 'sha256-{}'; img-src 'self' data: blob:; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        assets::CSS_SHA256
    );
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        (
            "permissions-policy",
            "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if let Ok(csp) = HeaderValue::from_str(&csp) {
        headers.insert("content-security-policy", csp);
    }
    if ctx.settings.https() {
        headers.insert(
            "strict-transport-security",
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    response
}

/// A tag on every page, and 304 when the browser has it already.
pub(crate) async fn tag(request: Request, next: Next) -> Response {
    let asked = request.headers().get(IF_NONE_MATCH).cloned();
    let get = request.method() == Method::GET;
    let response = next.run(request).await;
    let html = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|media| media.as_bytes().starts_with(b"text/html"));
    if !get || response.status() != StatusCode::OK || !html {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = whole(body).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let etag = parts
        .headers
        .entry(ETAG)
        .or_insert_with(|| cache::etag(&bytes))
        .clone();
    if asked.is_some_and(|asked| asked == etag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(CONTENT_TYPE);
        return Response::from_parts(parts, Body::empty());
    }
    if !parts.headers.contains_key(CACHE_CONTROL) {
        parts
            .headers
            .insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    Response::from_parts(parts, Body::from(bytes))
}

async fn whole(body: Body) -> Result<Bytes, axum::Error> {
    axum::body::to_bytes(body, usize::MAX).await
}
