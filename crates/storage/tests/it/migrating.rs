//! Migrations: once, in order, by one node at a time, never by an older program.

use crate::given::soon;
use storage::testing::{databases, postgres_sorted_by};
use storage::{Db, Error, Migrations, args};

const FIRST: &str = "create table a (id bigint primary key); insert into a (id) values (1)";
const SECOND: &str = "alter table a add column flag boolean not null default false";

const OLD: Migrations = Migrations {
    module: "test",
    steps: &[FIRST],
};
const NEW: Migrations = Migrations {
    module: "test",
    steps: &[FIRST, SECOND],
};

#[tokio::test]
async fn steps_are_made_once_and_in_order_and_an_older_program_is_refused() {
    for db in databases().await {
        db.migrate(&[OLD]).await.unwrap();
        db.migrate(&[NEW]).await.unwrap();
        db.migrate(&[NEW]).await.unwrap();
        let mut reader = db.read().await.unwrap();
        let rows: Vec<(i64, bool)> = reader.all("select id, flag from a", args![]).await.unwrap();
        assert_eq!(rows, [(1, false)]);
        let Err(Error::Migration(why)) = db.migrate(&[OLD]).await else {
            panic!("not refused")
        };
        assert!(why.contains("newer than this program"), "{why}");
    }
}

#[tokio::test]
async fn a_step_that_fails_leaves_nothing_and_is_made_when_it_is_mended() {
    const BROKEN: Migrations = Migrations {
        module: "test",
        steps: &[FIRST, "create table b (id bigint); nonsense"],
    };
    for db in databases().await {
        let Err(Error::Migration(why)) = db.migrate(&[BROKEN]).await else {
            panic!("accepted")
        };
        assert!(why.starts_with("step 2 of test failed"), "{why}");
        assert!(
            db.read()
                .await
                .unwrap()
                .all::<i64>("select id from b", args![])
                .await
                .is_err()
        );
        db.migrate(&[NEW]).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_nodes_at_once_make_each_step_once() {
    for db in databases().await {
        let nodes: Vec<_> = (0..20)
            .map(|_| {
                let address = db.address.clone();
                tokio::spawn(async move { Db::connect(&address).await?.migrate(&[NEW]).await })
            })
            .collect();
        for node in nodes {
            soon(node).await.unwrap().unwrap();
        }
        let count = "select count(*) from migration";
        assert_eq!(
            db.read().await.unwrap().one::<i64>(count, args![]).await,
            Ok(2)
        );
    }
}

#[tokio::test]
async fn a_postgresql_database_that_sorts_otherwise_is_refused() {
    let Some(db) = postgres_sorted_by("C.UTF-8").await else {
        return;
    };
    let Err(Error::Migration(why)) = db.migrate(&[OLD]).await else {
        panic!("accepted")
    };
    assert!(why.contains("lc_collate 'C'"), "{why}");
}
