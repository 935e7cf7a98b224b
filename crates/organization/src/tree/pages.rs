//! A unit's page for officers: what stands above and below it, how many people, what to do next.

use super::figures::{self, Counts};
use super::{Reached, reach};
use crate::domain::{Shown, UnitKind, View};
use crate::store::tree as store;
use crate::unit::Unit;
use crate::{LIST_MEMBERS, MANAGE_UNITS};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::{MergerId, UnitId};
use kernel::{clock, day};
use serde::Deserialize;
use storage::Query;
use web::{Actor, Ctx, Form, Result, Visitor, filters};

const PER_PAGE: i64 = 50;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/unit", get(own))
        .route("/unit/{id}", get(show))
        .route("/unit/{id}/arsip", post(archive))
        .route("/unit/{id}/pulihkan", post(reactivate))
        .merge(super::form_pages::router())
        .merge(super::list_pages::router())
        .merge(super::merger_pages::router())
        .merge(super::place_pages::router())
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ShowQuery {
    cari: String,
    hal: String,
}

/// A unit in the list of those below.
struct Line {
    href: String,
    icon: &'static str,
    name: String,
    below: String,
}

/// What may be done with the unit shown.
#[derive(Debug, Clone, Copy, Default)]
struct May {
    change: bool,
    add: bool,
    list: bool,
    officers: bool,
    place: bool,
    archive: bool,
    /// The unit right above, as long as it has no officers.
    found: Option<UnitId>,
}

#[derive(Template)]
#[template(path = "tree/unit.html")]
struct UnitPage {
    unit: Unit,
    back: String,
    /// Names above, the highest first.
    above: Vec<String>,
    sees: String,
    stats: Vec<(String, &'static str)>,
    counted: String,
    any_hidden: bool,
    counting: bool,
    query: ShowQuery,
    lines: Vec<Line>,
    before: String,
    after: String,
    here: String,
    resting: Vec<Line>,
    /// Villages that became part of one's own.
    merged: Vec<(MergerId, String)>,
    may: May,
    token: String,
}

async fn own(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(query): Params<ShowQuery>,
) -> Result<Response> {
    unit_page(&ctx, &visitor, &actor, actor.unit, query).await
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Params(query): Params<ShowQuery>,
) -> Result<Response> {
    unit_page(&ctx, &visitor, &actor, id, query).await
}

async fn unit_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: UnitId,
    query: ShowQuery,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let reached = reach(&mut db, actor, id).await?;
    let counts = figures::counts(&mut db, &reached).await?;
    let names = reached.same_roll() && actor.allows(LIST_MEMBERS);
    let high = reached.unit.kind.regional() && reached.unit.kind != UnitKind::Village;
    let at = query.hal.parse::<i64>().unwrap_or(1).clamp(1, 100_000);
    let teller = Teller {
        visitor,
        counts: &counts,
        names,
    };
    let (units, count) = if query.cari.trim().is_empty() {
        let from = (at - 1) * PER_PAGE;
        let units = store::children(&mut db, id, false, PER_PAGE, from).await?;
        (units, store::count_children(&mut db, id).await?)
    } else {
        let units = super::search::below(&mut db, &reached, &query.cari).await?;
        let count = i64::try_from(units.len()).unwrap_or(PER_PAGE);
        (units, count)
    };
    let mut lines = Vec::with_capacity(units.len());
    for unit in &units {
        lines.push(teller.line(&mut db, unit).await?);
    }
    let mut resting = Vec::new();
    for unit in store::children(&mut db, id, true, PER_PAGE, 0).await? {
        resting.push(teller.line(&mut db, &unit).await?);
    }
    let merged = match reached.is_own() && actor.allows(MANAGE_UNITS) {
        true => crate::store::mergers::done(&mut db, &reached.scope).await?,
        false => Vec::new(),
    };
    let may = may(&mut db, actor, &reached).await?;
    let stats = teller.stats(&mut db, &reached, count).await?;
    let path = store::path(&mut db, reached.own.id).await?;
    drop(db);
    figures::ask_if_old(ctx, actor.unit, actor.now).await?;
    let last = (at * PER_PAGE).min(count);
    let page = |n: i64| format!("/unit/{id}?hal={n}");
    let page = UnitPage {
        back: back(&reached),
        above: above(&reached, &path),
        sees: match &reached.unit.view {
            View::Place(place) => place.describe(),
            _ => String::new(),
        },
        stats,
        counted: counted(actor, &counts),
        any_hidden: (high || !names) && counts.any_hidden(),
        counting: counts.at.is_none() && (high || (!names && reached.unit.kind.regional())),
        before: if at > 1 { page(at - 1) } else { String::new() },
        after: if last < count && query.cari.trim().is_empty() {
            page(at + 1)
        } else {
            String::new()
        },
        here: format!("{}–{last} / {count}", (at - 1) * PER_PAGE + 1),
        query,
        lines,
        resting,
        merged,
        may,
        token: visitor.token(),
        unit: reached.unit,
    };
    visitor.page("Unit", &page)
}

