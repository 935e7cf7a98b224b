//! Rows of letters that the unit writes.

use crate::domain::{Greeting, Kind, Letter, NewLetter, Numbered, State, Taken};
use crate::letters::By;
use crate::scan::Kept;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{FileId, LetterId, SeriesId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const LETTER: &str = "id, series_id, kind, day, subject, recipient, attachments, opening, leave, \
                      body, cc, slip, state, number, author_name, final_name, cancel_reason, \
                      sent_on, sent_to, file_id";

impl FromRow for Letter {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            says: NewLetter {
                series: row.get(1)?,
                kind: Kind::from_code(&row.get::<String>(2)?).unwrap_or(Kind::Notice),
                day: row.get(3)?,
                subject: row.get(4)?,
                recipient: row.get(5)?,
                attachments: row.get(6)?,
                greeting: Greeting {
                    opening: row.get(7)?,
                    leave: row.get(8)?,
                },
                body: row.get(9)?,
                cc: row.get(10)?,
                slip: row.get(11)?,
            },
            state: State::from_code(&row.get::<String>(12)?),
            number: row.get::<Option<String>>(13)?.unwrap_or_default(),
            author: row.get(14)?,
            finisher: row.get(15)?,
            reason: row.get(16)?,
            sent_on: row.get(17)?,
            sent_to: row.get(18)?,
            scanned: row.get::<Option<FileId>>(19)?.is_some(),
        })
    }
}

impl FromRow for Taken {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            mark: row.get(1)?,
            day: row.get(2)?,
        })
    }
}

/// Adds a draft, once.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    id: LetterId,
    says: &NewLetter,
    by: &By,
) -> Result<u64> {
    tx.run(
        "insert into letter (id, unit_id, series_id, kind, state, day, subject, recipient,
                             attachments, opening, leave, body, cc, slip, author_name, final_name,
                             cancel_reason, sent_to, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, '', '', '', $16)
         on conflict do nothing",
        args![
            id,
            scope.unit(),
            says.series,
            says.kind.code(),
            State::Draft.code(),
            says.day,
            &says.subject,
            &says.recipient,
            &says.attachments,
            &says.greeting.opening,
            &says.greeting.leave,
            &says.body,
            &says.cc,
            says.slip,
            &by.name,
            by.now
        ],
    )
    .await
}

/// Changes a draft; nothing that has its number.
pub(crate) async fn change(
    tx: &mut Tx,
    scope: &Scope,
    id: LetterId,
    says: &NewLetter,
    by: &By,
) -> Result<u64> {
    tx.run(
        "update letter set series_id = $3, kind = $4, day = $5, subject = $6, recipient = $7,
                attachments = $8, opening = $9, leave = $10, body = $11, cc = $12, slip = $13,
                changed_at = $14
          where id = $1 and unit_id = $2 and state = 'draft'",
        args![
            id,
            scope.unit(),
            says.series,
            says.kind.code(),
            says.day,
            &says.subject,
            &says.recipient,
            &says.attachments,
            &says.greeting.opening,
            &says.greeting.leave,
            &says.body,
            &says.cc,
            says.slip,
            by.now
        ],
    )
    .await
}

/// Throws a draft away; never what has a number.
pub(crate) async fn drop_draft(tx: &mut Tx, scope: &Scope, id: LetterId) -> Result<u64> {
    tx.run(
        "delete from letter where id = $1 and unit_id = $2 and state = 'draft'",
        args![id, scope.unit()],
    )
    .await
}

