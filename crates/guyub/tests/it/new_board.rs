//! From the elected chair to the new board: formation team, composition, official record, and the
//! decree with which the old board's access ends and the new one's begins.

use crate::assembly::{opened, records, village};
use crate::election::votes;
use crate::support::{Answer, App, Client, Given, Village, each};
use crate::training::tells;
use axum::http::StatusCode;
use kernel::access::Role;

/// An open assembly that has elected the secretary; its page.
async fn elected(app: &App, village: &Village, officer: &mut Client) -> String {
    let page = opened(app, village, officer).await;
    let secretary = village.officer(Role::Secretary).person.to_string();
    votes(officer, &page, "calon", &[("orang", &secretary)]).await;
    let agreed = votes(officer, &page, "mufakat", &[("calon", "1")]).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.text());
    page
}

async fn seats(officer: &mut Client, page: &str, person: &str, fields: &[(&str, &str)]) -> Answer {
    officer.get(&format!("{page}/susunan")).await;
    let mut all = vec![("orang", person)];
    all.extend(fields);
    officer.post(&format!("{page}/susunan/tambah"), &all).await
}

const DECREE: [(&str, &str); 5] = [
    ("nomor", "141/12/2026"),
    ("tanggal", "20-11-2026"),
    ("penerbit", "Kepala Desa Jambu"),
    ("mulai", "24-11-2026"),
    ("sampai", "31-12-2031"),
];

async fn confirms(officer: &mut Client, page: &str, fields: &[(&str, &str)]) -> Answer {
    officer.get(&format!("{page}/susunan")).await;
    officer
        .post(&format!("{page}/susunan/sahkan"), fields)
        .await
}

#[tokio::test]
async fn the_composed_board_takes_office_with_its_decree_in_one_moment() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let mut old_chair = app.sign_in(village.officer(Role::Chair));
        let page = elected(&app, &village, &mut officer).await;
        let missing = records(&mut officer, &page, "formatur", &[("hari", "0")]).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        missing.says("satu baris satu nama");
        missing.says("angka 1 sampai 90");
        let team = [("isi", "Ana Lestari\nBudi Santoso"), ("hari", "14")];
        records(&mut officer, &page, "formatur", &team).await;
        officer
            .get(&page)
            .await
            .says("Tim formatur: Ana Lestari, Budi Santoso.");

        let secretary = village.officer(Role::Secretary).person.to_string();
        let ana = village.person("Ana Lestari").to_string();
        let budi = village.person("Budi Santoso").to_string();
        let money = [("jabatan", "treasurer"), ("sebutan", "Bendahara I")];
        seats(&mut officer, &page, &budi, &money).await;
        let sport = [("jabatan", "division_head"), ("bidang", "Olahraga")];
        seats(&mut officer, &page, &ana, &sport).await;
        records(&mut officer, &page, "tutup", &[]).await;
        let wrong = confirms(&mut officer, &page, &DECREE).await;
        wrong.says("bukan ketua yang terpilih");
        assert_eq!(wrong.field("nomor").as_deref(), Some("141/12/2026"), "kept");
        seats(&mut officer, &page, &secretary, &[("jabatan", "chair")]).await;
        let shown = officer.get(&format!("{page}/susunan")).await;
        shown.says("Sekretaris Jambu Ketua");
        shown.says("Budi Santoso Bendahara I");
        let record = officer.get(&format!("{page}/berita-acara.pdf")).await;
        tells(
            &record.body,
            &["Susunan pengurus", "Bendahara I", "Tim formatur"],
        );

        let empty = confirms(&mut officer, &page, &[("mulai", "kapan-kapan")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Bagian ini belum diisi.");
        empty.says("Tanggal tidak dikenal");
        assert_eq!(old_chair.get("/temu-karya").await.status, StatusCode::OK);
        let done = confirms(&mut officer, &page, &DECREE).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(done.location(), "/pengurus");
        let board = officer.get("/pengurus").await;
        board.says("Sekretaris Jambu");
        board.says("Budi Santoso");
        let gone = old_chair.get("/temu-karya").await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "the old chair is out");
        assert!(gone.location().starts_with("/masuk"));
        let shown = officer.get(&format!("{page}/susunan")).await;
        shown.says("Pengurus baru mulai bertugas 24 November 2026 dengan SK nomor 141/12/2026.");
        shown.keeps_quiet_about("Sahkan pengurus baru");
        let twice = confirms(&mut officer, &page, &DECREE).await;
        twice.says("sudah mulai bertugas");
        let back = records(&mut officer, &page, "tarik", &[("alasan", "x")]).await;
        back.says("tidak bisa ditarik");
    })
    .await;
}

#[tokio::test]
async fn a_board_needs_an_elected_chair_and_a_closed_assembly() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = opened(&app, &village, &mut officer).await;
        let ana = village.person("Ana Lestari").to_string();
        let early = seats(&mut officer, &page, &ana, &[("jabatan", "chair")]).await;
        early.says("Belum ada ketua terpilih");
        let secretary = village.officer(Role::Secretary).person.to_string();
        votes(&mut officer, &page, "calon", &[("orang", &secretary)]).await;
        votes(&mut officer, &page, "mufakat", &[("calon", "1")]).await;
        seats(&mut officer, &page, &secretary, &[("jabatan", "chair")]).await;
        let open = confirms(&mut officer, &page, &DECREE).await;
        open.says("Tutup dulu sidangnya");
        let seat = officer.get(&format!("{page}/susunan")).await;
        let seat = seat.field("kursi").unwrap();
        officer
            .post(&format!("{page}/susunan/keluar"), &[("kursi", &seat)])
            .await;
        officer
            .get(&format!("{page}/susunan"))
            .await
            .says("Belum ada jabatan.");
    })
    .await;
}

#[tokio::test]
async fn a_composition_is_nothing_to_another_unit() {
    each(async |app| {
        let village = village(&app).await;
        let mut ours = app.sign_in(village.officer(Role::Secretary));
        let page = elected(&app, &village, &mut ours).await;
        let other = Given::unit("Lenteng Barat")
            .officer(Role::Secretary)
            .member("Fitri Handayani", 1)
            .on(&app.ctx)
            .await;
        let mut theirs = app.sign_in(other.officer(Role::Secretary));
        let seen = theirs.get(&format!("{page}/susunan")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        theirs.get("/temu-karya/baru").await;
        let person = other.person("Fitri Handayani").to_string();
        for part in ["tambah", "keluar", "sahkan"] {
            let mut fields = DECREE.to_vec();
            fields.extend([("orang", person.as_str()), ("jabatan", "chair")]);
            fields.push(("kursi", person.as_str()));
            let at = format!("{page}/susunan/{part}");
            let sent = theirs.post(&at, &fields).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{part}");
        }
        let foreign = seats(&mut ours, &page, &person, &[("jabatan", "chair")]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    })
    .await;
}
