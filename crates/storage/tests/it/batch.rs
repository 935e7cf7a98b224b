//! SQLite's batch: use cases that wait are committed together, each in its own savepoint.
//! On a single-threaded runtime a started task stands in the queue when `start` returns.

use crate::given::{note, notes, soon, sqlite, start};
use storage::{Error, args};

const INSERT: &str = "insert into note (id, body) values ($1, $2)";

#[tokio::test]
async fn one_that_fails_and_one_that_is_dropped_take_nobody_with_them() {
    let db = sqlite().await;
    let mut first = db.begin().await.unwrap();
    first.run(INSERT, args![1, "first"]).await.unwrap();
    let other = db.db.clone();
    let failing = start(async move {
        let mut tx = other.begin().await?;
        tx.run(INSERT, args![2, "lost"]).await?;
        tx.run(INSERT, args![3, "first"]).await?; // sees the batch: the body is taken
        tx.commit().await
    })
    .await;
    let other = db.db.clone();
    let dropped = start(async move {
        let mut tx = other.begin().await.unwrap();
        tx.run(INSERT, args![4, "dropped"]).await.unwrap();
    })
    .await;
    let other = db.db.clone();
    let last = start(async move { note(&other, 5).await }).await;
    first.commit().await.unwrap();
    assert!(matches!(
        soon(failing).await.unwrap(),
        Err(Error::Unique(_))
    ));
    soon(dropped).await.unwrap();
    soon(last).await.unwrap().unwrap();
    assert_eq!(notes(&db).await, [1, 5]);
}

#[tokio::test]
async fn a_commit_that_fails_fails_the_whole_batch_and_the_next_one_works() {
    let db = sqlite().await;
    let mut tx = db.begin().await.unwrap();
    // the product has no deferred constraints; here one makes `commit` itself fail
    let sql = "create table late (id integer references note deferrable initially deferred)";
    tx.run(sql, args![]).await.unwrap();
    tx.commit().await.unwrap();

    let mut first = db.begin().await.unwrap();
    first.run(INSERT, args![1, "first"]).await.unwrap();
    let other = db.db.clone();
    let breaking = start(async move {
        let mut tx = other.begin().await?;
        tx.run("insert into late (id) values (77)", args![]).await?;
        tx.commit().await
    })
    .await;
    let other = db.db.clone();
    let innocent = start(async move { note(&other, 3).await }).await;
    let all = [
        first.commit().await,
        soon(breaking).await.unwrap(),
        soon(innocent).await.unwrap(),
    ];
    assert!(
        all.iter()
            .all(|answer| matches!(answer, Err(Error::Engine(_)))),
        "{all:?}"
    );
    soon(note(&db, 4)).await.unwrap();
    assert_eq!(notes(&db).await, [4]);
}

#[tokio::test]
async fn a_cancelled_request_that_waits_for_its_commit_is_committed_with_the_others() {
    let db = sqlite().await;
    let mut first = db.begin().await.unwrap();
    first.run(INSERT, args![1, "first"]).await.unwrap();
    let other = db.db.clone();
    let waiting = start(async move { note(&other, 2).await }).await;
    let cancelled = tokio::spawn(first.commit()); // joins the batch, then its client goes away
    tokio::task::yield_now().await;
    cancelled.abort();
    soon(waiting).await.unwrap().unwrap();
    soon(note(&db, 3)).await.unwrap();
    assert_eq!(notes(&db).await, [1, 2, 3]);
}

#[tokio::test]
async fn a_cancelled_request_that_waits_for_its_turn_is_passed_over() {
    let db = sqlite().await;
    let first = db.begin().await.unwrap();
    let other = db.db.clone();
    let cancelled = start(async move { note(&other, 1).await }).await;
    let other = db.db.clone();
    let next = start(async move { note(&other, 2).await }).await;
    cancelled.abort();
    drop(first);
    soon(next).await.unwrap().unwrap();
    assert_eq!(notes(&db).await, [2]);
}

#[tokio::test]
async fn a_use_case_waits_for_another_process_that_writes() {
    let db = sqlite().await;
    let process = rusqlite::Connection::open(&db.address).unwrap();
    process.execute_batch("begin immediate").unwrap();
    let other = db.db.clone();
    let waiting = start(async move { note(&other, 1).await }).await;
    tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    assert!(!waiting.is_finished());
    process.execute_batch("rollback").unwrap();
    soon(waiting).await.unwrap().unwrap();
    assert_eq!(notes(&db).await, [1]);
}

#[tokio::test]
async fn the_settings_are_those_of_the_product() {
    let db = sqlite().await;
    let mut tx = db.begin().await.unwrap();
    assert_eq!(
        tx.one::<String>("pragma journal_mode", args![]).await,
        Ok("wal".into())
    );
    assert_eq!(tx.one::<i64>("pragma synchronous", args![]).await, Ok(2)); // full
    assert_eq!(tx.one::<i64>("pragma foreign_keys", args![]).await, Ok(1));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&db.address).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "only the owner reads people's data");
    }
}
