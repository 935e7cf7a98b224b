//! Files and the audit log.

use crate::given::both;
use jiff::Timestamp;
use kernel::id::{FileId, UnitId};
use storage::{Entry, Error, Files, audit, audit_in, fresh};

#[tokio::test]
async fn a_file_is_kept_under_its_id_until_it_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(&folder.path().join("files")).unwrap();
    let id: FileId = files.put(b"foto".to_vec()).await.unwrap();
    assert_eq!(files.get(id).await.unwrap(), b"foto".as_slice());
    let again = Files::folder(&folder.path().join("files")).unwrap();
    assert_eq!(again.get(id).await.unwrap(), b"foto".as_slice());
    files.delete(id).await.unwrap();
    files.delete(id).await.unwrap();
    assert_eq!(files.get(id).await, Err(Error::NoRow));
}

#[tokio::test]
async fn an_act_leaves_its_line_and_a_dropped_act_leaves_none() {
    for db in both().await {
        let unit: UnitId = fresh();
        let entry = |act: &str, at: i64| Entry {
            unit: Some(unit),
            at: Timestamp::from_millisecond(at).unwrap(),
            account: None,
            who: "Sekretaris Ana".into(),
            act: act.into(),
            what: "Menambah anggota".into(),
            subject: Some(fresh()),
            address: None,
        };
        let (first, second) = (entry("first", 1000), entry("second", 2000));
        let mut tx = db.begin().await.unwrap();
        audit(&mut tx, first.clone()).await.unwrap();
        audit(&mut tx, second.clone()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.begin().await.unwrap();
        audit(&mut tx, entry("dropped", 3000)).await.unwrap();
        drop(tx);
        let end = Timestamp::from_millisecond(9000).unwrap();
        let lines = audit_in(&mut db.read().await.unwrap(), unit, end, 10)
            .await
            .unwrap();
        assert_eq!(lines, [second, first]);
    }
}
