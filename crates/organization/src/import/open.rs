//! An import that waits, with everything that a page about it or its taking asks.

use super::answer::Answers;
use super::plan::{Known, List, Plan, plan};
use super::read::list;
use crate::store::imports::{self as store, ImportRow};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use std::sync::Arc;
use storage::Query;
use web::{Ctx, Error, Result};

/// An import that waits: its list, the roll it meets, and what would become of each row now.
pub(crate) struct Open {
    pub(crate) row: ImportRow,
    pub(crate) answers: Answers,
    pub(crate) list: Arc<List>,
    pub(crate) known: Vec<Known>,
    pub(crate) plan: Plan,
}

/// The waiting import `row` with everything about it.
pub(crate) async fn open(ctx: &Ctx, scope: &Scope, row: ImportRow, now: Timestamp) -> Result<Open> {
    let mut db = ctx.db.read().await?;
    let today = today(&mut db, scope, now).await?;
    let known = store::known(&mut db, scope).await?;
    drop(db);
    let answers: Answers = serde_json::from_str(&row.decisions).unwrap_or_default();
    let list = list(ctx, &row, today).await?;
    // thousands of rows against thousands of people take a while
    let work = move || {
        let plan = plan(&list, &known, &answers);
        Open {
            row,
            answers,
            list,
            known,
            plan,
        }
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Other(error.into()))
}

async fn today(db: &mut impl Query, scope: &Scope, now: Timestamp) -> Result<Date> {
    let unit = crate::unit(db, scope.unit())
        .await?
        .ok_or(Error::NotFound)?;
    Ok(unit.zone.today(now))
}
