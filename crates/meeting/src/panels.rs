//! What an assembly shows elsewhere: its panel on the activity's page, its card on the home page.

use crate::pages::Line;
use crate::{READ_ASSEMBLIES, store};
use askama::Template;
use jiff::civil::date;
use kernel::id::ActivityId;
use web::{Actor, BoxFuture, Ctx, Panel, Result, filters};

#[derive(Template)]
#[template(path = "assembly_panel.html")]
struct ActivityPart {
    id: ActivityId,
    term: String,
}

/// The way from the activity's page to the assembly's.
pub(crate) fn on_activity<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    id: ActivityId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_ASSEMBLIES, actor.unit) else {
            return Ok(None);
        };
        let found = store::find(&mut ctx.db.read().await?, &scope, id).await?;
        let Some(assembly) = found else {
            return Ok(None);
        };
        let part = ActivityPart {
            id,
            term: assembly.plan.term.words(),
        };
        Ok(Some(Panel {
            order: 5,
            title: assembly.plan.name,
            html: part.render_with_values(&actor.lang.unwrap_or_default())?,
        }))
    })
}

#[derive(Template)]
#[template(path = "assembly_card.html")]
struct HomePart {
    lines: Vec<Line>,
}

/// Assemblies to come on the home page, once there are any.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_ASSEMBLIES, actor.unit) else {
            return Ok(None);
        };
        let (today, far) = (actor.today(), date(2300, 1, 1));
        let coming = store::list_between(&mut ctx.db.read().await?, &scope, today, far).await?;
        if coming.is_empty() {
            return Ok(None);
        }
        let part = HomePart {
            lines: coming.iter().take(2).map(Line::of).collect(),
        };
        Ok(Some(Panel {
            order: 60,
            title: "Temu Karya".into(),
            html: part.render_with_values(&actor.lang.unwrap_or_default())?,
        }))
    })
}
