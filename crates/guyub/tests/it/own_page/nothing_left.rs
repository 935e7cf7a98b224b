//! Somebody who has left their name everywhere is erased: no table has it any more, neither the log
//! nor what was recorded of a meeting; what happened can still be read.

use crate::assembly::{arrives, planned, records, village, with};
use crate::election::{stands, votes};
use crate::matrix::tables::everything;
use crate::people::merge::{add, named};
use crate::support::{App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;

const ANA: &str = "Ana Lestari";

async fn erase(officer: &mut Client, person: &str, reason: &str) {
    let path = format!("/anggota/{person}/hapus");
    let done = officer
        .form(&path, &[("peminta", reason), ("yakin", "ya")])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

/// An assembly at which Ana presides, stands, is spoken of, and gets a seat of the next board.
async fn assembly(app: &App, village: &Village, officer: &mut Client) -> String {
    let page = planned(officer, &with("kontak", "Kak Ana Lestari 0812-7777-1234")).await;
    for name in [ANA, "Budi Santoso", "Citra Dewi", "Dedi Kurnia"] {
        app.wait(1);
        arrives(officer, village, &page, name).await;
    }
    let presiding = [("pimpinan", "Ana Lestari"), ("pimpinan", "Budi Santoso")];
    records(officer, &page, "buka", &presiding).await;
    records(officer, &page, "keputusan", &[("tentang", "tatib")]).await;
    let decided = [
        ("tentang", "lain"),
        ("isi", "ana lestari menjadi penghubung dengan desa"),
    ];
    let decided = records(officer, &page, "keputusan", &decided).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    stands(officer, village, &page, ANA).await;
    stands(officer, village, &page, "Budi Santoso").await;
    votes(officer, &page, "mufakat", &[("calon", "2")]).await;
    let team = [("isi", "Ana Lestari\nCitra Dewi"), ("hari", "14")];
    records(officer, &page, "formatur", &team).await;
    officer.get(&format!("{page}/susunan")).await;
    let ana = village.person(ANA).to_string();
    let seat = [("orang", ana.as_str()), ("jabatan", "secretary")];
    let added = officer.post(&format!("{page}/susunan/tambah"), &seat).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    page
}

#[tokio::test]
async fn a_name_goes_out_of_facts_log_and_unfinished_lists_and_the_course_stays_readable() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = assembly(&app, &village, &mut officer).await;
        let ana = village.person(ANA).to_string();
        let next = planned(&mut officer, &with("judul", "Temu Karya Luar Biasa")).await;
        let before = officer.get(&format!("{next}/peserta")).await;
        before.says(ANA);
        officer
            .get("/pengaturan/catatan")
            .await
            .says("Calon ketua: Ana Lestari");
        assert!(everything(&app.ctx).await.contains(ANA));

        erase(&mut officer, &ana, "Ana Lestari sendiri").await;
        let everything = everything(&app.ctx).await.to_lowercase();
        for word in ["ana lestari", "81277771234", "0812-7777-1234"] {
            let at = everything
                .find(word)
                .map(|at| &everything[at.saturating_sub(300)..at]);
            assert_eq!(at, None, "{word} is left");
        }
        let course = officer.get(&page).await;
        course.says("Pimpinan sidang: Anggota lama, Budi Santoso.");
        course.says("Tim formatur: Anggota lama, Citra Dewi.");
        course.says("Anggota lama menjadi penghubung dengan desa");
        let composed = officer.get(&format!("{page}/susunan")).await;
        composed.says("Belum ada jabatan.");
        let waiting = officer.get(&format!("{next}/peserta")).await;
        waiting.keeps_quiet_about("Anggota lama");
        let log = officer.get("/pengaturan/catatan").await;
        log.says("Calon ketua: Anggota lama");
        log.says("Calon ketua: Budi Santoso");
        log.says("Yang meminta: Anggota lama sendiri");
        log.says("Sekretaris Jambu · ");
    })
    .await;
}

#[tokio::test]
async fn a_namesake_keeps_the_name_where_the_one_who_goes_was_not() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = assembly(&app, &village, &mut officer).await;
        let namesake = add(&app, &village, named(ANA)).await.to_string();
        erase(&mut officer, &namesake, "orangnya sendiri").await;
        officer
            .get(&page)
            .await
            .says("Pimpinan sidang: Ana Lestari, Budi Santoso.");
    })
    .await;
}

#[tokio::test]
async fn the_log_names_nobody_of_another_unit_by_number() {
    each(async |app| {
        let village = village(&app).await;
        let other = Given::unit("Lenteng Barat")
            .member("Fitri Handayani", 1)
            .on(&app.ctx)
            .await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let typed = format!(
            "Rapat {}",
            storage::mention(other.person("Fitri Handayani"))
        );
        let fields = crate::assembly::FORM.map(|(name, kept)| match name {
            "judul" => (name, typed.as_str()),
            _ => (name, kept),
        });
        planned(&mut officer, &fields).await;
        let log = officer.get("/pengaturan/catatan").await;
        log.keeps_quiet_about("Fitri");
        log.says("direncanakan: Rapat Anggota lama");
    })
    .await;
}
