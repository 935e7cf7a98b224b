//! What activities know of a person, for the person: registrations, attendance, certificates; and
//! how a person is taken out: who it was goes, that somebody was there stays.

use crate::domain::{AttendanceState, Place};
use crate::store;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use kernel::id::PersonId;
use storage::Tx;
use web::{BoxFuture, Ctx, Known, Result};

/// Activity's hook.
pub(crate) fn export<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    person: PersonId,
) -> BoxFuture<'a, Result<Vec<Known>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let registered = store::registered_for(&mut db, scope, person).await?;
        let attended = store::attended_by(&mut db, scope, person).await?;
        let duties = store::duties_of(&mut db, scope, person).await?;
        let issued = store::issued_to(&mut db, scope, person).await?;
        drop(db);
        let registration = |(title, day, place): (String, Date, String)| {
            let place = Place::from_code(&place).label();
            vec![title, day::medium(day), place.to_owned()]
        };
        let attendance = |(title, session, day, state): (String, String, Date, String)| {
            let state = AttendanceState::from_code(&state).map_or("", |state| state.label());
            vec![title, session, day::medium(day), state.to_owned()]
        };
        let certificate = |(title, number, day, code): (String, String, Date, String)| {
            let check = ctx.link(&format!("/v/{code}"));
            vec![title, number, day::medium(day), check]
        };
        let duty = |(title, day, duty): (String, Date, String)| vec![title, day::medium(day), duty];
        Ok(vec![
            Known {
                title: "Pendaftaran",
                columns: &["Kegiatan", "Hari", "Keadaan"],
                rows: registered.into_iter().map(registration).collect(),
            },
            Known {
                title: "Kehadiran",
                columns: &["Kegiatan", "Sesi", "Hari", "Keadaan"],
                rows: attended.into_iter().map(attendance).collect(),
            },
            Known {
                title: "Kepanitiaan",
                columns: &["Kegiatan", "Hari", "Tugas"],
                rows: duties.into_iter().map(duty).collect(),
            },
            Known {
                title: "Sertifikat",
                columns: &["Kegiatan", "Nomor", "Tanggal", "Alamat pemeriksaan"],
                rows: issued.into_iter().map(certificate).collect(),
            },
        ])
    })
}

/// Takes what was typed and printed about a person out of activities.
pub(crate) fn forget<'a>(
    tx: &'a mut Tx,
    scope: &'a Scope,
    person: PersonId,
    _: Timestamp,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(store::forget_person(tx, scope, person))
}
