//! Electing the chair at a Temu Karya: candidates with warnings, consensus, hands, rounds called off,
//! and the official record that tells all of it.

use crate::assembly::{opened, records, village};
use crate::support::{Answer, Client, Given, Village, each};
use crate::training::tells;
use axum::http::StatusCode;
use kernel::access::Role;

/// Sends `fields` to a step of the vote, with the page's own number of rounds.
pub async fn votes(
    officer: &mut Client,
    page: &str,
    step: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let at = format!("{page}/pemilihan");
    let rounds = officer.get(&at).await.field("putaran");
    let mut all = vec![("putaran", rounds.as_deref().unwrap_or("0"))];
    all.extend(fields);
    officer.post(&format!("{at}/{step}"), &all).await
}

/// Lets somebody stand.
pub async fn stands(officer: &mut Client, village: &Village, page: &str, name: &str) {
    let person = village.person(name).to_string();
    let answer = votes(officer, page, "calon", &[("orang", &person)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

const TIE: [(&str, &str); 7] = [
    ("nomor", "1"),
    ("suara", "2"),
    ("nomor", "2"),
    ("suara", "2"),
    ("nomor", "3"),
    ("suara", ""),
    ("abstain", "0"),
];

#[tokio::test]
async fn level_hands_lead_to_a_second_round_and_the_record_tells_all() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = opened(&app, &village, &mut officer).await;
        let vote = format!("{page}/pemilihan");
        officer.get(&vote).await.says("Belum ada calon.");
        officer.get(&format!("{vote}?cari=eka")).await.says("Eka Putri");
        for name in ["Ana Lestari", "Budi Santoso", "Citra Dewi"] {
            stands(&mut officer, &village, &page, name).await;
        }
        let shown = officer.get(&vote).await;
        shown.says("1. Ana Lestari");
        shown.says("Tanggal lahirnya belum tercatat, umurnya belum bisa diperiksa.");

        let many = [("nomor", "1"), ("suara", "3"), ("nomor", "2"), ("suara", "2")];
        let refused = votes(&mut officer, &page, "tangan", &many).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Jumlahnya 5 suara, padahal peserta yang hadir 4");
        assert_eq!(refused.field("suara").as_deref(), Some("3"), "kept");
        let none = votes(&mut officer, &page, "tangan", &[("nomor", "1"), ("suara", "x")]).await;
        none.says("Isi dengan angka 0 sampai 20000");

        let tied = votes(&mut officer, &page, "tangan", &TIE).await;
        assert_eq!(tied.status, StatusCode::SEE_OTHER, "{}", tied.text());
        let shown = officer.get(&vote).await;
        shown.says("Ana Lestari 2 suara, Budi Santoso 2 suara, Citra Dewi 0 suara. Belum ada yang terpilih");
        shown.keeps_quiet_about("id=\"suara-3\"");
        let second = [("nomor", "1"), ("suara", "3"), ("nomor", "2"), ("suara", "1")];
        votes(&mut officer, &page, "tangan", &second).await;
        let shown = officer.get(&vote).await;
        shown.says("Ketua terpilih Ana Lestari");
        let third = votes(&mut officer, &page, "tangan", &second).await;
        third.says("Ketua sudah terpilih: Ana Lestari");

        let draft = officer.get(&format!("{page}/berita-acara.pdf")).await;
        tells(&draft.body, &["Konsep, sidang belum ditutup"]);
        records(&mut officer, &page, "tutup", &[]).await;
        let record = officer.get(&format!("{page}/berita-acara.pdf")).await;
        tells(
            &record.body,
            &[
                "BERITA ACARA TEMU KARYA",
                "tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam",
                "Pimpinan sidang: Ana Lestari",
                "kuorum 4 tercapai pukul 10.04",
                "Belum ada yang terpilih",
                "menetapkan Ana Lestari sebagai Ketua terpilih",
                "Ketua sidang",
                "Kepala Desa Jambu",
                "Dedi Kurnia",
            ],
        );
        let late = votes(&mut officer, &page, "batal", &[("alasan", "keliru")]).await;
        late.says("belum dibuka atau sudah ditutup");
    })
    .await;
}

