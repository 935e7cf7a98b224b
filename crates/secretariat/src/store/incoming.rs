//! Rows of letters that came in, and of dispositions.

use crate::domain::{Incoming, NewIncoming, NewTask, Task};
use crate::letters::By;
use crate::scan::Kept;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{DispositionId, FileId, IncomingId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const INCOMING: &str = "id, received, number, day, sender, subject, attachments, note, seq, file_id, \
                        author_name";

impl FromRow for Incoming {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            says: NewIncoming {
                received: row.get(1)?,
                number: row.get(2)?,
                day: row.get(3)?,
                sender: row.get(4)?,
                subject: row.get(5)?,
                attachments: row.get(6)?,
                note: row.get(7)?,
            },
            seq: row.get(8)?,
            scanned: row.get::<Option<FileId>>(9)?.is_some(),
            author: row.get(10)?,
        })
    }
}

impl FromRow for Task {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            says: NewTask {
                receiver: row.get(1)?,
                instruction: row.get(2)?,
                due: row.get(3)?,
            },
            done: row.get(4)?,
            author: row.get(5)?,
        })
    }
}

/// The next number of `year` in the agenda.
pub(crate) async fn next(db: &mut impl Query, scope: &Scope, year: i16) -> Result<i64> {
    db.one(
        "select coalesce(max(seq), 0) + 1 from incoming_letter where unit_id = $1 and year = $2",
        args![scope.unit(), i64::from(year)],
    )
    .await
}

/// Writes a letter into the agenda.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    (id, seq): (IncomingId, i64),
    says: &NewIncoming,
    (scan, by): (Option<&Kept>, &By),
) -> Result<u64> {
    tx.run(
        "insert into incoming_letter (id, unit_id, year, seq, received, number, day, sender, subject,
                                      attachments, note, file_id, media, author_name, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict do nothing",
        args![
            id,
            scope.unit(),
            i64::from(says.received.year()),
            seq,
            says.received,
            &says.number,
            says.day,
            &says.sender,
            &says.subject,
            &says.attachments,
            &says.note,
            scan.map(|kept| kept.file),
            scan.map(|kept| kept.media.clone()),
            &by.name,
            by.now
        ],
    )
    .await
}

/// The letter `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: IncomingId,
) -> Result<Option<Incoming>> {
    let sql = format!("select {INCOMING} from incoming_letter where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The scan of a letter, if it has one.
pub(crate) async fn scan(
    db: &mut impl Query,
    scope: &Scope,
    id: IncomingId,
) -> Result<Option<Kept>> {
    let row: Option<(FileId, String)> = db
        .maybe(
            "select file_id, media from incoming_letter
              where id = $1 and unit_id = $2 and file_id is not null",
            args![id, scope.unit()],
        )
        .await?;
    Ok(row.map(|(file, media)| Kept { file, media }))
}

/// The letters that came in whose subject, number or sender has `words`, the latest first; at
/// most `limit`, after `skip`. With each, how many of its dispositions are open.
pub(crate) async fn list(
    db: &mut impl Query,
    scope: &Scope,
    words: &str,
    (skip, limit): (i64, i64),
) -> Result<Vec<(Incoming, i64)>> {
    let sql = format!(
        "select {INCOMING}, (select count(*) from disposition d
                              where d.letter_id = incoming_letter.id and d.done_at is null)
           from incoming_letter
          where unit_id = $1 and lower(subject || ' ' || number || ' ' || sender) like $2 escape '!'
          order by received desc, year desc, seq desc limit $3 offset $4"
    );
    let rows: Vec<Counted> = db
        .all(&sql, args![scope.unit(), super::like(words), limit, skip])
        .await?;
    Ok(rows.into_iter().map(|row| (row.letter, row.open)).collect())
}

struct Counted {
    letter: Incoming,
    open: i64,
}

impl FromRow for Counted {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            letter: Incoming::from_row(row)?,
            open: row.get(11)?,
        })
    }
}

/// The agenda of `year`; at most 5,000.
pub(crate) async fn book(db: &mut impl Query, scope: &Scope, year: i16) -> Result<Vec<Incoming>> {
    let sql = format!(
        "select {INCOMING} from incoming_letter where unit_id = $1 and year = $2
          order by seq limit 5000"
    );
    db.all(&sql, args![scope.unit(), i64::from(year)]).await
}

