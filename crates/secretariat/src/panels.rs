//! What the secretariat shows elsewhere: on the home page, in a handover, for the classification.

use crate::acts::{READ_LETTERS, WRITE_LETTERS};
use crate::store::{guests, incoming, letters};
use askama::Template;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use web::{
    Actor, Aspect, BoxFuture, Ctx, Evidence, HandoverItem, HandoverKind, Panel, Result, filters,
};

/// So many dispositions stand on the home page; the agenda has all.
const SHOWN: i64 = 3;

#[derive(Template)]
#[template(path = "home_card.html")]
struct HomeCard {
    tasks: Vec<Line>,
    drafts: i64,
}

struct Line {
    href: String,
    text: String,
    /// Until when; empty for no day.
    due: String,
    late: bool,
}

/// Dispositions that are open and letters that are drafts; nothing while there are none.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_LETTERS, actor.unit) else {
            return Ok(None);
        };
        let today = actor.today();
        let mut db = ctx.db.read().await?;
        let tasks = incoming::open_tasks(&mut db, &scope, SHOWN).await?;
        let (_, drafts) = letters::counts(&mut db, &scope, today.year()).await?;
        let line = |open: incoming::Open| Line {
            href: format!("/surat/masuk/{}", open.letter),
            text: format!("{}: {}", open.receiver, open.subject),
            due: open.due.map(day::medium).unwrap_or_default(),
            late: open.due.is_some_and(|due| due < today),
        };
        let card = HomeCard {
            tasks: tasks.into_iter().map(line).collect(),
            drafts: if actor.allows(WRITE_LETTERS) {
                drafts
            } else {
                0
            },
        };
        if card.tasks.is_empty() && card.drafts == 0 {
            return Ok(None);
        }
        let html = card.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 24,
            title: "Surat".into(),
            html,
        }))
    })
}

/// The agendas, and what is still to be done about letters, for the board that takes over.
pub(crate) fn handover<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<HandoverItem>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let (sent, drafts) = letters::counts(&mut db, scope, today.year()).await?;
        let (came, open) = incoming::counts(&mut db, scope, today.year()).await?;
        let mut items = Vec::new();
        if sent + drafts + came > 0 {
            items.push(HandoverItem {
                key: "secretariat.agenda",
                kind: HandoverKind::Documents,
                title: "Agenda surat di Guyub",
                state: format!(
                    "tahun {}: {sent} surat keluar, {came} surat masuk; {drafts} draf",
                    today.year()
                ),
            });
        }
        if open > 0 {
            items.push(HandoverItem {
                key: "secretariat.dispositions",
                kind: HandoverKind::Work,
                title: "Disposisi surat masuk",
                state: format!("{open} belum selesai"),
            });
        }
        Ok(items)
    })
}

/// Whether letters are kept in an agenda, and guests in a book.
pub(crate) fn evidence<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<Evidence>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let (sent, _) = letters::counts(&mut db, scope, today.year()).await?;
        let (came, _) = incoming::counts(&mut db, scope, today.year()).await?;
        let agenda = Evidence::of(Aspect::Administration, "Agenda surat", "/surat");
        let book = Evidence::of(Aspect::Administration, "Buku tamu", "/surat/tamu");
        let visits = guests::count(&mut db, scope, today.year()).await?;
        Ok(vec![
            if sent + came == 0 {
                agenda.lacking("Belum ada surat yang tercatat tahun ini")
            } else {
                agenda.there(format!("{sent} surat keluar, {came} surat masuk tahun ini"))
            },
            if visits == 0 {
                book.lacking("Belum ada tamu yang tercatat tahun ini")
            } else {
                book.there(format!("{visits} kunjungan tahun ini"))
            },
        ])
    })
}
