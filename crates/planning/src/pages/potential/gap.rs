//! Skills that the programme and the needs ask for, and where on the roll they are missing.

use super::reader;
use crate::acts::PLAN_PROGRAM;
use crate::domain::potential::{Gap, gaps};
use crate::store::{potentials, programs};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use kernel::id::ProgramId;
use web::{Actor, Ctx, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/potensi/keterampilan", get(show))
}

#[derive(Template)]
#[template(path = "potential/gap.html")]
struct GapPage {
    gaps: Vec<Gap>,
    /// People on the roll whose skills are written down, and all of them.
    skilled: usize,
    people: usize,
    /// A programme into which the next training can be written.
    program: Option<ProgramId>,
}

/// `GET /potensi/keterampilan`.
async fn show(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let mut db = ctx.db.read().await?;
    let needs = potentials::needs(&mut db, scope.unit()).await?;
    let needs = needs
        .into_iter()
        .map(|need| (need.says.skills, need.says.need));
    let mut wanted: Vec<(String, String)> = needs.collect();
    let mut open = None;
    for program in programs::list(&mut db, &scope).await? {
        if program.year < actor.today().year() {
            continue;
        }
        let items = programs::items(&mut db, program.id).await?;
        wanted.extend(
            items
                .into_iter()
                .map(|item| (item.says.skills, item.says.title)),
        );
        if program.state.is_open() {
            open = Some(program.id);
        }
    }
    let roll = organization::skills_by_hamlet(&mut db, &scope).await?;
    let page = GapPage {
        skilled: roll.iter().filter(|(_, skills)| !skills.is_empty()).count(),
        people: roll.len(),
        gaps: gaps(&wanted, &roll),
        program: open.filter(|_| actor.allows(PLAN_PROGRAM)),
    };
    visitor.page("Keterampilan yang belum ada", &page)
}
