//! The roll by age: how many are registered, reachable and active, who comes of age in a year and
//! who grows out of it. A list to know whom to invite and whom to thank, not to strike anybody off.

use crate::domain::Policy;
use crate::store::policies::{self as store, Born, RollCounts};
use crate::{LIST_MEMBERS, policy_on};
use askama::Template;
use axum::Router;
use axum::extract::{Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use serde::Deserialize;
use web::{Actor, Ctx, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/anggota/usia", get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct YearQuery {
    tahun: String,
}

/// Somebody in a year's list.
struct Line {
    href: String,
    name: String,
    below: String,
}

#[derive(Template)]
#[template(path = "policy/ages.html")]
struct AgesPage {
    policy: Policy,
    counts: RollCounts,
    /// Took part at least once in the last twelve months; unknown without a context that knows.
    active: Option<usize>,
    year: i16,
    age_in: Vec<Line>,
    age_out: Option<Vec<Line>>,
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(query): Params<YearQuery>,
) -> Result<Response> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    let today = actor.today();
    let year = query.tahun.parse::<i16>().unwrap_or(today.year());
    let year = year.clamp(1950, 2200);
    let mut db = ctx.db.read().await?;
    let policy = policy_on(&mut db, &scope, today).await?;
    let counts = store::counts(&mut db, &scope, policy.of_age_on(today)).await?;
    let lines = |born: Vec<Born>, age: u8| -> Vec<Line> {
        let line = |born| line(&visitor, born, year, age);
        born.into_iter().map(line).collect()
    };
    let coming = store::born_between(&mut db, &scope, policy.coming_of_age(year)).await?;
    let age_in = lines(coming, policy.member_min);
    let age_out = match (policy.growing_out(year), policy.member_max) {
        (Some(days), Some(most)) => {
            let out = store::born_between(&mut db, &scope, days).await?;
            Some(lines(out, most.saturating_add(1)))
        }
        _ => None,
    };
    drop(db);
    let page = AgesPage {
        active: took_part(&ctx, &scope, today).await?,
        policy,
        counts,
        year,
        age_in,
        age_out,
    };
    visitor.page("Anggota menurut umur", &page)
}

fn line(visitor: &Visitor, born: Born, year: i16, age: u8) -> Line {
    let turns = Date::new(year, born.on.month(), born.on.day())
        .or_else(|_| Date::new(year, 3, 1))
        .map(day::long)
        .unwrap_or_default();
    let said = visitor
        .say("{n} tahun pada {hari}")
        .replace("{n}", &age.to_string())
        .replace("{hari}", &turns);
    let parts = [said, born.placed.place()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    Line {
        href: format!("/anggota/{}", born.placed.id),
        name: born.placed.full_name,
        below: parts.collect::<Vec<_>>().join(" · "),
    }
}

/// How many of the scope's roll took part in something in the twelve months before `today`.
async fn took_part(ctx: &Ctx, scope: &Scope, today: Date) -> Result<Option<usize>> {
    let since = today
        .checked_sub(jiff::Span::new().years(1))
        .unwrap_or(today);
    let Some(hook) = ctx.modules.iter().find_map(|module| module.took_part) else {
        return Ok(None);
    };
    Ok(Some(hook(ctx, scope, since).await?.len()))
}
