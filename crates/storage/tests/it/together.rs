//! Many at once, cancelled anywhere: the rules hold, nobody hangs, nothing is half there.

use crate::given::{both, cut_after, note, notes, soon};
use storage::{Db, Error, Result, Uuid, args, fresh};

/// Takes a seat of `thing` if there is one left; `number` is how many there are.
async fn enrol(db: Db, thing: Uuid, member: i64) -> Result<bool> {
    let mut tx = db.begin().await?;
    tx.hold(thing).await?;
    let seats: i64 = tx
        .one("select number from thing where id = $1", args![thing])
        .await?;
    let taken: i64 = tx
        .one(
            "select count(*) from part where thing_id = $1",
            args![thing],
        )
        .await?;
    tokio::task::yield_now().await;
    if taken >= seats {
        return Ok(false);
    }
    tx.run(
        "insert into part (id, thing_id) values ($1, $2)",
        args![member, thing],
    )
    .await?;
    tx.commit().await.map(|()| true)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_at_once_on_the_last_seat_one_gets_it() {
    for db in both().await {
        let thing: Uuid = fresh();
        let mut tx = db.begin().await.unwrap();
        tx.run(
            "insert into thing (id, number) values ($1, 1)",
            args![thing],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let tasks: Vec<_> = (0..20)
            .map(|member| tokio::spawn(enrol(db.db.clone(), thing, member)))
            .collect();
        let mut seated = 0;
        for task in tasks {
            seated += usize::from(soon(task).await.unwrap().unwrap());
        }
        let parts: i64 = db
            .read()
            .await
            .unwrap()
            .one(
                "select count(*) from part where thing_id = $1",
                args![thing],
            )
            .await
            .unwrap();
        assert_eq!((seated, parts), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_at_once_with_one_name_one_is_first() {
    for db in both().await {
        let write = |db: Db, id: i64| async move {
            let mut tx = db.begin().await?;
            let sql = "insert into note (id, body) values ($1, 'same')
                           on conflict (body) do nothing returning id";
            let mine: Option<i64> = tx.maybe(sql, args![id]).await?;
            tx.commit().await?;
            Ok::<bool, Error>(mine.is_some())
        };
        let tasks: Vec<_> = (0..20)
            .map(|id| tokio::spawn(write(db.db.clone(), id)))
            .collect();
        let mut first = 0;
        for task in tasks {
            first += usize::from(soon(task).await.unwrap().unwrap());
        }
        assert_eq!((first, notes(&db).await.len()), (1, 1));
    }
}

/// Two notes that belong together.
async fn pair(db: &Db, id: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.hold_name("pairs").await?;
    for id in [id, id + 1] {
        let body = format!("pair {id}");
        tx.run(
            "insert into note (id, body) values ($1, $2)",
            args![id, body],
        )
        .await?;
    }
    tx.commit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn use_cases_cut_off_at_any_wait_are_whole_or_nothing_and_stop_nobody() {
    for db in both().await {
        let mut tasks = Vec::new();
        for round in 0..400_i64 {
            let (db, polls) = (db.db.clone(), usize::try_from(round % 20).unwrap());
            tasks.push(tokio::spawn(async move {
                let answer = cut_after(polls, pair(&db, round * 2)).await;
                (round, answer)
            }));
        }
        let mut kept = Vec::new();
        for task in tasks {
            if let (round, Some(answer)) = soon(task).await.unwrap() {
                answer.unwrap();
                kept.push(round * 2);
            }
        }
        soon(note(&db, 9999)).await.unwrap();
        let found = notes(&db).await;
        for id in kept {
            assert!(found.contains(&id), "an acknowledged use case is gone");
        }
        for pair in (0..400).map(|round| round * 2) {
            assert_eq!(
                found.contains(&pair),
                found.contains(&(pair + 1)),
                "half a use case"
            );
        }
        assert!(found.contains(&9999));
    }
}

#[tokio::test]
async fn a_dropped_use_case_leaves_nothing() {
    for db in both().await {
        for id in 0..40 {
            let mut tx = db.begin().await.unwrap();
            let sql = "insert into note (id, body) values ($1, 'dropped')";
            tx.run(sql, args![id]).await.unwrap();
            drop(tx);
        }
        soon(note(&db, 1)).await.unwrap();
        assert_eq!(notes(&db).await, [1]);
    }
}

#[tokio::test]
async fn a_panic_in_a_use_case_leaves_nothing_and_stops_nobody() {
    for db in both().await {
        let other = db.db.clone();
        let task = tokio::spawn(async move {
            let mut tx = other.begin().await.unwrap();
            tx.run("insert into note (id, body) values (1, 'a')", args![])
                .await
                .unwrap();
            panic!("on purpose");
        });
        assert!(task.await.unwrap_err().is_panic());
        soon(note(&db, 2)).await.unwrap();
        assert_eq!(notes(&db).await, [2]);
    }
}

#[cfg(debug_assertions)]
#[tokio::test]
async fn a_nested_begin_panics_instead_of_waiting_for_itself() {
    for db in both().await {
        let other = db.db.clone();
        let task = tokio::spawn(async move {
            let _outer = other.begin().await.unwrap();
            drop(other.begin().await);
        });
        assert!(soon(task).await.unwrap_err().is_panic());
        soon(note(&db, 1)).await.unwrap();
    }
}

#[tokio::test]
async fn after_an_error_a_transaction_is_dead_and_keeps_nothing() {
    for db in both().await {
        note(&db, 1).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let sql = "insert into note (id, body) values ($1, $2)";
        tx.run(sql, args![2, "new"]).await.unwrap();
        let twice = tx.run(sql, args![3, "note 1"]).await;
        assert!(matches!(twice, Err(Error::Unique(what)) if what.contains("body")));
        assert!(matches!(
            tx.run(sql, args![4, "more"]).await,
            Err(Error::Engine(_))
        ));
        assert!(matches!(tx.commit().await, Err(Error::Engine(_))));
        assert_eq!(notes(&db).await, [1]);
    }
}

#[tokio::test]
async fn what_is_committed_is_read_and_what_is_not_is_not() {
    for db in both().await {
        let mut reader = db.read().await.unwrap();
        let mut tx = db.begin().await.unwrap();
        tx.run("insert into note (id, body) values (1, 'a')", args![])
            .await
            .unwrap();
        let count = "select count(*) from note";
        assert_eq!(reader.one::<i64>(count, args![]).await, Ok(0));
        assert_eq!(tx.one::<i64>(count, args![]).await, Ok(1));
        tx.commit().await.unwrap();
        assert_eq!(reader.one::<i64>(count, args![]).await, Ok(1));
        assert_eq!(
            db.read_long()
                .await
                .unwrap()
                .one::<i64>(count, args![])
                .await,
            Ok(1)
        );
    }
}
