//! Officers: the first visit, signing in, guessing, devices, tokens, and who may do what to whom.

use crate::support::{Answer, App, Client, Given, each};
use axum::http::StatusCode;
use kernel::access::Role;
use serde_json::json;
use storage::args;

const PASSPHRASE: &str = "jambu air manis sekali";

fn village() -> String {
    organization::regions::search("jambu lenteng", 1)
        .remove(0)
        .code
}

/// Opens the last step of the wizard.
async fn last_step(visitor: &mut Client) {
    let step = format!("/mulai?desa={}&nama=Karang%20Taruna%20Jambu", village());
    assert_eq!(visitor.get(&step).await.status, StatusCode::OK);
}

/// Fills the last step in and sends it.
async fn finish(visitor: &mut Client, login: &str) -> Answer {
    let village = village();
    let fields = [
        ("desa", village.as_str()),
        ("nama", "Karang Taruna Jambu"),
        ("orang", "Siti Aminah"),
        ("jabatan", "secretary"),
        ("login", login),
        ("sandi", PASSPHRASE),
    ];
    visitor.post("/mulai", &fields).await
}

/// A house that Siti has set up, and her browser.
async fn set_up(app: &App) -> Client {
    let mut siti = app.stranger();
    last_step(&mut siti).await;
    let answer = finish(&mut siti, "0812-0000-1234").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    siti
}

async fn sign_in(browser: &mut Client, login: &str, passphrase: &str) -> Answer {
    browser
        .form("/masuk", &[("login", login), ("sandi", passphrase)])
        .await
}

async fn count(app: &App, table: &str) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    let sql = format!("select cast(count(*) as bigint) from {table}");
    db.one(&sql, args![]).await.unwrap()
}

#[tokio::test]
async fn the_first_visit_leads_from_the_village_to_the_home_page() {
    each(async |app| {
        let mut siti = app.stranger();
        let front = siti.get("/").await;
        assert_eq!(front.location(), "/mulai");
        siti.follow(&front).await.says("Siapkan Guyub");
        let found = siti.get("/mulai?cari=jambu+lenteng").await;
        found.says("Desa Jambu");
        found.says("Kec. Lenteng");
        let name = siti.get(&found.links("/mulai?desa=")[0]).await;
        assert_eq!(
            name.field("nama").as_deref(),
            Some("Karang Taruna Desa Jambu")
        );
        last_step(&mut siti).await;
        let answer = finish(&mut siti, "0812-0000-1234").await;
        assert_eq!(answer.location(), "/beranda");
        let home = siti.follow(&answer).await;
        home.says("Selamat datang! Guyub sudah siap.");
        home.says("Siti Aminah");
        siti.get("/beranda")
            .await
            .keeps_quiet_about("Guyub sudah siap");
    })
    .await;
}

