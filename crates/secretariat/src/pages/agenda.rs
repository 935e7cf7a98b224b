//! The agenda of letters that the unit writes.

use super::{Sought, Turn, all_series, reader};
use crate::acts::{KEEP_GUESTS, WRITE_LETTERS};
use crate::domain::Letter;
use crate::store::letters;
use askama::Template;
use axum::Router;
use axum::extract::{Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::day;
use web::{Actor, Ctx, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/surat", get(list))
}

/// A line of the agenda.
struct Line {
    href: String,
    day: String,
    month: &'static str,
    title: String,
    below: String,
    chip: &'static str,
    chip_kind: &'static str,
}

impl Line {
    fn of(letter: &Letter) -> Self {
        let says = &letter.says;
        let (chip, chip_kind) = letter.state.chip();
        let to = says.recipient.lines().next().unwrap_or_default().trim();
        let parts = [letter.number.as_str(), to];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            href: format!("/surat/{}", letter.id),
            day: says.day.day().to_string(),
            month: day::short_month(says.day.month()),
            title: says.subject.clone(),
            below: parts.join(" · "),
            chip,
            chip_kind,
        }
    }
}

#[derive(Template)]
#[template(path = "agenda.html")]
struct AgendaPage {
    lines: Vec<Line>,
    turn: Turn,
    words: String,
    year: i16,
    no_series: bool,
    may_write: bool,
    keeps_guests: bool,
}

/// `GET /surat`.
async fn list(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(sought): Params<Sought>,
) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let mut found = letters::list(&mut db, &scope, &sought.cari, sought.window()).await?;
    drop(db);
    let page = AgendaPage {
        turn: sought.turn("/surat", &mut found),
        year: actor.today().year(),
        lines: found.iter().map(Line::of).collect(),
        words: sought.cari,
        no_series: all_series(&ctx, &scope).await?.is_empty(),
        may_write: actor.allows(WRITE_LETTERS),
        keeps_guests: actor.allows(KEEP_GUESTS),
    };
    visitor.page("Surat", &page)
}
