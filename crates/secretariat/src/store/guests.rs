//! Rows of the guest book.

use crate::domain::{Guest, NewGuest};
use crate::letters::By;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::access::Scope;
use kernel::id::{GuestEntryId, UnitId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const GUEST: &str = "id, day, name, origin, address, phone, purpose, met, impression, author_name";

impl FromRow for Guest {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            says: NewGuest {
                day: row.get(1)?,
                name: row.get(2)?,
                from: row.get(3)?,
                address: row.get(4)?,
                phone: row.get(5)?,
                purpose: row.get(6)?,
                met: row.get(7)?,
                impression: row.get(8)?,
            },
            author: row.get(9)?,
        })
    }
}

/// Writes a visit down; the same `id` twice is one.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    id: GuestEntryId,
    says: &NewGuest,
    by: &By,
) -> Result<u64> {
    tx.run(
        "insert into guest_entry (id, unit_id, day, name, origin, address, phone, purpose, met,
                                  impression, author_name, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing",
        args![
            id,
            scope.unit(),
            says.day,
            &says.name,
            &says.from,
            &says.address,
            &says.phone,
            &says.purpose,
            &says.met,
            &says.impression,
            &by.name,
            by.now
        ],
    )
    .await
}

/// Changes a line.
pub(crate) async fn change(
    tx: &mut Tx,
    scope: &Scope,
    id: GuestEntryId,
    says: &NewGuest,
) -> Result<u64> {
    tx.run(
        "update guest_entry set day = $3, name = $4, origin = $5, address = $6, phone = $7,
                purpose = $8, met = $9, impression = $10
          where id = $1 and unit_id = $2",
        args![
            id,
            scope.unit(),
            says.day,
            &says.name,
            &says.from,
            &says.address,
            &says.phone,
            &says.purpose,
            &says.met,
            &says.impression
        ],
    )
    .await
}

/// Takes a line away.
pub(crate) async fn remove(tx: &mut Tx, scope: &Scope, id: GuestEntryId) -> Result<u64> {
    tx.run(
        "delete from guest_entry where id = $1 and unit_id = $2",
        args![id, scope.unit()],
    )
    .await
}

/// The line `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: GuestEntryId,
) -> Result<Option<Guest>> {
    let sql = format!("select {GUEST} from guest_entry where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The visits whose guest, institution or purpose has `words`, the latest first; at most `limit`,
/// after `skip`.
pub(crate) async fn list(
    db: &mut impl Query,
    scope: &Scope,
    words: &str,
    (skip, limit): (i64, i64),
) -> Result<Vec<Guest>> {
    let sql = format!(
        "select {GUEST} from guest_entry
          where unit_id = $1 and lower(name || ' ' || origin || ' ' || purpose) like $2 escape '!'
          order by day desc, created_at desc, id limit $3 offset $4"
    );
    db.all(&sql, args![scope.unit(), super::like(words), limit, skip])
        .await
}

/// The visits from `first` to `last`, in the order of the book; at most 5,000.
pub(crate) async fn between(
    db: &mut impl Query,
    scope: &Scope,
    (first, last): (Date, Date),
) -> Result<Vec<Guest>> {
    let sql = format!(
        "select {GUEST} from guest_entry where unit_id = $1 and day >= $2 and day <= $3
          order by day, created_at, id limit 5000"
    );
    db.all(&sql, args![scope.unit(), first, last]).await
}

/// How many visits there were in `year`.
pub(crate) async fn count(db: &mut impl Query, scope: &Scope, year: i16) -> Result<i64> {
    db.one(
        "select count(*) from guest_entry where unit_id = $1 and day >= $2 and day <= $3",
        args![scope.unit(), date(year, 1, 1), date(year, 12, 31)],
    )
    .await
}

/// Units that know names of guests or of borrowers from outside; at most 10,000.
pub(crate) async fn units(db: &mut impl Query) -> Result<Vec<UnitId>> {
    db.all(
        "select unit_id from guest_entry where forgotten_at is null
         union
         select unit_id from inventory_loan where kind = 'outsider' and ended_on is not null
         limit 10000",
        args![],
    )
    .await
}

/// Takes away who came before `day`; that somebody came, from where and what for, stays.
pub(crate) async fn forget(
    tx: &mut Tx,
    scope: &Scope,
    day: Date,
    (nobody, now): (&str, Timestamp),
) -> Result<u64> {
    tx.run(
        "update guest_entry set name = $3, address = '', phone = '', met = '', impression = '',
                forgotten_at = $4
          where unit_id = $1 and day < $2 and forgotten_at is null",
        args![scope.unit(), day, nobody, now],
    )
    .await
}
