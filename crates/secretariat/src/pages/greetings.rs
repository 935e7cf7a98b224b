//! Greetings to choose from, and those a unit adds for itself.

use super::{Nothing, reader};
use crate::acts::WRITE_LETTERS;
use crate::domain::{Choice, GreetingForm, presets};
use crate::store::greetings;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::GreetingId;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/surat/salam", get(list).post(add))
        .route("/surat/salam/{greeting}/hapus", post(remove))
}

#[derive(Template)]
#[template(path = "greetings.html")]
struct GreetingsPage {
    presets: Vec<Choice>,
    own: Vec<Choice>,
    form: GreetingForm,
    errors: Errors,
    may_write: bool,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    (form, errors): (GreetingForm, Errors),
) -> Result<GreetingsPage> {
    let scope = reader(actor)?;
    Ok(GreetingsPage {
        presets: presets().collect(),
        own: greetings::list(&mut ctx.db.read().await?, &scope).await?,
        form,
        errors,
        may_write: actor.allows(WRITE_LETTERS),
        token: visitor.token(),
    })
}

/// `GET /surat/salam`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let nothing = (GreetingForm::default(), Errors::default());
    let page = page(&ctx, &visitor, &actor, nothing).await?;
    visitor.page("Salam", &page)
}

/// `POST /surat/salam`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<GreetingForm>,
) -> Result<Response> {
    let scope = actor.may(WRITE_LETTERS, actor.unit)?;
    let mut errors = Errors::default();
    match form.read() {
        Ok(says) => {
            let mut tx = ctx.db.begin().await?;
            let known = presets().any(|preset| preset.words.opening == says.opening);
            if !known
                && greetings::add(&mut tx, &scope, &says, actor.now)
                    .await?
                    .is_some()
            {
                tx.commit().await?;
                let flash = Flash::ok("Salam tersimpan. Pilih saat menulis surat.");
                return Ok(visitor.redirect_with("/surat/salam", &flash));
            }
            errors.add("pembuka", "Salam ini sudah ada dalam daftar.");
        }
        Err(found) => errors = found,
    }
    let page = page(&ctx, &visitor, &actor, (form, errors)).await?;
    visitor.page_again("Salam", &page)
}

/// `POST /surat/salam/{greeting}/hapus`.
async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<GreetingId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(WRITE_LETTERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    if greetings::remove(&mut tx, &scope, id).await? == 0 {
        return Err(web::Error::NotFound);
    }
    tx.commit().await?;
    let flash = Flash::ok("Salam dihapus. Surat yang sudah memakainya tidak berubah.");
    Ok(visitor.redirect_with("/surat/salam", &flash))
}
