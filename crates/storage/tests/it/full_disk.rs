//! A full disk: everybody in the batch is told, nothing is half-written, and it goes on after.

use crate::given::{note, notes, soon, sqlite, start};
use storage::{Db, Error, args};

const INSERT: &str = "insert into note (id, body) values ($1, $2)";

/// Leaves room for `pages` more pages.
async fn leave_room(db: &Db, pages: i64) {
    let mut tx = db.begin().await.unwrap();
    let now: i64 = tx.one("pragma page_count", args![]).await.unwrap();
    tx.run(&format!("pragma max_page_count = {}", now + pages), args![])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_full_disk_fails_the_batch_whole_and_later_writes_work() {
    let db = sqlite().await;
    note(&db, 1).await.unwrap();
    leave_room(&db, 20).await;

    let mut first = db.begin().await.unwrap();
    first.run(INSERT, args![2, "first"]).await.unwrap();
    let other = db.db.clone();
    let second = start(async move { note(&other, 3).await }).await;
    let other = db.db.clone();
    let large = start(async move {
        let mut tx = other.begin().await.unwrap();
        tx.run(INSERT, args![4, "small"]).await.unwrap();
        let full = tx.run(INSERT, args![5, "x".repeat(1_000_000)]).await;
        let after = tx.run(INSERT, args![6, "outside of any transaction"]).await;
        (full, after, tx.commit().await)
    })
    .await;
    let other = db.db.clone();
    let later = start(async move { note(&other, 7).await }).await;

    assert_eq!(first.commit().await, Err(Error::Full));
    assert_eq!(soon(second).await.unwrap(), Err(Error::Full));
    let (full, after, commit) = soon(large).await.unwrap();
    assert_eq!(full, Err(Error::Full));
    assert!(matches!(
        (after, commit),
        (Err(Error::Engine(_)), Err(Error::Engine(_)))
    ));
    soon(later).await.unwrap().unwrap();
    assert_eq!(notes(&db).await, [1, 7]);

    leave_room(&db, 10_000).await;
    let mut tx = db.begin().await.unwrap();
    tx.run(INSERT, args![8, "x".repeat(1_000_000)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(notes(&db).await, [1, 7, 8]);
    let sound: String = db
        .read()
        .await
        .unwrap()
        .one("pragma integrity_check", args![])
        .await
        .unwrap();
    assert_eq!(sound, "ok");
}

#[tokio::test]
async fn a_disk_that_stays_full_says_so_each_time_and_can_still_be_read() {
    let db = sqlite().await;
    leave_room(&db, 10).await;
    let mut written = Vec::new();
    for id in 0..200 {
        let mut tx = db.begin().await.unwrap();
        let body = format!("{id} {}", "x".repeat(1000));
        match tx.run(INSERT, args![id, body]).await {
            Ok(_) => match tx.commit().await {
                Ok(()) => written.push(id),
                Err(error) => assert_eq!(error, Error::Full),
            },
            Err(error) => assert_eq!(error, Error::Full),
        }
    }
    assert!(written.len() < 200, "it was not full");
    assert_eq!(notes(&db).await, written);
}
