//! What the page of officers shows of the board: how long its decree holds, patrons, divisions.

use crate::board;
use crate::domain::{Group, Term, Validity, composition};
use crate::store::{decrees, people};
use crate::{CHANGE_BOARD, SEE_BOARD};
use askama::Template;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use web::{
    Actor, BoxFuture, Ctx, HandoverItem, HandoverKind, Lang, Panel, Result, Visitor, filters,
};

#[derive(Template)]
#[template(path = "board_head.html")]
struct BoardHead {
    notice: Option<(&'static str, String)>,
    term: Option<Term>,
}

/// Above the list of officers: how long the decree holds, and the way to the board's other pages;
/// safe HTML. Empty for those who may not see the board.
///
/// # Errors
///
/// When the database refuses.
pub async fn board_head(ctx: &Ctx, visitor: &Visitor, actor: &Actor) -> Result<String> {
    let Ok(scope) = actor.may(SEE_BOARD, actor.unit) else {
        return Ok(String::new());
    };
    let mut db = ctx.db.read().await?;
    let status = board::decree_status(&mut db, &scope, actor.today()).await?;
    let head = BoardHead {
        notice: decree_notice(visitor.lang, actor, &status),
        term: status.term,
    };
    Ok(head.render_with_values(&visitor.lang)?)
}

#[derive(Template)]
#[template(path = "board_groups.html")]
struct BoardGroups {
    groups: Vec<Group>,
    may_change: bool,
    token: String,
}

/// Below the list of officers: patrons and divisions; safe HTML.
///
/// # Errors
///
/// When the database refuses.
pub async fn board_groups(ctx: &Ctx, visitor: &Visitor, actor: &Actor) -> Result<String> {
    let Ok(scope) = actor.may(SEE_BOARD, actor.unit) else {
        return Ok(String::new());
    };
    let seats = board::seats(&mut ctx.db.read().await?, &scope, actor.today()).await?;
    let mut groups = composition(&seats);
    groups.retain(|group| {
        group.is_division || group.seats.iter().all(|one| one.position.is_honorary())
    });
    let groups = BoardGroups {
        groups,
        may_change: actor.allows(CHANGE_BOARD),
        token: visitor.token(),
    };
    Ok(groups.render_with_values(&visitor.lang)?)
}

/// What to say of the decree: a kind of notice, and a sentence; nothing before there is a board.
pub(crate) fn decree_notice(
    lang: Lang,
    actor: &Actor,
    status: &board::DecreeStatus,
) -> Option<(&'static str, String)> {
    status.term.as_ref()?;
    let number = status
        .decree
        .as_ref()
        .map(|decree| decree.says.number.clone());
    let say = |text: &str, day: Option<jiff::civil::Date>| {
        let left = day.map(|until| {
            let (words, n) = Validity::left(until, actor.today());
            web::texts::say(lang, words).replace("{n}", &n.to_string())
        });
        web::texts::say(lang, text)
            .replace("{nomor}", &number.clone().unwrap_or_default())
            .replace("{hari}", &day.map(day::medium).unwrap_or_default())
            .replace("{sisa}", &left.unwrap_or_default())
    };
    Some(match status.validity {
        Validity::Missing => (
            "warn",
            say(
                "SK pengukuhan belum dicatat. Tanpa SK yang berlaku, desa bisa menahan dana.",
                None,
            ),
        ),
        Validity::Open => (
            "info",
            say("SK {nomor}. Masa berlakunya belum dicatat.", None),
        ),
        Validity::Long(until) => ("ok", say("SK {nomor} berlaku sampai {hari}.", Some(until))),
        Validity::Within(3, until) => (
            "bad",
            say(
                "SK {nomor} berakhir {hari} ({sisa}). Segera siapkan Temu Karya dan SK baru.",
                Some(until),
            ),
        ),
        Validity::Within(_, until) => (
            "warn",
            say(
                "SK {nomor} berakhir {hari} ({sisa}). Rencanakan Temu Karya.",
                Some(until),
            ),
        ),
        Validity::Over(until) => (
            "bad",
            say(
                "SK {nomor} sudah berakhir {hari}. Minta desa menerbitkan yang baru.",
                Some(until),
            ),
        ),
    })
}

#[derive(Template)]
#[template(path = "decree_card.html")]
struct DecreeCard {
    kind: &'static str,
    text: String,
    may_change: bool,
}

/// On the home page: a decree that is lacking, about to end or over; nothing while all is well.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(SEE_BOARD, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let status = board::decree_status(&mut db, &scope, actor.today()).await?;
        drop(db);
        let lang = actor.lang.unwrap_or_default();
        let Some((kind @ ("warn" | "bad"), text)) = decree_notice(lang, actor, &status) else {
            return Ok(None);
        };
        let card = DecreeCard {
            kind,
            text,
            may_change: actor.allows(CHANGE_BOARD),
        };
        Ok(Some(Panel {
            order: 5,
            title: "SK pengurus".into(),
            html: card.render_with_values(&lang)?,
        }))
    })
}

/// What the organisation hands over: the decrees and the member list.
pub(crate) fn handover<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    _: Date,
) -> BoxFuture<'a, Result<Vec<HandoverItem>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let decrees = decrees::decrees(&mut db, scope).await?;
        let scans = decrees.iter().filter(|one| one.scan.is_some()).count();
        let people = people::counts(&mut db, scope).await?;
        let people: i64 = people.iter().map(|(_, count)| count).sum();
        let item = |key, title, state| HandoverItem {
            key,
            kind: HandoverKind::Documents,
            title,
            state,
        };
        Ok(vec![
            item(
                "organization.decrees",
                "SK pengurus",
                format!("{} SK tercatat, {scans} dengan pindaian", decrees.len()),
            ),
            item(
                "organization.roll",
                "Daftar anggota di Guyub",
                format!("{people} orang"),
            ),
        ])
    })
}
