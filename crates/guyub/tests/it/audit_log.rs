//! The record of changes: what the board finds in it, and who may not open it.

use crate::people::merge::{add, merge, named, undo};
use crate::support::{App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;

const PAGE: &str = "/pengaturan/catatan";

async fn village(app: &App) -> (Village, Client) {
    let given = Given::unit("Jambu").officer(Role::Secretary);
    let given = given
        .officer(Role::Chair)
        .officer(Role::DivisionHead)
        .officer(Role::Supervisor);
    let village = given.on(&app.ctx).await;
    let secretary = app.sign_in(village.officer(Role::Secretary));
    (village, secretary)
}

async fn add_member(secretary: &mut Client, name: &str) {
    let answer = secretary
        .form("/anggota", &[("nama", name), ("rt", "3")])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

async fn account_of_ana(app: &App, village: &Village) {
    let mut db = app.ctx.db.read().await.unwrap();
    let found = organization::search(&mut db, &village.scope, "Ana Lestari", 1).await;
    let account = identity::NewAccount {
        person: found.unwrap().remove(0).id,
        name: "Ana Lestari".to_owned(),
        login: identity::Login::parse("ana").unwrap(),
        passphrase: identity::Passphrase::typed("jambu air manis"),
    };
    drop(db);
    identity::add_account(&app.ctx, &village.scope, account, app.now())
        .await
        .unwrap();
}

#[tokio::test]
async fn the_board_reads_who_did_what_when_and_from_where() {
    each(async |app| {
        let (_, mut secretary) = village(&app).await;
        secretary.get(PAGE).await.says("Belum ada catatan.");
        let mut secretary = secretary.from("203.0.113.7");
        add_member(&mut secretary, "Ana <b>Lestari").await;
        let log = secretary.get(PAGE).await;
        log.says("Selasa, 24 November 2026");
        log.says("Ana <b>Lestari");
        log.says("Sekretaris Jambu · 10.00 WIB · 203.0.113.7");
        secretary.get("/akun").await.says("Catatan perubahan");
    })
    .await;
}

#[tokio::test]
async fn it_is_narrowed_by_kind_by_person_and_by_day_and_turned_page_by_page() {
    each(async |app| {
        let (village, mut secretary) = village(&app).await;
        for n in 0..51 {
            add_member(&mut secretary, &format!("Anggota {n:02}")).await;
        }
        secretary.get(PAGE).await; // the message about the last one is read
        app.wait(24 * 60);
        secretary.get("/anggota/unduh/csv").await;
        let exports = secretary.get("/pengaturan/catatan?jenis=unduh").await;
        exports.says("Rabu, 25 November 2026");
        exports.keeps_quiet_about("Anggota 50");
        let rest = secretary.get("/pengaturan/catatan?jenis=lain").await;
        rest.keeps_quiet_about("Rabu, 25 November 2026");
        rest.says("Anggota 50");
        rest.keeps_quiet_about("Anggota 00");
        let second = rest.links("/pengaturan/catatan?")[0].replace("&amp;", "&");
        assert!(
            second.contains("jenis=lain") && second.contains("hal=2"),
            "{second}"
        );
        secretary.get(&second).await.says("Anggota 00");
        let merges = secretary.get("/pengaturan/catatan?jenis=gabung").await;
        merges.says("Tidak ada catatan yang cocok.");
        let officer = village.officer(Role::DivisionHead).account;
        let nobody = secretary.get(&format!("{PAGE}?orang={officer}")).await;
        nobody.says("Tidak ada catatan yang cocok.");
        let day = secretary.get(&format!("{PAGE}?hari=25-11-2026")).await;
        day.keeps_quiet_about("Anggota 50");
        assert_eq!(day.field("hari").as_deref(), Some("2026-11-25"));
        for odd in [
            "?hal=-1",
            "?hal=999999999",
            "?orang=x&jenis=y&hari=31-02-2026",
        ] {
            let answer = secretary.get(&format!("{PAGE}{odd}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{odd}");
        }
    })
    .await;
}

#[tokio::test]
async fn signing_in_guessing_and_signing_out_stand_in_it() {
    each(async |app| {
        let (village, mut secretary) = village(&app).await;
        add_member(&mut secretary, "Ana Lestari").await;
        account_of_ana(&app, &village).await;
        let mut guesser = app.stranger().from("198.51.100.9");
        for _ in 0..8 {
            let fields = [("login", "ana"), ("sandi", "menebak saja")];
            guesser.form("/masuk", &fields).await;
        }
        secretary
            .form_at("/akun", "/akun/token", &[("nama_token", "Pintu")])
            .await;
        let log = secretary.get("/pengaturan/catatan?jenis=masuk").await;
        let held = "Percobaan masuk ke akun Ana Lestari ditahan";
        assert_eq!(log.text().matches(held).count(), 1, "{}", log.text());
        log.says("198.51.100.9");
        log.says("Membuat token “Pintu”");
        secretary.post("/keluar", &[]).await;
        let mut chair = app.sign_in(village.officer(Role::Chair));
        chair.get(PAGE).await.says("Keluar dari percobaan");
    })
    .await;
}

#[tokio::test]
async fn only_the_board_reads_it_and_only_its_own() {
    each(async |app| {
        let (village, mut secretary) = village(&app).await;
        add_member(&mut secretary, "Ana Lestari").await;
        for role in [Role::DivisionHead, Role::Supervisor] {
            let mut officer = app.sign_in(village.officer(role));
            let answer = officer.get(PAGE).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?}");
            officer
                .get("/akun")
                .await
                .keeps_quiet_about("Catatan perubahan");
        }
        let neighbour = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut chair = app.sign_in(neighbour.officer(Role::Chair));
        let log = chair.get(PAGE).await;
        assert_eq!(log.status, StatusCode::OK);
        log.keeps_quiet_about("Ana Lestari");
        let theirs = village.officer(Role::Secretary).account;
        let log = chair.get(&format!("{PAGE}?orang={theirs}")).await;
        log.keeps_quiet_about("Ana Lestari");
        log.keeps_quiet_about("Sekretaris Jambu");
    })
    .await;
}

/// Lines of a kind, as the page shows them.
async fn of_kind(officer: &mut Client, kind: &str) -> crate::support::Answer {
    let answer = officer.get(&format!("{PAGE}?jenis={kind}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer
}

#[tokio::test]
async fn each_kind_of_thing_that_must_be_told_is_told_in_plain_words_under_its_name() {
    each(async |app| {
        let (village, mut secretary) = village(&app).await;
        let lender = Given::unit("Lenteng").officer(Role::Secretary);
        let lender = lender.member("Fitri Handayani", 1).on(&app.ctx).await;
        secretary
            .form_at("/akun", "/akun/token", &[("nama_token", "Pintu")])
            .await;
        let kept = add(&app, &village, named("Budi Santoso")).await;
        let gone = add(&app, &village, named("Budi Santosa")).await;
        let merged = merge(&mut secretary, kept, gone, &[]).await;
        undo(&mut secretary, &merged).await;
        for path in [
            "/anggota/unduh/vcf",
            "/anggota/buku",
            "/pengurus/lembaga/anggota.xlsx",
        ] {
            let file = secretary.get(path).await;
            assert_eq!(file.status, StatusCode::OK, "{path}");
        }
        crate::decrees::keep_decree(&app, &mut secretary).await;
        let (to, now) = (lender.unit.id, app.now());
        let (today, until) = (
            jiff::civil::date(2026, 11, 24),
            jiff::civil::date(2026, 12, 1),
        );
        let mut tx = app.ctx.db.begin().await.unwrap();
        let share =
            organization::lend_names(&mut tx, &village.scope, to, "Lomba", today, until, now).await;
        tx.commit().await.unwrap();
        let mut theirs = app.sign_in(lender.officer(Role::Secretary));
        theirs
            .get(&format!("/bagian/{}", share.unwrap()))
            .await
            .says("Budi Santoso");

        of_kind(&mut secretary, "masuk")
            .await
            .says("Membuat token “Pintu”");
        let looks = of_kind(&mut secretary, "lihat").await;
        looks.says("Karang Taruna Lenteng melihat");
        looks.says("Sekretaris Lenteng · ");
        let exports = of_kind(&mut secretary, "unduh").await;
        exports.says("Daftar anggota diunduh (vcf)");
        exports.says("Buku induk anggota dicetak");
        exports.says("Data lembaga desa diunduh");
        let merges = of_kind(&mut secretary, "gabung").await;
        merges.says("Data digabung: Budi Santosa menjadi bagian dari Budi Santoso");
        merges.says("Penggabungan dibatalkan: Budi Santoso dan Budi Santosa terpisah lagi.");
        let decrees = of_kind(&mut secretary, "sk").await;
        decrees.says("Mencatat SK 141/12/2026");
        of_kind(&mut secretary, "izin")
            .await
            .keeps_quiet_about("Mencatat SK");
        let person = format!(
            "/pengurus/{}/tutup",
            village.officer(Role::DivisionHead).person
        );
        secretary.form_at("/pengurus", &person, &[]).await;
        let permissions = of_kind(&mut secretary, "izin").await;
        permissions.says("Menutup akun Koordinator Bidang Jambu");
    })
    .await;
}
