//! Officers' pages of the secretariat, and the page where anybody checks a letter.

mod agenda;
mod books;
mod greetings;
mod guests;
mod happenings;
mod incoming;
mod incoming_form;
mod item_books;
mod items;
mod letter;
mod loans;
mod series;
mod takes;
mod verify;
mod write;

use crate::acts::READ_LETTERS;
use crate::domain::{Letter, Series};
use crate::store::{letters, series as rows};
use axum::Router;
use kernel::access::{Act, Scope};
use kernel::id::LetterId;
use web::{Actor, Ctx, Error, Result};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .merge(agenda::router())
        .merge(books::router())
        .merge(series::router())
        .merge(greetings::router())
        .merge(guests::router())
        .merge(write::router())
        .merge(letter::router())
        .merge(incoming::router())
        .merge(incoming_form::router())
        .merge(verify::router())
        .merge(items::router())
        .merge(happenings::router())
        .merge(loans::router())
        .merge(takes::router())
        .merge(item_books::router())
}

/// The scope of whoever may read.
fn reader(actor: &Actor) -> Result<Scope> {
    actor.may(READ_LETTERS, actor.unit)
}

/// The letter of the actor's unit, for who may do `act`.
async fn found(ctx: &Ctx, actor: &Actor, act: Act, id: LetterId) -> Result<(Scope, Letter)> {
    let scope = actor.may(act, actor.unit)?;
    let letter = letters::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, letter.ok_or(Error::NotFound)?))
}

/// The unit's series.
async fn all_series(ctx: &Ctx, scope: &Scope) -> Result<Vec<Series>> {
    Ok(rows::list(&mut ctx.db.read().await?, scope).await?)
}

/// A form that is only a button.
#[derive(serde::Deserialize)]
struct Nothing {}

/// What somebody searches for, and which page of it they read.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Sought {
    cari: String,
    mulai: String,
}

/// The media type of a workbook.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Lines on one page of a list.
const PAGE: i64 = 50;

impl Sought {
    /// How many lines come before this page.
    fn skip(&self) -> i64 {
        self.mulai.parse().unwrap_or(0).clamp(0, 1_000_000)
    }

    /// What to ask the store for: one line more than a page shows whether there is another page.
    fn window(&self) -> (i64, i64) {
        (self.skip(), PAGE + 1)
    }

    /// Cuts `lines` to one page; the addresses under `path` of the page before and the page after,
    /// empty for none.
    fn turn<T>(&self, path: &str, lines: &mut Vec<T>) -> Turn {
        let skip = self.skip();
        let more = lines.len() > PAGE as usize;
        lines.truncate(PAGE as usize);
        let at = |skip: i64| {
            let words: String = form_urlencoded::byte_serialize(self.cari.as_bytes()).collect();
            format!("{path}?cari={words}&mulai={skip}")
        };
        let before = if skip > 0 {
            at((skip - PAGE).max(0))
        } else {
            String::new()
        };
        let after = if more { at(skip + PAGE) } else { String::new() };
        Turn { before, after }
    }
}

/// The pages beside the one that is read.
struct Turn {
    before: String,
    after: String,
}
