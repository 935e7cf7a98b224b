//! A line of the programme: what is planned, what came of it, and making an activity of it.

use super::found_item;
use crate::acts::{PLAN_PROGRAM, READ_PROGRAM};
use crate::advising;
use crate::domain::calendar::{Advice, for_months};
use crate::domain::{Item, Program, Progress};
use crate::programs;
use crate::standing::{self, Realised};
use crate::store::{calendar, programs as store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, ProgramItemId};
use kernel::{Money, pasaran};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/proker/program/{item}", get(show))
        .route("/proker/program/{item}/kegiatan", post(tie))
        .route("/proker/program/{item}/lepas", post(untie))
}

#[derive(Template)]
#[template(path = "item.html")]
struct ItemPage {
    program: Program,
    item: Item,
    progress: Progress,
    realised: Vec<Realised>,
    spent: Money,
    /// The budget less what was spent; below nothing when it cost more.
    left: Money,
    /// Weekday and pasaran, if the day is known.
    pair: String,
    /// What to mind about its time.
    advice: Vec<Advice>,
    /// Who holds the office that is in charge, today.
    holder: String,
    /// Activities that may have come of it, by name.
    others: Vec<(ActivityId, String)>,
    may_plan: bool,
    token: String,
}

/// `GET /proker/program/{item}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramItemId>,
) -> Result<Response> {
    let (scope, program, item) = found_item(&ctx, &actor, READ_PROGRAM, id).await?;
    let mut realised = standing::of_program(&ctx, &scope, &program).await?;
    let progress = standing::progress(&program, &item, &realised, actor.today());
    let mut others = activities(&ctx, &actor, &scope).await?;
    others.retain(|(id, _)| !realised.iter().any(|one| one.standing.activity == *id));
    realised.retain(|one| one.item == id);
    let board = organization::board(&mut ctx.db.read().await?, &scope, actor.today()).await?;
    let in_charge = item.says.in_charge.to_lowercase();
    let holder = board
        .into_iter()
        .find(|officer| officer.title.to_lowercase() == in_charge);
    let advice = advice(&ctx, &actor, &scope, &program, &item).await?;
    let spent = Money(realised.iter().map(|one| one.spent.0).sum());
    let page = ItemPage {
        progress,
        pair: item.says.day.map(pasaran::pair).unwrap_or_default(),
        advice,
        spent,
        left: Money(item.says.budget.0.saturating_sub(spent.0)),
        realised,
        holder: holder.map(|officer| officer.name).unwrap_or_default(),
        others,
        may_plan: actor.allows(PLAN_PROGRAM),
        token: visitor.token(),
        program,
        item,
    };
    let title = page.item.says.title.clone();
    visitor.page(&title, &page)
}

/// What to mind about the time of an item that is still to come.
async fn advice(
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    program: &Program,
    item: &Item,
) -> Result<Vec<Advice>> {
    let says = &item.says;
    let today = actor.today();
    if let Some(on) = says.day {
        if on < today {
            return Ok(Vec::new());
        }
        let known = advising::known(ctx, scope, (on, on), None).await?;
        return Ok(known.about(on, on));
    }
    let over = Date::new(program.year, 12, 31).is_ok_and(|last| last < today);
    if over {
        return Ok(Vec::new());
    }
    let entries = calendar::list(&mut ctx.db.read().await?, scope, today).await?;
    Ok(for_months(program.year, says.months, &entries))
}

/// The unit's activities that are near today, by name.
async fn activities(ctx: &Ctx, actor: &Actor, scope: &Scope) -> Result<Vec<(ActivityId, String)>> {
    match ctx.modules.iter().find_map(|module| module.activity_names) {
        Some(names) => names(ctx, scope, actor.today()).await,
        None => Ok(Vec::new()),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    kegiatan: String,
}

/// `POST /proker/program/{item}/kegiatan`: an activity that is there already came of this.
async fn tie(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramItemId>,
    Form(chosen): Form<Chosen>,
) -> Result<Response> {
    let (scope, program, item) = found_item(&ctx, &actor, PLAN_PROGRAM, id).await?;
    let known = activities(&ctx, &actor, &scope).await?;
    let known = known
        .into_iter()
        .find(|(id, _)| id.to_string() == chosen.kegiatan);
    let Some((activity, name)) = known else {
        return Err(Error::Rule("Pilih dulu kegiatannya.".into()));
    };
    let mut tx = ctx.db.begin().await?;
    programs::tie(&mut tx, &scope, id, activity, actor.now).await?;
    let title = &item.says.title;
    let what = format!(
        "Program kerja {}: {name} adalah pelaksanaan {title}",
        program.year
    );
    storage::audit(&mut tx, actor.audit(PLAN_PROGRAM, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Kegiatan dihubungkan ke program ini.");
    Ok(visitor.redirect_with(&format!("/proker/program/{id}"), &flash))
}

/// `POST /proker/program/{item}/lepas`.
async fn untie(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramItemId>,
    Form(chosen): Form<Chosen>,
) -> Result<Response> {
    let (scope, program, item) = found_item(&ctx, &actor, PLAN_PROGRAM, id).await?;
    let activity = chosen.kegiatan.parse().map_err(|_| Error::NotFound)?;
    let mut tx = ctx.db.begin().await?;
    if store::untie(&mut tx, &scope, id, activity).await? == 0 {
        return Err(Error::Conflict(
            "Kegiatan ini sudah dilepas. Muat ulang halamannya.".into(),
        ));
    }
    let title = &item.says.title;
    let what = format!(
        "Program kerja {}: melepas kegiatan dari {title}",
        program.year
    );
    storage::audit(&mut tx, actor.audit(PLAN_PROGRAM, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::info("Kegiatan dilepas dari program ini. Kegiatannya sendiri tetap ada.");
    Ok(visitor.redirect_with(&format!("/proker/program/{id}"), &flash))
}
