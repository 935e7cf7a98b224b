//! What surveys know of a person: that a link was given, never what was answered.

use crate::store;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::PersonId;
use storage::Tx;
use web::{BoxFuture, Ctx, Known, Result};

/// Evaluation's hook for a person's own copy.
pub(crate) fn export<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    person: PersonId,
) -> BoxFuture<'a, Result<Vec<Known>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let mut rows = Vec::new();
        for (activity, times) in store::links_of(&mut db, scope, person).await? {
            let activity = activity::find(&mut db, scope, activity).await?;
            let title = activity.map(|activity| activity.title).unwrap_or_default();
            rows.push(vec![title, times.to_string()]);
        }
        Ok(vec![Known {
            title: "Tautan survei yang diberikan (jawabannya tanpa nama)",
            columns: &["Kegiatan", "Berapa kali"],
            rows,
        }])
    })
}

/// Forgets that links were given; answers carry nobody's name.
pub(crate) fn forget<'a>(
    tx: &'a mut Tx,
    scope: &'a Scope,
    person: PersonId,
    _: Timestamp,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(store::forget_links(tx, scope, person))
}
