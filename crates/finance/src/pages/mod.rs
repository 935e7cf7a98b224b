//! Officers' pages of cash.

mod approval;
mod book;
mod closing;
mod debts;
mod dues;
mod entry;
mod funds;
mod overview;
mod papers;
mod public;
mod transfer;
mod write;

pub(crate) use public::unit_panel;

use crate::acts::READ_CASH;
use crate::domain::{Book, Entry, FundSource, Kind, Verdict};
use crate::store::entries::Listed;
use crate::store::{books, funds as fund_store};
use axum::Router;
use jiff::civil::Date;
use kernel::access::{Act, Scope};
use kernel::day;
use kernel::id::{ActivityId, CashBookId, EntryId, FundSourceId};
use web::{Actor, Ctx, Error, Result};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .merge(overview::router())
        .merge(book::router())
        .merge(write::router())
        .merge(entry::router())
        .merge(debts::router())
        .merge(approval::router())
        .merge(transfer::router())
        .merge(funds::router())
        .merge(closing::router())
        .merge(crate::budget::router())
        .merge(papers::router())
        .merge(public::router())
        .merge(dues::router())
}

/// The book of the actor's unit, for who may do `act`.
async fn found_book(ctx: &Ctx, actor: &Actor, act: Act, id: CashBookId) -> Result<(Scope, Book)> {
    let scope = actor.may(act, actor.unit)?;
    let book = books::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, book.ok_or(Error::NotFound)?))
}

/// The fund sources that can be chosen.
async fn open_funds(ctx: &Ctx, scope: &Scope) -> Result<Vec<FundSource>> {
    let mut funds = fund_store::list(&mut ctx.db.read().await?, scope).await?;
    funds.retain(|fund| !fund.over);
    Ok(funds)
}

/// The unit's activities that are near today, by name.
pub(crate) async fn activities(
    ctx: &Ctx,
    scope: &Scope,
    today: Date,
) -> Result<Vec<(ActivityId, String)>> {
    match ctx.modules.iter().find_map(|module| module.activity_names) {
        Some(names) => names(ctx, scope, today).await,
        None => Ok(Vec::new()),
    }
}

/// The id that a form carries, so that it is written once however often it is sent.
fn key_of(typed: &str) -> EntryId {
    typed.parse().unwrap_or_else(|_| storage::fresh())
}

/// A line of a list of entries.
struct Line {
    href: String,
    day: String,
    month: &'static str,
    title: String,
    below: String,
    chip: &'static str,
    chip_kind: &'static str,
}

impl Line {
    fn of(listed: &Listed, voucher: &str, more: &str) -> Self {
        let says = &listed.entry.says;
        let (chip, chip_kind) = state(listed);
        let kind = says.kind.label();
        let parts = [&says.direction.shown(says.amount), kind, voucher, more];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            href: format!("/kas/bukti/{}", says.id),
            day: says.day.day().to_string(),
            month: day::short_month(says.day.month()),
            title: says.text.clone(),
            below: parts.join(" · "),
            chip,
            chip_kind,
        }
    }
}

/// How an entry stands, as a chip.
fn state(listed: &Listed) -> (&'static str, &'static str) {
    let says = &listed.entry.says;
    match listed.verdict {
        _ if listed.reversed => ("Sudah dikoreksi", ""),
        Some(Verdict::Refused) => ("Ditolak, perlu koreksi", "bad"),
        None => ("Menunggu persetujuan", "warn"),
        Some(Verdict::Approved) if needs_proof(listed) => ("Belum ada bukti", "ask"),
        Some(Verdict::Approved) if says.kind == Kind::Reversal => ("Koreksi", "info"),
        Some(Verdict::Approved) => ("", ""),
    }
}

/// Whether a receipt should lie beside an entry and does not.
pub(crate) fn needs_proof(listed: &Listed) -> bool {
    let says = &listed.entry.says;
    listed.proofs == 0
        && says.kind == Kind::Plain
        && says.direction == crate::domain::Direction::Out
}

pub(crate) fn voucher(books: &[Book], book: CashBookId, entry: &Entry) -> String {
    books
        .iter()
        .find(|known| known.id == book)
        .map(|known| known.voucher(entry.year, entry.number))
        .unwrap_or_default()
}

/// What a fund source is called.
pub(crate) fn fund_name(funds: &[FundSource], id: FundSourceId) -> String {
    funds
        .iter()
        .find(|fund| fund.id == id)
        .map(|fund| fund.says.name.clone())
        .unwrap_or_default()
}

/// The scope of whoever may read, for pages that only show.
fn reader(actor: &Actor) -> Result<Scope> {
    actor.may(READ_CASH, actor.unit)
}
