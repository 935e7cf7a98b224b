//! What only a server can do to us.

use crate::given::{cut_after, note, notes, soon};
use storage::testing::{TestDb, postgres};
use storage::{Db, Error, Migrations, Result, Uuid, args, fresh};

const NOTE: Migrations = Migrations {
    module: "test",
    steps: &["create table note (id bigint primary key, body text not null)"],
};

async fn server() -> Option<TestDb> {
    let db = postgres().await?;
    db.migrate(&[NOTE]).await.unwrap();
    Some(db)
}

#[tokio::test]
async fn broken_connections_are_replaced_unseen() {
    let Some(db) = server().await else { return };
    note(&db, 1).await.unwrap();
    let administrator = Db::connect(&db.address).await.unwrap();
    let mut tx = administrator.begin().await.unwrap();
    let ended: Vec<bool> = tx
        .all(
            "select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()",
            args![],
        )
        .await
        .unwrap();
    assert!(ended.len() >= 2, "a reader's and a writer's connection");
    assert_eq!(soon(notes(&db)).await, [1]);
    soon(note(&db, 2)).await.unwrap();
    assert_eq!(notes(&db).await, [1, 2]);
}

#[tokio::test]
async fn two_that_wait_for_each_other_are_parted_and_one_is_told_to_try_again() {
    let Some(db) = server().await else { return };
    let (a, b): (Uuid, Uuid) = (fresh(), fresh());
    let both = |db: Db, first: Uuid, second: Uuid| async move {
        let mut tx = db.begin().await?;
        tx.hold(first).await?;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        tx.hold(second).await?;
        tx.commit().await
    };
    let one = tokio::spawn(both(db.db.clone(), a, b));
    let other = tokio::spawn(both(db.db.clone(), b, a));
    let answers: [Result<()>; 2] = [soon(one).await.unwrap(), soon(other).await.unwrap()];
    assert!(
        answers.contains(&Ok(())) && answers.contains(&Err(Error::Busy)),
        "{answers:?}"
    );
}

#[tokio::test]
async fn a_cancelled_use_case_gives_its_connection_back_clean() {
    let Some(db) = server().await else { return };
    for id in 0..60_usize {
        let mut tx = db.begin().await.unwrap();
        let slow = tx.run(
            "insert into note select $1, pg_sleep(0.02)::text",
            args![id as i64],
        );
        drop(cut_after(1 + id % 2, slow).await); // while it is prepared, or while it runs
        drop(tx);
    }
    soon(note(&db, 100)).await.unwrap();
    assert_eq!(notes(&db).await, [100]);
}
