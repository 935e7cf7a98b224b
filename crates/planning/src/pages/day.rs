//! A day looked at before it is chosen: what falls on it, what speaks against it and why, and
//! other days of the same kind that are free.

use super::reader;
use crate::advising;
use crate::domain::calendar::Advice;
use askama::Template;
use axum::Router;
use axum::extract::{Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{day, pasaran};
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Result, Visitor, filters};

/// Weeks ahead in which another day is looked for.
const WEEKS: i64 = 10;
/// Days beside the asked one that are proposed.
const PROPOSALS: usize = 3;

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/proker/tanggal", get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    hari: String,
}

/// A day with what was found.
struct Found {
    name: String,
    pasaran: String,
    advice: Vec<Advice>,
    /// Free days: as the form takes them, and as they are read.
    others: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "day.html")]
struct DayPage {
    typed: String,
    found: Option<Found>,
    errors: Errors,
}

/// `GET /proker/tanggal`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut page = DayPage {
        typed: asked.hari.trim().to_owned(),
        found: None,
        errors: Errors::default(),
    };
    if page.typed.is_empty() {
        return visitor.page("Cek tanggal", &page);
    }
    let read = match day::read(&page.typed, actor.today()) {
        Ok(day::Read::Day(day)) if (1990..2100).contains(&day.year()) => Ok(day),
        Ok(_) => Err("Tulis tanggal lengkap, seperti 17-08-2027.".to_owned()),
        Err(error) => Err(error.to_string()),
    };
    match read {
        Ok(on) => {
            let last = on.saturating_add((7 * WEEKS).days());
            let known = advising::known(&ctx, &scope, (on, last), None).await?;
            page.found = Some(found(on, &known));
            visitor.page("Cek tanggal", &page)
        }
        Err(text) => {
            page.errors.add("hari", text);
            visitor.page_again("Cek tanggal", &page)
        }
    }
}

fn found(on: Date, known: &advising::Known) -> Found {
    let weeks = (1..=WEEKS).map(|week| on.saturating_add((7 * week).days()));
    let free = weeks.filter(|day| known.about(*day, *day).is_empty());
    let others = free
        .take(PROPOSALS)
        .map(|other| (day::short(other), named(other)))
        .collect();
    Found {
        name: day::long(on),
        pasaran: pasaran::pair(on),
        advice: known.about(on, on),
        others,
    }
}

/// "Sabtu, 5 Desember 2026 (Sabtu Legi)".
fn named(on: Date) -> String {
    format!("{} ({})", day::long(on), pasaran::pair(on))
}
