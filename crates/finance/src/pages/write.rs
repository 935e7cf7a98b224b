//! Recording money in or out: one form, with the photo of the proof.

use super::{activities, found_book, key_of, open_funds};
use crate::acts::RECORD_CASH;
use crate::budget::{LineChoice, line_choices, read_choice};
use crate::decide::add_proof;
use crate::domain::{Book, CATEGORIES, Direction, EntryForm, FundSource};
use crate::ledger::{By, WriteError};
use crate::proof;
use crate::record::record;
use crate::store::entries;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::id::{ActivityId, CashBookId, EntryId};
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Flash, Result, Upload, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/kas/{book}/catat", get(ask).post(save))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    arah: String,
    kegiatan: String,
    anggaran: String,
}

#[derive(Template)]
#[template(path = "entry_form.html")]
struct FormPage {
    book: Book,
    form: EntryForm,
    errors: Errors,
    funds: Vec<FundSource>,
    activities: Vec<(ActivityId, String)>,
    categories: Vec<String>,
    choices: Vec<LineChoice>,
    coming: bool,
    title: &'static str,
    token: String,
}

impl FormPage {
    async fn of(
        ctx: &Ctx,
        visitor: &Visitor,
        actor: &Actor,
        (scope, book): (Scope, Book),
        form: EntryForm,
        errors: Errors,
    ) -> Result<Self> {
        let used = entries::categories(&mut ctx.db.read().await?, book.id).await?;
        let known = CATEGORIES.iter().map(|known| (*known).to_owned());
        let mut categories = used;
        for known in known {
            if !categories.contains(&known) {
                categories.push(known);
            }
        }
        let coming = form.direction() == Direction::In;
        let choices = line_choices(&mut ctx.db.read().await?, &scope, form.direction()).await?;
        Ok(Self {
            funds: open_funds(ctx, &scope).await?,
            activities: activities(ctx, &scope, actor.today()).await?,
            categories,
            choices,
            coming,
            title: title(coming),
            token: visitor.token(),
            book,
            form,
            errors,
        })
    }
}

const fn title(coming: bool) -> &'static str {
    if coming { "Uang masuk" } else { "Uang keluar" }
}

/// `GET /kas/{book}/catat`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<CashBookId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let found = found_book(&ctx, &actor, RECORD_CASH, id).await?;
    let funds = open_funds(&ctx, &found.0).await?;
    let form = EntryForm {
        kunci: storage::fresh::<EntryId>().to_string(),
        arah: asked.arah,
        kegiatan: asked.kegiatan,
        anggaran: asked.anggaran,
        hari: actor.today().to_string(),
        dana: funds
            .first()
            .map(|fund| fund.id.to_string())
            .unwrap_or_default(),
        ..EntryForm::default()
    };
    let page = FormPage::of(&ctx, &visitor, &actor, found, form, Errors::default()).await?;
    visitor.page(page.title, &page)
}

/// What was typed beside the photo.
fn typed(upload: &Upload) -> EntryForm {
    let text = |name: &str| upload.text(name).to_owned();
    EntryForm {
        kunci: text("kunci"),
        arah: text("arah"),
        hari: text("hari"),
        jumlah: text("jumlah"),
        uraian: text("uraian"),
        pihak: text("pihak"),
        pos: text("pos"),
        anggaran: text("anggaran"),
        dana: text("dana"),
        kegiatan: text("kegiatan"),
        jenis: text("jenis"),
        talangan: text("talangan"),
        talangan_jumlah: text("talangan_jumlah"),
    }
}

/// `POST /kas/{book}/catat`.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<CashBookId>,
    upload: Upload,
) -> Result<Response> {
    let found = found_book(&ctx, &actor, RECORD_CASH, id).await?;
    let form = typed(&upload);
    match write(&ctx, &actor, &found.0, id, &form, &upload).await? {
        Ok(entry) => {
            let flash = Flash::ok("Tercatat. Sekarang menunggu persetujuan pengurus lain.");
            Ok(visitor.redirect_with(&format!("/kas/bukti/{entry}"), &flash))
        }
        Err(mut errors) => {
            if !upload.files.is_empty() && errors.of("bukti").is_empty() {
                errors.add("bukti", "Pilih lagi fotonya; yang tadi belum tersimpan.");
            }
            let page = FormPage::of(&ctx, &visitor, &actor, found, form, errors).await?;
            visitor.page_again(page.title, &page)
        }
    }
}

/// Writes the entry and its proof; what is wrong with the form, field by field.
async fn write(
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    book: CashBookId,
    form: &EntryForm,
    upload: &Upload,
) -> Result<Result<EntryId, Errors>> {
    let funds = open_funds(ctx, scope).await?;
    let photo = proof::read(upload, "bukti");
    let told = form.read(key_of(&form.kunci), &funds, actor.today());
    let (mut told, photo) = match (told, photo) {
        (Ok(told), Ok(photo)) => (told, photo),
        (told, photo) => {
            let mut errors = told.err().unwrap_or_default();
            if let Err(text) = photo {
                errors.add("bukti", text);
            }
            return Ok(Err(errors));
        }
    };
    let known = activities(ctx, scope, actor.today()).await?;
    let chosen = told.entry.activity;
    told.entry.activity = chosen.filter(|id| known.iter().any(|(known, _)| known == id));
    let mut db = ctx.db.read().await?;
    if let Err(text) = read_choice(&mut db, scope, &form.anggaran, &mut told.entry).await? {
        let mut errors = Errors::default();
        errors.add("anggaran", text);
        return Ok(Err(errors));
    }
    drop(db);
    let kept = match photo {
        Some(photo) => Some(proof::keep(ctx, photo).await?),
        None => None,
    };
    let by = By::of(actor);
    let mut tx = ctx.db.begin().await?;
    let before = entries::find(&mut tx, scope, told.entry.id)
        .await?
        .is_some();
    let id = match record(&mut tx, scope, book, &told, &by).await {
        Ok(id) => id,
        Err(WriteError::Refused(refusal)) => {
            let mut errors = Errors::default();
            errors.add(refusal.field(), refusal.to_string());
            return Ok(Err(errors));
        }
        Err(error) => return Err(error.into()),
    };
    if before {
        return Ok(Ok(id));
    }
    if let Some(kept) = kept {
        add_proof(&mut tx, scope, id, kept, &by).await?;
    }
    let says = &told.entry;
    let what = format!("{} {}: {}", says.direction.label(), says.amount, says.text);
    storage::audit(&mut tx, actor.audit(RECORD_CASH, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(Ok(id))
}
