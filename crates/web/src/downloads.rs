//! Files for people: sent at once when they are short work, through the queue when they are long.
//! While a job works its page says how far it has come; the person may leave and come back.

use crate::{Actor, Ctx, Error, Page, Result, Visitor, filters};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jobs::{Job, JobState};
use kernel::id::JobId;

/// A file as an answer; a PDF or picture opens in the browser, anything else is saved.
#[must_use]
pub fn file(name: &str, media: &'static str, bytes: Vec<u8>) -> Response {
    respond(name, media, bytes)
}

fn respond(name: &str, media: &str, bytes: Vec<u8>) -> Response {
    let shown = media == "application/pdf" || media.starts_with("image/");
    let how = if shown { "inline" } else { "attachment" };
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-_. ".contains(c) {
                c
            } else {
                '-'
            }
        })
        .collect();
    let encoded: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let encoded = encoded.replace('+', "%20");
    let disposition = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let mut response = (StatusCode::OK, bytes).into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, media),
        (CONTENT_DISPOSITION, disposition.as_str()),
        (CACHE_CONTROL, "private, no-store"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}

/// Runs short, CPU-bound work (a document of a page or two) off the request threads.
///
/// # Errors
///
/// What `work` says; a panic in it is an error, too.
pub async fn render_blocking<T: Send + 'static, E: Into<anyhow::Error> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Other(error.into()))?
        .map_err(|error| Error::Other(error.into()))
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingPage<'a> {
    job: &'a Job,
    percent: i64,
    waiting: bool,
    failed: bool,
}

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/berkas/{job}", get(waiting))
        .route("/berkas/{job}/unduh", get(download))
}

async fn of_actor(ctx: &Ctx, actor: &Actor, id: JobId) -> Result<Job> {
    let job = jobs::find(&mut ctx.db.read().await?, id)
        .await?
        .ok_or(Error::NotFound)?;
    let mine = job.unit == actor.unit && job.account.is_none_or(|account| account == actor.account);
    if mine { Ok(job) } else { Err(Error::NotFound) }
}

async fn waiting(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<JobId>,
) -> Result<Response> {
    waiting_page(&visitor, &of_actor(&ctx, &actor, id).await?)
}

/// The page of a job: how far it has come, or its file.
///
/// # Errors
///
/// When the template fails.
pub fn waiting_page(visitor: &Visitor, job: &Job) -> Result<Response> {
    let waiting = matches!(job.state, JobState::Waiting | JobState::Running);
    let percent = if job.total > 0 {
        (job.done * 100 / job.total).clamp(0, 100)
    } else {
        0
    };
    let page = Page {
        refresh: waiting.then_some(2),
        ..Page::titled("Berkas")
    };
    let failed = job.state == JobState::Failed;
    visitor.page_with(
        page,
        &WaitingPage {
            job,
            percent,
            waiting,
            failed,
        },
    )
}

async fn download(State(ctx): State<Ctx>, actor: Actor, Path(id): Path<JobId>) -> Result<Response> {
    let job = of_actor(&ctx, &actor, id).await?;
    let output = job.output.ok_or(Error::NotFound)?;
    let bytes = ctx.files.get(output.file).await?;
    Ok(respond(&output.name, &output.media, bytes.to_vec()))
}
