//! Activities: the public page, registration for the last seat, and marks that are never lost.

use crate::support::{App, Client, Given, Village, each, training};
use axum::http::StatusCode;
use kernel::access::Role;
use kernel::id::{ActivityId, SessionId};
use serde_json::{Value, json};
use storage::{Uuid, args};

/// Twenty people whom nobody takes for each other.
const PEOPLE: [&str; 20] = [
    "Agus Wibowo",
    "Bayu Pratama",
    "Citra Dewi",
    "Dian Permata",
    "Endang Lestari",
    "Fajar Hidayat",
    "Gita Savitri",
    "Hendra Gunawan",
    "Indah Kusuma",
    "Joko Susilo",
    "Kartika Sari",
    "Lukman Hakim",
    "Maya Anggraini",
    "Nanda Putri",
    "Oki Setiawan",
    "Putu Wirawan",
    "Ratna Wulandari",
    "Slamet Riyadi",
    "Tutik Handayani",
    "Umar Faruq",
];

/// A village with a secretary, two members and a training with `seats`.
struct Stage {
    village: Village,
    activity: ActivityId,
    session: SessionId,
    code: String,
}

async fn stage(app: &App, seats: u32) -> Stage {
    let given = Given::unit("Jambu").officer(Role::Secretary);
    let village = given
        .member("Ana Lestari", 1)
        .member("Budi Santoso", 2)
        .on(&app.ctx)
        .await;
    let mut new = training("Pelatihan Kewirausahaan");
    new.quota = Some(seats);
    let (activity, sessions) = village.activity(&app.ctx, &new).await;
    let mut db = app.ctx.db.read().await.unwrap();
    let code = web::codes::of(&mut db, "activity", activity)
        .await
        .unwrap()
        .unwrap()
        .to_string();
    Stage {
        village,
        activity,
        session: sessions[0],
        code,
    }
}

impl Stage {
    fn marks(&self) -> String {
        format!("/api/v1/sessions/{}/marks", self.session)
    }

    fn bearer(&self) -> &str {
        &self.village.officer(Role::Secretary).bearer
    }

    fn mark(&self, name: &str, state: &str) -> Value {
        let (id, person): (Uuid, _) = (storage::fresh(), self.village.person(name));
        json!({ "id": id, "person": person, "state": state, "at": crate::support::NOW, "how": "tap" })
    }
}

/// Registers somebody; where their own page is.
async fn register(visitor: &mut Client, code: &str, name: &str, phone: &str) -> String {
    let fields = [("nama", name), ("hp", phone), ("rt", "1")];
    let answer = visitor.form(&format!("/d/{code}"), &fields).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{name}: {}",
        answer.text()
    );
    answer.location().to_owned()
}

async fn rows(app: &App, sql: &str) -> i64 {
    app.ctx
        .db
        .read()
        .await
        .unwrap()
        .one(sql, args![])
        .await
        .unwrap()
}

