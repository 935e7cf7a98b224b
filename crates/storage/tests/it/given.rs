//! What the tests start from.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use storage::testing::{TestDb, databases};
use storage::{Db, Migrations, Result, args};
use tokio::task::JoinHandle;

const TABLES: Migrations = Migrations {
    module: "test",
    steps: &[
        "create table note (id bigint primary key, body text not null unique)",
        "create table thing (
             id uuid primary key, name text, here boolean, number bigint, share double precision,
             day text, photo bytea
         );
         create table part (
             id bigint primary key, thing_id uuid not null references thing (id)
         )",
    ],
};

/// Both databases with the tables of these tests.
pub async fn both() -> Vec<TestDb> {
    let all = databases().await;
    for db in &all {
        db.migrate(&[TABLES, storage::MIGRATIONS]).await.unwrap();
    }
    all
}

/// The SQLite one.
pub async fn sqlite() -> TestDb {
    let db = storage::testing::sqlite().await;
    db.migrate(&[TABLES]).await.unwrap();
    db
}

/// Writes one note as a use case.
pub async fn note(db: &Db, id: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.run(
        "insert into note (id, body) values ($1, $2)",
        args![id, format!("note {id}")],
    )
    .await?;
    tx.commit().await
}

/// The ids of the notes that are kept.
pub async fn notes(db: &Db) -> Vec<i64> {
    let mut reader = db.read().await.unwrap();
    reader
        .all("select id from note order by id", args![])
        .await
        .unwrap()
}

/// Starts `work` as a task and lets it come to its first wait (on a single-threaded runtime).
pub async fn start<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> JoinHandle<T> {
    let task = tokio::spawn(work);
    tokio::task::yield_now().await;
    task
}

/// Polls `work` up to `polls` times and drops it where it then waits; none if it was dropped.
pub async fn cut_after<T>(polls: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match work.as_mut().poll(context) {
            Poll::Ready(answer) => Poll::Ready(Some(answer)),
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Fails instead of hanging.
pub async fn soon<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), work)
        .await
        .expect("it hangs")
}
