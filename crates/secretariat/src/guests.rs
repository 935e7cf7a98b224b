//! The guest book: who came, in the columns that boards keep; names go when their time is over.

use crate::domain::{Guest, NewGuest};
use crate::letters::By;
use crate::store::{guests, loans};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::access::Scope;
use kernel::id::{GuestEntryId, UnitId};
use kernel::paper::{Column, Table};
use kernel::{day, phone};
use storage::Tx;
use web::{Ctx, Error, Result};

/// The kind of job that forgets guests.
pub(crate) const NIGHTLY: &str = "secretariat.guests";
/// What stands in the place of a name that was forgotten.
const NOBODY: &str = "Tamu";

pub(crate) const JOB: jobs::Kind<Ctx> = jobs::Kind {
    name: NIGHTLY,
    run: |ctx, _, _| Box::pin(nightly(ctx)),
};

/// Writes a visit down; the same `id` twice is one.
///
/// # Errors
///
/// [`Error::NotFound`] if the id is another unit's; whatever the database refuses.
pub async fn welcome(
    tx: &mut Tx,
    scope: &Scope,
    id: GuestEntryId,
    says: &NewGuest,
    by: &By,
) -> Result<()> {
    guests::add(tx, scope, id, says, by).await?;
    let known = guests::find(tx, scope, id).await?;
    known.map(drop).ok_or(Error::NotFound)
}

async fn nightly(ctx: Ctx) -> anyhow::Result<Option<jobs::Output>> {
    let units = guests::units(&mut ctx.db.read().await?).await?;
    for unit in units {
        let_go(&ctx, unit, ctx.clock.now()).await?;
    }
    Ok(None)
}

/// Forgets who came to `unit`, and who borrowed without being on the roll, so long ago that its board has let guests go.
///
/// # Errors
///
/// When the database refuses.
pub async fn let_go(ctx: &Ctx, unit: UnitId, now: Timestamp) -> Result<()> {
    let scope = Scope::of_system(unit);
    let before = organization::guests_before(&mut ctx.db.read().await?, &scope, now).await?;
    let Some(before) = before else {
        return Ok(());
    };
    let mut tx = ctx.db.begin().await?;
    let visits = guests::forget(&mut tx, &scope, before, (NOBODY, now)).await?;
    let borrowers = loans::forget_outsiders(&mut tx, &scope, (before, crate::lending::NOBODY));
    if visits + borrowers.await? > 0 {
        tx.commit().await?;
    }
    Ok(())
}

/// The visits of `year` as the book has them; the last column is for the pen.
pub(crate) async fn table(ctx: &Ctx, scope: &Scope, year: i16) -> Result<Table> {
    let days = (date(year, 1, 1), date(year, 12, 31));
    let guests = guests::between(&mut ctx.db.read().await?, scope, days).await?;
    let columns = vec![
        Column::right("No", 2),
        Column::left("Hari/tanggal", 5),
        Column::left("Nama", 6),
        Column::left("Jabatan/Instansi", 6),
        Column::left("Alamat", 6),
        Column::left("No. HP", 5),
        Column::left("Maksud & tujuan", 7),
        Column::left("Bertemu", 5),
        Column::left("Kesan & pesan", 7),
        Column::left("Tanda tangan", 4),
    ];
    let row = |(at, guest): (usize, &Guest)| {
        let says = &guest.says;
        vec![
            (at + 1).to_string(),
            format!("{}, {}", day::weekday(says.day), day::short(says.day)),
            says.name.clone(),
            says.from.clone(),
            says.address.clone(),
            if says.phone.is_empty() {
                String::new()
            } else {
                phone::local(&says.phone)
            },
            says.purpose.clone(),
            says.met.clone(),
            says.impression.clone(),
            String::new(),
        ]
    };
    Ok(Table {
        columns,
        rows: guests.iter().enumerate().map(row).collect(),
    })
}

/// The guest book of `year` as PDF, signed for `today`.
pub(crate) async fn pdf(ctx: &Ctx, scope: &Scope, (year, today): (i16, Date)) -> Result<Vec<u8>> {
    let table = table(ctx, scope, year).await?;
    crate::book::print(
        ctx,
        scope,
        ("Buku Tamu", format!("Tahun {year}")),
        table,
        today,
    )
    .await
}
