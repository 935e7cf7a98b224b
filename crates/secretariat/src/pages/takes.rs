//! Stock-takes: begun, walked through on a phone, closed with a record.

use super::{Nothing, items};
use crate::acts::LEND_ITEMS;
use crate::domain::{FoundForm, Item, StockTake};
use crate::inventory::ItemError;
use crate::letters::By;
use crate::stock_take::{self, Line, begin_take, close_take, note_found};
use crate::store::{items as things, takes as rows};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ItemId, StockTakeId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/inventaris/periksa", get(list).post(begin))
        .route("/inventaris/periksa/{take}", get(walk))
        .route("/inventaris/periksa/{take}/cari", get(seek))
        .route("/inventaris/periksa/{take}/tutup", post(close))
        .route("/inventaris/periksa/{take}/berita-acara.pdf", get(print))
        .route(
            "/inventaris/periksa/{take}/barang/{item}",
            get(ask).post(note),
        )
}

#[derive(Template)]
#[template(path = "takes.html")]
struct TakesPage {
    /// Each with its day in words.
    takes: Vec<(StockTake, String)>,
    open: bool,
    token: String,
}

/// `GET /inventaris/periksa`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(LEND_ITEMS, actor.unit)?;
    let takes = rows::list(&mut ctx.db.read().await?, &scope).await?;
    let day = |take: StockTake| {
        let day = day::medium(take.closed_on.unwrap_or(take.begun_on));
        (take, day)
    };
    let page = TakesPage {
        open: takes.iter().any(|take| take.closed_on.is_none()),
        takes: takes.into_iter().map(day).collect(),
        token: visitor.token(),
    };
    visitor.page("Pemeriksaan barang", &page)
}

/// `POST /inventaris/periksa`.
async fn begin(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(LEND_ITEMS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let id = begin_take(&mut tx, &scope, &By::of(&actor)).await?;
    tx.commit().await?;
    Ok(visitor.redirect(&format!("/inventaris/periksa/{id}")))
}

async fn found(ctx: &Ctx, actor: &Actor, id: StockTakeId) -> Result<(Scope, StockTake)> {
    let scope = actor.may(LEND_ITEMS, actor.unit)?;
    let take = rows::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, take.ok_or(Error::NotFound)?))
}

#[derive(Template)]
#[template(path = "take.html")]
struct WalkPage {
    take: StockTake,
    begun: String,
    closed: String,
    lines: Vec<Line>,
    seen: usize,
    missing: i64,
    /// What was typed into the search that found nothing.
    code: String,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: StockTakeId,
    (code, errors): (String, Errors),
) -> Result<WalkPage> {
    let (scope, take) = found(ctx, actor, id).await?;
    let lines = stock_take::lines(ctx, &scope, &take).await?;
    let seen = lines.iter().filter_map(|line| line.found.as_ref());
    Ok(WalkPage {
        begun: day::medium(take.begun_on),
        closed: take.closed_on.map(day::medium).unwrap_or_default(),
        seen: seen.clone().count(),
        missing: seen.map(|one| one.missing().max(0)).sum(),
        take,
        lines,
        code,
        errors,
        token: visitor.token(),
    })
}

