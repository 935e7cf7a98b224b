//! Counting: a job adds up every village into the units above it, once a day and after the tree
//! has changed. All figures are of one moment, so that they add up.

use crate::domain::{Shown, Table, seen_from_above};
use crate::store::figures as store;
use crate::tree::Reached;
use crate::unit::Unit;
use jiff::{SignedDuration, Timestamp};
use jobs::{Job, NewJob, Outcome, Progress};
use kernel::id::UnitId;
use std::collections::HashMap;
use storage::{Query, Tx, Uuid};
use web::{Ctx, Result};

const NAME: &str = "organization.count";
/// Figures older than this are counted anew.
const FRESH: SignedDuration = SignedDuration::from_hours(24);
/// There is one count for the whole installation.
const SUBJECT: Uuid = Uuid::from_u128(0x6775_7975_625f_636f_756e_7400_0000_0001);

pub(crate) const JOB: jobs::Kind<Ctx> = jobs::Kind {
    name: NAME,
    run: count,
};

/// Has everything counted anew, unless that waits to be done already.
pub(crate) async fn ask(tx: &mut Tx, unit: UnitId, now: Timestamp) -> Result<()> {
    let latest = jobs::latest(tx, SUBJECT, NAME).await?;
    if latest.is_some_and(|job| job.state == jobs::JobState::Waiting) {
        return Ok(());
    }
    let new = NewJob {
        kind: NAME,
        unit,
        account: None,
        subject: Some(SUBJECT),
        title: "Jumlah anggota per wilayah".to_owned(),
        payload: String::new(),
    };
    jobs::enqueue(tx, &new, now).await?;
    Ok(())
}

/// Has it counted anew if the last count is old.
pub(crate) async fn ask_if_old(ctx: &Ctx, unit: UnitId, now: Timestamp) -> Result<()> {
    let at = store::counted_at(&mut ctx.db.read().await?).await?;
    if at.is_some_and(|at| now.duration_since(at) < FRESH) {
        return Ok(());
    }
    let mut tx = ctx.db.begin().await?;
    ask(&mut tx, unit, now).await?;
    Ok(tx.commit().await?)
}

fn count(ctx: Ctx, _: Job, _: Progress) -> Outcome {
    Box::pin(async move {
        let figures = store::count(&mut ctx.db.read_long().await?).await?;
        let mut tx = ctx.db.begin().await?;
        store::replace(&mut tx, &figures, ctx.clock.now()).await?;
        tx.commit().await?;
        Ok(None)
    })
}

/// What a page shows of a unit's people and villages.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    /// When they were counted; never yet when `None`.
    pub(crate) at: Option<Timestamp>,
    pub(crate) villages: i64,
    pub(crate) members: Option<Shown>,
    /// Of the units right below: villages, people.
    pub(crate) parts: HashMap<UnitId, (i64, Option<Shown>)>,
}

impl Counts {
    /// Whether something is hidden, so that the page says why.
    pub(crate) fn any_hidden(&self) -> bool {
        let hidden = |shown: &Option<Shown>| *shown == Some(Shown::Hidden);
        hidden(&self.members) || self.parts.values().any(|(_, shown)| hidden(shown))
    }
}

/// The counts of the unit reached, as its reacher may see them.
pub(crate) async fn counts(db: &mut impl Query, reached: &Reached) -> Result<Counts> {
    let unit = &reached.unit;
    let Some((villages, _, at)) = store::of(db, unit.id).await? else {
        return Ok(Counts {
            at: store::counted_at(db).await?,
            ..Counts::default()
        });
    };
    let mut way: Vec<(UnitId, Table)> = Vec::new();
    let down: Vec<&Unit> = reached.between.iter().rev().chain([unit]).collect();
    for step in down {
        way.push((step.id, store::table(db, step.id).await?));
    }
    let (members, shown) = seen_from_above(&way);
    let mut parts: HashMap<UnitId, (i64, Option<Shown>)> = store::villages(db, unit.id)
        .await?
        .into_iter()
        .map(|(id, villages)| (id, (villages, None)))
        .collect();
    for (id, shown) in shown {
        parts.entry(id).or_default().1 = Some(shown);
    }
    Ok(Counts {
        at: Some(at),
        villages,
        members: Some(members),
        parts,
    })
}
