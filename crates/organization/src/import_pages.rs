//! Pages of the import: upload, what was read, the result with its undo and the rows left.

use crate::store_import::{self as store, ImportRow};
use crate::{IMPORT_MEMBERS, import};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::day;
use kernel::id::ImportId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Flash, Form, Result, Upload, Visitor, filters};

/// Rows of the preview that a phone shows.
const SHOWN: usize = 60;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/anggota/impor", get(start).post(upload))
        .route("/anggota/impor/{id}", get(show))
        .route("/anggota/impor/{id}/masukkan", post(take))
        .route("/anggota/impor/{id}/batalkan", post(undo))
        .route("/anggota/impor/{id}/sisa", get(rest))
}

#[derive(Template)]
#[template(path = "import_start.html")]
struct StartPage {
    imports: Vec<(ImportId, String, String, i64)>,
    error: String,
    token: String,
}

async fn start_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    error: String,
) -> Result<StartPage> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let rows = store::list(&mut ctx.db.read().await?, &scope).await?;
    let imports = rows
        .into_iter()
        .filter(|row| row.state != "undone")
        .map(|row| {
            let when = day::medium(actor.zone.today(row.created_at));
            (row.id, row.file_name, when, row.taken)
        })
        .collect();
    Ok(StartPage {
        imports,
        error,
        token: visitor.token(),
    })
}

async fn start(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let page = start_page(&ctx, &visitor, &actor, String::new()).await?;
    visitor.page("Unggah daftar anggota", &page)
}

async fn upload(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    upload: Upload,
) -> Result<Response> {
    actor.may(IMPORT_MEMBERS, actor.unit)?;
    let error = match upload.file("daftar") {
        None => "Pilih dulu berkas daftar anggotanya.".to_owned(),
        Some(file) => match import::begin(&ctx, &actor, &file.name, file.bytes.clone()).await {
            Ok(id) => return Ok(visitor.redirect(&format!("/anggota/impor/{id}"))),
            Err(Error::Rule(text)) => text,
            Err(error) => return Err(error),
        },
    };
    let page = start_page(&ctx, &visitor, &actor, error).await?;
    visitor.page_again("Unggah daftar anggota", &page)
}

struct ReadRow {
    name: String,
    facts: String,
    issues: Vec<String>,
    left: Option<String>,
}

#[derive(Template)]
#[template(path = "import_show.html")]
struct ShowPage {
    row: ImportRow,
    waiting: bool,
    undone: bool,
    columns: Vec<(String, String)>,
    rows: Vec<ReadRow>,
    more: usize,
    taken: usize,
    left: usize,
    token: String,
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
) -> Result<Response> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let row = import::find(&mut ctx.db.read().await?, &scope, id).await?;
    let mut page = ShowPage {
        waiting: row.state == "waiting",
        undone: row.state == "undone",
        columns: Vec::new(),
        rows: Vec::new(),
        more: 0,
        taken: usize::try_from(row.taken).unwrap_or(0),
        left: usize::try_from(row.rest).unwrap_or(0),
        token: visitor.token(),
        row,
    };
    if page.waiting {
        let bytes = ctx.files.get(page.row.file).await?.to_vec();
        let plan = import::plan(&ctx, &scope, &page.row.file_name, bytes, actor.now).await?;
        fill(&mut page, &plan);
    }
    visitor.page("Periksa daftar", &page)
}

/// Rows left and rows with a remark first: they are the ones to look at.
fn fill(page: &mut ShowPage, plan: &import::Plan) {
    page.taken = plan.taken.len();
    page.left = plan.left.len();
    page.columns = plan
        .reading
        .columns
        .iter()
        .filter_map(|column| Some((column.heading.clone()?, column.means.to_string())))
        .collect();
    let left = plan
        .left
        .iter()
        .map(|(at, reason)| (*at, Some(reason.clone())));
    let taken = plan.taken.iter().map(|at| (*at, None));
    let mut rows: Vec<ReadRow> = left
        .chain(taken)
        .map(|(at, left)| {
            let line = &plan.reading.lines[at];
            let values = line.values.clone().unwrap_or_default();
            let place = crate::domain::describe_place(
                &values.hamlet.unwrap_or_default(),
                values.rt,
                values.rw,
            );
            let facts = [
                place,
                values.birth_date.map(day::short).unwrap_or_default(),
                values
                    .phones
                    .first()
                    .map(|phone| kernel::phone::local(phone))
                    .unwrap_or_default(),
            ];
            let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
            ReadRow {
                name: values.name.unwrap_or_else(|| line.raw.join(" · ")),
                facts: facts.join(" · "),
                issues: line.issues().to_vec(),
                left,
            }
        })
        .collect();
    rows.sort_by_key(|row| (row.left.is_none(), row.issues.is_empty()));
    page.more = rows.len().saturating_sub(SHOWN);
    rows.truncate(SHOWN);
    page.rows = rows;
}

#[derive(Deserialize)]
struct Nothing {}

async fn take(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let taken = import::finish(&ctx, &actor, id).await?;
    let flash = Flash::ok(format!("{taken} anggota masuk daftar."));
    Ok(visitor.redirect_with(&format!("/anggota/impor/{id}"), &flash))
}

async fn undo(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    import::undo(&ctx, &actor, id).await?;
    let flash = Flash::ok("Impor dibatalkan. Anggota dari daftar itu sudah dikeluarkan lagi.");
    Ok(visitor.redirect_with("/anggota/impor", &flash))
}

async fn rest(State(ctx): State<Ctx>, actor: Actor, Path(id): Path<ImportId>) -> Result<Response> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let row = import::find(&mut ctx.db.read().await?, &scope, id).await?;
    let workbook = match (row.rest_file, row.state.as_str()) {
        (Some(file), _) => ctx.files.get(file).await?.to_vec(),
        (None, "waiting") => {
            let bytes = ctx.files.get(row.file).await?.to_vec();
            let plan = import::plan(&ctx, &scope, &row.file_name, bytes, actor.now).await?;
            import::rest(&plan)?.ok_or(Error::NotFound)?
        }
        (None, _) => return Err(Error::NotFound),
    };
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(web::file(
        &format!("{}.sisa.xlsx", row.file_name),
        media,
        workbook,
    ))
}