#[tokio::test]
async fn the_public_page_is_a_card_in_whatsapp_and_is_sent_once() {
    each(async |app| {
        let stage = stage(&app, 20).await;
        let path = format!("/k/{}", stage.code);
        let page = app.stranger().get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says("Pelatihan Kewirausahaan");
        page.says("Balai Desa");
        for tag in ["og:title", "og:description", "og:url", "og:image"] {
            assert!(
                page.html().contains(&format!("property=\"{tag}\"")),
                "{tag}"
            );
        }
        assert!(
            page.html()
                .contains(&format!("http://127.0.0.1:8080{path}")),
            "whole addresses"
        );
        let tag = page.header("etag").to_owned();
        let again = app
            .stranger()
            .with_header("if-none-match", &tag)
            .get(&path)
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        let typed = format!(
            "/k/{}-{}",
            &stage.code[..4].to_lowercase(),
            &stage.code[4..]
        );
        assert_eq!(
            app.stranger().get(&typed).await.status,
            StatusCode::OK,
            "as people type it"
        );
        assert_eq!(
            app.stranger().get("/k/00000000").await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn the_last_seat_goes_to_one_of_twenty() {
    each(async |app| {
        let stage = stage(&app, 1).await;
        let visits = PEOPLE.iter().enumerate().map(|(n, name)| {
            let (mut visitor, code) = (app.stranger(), stage.code.clone());
            let phone = format!("0812000012{n:02}");
            tokio::spawn(async move { register(&mut visitor, &code, name, &phone).await })
        });
        let visits: Vec<_> = visits.collect();
        for visit in visits {
            visit.await.unwrap();
        }
        let mut db = app.ctx.db.read().await.unwrap();
        let sql = "select place, cast(count(*) as bigint) from registration group by place
                    order by place";
        let places: Vec<(String, i64)> = db.all(sql, args![]).await.unwrap();
        assert_eq!(places.iter().map(|(_, count)| *count).sum::<i64>(), 20);
        let seats: Vec<i64> = places
            .into_iter()
            .filter(|(_, n)| *n == 1)
            .map(|(_, n)| n)
            .collect();
        assert_eq!(seats, [1]);
    })
    .await;
}

#[tokio::test]
async fn one_registration_sent_twenty_times_at_once_is_one() {
    each(async |app| {
        let stage = stage(&app, 1).await;
        let mut visitor = app.stranger();
        let path = format!("/d/{}", stage.code);
        visitor.get(&path).await;
        let visits = (0..20).map(|_| {
            let (mut visitor, path) = (visitor.clone(), path.clone());
            tokio::spawn(async move {
                let fields = [("nama", "Citra Dewi"), ("hp", "081200001234"), ("rt", "1")];
                visitor.post(&path, &fields).await.location().to_owned()
            })
        });
        let visits: Vec<_> = visits.collect();
        let mut pages = Vec::new();
        for visit in visits {
            pages.push(visit.await.unwrap());
        }
        pages.sort();
        pages.dedup();
        assert_eq!(
            pages.len(),
            1,
            "everybody is led to the same page: {pages:?}"
        );
        assert_eq!(
            rows(&app, "select cast(count(*) as bigint) from registration").await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_waits_longest_gets_the_seat_of_who_withdraws() {
    each(async |app| {
        let stage = stage(&app, 1).await;
        let mut citra = app.stranger();
        let mut dian = app.stranger();
        let mut eka = app.stranger();
        let first = register(&mut citra, &stage.code, "Citra Dewi", "081200001111").await;
        let second = register(&mut dian, &stage.code, "Dian Permata", "081200002222").await;
        let third = register(&mut eka, &stage.code, "Eka Saputra", "081200003333").await;
        citra.get(&first).await.says("Kamu dapat tempat");
        dian.get(&second).await.says("nomor 1 di daftar tunggu");
        eka.get(&third).await.says("nomor 2 di daftar tunggu");
        let answer = citra.form_at(&first, &format!("{first}/batal"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        citra.get(&first).await.says("sudah dibatalkan");
        dian.get(&second).await.says("Kamu dapat tempat");
        eka.get(&third).await.says("nomor 1 di daftar tunggu");
    })
    .await;
}

#[tokio::test]
async fn registration_is_open_through_its_last_day_and_not_after() {
    each(async |app| {
        let stage = stage(&app, 20).await;
        let path = format!("/d/{}", stage.code);
        let last = "2026-11-30T16:30:00Z".parse().unwrap(); // 23.30 WIB on the last day
        app.ctx.clock.set(last);
        register(
            &mut app.stranger(),
            &stage.code,
            "Citra Dewi",
            "081200001111",
        )
        .await;
        let mut late = app.stranger();
        late.get(&path).await;
        app.wait(45);
        let fields = [
            ("nama", "Dian Permata"),
            ("hp", "081200002222"),
            ("rt", "1"),
        ];
        let answer = late.post(&path, &fields).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        app.stranger()
            .get(&path)
            .await
            .says("Pendaftaran tidak dibuka");
        assert_eq!(
            rows(&app, "select cast(count(*) as bigint) from registration").await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_mark_sent_again_changes_nothing() {
    each(async |app| {
        let stage = stage(&app, 20).await;
        let marks = json!([
            stage.mark("Ana Lestari", "present"),
            stage.mark("Budi Santoso", "sick")
        ]);
        for _ in 0..3 {
            let mut phone = app.stranger();
            let answer = phone
                .post_json(&stage.marks(), stage.bearer(), &marks)
                .await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.html());
        }
        assert_eq!(
            rows(&app, "select cast(count(*) as bigint) from mark").await,
            2
        );
        assert_eq!(
            rows(&app, "select cast(count(*) as bigint) from attendance").await,
            2
        );
    })
    .await;
}

#[tokio::test]
async fn marks_need_a_token_of_an_officer_of_that_unit() {
    each(async |app| {
        let stage = stage(&app, 20).await;
        let marks = json!([stage.mark("Ana Lestari", "present")]);
        let other = Given::unit("Lenteng Barat")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let theirs = &other.officer(Role::Secretary).bearer;
        for (bearer, status) in [
            ("", StatusCode::UNAUTHORIZED),
            ("salah", StatusCode::UNAUTHORIZED),
            (theirs, StatusCode::NOT_FOUND),
        ] {
            let answer = app
                .stranger()
                .post_json(&stage.marks(), bearer, &marks)
                .await;
            assert_eq!(answer.status, status, "{bearer}: {}", answer.html());
            assert!(answer.json()["error"].is_string());
        }
        let mut browser = app.sign_in(stage.village.officer(Role::Secretary));
        let answer = browser.post_raw(&stage.marks(), &marks.to_string()).await;
        assert_eq!(
            answer.status,
            StatusCode::FORBIDDEN,
            "a cookie alone could be forged"
        );
        for body in [
            json!({}),
            json!([{ "id": "x" }]),
            json!([stage.mark("Ana Lestari", "besok")]),
        ] {
            let answer = app
                .stranger()
                .post_json(&stage.marks(), stage.bearer(), &body)
                .await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        }
        assert_eq!(
            rows(&app, "select cast(count(*) as bigint) from mark").await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn two_phones_at_once_lose_no_mark() {
    each(async |app| {
        let stage = stage(&app, 20).await;
        let phones = ["Ana Lestari", "Budi Santoso"].map(|name| {
            let marks: Vec<Value> = (0..50).map(|_| stage.mark(name, "present")).collect();
            let (phone, path, bearer) = (app.stranger(), stage.marks(), stage.bearer().to_owned());
            tokio::spawn(async move {
                for mark in marks {
                    let answer = phone
                        .clone()
                        .post_json(&path, &bearer, &json!([mark]))
                        .await;
                    assert_eq!(answer.status, StatusCode::OK, "{}", answer.html());
                }
            })
        });
        for phone in phones {
            phone.await.unwrap();
        }
        assert_eq!(
            rows(&app, "select cast(count(*) as bigint) from mark").await,
            100
        );
        let present = "select cast(count(*) as bigint) from attendance where state = 'present'";
        assert_eq!(rows(&app, present).await, 2);
        let mut secretary = app.sign_in(stage.village.officer(Role::Secretary));
        let page = secretary
            .get(&format!("/kegiatan/{}", stage.activity))
            .await;
        assert_eq!(page.status, StatusCode::OK);
        page.says("Pelatihan Kewirausahaan");
    })
    .await;
}
