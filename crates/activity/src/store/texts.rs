//! Rows of what somebody wrote for the proposal and the report of an activity.

use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::ActivityId;
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

/// A part that somebody wrote; an empty text leaves it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) part: String,
    pub(crate) text: String,
}

impl FromRow for Written {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            part: row.get(0)?,
            text: row.get(1)?,
        })
    }
}

/// What was written for an activity of the scope's unit.
pub(crate) async fn written(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Vec<Written>> {
    Ok(db
        .all(
            "select part, text from activity_text where activity_id = $1 and unit_id = $2 limit 50",
            args![activity, scope.unit()],
        )
        .await?)
}

/// Writes parts of an activity, in place of what they said before.
pub(crate) async fn write_texts(
    tx: &mut Tx,
    scope: &Scope,
    activity: ActivityId,
    texts: &[Written],
    (by, now): (&str, Timestamp),
) -> Result<()> {
    for Written { part, text } in texts {
        tx.run(
            "insert into activity_text (activity_id, part, unit_id, text, changed_by, changed_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (activity_id, part) do update set text = excluded.text,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at",
            args![activity, part, scope.unit(), text, by, now],
        )
        .await?;
    }
    Ok(())
}

/// Writes parts of an activity's proposal and report, each by its word: `latar`, `dasar`, `maksud`,
/// `hasil`, `pendukung`, `kendala`, `solusi`, `saran`.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn write_parts(
    tx: &mut Tx,
    scope: &Scope,
    activity: ActivityId,
    parts: &[(&str, &str)],
    by: (&str, Timestamp),
) -> Result<()> {
    let written = |(part, text): &(&str, &str)| Written {
        part: (*part).to_owned(),
        text: (*text).to_owned(),
    };
    let texts: Vec<Written> = parts.iter().map(written).collect();
    write_texts(tx, scope, activity, &texts, by).await
}

/// What was written for the report on the term of the scope's unit.
pub(crate) async fn term_texts(db: &mut impl Query, scope: &Scope) -> Result<Vec<Written>> {
    Ok(db
        .all(
            "select part, text from term_text where unit_id = $1 limit 50",
            args![scope.unit()],
        )
        .await?)
}

/// Writes parts of the report on the term, in place of what they said before.
pub(crate) async fn write_term_texts(
    tx: &mut Tx,
    scope: &Scope,
    texts: &[Written],
    (by, now): (&str, Timestamp),
) -> Result<()> {
    for Written { part, text } in texts {
        tx.run(
            "insert into term_text (unit_id, part, text, changed_by, changed_at)
             values ($1, $2, $3, $4, $5)
             on conflict (unit_id, part) do update set text = excluded.text,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at",
            args![scope.unit(), part, text, by, now],
        )
        .await?;
    }
    Ok(())
}