/// What is to be done about the letters of `year`, each with its letter, in the order it was
/// said; at most 10,000.
pub(crate) async fn tasks_of_year(
    db: &mut impl Query,
    scope: &Scope,
    year: i16,
) -> Result<Vec<(IncomingId, Task)>> {
    let rows: Vec<Placed> = db
        .all(
            "select d.id, d.receiver, d.instruction, d.due, d.done_at, d.author_name, d.letter_id
               from disposition d join incoming_letter l on l.id = d.letter_id
              where d.unit_id = $1 and l.year = $2 order by d.created_at, d.id limit 10000",
            args![scope.unit(), i64::from(year)],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.letter, row.task)).collect())
}

struct Placed {
    letter: IncomingId,
    task: Task,
}

impl FromRow for Placed {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            task: Task::from_row(row)?,
            letter: row.get(6)?,
        })
    }
}

/// What is open, the soonest due first: letter, its subject, task; at most `limit`.
pub(crate) async fn open_tasks(
    db: &mut impl Query,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<Open>> {
    db.all(
        "select d.letter_id, l.subject, d.receiver, d.due
           from disposition d join incoming_letter l on l.id = d.letter_id
          where d.unit_id = $1 and d.done_at is null
          order by d.due asc nulls last, d.created_at, d.id limit $2",
        args![scope.unit(), limit],
    )
    .await
}

/// A disposition that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) letter: IncomingId,
    pub(crate) subject: String,
    pub(crate) receiver: String,
    pub(crate) due: Option<Date>,
}

impl FromRow for Open {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            letter: row.get(0)?,
            subject: row.get(1)?,
            receiver: row.get(2)?,
            due: row.get(3)?,
        })
    }
}

/// How many letters came in in `year`, and how many dispositions are open in all.
pub(crate) async fn counts(db: &mut impl Query, scope: &Scope, year: i16) -> Result<(i64, i64)> {
    db.one(
        "select (select count(*) from incoming_letter where unit_id = $1 and year = $2),
                (select count(*) from disposition where unit_id = $1 and done_at is null)",
        args![scope.unit(), i64::from(year)],
    )
    .await
}

/// Corrects a letter in the agenda; its number stays. A scan takes the place of the one before.
pub(crate) async fn change(
    tx: &mut Tx,
    scope: &Scope,
    id: IncomingId,
    says: &NewIncoming,
    scan: Option<&Kept>,
) -> Result<u64> {
    tx.run(
        "update incoming_letter set received = $3, number = $4, day = $5, sender = $6, subject = $7,
                attachments = $8, note = $9, file_id = coalesce($10, file_id),
                media = coalesce($11, media)
          where id = $1 and unit_id = $2",
        args![
            id,
            scope.unit(),
            says.received,
            &says.number,
            says.day,
            &says.sender,
            &says.subject,
            &says.attachments,
            &says.note,
            scan.map(|kept| kept.file),
            scan.map(|kept| kept.media.clone())
        ],
    )
    .await
}

/// Writes down what somebody is to do.
pub(crate) async fn add_task(
    tx: &mut Tx,
    scope: &Scope,
    letter: IncomingId,
    says: &NewTask,
    by: &By,
) -> Result<DispositionId> {
    let id = storage::fresh();
    tx.run(
        "insert into disposition (id, unit_id, letter_id, receiver, instruction, due, author_name,
                                  created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            id,
            scope.unit(),
            letter,
            &says.receiver,
            &says.instruction,
            says.due,
            &by.name,
            by.now
        ],
    )
    .await?;
    Ok(id)
}

/// What is to be done about a letter, in the order it was said; at most 100.
pub(crate) async fn tasks(
    db: &mut impl Query,
    scope: &Scope,
    letter: IncomingId,
) -> Result<Vec<Task>> {
    db.all(
        "select id, receiver, instruction, due, done_at, author_name from disposition
          where letter_id = $1 and unit_id = $2 order by created_at, id limit 100",
        args![letter, scope.unit()],
    )
    .await
}

/// Marks a disposition as done.
pub(crate) async fn done(
    tx: &mut Tx,
    scope: &Scope,
    letter: IncomingId,
    id: DispositionId,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "update disposition set done_at = $4
          where id = $1 and letter_id = $2 and unit_id = $3 and done_at is null",
        args![id, letter, scope.unit(), now],
    )
    .await
}
