//! Codes from an app, and phones that others use, too.

use crate::support::{Answer, App, Client, Given, Village, each};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use identity::{Login, NewAccount, Passphrase};
use kernel::access::Role;
use organization::{NewAppointment, NewPerson};
use serde_json::json;
use storage::args;

const PASSPHRASE: &str = "jambu air manis sekali";

/// A secretary with a passphrase.
async fn siti(app: &App) -> Village {
    let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
    let (now, scope) = (app.now(), village.scope);
    let mut tx = app.ctx.db.begin().await.unwrap();
    let person = NewPerson {
        full_name: "Siti Aminah".to_owned(),
        ..NewPerson::default()
    };
    let person = organization::add_person(&mut tx, &scope, &person, now).await;
    let person = person.unwrap();
    let office = NewAppointment {
        person,
        role: Role::Secretary,
        title: "Sekretaris".to_owned(),
        from: village.unit.zone.today(now),
        until: None,
    };
    organization::appoint(&mut tx, &scope, &office, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let account = NewAccount {
        person,
        name: "Siti Aminah".to_owned(),
        login: Login::parse("siti").unwrap(),
        passphrase: Passphrase::typed(PASSPHRASE),
    };
    identity::add_account(&app.ctx, &scope, account, now)
        .await
        .unwrap();
    village
}

async fn sign_in(browser: &mut Client) -> Answer {
    let fields = [("login", "siti"), ("sandi", PASSPHRASE)];
    browser.form("/masuk", &fields).await
}

/// What an app shows for the key in `letters` at `app`'s moment.
pub fn code(app: &App, letters: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(letters.replace(' ', "")).unwrap();
    let codes = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let second = u64::try_from(app.now().as_second()).unwrap();
    codes.generate(second).to_string()
}

/// Siti's browser after she has set an app up, and the app's key.
async fn with_an_app(app: &App) -> (Client, String) {
    let mut siti = app.stranger();
    sign_in(&mut siti).await;
    let answer = siti.form_at("/akun", "/akun/kode/pasang", &[]).await;
    let page = siti.follow(&answer).await;
    assert_eq!(page.header("cache-control"), "no-store");
    let key = page.text_of("kunci");
    let wrong = siti.post("/akun/kode", &[("kode", "12345")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.text_of("kunci"), key, "the same key is shown again");
    let typed = code(app, &key);
    let answer = siti.post("/akun/kode", &[("kode", &typed)]).await;
    assert_eq!(answer.location(), "/akun", "{}", answer.text());
    siti.follow(&answer).await.says("Menyala");
    (siti, key)
}

#[tokio::test]
async fn the_passphrase_alone_is_not_enough_and_a_code_is_good_once() {
    each(async |app| {
        siti(&app).await;
        let (_, key) = with_an_app(&app).await;
        let mut browser = app.stranger();
        let asked = sign_in(&mut browser).await;
        asked.says("Kode enam angka");
        assert_eq!(browser.cookie("masuk"), None, "not signed in yet");
        let ticket = asked.field("tiket").unwrap();
        let used = code(&app, &key);
        let fields = |code: &str| [("tiket", ticket.clone()), ("kode", code.to_owned())];
        let send = async |browser: &mut Client, code: &str| {
            let fields = fields(code);
            let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            browser.post("/masuk/kode", &fields).await
        };
        let again = send(&mut browser, &used).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("sudah dipakai");
        app.wait(1);
        let next = code(&app, &key);
        let answer = send(&mut browser, &next).await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
        assert_eq!(browser.get("/beranda").await.status, StatusCode::OK);
        let mut thief = app.stranger();
        thief.get("/masuk").await;
        for _ in 0..3 {
            send(&mut thief, "000000").await;
        }
        let slowed = send(&mut thief, "000000").await;
        assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    })
    .await;
}

#[tokio::test]
async fn of_twenty_who_type_one_code_at_once_one_gets_in() {
    each(async |app| {
        siti(&app).await;
        let (_, key) = with_an_app(&app).await;
        app.wait(30);
        let mut browser = app.stranger();
        let ticket = sign_in(&mut browser).await.field("tiket").unwrap();
        let typed = code(&app, &key);
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (mut browser, ticket, typed) = (browser.clone(), ticket.clone(), typed.clone());
                tokio::spawn(async move {
                    let fields = [("tiket", ticket.as_str()), ("kode", typed.as_str())];
                    browser.post("/masuk/kode", &fields).await.status
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
async fn a_ticket_opens_nothing_after_a_quarter_of_an_hour_and_no_other_step() {
    each(async |app| {
        siti(&app).await;
        let (_, key) = with_an_app(&app).await;
        let mut browser = app.stranger();
        let ticket = sign_in(&mut browser).await.field("tiket").unwrap();
        let other = [("tiket", ticket.as_str()), ("sandi", "mangga muda asam")];
        let answer = browser.post("/masuk/baru", &other).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        app.wait(16);
        let typed = code(&app, &key);
        let fields = [("tiket", ticket.as_str()), ("kode", typed.as_str())];
        let answer = browser.post("/masuk/kode", &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        for odd in ["", ".", "a.b.c", "é.1.2"] {
            let fields = [("tiket", odd), ("kode", typed.as_str())];
            let answer = browser.post("/masuk/kode", &fields).await;
            assert_eq!(answer.status, StatusCode::CONFLICT, "{odd}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_program_needs_the_code_as_well_and_turning_off_needs_the_passphrase() {
    each(async |app| {
        siti(&app).await;
        let (mut browser, key) = with_an_app(&app).await;
        let mut asked = json!({ "login": "siti", "passphrase": PASSPHRASE, "name": "Absen" });
        let answer = app.stranger().post_json("/api/v1/tokens", "", &asked).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        app.wait(1);
        asked["code"] = code(&app, &key).into();
        let answer = app.stranger().post_json("/api/v1/tokens", "", &asked).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.html());
        let off = "/akun/kode/matikan";
        let answer = browser
            .form_at("/akun", off, &[("sandi_kode", "bukan ini")])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Kata sandi belum cocok.");
        browser.post(off, &[("sandi_kode", PASSPHRASE)]).await;
        let answer = sign_in(&mut app.stranger()).await;
        assert_eq!(answer.location(), "/beranda");
        let mut db = app.ctx.db.read().await.unwrap();
        let left: i64 = db.one("select count(*) from totp", args![]).await.unwrap();
        assert_eq!(left, 0);
    })
    .await;
}

#[tokio::test]
async fn whoever_only_begins_to_set_an_app_up_is_asked_for_nothing() {
    each(async |app| {
        siti(&app).await;
        let mut browser = app.stranger();
        sign_in(&mut browser).await;
        browser.form_at("/akun", "/akun/kode/pasang", &[]).await;
        let answer = sign_in(&mut app.stranger()).await;
        assert_eq!(answer.location(), "/beranda");
        let mut db = app.ctx.db.read().await.unwrap();
        let sealed: Vec<u8> = db.one("select secret from totp", args![]).await.unwrap();
        drop(db);
        let page = browser.get("/akun/kode").await;
        let key = page.text_of("kunci").replace(' ', "");
        let plain = totp_rs::Secret::try_from_base32(key).unwrap();
        let plain = plain.as_bytes();
        assert!(!sealed.windows(plain.len()).any(|part| part == plain));
    })
    .await;
}

#[tokio::test]
async fn a_shared_phone_signs_out_by_itself_and_keeps_nothing() {
    each(async |app| {
        siti(&app).await;
        let mut shared = app.stranger();
        let fields = [("login", "siti"), ("sandi", PASSPHRASE), ("bersama", "ya")];
        let answer = shared.form("/masuk", &fields).await;
        let cookies: Vec<_> = answer
            .headers
            .get_all(SET_COOKIE)
            .iter()
            .map(|cookie| cookie.to_str().unwrap().to_owned())
            .collect();
        let of_sign_in = cookies.iter().find(|cookie| cookie.starts_with("masuk="));
        assert!(!of_sign_in.unwrap().contains("Max-Age"), "{cookies:?}");
        assert!(
            !cookies.iter().any(|one| one.starts_with("kenal=")),
            "{cookies:?}"
        );
        for path in ["/beranda", "/anggota", "/akun"] {
            let page = shared.get(path).await;
            assert_eq!(page.header("cache-control"), "no-store", "{path}");
        }
        for _ in 0..3 {
            app.wait(9);
            assert_eq!(shared.get("/beranda").await.status, StatusCode::OK);
        }
        app.wait(12);
        let over = shared.get("/beranda").await;
        assert!(over.location().starts_with("/masuk"));

        shared.form("/masuk", &fields).await;
        let answer = shared.form_at("/akun", "/keluar", &[]).await;
        assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
        assert_eq!(shared.cookie("masuk"), None);
        let mut own = app.stranger();
        sign_in(&mut own).await;
        assert_eq!(
            own.get("/beranda").await.header("cache-control"),
            "private, no-cache"
        );
        let answer = own.form_at("/akun", "/keluar", &[]).await;
        assert_eq!(answer.header("clear-site-data"), "");
    })
    .await;
}
