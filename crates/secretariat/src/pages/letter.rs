//! A letter's page: what it says, its print, its number, and what can be done with it.

use super::{Nothing, found};
use crate::acts::{READ_LETTERS, WRITE_LETTERS};
use crate::domain::{Letter, SentForm, State as Stage, whatsapp};
use crate::letters::{self, By, FinalError};
use crate::store::{letters as rows, series};
use crate::{paper, scan};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::day;
use kernel::id::LetterId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Upload, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/surat/{letter}", get(show))
        .route("/surat/{letter}/cetak", get(print))
        .route("/surat/{letter}/nomor", post(finish))
        .route("/surat/{letter}/kirim", post(send))
        .route("/surat/{letter}/pindaian", get(shown).post(keep))
        .route("/surat/{letter}/batal", post(cancel))
        .route("/surat/{letter}/hapus", post(drop_draft))
}

/// Why a letter is cancelled, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reason {
    sebab: String,
}

/// What was typed into the forms of the page.
#[derive(Debug, Default)]
struct Typed {
    reason: Reason,
    sent: Option<SentForm>,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage {
    letter: Letter,
    day: String,
    series: String,
    chip: &'static str,
    chip_kind: &'static str,
    draft: bool,
    valid: bool,
    sent: String,
    sent_form: SentForm,
    check: String,
    message: String,
    may_write: bool,
    reason: Reason,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: LetterId,
    (typed, errors): (Typed, Errors),
) -> Result<LetterPage> {
    let (scope, letter) = found(ctx, actor, READ_LETTERS, id).await?;
    let check = paper::check_address(ctx, &letter).await?;
    let series = series::find(&mut ctx.db.read().await?, &scope, letter.says.series).await?;
    let signer = organization::paper(ctx, &scope, letter.says.day).await?;
    let signer = match signer.chair.as_str() {
        "" => String::new(),
        name => format!("Ketua, {name}"),
    };
    let (chip, chip_kind) = letter.state.chip();
    Ok(LetterPage {
        day: day::medium(letter.says.day),
        series: series.map(|one| one.says.name).unwrap_or_default(),
        chip,
        chip_kind,
        draft: letter.state == Stage::Draft,
        valid: letter.state == Stage::Final,
        sent: letter.sent_on.map(day::medium).unwrap_or_default(),
        sent_form: typed.sent.unwrap_or_else(|| SentForm {
            dikirim: letter.sent_on.unwrap_or(actor.today()).to_string(),
            penerima: letter.sent_to.clone(),
        }),
        message: whatsapp(&letter, &actor.unit_name, &signer, &check),
        check,
        may_write: actor.allows(WRITE_LETTERS),
        reason: typed.reason,
        errors,
        token: visitor.token(),
        letter,
    })
}

/// `GET /surat/{letter}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<LetterId>,
) -> Result<Response> {
    let nothing = (Typed::default(), Errors::default());
    let page = page(&ctx, &visitor, &actor, id, nothing).await?;
    visitor.page("Surat", &page)
}

/// `GET /surat/{letter}/cetak`.
async fn print(State(ctx): State<Ctx>, actor: Actor, Path(id): Path<LetterId>) -> Result<Response> {
    let (scope, letter) = found(&ctx, &actor, READ_LETTERS, id).await?;
    let pdf = paper::pdf(&ctx, &scope, &letter).await?;
    let name = match letter.number.as_str() {
        "" => format!("Draf {}.pdf", letter.says.subject),
        number => format!("{number} {}.pdf", letter.says.subject),
    };
    Ok(web::file(&name.replace('/', "-"), "application/pdf", pdf))
}

