//! Papers and sheets of cash. Who took which one out stands in the audit log.

use super::found_book;
use crate::acts::EXPORT_CASH;
use crate::close::EVER;
use crate::domain::{Book, Span};
use crate::dues::name_payers;
use crate::paper::{self, ActivityCash, Figures};
use crate::store::{books, entries, funds, sums};
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{ActivityId, CashBookId, EntryId, FundSourceId};
use roster::FigureSheet;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Result};

/// Lines that a PDF holds and still comes at once.
const ON_PAPER: usize = 2_000;
/// Lines that a sheet holds.
const ON_A_SHEET: usize = 100_000;
pub(super) const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/{book}/bku.pdf", get(book_pdf))
        .route("/kas/{book}/bku.xlsx", get(book_xlsx))
        .route("/kas/bukti/{entry}/kuitansi.pdf", get(receipt))
        .route("/kas/kegiatan/{activity}/kas.pdf", get(activity_pdf))
        .route("/kas/kegiatan/{activity}/kas.xlsx", get(activity_xlsx))
        .route("/kas/dana/{fund}/laporan.pdf", get(fund))
}

/// Writes down who took what out.
pub(super) async fn note(
    ctx: &Ctx,
    actor: &Actor,
    subject: impl Into<storage::Uuid>,
    what: &str,
) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let line = actor.audit(
        EXPORT_CASH,
        actor.unit,
        subject,
        format!("Mengunduh {what}"),
    );
    storage::audit(&mut tx, line).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn sheets(what: &str, sheets: Vec<FigureSheet>) -> Result<Response> {
    let bytes = web::render_blocking(move || roster::write_sheets(&sheets)).await?;
    Ok(web::file(&format!("{what}.xlsx"), XLSX, bytes))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// "2026-11".
    bulan: String,
    /// "2026".
    tahun: String,
}

/// What is asked for, as figures.
async fn of_book(
    ctx: &Ctx,
    actor: &Actor,
    id: CashBookId,
    asked: &Asked,
    most: usize,
) -> Result<(Scope, Book, Span, Figures)> {
    let (scope, book) = found_book(ctx, actor, EXPORT_CASH, id).await?;
    let span = Span::read(&asked.bulan, &asked.tahun);
    let span = span.ok_or_else(|| Error::Bad("Pilih bulan atau tahun bukunya.".into()))?;
    let (from, until) = span.days();
    let before = from.yesterday().unwrap_or(from);
    let wanted = i64::try_from(most + 1).unwrap_or(i64::MAX);
    let mut db = ctx.db.read_long().await?;
    let (income, expense) = sums::between(&mut db, id, EVER, before).await?;
    let mut lines = entries::in_order(&mut db, id, (from, until), wanted).await?;
    name_payers(&mut db, &scope, &mut lines).await?;
    drop(db);
    if lines.len() > most {
        return Err(Error::Rule(
            "Catatannya terlalu banyak untuk satu berkas. Unduh per bulan, atau sebagai Excel."
                .into(),
        ));
    }
    let opening = Money(income.0 - expense.0);
    let figures = paper::book_figures(&book, span, opening, &lines);
    Ok((scope, book, span, figures))
}

fn name_of(book: &Book, span: Span) -> String {
    format!("BKU {} {}", book.name, span.label())
}

/// `GET /kas/{book}/bku.pdf`.
async fn book_pdf(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<CashBookId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (scope, book, span, figures) = of_book(&ctx, &actor, id, &asked, ON_PAPER).await?;
    let pdf = paper::book(&ctx, &scope, &book, span, &figures, actor.today()).await?;
    let what = name_of(&book, span);
    note(&ctx, &actor, id, &what).await?;
    Ok(web::file(&format!("{what}.pdf"), PDF, pdf))
}

/// `GET /kas/{book}/bku.xlsx`.
async fn book_xlsx(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<CashBookId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (_, book, span, figures) = of_book(&ctx, &actor, id, &asked, ON_A_SHEET).await?;
    let what = name_of(&book, span);
    note(&ctx, &actor, id, &what).await?;
    sheets(&what, vec![figures.sheet("BKU")]).await
}

/// `GET /kas/bukti/{entry}/kuitansi.pdf`.
async fn receipt(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<EntryId>,
) -> Result<Response> {
    let scope = actor.may(EXPORT_CASH, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let listed = entries::find(&mut db, &scope, id).await?;
    let mut listed = listed.ok_or(Error::NotFound)?;
    name_payers(&mut db, &scope, std::slice::from_mut(&mut listed)).await?;
    let book = books::find(&mut db, &scope, listed.book).await?;
    drop(db);
    let book = book.ok_or(Error::NotFound)?;
    if listed.reversed || !listed.entry.says.has_receipt() {
        return Err(Error::Rule(
            "Catatan ini tidak punya kuitansi: uangnya tidak diberikan atau diterima siapa pun."
                .into(),
        ));
    }
    let voucher = book.voucher(listed.entry.year, listed.entry.number);
    let pdf = paper::receipt(&ctx, &scope, &listed.entry, &voucher).await?;
    let what = format!("Kuitansi {voucher}");
    note(&ctx, &actor, id, &what).await?;
    Ok(web::file(&format!("{what}.pdf"), PDF, pdf))
}

async fn of_activity(ctx: &Ctx, actor: &Actor, id: ActivityId) -> Result<(Scope, ActivityCash)> {
    let scope = actor.may(EXPORT_CASH, actor.unit)?;
    Ok((scope, ActivityCash::find(ctx, &scope, id).await?))
}

/// `GET /kas/kegiatan/{activity}/kas.pdf`.
async fn activity_pdf(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let (scope, cash) = of_activity(&ctx, &actor, id).await?;
    let pdf = paper::activity(&ctx, &scope, &cash, actor.today()).await?;
    let what = format!("Kas {}", cash.title);
    note(&ctx, &actor, id, &what).await?;
    Ok(web::file(&format!("{what}.pdf"), PDF, pdf))
}

/// `GET /kas/kegiatan/{activity}/kas.xlsx`.
async fn activity_xlsx(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let (_, cash) = of_activity(&ctx, &actor, id).await?;
    let what = format!("Kas {}", cash.title);
    note(&ctx, &actor, id, &what).await?;
    let both = vec![
        cash.income().sheet("Uang masuk"),
        cash.expense().sheet("Uang keluar"),
    ];
    sheets(&what, both).await
}

/// `GET /kas/dana/{fund}/laporan.pdf`.
async fn fund(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<FundSourceId>,
) -> Result<Response> {
    let scope = actor.may(EXPORT_CASH, actor.unit)?;
    let mut db = ctx.db.read_long().await?;
    let fund = funds::find(&mut db, &scope, id).await?;
    let fund = fund.ok_or(Error::NotFound)?;
    let all = books::list(&mut db, &scope).await?;
    let wanted = i64::try_from(ON_PAPER + 1).unwrap_or(i64::MAX);
    let mut lines = entries::of_fund(&mut db, &scope, id, wanted).await?;
    name_payers(&mut db, &scope, &mut lines).await?;
    drop(db);
    if lines.len() > ON_PAPER {
        return Err(Error::Rule(
            "Catatan dana ini terlalu banyak untuk satu berkas. Unduh buku kasnya per bulan."
                .into(),
        ));
    }
    let pdf = paper::fund(&ctx, &scope, &fund, &all, lines, actor.today()).await?;
    let what = format!("Laporan {}", fund.says.name);
    note(&ctx, &actor, id, &what).await?;
    Ok(web::file(&format!("{what}.pdf"), PDF, pdf))
}
