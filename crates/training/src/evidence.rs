//! What trainings prove of the organisation: what was taught in the last twelve months, and who
//! came from outside to teach it.

use crate::domain::Training;
use crate::store;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::access::Scope;
use std::collections::BTreeSet;
use web::{Aspect, BoxFuture, Ctx, Evidence, Result};

/// Trainings of one year that are looked at.
const MOST: i64 = 500;

/// See the module's words.
pub(crate) fn of_trainings<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<Evidence>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let from = today.saturating_sub(1.year());
        let mut held = store::list_between(&mut db, scope, from, today, MOST).await?;
        held.retain(|training| training.activity.state == activity::State::Open);
        Ok(told(&held))
    })
}

fn told(held: &[Training]) -> Vec<Evidence> {
    let taught = Evidence::of(Aspect::People, "Pelatihan 12 bulan terakhir", "/pelatihan");
    let speakers = Evidence::of(Aspect::Partnership, "Narasumber pelatihan", "/pelatihan");
    let names: BTreeSet<String> = held
        .iter()
        .flat_map(|training| &training.details.speakers)
        .map(|speaker| kernel::name::key(&speaker.name))
        .collect();
    let hours: u32 = held
        .iter()
        .map(|training| u32::from(training.details.hours))
        .sum();
    let taught = match (held.len(), hours) {
        (0, _) => taught.lacking("Belum ada pelatihan yang tercatat selesai"),
        (count, 0) => taught.there(format!("{count} pelatihan")),
        (count, hours) => taught.there(format!("{count} pelatihan, {hours} JP")),
    };
    let speakers = match names.len() {
        0 => speakers.lacking("Belum ada narasumber yang tercatat 12 bulan terakhir"),
        count => speakers.there(format!("{count} orang dalam 12 bulan terakhir")),
    };
    vec![taught, speakers]
}
