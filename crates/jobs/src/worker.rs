//! The worker: takes one job after another and runs it by the kind's function.
//! A job that fails is tried three times, each time later; then a person sees that it failed.

use crate::clock::Clock;
use crate::queue::{self, Job, Output};
use jiff::Timestamp;
use kernel::id::JobId;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use storage::Db;

/// How often a job is tried before it is given up.
const ATTEMPTS: i64 = 3;

/// What a kind's function gives: the file that the job leaves behind, or nothing.
pub type Outcome = Pin<Box<dyn Future<Output = anyhow::Result<Option<Output>>> + Send>>;

/// A kind of job: its name and what it does with the program's context `C`.
pub struct Kind<C> {
    /// Name kept in the queue, `context.verb`.
    pub name: &'static str,
    /// Does the work.
    pub run: fn(C, Job, Progress) -> Outcome,
}

impl<C> Clone for Kind<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Kind<C> {}

/// Tells the person who waits how far a job has come.
#[derive(Clone)]
pub struct Progress {
    db: Db,
    job: JobId,
    clock: Clock,
}

impl Progress {
    /// `done` of `total` pieces are finished.
    ///
    /// # Errors
    ///
    /// When the database refuses.
    pub async fn report(&self, done: usize, total: usize) -> storage::Result<()> {
        let mut tx = self.db.begin().await?;
        let done = i64::try_from(done).unwrap_or(i64::MAX);
        let total = i64::try_from(total).unwrap_or(i64::MAX);
        queue::progress(&mut tx, self.job, done, total, self.clock.now()).await?;
        tx.commit().await
    }
}

/// Works until `stop` resolves: takes what is due, waits half a second when nothing is.
pub async fn work<C: Clone + Send + 'static>(
    context: C,
    db: Db,
    kinds: Vec<Kind<C>>,
    clock: Clock,
    stop: impl Future<Output = ()>,
) {
    let stop = std::pin::pin!(stop);
    let work = async {
        loop {
            match one(&context, &db, &kinds, &clock).await {
                Ok(true) => {}
                Ok(false) => tokio::time::sleep(Duration::from_millis(500)).await,
                Err(error) => {
                    tracing::error!(%error, "queue");
                    tokio::time::sleep(Duration::from_secs(5)).await;
                }
            }
        }
    };
    tokio::select! { () = stop => {}, () = work => {} }
}

/// Does everything that is due, one after the other, then returns: for tests and the demo.
///
/// # Errors
///
/// When the database refuses.
pub async fn work_all<C: Clone + Send + 'static>(
    context: &C,
    db: &Db,
    kinds: &[Kind<C>],
    clock: &Clock,
) -> storage::Result<()> {
    while one(context, db, kinds, clock).await? {}
    Ok(())
}

async fn one<C: Clone + Send + 'static>(
    context: &C,
    db: &Db,
    kinds: &[Kind<C>],
    clock: &Clock,
) -> storage::Result<bool> {
    let mut tx = db.begin().await?;
    let Some(job) = queue::take(&mut tx, clock.now()).await? else {
        return Ok(false);
    };
    tx.commit().await?;
    let outcome = run(context, db, kinds, clock, job.clone()).await;
    let mut tx = db.begin().await?;
    match outcome {
        Ok(output) => queue::finish(&mut tx, job.id, output.as_ref(), clock.now()).await?,
        Err(error) => {
            tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempts, "{error:#}");
            let again = (job.attempts < ATTEMPTS).then(|| later(clock.now(), job.attempts));
            queue::fail(&mut tx, job.id, &format!("{error:#}"), again, clock.now()).await?
        }
    };
    tx.commit().await?;
    Ok(true)
}

async fn run<C: Clone + Send + 'static>(
    context: &C,
    db: &Db,
    kinds: &[Kind<C>],
    clock: &Clock,
    job: Job,
) -> anyhow::Result<Option<Output>> {
    let kind = kinds
        .iter()
        .find(|kind| kind.name == job.kind)
        .ok_or_else(|| anyhow::anyhow!("no kind of job is called {}", job.kind))?;
    let progress = Progress {
        db: db.clone(),
        job: job.id,
        clock: clock.clone(),
    };
    // A panic in a job must not end the worker.
    tokio::spawn((kind.run)(context.clone(), job, progress)).await?
}

/// Ten seconds after the first try, a minute and a half after the second.
fn later(now: Timestamp, attempts: i64) -> Timestamp {
    let seconds = 10 * i64::pow(9, u32::try_from(attempts.clamp(1, 5) - 1).unwrap_or(0));
    now.checked_add(jiff::SignedDuration::from_secs(seconds))
        .unwrap_or(now)
}
