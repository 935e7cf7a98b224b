//! What activities show on the home page and on a person's page.

use crate::pages::{FAR_FUTURE, Line};
use crate::{AttendanceState, MANAGE_ACTIVITIES, READ_ACTIVITIES, store};
use askama::Template;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ActivityId, PersonId};
use web::{Actor, BoxFuture, Ctx, HandoverItem, HandoverKind, Panel, Result, Standing, filters};

#[derive(Template)]
#[template(path = "activity_card.html")]
struct HomeCard {
    lines: Vec<Line>,
    may_manage: bool,
}

/// The next activities, or how to make the first.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_ACTIVITIES, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let coming = store::list_between(&mut db, &scope, actor.today(), FAR_FUTURE, 3).await?;
        let lines = coming.iter().map(Line::of).collect();
        let card = HomeCard {
            lines,
            may_manage: actor.allows(MANAGE_ACTIVITIES),
        };
        let html = card.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 20,
            title: "Kegiatan terdekat".into(),
            html,
        }))
    })
}

#[derive(Template)]
#[template(path = "person_activities.html")]
struct PersonPanel {
    lines: Vec<(String, String, String, &'static str)>,
}

/// What a person took part in.
pub(crate) fn person_panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    person: PersonId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_ACTIVITIES, actor.unit) else {
            return Ok(None);
        };
        let rows = store::of_person(&mut ctx.db.read().await?, &scope, person).await?;
        let line = |(id, title, day, state): (ActivityId, String, Date, String)| {
            let state = AttendanceState::from_code(&state).map_or("", |state| state.label());
            (format!("/kegiatan/{id}"), title, day::medium(day), state)
        };
        let panel = PersonPanel {
            lines: rows.into_iter().map(line).collect(),
        };
        let html = panel.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 20,
            title: "Kehadiran".into(),
            html,
        }))
    })
}

/// Activities between half a year ago and half a year ahead of `today`, by name, the latest first.
pub(crate) fn names<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<(ActivityId, String)>>> {
    Box::pin(async move {
        let (from, until) = (
            today.saturating_sub(6.months()),
            today.saturating_add(18.months()),
        );
        let mut db = ctx.db.read().await?;
        let found = store::list_between(&mut db, scope, from, until, 300).await?;
        let named = |one: crate::Activity| (one.id, format!("{} ({})", one.title, one.days()));
        Ok(found.into_iter().rev().map(named).collect())
    })
}

/// How these activities stand, for the programme that they came of.
pub(crate) fn standing<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    ids: &'a [ActivityId],
) -> BoxFuture<'a, Result<Vec<Standing>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let mut standings = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(one) = store::find(&mut db, scope, *id).await? else {
                continue;
            };
            standings.push(Standing {
                activity: one.id,
                days: one.days(),
                first: one.starts_on,
                last: one.ends_on,
                cancelled: one.state == crate::State::Cancelled,
                present: store::present_at(&mut db, one.id).await?,
                title: one.title,
            });
        }
        Ok(standings)
    })
}

/// What is under way: activities of today and of the days to come.
pub(crate) fn handover<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<HandoverItem>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let coming = store::list_between(&mut db, scope, today, FAR_FUTURE, 200).await?;
        let mut names: Vec<&str> = coming.iter().map(|one| one.title.as_str()).collect();
        names.dedup();
        let state = match names.as_slice() {
            [] => "Tidak ada".to_owned(),
            [first, rest @ ..] if rest.len() > 3 => format!("{first} dan {} lainnya", rest.len()),
            names => names.join(", "),
        };
        Ok(vec![HandoverItem {
            key: "activity.coming",
            kind: HandoverKind::Work,
            title: "Kegiatan yang sedang dan akan berjalan",
            state,
        }])
    })
}
