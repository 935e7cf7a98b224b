//! What assemblies know of a person, for the person: where they were to take part, and where they
//! stood; and how their name goes. How somebody voted is known to nobody.

use crate::store;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::day;
use kernel::id::PersonId;
use storage::Tx;
use web::{BoxFuture, Ctx, Known, Result};

/// Meeting's hook for a person's own copy.
pub(crate) fn export<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    person: PersonId,
) -> BoxFuture<'a, Result<Vec<Known>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let mut rows = Vec::new();
        for part in store::parts_of(&mut db, scope, person).await? {
            let activity = activity::find(&mut db, scope, part.activity).await?;
            let starts = activity.map(|activity| day::medium(activity.starts_on));
            let what = match part.number {
                Some(number) => format!("Calon nomor {number}"),
                None => format!("Peserta, {}", part.group),
            };
            rows.push(vec![part.name, starts.unwrap_or_default(), what]);
        }
        Ok(vec![Known {
            title: "Temu Karya",
            columns: &["Kegiatan", "Hari", "Sebagai"],
            rows,
        }])
    })
}

/// Takes the name and the warnings of somebody who stood; that somebody did, and the votes, stay.
pub(crate) fn forget<'a>(
    tx: &'a mut Tx,
    scope: &'a Scope,
    person: PersonId,
    _: Timestamp,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(store::forget_person(tx, scope, person))
}
