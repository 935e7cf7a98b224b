//! What identity knows of a person: an account and the devices signed in; and how it goes.

use crate::store;
use crate::store::extra_roles::ExtraRole;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::day;
use kernel::id::PersonId;
use storage::Tx;
use web::{BoxFuture, Ctx, Known, Result};

/// Identity's hook for a person's own copy.
pub(crate) fn export<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    person: PersonId,
) -> BoxFuture<'a, Result<Vec<Known>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let zone = organization::unit(&mut db, scope.unit())
            .await?
            .map(|unit| unit.zone)
            .unwrap_or_default();
        let accounts = store::logins_of(&mut db, scope, person).await?;
        let linked = store::links::of_person(&mut db, scope, person).await?;
        let devices = store::devices_of(&mut db, scope, person).await?;
        let roles = store::extra_roles::of(&mut db, scope, person).await?;
        drop(db);
        let device = |(device, address, seen): (String, String, Timestamp)| {
            vec![device, address, day::medium(zone.today(seen))]
        };
        let filled = |title: &'static str| move |text: String| vec![title.to_owned(), text];
        let logins = accounts
            .into_iter()
            .map(filled("Nomor HP atau nama pengguna"));
        let linked = linked.into_iter().map(filled("Akun Google yang tertaut"));
        Ok(vec![
            Known {
                title: "Akun pengurus",
                columns: &["Isian", "Isi"],
                rows: logins.chain(linked).collect(),
            },
            Known {
                title: "Izin tambahan",
                columns: &["Izin", "Mulai", "Sampai", "Alasan"],
                rows: roles.into_iter().map(role).collect(),
            },
            Known {
                title: "Perangkat yang masuk",
                columns: &["Perangkat", "Alamat jaringan", "Terakhir dipakai"],
                rows: devices.into_iter().map(device).collect(),
            },
        ])
    })
}

fn role(given: ExtraRole) -> Vec<String> {
    vec![
        given.role.title().to_owned(),
        day::medium(given.span.from),
        day::medium(given.span.until),
        given.reason,
    ]
}

/// Closes the person's accounts and empties them; the log of what they did stays.
pub(crate) fn forget<'a>(
    tx: &'a mut Tx,
    scope: &'a Scope,
    person: PersonId,
    now: Timestamp,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        store::extra_roles::end_all(tx, scope, person, now).await?;
        store::forgetting::person(tx, scope, person, now).await
    })
}
