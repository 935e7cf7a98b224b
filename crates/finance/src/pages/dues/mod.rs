//! The treasurer's pages of dues. Nobody else sees who is behind.

mod collect;
mod list;
mod member;
mod papers;
mod rules;

use crate::acts::COLLECT_DUES;
use crate::domain::{Account, Charge, Dues, Item, Month};
use crate::dues::{Asked, Desk, Member};
use axum::Router;
use jiff::civil::{Date, date};
use kernel::access::Scope;
use kernel::{Money, day};
use web::{Actor, Ctx, Result};

pub(super) fn router() -> Router<Ctx> {
    list::router()
        .merge(collect::router())
        .merge(member::router())
        .merge(rules::router())
        .merge(papers::router())
}

/// Members on one page.
const PER_PAGE: usize = 60;

async fn desk(ctx: &Ctx, actor: &Actor) -> Result<(Scope, Desk)> {
    let scope = actor.may(COLLECT_DUES, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let desk = Desk::open(&mut db, &scope, actor.today()).await?;
    Ok((scope, desk))
}

/// The year that is asked for: this one when it is none, at most next year.
fn year_of(asked: &Asked, today: Date) -> i16 {
    let year = asked.tahun.parse().ok();
    let known = 1980..=today.year() + 1;
    year.filter(|year| known.contains(year))
        .unwrap_or(today.year())
}

/// The months of `year`.
fn months(year: i16) -> impl Iterator<Item = Month> {
    (1..=12).map(move |month| Month::of(date(year, month, 1)))
}

/// A month in a member's strip: short name, sign, the word for it, the class of its colour.
struct Mark {
    month: &'static str,
    sign: &'static str,
    word: &'static str,
    class: &'static str,
}

/// A year of `account` at a glance.
fn strip(account: &Account, year: i16, today: Date) -> Vec<Mark> {
    let of = |month: Month| {
        let charge = Charge::Month(month);
        let item = account.items.iter().find(|item| item.charge == charge);
        let (sign, word, class) = sign(item, today);
        Mark {
            month: day::short_month(month.first().month()),
            sign,
            word,
            class,
        }
    };
    months(year).map(of).collect()
}

fn sign(item: Option<&Item>, today: Date) -> (&'static str, &'static str, &'static str) {
    match item {
        None => ("–", "bebas", ""),
        Some(item) if item.open().0 == 0 => ("✓", "lunas", "ok"),
        Some(item) if item.paid.0 > 0 => ("½", "sebagian", "warn"),
        Some(item) if item.is_late(today) => ("!", "belum", "bad"),
        Some(_) => ("·", "nanti", ""),
    }
}

/// How a member stands, in words with the amount that is open.
fn standing(member: &Member, today: Date) -> (&'static str, Money) {
    let arrears = member.account.arrears(today);
    let now = member.account.asked_now(today);
    let asked = member.account.items.iter().any(|item| item.asked.0 > 0);
    match (arrears.0 > 0, now.0 > 0) {
        (true, _) => ("Tunggakan {jumlah}", arrears),
        (false, true) => ("Bulan ini {jumlah}", now),
        (false, false) if asked => ("Lunas", Money(0)),
        (false, false) => ("Bebas iuran", Money(0)),
    }
}

/// "Oktober 2026, November 2026": what is open of `items`.
fn labels<'a>(dues: &Dues, items: impl Iterator<Item = &'a Item>) -> String {
    let labels = items.map(|item| dues.label(item.charge));
    labels.collect::<Vec<_>>().join(", ")
}

/// Months that can be chosen in a form, the latest first: two years back to the end of next year.
fn choices(today: Date) -> Vec<Month> {
    let mut month = crate::dues::last_month(today);
    let first = Month::of(date(today.year() - 2, 1, 1));
    let mut all = Vec::new();
    while month >= first {
        all.push(month);
        month = month.previous();
    }
    all
}

/// `asked` as an address under `path`, with another page.
fn link(path: &str, asked: &Asked, page: usize) -> String {
    let pairs = [
        ("tahun", asked.tahun.as_str()),
        ("rt", &asked.rt),
        ("cari", &asked.cari),
        ("orang", &asked.orang),
    ];
    let number = page.to_string();
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let pairs = pairs.chain((page > 1).then_some(("hal", number.as_str())));
    let mut query = form_urlencoded::Serializer::new(String::new());
    let query = query.extend_pairs(pairs).finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// A page of `all`, with the addresses of the pages beside it and where one is.
fn page_of<'a, T>(all: &'a [T], path: &str, asked: &Asked) -> (&'a [T], [String; 2], String) {
    let last = all.len().div_ceil(PER_PAGE).max(1);
    let page = asked.hal.parse().unwrap_or(1).clamp(1, last);
    let from = (page - 1) * PER_PAGE;
    let until = all.len().min(from + PER_PAGE);
    let before = if page > 1 {
        link(path, asked, page - 1)
    } else {
        String::new()
    };
    let after = if page < last {
        link(path, asked, page + 1)
    } else {
        String::new()
    };
    let here = if last > 1 {
        format!("{}–{until} dari {}", from + 1, all.len())
    } else {
        String::new()
    };
    (&all[from..until], [before, after], here)
}
