//! The list of assemblies, and the page of one: who is there, what happened, what comes next.

use crate::domain::{Assembly, Course, Room, Stage, Step};
use crate::pages::found;
use crate::presence::presence;
use crate::words::{self, Inviting};
use crate::{PLAN_ASSEMBLIES, READ_ASSEMBLIES, RECORD_ASSEMBLIES, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::{Date, date};
use kernel::day;
use kernel::id::ActivityId;
use kernel::zone::Zone;
use web::{Actor, Ctx, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/temu-karya", get(list))
        .route("/temu-karya/{id}", get(show))
}

const FAR_PAST: Date = date(1900, 1, 1);
const FAR_FUTURE: Date = date(2300, 1, 1);

/// A line of the list.
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) day: String,
    pub(crate) month: &'static str,
    pub(crate) title: String,
    pub(crate) below: String,
}

impl Line {
    pub(crate) fn of(Assembly { activity, plan }: &Assembly) -> Self {
        Self {
            href: format!("/temu-karya/{}", activity.id),
            day: activity.starts_on.day().to_string(),
            month: day::short_month(activity.starts_on.month()),
            title: activity.title.clone(),
            below: format!("{} · {}", plan.term.words(), activity.place),
        }
    }
}

#[derive(Template)]
#[template(path = "assemblies.html")]
struct ListPage {
    coming: Vec<Line>,
    past: Vec<Line>,
    may_plan: bool,
}

async fn list(From(ctx): From<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_ASSEMBLIES, actor.unit)?;
    let today = actor.today();
    let yesterday = today.yesterday().unwrap_or(today);
    let mut db = ctx.db.read().await?;
    let coming = store::list_between(&mut db, &scope, today, FAR_FUTURE).await?;
    let past = store::list_between(&mut db, &scope, FAR_PAST, yesterday).await?;
    let page = ListPage {
        coming: coming.iter().map(Line::of).collect(),
        past: past.iter().rev().map(Line::of).collect(),
        may_plan: actor.allows(PLAN_ASSEMBLIES),
    };
    visitor.page("Temu Karya", &page)
}

/// Something that happened, as the page tells it.
struct Happened {
    time: String,
    words: String,
}

fn happened(course: &Course, zone: Zone) -> Vec<Happened> {
    let line = |record: &crate::domain::Record| Happened {
        time: words::time(record.at, zone),
        words: words::told(&record.fact, zone),
    };
    course.standing.iter().map(line).collect()
}

/// The room as people say it.
#[derive(Template)]
#[template(path = "assembly_room.html")]
pub(crate) struct RoomPart {
    room: Room,
    reached: String,
}

impl RoomPart {
    pub(crate) fn of(room: Room, zone: Zone) -> Self {
        Self {
            reached: room
                .reached
                .map(|at| words::time(at, zone))
                .unwrap_or_default(),
            room,
        }
    }

    /// Its HTML in the visitor's language.
    pub(crate) fn html(&self, visitor: &Visitor) -> Result<String> {
        Ok(self.render_with_values(&visitor.lang)?)
    }
}

#[derive(Template)]
#[template(path = "assembly.html")]
struct ShowPage {
    id: ActivityId,
    assembly: Assembly,
    sessions: Vec<String>,
    stage: Stage,
    room: String,
    open_seats: usize,
    happened: Vec<Happened>,
    /// What came of each round.
    rounds: Vec<String>,
    elected: String,
    waiting: String,
    /// Whether the old board's report was answered.
    reported: bool,
    invitation: String,
    procedure: String,
    may_plan: bool,
    may_record: bool,
}

impl ShowPage {
    /// The address where `step` is recorded.
    fn step(&self, step: Step) -> String {
        format!("/temu-karya/{}/catat/{}", self.id, step.code())
    }

    fn before(&self) -> bool {
        matches!(self.stage, Stage::Planned | Stage::Postponed)
    }

    fn open(&self) -> bool {
        self.stage == Stage::Open
    }

    fn chip(&self) -> (&'static str, &'static str) {
        match self.stage {
            Stage::Planned => ("Direncanakan", ""),
            Stage::Postponed => ("Ditunda", "warn"),
            Stage::Open => ("Sidang dibuka", "ok"),
            Stage::Closed => ("Selesai", ""),
        }
    }
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let (scope, assembly) = found(&ctx, &actor, id).await?;
    let mut db = ctx.db.read().await?;
    let presence = presence(&mut db, &scope, &assembly, actor.today()).await?;
    let course = store::course(&mut db, &scope, id).await?;
    let election = store::election(&mut db, &scope, id).await?;
    let sessions = activity::sessions(&mut db, id).await?;
    drop(db);
    let inviting = Inviting {
        unit_name: &actor.unit_name,
        zone: actor.zone,
        assembly: &assembly,
        sessions: &sessions,
        link: ctx.link(&format!("/k/{}", assembly.activity.code)),
    };
    let until = course.postponed_until().filter(|until| *until > actor.now);
    let page = ShowPage {
        id,
        sessions: sessions
            .iter()
            .map(|session| session.when(actor.zone))
            .collect(),
        stage: course.stage(),
        room: RoomPart::of(presence.room, actor.zone).html(&visitor)?,
        open_seats: presence.groups.iter().map(crate::domain::Group::open).sum(),
        happened: happened(&course, actor.zone),
        rounds: election
            .rounds
            .iter()
            .map(|round| words::of_round(round, &election))
            .collect(),
        elected: election
            .elected()
            .map(|one| one.name.clone())
            .unwrap_or_default(),
        waiting: until
            .map(|at| words::time(at, actor.zone))
            .unwrap_or_default(),
        reported: course.report().is_some(),
        invitation: inviting.whatsapp(),
        procedure: assembly.plan.rules.procedure(&assembly.plan.name),
        may_plan: actor.allows(PLAN_ASSEMBLIES),
        may_record: actor.allows(RECORD_ASSEMBLIES),
        assembly,
    };
    let title = page.assembly.activity.title.clone();
    visitor.page(&title, &page)
}