/// The letter `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: LetterId,
) -> Result<Option<Letter>> {
    let sql = format!("select {LETTER} from letter where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The letters of the scope's unit whose subject, number or recipient has `words`, the latest
/// first; at most `limit`, after `skip`.
pub(crate) async fn list(
    db: &mut impl Query,
    scope: &Scope,
    words: &str,
    (skip, limit): (i64, i64),
) -> Result<Vec<Letter>> {
    let sql = format!(
        "select {LETTER} from letter
          where unit_id = $1 and lower(subject || ' ' || coalesce(number, '') || ' ' || recipient)
                like $2 escape '!'
          order by day desc, changed_at desc, id limit $3 offset $4"
    );
    db.all(&sql, args![scope.unit(), super::like(words), limit, skip])
        .await
}

/// The letters that got a number in `year`, as the agenda lists them; at most 5,000.
pub(crate) async fn book(db: &mut impl Query, scope: &Scope, year: i16) -> Result<Vec<Letter>> {
    let sql = format!(
        "select {LETTER} from letter
          where unit_id = $1 and year = $2 and seq is not null
          order by series_id, seq, mark limit 5000"
    );
    db.all(&sql, args![scope.unit(), i64::from(year)]).await
}

/// How many letters the unit has: with a number of `year`, and drafts.
pub(crate) async fn counts(db: &mut impl Query, scope: &Scope, year: i16) -> Result<(i64, i64)> {
    db.one(
        "select count(case when year = $2 and seq is not null then 1 end),
                count(case when state = 'draft' then 1 end)
           from letter where unit_id = $1",
        args![scope.unit(), i64::from(year)],
    )
    .await
}

/// The greeting of the unit's latest letter that has one.
pub(crate) async fn last_greeting(db: &mut impl Query, scope: &Scope) -> Result<Option<Greeting>> {
    let row: Option<(String, String)> = db
        .maybe(
            "select opening, leave from letter where unit_id = $1 and opening <> ''
              order by changed_at desc, id limit 1",
            args![scope.unit()],
        )
        .await?;
    Ok(row.map(|(opening, leave)| Greeting { opening, leave }))
}

/// The numbers of a series that are taken in `year`, cancelled ones too.
pub(crate) async fn taken(
    db: &mut impl Query,
    scope: &Scope,
    series: SeriesId,
    year: i16,
) -> Result<Vec<Taken>> {
    db.all(
        "select seq, mark, day from letter
          where unit_id = $1 and series_id = $2 and year = $3 and seq is not null order by seq, mark",
        args![scope.unit(), series, i64::from(year)],
    )
    .await
}

/// Whether a letter of the unit has that number, cancelled or not.
pub(crate) async fn has_number(db: &mut impl Query, scope: &Scope, number: &str) -> Result<bool> {
    let found: Option<LetterId> = db
        .maybe(
            "select id from letter where unit_id = $1 and number = $2",
            args![scope.unit(), number],
        )
        .await?;
    Ok(found.is_some())
}

/// Writes down the number of a draft.
pub(crate) async fn finish(
    tx: &mut Tx,
    scope: &Scope,
    id: LetterId,
    numbered: &Numbered,
    by: &By,
) -> Result<u64> {
    tx.run(
        "update letter set state = 'final', year = $3, seq = $4, mark = $5, number = $6,
                final_name = $7, changed_at = $8
          where id = $1 and unit_id = $2 and state = 'draft'",
        args![
            id,
            scope.unit(),
            i64::from(numbered.year),
            numbered.seq,
            &numbered.mark,
            &numbered.number,
            &by.name,
            by.now
        ],
    )
    .await
}

/// Cancels what is final.
pub(crate) async fn cancel(
    tx: &mut Tx,
    scope: &Scope,
    id: LetterId,
    reason: &str,
    by: &By,
) -> Result<u64> {
    tx.run(
        "update letter set state = 'cancelled', cancel_reason = $3, changed_at = $4
          where id = $1 and unit_id = $2 and state = 'final'",
        args![id, scope.unit(), reason, by.now],
    )
    .await
}

/// Writes down when a numbered letter went out, and who took it.
pub(crate) async fn send(
    tx: &mut Tx,
    scope: &Scope,
    id: LetterId,
    (day, receiver): (Date, &str),
) -> Result<u64> {
    tx.run(
        "update letter set sent_on = $3, sent_to = $4
          where id = $1 and unit_id = $2 and state = 'final'",
        args![id, scope.unit(), day, receiver],
    )
    .await
}

/// Keeps the scan of the signed paper.
pub(crate) async fn keep_scan(
    tx: &mut Tx,
    scope: &Scope,
    id: LetterId,
    kept: &Kept,
) -> Result<u64> {
    tx.run(
        "update letter set file_id = $3, media = $4
          where id = $1 and unit_id = $2 and state <> 'draft'",
        args![id, scope.unit(), kept.file, kept.media.clone()],
    )
    .await
}

/// The scan of a letter, if it has one.
pub(crate) async fn scan(db: &mut impl Query, scope: &Scope, id: LetterId) -> Result<Option<Kept>> {
    let row: Option<(FileId, String)> = db
        .maybe(
            "select file_id, media from letter
              where id = $1 and unit_id = $2 and file_id is not null",
            args![id, scope.unit()],
        )
        .await?;
    Ok(row.map(|(file, media)| Kept { file, media }))
}

/// Series and years in which a number is missing: unit, series, year, how many there are, first
/// and last; at most 100.
pub(crate) async fn gaps(db: &mut impl Query) -> Result<Vec<Gap>> {
    let rows: Vec<(String, i64, i64, i64, i64)> = db
        .all(
            "select s.name, l.year, count(distinct l.seq), min(l.seq), max(l.seq)
               from letter l join letter_series s on s.id = l.series_id
              where l.seq is not null
              group by s.id, s.name, s.first, s.first_year, l.year
             having max(l.seq) - min(l.seq) + 1 <> count(distinct l.seq)
                 or min(l.seq) <> case when l.year = s.first_year then s.first else 1 end
              order by s.name, l.year limit 100",
            args![],
        )
        .await?;
    let gap = |(series, year, count, first, last)| Gap {
        series,
        year,
        count,
        first,
        last,
    };
    Ok(rows.into_iter().map(gap).collect())
}

/// How many numbers were given in all units.
pub(crate) async fn numbered(db: &mut impl Query) -> Result<i64> {
    db.one("select count(*) from letter where seq is not null", args![])
        .await
}

/// A series and year in which a number is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) series: String,
    pub(crate) year: i64,
    pub(crate) count: i64,
    pub(crate) first: i64,
    pub(crate) last: i64,
}
