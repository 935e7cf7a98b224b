//! What waits for somebody else's word: approved one by one or many at a time; in a unit without a
//! second officer, by the photo of a signed paper.

use super::{Line, reader, voucher};
use crate::acts::{APPROVE_CASH, RECORD_CASH};
use crate::decide::{self, Word};
use crate::domain::Verdict;
use crate::dues::name_payers;
use crate::ledger::By;
use crate::proof;
use crate::store::entries::Listed;
use crate::store::{books, decisions};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::id::{AccountId, EntryId};
use web::{Actor, Ctx, Error, Errors, Flash, Result, Upload, Visitor, filters};

/// Entries that are decided at once.
const MOST: i64 = 100;

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/kas/persetujuan", get(list).post(approve))
}

#[derive(Template)]
#[template(path = "approval.html")]
struct ApprovalPage {
    /// Each with its id, whether this officer may decide about it, and who recorded it.
    lines: Vec<(Line, EntryId, bool, String)>,
    /// Whether something can be ticked.
    any: bool,
    /// Whether a signed paper stands for the second officer.
    on_paper: bool,
    errors: Errors,
    token: String,
}

/// Whether a paper counts in this unit: nobody but the recorder could approve.
async fn on_paper(ctx: &Ctx, actor: &Actor, scope: &Scope) -> Result<bool> {
    if !actor.allows(RECORD_CASH) {
        return Ok(false);
    }
    let mut db = ctx.db.read().await?;
    let others = decide::others(&mut db, scope, actor.account, actor.today()).await?;
    Ok(!others)
}

async fn page(ctx: &Ctx, visitor: &Visitor, actor: &Actor, errors: Errors) -> Result<ApprovalPage> {
    let scope = reader(actor)?;
    let on_paper = on_paper(ctx, actor, &scope).await?;
    let mut db = ctx.db.read().await?;
    let mut waiting = decisions::waiting(&mut db, &scope, MOST).await?;
    name_payers(&mut db, &scope, &mut waiting).await?;
    let all = books::list(&mut db, &scope).await?;
    let may = |listed: &Listed| {
        let own: AccountId = listed.entry.recorder;
        on_paper || (actor.allows(APPROVE_CASH) && own != actor.account)
    };
    let lines: Vec<_> = waiting
        .iter()
        .map(|listed| {
            let voucher = voucher(&all, listed.book, &listed.entry);
            let payer = listed.payer.map(|_| listed.entry.says.party.as_str());
            let line = Line::of(listed, &voucher, payer.unwrap_or_default());
            let who = listed.entry.recorder_name.clone();
            (line, listed.entry.says.id, may(listed), who)
        })
        .collect();
    Ok(ApprovalPage {
        any: lines.iter().any(|(_, _, may, _)| *may),
        lines,
        on_paper,
        errors,
        token: visitor.token(),
    })
}

/// `GET /kas/persetujuan`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let page = page(&ctx, &visitor, &actor, Errors::default()).await?;
    visitor.page("Persetujuan kas", &page)
}

/// `POST /kas/persetujuan`.
async fn approve(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    upload: Upload,
) -> Result<Response> {
    let scope = actor
        .may(APPROVE_CASH, actor.unit)
        .or_else(|_| actor.may(RECORD_CASH, actor.unit))?;
    let on_paper = on_paper(&ctx, &actor, &scope).await?;
    if !on_paper && !actor.allows(APPROVE_CASH) {
        return Err(Error::Forbidden);
    }
    let chosen: Vec<EntryId> = upload
        .texts()
        .filter(|(name, _)| *name == "catatan")
        .filter_map(|(_, id)| id.parse().ok())
        .take(usize::try_from(MOST).unwrap_or(0))
        .collect();
    let mut errors = Errors::default();
    if chosen.is_empty() {
        errors.add("catatan", "Centang dulu yang mau disetujui.");
    }
    let photo = proof::read(&upload, "kertas");
    if let Err(text) = photo {
        errors.add("kertas", text);
    }
    let photo = photo.ok().flatten();
    if on_paper && photo.is_none() && errors.of("kertas").is_empty() {
        errors.add("kertas", "Pilih foto kertas yang sudah ditandatangani.");
    }
    if !errors.is_empty() {
        let page = page(&ctx, &visitor, &actor, errors).await?;
        return visitor.page_again("Persetujuan kas", &page);
    }
    let word = match photo.filter(|_| on_paper) {
        Some(photo) => Word {
            verdict: Verdict::Approved,
            note: String::new(),
            paper: Some(proof::keep(&ctx, photo).await?),
        },
        None => Word::yes(),
    };
    let count = decide_all(&ctx, &actor, &scope, &chosen, &word).await?;
    let flash = Flash::ok(format!("{count} catatan disetujui."));
    Ok(visitor.redirect_with("/kas/persetujuan", &flash))
}

/// Decides about all of them in one transaction; how many there were. What was decided meanwhile,
/// such as the other side of a transfer that was ticked, too, is passed over.
async fn decide_all(
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    chosen: &[EntryId],
    word: &Word,
) -> Result<usize> {
    let mut tx = ctx.db.begin().await?;
    let mut count = 0;
    let mut chosen = chosen.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    // Held at once, so that two who decide about many never wait for each other.
    let mut books: Vec<_> = books::list(&mut tx, scope).await?;
    books.sort_by_key(|book| book.id);
    for book in books {
        tx.hold(book.id).await?;
    }
    for id in chosen {
        if decisions::of(&mut tx, id).await?.is_some() {
            continue;
        }
        decide::decide(&mut tx, scope, id, word, &By::of(actor)).await?;
        count += 1;
    }
    let what = format!("Menyetujui {count} catatan kas");
    let act = if word.paper.is_some() {
        RECORD_CASH
    } else {
        APPROVE_CASH
    };
    storage::audit(&mut tx, actor.audit(act, actor.unit, actor.unit, what)).await?;
    tx.commit().await?;
    Ok(count)
}
