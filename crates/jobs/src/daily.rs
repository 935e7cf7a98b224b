//! Work that is done once a day: put into the queue by whichever node looks first, at night where
//! the server runs then, else as soon as it runs again.

use crate::{NewJob, enqueue};
use jiff::{SignedDuration, Timestamp};
use kernel::id::UnitId;
use kernel::zone::Zone;
use storage::{Db, Result, Uuid, args};

/// The hour at which a day's work begins, Western Indonesian time.
const HOUR: i64 = 2;

/// Puts the day's job of `kind` into the queue, unless it was put there before; it is the work of
/// no unit and leaves no file.
///
/// # Errors
///
/// When the database refuses.
pub async fn enqueue_daily(db: &Db, kind: &'static str, now: Timestamp) -> Result<()> {
    let day = Zone::Wib.today(now - SignedDuration::from_hours(HOUR));
    let sql = "select count(*) from job_daily where kind = $1 and day >= $2";
    if db.read().await?.one::<i64>(sql, args![kind, day]).await? > 0 {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    let first = tx
        .run(
            "insert into job_daily (kind, day) values ($1, $2) on conflict do nothing",
            args![kind, day],
        )
        .await?;
    if first > 0 {
        tx.run(
            "delete from job_daily where kind = $1 and day < $2",
            args![kind, day],
        )
        .await?;
        let new = NewJob {
            kind,
            unit: UnitId(Uuid::nil()),
            account: None,
            subject: None,
            title: String::new(),
            payload: String::new(),
        };
        enqueue(&mut tx, &new, now).await?;
    }
    tx.commit().await
}
