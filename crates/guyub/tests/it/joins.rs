//! Asking to join on a unit's public page, and officers who decide about it, once.

use crate::support::{App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;

async fn jambu(app: &App) -> Village {
    Given::unit("Jambu")
        .officer(Role::Secretary)
        .member("Ana Lestari", 3)
        .on(&app.ctx)
        .await
}

const ASKED: [(&str, &str); 6] = [
    ("nama", "Dewi Anggraini"),
    ("panggilan", "Dewi"),
    ("rt", "03"),
    ("hp", "0812-0000-7777"),
    ("tgl_lahir", "17-08-2001"),
    ("setuju", "ya"),
];

fn address(village: &Village) -> String {
    format!("/u/{}/gabung", village.unit.slug)
}

fn secretary(app: &App, village: &Village) -> Client {
    app.sign_in(village.officer(Role::Secretary))
}

/// Where the first request's form goes.
fn first(html: &str) -> String {
    let at = html.find("action=\"/anggota/calon/").unwrap();
    html[at + 8..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn somebody_asks_and_an_officer_takes_them_in() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut stranger = app.stranger();
        let page = stranger.get(&format!("/u/{}", village.unit.slug)).await;
        assert_eq!(page.links("/u/"), [address(&village)]);
        let sent = stranger.form(&address(&village), &ASKED).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        stranger.follow(&sent).await.says("Permintaan terkirim");
        stranger.form(&address(&village), &ASKED).await;

        let mut officer = secretary(&app, &village);
        officer
            .get("/beranda")
            .await
            .says("1 orang minta bergabung");
        let list = officer.get("/anggota/calon").await;
        list.says("Dewi Anggraini");
        list.says("25 tahun");
        list.says("1 menunggu");
        let decided = officer
            .post(
                &first(list.html()),
                &[("jawab", "baru"), ("jenis", "passive")],
            )
            .await;
        officer.follow(&decided).await.says("Tidak ada permintaan");
        let members = officer.get("/anggota?cari=dewi").await;
        members.says("RT 03");
        members.says("Pasif");
        officer
            .get("/beranda")
            .await
            .keeps_quiet_about("minta bergabung");
    })
    .await;
}

#[tokio::test]
async fn who_stands_on_the_roll_already_is_recognised_and_not_written_twice() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut stranger = app.stranger();
        let mut asked = ASKED.to_vec();
        asked[0].1 = "Anna Lestari";
        stranger.form(&address(&village), &asked).await;
        let mut officer = secretary(&app, &village);
        let list = officer.get("/anggota/calon").await;
        list.says("Ya, ini Ana Lestari");
        let ana = village.person("Ana Lestari").to_string();
        let decided = officer.post(&first(list.html()), &[("jawab", &ana)]).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
        officer.follow(&decided).await.says("sudah ada di daftar");
        officer
            .get("/anggota")
            .await
            .keeps_quiet_about("Anna Lestari");
        officer
            .get(&format!("/anggota/{ana}"))
            .await
            .says("0812-0000-7777");
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut stranger = app.stranger();
        let young = [
            ("nama", "Rafi"),
            ("hp", "0812-0000-1"),
            ("tgl_lahir", "1-1-2012"),
        ];
        let answer = stranger.form(&address(&village), &young).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Nomor HP tidak dikenal");
        answer.says("isi nama orang tua atau wali");
        answer.says("Pilih hubungannya");
        answer.says("Centang dulu kalau setuju");
        assert_eq!(answer.field("nama").as_deref(), Some("Rafi"));
        let agreed = [
            ("nama", "Rafi"),
            ("hp", "0812-0000-1111"),
            ("tgl_lahir", "1-1-2012"),
            ("setuju", "ya"),
            ("wali", "Siti Aminah"),
            ("hubungan_wali", "mother"),
            ("hp_wali", "0812-0000-2222"),
            ("setuju_wali", "ya"),
        ];
        let answer = stranger.form(&address(&village), &agreed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let mut officer = secretary(&app, &village);
        let list = officer.get("/anggota/calon").await;
        list.says("14 tahun");
        list.says("Diizinkan Siti Aminah (Ibu, 0812\u{2011}0000\u{2011}2222)");
        officer
            .post(&first(list.html()), &[("jawab", "baru")])
            .await;
        let mut db = app.ctx.db.read().await.unwrap();
        let found = organization::search(&mut db, &village.scope, "Rafi", 1)
            .await
            .unwrap();
        let page = officer.get(&format!("/anggota/{}", found[0].id)).await;
        page.says("Siti Aminah");
        page.says("Di formulir minta bergabung");
        page.says("Saya setuju data ini dipakai Karang Taruna Jambu");
        page.keeps_quiet_about("Umurnya belum 18 tahun");
    })
    .await;
}

#[tokio::test]
async fn a_program_and_a_flood_are_not_kept() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut stranger = app.stranger().from("10.1.1.1");
        let mut trapped = ASKED.to_vec();
        trapped.push(("situs", "http://iklan.example"));
        let answer = stranger.form(&address(&village), &trapped).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        for _ in 0..29 {
            stranger.form(&address(&village), &[("nama", "")]).await;
        }
        let flood = stranger.form(&address(&village), &ASKED).await;
        assert_eq!(flood.status, StatusCode::TOO_MANY_REQUESTS);
        secretary(&app, &village)
            .get("/anggota/calon")
            .await
            .says("Tidak ada permintaan");
    })
    .await;
}

#[tokio::test]
async fn a_closed_door_is_not_there_and_strangers_requests_are_not_ours() {
    each(async |app| {
        let village = jambu(&app).await;
        let other = Given::unit("Lenteng")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        app.stranger().form(&address(&village), &ASKED).await;
        let mut officer = secretary(&app, &village);
        let theirs = first(officer.get("/anggota/calon").await.html());
        let mut foreign = secretary(&app, &other);
        let list = foreign.get("/anggota/calon").await;
        list.keeps_quiet_about("Dewi");
        foreign.get("/akun").await;
        let answer = foreign.post(&theirs, &[("jawab", "baru")]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        officer.get("/anggota/calon").await.says("Dewi Anggraini");

        let edit = format!("/unit/{}/ubah", village.unit.id);
        let version = officer.get(&edit).await.field("versi").unwrap();
        let closed = [
            ("nama", "Karang Taruna Jambu"),
            ("terbuka", "tidak"),
            ("versi", version.as_str()),
        ];
        officer.form(&edit, &closed).await;
        let mut stranger = app.stranger();
        let page = stranger.get(&format!("/u/{}", village.unit.slug)).await;
        page.keeps_quiet_about("/gabung");
        let form = stranger.get(&address(&village)).await;
        assert_eq!(form.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn twenty_officers_at_one_request_make_one_member() {
    each(async |app| {
        let village = jambu(&app).await;
        app.stranger().form(&address(&village), &ASKED).await;
        let mut officer = secretary(&app, &village);
        let to = first(officer.get("/anggota/calon").await.html());
        let tries = (0..20).map(|_| {
            let (mut officer, to) = (officer.clone(), to.clone());
            tokio::spawn(async move { officer.post(&to, &[("jawab", "baru")]).await.status })
        });
        let mut taken = 0;
        for one in tries.collect::<Vec<_>>() {
            let status = one.await.unwrap();
            taken += i32::from(status == StatusCode::SEE_OTHER);
            assert!(
                [StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&status),
                "{status}"
            );
        }
        assert_eq!(taken, 1);
        let members = officer.get("/anggota").await.text();
        assert_eq!(members.matches("Dewi Anggraini").count(), 1, "{members}");
    })
    .await;
}
