//! The audit log: what is asked for comes back, and the engine guards what was written.

use crate::given::both;
use jiff::Timestamp;
use kernel::id::{AccountId, UnitId};
use storage::{Asked, Db, Entry, args};

const ALL: Asked<'static> = Asked {
    acts: &[],
    others: false,
    account: None,
    from: None,
    until: None,
};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

async fn write(db: &Db, unit: UnitId, account: Option<AccountId>, act: &str, second: i64) {
    let entry = Entry {
        unit: Some(unit),
        at: at(second),
        account,
        who: "Siti".to_owned(),
        act: act.to_owned(),
        what: format!("{act} pada {second}"),
        subject: None,
        address: None,
    };
    let mut tx = db.begin().await.unwrap();
    storage::audit(&mut tx, entry).await.unwrap();
    tx.commit().await.unwrap();
}

async fn found(db: &Db, unit: UnitId, asked: &Asked<'_>, limit: i64, skip: i64) -> Vec<String> {
    let mut reader = db.read().await.unwrap();
    let lines = storage::audit_in(&mut reader, unit, asked, limit, skip).await;
    lines.unwrap().into_iter().map(|line| line.what).collect()
}

#[tokio::test]
async fn lines_are_found_by_act_by_account_and_by_time_newest_first() {
    for db in both().await {
        let (unit, elsewhere): (UnitId, UnitId) = (storage::fresh(), storage::fresh());
        let siti: AccountId = storage::fresh();
        write(&db, unit, Some(siti), "masuk", 1).await;
        write(&db, unit, None, "unduh", 2).await;
        write(&db, unit, Some(siti), "gabung", 3).await;
        write(&db, elsewhere, Some(siti), "masuk", 4).await;
        let all = ["gabung pada 3", "unduh pada 2", "masuk pada 1"];
        assert_eq!(found(&db, unit, &ALL, 10, 0).await, all);
        assert_eq!(found(&db, unit, &ALL, 1, 1).await, all[1..2]);
        let acts = &["masuk", "unduh"];
        let asked = Asked { acts, ..ALL };
        assert_eq!(found(&db, unit, &asked, 10, 0).await, all[1..]);
        let asked = Asked {
            acts,
            others: true,
            ..ALL
        };
        assert_eq!(found(&db, unit, &asked, 10, 0).await, all[..1]);
        let asked = Asked {
            account: Some(siti),
            ..ALL
        };
        assert_eq!(found(&db, unit, &asked, 10, 0).await, [all[0], all[2]]);
        let asked = Asked {
            from: Some(at(2)),
            until: Some(at(3)),
            ..ALL
        };
        assert_eq!(found(&db, unit, &asked, 10, 0).await, all[1..2]);
    }
}

#[tokio::test]
async fn no_line_can_be_changed_or_taken_away() {
    for db in both().await {
        let unit: UnitId = storage::fresh();
        write(&db, unit, None, "masuk", 1).await;
        let mut attacks = vec![
            "update audit set who = 'Budi'",
            "delete from audit",
            "update audit set what = '' where false",
            "insert into audit select * from audit",
        ];
        if db.engine() == storage::Engine::Postgres {
            attacks.push("truncate audit");
        } else {
            attacks.retain(|attack| !attack.contains("where false")); // SQLite guards each row
        }
        for attack in attacks {
            let mut tx = db.begin().await.unwrap();
            assert!(tx.run(attack, args![]).await.is_err(), "{attack}");
        }
        assert_eq!(found(&db, unit, &ALL, 10, 0).await, ["masuk pada 1"]);
    }
}

#[tokio::test]
async fn a_guard_that_was_taken_away_is_noticed() {
    for db in both().await {
        let engine = db.engine();
        let mut reader = db.read().await.unwrap();
        assert_eq!(
            storage::is_guarded(&mut reader, engine, "audit").await,
            Ok(true)
        );
        drop(reader);
        let drop_it = match engine {
            storage::Engine::Sqlite => "drop trigger audit_keeps_words",
            storage::Engine::Postgres => "alter table audit disable trigger audit_keeps_lines",
        };
        let mut tx = db.begin().await.unwrap();
        tx.run(drop_it, args![]).await.unwrap();
        tx.commit().await.unwrap();
        let mut reader = db.read().await.unwrap();
        assert_eq!(
            storage::is_guarded(&mut reader, engine, "audit").await,
            Ok(false)
        );
    }
}

#[tokio::test]
async fn an_act_leaves_its_line_and_a_dropped_act_leaves_none() {
    for db in both().await {
        let unit: UnitId = storage::fresh();
        let entry = |act: &str, at: i64| Entry {
            unit: Some(unit),
            at: Timestamp::from_millisecond(at).unwrap(),
            account: None,
            who: "Sekretaris Ana".into(),
            act: act.into(),
            what: "Menambah anggota".into(),
            subject: Some(storage::fresh()),
            address: None,
        };
        let (first, second) = (entry("first", 1000), entry("second", 2000));
        let mut tx = db.begin().await.unwrap();
        storage::audit(&mut tx, first.clone()).await.unwrap();
        storage::audit(&mut tx, second.clone()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.begin().await.unwrap();
        storage::audit(&mut tx, entry("dropped", 3000))
            .await
            .unwrap();
        drop(tx);
        let mut reader = db.read().await.unwrap();
        let lines = storage::audit_in(&mut reader, unit, &ALL, 10, 0).await;
        let lines = lines.unwrap();
        assert_eq!(lines, [second, first]);
    }
}
