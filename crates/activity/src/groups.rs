//! The people of an activity as a group: those with a seat and those who came.

use crate::domain::Place;
use crate::store;
use jiff::ToSpan;
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId};
use std::collections::BTreeSet;
use storage::Uuid;
use web::{BoxFuture, Ctx, Group, Groups, Result, TitledGroup};

/// Activity's hook.
pub(crate) const GROUPS: Groups = Groups { list, people };

/// The activities of the last year and those to come, at most 50.
fn list<'a>(ctx: &'a Ctx, scope: &'a Scope) -> BoxFuture<'a, Result<Vec<Group>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let unit = organization::unit(&mut db, scope.unit()).await?;
        let zone = unit.map(|unit| unit.zone).unwrap_or_default();
        let today = zone.today(ctx.clock.now());
        let (from, until) = (
            today.saturating_sub(1.year()),
            today.saturating_add(1.year()),
        );
        let activities = store::list_between(&mut db, scope, from, until, 50).await?;
        let group = |activity: crate::Activity| Group {
            id: activity.id.into(),
            title: activity.title,
        };
        Ok(activities.into_iter().map(group).collect())
    })
}

fn people<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    group: Uuid,
) -> BoxFuture<'a, Result<Option<TitledGroup>>> {
    Box::pin(async move {
        let id = ActivityId::from(group);
        let mut db = ctx.db.read().await?;
        let Some(activity) = store::find(&mut db, scope, id).await? else {
            return Ok(None);
        };
        let seats = store::registrations(&mut db, scope, id).await?;
        let seats = seats.into_iter().filter(|one| one.place == Place::Seat);
        let came = store::attendees(&mut db, scope, id).await?;
        let people: BTreeSet<PersonId> = seats
            .map(|one| one.person)
            .chain(came.into_iter().map(|one| one.person))
            .collect();
        Ok(Some((activity.title, people.into_iter().collect())))
    })
}
