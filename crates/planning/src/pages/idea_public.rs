//! The public page of ideas: sending one without a name, and how those before were answered.

use crate::domain::idea::{Idea, IdeaForm, Rate};
use crate::ideas;
use crate::store::ideas as store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use organization::Unit;
use web::{Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// Answers on the page.
const SHOWN: i64 = 50;

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/usul/{code}", get(show).post(send))
}

#[derive(Template)]
#[template(path = "idea_public.html")]
struct PublicPage {
    unit: Unit,
    code: String,
    open: bool,
    rate: Rate,
    answered: Vec<Idea>,
    form: IdeaForm,
    errors: Errors,
    token: String,
}

async fn unit_of(ctx: &Ctx, code: &str) -> Result<Unit> {
    let mut db = ctx.db.read().await?;
    let named = web::codes::find(&mut db, "idea_box", code).await?;
    let named = named.ok_or(Error::NotFound)?;
    let unit = organization::unit(&mut db, named.unit).await?;
    unit.filter(|unit| unit.archived_at.is_none())
        .ok_or(Error::NotFound)
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    (unit, code): (Unit, String),
    (form, errors): (IdeaForm, Errors),
) -> Result<PublicPage> {
    let mut db = ctx.db.read().await?;
    let today = unit.zone.today(visitor.now());
    Ok(PublicPage {
        open: store::is_open(&mut db, unit.id).await?,
        rate: store::rate(&mut db, unit.id, today).await?,
        answered: store::answered(&mut db, unit.id, SHOWN).await?,
        unit,
        code,
        form,
        errors,
        token: visitor.token(),
    })
}

/// `GET /usul/{code}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response> {
    let unit = unit_of(&ctx, &code).await?;
    let empty = (IdeaForm::default(), Errors::default());
    let page = page(&ctx, &visitor, (unit, code), empty).await?;
    visitor.page("Kirim usul", &page)
}

/// `POST /usul/{code}`.
async fn send(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(form): Form<IdeaForm>,
) -> Result<Response> {
    let unit = unit_of(&ctx, &code).await?;
    let key = format!("usul {}", visitor.address);
    if let Some(seconds) = ctx.limiter.count(&key, 10, 600) {
        return Err(Error::TooMany(format!(
            "Terlalu banyak usul dari sini. Tunggu {seconds} detik, lalu coba lagi."
        )));
    }
    let thanks = Flash::ok("Usul terkirim. Jawabannya tampil di halaman ini dalam 30 hari.");
    let thanks = visitor.redirect_with(&format!("/usul/{code}"), &thanks);
    if !form.situs.is_empty() {
        return Ok(thanks);
    }
    let text = match form.read() {
        Ok(text) => text,
        Err(errors) => {
            let page = page(&ctx, &visitor, (unit, code), (form, errors)).await?;
            return visitor.page_again("Kirim usul", &page);
        }
    };
    let now = visitor.now();
    let mut tx = ctx.db.begin().await?;
    let sent = ideas::send(&mut tx, unit.id, &text, unit.zone.today(now), now).await;
    if let Err(Error::Rule(words)) = sent {
        drop(tx);
        let mut errors = Errors::default();
        errors.add("usul", words);
        let page = page(&ctx, &visitor, (unit, code), (form, errors)).await?;
        return visitor.page_again("Kirim usul", &page);
    }
    sent?;
    tx.commit().await?;
    Ok(thanks)
}
