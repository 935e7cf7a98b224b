//! What was acknowledged is there: after `kill -9` of the real server in the middle of marks, and
//! on a full disk. (Power cuts, in which unsynced writes are lost, are tried in `storage`.)

use crate::command_line::Server;
use crate::support::{App, Given, Village, Wire, training};
use axum::http::StatusCode;
use guyub::config::{Config, Options};
use kernel::access::Role;
use kernel::id::SessionId;
use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;
use storage::{Uuid, args};
use tempfile::TempDir;
use web::Ctx;

/// The product in `folder`, without a server.
pub async fn house(folder: &Path) -> Ctx {
    let options = Options {
        data: Some(folder.to_owned()),
        ..Options::default()
    };
    guyub::serve::open_for_work(&Config::read(options).unwrap())
        .await
        .unwrap()
}

/// Marks one person after another until the server is gone; the ids that it acknowledged.
fn mark_until_the_end(address: &str, bearer: &str, session: SessionId, person: &str) -> Vec<Uuid> {
    let mut acknowledged = Vec::new();
    let Ok(mut wire) = Wire::to(address) else {
        return acknowledged;
    };
    let headers = format!("authorization: Bearer {bearer}\r\ncontent-type: application/json\r\n");
    loop {
        let id: Uuid = storage::fresh();
        let body = format!(
            "[{{\"id\":\"{id}\",\"person\":\"{person}\",\"state\":\"present\",\"at\":\"{}\",\"how\":\"tap\"}}]",
            jiff::Timestamp::now()
        );
        match wire.ask(
            &format!("POST /api/v1/sessions/{session}/marks"),
            &headers,
            &body,
        ) {
            Ok((200, _)) => acknowledged.push(id),
            Ok((status, body)) => panic!("{status}: {body}"),
            Err(_) => return acknowledged,
        }
    }
}

#[test]
fn every_acknowledged_mark_is_there_after_kill_9() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (village, session) = runtime.block_on(async {
        let ctx = house(&data).await;
        let given = Given::unit("Jambu").officer(Role::Secretary);
        let village: Village = given.member("Ana", 1).member("Budi", 2).on(&ctx).await;
        let (_, sessions) = village.activity(&ctx, &training("Pelatihan")).await;
        (village, sessions[0])
    });
    let bearer = &village.officer(Role::Secretary).bearer;
    let people = ["Ana", "Budi"].map(|name| village.person(name).to_string());
    let mut acknowledged = Vec::new();
    for round in 1..=3 {
        let mut server = Server::start(folder.path(), &[]);
        let address = server.address.clone();
        std::thread::scope(|scope| {
            let phones: Vec<_> = (0..8)
                .map(|phone| {
                    let (address, person) = (&address, &people[phone % 2]);
                    scope.spawn(move || mark_until_the_end(address, bearer, session, person))
                })
                .collect();
            std::thread::sleep(Duration::from_millis(400 * round));
            server.process.kill().unwrap(); // SIGKILL
            for phone in phones {
                acknowledged.extend(phone.join().unwrap());
            }
        });
    }
    assert!(
        acknowledged.len() > 100,
        "only {} marks were tried",
        acknowledged.len()
    );
    let kept: HashSet<Uuid> = runtime.block_on(async {
        let ctx = house(&data).await;
        let mut db = ctx.db.read().await.unwrap();
        let sound: String = db.one("pragma integrity_check", args![]).await.unwrap();
        assert_eq!(sound, "ok");
        db.all("select id from mark", args![])
            .await
            .unwrap()
            .into_iter()
            .collect()
    });
    let lost = acknowledged.iter().filter(|id| !kept.contains(id)).count();
    println!("{} acknowledged, {} kept", acknowledged.len(), kept.len());
    assert_eq!(lost, 0, "of {} acknowledged marks", acknowledged.len());
}

#[tokio::test]
async fn the_product_syncs_each_commit() {
    let app = App::on(storage::testing::sqlite().await).await;
    let mut tx = app.ctx.db.begin().await.unwrap();
    let synchronous: i64 = tx.one("pragma synchronous", args![]).await.unwrap();
    let journal: String = tx.one("pragma journal_mode", args![]).await.unwrap();
    assert_eq!((synchronous, journal.as_str()), (2, "wal"), "2 is FULL");
}

/// Leaves room for `pages` more pages in the database.
async fn leave_room(ctx: &Ctx, pages: i64) {
    let mut tx = ctx.db.begin().await.unwrap();
    let now: i64 = tx.one("pragma page_count", args![]).await.unwrap();
    tx.run(&format!("pragma max_page_count = {}", now + pages), args![])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_full_disk_is_told_in_words_and_nothing_is_half_written() {
    let app = App::on(storage::testing::sqlite().await).await;
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&app.ctx)
        .await;
    let mut secretary = app.sign_in(village.officer(Role::Secretary));
    secretary.get("/anggota").await;
    leave_room(&app.ctx, 10).await;
    let (mut added, mut refused) = (0, 0);
    while refused < 3 {
        let name = format!("Anggota {added} {}", "a".repeat(60));
        let answer = secretary
            .post("/anggota", &[("nama", &name), ("rt", "1")])
            .await;
        match answer.status {
            StatusCode::SEE_OTHER => added += 1,
            StatusCode::INSUFFICIENT_STORAGE => {
                answer.says("Penyimpanan penuh");
                answer.says("tidak ada yang tersimpan");
                refused += 1;
            }
            status => panic!("{status}: {}", answer.text()),
        }
        assert!(added < 5_000, "the disk was never full");
    }
    assert_eq!(
        secretary.get("/anggota").await.status,
        StatusCode::OK,
        "reading goes on"
    );
    leave_room(&app.ctx, 10_000).await;
    let answer = secretary
        .post("/anggota", &[("nama", "Sesudah"), ("rt", "1")])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let mut db = app.ctx.db.read().await.unwrap();
    for (table, more) in [("person", 2), ("audit", 1)] {
        let sql = format!("select cast(count(*) as bigint) from {table}");
        let rows: i64 = db.one(&sql, args![]).await.unwrap();
        assert_eq!(
            rows,
            added + more,
            "{table}: one row for each that was acknowledged"
        );
    }
}
