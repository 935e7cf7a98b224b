//! Readiness for the classification: what is there and what is not, never more; counts of the own
//! unit only, and who may read them.

use crate::support::{App, Given, Village, each, training};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;
use organization::NewDecree;

const PAGE: &str = "/pengaturan/klasifikasi";

async fn village(app: &App) -> Village {
    Given::unit("Jambu")
        .officer(Role::Chair)
        .officer(Role::Supervisor)
        .officer(Role::SystemAdministrator)
        .member("Ana Lestari", 3)
        .on(&app.ctx)
        .await
}

#[tokio::test]
async fn a_new_organisation_is_told_what_it_lacks_and_gets_no_marks() {
    each(async |app| {
        let village = village(&app).await;
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let seen = chair.get(PAGE).await;
        seen.says("1. Organisasi dan kepengurusan");
        seen.says("Belum ada SK pengukuhan Belum ada SK yang tercatat");
        seen.says("Belum lengkap Susunan pengurus");
        seen.says("Belum terisi: sekretaris, bendahara");
        seen.says("Belum ada Kegiatan 12 bulan terakhir");
        seen.says("Alamat sekretariat belum diisi");
        seen.says("6. Program kegiatan");
        seen.keeps_quiet_about("Ana Lestari");
        let pdf = chair.get(&format!("{PAGE}.pdf")).await;
        assert_eq!(pdf.status, StatusCode::OK);
        assert!(pdf.body.starts_with(b"%PDF"));
        chair
            .get("/pengaturan")
            .await
            .says("Bukti untuk Dinas Sosial");
    })
    .await;
}

#[tokio::test]
async fn what_was_done_is_counted_and_what_is_to_come_is_not() {
    each(async |app| {
        let village = village(&app).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        let decree = NewDecree {
            number: "141/12/2026".into(),
            day: Some(date(2026, 1, 10)),
            issuer: "Kepala Desa Jambu".into(),
            from: Some(date(2026, 1, 10)),
            until: Some(date(2031, 1, 9)),
        };
        organization::add_decree(&mut tx, &village.scope, &decree, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut past = training("Pelatihan Lampau");
        past.registration = false;
        past.closes_on = None;
        for (session, day) in past.sessions.iter_mut().zip([1, 2]) {
            session.day = date(2026, 10, day);
        }
        village.activity(&app.ctx, &past).await;
        let coming = training("Pelatihan Nanti");
        village.activity(&app.ctx, &coming).await;
        let mut supervisor = app.sign_in(village.officer(Role::Supervisor));
        let seen = supervisor.get(PAGE).await;
        seen.says("SK pengukuhan SK 141/12/2026, berlaku sampai 9 Januari 2031");
        seen.says("Foto atau pindaian SK-nya belum disimpan");
        seen.says("1 kegiatan");
        seen.says("1 kegiatan tanpa catatan kehadiran");
        seen.says("Pelatihan 12 bulan terakhir 1 pelatihan");
        seen.says("Belum ada Narasumber pelatihan");
        seen.says("Belum ada kegiatan yang dinilai pesertanya");
    })
    .await;
}

#[tokio::test]
async fn the_neighbours_count_their_own_and_whoever_runs_the_server_counts_nothing() {
    each(async |app| {
        let village = village(&app).await;
        let neighbour = Given::unit("Lenteng Barat").officer(Role::Chair);
        let neighbour = neighbour.on(&app.ctx).await;
        let mut theirs = app.sign_in(neighbour.officer(Role::Chair));
        theirs.get(PAGE).await.says("1 orang: 1 aktif");
        let mut ours = app.sign_in(village.officer(Role::Chair));
        ours.get(PAGE).await.says("4 orang: 4 aktif");
        let mut server = app.sign_in(village.officer(Role::SystemAdministrator));
        for page in [PAGE.to_owned(), format!("{PAGE}.pdf")] {
            assert_eq!(server.get(&page).await.status, StatusCode::FORBIDDEN);
        }
    })
    .await;
}
