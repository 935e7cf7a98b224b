//! The electronic ballot: only by a decision of the meeting, one vote for one card, nothing told
//! before the closing, nothing kept that ties a vote to anybody.

use crate::assembly::{opened, records, village};
use crate::election::{stands, votes};
use crate::support::{Answer, App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use storage::args;

const DECISION: [(&str, &str); 4] = [
    ("tentang", "elektronik"),
    ("cara", "tangan"),
    ("setuju", "3"),
    ("tolak", "1"),
];

/// An open assembly with two candidates that has decided for the electronic ballot; its page.
pub async fn decided(app: &App, village: &Village, officer: &mut Client) -> String {
    let page = opened(app, village, officer).await;
    for name in ["Ana Lestari", "Budi Santoso"] {
        stands(officer, village, &page, name).await;
    }
    let early = begins(officer, &page).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    early.says("kalau sidang memutuskannya");
    records(officer, &page, "keputusan", &DECISION).await;
    page
}

async fn begins(officer: &mut Client, page: &str) -> Answer {
    let rounds = officer.get(&format!("{page}/pemilihan")).await;
    let rounds = rounds.field("putaran").unwrap_or_default();
    officer
        .post(&format!("{page}/suara"), &[("putaran", &rounds)])
        .await
}

/// Exchanges the printed cards, which only paper knows, for these.
pub async fn cards(app: &App, tokens: &[&str]) {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let hashes: Vec<(Vec<u8>,)> = tx
        .all(
            "select hash from assembly_ballot order by hash limit 100",
            args![],
        )
        .await
        .unwrap();
    assert_eq!(hashes.len(), 4, "one card for each participant present");
    for ((printed,), token) in hashes.into_iter().zip(tokens) {
        let known = app.ctx.keys.hash("ballot", token.as_bytes());
        let sql = "update assembly_ballot set hash = $2 where hash = $1";
        tx.run(sql, args![printed, known]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn count(app: &App, table: &str) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    let sql = format!("select cast(count(*) as bigint) from {table}");
    db.one(&sql, args![]).await.unwrap()
}

async fn chooses(voter: &mut Client, card: &str, choice: &str) -> Answer {
    voter
        .form(&format!("/suara/{card}"), &[("pilihan", choice)])
        .await
}

#[tokio::test]
async fn one_card_is_one_vote_and_the_result_opens_with_the_closing() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = decided(&app, &village, &mut officer).await;
        let printed = begins(&mut officer, &page).await;
        assert!(printed.body.starts_with(b"%PDF"), "{}", printed.text());
        cards(&app, &["satu", "dua", "tiga"]).await;
        let turnout = officer.get(&format!("{page}/suara")).await;
        turnout.says("0 dari 4 suara sudah masuk");
        let screen = turnout.links("/suara").len();
        assert_eq!(screen, 0, "no card is shown");

        let mut voter = app.stranger();
        let card = voter.get("/suara/satu").await;
        card.says("1. Ana Lestari");
        card.keeps_quiet_about("Citra Dewi");
        let nobody = chooses(&mut voter, "satu", "").await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        nobody.says("Pilih salah satu.");
        let wrong = chooses(&mut voter, "satu", "9").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sent = chooses(&mut voter, "satu", "2").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let shown = voter.follow(&sent).await;
        shown.says("Suaramu sudah masuk");
        shown.says("1 dari 4 suara sudah masuk");
        shown.keeps_quiet_about("Budi Santoso");
        let again = voter.get("/suara/satu").await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        again.says("sudah dipakai");
        for (card, choice) in [("dua", "2"), ("tiga", "0")] {
            chooses(&mut app.stranger(), card, choice).await;
        }
        let lines = count(&app, "audit").await;

        officer.get(&format!("{page}/suara")).await;
        let closed = officer.post(&format!("{page}/suara/tutup"), &[]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
        assert_eq!(
            count(&app, "audit").await,
            lines + 1,
            "the closing, no vote"
        );
        let shown = officer.get(&page).await;
        shown.says("elektronik: Ana Lestari 0 suara, Budi Santoso 2 suara, tidak sah 1");
        shown.says("Terpilih: Budi Santoso");
        app.stranger()
            .get(sent.location())
            .await
            .says("Budi Santoso 2");
        for table in ["assembly_ballot", "assembly_box"] {
            assert_eq!(count(&app, table).await, 0, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn twenty_who_send_one_card_at_once_give_one_vote() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = decided(&app, &village, &mut officer).await;
        begins(&mut officer, &page).await;
        cards(&app, &["satu"]).await;
        let mut voter = app.stranger();
        voter.get("/suara/satu").await;
        let sent = (0..20).map(|_| {
            let mut voter = voter.clone();
            tokio::spawn(async move { voter.post("/suara/satu", &[("pilihan", "1")]).await.status })
        });
        let mut done = 0;
        for sent in sent.collect::<Vec<_>>() {
            match sent.await.unwrap() {
                StatusCode::SEE_OTHER => done += 1,
                status => assert_eq!(status, StatusCode::CONFLICT),
            }
        }
        assert_eq!(done, 1);
        officer
            .get(&format!("{page}/suara"))
            .await
            .says("1 dari 4 suara sudah masuk");
        officer.post(&format!("{page}/suara/tutup"), &[]).await;
        officer.get(&page).await.says("Ana Lestari 1 suara");
    })
    .await;
}

#[tokio::test]
async fn a_vote_called_off_voids_its_cards_and_another_unit_sees_nothing() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = decided(&app, &village, &mut officer).await;
        begins(&mut officer, &page).await;
        cards(&app, &["satu"]).await;
        let other = Given::unit("Lenteng Barat")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut theirs = app.sign_in(other.officer(Role::Secretary));
        let seen = theirs.get(&format!("{page}/suara")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        theirs.get("/temu-karya/baru").await;
        for part in ["/suara", "/suara/tutup"] {
            let sent = theirs
                .post(&format!("{page}{part}"), &[("putaran", "1")])
                .await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{part}");
        }
        votes(&mut officer, &page, "batal", &[("alasan", "kartu hilang")]).await;
        let void = app.stranger().get("/suara/satu").await;
        assert_eq!(void.status, StatusCode::CONFLICT);
        assert_eq!(count(&app, "assembly_ballot").await, 0);
        let unknown = app.stranger().get("/suara/apa-saja").await;
        assert_eq!(unknown.status, StatusCode::CONFLICT);
    })
    .await;
}