#[tokio::test]
async fn what_the_wizard_refuses_stands_at_its_field_and_nothing_typed_is_lost() {
    each(async |app| {
        let mut visitor = app.stranger();
        let answer = visitor.get("/mulai").await;
        assert_eq!(answer.status, StatusCode::OK);
        let village = organization::regions::search("jambu lenteng", 1)
            .remove(0)
            .code;
        let step = format!("/mulai?desa={village}&nama=KT");
        let fields = [
            ("desa", village.as_str()),
            ("nama", "KT"),
            ("orang", "Siti <b>\"Aminah\""),
            ("login", "0812"),
            ("sandi", "pendek"),
        ];
        let answer = visitor.form_at(&step, "/mulai", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Pilih salah satu jabatan.");
        answer.says("Nomor HP ini belum lengkap.");
        answer.says("paling sedikit 10 huruf");
        assert_eq!(answer.field("orang").as_deref(), Some("Siti <b>\"Aminah\""));
        assert_eq!(answer.field("login").as_deref(), Some("0812"));
        answer.keeps_quiet_about("value=\"pendek\"");
        assert_eq!(count(&app, "unit").await, 0);
    })
    .await;
}

#[tokio::test]
async fn of_twenty_first_visits_at_once_one_sets_guyub_up() {
    each(async |app| {
        let mut visitors = vec![app.stranger(); 20];
        for visitor in &mut visitors {
            last_step(visitor).await;
        }
        let visits = visitors.into_iter().enumerate().map(|(n, mut visitor)| {
            tokio::spawn(async move { finish(&mut visitor, &format!("pengurus{n}")).await.status })
        });
        let visits: Vec<_> = visits.collect();
        let mut done = Vec::new();
        for visit in visits {
            done.push(visit.await.unwrap());
        }
        let first = done
            .iter()
            .filter(|status| **status == StatusCode::SEE_OTHER)
            .count();
        let told = done
            .iter()
            .filter(|status| **status == StatusCode::CONFLICT)
            .count();
        assert_eq!((first, told), (1, 19), "{done:?}");
        for table in ["unit", "account", "person", "appointment", "sign_in"] {
            assert_eq!(count(&app, table).await, 1, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_officer_signs_in_by_phone_however_it_is_written() {
    each(async |app| {
        set_up(&app).await;
        let mut siti = app.stranger();
        let asked = siti.get("/anggota?cari=ana").await;
        assert_eq!(asked.location(), "/masuk?kembali=%2Fanggota%3Fcari%3Dana");
        let page = siti.follow(&asked).await;
        let back = page.field("kembali").unwrap();
        let fields = [
            ("login", "+62 812 0000 1234"),
            ("sandi", PASSPHRASE),
            ("kembali", back.as_str()),
        ];
        let answer = siti.post("/masuk", &fields).await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, "/anggota?cari=ana")
        );
        assert_eq!(siti.get("/beranda").await.status, StatusCode::OK);
        let fields = [
            ("login", "081200001234"),
            ("sandi", PASSPHRASE),
            ("kembali", "//jahat.example"),
        ];
        let answer = app.stranger().form("/masuk", &fields).await;
        assert_eq!(answer.location(), "/beranda", "never to another site");
    })
    .await;
}

#[tokio::test]
async fn a_stranger_who_guesses_is_slowed_and_the_officer_is_not() {
    each(async |app| {
        let mut siti = set_up(&app).await;
        siti.form_at("/beranda", "/keluar", &[]).await;
        let mut thief = app.stranger().from("10.9.9.9");
        for _ in 0..5 {
            let answer = sign_in(&mut thief, "0812-0000-1234", "salah sekali lagi").await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.says("belum cocok");
        }
        let answer = sign_in(&mut thief, "0812-0000-1234", PASSPHRASE).await;
        assert_eq!(
            answer.status,
            StatusCode::TOO_MANY_REQUESTS,
            "even the right one, from there"
        );
        assert!(!answer.header("retry-after").is_empty());
        answer.says("Tunggu");
        for n in 0..60 {
            let mut other = app.stranger().from(&format!("10.9.8.{n}"));
            sign_in(&mut other, "0812-0000-1234", "salah sekali lagi").await;
        }
        let answer = sign_in(&mut siti, "0812-0000-1234", PASSPHRASE).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "her own phone is not slowed"
        );
        app.wait(11);
        let answer = sign_in(&mut thief, "0812-0000-1234", PASSPHRASE).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "nobody is locked out for good"
        );
    })
    .await;
}

#[tokio::test]
async fn an_unknown_login_is_answered_like_a_wrong_passphrase() {
    each(async |app| {
        set_up(&app).await;
        let wrong = sign_in(&mut app.stranger(), "0812-0000-1234", "salah sekali lagi").await;
        let unknown = sign_in(&mut app.stranger(), "0813-9999-8888", "salah sekali lagi").await;
        assert_eq!(wrong.status, unknown.status);
        assert_eq!(
            wrong.text().replace("1234", ""),
            unknown.text().replace("8888", "")
        );
    })
    .await;
}

#[tokio::test]
async fn each_sign_in_has_a_new_token_and_the_old_one_opens_nothing() {
    each(async |app| {
        let mut siti = set_up(&app).await;
        let before = siti.cookie("masuk").unwrap().to_owned();
        siti.form_at("/beranda", "/keluar", &[]).await;
        sign_in(&mut siti, "0812-0000-1234", PASSPHRASE).await;
        let after = siti.cookie("masuk").unwrap().to_owned();
        assert_ne!(before, after);
        let mut old = app.stranger().with_cookie("masuk", &before);
        assert!(old.get("/beranda").await.location().starts_with("/masuk"));
        assert_eq!(siti.get("/beranda").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_device() {
    each(async |app| {
        let mut siti = set_up(&app).await;
        let mut laptop = app.stranger();
        sign_in(&mut laptop, "0812-0000-1234", PASSPHRASE).await;
        assert_eq!(laptop.get("/beranda").await.status, StatusCode::OK);
        let answer = siti.form_at("/akun", "/akun/perangkat", &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert!(
            laptop
                .get("/beranda")
                .await
                .location()
                .starts_with("/masuk")
        );
    })
    .await;
}

#[tokio::test]
async fn a_program_gets_a_token_that_needs_no_form() {
    each(async |app| {
        set_up(&app).await;
        let asked = json!({ "login": "081200001234", "passphrase": PASSPHRASE, "name": "Absen" });
        let mut program = app.stranger();
        let answer = program.post_json("/api/v1/tokens", "", &asked).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.html());
        let token = answer.json()["token"].as_str().unwrap().to_owned();
        let mut program = program.with_header("authorization", &format!("Bearer {token}"));
        assert_eq!(program.get("/beranda").await.status, StatusCode::OK);
        let wrong = json!({ "login": "081200001234", "passphrase": "salah sekali", "name": "x" });
        let answer = app.stranger().post_json("/api/v1/tokens", "", &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut db = app.ctx.db.read().await.unwrap();
        let kept: Vec<Vec<u8>> = db
            .all("select token_hash from sign_in", args![])
            .await
            .unwrap();
        assert!(
            kept.iter().all(|hash| hash != token.as_bytes()),
            "only a hash is kept"
        );
    })
    .await;
}

#[tokio::test]
async fn only_those_in_charge_open_what_is_theirs_and_no_unit_sees_another() {
    each(async |app| {
        let given = Given::unit("Jambu")
            .officer(Role::Secretary)
            .officer(Role::Treasurer);
        let village = given
            .officer(Role::Supervisor)
            .member("Ana Lestari", 3)
            .on(&app.ctx)
            .await;
        let other = Given::unit("Lenteng Barat")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let ana = format!("/anggota/{}", village.person("Ana Lestari"));
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        secretary.get(&ana).await.says("Ana Lestari");
        assert_eq!(secretary.get("/pengurus/baru").await.status, StatusCode::OK);
        let mut treasurer = app.sign_in(village.officer(Role::Treasurer));
        assert_eq!(treasurer.get("/pengurus").await.status, StatusCode::OK);
        assert_eq!(
            treasurer.get("/pengurus/baru").await.status,
            StatusCode::FORBIDDEN
        );
        let mut supervisor = app.sign_in(village.officer(Role::Supervisor));
        let answer = supervisor.get(&ana).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        answer.keeps_quiet_about("Ana Lestari");
        let mut stranger = app.sign_in(other.officer(Role::Chair));
        let answer = stranger.get(&ana).await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "as if she did not exist"
        );
        answer.keeps_quiet_about("Ana Lestari");
        stranger
            .get("/anggota")
            .await
            .keeps_quiet_about("Ana Lestari");
    })
    .await;
}
