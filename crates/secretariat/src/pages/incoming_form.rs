//! Entering a letter that came in, and correcting what was entered.

use super::incoming::found;
use crate::acts::WRITE_LETTERS;
use crate::domain::{IncomingForm, NewIncoming};
use crate::incoming::enter_scanned;
use crate::letters::By;
use crate::scan::{self, Kept};
use crate::store::incoming as rows;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use kernel::id::IncomingId;
use web::{Actor, Ctx, Errors, Flash, Result, Upload, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/surat/masuk/baru", get(ask).post(save))
        .route("/surat/masuk/{incoming}/ubah", get(ask_change).post(change))
}

#[derive(Template)]
#[template(path = "incoming_form.html")]
struct FormPage {
    title: &'static str,
    action: String,
    back: String,
    form: IncomingForm,
    errors: Errors,
    token: String,
}

impl FormPage {
    fn new(visitor: &Visitor, id: Option<IncomingId>, form: IncomingForm, errors: Errors) -> Self {
        let (title, action, back) = match id {
            Some(id) => (
                "Ubah surat masuk",
                format!("/surat/masuk/{id}/ubah"),
                format!("/surat/masuk/{id}"),
            ),
            None => (
                "Catat surat masuk",
                "/surat/masuk/baru".to_owned(),
                "/surat/masuk".to_owned(),
            ),
        };
        Self {
            title,
            action,
            back,
            form,
            errors,
            token: visitor.token(),
        }
    }
}

/// `GET /surat/masuk/baru`.
async fn ask(visitor: Visitor, actor: Actor) -> Result<Response> {
    actor.may(WRITE_LETTERS, actor.unit)?;
    let form = IncomingForm {
        kunci: storage::fresh::<IncomingId>().to_string(),
        diterima: actor.today().to_string(),
        ..IncomingForm::default()
    };
    let page = FormPage::new(&visitor, None, form, Errors::default());
    visitor.page(page.title, &page)
}

/// What was typed beside the scan.
fn typed(upload: &Upload) -> IncomingForm {
    let text = |name: &str| upload.text(name).to_owned();
    IncomingForm {
        kunci: text("kunci"),
        diterima: text("diterima"),
        nomor: text("nomor"),
        hari: text("hari"),
        pengirim: text("pengirim"),
        hal: text("hal"),
        lampiran: text("lampiran"),
        catatan: text("catatan"),
    }
}

/// What was typed and the scan that came with it, put away; or what is wrong.
async fn read(
    ctx: &Ctx,
    upload: &Upload,
    form: &IncomingForm,
    today: Date,
) -> Result<std::result::Result<(NewIncoming, Option<Kept>), Errors>> {
    let (says, file) = match (form.read(today), scan::read(upload, "pindaian")) {
        (Ok(says), Ok(file)) => (says, file),
        (says, file) => {
            let mut errors = says.err().unwrap_or_default();
            if let Err(text) = file {
                errors.add("pindaian", text);
            } else if !upload.files.is_empty() {
                errors.add(
                    "pindaian",
                    "Pilih lagi berkasnya; yang tadi belum tersimpan.",
                );
            }
            return Ok(Err(errors));
        }
    };
    let kept = match file {
        Some(file) => Some(scan::keep(ctx, file).await?),
        None => None,
    };
    Ok(Ok((says, kept)))
}

/// `POST /surat/masuk/baru`.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    upload: Upload,
) -> Result<Response> {
    let scope = actor.may(WRITE_LETTERS, actor.unit)?;
    let form = typed(&upload);
    let (says, kept) = match read(&ctx, &upload, &form, actor.today()).await? {
        Ok(read) => read,
        Err(errors) => {
            let page = FormPage::new(&visitor, None, form, errors);
            return visitor.page_again(page.title, &page);
        }
    };
    let id: IncomingId = form.kunci.parse().unwrap_or_else(|_| storage::fresh());
    let by = By::of(&actor);
    let mut tx = ctx.db.begin().await?;
    let seq = enter_scanned(&mut tx, &scope, id, &says, (kept.as_ref(), &by)).await?;
    tx.commit().await?;
    let flash = Flash::ok(format!("Tercatat dengan nomor agenda {seq}."));
    Ok(visitor.redirect_with(&format!("/surat/masuk/{id}"), &flash))
}

/// `GET /surat/masuk/{incoming}/ubah`.
async fn ask_change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<IncomingId>,
) -> Result<Response> {
    let (_, letter) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let form = IncomingForm::of(&letter.says);
    let page = FormPage::new(&visitor, Some(id), form, Errors::default());
    visitor.page(page.title, &page)
}

/// `POST /surat/masuk/{incoming}/ubah`: its number in the agenda stays.
async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<IncomingId>,
    upload: Upload,
) -> Result<Response> {
    let (scope, letter) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let form = typed(&upload);
    let (says, kept) = match read(&ctx, &upload, &form, actor.today()).await? {
        Ok((says, _)) if says.received.year() != letter.says.received.year() => {
            let mut errors = Errors::default();
            errors.add(
                "diterima",
                "Tahunnya tetap: nomor agendanya milik tahun itu.",
            );
            let page = FormPage::new(&visitor, Some(id), form, errors);
            return visitor.page_again(page.title, &page);
        }
        Ok(read) => read,
        Err(errors) => {
            let page = FormPage::new(&visitor, Some(id), form, errors);
            return visitor.page_again(page.title, &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    rows::change(&mut tx, &scope, id, &says, kept.as_ref()).await?;
    let what = format!("Mengubah surat masuk nomor agenda {}", letter.seq);
    storage::audit(&mut tx, actor.audit(WRITE_LETTERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Surat masuk tersimpan.");
    Ok(visitor.redirect_with(&format!("/surat/masuk/{id}"), &flash))
}
