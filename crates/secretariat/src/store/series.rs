//! Rows of series.

use crate::domain::{NewSeries, Series};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::SeriesId;
use storage::{FromRow, Query, Result, Row, Tx, args};

const SERIES: &str = "id, name, org, pattern, first, first_year";

impl FromRow for Series {
    fn from_row(row: &Row) -> Result<Self> {
        let year: i64 = row.get(5)?;
        Ok(Self {
            id: row.get(0)?,
            says: NewSeries {
                name: row.get(1)?,
                org: row.get(2)?,
                pattern: row.get(3)?,
                first: row.get(4)?,
            },
            first_year: i16::try_from(year).unwrap_or(0),
        })
    }
}

/// Adds a series; `None` if another of the unit has its name.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    says: &NewSeries,
    year: i16,
    now: Timestamp,
) -> Result<Option<SeriesId>> {
    tx.maybe(
        "insert into letter_series (id, unit_id, name, name_key, org, pattern, first, first_year,
                                    created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id",
        args![
            storage::fresh::<SeriesId>(),
            scope.unit(),
            &says.name,
            says.name.to_lowercase(),
            &says.org,
            &says.pattern,
            says.first,
            i64::from(year),
            now
        ],
    )
    .await
}

/// The series `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: SeriesId,
) -> Result<Option<Series>> {
    let sql = format!("select {SERIES} from letter_series where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The series of the scope's unit, oldest first; at most 200.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<Series>> {
    let sql = format!(
        "select {SERIES} from letter_series where unit_id = $1 order by created_at, id limit 200"
    );
    db.all(&sql, args![scope.unit()]).await
}
