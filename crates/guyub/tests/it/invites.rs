//! Invitations by link and roles beside the offices: who gets in, how often, for how long.

use crate::support::{Answer, App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;

const PASSPHRASE: &str = "mangga muda asam";

async fn village(app: &App) -> (Village, Client) {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.officer(Role::DivisionHead).member("Ana Lestari", 3);
    let village = given.on(&app.ctx).await;
    let chair = app.sign_in(village.officer(Role::Chair));
    (village, chair)
}

/// Ana becomes treasurer by an invitation; the page with the link.
async fn invite_ana(chair: &mut Client, village: &Village) -> Answer {
    let ana = village.person("Ana Lestari").to_string();
    let page = format!("/pengurus/baru?orang={ana}");
    let fields = [
        ("orang", ana.as_str()),
        ("jabatan", "treasurer"),
        ("cara", "undang"),
    ];
    let answer = chair.form_at(&page, "/pengurus", &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer
}

fn path(invited: &Answer) -> String {
    let link = invited.text_of("tautan");
    link.strip_prefix("http://127.0.0.1:8080")
        .unwrap()
        .to_owned()
}

const ANA: [(&str, &str); 2] = [("login", "ana"), ("sandi", PASSPHRASE)];

#[tokio::test]
async fn an_invited_person_chooses_login_and_passphrase_and_is_in() {
    each(async |app| {
        let (village, mut chair) = village(&app).await;
        let invited = invite_ana(&mut chair, &village).await;
        assert_eq!(invited.header("cache-control"), "no-store");
        assert!(invited.html().contains("<svg"), "the link as a QR code");
        invited.says("Berlaku sampai Selasa, 1 Desember 2026");
        let link = path(&invited);
        let officers = chair.get("/pengurus").await;
        officers.says("Diundang");
        officers.keeps_quiet_about(&link);
        let mut ana = app.stranger();
        let page = ana.get(&link).await;
        page.says("Selamat datang, Ana Lestari");
        page.says("Karang Taruna Jambu mengundangmu");
        let short = [("login", "a"), ("sandi", "pendek")];
        let refused = ana.post(&link, &short).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.field("login").as_deref(), Some("a"));
        let taken = village.officer(Role::Chair);
        let login = format!("chair.{}", village.unit.slug.replace('-', "."));
        let refused = ana
            .post(&link, &[("login", &login), ("sandi", PASSPHRASE)])
            .await;
        refused.says("sudah dipakai akun lain");
        assert_eq!(taken.role, Role::Chair);
        let answer = ana.post(&link, &ANA).await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
        ana.follow(&answer).await.says("Akun sudah jadi");
        assert_eq!(ana.get("/anggota").await.status, StatusCode::OK);
        let again = app.stranger().get(&link).await;
        assert_eq!(again.status, StatusCode::GONE);
        again.says("tidak berlaku lagi");
        chair.get("/pengurus").await.says("Punya akun");
        let log = chair.get("/pengaturan/catatan?jenis=izin").await;
        log.says("Menerima undangan dan membuat akun");
        log.says("Mengundang Ana Lestari membuat akun");
    })
    .await;
}

#[tokio::test]
async fn of_twenty_who_open_one_link_at_once_one_gets_in() {
    each(async |app| {
        let (village, mut chair) = village(&app).await;
        let link = path(&invite_ana(&mut chair, &village).await);
        let mut browsers = vec![app.stranger(); 20];
        for browser in &mut browsers {
            assert_eq!(browser.get(&link).await.status, StatusCode::OK);
        }
        let tasks = browsers.into_iter().enumerate().map(|(n, mut browser)| {
            let (link, login) = (link.clone(), format!("tamu{n}"));
            tokio::spawn(async move {
                let fields = [("login", login.as_str()), ("sandi", PASSPHRASE)];
                browser.post(&link, &fields).await.status
            })
        });
        let tasks: Vec<_> = tasks.collect();
        let mut statuses = Vec::new();
        for task in tasks {
            statuses.push(task.await.unwrap());
        }
        let got = |wanted| statuses.iter().filter(|status| **status == wanted).count();
        assert_eq!(got(StatusCode::SEE_OTHER), 1, "{statuses:?}");
        assert_eq!(got(StatusCode::GONE), 19, "{statuses:?}");
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_after_a_week_when_taken_back_and_when_a_new_one_is_made() {
    each(async |app| {
        let (village, mut chair) = village(&app).await;
        let ana = village.person("Ana Lestari");
        let first = path(&invite_ana(&mut chair, &village).await);
        let again = format!("/pengurus/{ana}/undang");
        let second = path(&chair.form_at("/pengurus", &again, &[]).await);
        assert_eq!(app.stranger().get(&first).await.status, StatusCode::GONE);
        assert_eq!(app.stranger().get(&second).await.status, StatusCode::OK);
        let back = format!("/pengurus/{ana}/undang/batal");
        let answer = chair.form_at("/pengurus", &back, &[]).await;
        assert_eq!(answer.location(), "/pengurus");
        assert_eq!(app.stranger().get(&second).await.status, StatusCode::GONE);
        let answer = chair.form_at("/pengurus", &back, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let third = path(&chair.form_at("/pengurus", &again, &[]).await);
        let mut late = app.stranger();
        late.get(&third).await;
        app.wait(7 * 24 * 60);
        assert_eq!(late.post(&third, &ANA).await.status, StatusCode::GONE);
        for odd in ["/undangan/x", "/undangan/%00", "/undangan/é"] {
            let answer = app.stranger().get(odd).await;
            assert!(answer.status.is_client_error(), "{odd}: {}", answer.status);
        }
    })
    .await;
}

#[tokio::test]
async fn only_who_looks_after_officers_invites_and_only_in_the_own_unit() {
    each(async |app| {
        let (village, _) = village(&app).await;
        let ana = village.person("Ana Lestari");
        let mut head = app.sign_in(village.officer(Role::DivisionHead));
        let other = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut elsewhere = app.sign_in(other.officer(Role::Chair));
        for path in ["undang", "undang/batal", "izin"] {
            let path = format!("/pengurus/{ana}/{path}");
            let fields = [
                ("peran", "secretary"),
                ("dari", "24-11-2026"),
                ("sampai", "30-11-2026"),
                ("alasan", "Menggantikan"),
            ];
            let answer = head.form_at("/akun", &path, &fields).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            let answer = elsewhere.form_at("/akun", &path, &fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

/// Gives the division head a role beside the office.
async fn give(
    chair: &mut Client,
    village: &Village,
    role: &str,
    from: &str,
    until: &str,
) -> Answer {
    let head = village.officer(Role::DivisionHead).person;
    let path = format!("/pengurus/{head}/izin");
    let fields = [
        ("peran", role),
        ("dari", from),
        ("sampai", until),
        ("alasan", "Sekretaris sedang umrah"),
    ];
    chair.form(&path, &fields).await
}

#[tokio::test]
async fn a_role_beside_the_office_holds_from_its_first_day_to_its_last() {
    each(async |app| {
        let (village, mut chair) = village(&app).await;
        let mut head = app.sign_in(village.officer(Role::DivisionHead));
        let needs = "/anggota/unduh/csv";
        let answer = give(
            &mut chair,
            &village,
            "secretary",
            "2026-11-25",
            "2026-11-26",
        )
        .await;
        assert_eq!(answer.location(), "/pengurus", "{}", answer.text());
        let officers = chair.follow(&answer).await;
        officers.says("Izin tambahan: Sekretaris, 25 November 2026 – 26 November 2026");
        officers.says("Sekretaris sedang umrah (Ketua Jambu)");
        assert_eq!(head.get(needs).await.status, StatusCode::FORBIDDEN);
        app.wait(24 * 60);
        assert_eq!(head.get(needs).await.status, StatusCode::OK);
        app.wait(24 * 60);
        assert_eq!(head.get(needs).await.status, StatusCode::OK);
        app.wait(24 * 60);
        assert_eq!(head.get(needs).await.status, StatusCode::FORBIDDEN);
        chair.get("/pengurus").await.keeps_quiet_about("umrah");
        chair
            .get("/pengaturan/catatan")
            .await
            .says("Sekretaris sedang umrah");
    })
    .await;
}

#[tokio::test]
async fn it_is_ended_by_hand_at_once_and_asks_for_a_reason_and_an_end() {
    each(async |app| {
        let (village, mut chair) = village(&app).await;
        let mut head = app.sign_in(village.officer(Role::DivisionHead));
        give(&mut chair, &village, "chair", "24-11-2026", "30-11-2026").await;
        let officers = head.get("/pengurus").await;
        let end = officers.html().split("action=\"").find_map(|rest| {
            let path = rest.split('"').next()?;
            path.starts_with("/pengurus/izin/").then(|| path.to_owned())
        });
        let end = end.expect("whoever has the role may end it");
        let other = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut elsewhere = app.sign_in(other.officer(Role::Chair));
        let answer = elsewhere.form_at("/akun", &end, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "of another unit");
        chair.form_at("/pengurus", &end, &[]).await;
        assert_eq!(
            head.get("/pengurus/baru").await.status,
            StatusCode::FORBIDDEN
        );
        let head = village.officer(Role::DivisionHead).person;
        let path = format!("/pengurus/{head}/izin");
        let fields = [
            ("peran", "raja"),
            ("dari", "24-11-2026"),
            ("sampai", "23-11-2026"),
        ];
        let answer = chair.form(&path, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in [
            "Pilih salah satu izin",
            "belum diisi",
            "sesudah hari pertama",
        ] {
            answer.says(words);
        }
    })
    .await;
}

#[tokio::test]
async fn a_borrowed_role_does_not_keep_a_unit_administered() {
    each(async |app| {
        let (village, mut chair) = village(&app).await;
        give(&mut chair, &village, "chair", "24-11-2026", "30-11-2026").await;
        let close = format!("/pengurus/{}/tutup", village.officer(Role::Chair).person);
        let answer = chair
            .form_at("/pengurus", &close, &[("akhiri", "ya")])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("satu-satunya ketua");
    })
    .await;
}
