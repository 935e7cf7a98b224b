//! A book's page: what is in it, a month of entries with the balance after each, what is owed.

use super::{Line, found_book};
use crate::acts::{EXPORT_CASH, MANAGE_CASH, READ_CASH, RECORD_CASH};
use crate::close::{self, Due};
use crate::domain::{Book, Closing, Month};
use crate::dues::name_payers;
use crate::store::debts::{self, Debt};
use crate::store::entries::{self, Before, Listed};
use crate::store::{books, closings, sums};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::{Date, date};
use kernel::Money;
use kernel::access::Scope;
use kernel::id::CashBookId;
use serde::Deserialize;
use storage::Query;
use web::{Actor, Ctx, Result, Visitor, filters};

/// Entries on one page.
const PER_PAGE: usize = 50;
const FAR: Date = date(2300, 1, 1);

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/kas/{book}", get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The month; this one when empty.
    bulan: String,
    /// Where the page begins: "2026-11-24.17".
    sebelum: String,
}

impl Asked {
    fn before(&self) -> Option<Before> {
        let (day, seq) = self.sebelum.rsplit_once('.')?;
        Some(Before {
            day: day.parse().ok()?,
            seq: seq.parse().ok()?,
        })
    }
}

#[derive(Template)]
#[template(path = "book.html")]
struct BookPage {
    book: Book,
    month: Month,
    income: Money,
    expense: Money,
    lines: Vec<Line>,
    /// Addresses of the month before, the month after, and older entries of this month.
    before: String,
    after: String,
    older: String,
    debts: Vec<Debt>,
    due: Option<Due>,
    closing: Option<Closing>,
    several: bool,
    may_record: bool,
    may_manage: bool,
    may_export: bool,
}

/// `GET /kas/{book}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<CashBookId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (scope, book) = found_book(&ctx, &actor, READ_CASH, id).await?;
    let today = Month::of(actor.today());
    let month = asked.bulan.parse().unwrap_or(today);
    let mut db = ctx.db.read().await?;
    let first = entries::first_open_day(&mut db, id, None).await?;
    let (income, expense) = sums::between(&mut db, id, month.first(), month.last()).await?;
    let before = asked.before().unwrap_or(Before { day: FAR, seq: 0 });
    let days = (month.first(), month.last());
    let wanted = i64::try_from(PER_PAGE + 1).unwrap_or(i64::MAX);
    let mut listed = entries::page(&mut db, id, days, before, wanted).await?;
    let more = listed.len() > PER_PAGE;
    listed.truncate(PER_PAGE);
    let link = |month: Month| format!("/kas/{id}?bulan={month}");
    let older = match listed.last().filter(|_| more) {
        Some(last) => format!(
            "{}&sebelum={}.{}",
            link(month),
            last.entry.says.day,
            last.entry.seq
        ),
        None => String::new(),
    };
    let page = BookPage {
        lines: lines(&mut db, (&scope, &book), listed).await?,
        debts: debts::open(&mut db, id).await?,
        due: close::due(&mut db, &book, actor.today()).await?,
        closing: closings::last(&mut db, id).await?,
        several: books::list(&mut db, &scope).await?.len() > 1,
        before: if first.is_some_and(|first| first < month.first()) {
            link(month.previous())
        } else {
            String::new()
        },
        after: if month < today {
            link(month.next())
        } else {
            String::new()
        },
        may_record: actor.allows(RECORD_CASH),
        may_manage: actor.allows(MANAGE_CASH),
        may_export: actor.allows(EXPORT_CASH),
        book,
        month,
        income,
        expense,
        older,
    };
    visitor.page("Kas", &page)
}

/// The entries with the balance after each, reckoned back from a day whose balance is known.
async fn lines(
    db: &mut impl Query,
    (scope, book): (&Scope, &Book),
    mut listed: Vec<Listed>,
) -> Result<Vec<Line>> {
    name_payers(db, scope, &mut listed).await?;
    let Some(first) = listed.first() else {
        return Ok(Vec::new());
    };
    let at = Before {
        day: first.entry.says.day,
        seq: first.entry.seq,
    };
    let mut balance = balance_on(db, book, at.day).await?.0;
    balance -= entries::later_on_day(db, book.id, at).await?;
    let mut lines = Vec::new();
    for one in &listed {
        let says = &one.entry.says;
        let voucher = book.voucher(one.entry.year, one.entry.number);
        let mut more = format!("saldo {}", Money(balance));
        if one.payer.is_some() {
            more = format!("{}, {more}", says.party);
        }
        lines.push(Line::of(one, &voucher, &more));
        balance -= says.direction.signed(says.amount);
    }
    Ok(lines)
}

/// What was in `book` at the end of `day`: the nearest balance that is kept, less what came after.
pub(super) async fn balance_on(db: &mut impl Query, book: &Book, day: Date) -> Result<Money> {
    let closing = closings::covering(db, book.id, day).await?;
    let (known, until) = match closing {
        Some(closing) => (closing.balance, closing.says.month.last()),
        None => (book.balance, FAR),
    };
    let from = day.tomorrow().unwrap_or(day);
    let (income, expense) = sums::between(db, book.id, from, until).await?;
    Ok(Money(known.0 - income.0 + expense.0))
}
