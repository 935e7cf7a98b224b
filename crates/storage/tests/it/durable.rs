//! What `commit` has acknowledged survives a power cut; what was not synced does not.
//! The same test, on a database opened with `synchronous = off`, shows the loss.

mod power;

use crate::given::{note, notes, soon};
use std::path::Path;
use std::sync::{Arc, Mutex};
use storage::testing::sqlite_on;
use storage::{Db, Migrations, Reader, args};

const NOTE: Migrations = Migrations {
    module: "test",
    steps: &["create table note (id bigint primary key, body text not null)"],
};

/// A database on a disk that forgets what was not synced, with a small log: it is emptied often.
async fn forgetful(path: &Path, synchronous: &'static str) -> Db {
    let db = sqlite_on(path, power::vfs(), synchronous);
    db.migrate(&[NOTE]).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.run("pragma wal_autocheckpoint = 30", args![])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    db
}

/// Sixteen writers at once; after each `every` acknowledgements the power fails for a moment.
/// Gives for each cut how many acknowledged notes there were, and how many of them are lost.
async fn cuts(synchronous: &'static str) -> Vec<(usize, usize)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guyub.db");
    let db = forgetful(&path, synchronous).await;
    let acknowledged: Arc<Mutex<Vec<i64>>> = Arc::default();
    let writers: Vec<_> = (0..16)
        .map(|writer| {
            let (db, acknowledged) = (db.clone(), Arc::clone(&acknowledged));
            tokio::spawn(async move {
                for id in 0..60 {
                    let id = writer * 1000 + id;
                    note(&db, id).await.unwrap();
                    acknowledged.lock().unwrap().push(id);
                }
            })
        })
        .collect();
    let mut cuts = Vec::new();
    while cuts.len() < 8 {
        let ids = acknowledged.lock().unwrap().clone(); // these have their answer before the cut
        if ids.len() < cuts.len() * 110 {
            tokio::task::yield_now().await;
            continue;
        }
        let after = folder.path().join(format!("after-{}", cuts.len()));
        power::cut(&path, &after);
        let found = survivors(&after.join("guyub.db")).await;
        cuts.push((
            ids.len(),
            ids.iter().filter(|id| !found.contains(id)).count(),
        ));
    }
    for writer in writers {
        soon(writer).await.unwrap();
    }
    assert_eq!(notes(&db).await.len(), 960, "with power, nothing is lost");
    cuts
}

/// The notes found when the server starts again, on an ordinary disk with the product's settings.
async fn survivors(path: &Path) -> Vec<i64> {
    let Ok(db) = Db::sqlite(path).await else {
        return Vec::new();
    };
    let mut reader: Reader = db.read().await.unwrap();
    reader
        .all("select id from note", args![])
        .await
        .unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_use_case_survives_a_power_cut() {
    let cuts = cuts("full").await;
    assert!(
        cuts.iter().any(|(acknowledged, _)| *acknowledged > 500),
        "{cuts:?}"
    );
    assert!(
        cuts.iter().all(|(_, lost)| *lost == 0),
        "acknowledged, lost: {cuts:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_syncing_acknowledged_use_cases_are_lost() {
    let cuts = cuts("off").await;
    assert!(
        cuts.iter().any(|(_, lost)| *lost > 0),
        "this test cannot tell: {cuts:?}"
    );
}

#[tokio::test]
async fn after_a_power_cut_the_database_is_sound_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guyub.db");
    let db = forgetful(&path, "full").await;
    for id in 0..200 {
        note(&db, id).await.unwrap();
    }
    let mut tx = db.begin().await.unwrap();
    tx.run(
        "insert into note (id, body) values (999, 'not committed')",
        args![],
    )
    .await
    .unwrap();
    power::cut(&path, &folder.path().join("after"));
    drop(tx);
    let after = Db::sqlite(&folder.path().join("after/guyub.db"))
        .await
        .unwrap();
    let mut reader = after.read().await.unwrap();
    assert_eq!(
        reader
            .one::<String>("pragma integrity_check", args![])
            .await,
        Ok("ok".into())
    );
    assert_eq!(notes(&after).await, (0..200).collect::<Vec<_>>());
    note(&after, 200).await.unwrap();
}
