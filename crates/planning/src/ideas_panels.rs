//! What ideas show elsewhere: what waits on the home page, the way to send one on the unit's page.

use crate::acts::PLAN_PROGRAM;
use crate::domain::idea::{Rate, Verdict};
use crate::store::ideas as store;
use askama::Template;
use kernel::id::UnitId;
use web::{Actor, BoxFuture, Ctx, Panel, Result, Visitor, filters};

#[derive(Template)]
#[template(path = "ideas_card.html")]
struct HomeCard {
    waiting: usize,
    rate: Rate,
}

/// How many ideas wait, and how many of them for too long; nothing when none does.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(PLAN_PROGRAM, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let open = store::open(&mut db, &scope).await?;
        let waiting = open.iter().filter(|idea| idea.verdict == Verdict::Waiting);
        let waiting = waiting.count();
        if waiting == 0 {
            return Ok(None);
        }
        let rate = store::rate(&mut db, scope.unit(), actor.today()).await?;
        let card = HomeCard { waiting, rate };
        let html = card.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 7,
            title: "Usul warga".into(),
            html,
        }))
    })
}

#[derive(Template)]
#[template(path = "ideas_unit.html")]
struct UnitPanel {
    code: String,
}

/// Where to send an idea, while the box is open.
pub(crate) fn unit_panel<'a>(
    ctx: &'a Ctx,
    visitor: &'a Visitor,
    unit: UnitId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        if !store::is_open(&mut db, unit).await? {
            return Ok(None);
        }
        let Some(code) = web::codes::of(&mut db, "idea_box", unit).await? else {
            return Ok(None);
        };
        let panel = UnitPanel {
            code: code.to_string(),
        };
        Ok(Some(Panel {
            order: 30,
            title: "Punya usul?".into(),
            html: panel.render_with_values(&visitor.lang)?,
        }))
    })
}
