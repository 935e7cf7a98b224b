//! What the inventory shows elsewhere: on the home page, in a handover, for the classification.

use crate::acts::LEND_ITEMS;
use crate::store::{items, loans, takes};
use askama::Template;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use web::{
    Actor, Aspect, BoxFuture, Ctx, Evidence, HandoverItem, HandoverKind, Panel, Result, filters,
};

/// So many late loans stand on the home page; the list has all.
const SHOWN: usize = 3;

#[derive(Template)]
#[template(path = "item_home_card.html")]
struct HomeCard {
    late: Vec<Line>,
    more: usize,
    walking: bool,
}

struct Line {
    href: String,
    text: String,
    due: String,
}

/// Things that should be back, and a stock-take that is under way; nothing while there are none.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(LEND_ITEMS, actor.unit) else {
            return Ok(None);
        };
        let today = actor.today();
        let mut db = ctx.db.read().await?;
        let mut late = loans::open(&mut db, &scope).await?;
        late.retain(|loan| loan.late(today));
        let card = HomeCard {
            more: late.len().saturating_sub(SHOWN),
            late: late
                .iter()
                .take(SHOWN)
                .map(|loan| Line {
                    href: format!("/inventaris/pinjaman/{}", loan.id),
                    text: format!(
                        "{} {} {}: {}",
                        loan.left(),
                        loan.measure,
                        loan.name,
                        loan.says.borrower
                    ),
                    due: day::medium(loan.says.due_on),
                })
                .collect(),
            walking: takes::open(&mut db, &scope).await?.is_some(),
        };
        if card.late.is_empty() && !card.walking {
            return Ok(None);
        }
        let html = card.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 25,
            title: "Inventaris".into(),
            html,
        }))
    })
}

/// The goods, what is lent, and when they were last looked at, for the board that takes over.
pub(crate) fn handover<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<HandoverItem>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let (kinds, pieces, broken) = items::counts(&mut db, scope).await?;
        if kinds == 0 {
            return Ok(Vec::new());
        }
        let walks = takes::list(&mut db, scope).await?;
        let last = walks.iter().find_map(|take| take.closed_on);
        let walked = match last {
            Some(day) => format!("diperiksa {}", day::medium(day)),
            None => "belum pernah diperiksa; mulai dari Inventaris, Pemeriksaan barang".to_owned(),
        };
        let (open, late) = loans::counts(&mut db, scope, today).await?;
        let item = |key, title, state| HandoverItem {
            key,
            kind: HandoverKind::Goods,
            title,
            state,
        };
        let goods = format!("{kinds} jenis, {pieces} buah, {broken} rusak berat; {walked}");
        let lent = match open {
            0 => "Tidak ada".to_owned(),
            open => format!("{open} belum kembali, {late} lewat waktu"),
        };
        Ok(vec![
            item("secretariat.inventory", "Barang inventaris", goods),
            item("secretariat.loans", "Barang yang dipinjamkan", lent),
        ])
    })
}

/// What the organisation owns, and whether it is looked after.
pub(crate) fn evidence<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    _: Date,
) -> BoxFuture<'a, Result<Vec<Evidence>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let (kinds, pieces, broken) = items::counts(&mut db, scope).await?;
        let book = Evidence::of(Aspect::Facilities, "Buku inventaris", "/inventaris");
        if kinds == 0 {
            return Ok(vec![book.lacking("Belum ada barang yang tercatat")]);
        }
        let book = book.there(format!(
            "{kinds} jenis barang, {pieces} buah, {broken} rusak berat"
        ));
        let walks = takes::list(&mut db, scope).await?;
        Ok(vec![
            match walks.iter().any(|take| take.closed_on.is_some()) {
                true => book,
                false => book.lacking("Barangnya belum pernah diperiksa"),
            },
        ])
    })
}
