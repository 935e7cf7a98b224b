//! How a unit calls its offices and divisions: the shipped lists until it writes its own, the page
//! to do so, and the way back.

use crate::CHANGE_SETTINGS;
use crate::domain::{BIDANG, BoardWords, BoardWordsForm, Position};
use crate::store::board_words as store;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use storage::Query;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

const HERE: &str = "/pengaturan/jabatan";
const TITLE: &str = "Sebutan jabatan dan bidang";

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengaturan/jabatan", get(show).post(change))
        .route("/pengaturan/jabatan/bawaan", post(reset))
}

/// How the scope's unit calls its offices and divisions: its own words, else the shipped ones for a
/// unit of its kind.
///
/// # Errors
///
/// When the database refuses, or there is no such unit.
pub async fn board_words(db: &mut impl Query, scope: &Scope) -> Result<BoardWords> {
    Ok(kept(db, scope).await?.words)
}

/// The words that hold, where they come from and the version of that choice.
struct Kept {
    words: BoardWords,
    own: bool,
    version: i64,
}

async fn kept(db: &mut impl Query, scope: &Scope) -> Result<Kept> {
    let (own, version) = store::find(db, scope).await?;
    let is_own = own.is_some();
    let words = match own {
        Some(words) => words,
        None => {
            let unit = crate::unit(db, scope.unit()).await?;
            BoardWords::preset(unit.ok_or(Error::NotFound)?.kind)
        }
    };
    Ok(Kept {
        words,
        own: is_own,
        version,
    })
}

/// Keeps `words`, or goes back to the shipped ones, if nobody changed them since `seen`.
async fn save(ctx: &Ctx, actor: &Actor, words: Option<&BoardWords>, seen: &str) -> Result<bool> {
    let scope = actor.may(CHANGE_SETTINGS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.unit).await?;
    let (_, version) = store::find(&mut tx, &scope).await?;
    if seen.parse() != Ok(version) {
        return Ok(false);
    }
    store::save(&mut tx, &scope, words).await?;
    let what = match words {
        Some(_) => "Sebutan jabatan dan bidang diubah",
        None => "Sebutan jabatan dan bidang dikembalikan ke bawaan",
    };
    let entry = actor.audit(CHANGE_SETTINGS, actor.unit, actor.unit, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// One position on the form.
struct Field {
    position: Position,
    typed: String,
    error: String,
    /// Lines that show without scrolling.
    rows: usize,
}

#[derive(Template)]
#[template(path = "board_words.html")]
struct WordsPage {
    fields: Vec<Field>,
    divisions: String,
    /// Whether the unit goes by its own words.
    own: bool,
    changed: bool,
    version: i64,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    form: Option<BoardWordsForm>,
    errors: Errors,
    status: StatusCode,
) -> Result<Response> {
    let scope = actor.may(CHANGE_SETTINGS, actor.unit)?;
    let kept = kept(&mut ctx.db.read().await?, &scope).await?;
    let form = form.unwrap_or_else(|| BoardWordsForm::of(&kept.words, kept.version));
    let field = |position: Position| {
        let typed = form.text(position.code()).to_owned();
        Field {
            position,
            rows: typed.lines().count().clamp(2, 6),
            error: errors.of(position.code()).to_owned(),
            typed,
        }
    };
    let changed = status == StatusCode::CONFLICT;
    let page = WordsPage {
        fields: Position::ALL.map(field).into(),
        divisions: form.text(BIDANG).to_owned(),
        own: kept.own,
        changed,
        version: match changed {
            true => kept.version,
            false => form.text("versi").parse().unwrap_or(kept.version),
        },
        errors,
        token: visitor.token(),
    };
    let frame = Page {
        status,
        ..Page::titled(TITLE)
    };
    visitor.page_with(frame, &page)
}

async fn show(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    page(
        &ctx,
        &visitor,
        &actor,
        None,
        Errors::default(),
        StatusCode::OK,
    )
    .await
}

async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<BoardWordsForm>,
) -> Result<Response> {
    actor.may(CHANGE_SETTINGS, actor.unit)?;
    let (errors, status) = match form.read() {
        Err(errors) => (errors, StatusCode::UNPROCESSABLE_ENTITY),
        Ok(words) => {
            if save(&ctx, &actor, Some(&words), form.text("versi")).await? {
                let flash = Flash::ok("Sebutan jabatan dan bidang tersimpan.");
                return Ok(visitor.redirect_with(HERE, &flash));
            }
            (Errors::default(), StatusCode::CONFLICT)
        }
    };
    page(&ctx, &visitor, &actor, Some(form), errors, status).await
}

async fn reset(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<BoardWordsForm>,
) -> Result<Response> {
    if save(&ctx, &actor, None, form.text("versi")).await? {
        let flash = Flash::ok("Sebutan jabatan dan bidang kembali ke bawaan.");
        return Ok(visitor.redirect_with(HERE, &flash));
    }
    let status = StatusCode::CONFLICT;
    page(&ctx, &visitor, &actor, None, Errors::default(), status).await
}
