//! Rows of the queue: putting a job in, finding it again, taking the next one.
//! States: waiting → running → done or failed; a job that was running when the
//! program died is taken again after its lease has run out.

use jiff::Timestamp;
use kernel::id::{AccountId, FileId, JobId, UnitId};
use storage::{Query, Result, Row, Tx, args};
use uuid::Uuid;

/// Minutes after which a running job is believed dead.
const LEASE: i64 = 10;

fn lease_end(now: Timestamp) -> Timestamp {
    now.checked_add(jiff::SignedDuration::from_mins(LEASE))
        .unwrap_or(now)
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// In the queue.
    Waiting,
    /// Being worked on.
    Running,
    /// Finished.
    Done,
    /// Given up after three tries.
    Failed,
}

impl JobState {
    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "waiting" => Self::Waiting,
            "running" => Self::Running,
            "done" => Self::Done,
            _ => Self::Failed,
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Name of the [`Kind`](crate::Kind) that does it.
    pub kind: &'static str,
    /// The unit whose work it is.
    pub unit: UnitId,
    /// Who asked.
    pub account: Option<AccountId>,
    /// What it is about, to find the newest job of a thing again.
    pub subject: Option<Uuid>,
    /// What the person sees while waiting, e.g. "Sertifikat Pelatihan Kewirausahaan".
    pub title: String,
    /// What the kind needs, as JSON.
    pub payload: String,
}

/// A job as it stands in the queue.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// The unit whose work it is.
    pub unit: UnitId,
    /// Who asked.
    pub account: Option<AccountId>,
    /// Name of its kind.
    pub kind: String,
    /// What the person sees.
    pub title: String,
    /// What the kind needs, as JSON.
    pub payload: String,
    /// Where it stands.
    pub state: JobState,
    /// Pieces finished.
    pub done: i64,
    /// Pieces in all; 0 while unknown.
    pub total: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// What it left behind.
    pub output: Option<Output>,
}

/// The file a job leaves behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Where the bytes are.
    pub file: FileId,
    /// Name for the download.
    pub name: String,
    /// Media type.
    pub media: String,
}

const COLUMNS: &str = "id, unit_id, account_id, kind, title, payload, state, done, total, \
     attempts, created_at, file_id, file_name, file_type";

impl storage::FromRow for Job {
    fn from_row(row: &Row) -> Result<Self> {
        let file: Option<FileId> = row.get(11)?;
        let output = match file {
            Some(file) => Some(Output {
                file,
                name: row.get(12)?,
                media: row.get(13)?,
            }),
            None => None,
        };
        Ok(Self {
            id: row.get(0)?,
            unit: row.get(1)?,
            account: row.get(2)?,
            kind: row.get(3)?,
            title: row.get(4)?,
            payload: row.get(5)?,
            state: JobState::from_code(&row.get::<String>(6)?),
            done: row.get(7)?,
            total: row.get(8)?,
            attempts: row.get(9)?,
            created_at: row.get(10)?,
            output,
        })
    }
}

/// Puts `new` into the queue, to be done as soon as `tx` is committed.
///
/// # Errors
///
/// When the database refuses.
pub async fn enqueue(tx: &mut Tx, new: &NewJob, now: Timestamp) -> Result<JobId> {
    let id: JobId = storage::fresh();
    tx.run(
        "insert into job (id, unit_id, account_id, subject, kind, title, payload, state,
                          done, total, attempts, run_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, 0, 0, $8, $8)",
        args![
            id,
            new.unit,
            new.account,
            new.subject,
            new.kind,
            &new.title,
            &new.payload,
            now
        ],
    )
    .await?;
    Ok(id)
}

/// The job `id`.
///
/// # Errors
///
/// When the database refuses.
pub async fn find(db: &mut impl Query, id: JobId) -> Result<Option<Job>> {
    db.maybe(
        &format!("select {COLUMNS} from job where id = $1"),
        args![id],
    )
    .await
}

/// The newest job of `kind` about `subject`.
///
/// # Errors
///
/// When the database refuses.
pub async fn latest(db: &mut impl Query, subject: Uuid, kind: &str) -> Result<Option<Job>> {
    let sql = format!(
        "select {COLUMNS} from job where subject = $1 and kind = $2
          order by created_at desc limit 1"
    );
    db.maybe(&sql, args![subject, kind]).await
}

/// Takes the job that has waited longest and is due, if there is one.
pub(crate) async fn take(tx: &mut Tx, now: Timestamp) -> Result<Option<Job>> {
    tx.hold_name("jobs.take").await?;
    let sql = format!(
        "update job set state = 'running', attempts = attempts + 1, run_at = $2
          where id = (select id from job
                       where state in ('waiting', 'running') and run_at <= $1
                       order by run_at, id limit 1)
         returning {COLUMNS}"
    );
    tx.maybe(&sql, args![now, lease_end(now)]).await
}

/// Notes how far a job has come, and renews its lease.
pub(crate) async fn progress(
    tx: &mut Tx,
    id: JobId,
    done: i64,
    total: i64,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "update job set done = $2, total = $3, run_at = $4 where id = $1",
        args![id, done, total, lease_end(now)],
    )
    .await
}

/// Marks a job as finished, with what it left behind.
pub(crate) async fn finish(
    tx: &mut Tx,
    id: JobId,
    output: Option<&Output>,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "update job set state = 'done', finished_at = $2, file_id = $3, file_name = $4,
                        file_type = $5, problem = null
          where id = $1",
        args![
            id,
            now,
            output.map(|o| o.file),
            output.map(|o| o.name.clone()),
            output.map(|o| o.media.clone())
        ],
    )
    .await
}

/// Marks a job as to be tried again at `again`, or as failed when that is `None`.
pub(crate) async fn fail(
    tx: &mut Tx,
    id: JobId,
    problem: &str,
    again: Option<Timestamp>,
    now: Timestamp,
) -> Result<u64> {
    let state = if again.is_some() {
        JobState::Waiting
    } else {
        JobState::Failed
    };
    tx.run(
        "update job set state = $2, problem = $3, run_at = $4, finished_at = $5 where id = $1",
        args![
            id,
            state.code(),
            problem,
            again.unwrap_or(now),
            again.is_none().then_some(now)
        ],
    )
    .await
}
