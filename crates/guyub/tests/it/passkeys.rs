//! Passkeys: made at one's own account, used to sign in, and taken away with everything else that
//! opens it. What was asked elsewhere, twice, too late or of somebody else opens nothing.

use crate::support::{Answer, App, Authenticator, Client, Given, PASSPHRASE, Village};
use axum::http::StatusCode;
use kernel::access::Role;
use serde_json::Value;
use storage::args;

const HERE: &str = "https://guyub.desa.example";

/// The same as `support::each`, at an address where browsers allow passkeys.
async fn each(test: impl AsyncFn(App)) {
    for db in storage::testing::databases().await {
        println!("on {:?}", db.engine());
        test(App::at(HERE, db).await).await;
    }
}

async fn village(app: &App) -> Village {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.officer(Role::Secretary).officer(Role::Treasurer);
    given.on(&app.ctx).await
}

async fn question(browser: &mut Client) -> Answer {
    browser.get("/akun").await;
    let fields = [("sandi_passkey", PASSPHRASE)];
    browser.post("/akun/passkey/mulai", &fields).await
}

async fn send(browser: &mut Client, path: &str, asked: &Value, answer: &str) -> Answer {
    let ticket = asked["tiket"].as_str().unwrap().to_owned();
    let fields = [("tiket", ticket.as_str()), ("jawaban", answer)];
    browser.post(path, &fields).await
}

/// Makes a passkey on `phone` for whoever is signed in.
async fn make(browser: &mut Client, phone: &mut Authenticator) -> Answer {
    let asked = question(browser).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.html());
    let asked = asked.json();
    let answer = phone.make(&asked);
    send(browser, "/akun/passkey", &asked, &answer).await
}

/// What a stranger's browser is asked who wants to sign in.
async fn asked_to_sign_in(browser: &mut Client) -> Value {
    browser.get("/masuk").await;
    let asked = browser.post("/masuk/passkey/mulai", &[]).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.html());
    asked.json()
}

async fn sign_in(browser: &mut Client, phone: &mut Authenticator) -> Answer {
    let asked = asked_to_sign_in(browser).await;
    let answer = phone.show(&asked);
    send(browser, "/masuk/passkey", &asked, &answer).await
}

#[track_caller]
fn is_refused(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.says("Passkey ini belum bisa dipakai.");
}

async fn kept(app: &App) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    let sql = "select count(*) from passkey";
    db.one(sql, args![]).await.unwrap()
}

#[tokio::test]
async fn an_officer_makes_a_passkey_signs_in_with_it_and_takes_it_away() {
    each(async |app| {
        let village = village(&app).await;
        let mut phone = Authenticator::at(HERE, 1);
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        let page = app.stranger().get("/masuk").await;
        page.keeps_quiet_about("data-passkey");
        let answer = make(&mut browser, &mut phone).await;
        assert_eq!(answer.location(), "/akun", "{}", answer.text());
        let page = browser.follow(&answer).await;
        page.says("Passkey sudah jadi.");
        page.says("Perangkat lain Sejak Selasa, 24 November 2026 Hapus");

        let mut again = app.stranger();
        let page = again.get("/masuk").await;
        assert!(page.html().contains("data-passkey"), "{}", page.text());
        let answer = sign_in(&mut again, &mut phone).await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
        again.follow(&answer).await.says("Sekretaris Jambu");
        let page = again.get("/akun").await;
        page.says("Terakhir dipakai Selasa, 24 November 2026 Hapus");
        let log = browser.get("/pengaturan/catatan").await;
        log.says("Menambah passkey dari Perangkat lain");
        log.says("dengan passkey");

        let paths: Vec<_> = page.html().split("action=\"").skip(1).collect();
        let path = paths.iter().find(|path| path.contains("/hapus\"")).unwrap();
        let path = path.split('"').next().unwrap().to_owned();
        let mut other = app.sign_in(village.officer(Role::Chair));
        let answer = other.form_at("/akun", &path, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "not the chair's");
        let answer = browser.form_at("/akun", &path, &[]).await;
        assert_eq!(answer.location(), "/akun");
        browser.follow(&answer).await.says("Passkey dihapus.");
        let answer = browser.form_at("/akun", &path, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "twice");
        is_refused(&sign_in(&mut app.stranger(), &mut phone).await);
        let log = browser.get("/pengaturan/catatan?jenis=izin").await;
        log.says("Menghapus passkey dari Perangkat lain");
    })
    .await;
}

