//! Series of numbers: the list, and opening one.

use super::{all_series, reader};
use crate::acts::WRITE_LETTERS;
use crate::domain::{Kind, Place, Series, SeriesForm};
use crate::letters::{By, open_series};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters};

/// How most offices number.
const PATTERN: &str = "{seq:03}/{org}/{roman}/{year}";

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/surat/seri", get(list).post(add))
}

#[derive(Template)]
#[template(path = "series.html")]
struct SeriesPage {
    /// Each with a number as it makes them.
    all: Vec<(Series, String)>,
    form: SeriesForm,
    errors: Errors,
    may_write: bool,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    form: SeriesForm,
    errors: Errors,
) -> Result<SeriesPage> {
    let scope = reader(actor)?;
    let place = Place {
        seq: 1,
        mark: String::new(),
    };
    let example = |series: Series| {
        let number = series.says.number(&place, Kind::Invitation, actor.today());
        (series, number.unwrap_or_default())
    };
    let all = all_series(ctx, &scope).await?;
    Ok(SeriesPage {
        all: all.into_iter().map(example).collect(),
        form,
        errors,
        may_write: actor.allows(WRITE_LETTERS),
        token: visitor.token(),
    })
}

/// `GET /surat/seri`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let form = SeriesForm {
        pola: PATTERN.to_owned(),
        mulai: "1".to_owned(),
        ..SeriesForm::default()
    };
    let page = page(&ctx, &visitor, &actor, form, Errors::default()).await?;
    visitor.page("Seri nomor", &page)
}

/// `POST /surat/seri`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<SeriesForm>,
) -> Result<Response> {
    let scope = actor.may(WRITE_LETTERS, actor.unit)?;
    let mut errors = Errors::default();
    match form.read(actor.today()) {
        Ok(says) => {
            let mut tx = ctx.db.begin().await?;
            if let Some(id) = open_series(&mut tx, &scope, &says, &By::of(&actor)).await? {
                let what = format!("Membuat seri nomor surat {}", says.name);
                storage::audit(&mut tx, actor.audit(WRITE_LETTERS, actor.unit, id, what)).await?;
                tx.commit().await?;
                let flash = Flash::ok("Seri nomor tersimpan.");
                return Ok(visitor.redirect_with("/surat/seri", &flash));
            }
            errors.add("nama", "Nama ini sudah dipakai seri lain.");
        }
        Err(found) => errors = found,
    }
    let page = page(&ctx, &visitor, &actor, form, errors).await?;
    visitor.page_again("Seri nomor", &page)
}
