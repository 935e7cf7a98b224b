//! An entry's page: all that its voucher says, its proofs, who approved it, and what can be done.

use super::{activities, fund_name, reader, state, voucher};
use crate::acts::{APPROVE_CASH, COLLECT_DUES, EXPORT_CASH, RECORD_CASH};
use crate::decide::{self, Word};
use crate::domain::{Kind, Verdict, Way, in_words};
use crate::dues::name_payers;
use crate::ledger::{By, WriteError};
use crate::proof;
use crate::record::reverse;
use crate::store::decisions::{self, Decision, Proof};
use crate::store::entries::{self, Listed};
use crate::store::{books, debts, funds};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::{Act, Scope};
use kernel::id::{CashBookId, EntryId, ProofId};
use kernel::{Money, clock, day};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Upload, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/bukti/{entry}", get(show))
        .route("/kas/bukti/{entry}/putuskan", post(decide))
        .route("/kas/bukti/{entry}/koreksi", post(take_back))
        .route("/kas/bukti/{entry}/foto", post(add_photo))
        .route("/kas/bukti/{entry}/foto/{proof}", get(photo))
        .route("/kas/bukti/{entry}/kertas", get(paper))
}

/// A line that has to do with an entry: address, voucher, what it is.
struct Related {
    href: String,
    voucher: String,
    what: &'static str,
}

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage {
    listed: Listed,
    book: CashBookId,
    book_name: String,
    voucher: String,
    day: String,
    words: String,
    fund: String,
    activity: String,
    line: String,
    recorded: String,
    decision: Option<Decision>,
    decided: String,
    proofs: Vec<Proof>,
    related: Vec<Related>,
    chip: &'static str,
    chip_kind: &'static str,
    left: Money,
    /// The other side of a transfer can't be approved alone, so its page says so.
    transfer: bool,
    may_record: bool,
    may_decide: bool,
    own: bool,
    may_reverse: bool,
    may_receipt: bool,
    /// The receipt of dues for WhatsApp; empty for everything else.
    message: String,
    typed: Typed,
    errors: Errors,
    token: String,
}

/// What was typed into one of the page's forms and is wrong.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Typed {
    /// `setuju` or `tolak`.
    keputusan: String,
    /// Why not.
    alasan: String,
    /// Why it is taken back.
    sebab: String,
}

async fn found(ctx: &Ctx, actor: &Actor, act: Act, id: EntryId) -> Result<(Scope, Listed)> {
    let scope = actor.may(act, actor.unit)?;
    let listed = entries::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, listed.ok_or(Error::NotFound)?))
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: EntryId,
    (typed, errors): (Typed, Errors),
) -> Result<EntryPage> {
    let scope = reader(actor)?;
    let mut db = ctx.db.read().await?;
    let listed = entries::find(&mut db, &scope, id).await?;
    let mut listed = listed.ok_or(Error::NotFound)?;
    name_payers(&mut db, &scope, std::slice::from_mut(&mut listed)).await?;
    let all = books::list(&mut db, &scope).await?;
    let says = &listed.entry.says;
    let decision = decisions::of(&mut db, id).await?;
    let mut others = entries::referring(&mut db, &scope, id).await?;
    if let Some(to) = says.refers_to {
        others.extend(entries::find(&mut db, &scope, to).await?);
    }
    let related = others.iter().map(|other| Related {
        href: format!("/kas/bukti/{}", other.entry.says.id),
        voucher: voucher(&all, other.book, &other.entry),
        what: match other.entry.says.kind.label() {
            "" => other.entry.says.direction.label(),
            label => label,
        },
    });
    let related = related.collect();
    let owed = says.kind.ended_by().is_some() && !listed.reversed;
    let left = if owed {
        says.amount.0 - debts::ended(&mut db, id).await?.0
    } else {
        0
    };
    let named = activities(ctx, &scope, actor.today()).await?;
    let line = match says.line {
        Some(id) => crate::budget::line_name(&mut db, &scope, id).await?,
        None => String::new(),
    };
    let activity = named.into_iter().find(|(id, _)| Some(*id) == says.activity);
    let moment = |at| {
        let civil = actor.zone.civil(at);
        let time = clock::with_zone(civil.time(), actor.zone);
        format!("{}, {time}", day::medium(civil.date()))
    };
    let (chip, chip_kind) = state(&listed);
    let own = listed.entry.recorder == actor.account;
    let waits = decision.is_none() && !listed.reversed;
    Ok(EntryPage {
        book: listed.book,
        book_name: all
            .iter()
            .find(|book| book.id == listed.book)
            .map(|book| book.name.clone())
            .unwrap_or_default(),
        voucher: voucher(&all, listed.book, &listed.entry),
        day: day::long(says.day),
        words: in_words(says.amount),
        fund: fund_name(&funds::list(&mut db, &scope).await?, says.fund),
        line,
        activity: activity.map(|(_, name)| name).unwrap_or_default(),
        recorded: moment(listed.entry.at),
        decided: decision
            .as_ref()
            .map(|decision| moment(decision.at))
            .unwrap_or_default(),
        proofs: decisions::proofs(&mut db, id).await?,
        related,
        chip,
        chip_kind,
        left: Money(left),
        transfer: says.kind == Kind::Transfer,
        may_record: actor.allows(RECORD_CASH),
        may_decide: actor.allows(APPROVE_CASH) && waits && !own,
        own,
        may_reverse: actor.allows(RECORD_CASH) && !listed.reversed && says.kind != Kind::Reversal,
        may_receipt: actor.allows(EXPORT_CASH) && says.has_receipt() && !listed.reversed,
        message: if actor.allows(COLLECT_DUES) && !listed.reversed {
            received(&listed, &voucher(&all, listed.book, &listed.entry))
        } else {
            String::new()
        },
        decision,
        listed,
        typed,
        errors,
        token: visitor.token(),
    })
}