#[tokio::test]
async fn making_one_asks_for_the_passphrase_and_for_a_phone_of_ones_own() {
    each(async |app| {
        let village = village(&app).await;
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        browser.get("/akun").await;
        let mut script = browser.clone().with_header("accept", "application/json");
        let answer = script.post("/akun/passkey/mulai", &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json()["error"], "Kata sandi belum cocok.");
        let login = app.login(village.officer(Role::Secretary)).await;
        let mut shared = app.stranger();
        let fields = [
            ("login", login.as_str()),
            ("sandi", PASSPHRASE),
            ("bersama", "ya"),
        ];
        let answer = shared.form("/masuk", &fields).await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
        let page = shared.get("/akun").await;
        page.says("jadi passkey tidak dibuat di sini");
        let answer = question(&mut shared).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("HP ini dipakai bersama.");
        assert_eq!(kept(&app).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_shared_phone_stays_a_shared_one_when_a_passkey_signs_in() {
    each(async |app| {
        let village = village(&app).await;
        let mut phone = Authenticator::at(HERE, 1);
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        make(&mut browser, &mut phone).await;
        let mut shared = app.stranger();
        let asked = asked_to_sign_in(&mut shared).await;
        let (ticket, answer) = (asked["tiket"].as_str().unwrap(), phone.show(&asked));
        let fields = [
            ("tiket", ticket),
            ("jawaban", answer.as_str()),
            ("bersama", "ya"),
            ("kembali", "/anggota"),
        ];
        let answer = shared.post("/masuk/passkey", &fields).await;
        assert_eq!(answer.location(), "/anggota", "{}", answer.text());
        let page = shared.get("/anggota").await;
        assert_eq!(page.header("cache-control"), "no-store");
        app.wait(12);
        let over = shared.get("/anggota").await;
        assert!(over.location().starts_with("/masuk"));
    })
    .await;
}

#[tokio::test]
async fn what_was_asked_elsewhere_twice_or_too_late_opens_nothing() {
    each(async |app| {
        let village = village(&app).await;
        let mut phone = Authenticator::at(HERE, 1);
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        make(&mut browser, &mut phone).await;

        // The same answer again, and another answer to the same question.
        let mut first = app.stranger();
        let asked = asked_to_sign_in(&mut first).await;
        let answer = phone.show(&asked);
        let mut thief = first.clone();
        let opened = send(&mut first, "/masuk/passkey", &asked, &answer).await;
        assert_eq!(opened.location(), "/beranda", "{}", opened.text());
        for answer in [answer, phone.show(&asked)] {
            is_refused(&send(&mut thief, "/masuk/passkey", &asked, &answer).await);
        }
        // A question to another browser, and an answer to another question.
        let (mut one, mut two) = (app.stranger(), app.stranger());
        let asked = asked_to_sign_in(&mut one).await;
        let other = asked_to_sign_in(&mut two).await;
        let answer = phone.show(&asked);
        is_refused(&send(&mut two, "/masuk/passkey", &asked, &answer).await);
        is_refused(&send(&mut two, "/masuk/passkey", &other, &answer).await);
        // A question for another step.
        let asked = question(&mut browser).await.json();
        let answer = phone.show(&asked);
        is_refused(&send(&mut browser, "/masuk/passkey", &asked, &answer).await);
        // Too late.
        let mut late = app.stranger();
        let asked = asked_to_sign_in(&mut late).await;
        let answer = phone.show(&asked);
        app.wait(16);
        is_refused(&send(&mut late, "/masuk/passkey", &asked, &answer).await);
        // What nobody ended in time is forgotten with the next question.
        asked_to_sign_in(&mut late).await;
        let mut db = app.ctx.db.read().await.unwrap();
        let waiting: i64 = db
            .one("select count(*) from pending", args![])
            .await
            .unwrap();
        assert_eq!(waiting, 1);
    })
    .await;
}

#[tokio::test]
async fn a_dishonest_phone_or_browser_opens_nothing() {
    each(async |app| {
        let village = village(&app).await;
        let mut phone = Authenticator::at(HERE, 1);
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        make(&mut browser, &mut phone).await;
        sign_in(&mut app.stranger(), &mut phone).await;
        let mut bad = Vec::new();
        let mut changed = |change: &dyn Fn(&mut Authenticator)| {
            let mut phone = phone.clone();
            change(&mut phone);
            bad.push(phone);
        };
        changed(&|phone| phone.origin = "https://jahat.example".to_owned());
        changed(&|phone| phone.origin = "http://guyub.desa.example".to_owned());
        changed(&|phone| phone.origin = "https://guyub.desa.example:8443".to_owned());
        changed(&|phone| phone.domain = "jahat.example".to_owned());
        changed(&|phone| phone.verifies = false);
        changed(&|phone| phone.counter = 0); // a copy of the phone, left behind
        changed(&|phone| phone.credential = vec![9; 16]);
        for mut phone in bad {
            is_refused(&sign_in(&mut app.stranger(), &mut phone).await);
        }
        let mut copy = Authenticator::at(HERE, 2); // another key under the same name
        copy.credential.clone_from(&phone.credential);
        copy.counter = 100;
        let asked = question(&mut browser).await.json();
        copy.make(&asked);
        is_refused(&sign_in(&mut app.stranger(), &mut copy).await);
        for odd in ["", "{}", "[]", "null", "\u{0}", &"x".repeat(100_000)] {
            let mut browser = app.stranger();
            let asked = asked_to_sign_in(&mut browser).await;
            is_refused(&send(&mut browser, "/masuk/passkey", &asked, odd).await);
        }
        for ticket in ["", "é", "0"] {
            let fields = [("tiket", ticket), ("jawaban", "{}")];
            let mut browser = app.stranger();
            is_refused(&browser.form_at("/masuk", "/masuk/passkey", &fields).await);
        }
        assert_eq!(
            sign_in(&mut app.stranger(), &mut phone).await.location(),
            "/beranda",
            "the honest one still does"
        );
    })
    .await;
}

#[tokio::test]
async fn a_passkey_is_made_at_this_address_by_its_owner_and_once() {
    each(async |app| {
        let village = village(&app).await;
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        for (origin, verifies) in [("https://jahat.example", true), (HERE, false)] {
            let mut phone = Authenticator::at(origin, 1);
            phone.verifies = verifies;
            phone.domain = "guyub.desa.example".to_owned();
            is_refused(&make(&mut browser, &mut phone).await);
        }
        let mut phone = Authenticator::at(HERE, 1);
        let asked = question(&mut browser).await.json();
        let answer = phone.make(&asked);
        let mut other = app.sign_in(village.officer(Role::Chair));
        other.get("/akun").await;
        is_refused(&send(&mut other, "/akun/passkey", &asked, &answer).await);
        let made = send(&mut browser, "/akun/passkey", &asked, &answer).await;
        assert_eq!(made.location(), "/akun", "{}", made.text());
        is_refused(&send(&mut browser, "/akun/passkey", &asked, &answer).await);
        is_refused(&make(&mut browser, &mut phone).await);
        assert_eq!(kept(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn of_twenty_passkeys_made_at_once_ten_are_kept() {
    each(async |app| {
        let village = village(&app).await;
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        let mut ready = Vec::new();
        for number in 1..=20 {
            let asked = question(&mut browser).await.json();
            let answer = Authenticator::at(HERE, number).make(&asked);
            ready.push((asked, answer));
        }
        let tasks: Vec<_> = ready
            .into_iter()
            .map(|(asked, answer)| {
                let mut browser = browser.clone();
                tokio::spawn(async move {
                    let sent = send(&mut browser, "/akun/passkey", &asked, &answer).await;
                    sent.status
                })
            })
            .collect();
        let mut made = 0;
        for task in tasks {
            made += i32::from(task.await.unwrap() == StatusCode::SEE_OTHER);
        }
        assert_eq!((made, kept(&app).await), (10, 10));
        let answer = question(&mut browser).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Sudah ada sepuluh passkey.");
    })
    .await;
}

#[tokio::test]
async fn of_twenty_who_send_one_answer_at_once_one_gets_in() {
    each(async |app| {
        let village = village(&app).await;
        let mut phone = Authenticator::at(HERE, 1);
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        make(&mut browser, &mut phone).await;
        let mut stranger = app.stranger();
        let asked = asked_to_sign_in(&mut stranger).await;
        let answer = phone.show(&asked);
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (mut browser, asked, answer) =
                    (stranger.clone(), asked.clone(), answer.clone());
                tokio::spawn(async move {
                    let sent = send(&mut browser, "/masuk/passkey", &asked, &answer).await;
                    sent.status
                })
            })
            .collect();
        let mut through = 0;
        for task in tasks {
            through += i32::from(task.await.unwrap() == StatusCode::SEE_OTHER);
        }
        assert_eq!(through, 1);
    })
    .await;
}

#[tokio::test]
async fn passkeys_go_wherever_sign_ins_end_for_good() {
    each(async |app| {
        let village = village(&app).await;
        let secretary = village.officer(Role::Secretary);
        let mut phone = Authenticator::at(HERE, 1);
        let mut browser = app.with_passphrase(secretary).await;
        make(&mut browser, &mut phone).await;
        let out = browser.form_at("/akun", "/akun/perangkat", &[]).await;
        assert_eq!(out.location(), "/masuk");
        let mut browser = app.stranger();
        let answer = sign_in(&mut browser, &mut phone).await;
        assert_eq!(answer.location(), "/beranda", "a device is no passkey");

        let fields = [("lama", PASSPHRASE), ("baru", "mangga muda asam")];
        let answer = browser.form_at("/akun", "/akun/sandi", &fields).await;
        assert_eq!(answer.location(), "/akun", "{}", answer.text());
        browser
            .follow(&answer)
            .await
            .says("passkey dan tautan Google perlu dibuat lagi");
        is_refused(&sign_in(&mut app.stranger(), &mut phone).await);

        let mut browser = app.with_passphrase(secretary).await;
        make(&mut browser, &mut phone).await;
        app.with_passphrase(secretary).await; // the way back
        is_refused(&sign_in(&mut app.stranger(), &mut phone).await);

        let mut browser = app.with_passphrase(secretary).await;
        make(&mut browser, &mut phone).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        let left = [secretary.person];
        identity::end_sign_ins_of(&mut tx, &left, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(kept(&app).await, 0, "a board that changes");

        let mut browser = app.with_passphrase(secretary).await;
        make(&mut browser, &mut phone).await;
        let asked = question(&mut browser).await.json();
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let path = format!("/pengurus/{}/tutup", secretary.person);
        let answer = chair.form_at("/pengurus", &path, &[]).await;
        assert_eq!(answer.location(), "/pengurus", "{}", answer.text());
        is_refused(&sign_in(&mut app.stranger(), &mut phone).await);
        let answer = phone.make(&asked);
        let late = send(&mut browser, "/akun/passkey", &asked, &answer).await;
        assert!(late.status.is_redirection() || late.status.is_client_error());
        assert_eq!(kept(&app).await, 0, "a closed account");
    })
    .await;
}

#[tokio::test]
async fn where_browsers_allow_none_nothing_is_said_of_passkeys() {
    crate::support::each(async |app| {
        let village = village(&app).await;
        let mut browser = app.sign_in(village.officer(Role::Secretary));
        let page = browser.get("/akun").await;
        page.keeps_quiet_about("Masuk dengan sidik jari atau wajah");
        let answer = browser.post("/akun/passkey", &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let mut stranger = app.stranger();
        stranger.get("/masuk").await.keeps_quiet_about("passkey");
        let answer = stranger.post("/masuk/passkey/mulai", &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn whoever_floods_the_questions_waits() {
    each(async |app| {
        Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let mut browser = app.stranger();
        browser.get("/masuk").await;
        let mut statuses = Vec::new();
        for _ in 0..70 {
            statuses.push(browser.post("/masuk/passkey/mulai", &[]).await.status);
        }
        assert_eq!(statuses[0], StatusCode::OK);
        assert_eq!(statuses[69], StatusCode::TOO_MANY_REQUESTS);
    })
    .await;
}
