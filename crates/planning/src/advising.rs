//! Gathers what speaks against a day: reckoned feasts, the village's own calendar, and what the
//! unit itself and its neighbours tell everybody that they hold.

use crate::domain::calendar::{Advice, CalendarEntry, Neighbour, for_days};
use crate::store::calendar as store;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, UnitId};
use storage::Query;
use web::{Ctx, Result};

/// What is known about some days.
pub(crate) struct Known {
    pub(crate) entries: Vec<CalendarEntry>,
    pub(crate) neighbours: Vec<Neighbour>,
}

impl Known {
    /// What to mind about the days from `first` to `last`.
    pub(crate) fn about(&self, first: Date, last: Date) -> Vec<Advice> {
        for_days(first, last, &self.entries, &self.neighbours)
    }
}

/// What is known about the days from `first` to `last`; the activity `but` does not stand in its
/// own way.
pub(crate) async fn known(
    ctx: &Ctx,
    scope: &Scope,
    (first, last): (Date, Date),
    but: Option<ActivityId>,
) -> Result<Known> {
    let mut db = ctx.db.read().await?;
    let entries = store::list(&mut db, scope, first).await?;
    let units = around(&mut db, scope).await?;
    drop(db);
    let Some(hook) = ctx
        .modules
        .iter()
        .find_map(|module| module.public_activities)
    else {
        return Ok(Known {
            entries,
            neighbours: Vec::new(),
        });
    };
    let ids: Vec<UnitId> = units.iter().map(|(id, _)| *id).collect();
    // What is held one day later is looked at, too: an evening may belong to the next day.
    let held = hook(ctx, &ids, first, last.saturating_add(1.day())).await?;
    let neighbours = held.into_iter().filter(|one| Some(one.activity) != but);
    let neighbours = neighbours.map(|one| Neighbour {
        own: one.unit == scope.unit(),
        unit: units
            .iter()
            .find(|(id, _)| *id == one.unit)
            .map(|(_, name)| name.clone())
            .unwrap_or_default(),
        title: one.title,
        first: one.first,
        last: one.last,
    });
    Ok(Known {
        entries,
        neighbours: neighbours.collect(),
    })
}

/// The scope's unit and those around it, by name.
async fn around(db: &mut impl Query, scope: &Scope) -> Result<Vec<(UnitId, String)>> {
    let Some(unit) = organization::unit(db, scope.unit()).await? else {
        return Ok(Vec::new());
    };
    let mut units = organization::neighbours(db, &unit).await?;
    units.push(unit);
    Ok(units.into_iter().map(|unit| (unit.id, unit.name)).collect())
}