/// `GET /inventaris/periksa/{take}`.
async fn walk(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<StockTakeId>,
) -> Result<Response> {
    let nothing = (String::new(), Errors::default());
    let page = page(&ctx, &visitor, &actor, id, nothing).await?;
    visitor.page("Pemeriksaan barang", &page)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sought {
    kode: String,
}

/// The thing whose label was scanned or typed: its address, or its code.
async fn labelled(ctx: &Ctx, scope: &Scope, text: &str) -> Result<Option<Item>> {
    let mut db = ctx.db.read().await?;
    let last = text.trim().rsplit('/').next().unwrap_or_default();
    Ok(match last.parse::<ItemId>() {
        Ok(id) => things::find(&mut db, scope, id).await?,
        Err(_) => things::by_code(&mut db, scope, text).await?,
    })
}

/// `GET /inventaris/periksa/{take}/cari`: the label that was scanned or typed.
async fn seek(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<StockTakeId>,
    Params(sought): Params<Sought>,
) -> Result<Response> {
    let (scope, take) = found(&ctx, &actor, id).await?;
    let item = labelled(&ctx, &scope, &sought.kode).await?;
    if let Some(item) = item {
        let to = format!("/inventaris/periksa/{}/barang/{}", take.id, item.id);
        return Ok(visitor.redirect(&to));
    }
    let mut errors = Errors::default();
    errors.add("kode", "Kode ini tidak ada di buku inventaris.");
    let page = page(&ctx, &visitor, &actor, id, (sought.kode, errors)).await?;
    visitor.page_again("Pemeriksaan barang", &page)
}

#[derive(Template)]
#[template(path = "take_item.html")]
struct FoundPage {
    take: StockTakeId,
    item: Item,
    form: FoundForm,
    errors: Errors,
    token: String,
}

/// `GET /inventaris/periksa/{take}/barang/{item}`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, item)): Path<(StockTakeId, ItemId)>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, id).await?;
    let (_, item) = items::found(&ctx, &actor, LEND_ITEMS, item).await?;
    let known = rows::found_of(&mut ctx.db.read().await?, &scope, (id, item.id)).await?;
    let form = match known {
        Some(one) => FoundForm::of(one.pieces, &one.note),
        None => FoundForm::of(item.here(), ""),
    };
    let page = FoundPage {
        take: id,
        item,
        form,
        errors: Errors::default(),
        token: visitor.token(),
    };
    visitor.page("Pemeriksaan barang", &page)
}

/// `POST /inventaris/periksa/{take}/barang/{item}`.
async fn note(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, item)): Path<(StockTakeId, ItemId)>,
    Form(form): Form<FoundForm>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, id).await?;
    let (_, item) = items::found(&ctx, &actor, LEND_ITEMS, item).await?;
    let (pieces, note) = match form.read() {
        Ok(says) => says,
        Err(errors) => {
            let page = FoundPage {
                take: id,
                item,
                form,
                errors,
                token: visitor.token(),
            };
            return visitor.page_again("Pemeriksaan barang", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let by = By::of(&actor);
    let says = (pieces, note.as_str());
    note_found(&mut tx, &scope, (id, item.id), says, &by)
        .await
        .map_err(refused)?;
    tx.commit().await?;
    let flash = Flash::ok(format!("{} sudah diperiksa.", item.says.name));
    Ok(visitor.redirect_with(&format!("/inventaris/periksa/{id}"), &flash))
}

/// What a walk refuses, for who asked.
fn refused(error: ItemError) -> Error {
    match error {
        ItemError::Web(error) => error,
        refused => Error::Rule(refused.to_string()),
    }
}

/// `POST /inventaris/periksa/{take}/tutup`.
async fn close(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<StockTakeId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, id).await?;
    let mut tx = ctx.db.begin().await?;
    close_take(&mut tx, &scope, id, &By::of(&actor))
        .await
        .map_err(refused)?;
    let what = "Menutup pemeriksaan inventaris".to_owned();
    storage::audit(&mut tx, actor.audit(LEND_ITEMS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Pemeriksaan ditutup. Jumlah barang sudah menurut hasilnya.");
    Ok(visitor.redirect_with(&format!("/inventaris/periksa/{id}"), &flash))
}

/// `GET /inventaris/periksa/{take}/berita-acara.pdf`.
async fn print(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<StockTakeId>,
) -> Result<Response> {
    let (scope, take) = found(&ctx, &actor, id).await?;
    let bytes = stock_take::pdf(&ctx, &scope, &take, actor.today()).await?;
    let name = "Berita Acara Pemeriksaan Inventaris.pdf";
    Ok(web::file(name, "application/pdf", bytes))
}
