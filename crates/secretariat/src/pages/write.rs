//! Writing a letter: choosing its kind, filling in its words, changing the draft.

use super::{all_series, found};
use crate::acts::WRITE_LETTERS;
use crate::domain::{
    Choice, Greeting, Kind, LetterForm, NewLetter, Series, State as Stage, choices, value_of,
};
use crate::letters::{self, By};
use crate::store::{greetings, letters as rows};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::id::LetterId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/surat/baru", get(ask).post(save))
        .route("/surat/{letter}/ubah", get(ask_change).post(change))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    jenis: String,
}

#[derive(Template)]
#[template(path = "kinds.html")]
struct KindsPage {
    kinds: [Kind; 10],
}

#[derive(Template)]
#[template(path = "letter_form.html")]
struct FormPage {
    action: String,
    back: String,
    title: &'static str,
    kind: Kind,
    form: LetterForm,
    errors: Errors,
    series: Vec<Series>,
    greetings: Vec<Choice>,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    scope: &Scope,
    id: Option<LetterId>,
    greetings: Vec<Choice>,
    (form, errors): (LetterForm, Errors),
) -> Result<FormPage> {
    let (action, back) = match id {
        Some(id) => (format!("/surat/{id}/ubah"), format!("/surat/{id}")),
        None => ("/surat/baru".to_owned(), "/surat/baru".to_owned()),
    };
    Ok(FormPage {
        action,
        back,
        title: form.kind().label(),
        kind: form.kind(),
        form,
        errors,
        series: all_series(ctx, scope).await?,
        greetings,
        token: visitor.token(),
    })
}

/// The greetings that can be chosen; those of a draft stay among them.
async fn offered(ctx: &Ctx, scope: &Scope, kept: Option<&Greeting>) -> Result<Vec<Choice>> {
    let own = greetings::list(&mut ctx.db.read().await?, scope).await?;
    Ok(choices(own, kept))
}

/// The form of a new letter: the first series, and the greeting of the latest letter.
async fn begun(
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    (kind, series): (Kind, &Series),
) -> Result<(LetterForm, Vec<Choice>)> {
    let last = rows::last_greeting(&mut ctx.db.read().await?, scope).await?;
    let offered = offered(ctx, scope, last.as_ref()).await?;
    let last = last.and_then(|last| value_of(&offered, &last));
    let first = offered.first().map(|one| one.value.clone());
    let form = LetterForm {
        seri: series.id.to_string(),
        salam: last.or(first).unwrap_or_default(),
        ..LetterForm::new(kind, &actor.unit_name, storage::fresh(), actor.today())
    };
    Ok((form, offered))
}

/// `GET /surat/baru`: the kinds, or the form of one.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let scope = actor.may(WRITE_LETTERS, actor.unit)?;
    let Some(kind) = Kind::from_code(&asked.jenis) else {
        return visitor.page("Tulis surat", &KindsPage { kinds: Kind::ALL });
    };
    let series = all_series(&ctx, &scope).await?;
    let Some(first) = series.first() else {
        let flash = Flash::info("Buat seri nomor dulu, lalu tulis suratnya.");
        return Ok(visitor.redirect_with("/surat/seri", &flash));
    };
    let (form, offered) = begun(&ctx, &actor, &scope, (kind, first)).await?;
    let form = (form, Errors::default());
    let page = page(&ctx, &visitor, &scope, None, offered, form).await?;
    visitor.page(page.title, &page)
}

/// What was typed, in a series that the unit has.
async fn read(
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    (form, greetings): (&LetterForm, &[Choice]),
) -> Result<std::result::Result<NewLetter, Errors>> {
    let says = match form.read(actor.today(), greetings) {
        Ok(says) => says,
        Err(errors) => return Ok(Err(errors)),
    };
    let known = all_series(ctx, scope).await?;
    if known.iter().any(|one| one.id == says.series) {
        return Ok(Ok(says));
    }
    let mut errors = Errors::default();
    errors.add("seri", "Pilih seri nomornya.");
    Ok(Err(errors))
}

/// `POST /surat/baru`.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<LetterForm>,
) -> Result<Response> {
    let scope = actor.may(WRITE_LETTERS, actor.unit)?;
    let last = rows::last_greeting(&mut ctx.db.read().await?, &scope).await?;
    let offered = offered(&ctx, &scope, last.as_ref()).await?;
    let says = match read(&ctx, &actor, &scope, (&form, &offered)).await? {
        Ok(says) => says,
        Err(errors) => {
            let page = page(&ctx, &visitor, &scope, None, offered, (form, errors)).await?;
            return visitor.page_again(page.title, &page);
        }
    };
    let id: LetterId = form.kunci.parse().unwrap_or_else(|_| storage::fresh());
    let mut tx = ctx.db.begin().await?;
    letters::write(&mut tx, &scope, id, &says, &By::of(&actor)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Draf tersimpan. Periksa cetakannya, lalu beri nomor.");
    Ok(visitor.redirect_with(&format!("/surat/{id}"), &flash))
}

/// The greeting of a draft; what carries a title has none.
fn kept(says: &NewLetter) -> Option<&Greeting> {
    (!says.kind.titled()).then_some(&says.greeting)
}

/// `GET /surat/{letter}/ubah`.
async fn ask_change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<LetterId>,
) -> Result<Response> {
    let (scope, letter) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    if letter.state != Stage::Draft {
        return Err(Error::Rule(
            "Surat yang sudah bernomor tidak bisa diubah. Batalkan, lalu buat surat baru.".into(),
        ));
    }
    let offered = offered(&ctx, &scope, kept(&letter.says)).await?;
    let form = LetterForm::of(&letter.says, &offered);
    let form = (form, Errors::default());
    let page = page(&ctx, &visitor, &scope, Some(id), offered, form).await?;
    visitor.page(page.title, &page)
}

/// `POST /surat/{letter}/ubah`.
async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<LetterId>,
    Form(form): Form<LetterForm>,
) -> Result<Response> {
    let (scope, letter) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let offered = offered(&ctx, &scope, kept(&letter.says)).await?;
    let says = match read(&ctx, &actor, &scope, (&form, &offered)).await? {
        Ok(says) => says,
        Err(errors) => {
            let page = page(&ctx, &visitor, &scope, Some(id), offered, (form, errors)).await?;
            return visitor.page_again(page.title, &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    letters::rewrite(&mut tx, &scope, id, &says, &By::of(&actor)).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with(&format!("/surat/{id}"), &Flash::ok("Draf tersimpan.")))
}
