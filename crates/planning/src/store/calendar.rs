//! Rows of what a village knows of its own year.

use crate::domain::calendar::{CalendarEntry, EntryKind, NewEntry, When};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::CalendarEntryId;
use storage::{FromRow, Query, Result, Row, Tx, args};

impl FromRow for CalendarEntry {
    fn from_row(row: &Row) -> Result<Self> {
        let (first, last): (Option<Date>, Option<Date>) = (row.get(3)?, row.get(4)?);
        Ok(Self {
            id: row.get(0)?,
            says: NewEntry {
                kind: EntryKind::from_code(&row.get::<String>(1)?).unwrap_or(EntryKind::Custom),
                name: row.get(2)?,
                when: match (first, last) {
                    (Some(first), Some(last)) => When::Days(first, last),
                    _ => When::Again(row.get(5)?),
                },
            },
        })
    }
}

/// Adds an entry.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    new: &NewEntry,
    now: Timestamp,
) -> Result<CalendarEntryId> {
    let id: CalendarEntryId = storage::fresh();
    let (first, last, again) = match &new.when {
        When::Days(first, last) => (Some(*first), Some(*last), ""),
        When::Again(words) => (None, None, words.as_str()),
    };
    tx.run(
        "insert into calendar_entry (id, unit_id, kind, name, first_day, last_day, again,
                                     created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            id,
            scope.unit(),
            new.kind.code(),
            &new.name,
            first,
            last,
            again,
            now
        ],
    )
    .await?;
    Ok(id)
}

/// The entries of the scope's unit that come again or are not over on `since`, the soonest first;
/// at most 300.
pub(crate) async fn list(
    db: &mut impl Query,
    scope: &Scope,
    since: Date,
) -> Result<Vec<CalendarEntry>> {
    db.all(
        "select id, kind, name, first_day, last_day, again from calendar_entry
          where unit_id = $1 and (last_day is null or last_day >= $2)
          order by coalesce(first_day, ''), created_at, id limit 300",
        args![scope.unit(), since],
    )
    .await
}

/// How many entries the scope's unit has, and whether one says the same.
pub(crate) async fn known(
    db: &mut impl Query,
    scope: &Scope,
    new: &NewEntry,
) -> Result<(i64, bool)> {
    let (first, again) = match &new.when {
        When::Days(first, _) => (first.to_string(), ""),
        When::Again(words) => (String::new(), words.as_str()),
    };
    let (all, same): (i64, i64) = db
        .one(
            "select count(*),
                    count(case when name = $2 and again = $3
                                    and coalesce(first_day, '') = $4 then 1 end)
               from calendar_entry where unit_id = $1",
            args![scope.unit(), &new.name, again, first],
        )
        .await?;
    Ok((all, same > 0))
}

/// Takes an entry out; its name, if it was there.
pub(crate) async fn remove(
    tx: &mut Tx,
    scope: &Scope,
    id: CalendarEntryId,
) -> Result<Option<String>> {
    tx.maybe(
        "delete from calendar_entry where id = $1 and unit_id = $2 returning name",
        args![id, scope.unit()],
    )
    .await
}