/// `POST /surat/{letter}/nomor`: final from now on.
async fn finish(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<LetterId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let mut tx = ctx.db.begin().await?;
    let number = match letters::finish(&mut tx, &scope, id, &By::of(&actor)).await {
        Ok(number) => number,
        Err(FinalError::Web(error)) => return Err(error),
        Err(refused) => {
            drop(tx);
            let mut errors = Errors::default();
            errors.add("nomor", refused.to_string());
            let typed = Typed::default();
            let page = page(&ctx, &visitor, &actor, id, (typed, errors)).await?;
            return visitor.page_again("Surat", &page);
        }
    };
    let what = format!("Memberi nomor surat {number}");
    storage::audit(&mut tx, actor.audit(WRITE_LETTERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok(format!("Surat bernomor {number}."));
    Ok(visitor.redirect_with(&format!("/surat/{id}"), &flash))
}

/// `POST /surat/{letter}/kirim`: when it went out, and who took it.
async fn send(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<LetterId>,
    Form(form): Form<SentForm>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let (day, receiver) = match form.read(actor.today()) {
        Ok(says) => says,
        Err(errors) => {
            let typed = Typed {
                sent: Some(form),
                ..Typed::default()
            };
            let page = page(&ctx, &visitor, &actor, id, (typed, errors)).await?;
            return visitor.page_again("Surat", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    if rows::send(&mut tx, &scope, id, (day, &receiver)).await? == 0 {
        return Err(Error::Rule(
            "Hanya surat yang sudah bernomor dan tidak batal yang bisa dicatat terkirim.".into(),
        ));
    }
    tx.commit().await?;
    Ok(visitor.redirect_with(&format!("/surat/{id}"), &Flash::ok("Pengiriman tercatat.")))
}

/// `GET /surat/{letter}/pindaian`.
async fn shown(State(ctx): State<Ctx>, actor: Actor, Path(id): Path<LetterId>) -> Result<Response> {
    let (scope, letter) = found(&ctx, &actor, READ_LETTERS, id).await?;
    let kept = rows::scan(&mut ctx.db.read().await?, &scope, id).await?;
    let name = letter.number.replace('/', "-");
    scan::show(&ctx, &kept.ok_or(Error::NotFound)?, &name).await
}

/// `POST /surat/{letter}/pindaian`: the signed paper as a photo or PDF.
async fn keep(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<LetterId>,
    upload: Upload,
) -> Result<Response> {
    let (scope, letter) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let refused = match scan::read(&upload, "pindaian") {
        Ok(Some(_)) if letter.state == Stage::Draft => "Beri nomor dulu, baru simpan pindaiannya.",
        Ok(Some(file)) => {
            let kept = scan::keep(&ctx, file).await?;
            let mut tx = ctx.db.begin().await?;
            rows::keep_scan(&mut tx, &scope, id, &kept).await?;
            let what = format!("Menyimpan pindaian surat {}", letter.number);
            storage::audit(&mut tx, actor.audit(WRITE_LETTERS, actor.unit, id, what)).await?;
            tx.commit().await?;
            let flash = Flash::ok("Pindaian tersimpan.");
            return Ok(visitor.redirect_with(&format!("/surat/{id}"), &flash));
        }
        Ok(None) => "Pilih dulu foto atau berkas PDF-nya.",
        Err(text) => text,
    };
    let mut errors = Errors::default();
    errors.add("pindaian", refused);
    let page = page(&ctx, &visitor, &actor, id, (Typed::default(), errors)).await?;
    visitor.page_again("Surat", &page)
}

/// `POST /surat/{letter}/batal`: the number stays with it.
async fn cancel(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<LetterId>,
    Form(typed): Form<Reason>,
) -> Result<Response> {
    let (scope, letter) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let mut errors = Errors::default();
    let reason = errors.required("sebab", &typed.sebab, 200);
    if !errors.is_empty() {
        let typed = Typed {
            reason: typed,
            sent: None,
        };
        let page = page(&ctx, &visitor, &actor, id, (typed, errors)).await?;
        return visitor.page_again("Surat", &page);
    }
    let mut tx = ctx.db.begin().await?;
    letters::cancel(&mut tx, &scope, id, &reason, &By::of(&actor)).await?;
    let what = format!("Membatalkan surat {}", letter.number);
    storage::audit(&mut tx, actor.audit(WRITE_LETTERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Surat dibatalkan. Nomornya tidak dipakai lagi.");
    Ok(visitor.redirect_with(&format!("/surat/{id}"), &flash))
}

/// `POST /surat/{letter}/hapus`: only a draft, which has no number.
async fn drop_draft(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<LetterId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, WRITE_LETTERS, id).await?;
    let mut tx = ctx.db.begin().await?;
    if rows::drop_draft(&mut tx, &scope, id).await? == 0 {
        return Err(Error::Rule(
            "Surat yang sudah bernomor tidak bisa dihapus, hanya dibatalkan.".into(),
        ));
    }
    tx.commit().await?;
    Ok(visitor.redirect_with("/surat", &Flash::ok("Draf dihapus.")))
}
