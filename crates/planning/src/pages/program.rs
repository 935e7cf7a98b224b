//! A programme's page: its lines by division with what came of them, the year as a picture, the
//! text for WhatsApp, its versions, and what to do next.

use super::{found, told};
use crate::acts::{AGREE_PROGRAM, PLAN_PROGRAM, READ_PROGRAM};
use crate::domain::{
    AgreeForm, Item, Program, Progress, Version, by_division, changes, timeline, total,
};
use crate::standing::{self, Realised};
use crate::store::programs as store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use kernel::id::{ProgramId, ProgramItemId};
use kernel::{Money, day};
use web::{Actor, Ctx, Errors, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/proker/{program}", get(show))
}

/// A line of a programme as the page shows it.
pub(super) struct Line {
    id: ProgramItemId,
    title: String,
    below: String,
    progress: Progress,
}

impl Line {
    fn of(program: &Program, item: &Item, realised: &[Realised], today: Date) -> Self {
        let says = &item.says;
        let budget = (says.budget != Money(0)).then(|| says.budget.to_string());
        let parts = [Some(says.when()), budget, Some(says.in_charge.clone())];
        let parts: Vec<String> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        Self {
            id: item.id,
            title: says.title.clone(),
            below: parts.join(" · "),
            progress: standing::progress(program, item, realised, today),
        }
    }
}

#[derive(Template)]
#[template(path = "program.html")]
pub(super) struct ProgramPage {
    program: Program,
    groups: Vec<(String, Vec<Line>)>,
    count: usize,
    held: usize,
    budget: Money,
    spent: Money,
    picture: String,
    whatsapp: String,
    versions: Vec<Version>,
    /// What a programme under change has that the version in force has not.
    changes: Vec<String>,
    form: AgreeForm,
    errors: Errors,
    may_plan: bool,
    may_agree: bool,
    token: String,
}

/// The page of a programme, with what was typed about the meeting.
pub(super) async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: ProgramId,
    (form, errors): (AgreeForm, Errors),
) -> Result<ProgramPage> {
    let (scope, program) = found(ctx, actor, READ_PROGRAM, id).await?;
    let realised = standing::of_program(ctx, &scope, &program).await?;
    let mut db = ctx.db.read().await?;
    let items = store::items(&mut db, id).await?;
    let versions = store::versions(&mut db, id).await?;
    let today = actor.today();
    let line = |item: &Item| Line::of(&program, item, &realised, today);
    let groups: Vec<(String, Vec<Line>)> = by_division(&items)
        .into_iter()
        .map(|(name, group)| (name, group.iter().map(line).collect()))
        .collect();
    let lines = groups.iter().flat_map(|(_, group)| group);
    let held = lines.filter(|line| line.progress == Progress::Held).count();
    let changes = match versions.first() {
        Some(last) if program.state.is_open() => changes(&last.items, &items),
        _ => Vec::new(),
    };
    Ok(ProgramPage {
        held,
        count: items.len(),
        budget: total(&items),
        spent: Money(realised.iter().map(|one| one.spent.0).sum()),
        picture: timeline("Program kerja", program.year, &items),
        whatsapp: told(&actor.unit_name, &program, versions.first(), &items),
        groups,
        versions,
        changes,
        form,
        errors,
        may_plan: actor.allows(PLAN_PROGRAM),
        may_agree: actor.allows(AGREE_PROGRAM),
        token: visitor.token(),
        program,
    })
}

/// `GET /proker/{program}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ProgramId>,
) -> Result<Response> {
    let form = AgreeForm {
        hari: day::short(actor.today()),
        rapat: "Rapat kerja".into(),
    };
    let page = page(&ctx, &visitor, &actor, id, (form, Errors::default())).await?;
    visitor.page("Program kerja", &page)
}
