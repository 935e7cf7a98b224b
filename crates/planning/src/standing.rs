//! What came of the items of a programme: which activities, how they stand, what they cost.
//! Activities stand on the floor above; they tell of themselves through `Module`.

use crate::domain::{Item, Program, Progress};
use crate::store::programs as store;
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{ActivityId, ProgramItemId};
use web::{Ctx, Result, Standing};

/// An activity that came of an item.
#[derive(Debug, Clone)]
pub(crate) struct Realised {
    pub(crate) item: ProgramItemId,
    pub(crate) standing: Standing,
    /// What it cost as far as the books say.
    pub(crate) spent: Money,
}

/// The activities that came of a programme's items.
pub(crate) async fn of_program(
    ctx: &Ctx,
    scope: &Scope,
    program: &Program,
) -> Result<Vec<Realised>> {
    let mut db = ctx.db.read().await?;
    let tied = store::activities(&mut db, program.id).await?;
    let Some(hook) = ctx.modules.iter().find_map(|module| module.standing) else {
        return Ok(Vec::new());
    };
    let ids: Vec<ActivityId> = tied.iter().map(|(_, activity)| *activity).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    drop(db);
    let standings = hook(ctx, scope, &ids).await?;
    let mut db = ctx.db.read().await?;
    let mut realised = Vec::with_capacity(standings.len());
    for standing in standings {
        let Some((item, _)) = tied.iter().find(|(_, id)| *id == standing.activity) else {
            continue;
        };
        let (_, spent) = finance::of_activity(&mut db, scope, standing.activity).await?;
        realised.push(Realised {
            item: *item,
            standing,
            spent,
        });
    }
    Ok(realised)
}

/// How `item` stands on `today`.
pub(crate) fn progress(
    program: &Program,
    item: &Item,
    realised: &[Realised],
    today: Date,
) -> Progress {
    let own = realised.iter().filter(|one| one.item == item.id);
    let activities: Vec<(bool, Date)> = own
        .map(|one| (one.standing.cancelled, one.standing.last))
        .collect();
    Progress::of(&item.says, program.year, &activities, today)
}
