//! The papers of a decree: the draft for the village, and the scan of what the village signed.

use crate::decree_draft::{decree_pdf, file_name};
use crate::decree_pages::{decree_page, found};
use crate::domain::{DraftBoard, DraftWords, Scan, day_of};
use crate::store::{decrees as store, terms};
use crate::{CHANGE_BOARD, NOTE_DECREES, SEE_BOARD, board};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::id::DecreeId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Result, Upload, Visitor, filters};

/// A scan of a few pages is far below this.
const LARGEST_SCAN: usize = 10 * 1024 * 1024;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengurus/sk/rancangan", get(ask))
        .route("/pengurus/sk/rancangan/unduh", get(draft))
        .route("/pengurus/sk/{id}/pindaian", get(scan).post(keep_scan))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct DraftForm {
    ba: String,
    ba_tanggal: String,
    kepala: String,
}

impl DraftForm {
    fn read(&self, today: jiff::civil::Date) -> std::result::Result<DraftWords, Errors> {
        let mut errors = Errors::default();
        let words = DraftWords {
            record_number: errors.within("ba", &self.ba, 100),
            record_day: day_of(&mut errors, "ba_tanggal", &self.ba_tanggal, today),
            head_name: errors.within("kepala", &self.kepala, 100),
        };
        if errors.is_empty() {
            Ok(words)
        } else {
            Err(errors)
        }
    }
}

#[derive(Template)]
#[template(path = "decree_draft.html")]
struct DraftPage {
    form: DraftForm,
    errors: Errors,
    /// Who sits on the board that the draft confirms; 0 before there is one.
    seats: usize,
}

/// `GET /pengurus/sk/rancangan`.
async fn ask(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let page = draft_page(&ctx, &actor, DraftForm::default(), Errors::default()).await?;
    visitor.page("Rancangan SK", &page)
}

async fn draft_page(
    ctx: &Ctx,
    actor: &Actor,
    form: DraftForm,
    errors: Errors,
) -> Result<DraftPage> {
    let scope = actor.may(SEE_BOARD, actor.unit)?;
    let seats = board::seats(&mut ctx.db.read().await?, &scope, actor.today()).await?;
    Ok(DraftPage {
        form,
        errors,
        seats: seats.len(),
    })
}

/// `GET /pengurus/sk/rancangan/unduh`: the draft as PDF.
async fn draft(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(form): Params<DraftForm>,
) -> Result<Response> {
    let scope = actor.may(SEE_BOARD, actor.unit)?;
    let words = match form.read(actor.today()) {
        Ok(words) => words,
        Err(errors) => {
            let page = draft_page(&ctx, &actor, form, errors).await?;
            return visitor.page_again("Rancangan SK", &page);
        }
    };
    let mut db = ctx.db.read().await?;
    let term = terms::running(&mut db, &scope).await?;
    let term = term.ok_or(Error::NotFound)?;
    let seats = board::seats(&mut db, &scope, actor.today()).await?;
    drop(db);
    let board = DraftBoard {
        from: term.from,
        until: term.until,
        seats,
    };
    let pdf = decree_pdf(&ctx, &scope, &board, &words).await?;
    Ok(web::file(&file_name(board.from), "application/pdf", pdf))
}

/// `GET /pengurus/sk/{id}/pindaian`: the signed paper.
async fn scan(State(ctx): State<Ctx>, actor: Actor, Path(id): Path<DecreeId>) -> Result<Response> {
    let decree = found(&ctx, &actor, id).await?;
    let scan = decree.scan.ok_or(Error::NotFound)?;
    let bytes = ctx.files.get(scan.file).await?.to_vec();
    let (media, ending) = kind(&scan.media);
    let name = format!("SK {}.{ending}", decree.says.number.replace('/', "-"));
    Ok(web::file(&name, media, bytes))
}

/// What a kept scan is served as, and how its name ends.
fn kind(media: &str) -> (&'static str, &'static str) {
    match media {
        "image/png" => ("image/png", "png"),
        "image/jpeg" => ("image/jpeg", "jpg"),
        _ => ("application/pdf", "pdf"),
    }
}

/// What `bytes` are, by what is in them: a PDF, PNG or JPEG.
fn media_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0x89, b'P', b'N', b'G', ..] if documents::is_picture(bytes) => Some("image/png"),
        [0xFF, 0xD8, ..] if documents::is_picture(bytes) => Some("image/jpeg"),
        _ => None,
    }
}

/// `POST /pengurus/sk/{id}/pindaian`.
async fn keep_scan(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<DecreeId>,
    upload: Upload,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let decree = found(&ctx, &actor, id).await?;
    let (bytes, media) = match read(&upload) {
        Ok(read) => read,
        Err(text) => {
            let mut errors = Errors::default();
            errors.add("pindaian", text);
            let page = decree_page(&visitor, &actor, decree, errors);
            return visitor.page_again("SK pengurus", &page);
        }
    };
    let scan = Scan {
        file: ctx.files.put(bytes).await?,
        media: media.to_owned(),
    };
    let mut tx = ctx.db.begin().await?;
    store::save_scan(&mut tx, &scope, id, &scan).await?;
    let what = format!("Mengunggah pindaian SK {}", decree.says.number);
    storage::audit(&mut tx, actor.audit(NOTE_DECREES, actor.unit, id, what)).await?;
    tx.commit().await?;
    if let Some(old) = decree.scan {
        ctx.files.delete(old.file).await?;
    }
    Ok(visitor.redirect_with(
        &format!("/pengurus/sk/{id}"),
        &Flash::ok("Pindaian tersimpan."),
    ))
}

/// The file that was sent and what it is, or what is wrong with it.
fn read(upload: &Upload) -> std::result::Result<(Vec<u8>, &'static str), &'static str> {
    let file = upload.file("pindaian").ok_or("Pilih berkasnya dulu.")?;
    if file.bytes.len() > LARGEST_SCAN {
        return Err("Berkas ini lebih dari 10 MB. Pindai lagi dengan mutu lebih rendah.");
    }
    match media_of(&file.bytes) {
        Some(media) => Ok((file.bytes.clone(), media)),
        None => Err("Pindaian harus PDF, PNG, atau JPG."),
    }
}

#[cfg(test)]
mod tests {
    use super::media_of;

    #[test]
    fn a_scan_is_known_by_what_is_in_it() {
        assert_eq!(media_of(b"%PDF-1.7 ..."), Some("application/pdf"));
        assert_eq!(media_of(b"<script>alert(1)</script>"), None);
        assert_eq!(media_of(b"\x89PNG\r\n\x1a\n rusak"), None);
        assert_eq!(media_of(b""), None);
    }
}
