//! A budget as PDF and as a workbook, and a board's own workbook read and checked row by row.

use super::{found, found_draft};
use crate::acts::{READ_CASH, WRITE_BUDGET};
use crate::budget::keep::{draft, refused, write};
use crate::budget::sheet::{Finding, SheetBudget, read_sheet};
use crate::budget::{Budget, BudgetLine, Content, paper, store, workbook};
use crate::ledger::By;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::BudgetId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Upload, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/rab/{budget}/rab.pdf", get(pdf))
        .route("/rab/{budget}/rab.xlsx", get(xlsx))
        .route("/rab/{budget}/berkas", get(ask).post(check))
        .route("/rab/{budget}/berkas/pakai", post(take))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    versi: String,
}

async fn version(ctx: &Ctx, actor: &Actor, id: BudgetId, asked: &Asked) -> Result<(Scope, Budget)> {
    let (scope, budget) = found(ctx, actor, READ_CASH, id).await?;
    let Ok(version) = asked.versi.parse() else {
        return Ok((scope, budget));
    };
    let older = store::find(&mut ctx.db.read().await?, &scope, id, Some(version)).await?;
    Ok((scope, older.ok_or(Error::NotFound)?))
}

/// `GET /rab/{budget}/rab.pdf`.
async fn pdf(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<BudgetId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (scope, budget) = version(&ctx, &actor, id, &asked).await?;
    let bytes = paper::pdf(&ctx, &scope, &budget, actor.today()).await?;
    let name = format!("{}.pdf", budget.title);
    Ok(web::file(&name, "application/pdf", bytes))
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /rab/{budget}/rab.xlsx`.
async fn xlsx(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<BudgetId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (_, budget) = version(&ctx, &actor, id, &asked).await?;
    let name = format!("{}.xlsx", budget.title);
    let bytes = web::render_blocking(move || workbook::xlsx(&budget)).await?;
    Ok(web::file(&name, XLSX, bytes))
}

/// A row of the sheet as it was read.
struct ShownRow {
    row: u32,
    line: BudgetLine,
    wrong: Vec<String>,
}

#[derive(Template)]
#[template(path = "budget_sheet.html")]
struct SheetPage {
    budget: Budget,
    rows: Vec<ShownRow>,
    /// What is wrong in rows of no line: numbers, sums.
    others: Vec<Finding>,
    sums: Vec<(String, String)>,
    findings: usize,
    /// The lines, for the form that takes them.
    content: String,
    errors: Errors,
    token: String,
}

impl SheetPage {
    fn of(visitor: &Visitor, budget: Budget, read: SheetBudget, errors: Errors) -> Result<Self> {
        let content =
            serde_json::to_string(&read.content).map_err(|error| Error::Other(error.into()))?;
        let at = |row: u32| {
            read.findings
                .iter()
                .filter(move |finding| finding.row == row)
        };
        let others = read
            .findings
            .iter()
            .filter(|finding| !read.rows.contains(&finding.row));
        Ok(Self {
            others: others.cloned().collect(),
            findings: read.findings.len(),
            sums: paper::sums(&read.content),
            rows: read
                .rows
                .iter()
                .zip(&read.content.lines)
                .map(|(row, line)| ShownRow {
                    row: *row,
                    line: line.clone(),
                    wrong: at(*row).map(|finding| finding.text.clone()).collect(),
                })
                .collect(),
            budget,
            content,
            errors,
            token: visitor.token(),
        })
    }
}

/// `GET /rab/{budget}/berkas`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<BudgetId>,
) -> Result<Response> {
    let (_, budget) = found_draft(&ctx, &actor, WRITE_BUDGET, id).await?;
    let nothing = SheetBudget::default();
    let page = SheetPage::of(&visitor, budget, nothing, Errors::default())?;
    visitor.page("RAB dari Excel", &page)
}

/// `POST /rab/{budget}/berkas`: shows what was read and what does not agree; nothing is kept yet.
async fn check(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<BudgetId>,
    upload: Upload,
) -> Result<Response> {
    let (_, budget) = found_draft(&ctx, &actor, WRITE_BUDGET, id).await?;
    let mut errors = Errors::default();
    let read = match upload.file("berkas") {
        Some(file) => {
            let bytes = file.bytes.clone();
            let read = first_budget(bytes).await?;
            errors.keep("berkas", read)
        }
        None => {
            errors.add("berkas", "Pilih berkasnya dulu.");
            None
        }
    };
    let Some(read) = read else {
        let page = SheetPage::of(&visitor, budget, SheetBudget::default(), errors)?;
        return visitor.page_again("RAB dari Excel", &page);
    };
    let page = SheetPage::of(&visitor, budget, read, errors)?;
    visitor.page("RAB dari Excel", &page)
}

/// The first sheet that is a budget, or why there is none.
async fn first_budget(bytes: Vec<u8>) -> Result<Result<SheetBudget, String>> {
    web::render_blocking(move || {
        let grids = match roster::grids(&bytes) {
            Ok(grids) => grids,
            Err(error) => return Ok::<_, std::convert::Infallible>(Err(error.to_string())),
        };
        let budgets = grids
            .iter()
            .filter_map(|grid| read_sheet(&grid.rows, storage::fresh));
        let mut filled = budgets.filter(|budget| !budget.content.lines.is_empty());
        Ok(filled.next().ok_or_else(|| {
            "Tidak ada tabel RAB di berkas ini. Kepala tabelnya perlu memuat Uraian dan Jumlah \
             atau Harga satuan."
                .to_owned()
        }))
    })
    .await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TakeForm {
    /// The lines as JSON, as the page before showed them.
    isi: String,
    /// `ganti` if they stand in place of the lines that are there.
    cara: String,
}

/// `POST /rab/{budget}/berkas/pakai`.
async fn take(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<BudgetId>,
    Form(form): Form<TakeForm>,
) -> Result<Response> {
    let (scope, _) = found_draft(&ctx, &actor, WRITE_BUDGET, id).await?;
    let unreadable = || Error::Bad("Isi berkasnya tidak terbaca lagi. Unggah sekali lagi.".into());
    let sent: Content = serde_json::from_str(&form.isi).map_err(|_| unreadable())?;
    let mut tx = ctx.db.begin().await?;
    let budget = draft(&mut tx, &scope, id).await?;
    let mut content = match form.cara.as_str() {
        "ganti" => Content::default(),
        _ => budget.content.clone(),
    };
    for mut line in sent.lines {
        // What comes from outside is measured like what is typed.
        let long = |text: &str, most: usize| text.chars().count() > most;
        if long(&line.text, 120)
            || long(&line.section, 60)
            || long(&line.note, 120)
            || line.price.0 < 0
        {
            return Err(unreadable());
        }
        line.id = storage::fresh();
        content.put(line).map_err(refused)?;
    }
    let what = format!(
        "{}: mengambil {} baris dari berkas",
        budget.title,
        content.lines.len()
    );
    write(&mut tx, &scope, budget, content, &By::of(&actor)).await?;
    storage::audit(&mut tx, actor.audit(WRITE_BUDGET, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Baris dari berkas tersimpan dengan jumlah yang benar.");
    Ok(visitor.redirect_with(&format!("/rab/{id}"), &flash))
}