/// The receipt of dues, as it goes to the member.
fn received(listed: &Listed, voucher: &str) -> String {
    let says = &listed.entry.says;
    if listed.payer.is_none() {
        return String::new();
    }
    format!(
        "*Kuitansi iuran*\nTerima kasih, {}. {}: {} ({}) sudah diterima {} pada {}.\nNo. bukti {voucher}",
        says.party,
        says.text,
        says.amount,
        in_words(says.amount),
        listed.entry.recorder_name,
        day::medium(says.day),
    )
}

/// `GET /kas/bukti/{entry}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<EntryId>,
) -> Result<Response> {
    let page = page(&ctx, &visitor, &actor, id, Default::default()).await?;
    visitor.page("Bukti kas", &page)
}

/// `POST /kas/bukti/{entry}/putuskan`.
async fn decide(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<EntryId>,
    Form(form): Form<Typed>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, APPROVE_CASH, id).await?;
    let mut errors = Errors::default();
    let refused = form.keputusan == "tolak";
    let note = if refused {
        errors.required("alasan", &form.alasan, 200)
    } else {
        String::new()
    };
    if !errors.is_empty() {
        let page = page(&ctx, &visitor, &actor, id, (form, errors)).await?;
        return visitor.page_again("Bukti kas", &page);
    }
    let word = Word {
        verdict: if refused {
            Verdict::Refused
        } else {
            Verdict::Approved
        },
        note,
        paper: None,
    };
    let mut tx = ctx.db.begin().await?;
    decide::decide(&mut tx, &scope, id, &word, &By::of(&actor)).await?;
    let what = if refused {
        "Menolak catatan kas"
    } else {
        "Menyetujui catatan kas"
    };
    storage::audit(&mut tx, actor.audit(APPROVE_CASH, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = if refused {
        Flash::info("Ditolak. Bendahara mengoreksinya dengan catatan baru.")
    } else {
        Flash::ok("Disetujui.")
    };
    Ok(visitor.redirect_with(&format!("/kas/bukti/{id}"), &flash))
}

/// `POST /kas/bukti/{entry}/koreksi`.
async fn take_back(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<EntryId>,
    Form(form): Form<Typed>,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, RECORD_CASH, id).await?;
    let mut errors = Errors::default();
    let why = errors.required("sebab", &form.sebab, 160);
    let mut tx = ctx.db.begin().await?;
    let taken = if errors.is_empty() {
        reverse(&mut tx, &scope, id, &why, &By::of(&actor)).await
    } else {
        Err(WriteError::Web(Error::Rule(String::new())))
    };
    let reversal = match taken.map_err(Error::from) {
        Ok(reversal) => reversal,
        Err(Error::Rule(text)) => {
            drop(tx);
            if errors.is_empty() {
                errors.add("sebab", text);
            }
            let page = page(&ctx, &visitor, &actor, id, (form, errors)).await?;
            return visitor.page_again("Bukti kas", &page);
        }
        Err(error) => return Err(error),
    };
    let what = format!("Mengoreksi catatan kas: {why}");
    storage::audit(&mut tx, actor.audit(RECORD_CASH, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Dikoreksi. Kalau ada yang benar, catat sebagai catatan baru.");
    Ok(visitor.redirect_with(&format!("/kas/bukti/{reversal}"), &flash))
}

/// `POST /kas/bukti/{entry}/foto`.
async fn add_photo(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<EntryId>,
    upload: Upload,
) -> Result<Response> {
    let (scope, _) = found(&ctx, &actor, RECORD_CASH, id).await?;
    let photo = match proof::read(&upload, "bukti") {
        Ok(Some(photo)) => photo,
        problem => {
            let mut errors = Errors::default();
            errors.add("bukti", problem.err().unwrap_or("Pilih berkasnya dulu."));
            let typed = Typed::default();
            let page = page(&ctx, &visitor, &actor, id, (typed, errors)).await?;
            return visitor.page_again("Bukti kas", &page);
        }
    };
    let kept = proof::keep(&ctx, photo).await?;
    let mut tx = ctx.db.begin().await?;
    decide::add_proof(&mut tx, &scope, id, kept, &By::of(&actor)).await?;
    let what = "Menambah foto bukti kas";
    storage::audit(&mut tx, actor.audit(RECORD_CASH, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Foto bukti tersimpan.");
    Ok(visitor.redirect_with(&format!("/kas/bukti/{id}"), &flash))
}

/// `GET /kas/bukti/{entry}/foto/{proof}`.
async fn photo(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path((id, proof)): Path<(EntryId, ProofId)>,
) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let listed = entries::find(&mut db, &scope, id).await?;
    listed.ok_or(Error::NotFound)?;
    let proofs = decisions::proofs(&mut db, id).await?;
    drop(db);
    let proof = proofs.into_iter().find(|kept| kept.id == proof);
    let proof = proof.ok_or(Error::NotFound)?;
    proof::show(&ctx, &proof.kept, "Bukti kas").await
}

/// `GET /kas/bukti/{entry}/kertas`: the signed paper by which it was approved.
async fn paper(State(ctx): State<Ctx>, actor: Actor, Path(id): Path<EntryId>) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let listed = entries::find(&mut db, &scope, id).await?;
    listed.ok_or(Error::NotFound)?;
    let decision = decisions::of(&mut db, id).await?;
    drop(db);
    let paper = decision.and_then(|decision| decision.paper);
    proof::show(&ctx, &paper.ok_or(Error::NotFound)?, "Persetujuan kas").await
}