fn back(reached: &Reached) -> String {
    match reached.between.first() {
        Some(parent) if parent.id != reached.own.id => format!("/unit/{}", parent.id),
        Some(_) => "/unit".to_owned(),
        None => String::new(),
    }
}

/// Names of what stands above, the highest first.
fn above(reached: &Reached, path_of_own: &[Unit]) -> Vec<String> {
    let higher = path_of_own.iter().skip(1).rev();
    let between = reached.between.iter().rev();
    higher
        .chain(between)
        .map(|unit| unit.name.clone())
        .collect()
}

fn counted(actor: &Actor, counts: &Counts) -> String {
    counts.at.map_or_else(String::new, |at| {
        let civil = actor.zone.civil(at);
        format!(
            "{}, {}",
            day::long(civil.date()),
            clock::with_zone(civil.time(), actor.zone)
        )
    })
}

async fn may(db: &mut impl Query, actor: &Actor, reached: &Reached) -> Result<May> {
    if !actor.allows(MANAGE_UNITS) {
        return Ok(May::default());
    }
    let change = reached.may_change(db, actor.today()).await.is_ok();
    let at_work = reached.unit.archived_at.is_none();
    let unit = &reached.unit;
    let leaf = matches!(unit.kind, UnitKind::Technical | UnitKind::Committee);
    let above = unit
        .parent
        .filter(|_| reached.is_own() && unit.kind.regional());
    let found = match above {
        Some(above) => {
            let board = crate::board(db, &Scope::of_system(above), actor.today()).await?;
            board.is_empty().then_some(above)
        }
        None => None,
    };
    Ok(May {
        found,
        place: change && at_work && (unit.kind.regional() || !reached.is_own()),
        change,
        add: change && at_work && !leaf,
        list: !reached.is_own() && reached.same_roll() && store::is_chosen(unit),
        officers: change && at_work && !reached.is_own(),
        archive: change && !reached.is_own(),
    })
}

/// Puts counts into words for one visitor.
struct Teller<'a> {
    visitor: &'a Visitor,
    counts: &'a Counts,
    /// Whether the visitor may see the names, and so every count.
    names: bool,
}

impl Teller<'_> {
    fn number(&self, shown: Shown, one: &str) -> String {
        match shown {
            Shown::Number(n) => format!("{n} {}", self.visitor.say(one)),
            Shown::Hidden => self.visitor.say("anggota disembunyikan"),
        }
    }

    async fn line(&self, db: &mut impl Query, unit: &Unit) -> Result<Line> {
        let mut below = vec![self.visitor.say(unit.kind_word())];
        if unit.kind.regional() {
            let (villages, members) = self.counts.parts.get(&unit.id).copied().unwrap_or_default();
            if unit.kind != UnitKind::Village && villages > 0 {
                below.push(format!("{villages} {}", self.visitor.say("desa")));
            }
            below.extend(members.map(|shown| self.number(shown, "anggota")));
        } else if self.names {
            let seen = store::seen(db, &Scope::of_system(unit.id)).await?;
            below.push(self.number(Shown::Number(seen), "anggota"));
        }
        Ok(Line {
            href: format!("/unit/{}", unit.id),
            icon: if unit.kind.regional() {
                "map-pin"
            } else {
                "users"
            },
            name: unit.name.clone(),
            below: below.join(" · "),
        })
    }

    async fn stats(
        &self,
        db: &mut impl Query,
        reached: &Reached,
        children: i64,
    ) -> Result<Vec<(String, &'static str)>> {
        let mut stats = Vec::new();
        let unit = &reached.unit;
        if self.names && (!unit.kind.regional() || unit.kind == UnitKind::Village) {
            let seen = store::seen(db, &Scope::of_system(unit.id)).await?;
            stats.push((seen.to_string(), "anggota"));
        } else if let Some(members) = self.counts.members.filter(|_| unit.kind.regional()) {
            stats.push(match members {
                Shown::Number(n) => (n.to_string(), "anggota"),
                Shown::Hidden => ("–".to_owned(), "anggota disembunyikan"),
            });
        }
        if unit.kind.regional() && unit.kind != UnitKind::Village && self.counts.at.is_some() {
            stats.push((self.counts.villages.to_string(), "desa"));
        }
        if self.visitor.path == "/unit" || children > 0 {
            stats.push((children.to_string(), "unit di bawahnya"));
        }
        Ok(stats)
    }
}

#[derive(Deserialize)]
struct Nothing {}

async fn archive(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let name = super::change::archive(&ctx, &actor, id).await?;
    let text = visitor
        .say("{nama} sudah diarsipkan.")
        .replace("{nama}", &name);
    Ok(visitor.redirect_with("/unit", &web::Flash::ok(text)))
}

async fn reactivate(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let name = super::change::reactivate(&ctx, &actor, id).await?;
    let text = visitor.say("{nama} aktif lagi.").replace("{nama}", &name);
    Ok(visitor.redirect_with(&format!("/unit/{id}"), &web::Flash::ok(text)))
}