#[tokio::test]
async fn consensus_elects_and_a_round_called_off_stays_in_the_record() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = opened(&app, &village, &mut officer).await;
        let nobody = votes(&mut officer, &page, "mufakat", &[("calon", "1")]).await;
        nobody.says("Belum ada calon ketua");
        stands(&mut officer, &village, &page, "Budi Santoso").await;
        stands(&mut officer, &village, &page, "Eka Putri").await;
        let budi = village.person("Budi Santoso").to_string();
        votes(&mut officer, &page, "mundur", &[("orang", &budi)]).await;
        let gone = votes(&mut officer, &page, "mufakat", &[("calon", "1")]).await;
        gone.says("Pilih salah satu calon");
        votes(&mut officer, &page, "mufakat", &[("calon", "2")]).await;
        officer.get(&page).await.says("Terpilih: Eka Putri");
        let why = votes(&mut officer, &page, "batal", &[]).await;
        assert_eq!(why.status, StatusCode::UNPROCESSABLE_ENTITY);
        votes(
            &mut officer,
            &page,
            "batal",
            &[("alasan", "belum semua ditanya")],
        )
        .await;
        let shown = officer.get(&page).await;
        shown.keeps_quiet_about("Terpilih: Eka Putri");
        shown.says("Putaran 1 dibatalkan. belum semua ditanya.");
        stands(&mut officer, &village, &page, "Budi Santoso").await;
        votes(&mut officer, &page, "mufakat", &[("calon", "1")]).await;
        officer.get(&page).await.says("Terpilih: Budi Santoso");
    })
    .await;
}

#[tokio::test]
async fn twenty_who_record_a_round_at_once_record_one() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = opened(&app, &village, &mut officer).await;
        for name in ["Ana Lestari", "Budi Santoso", "Citra Dewi"] {
            stands(&mut officer, &village, &page, name).await;
        }
        officer.get(&format!("{page}/pemilihan")).await;
        let rounds = (0..20).map(|_| {
            let (mut officer, at) = (officer.clone(), format!("{page}/pemilihan/tangan"));
            tokio::spawn(async move {
                let mut fields = vec![("putaran", "0")];
                fields.extend(TIE);
                officer.post(&at, &fields).await.status
            })
        });
        let mut done = 0;
        for round in rounds.collect::<Vec<_>>() {
            match round.await.unwrap() {
                StatusCode::SEE_OTHER => done += 1,
                status => assert_eq!(status, StatusCode::CONFLICT),
            }
        }
        assert_eq!(done, 1);
    })
    .await;
}

#[tokio::test]
async fn a_vote_is_nothing_to_another_unit() {
    each(async |app| {
        let village = village(&app).await;
        let mut ours = app.sign_in(village.officer(Role::Secretary));
        let page = opened(&app, &village, &mut ours).await;
        stands(&mut ours, &village, &page, "Ana Lestari").await;
        let other = Given::unit("Lenteng Barat")
            .officer(Role::Secretary)
            .member("Fitri Handayani", 1)
            .on(&app.ctx)
            .await;
        let mut theirs = app.sign_in(other.officer(Role::Secretary));
        for part in ["/pemilihan", "/berita-acara.pdf"] {
            let seen = theirs.get(&format!("{page}{part}")).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{part}");
            seen.keeps_quiet_about("Ana Lestari");
        }
        theirs.get("/temu-karya/baru").await;
        let person = other.person("Fitri Handayani").to_string();
        for step in ["calon", "mundur", "mufakat", "tangan", "batal", "apa"] {
            let fields = [
                ("orang", person.as_str()),
                ("calon", "1"),
                ("alasan", "x"),
                ("putaran", "0"),
            ];
            let at = format!("{page}/pemilihan/{step}");
            let sent = theirs.post(&at, &fields).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{step}");
        }
        let foreign = votes(&mut ours, &page, "calon", &[("orang", &person)]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    })
    .await;
}
