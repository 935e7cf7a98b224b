//! Recording a step of the assembly: a form for each, kept as typed until it is recorded.

use crate::domain::{About, CourseForm, Step, Verdict};
use crate::pages::{found, show::RoomPart};
use crate::presence::presence;
use crate::record::record;
use crate::{RECORD_ASSEMBLIES, store, words};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use kernel::id::ActivityId;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/temu-karya/{id}/catat/{langkah}", get(show).post(save))
}

#[derive(Template)]
#[template(path = "assembly_step.html")]
struct StepPage {
    id: ActivityId,
    title: String,
    step: Step,
    form: CourseForm,
    errors: Errors,
    /// What stands in the way, when the rules say no.
    refused: String,
    room: String,
    minutes: u16,
    formation_days: u16,
    /// The last thing recorded.
    last: String,
    abouts: [About; 3],
    verdicts: [Verdict; 3],
    token: String,
}

async fn step_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: ActivityId,
    step: Step,
    form: CourseForm,
) -> Result<StepPage> {
    let (scope, assembly) = found(ctx, actor, id).await?;
    let mut db = ctx.db.read().await?;
    let course = store::course(&mut db, &scope, id).await?;
    let room = presence(&mut db, &scope, &assembly, actor.today())
        .await?
        .room;
    drop(db);
    let last = course.standing.last();
    Ok(StepPage {
        id,
        title: assembly.activity.title,
        step,
        form: CourseForm {
            versi: course.last.to_string(),
            nomor: last.map_or(0, |record| record.number).to_string(),
            ..form
        },
        errors: Errors::default(),
        refused: String::new(),
        room: RoomPart::of(room, actor.zone).html(visitor)?,
        minutes: assembly.plan.rules.postponing.minutes,
        formation_days: assembly.plan.rules.formation_days,
        last: last
            .map(|record| words::told(&record.fact, actor.zone))
            .unwrap_or_default(),
        abouts: About::ALL,
        verdicts: Verdict::ALL,
        token: visitor.token(),
    })
}

fn named(step: &str) -> Result<Step> {
    Step::from_code(step).ok_or(Error::NotFound)
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, step)): Path<(ActivityId, String)>,
) -> Result<Response> {
    actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    let step = named(&step)?;
    let mut page = step_page(&ctx, &visitor, &actor, id, step, CourseForm::default()).await?;
    page.form.hari = page.formation_days.to_string();
    visitor.page(step.title(), &page)
}

async fn save(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, step)): Path<(ActivityId, String)>,
    Form(form): Form<CourseForm>,
) -> Result<Response> {
    actor.may(RECORD_ASSEMBLIES, actor.unit)?;
    let step = named(&step)?;
    let entry = match form.read(step) {
        Ok(entry) => entry,
        Err(errors) => {
            let page = step_page(&ctx, &visitor, &actor, id, step, form).await?;
            return visitor.page_again(step.title(), &StepPage { errors, ..page });
        }
    };
    let seen = form.versi.parse().unwrap_or(0);
    let (status, refused) = match record(&ctx, &actor, id, seen, &entry).await {
        Ok(()) => {
            let flash = Flash::ok("Tercatat.");
            return Ok(visitor.redirect_with(&format!("/temu-karya/{id}#jalan"), &flash));
        }
        Err(Error::Conflict(text)) => (StatusCode::CONFLICT, text),
        Err(Error::Rule(text)) => (StatusCode::UNPROCESSABLE_ENTITY, text),
        Err(error) => return Err(error),
    };
    let page = step_page(&ctx, &visitor, &actor, id, step, form).await?;
    let status = Page {
        status,
        ..Page::titled(step.title())
    };
    visitor.page_with(status, &StepPage { refused, ..page })
}
