//! What a programme shows elsewhere: at an activity that came of it, in the activity's report, on
//! the home page, in a handover.

use crate::acts::{PLAN_PROGRAM, READ_PROGRAM};
use crate::advising;
use crate::domain::calendar::Advice;
use crate::domain::{Item, Progress};
use crate::standing;
use crate::store::programs as store;
use askama::Template;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, ProgramId};
use kernel::paper::{Block, Section};
use kernel::{Money, day, pasaran};
use web::{Actor, BoxFuture, Ctx, HandoverItem, HandoverKind, Panel, Result, Standing, filters};

#[derive(Template)]
#[template(path = "activity_panel.html")]
struct ActivityPanel {
    item: Item,
}

/// What was planned, on the page of the activity that came of it.
pub(crate) fn activity_panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    activity: ActivityId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_PROGRAM, actor.unit) else {
            return Ok(None);
        };
        let item = store::of_activity(&mut ctx.db.read().await?, &scope, activity).await?;
        let Some(item) = item else {
            return Ok(None);
        };
        let html = ActivityPanel { item }.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 45,
            title: "Dari program kerja".into(),
            html,
        }))
    })
}

#[derive(Template)]
#[template(path = "advice_panel.html")]
struct DayPanel {
    pair: String,
    day: String,
    advice: Vec<Advice>,
}

/// What speaks against the days of an activity that is still to be held; nothing when nothing does.
pub(crate) fn day_panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    activity: ActivityId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_PROGRAM, actor.unit) else {
            return Ok(None);
        };
        let Some(hook) = ctx.modules.iter().find_map(|module| module.standing) else {
            return Ok(None);
        };
        let standing = hook(ctx, &scope, &[activity]).await?.into_iter().next();
        let open = |one: &Standing| !one.cancelled && one.first >= actor.today();
        let Some(one) = standing.filter(open) else {
            return Ok(None);
        };
        let days = (one.first, one.last);
        let known = advising::known(ctx, &scope, days, Some(activity)).await?;
        let advice = known.about(one.first, one.last);
        if advice.is_empty() {
            return Ok(None);
        }
        let panel = DayPanel {
            pair: pasaran::pair(one.first),
            day: day::short(one.first),
            advice,
        };
        let html = panel.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 8,
            title: "Tentang harinya".into(),
            html,
        }))
    })
}

/// What was planned beside what it cost, for the report of the activity that came of it.
pub(crate) fn report_section<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    activity: ActivityId,
) -> BoxFuture<'a, Result<Option<Section>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let Some(item) = store::of_activity(&mut db, scope, activity).await? else {
            return Ok(None);
        };
        let program = store::find(&mut db, scope, item.program).await?;
        let year = program.map(|program| program.year.to_string());
        let (_, spent) = finance::of_activity(&mut db, scope, activity).await?;
        let says = item.says;
        let facts = [
            (
                "Program kerja",
                format!("{} ({})", says.title, year.unwrap_or_default()),
            ),
            ("Tujuan", says.goal.clone()),
            ("Sasaran", says.audience.clone()),
            ("Indikator", says.indicator.clone()),
            ("Waktu yang direncanakan", says.when()),
            ("Anggaran dalam program kerja", says.budget.to_string()),
            ("Terpakai menurut kas", spent.to_string()),
            (
                "Selisih",
                Money(says.budget.0.saturating_sub(spent.0)).to_string(),
            ),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        let facts = facts
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        Ok(Some(Section {
            order: 15,
            title: "Rencana dalam program kerja".to_owned(),
            blocks: vec![Block::Facts(facts)],
            missing: Vec::new(),
        }))
    })
}

#[derive(Template)]
#[template(path = "home_card.html")]
struct HomeCard {
    program: ProgramId,
    year: i16,
    /// What is due or late and has no activity yet.
    due: Vec<(Item, Progress)>,
    more: usize,
    may_plan: bool,
}

/// What the year's programme asks for now; nothing while nothing is due.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_PROGRAM, actor.unit) else {
            return Ok(None);
        };
        let today = actor.today();
        let program = store::of_year(&mut ctx.db.read().await?, &scope, today.year()).await?;
        let Some(program) = program else {
            return Ok(None);
        };
        let realised = standing::of_program(ctx, &scope, &program).await?;
        let items = store::items(&mut ctx.db.read().await?, program.id).await?;
        let mut due: Vec<(Item, Progress)> = items
            .into_iter()
            .map(|item| {
                let progress = standing::progress(&program, &item, &realised, today);
                (item, progress)
            })
            .filter(|(_, progress)| matches!(progress, Progress::Due | Progress::Late))
            .collect();
        if due.is_empty() {
            return Ok(None);
        }
        due.sort_by_key(|(_, progress)| *progress == Progress::Late);
        let more = due.len().saturating_sub(3);
        due.truncate(3);
        let card = HomeCard {
            program: program.id,
            year: program.year,
            due,
            more,
            may_plan: actor.allows(PLAN_PROGRAM),
        };
        let html = card.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 21,
            title: "Program kerja".into(),
            html,
        }))
    })
}

/// The programmes of this year and later, for the board that takes over.
pub(crate) fn handover<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<HandoverItem>>> {
    Box::pin(async move {
        let programs = store::list(&mut ctx.db.read().await?, scope).await?;
        let mut states = Vec::new();
        for program in programs.iter().filter(|one| one.year >= today.year()) {
            let realised = standing::of_program(ctx, scope, program).await?;
            let items = store::items(&mut ctx.db.read().await?, program.id).await?;
            let progress = |item| standing::progress(program, item, &realised, today);
            let held = items.iter().filter(|item| progress(item) == Progress::Held);
            states.push(format!(
                "{} ({}): {} program, {} terlaksana",
                program.year,
                program.state.label().to_lowercase(),
                items.len(),
                held.count()
            ));
        }
        if states.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![HandoverItem {
            key: "planning.programs",
            kind: HandoverKind::Work,
            title: "Program kerja",
            state: states.join("; "),
        }])
    })
}
