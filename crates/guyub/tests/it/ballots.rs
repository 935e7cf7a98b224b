//! The secret ballot on paper: strokes by several hands, what is undone, what does not balance, and
//! the screen that everybody in the room follows.

use crate::assembly::{opened, village};
use crate::election::{stands, votes};
use crate::support::{Answer, App, Client, Given, Village, each};
use crate::training::tells;
use axum::http::StatusCode;
use kernel::access::Role;

/// An open assembly with two candidates and so many ballots handed out; its page.
async fn counting(app: &App, village: &Village, officer: &mut Client, ballots: &str) -> String {
    let page = opened(app, village, officer).await;
    for name in ["Ana Lestari", "Budi Santoso"] {
        stands(officer, village, &page, name).await;
    }
    let begun = votes(officer, &page, "kertas", &[("dibagikan", ballots)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    assert!(begun.location().ends_with("/hitung"));
    page
}

/// Taps once for the candidate with this number (0: invalid) on a page opened now.
async fn taps(officer: &mut Client, page: &str, choice: &str) -> Answer {
    let shown = officer.get(&format!("{page}/hitung")).await;
    let own = format!("name=\"pilihan\" value=\"{choice}\"");
    let before = shown.html().split(&own).next().unwrap();
    let id = before.rsplit("name=\"ketukan\" value=\"").next().unwrap();
    let id = id.split('"').next().unwrap().to_owned();
    let fields = [("ketukan", id.as_str()), ("pilihan", choice)];
    officer.post(&format!("{page}/hitung/ketuk"), &fields).await
}

async fn closes(officer: &mut Client, page: &str, fields: &[(&str, &str)]) -> Answer {
    let shown = officer.get(&format!("{page}/hitung")).await;
    let counted = shown.field("terhitung").unwrap();
    let mut all = vec![("terhitung", counted.as_str())];
    all.extend(fields);
    officer.post(&format!("{page}/hitung/tutup"), &all).await
}

fn code(shown: &Answer) -> String {
    let links = shown.links("/hitung/");
    links.into_iter().next().unwrap()
}

#[tokio::test]
async fn the_room_follows_each_ballot_and_the_count_must_balance() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = counting(&app, &village, &mut officer, "4").await;
        let screen = code(&officer.get(&format!("{page}/hitung")).await);
        let mut room = app.stranger();
        room.get(&screen)
            .await
            .says("0 dari 4 surat suara dihitung");
        for choice in ["1", "1", "2", "0"] {
            let tapped = taps(&mut officer, &page, choice).await;
            assert_eq!(tapped.status, StatusCode::SEE_OTHER, "{}", tapped.text());
        }
        let shown = room.get(&screen).await;
        shown.says("4 dari 4 surat suara dihitung");
        shown.says("1. Ana Lestari 2");
        shown.says("Tidak sah 1");
        assert!(
            shown.html().contains("http-equiv=\"refresh\""),
            "without scripts too"
        );
        shown.keeps_quiet_about("Citra Dewi");

        let shown = officer.get(&format!("{page}/hitung")).await;
        shown.says("Urungkan surat ke-4, tidak sah");
        let last = shown.html().split("/hitung/urung").nth(1).unwrap();
        let last = last.split("name=\"ketukan\" value=\"").nth(1).unwrap();
        let last = last.split('"').next().unwrap().to_owned();
        let undo = format!("{page}/hitung/urung");
        officer.post(&undo, &[("ketukan", &last)]).await;
        room.get(&screen)
            .await
            .says("3 dari 4 surat suara dihitung");
        let twice = officer.post(&undo, &[("ketukan", &last)]).await;
        officer
            .follow(&twice)
            .await
            .says("sudah diurungkan orang lain");

        let short = closes(&mut officer, &page, &[("dibagikan", "4")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        short.says("Kurang 1 surat suara: dibagikan 4, dihitung 3, kembali 0.");
        let wrong = [("dibagikan", "4"), ("kembali", "satu")];
        closes(&mut officer, &page, &wrong)
            .await
            .says("angka 0 sampai");
        let balanced = [("dibagikan", "4"), ("kembali", "1")];
        let closed = closes(&mut officer, &page, &balanced).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
        let shown = room.get(&screen).await;
        shown.says("Ana Lestari terpilih");
        assert!(!shown.html().contains("http-equiv=\"refresh\""));
        officer.get(&page).await.says("Terpilih: Ana Lestari");
        let record = officer.get(&format!("{page}/berita-acara.pdf")).await;
        tells(
            &record.body,
            &[
                "Surat suara dibagikan",
                "surat suara rahasia: Ana Lestari 2 suara",
            ],
        );
        let late = taps_at(&mut officer, &page, "1").await;
        late.says("Penghitungan ini sudah ditutup.");
        let gone = officer.get(&format!("{page}/hitung")).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
    })
    .await;
}

/// Taps with an id of its own, from a page opened before.
async fn taps_at(officer: &mut Client, page: &str, choice: &str) -> Answer {
    let id = storage::random::<storage::Uuid>().to_string();
    let fields = [("ketukan", id.as_str()), ("pilihan", choice)];
    officer.post(&format!("{page}/hitung/ketuk"), &fields).await
}

#[tokio::test]
async fn a_difference_is_explained_and_stands_in_the_record() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = counting(&app, &village, &mut officer, "5").await;
        for choice in ["2", "2", "1"] {
            taps(&mut officer, &page, choice).await;
        }
        let seen = officer.get(&format!("{page}/hitung")).await;
        let seen = seen.field("terhitung").unwrap();
        taps(&mut officer, &page, "2").await;
        let stale = [
            ("terhitung", seen.as_str()),
            ("dibagikan", "5"),
            ("alasan", "satu lembar sobek"),
        ];
        let late = officer.post(&format!("{page}/hitung/tutup"), &stale).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.field("alasan").as_deref(), Some("satu lembar sobek"));
        let explained = [("dibagikan", "5"), ("alasan", "satu lembar sobek")];
        let closed = closes(&mut officer, &page, &explained).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
        let shown = officer.get(&page).await;
        shown.says("Kurang 1 surat suara: dibagikan 5, dihitung 4, kembali 0.");
        shown.says("Surat suara yang dibagikan 5, peserta yang hadir 4.");
        shown.says("Keterangan: satu lembar sobek");
        shown.says("Terpilih: Budi Santoso");
    })
    .await;
}

