//! What a unit's public page shows of its activities: those that come; and the same for whoever
//! looks for a day that is free.

use crate::domain::{Activity, State};
use crate::pages::{FAR_FUTURE, Line};
use crate::store;
use askama::Template;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{PersonId, UnitId};
use web::{BoxFuture, Ctx, Panel, PublicActivity, Result, Visitor, filters};

#[derive(Template)]
#[template(path = "unit_panel.html")]
struct UnitPanel {
    lines: Vec<Line>,
}

/// What comes next in a unit, for everybody; nothing when nothing does.
pub(crate) fn unit_panel<'a>(
    ctx: &'a Ctx,
    visitor: &'a Visitor,
    unit: UnitId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let Some(unit) = organization::unit(&mut db, unit).await? else {
            return Ok(None);
        };
        let today = unit.zone.today(visitor.now());
        let scope = Scope::of_system(unit.id);
        let coming = store::list_between(&mut db, &scope, today, FAR_FUTURE, 10).await?;
        let lines: Vec<Line> = coming
            .iter()
            .filter(|activity| activity.state == State::Open)
            .map(|activity| Line {
                href: format!("/k/{}", activity.code),
                ..Line::of(activity)
            })
            .collect();
        if lines.is_empty() {
            return Ok(None);
        }
        let html = UnitPanel { lines }.render_with_values(&visitor.lang)?;
        Ok(Some(Panel {
            order: 10,
            title: "Kegiatan terdekat".into(),
            html,
        }))
    })
}

/// Who of the scope's roll took part in something from `since` on.
pub(crate) fn took_part<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    since: Date,
) -> BoxFuture<'a, Result<Vec<PersonId>>> {
    Box::pin(async move { store::took_part(&mut ctx.db.read_long().await?, scope, since).await })
}

/// What `units` hold from `first` to `last`, called off ones left out; at most 20 of each.
pub(crate) fn public<'a>(
    ctx: &'a Ctx,
    units: &'a [UnitId],
    first: Date,
    last: Date,
) -> BoxFuture<'a, Result<Vec<PublicActivity>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let mut all = Vec::new();
        for unit in units {
            let scope = Scope::of_system(*unit);
            let held = store::list_between(&mut db, &scope, first, FAR_FUTURE, 20).await?;
            let meets = |one: &Activity| one.starts_on <= last && one.state == State::Open;
            all.extend(held.into_iter().filter(meets).map(|one| PublicActivity {
                activity: one.id,
                unit: one.unit,
                first: one.starts_on,
                last: one.ends_on,
                title: one.title,
            }));
        }
        Ok(all)
    })
}