#[tokio::test]
async fn twenty_hands_tapping_at_once_lose_no_stroke_and_a_repeat_counts_once() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = counting(&app, &village, &mut officer, "40").await;
        let screen = code(&officer.get(&format!("{page}/hitung")).await);
        let hands = (0..20).map(|at| {
            let (mut officer, page) = (officer.clone(), page.clone());
            tokio::spawn(async move {
                let id = storage::random::<storage::Uuid>().to_string();
                let choice = if at % 2 == 0 { "1" } else { "2" };
                let fields = [("ketukan", id.as_str()), ("pilihan", choice)];
                let at = format!("{page}/hitung/ketuk");
                for _ in 0..2 {
                    let tapped = officer.post(&at, &fields).await;
                    assert_eq!(tapped.status, StatusCode::SEE_OTHER, "{}", tapped.text());
                }
            })
        });
        for hand in hands.collect::<Vec<_>>() {
            hand.await.unwrap();
        }
        let shown = app.stranger().get(&screen).await;
        shown.says("20 dari 40 surat suara dihitung");
        shown.says("1. Ana Lestari 10");
        shown.says("2. Budi Santoso 10");
        let nobody = taps_at(&mut officer, &page, "7").await;
        nobody.says("tidak ikut di putaran ini");
    })
    .await;
}

#[tokio::test]
async fn a_count_called_off_and_another_units_count() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = counting(&app, &village, &mut officer, "4").await;
        let shown = officer.get(&format!("{page}/hitung")).await;
        let screen = code(&shown);
        let other = Given::unit("Lenteng Barat")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut theirs = app.sign_in(other.officer(Role::Secretary));
        let seen = theirs.get(&format!("{page}/hitung")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        theirs.get("/temu-karya/baru").await;
        let stroke = storage::random::<storage::Uuid>().to_string();
        for part in ["ketuk", "urung", "tutup"] {
            let fields = [
                ("ketukan", stroke.as_str()),
                ("pilihan", "1"),
                ("dibagikan", "4"),
                ("terhitung", "0"),
            ];
            let at = format!("{page}/hitung/{part}");
            let sent = theirs.post(&at, &fields).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{part}");
        }
        let early = crate::assembly::records(&mut officer, &page, "tutup", &[]).await;
        early.says("Putaran 1 masih berjalan");
        votes(
            &mut officer,
            &page,
            "batal",
            &[("alasan", "surat tercecer")],
        )
        .await;
        app.stranger()
            .get(&screen)
            .await
            .says("Putaran 1 dibatalkan");
        let unknown = app.stranger().get("/hitung/00000000").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}
