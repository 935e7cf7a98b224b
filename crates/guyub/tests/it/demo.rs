//! The demo village: told in one line, whole on both engines, never poured over somebody's data.

use crate::command_line::{Server, guyub, run};
use crate::support::{App, Client, each};
use axum::http::StatusCode;
use guyub::demo::{SignIn, Told};
use std::collections::{BTreeMap, VecDeque};
use tempfile::TempDir;

async fn sign_in(app: &App, who: &SignIn) -> Client {
    let mut officer = app.stranger();
    let fields = [
        ("login", who.login.as_str()),
        ("sandi", who.passphrase.as_str()),
    ];
    let answer = officer.form("/masuk", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    officer
}

async fn filled(app: &App) -> Told {
    guyub::demo::fill(&app.ctx).await.unwrap()
}

#[tokio::test]
async fn the_village_has_its_people_and_three_trainings() {
    each(async |app| {
        let told = filled(&app).await;
        let mut officer = sign_in(&app, &told.village).await;
        let members = officer.get("/anggota").await;
        members.says("1–50 dari 252");
        members.says("Bagas Prasetyo");
        let board = officer.get("/pengurus").await;
        board.says("Rina Wulandari");
        board.says("Sekretaris · SK 141/12/2025");
        let coming = officer.get("/kegiatan").await;
        coming.says("Pelatihan Pemasaran Digital");
        coming.says("Rapat Rutin Pengurus");
        let public = app.stranger().get(&format!("/k/{}", told.activity)).await;
        public.says("Pelatihan Pemasaran Digital");
        public.says("Balai Desa Sukorejo");
        let form = app.stranger().get(&format!("/d/{}", told.activity)).await;
        assert_eq!(form.status, StatusCode::OK);
        form.says("daftar tunggu");
        let survey = app.stranger().get(&format!("/s/{}", told.survey)).await;
        assert_eq!(survey.status, StatusCode::OK);
        survey.says("Pelatihan Kewirausahaan Pemuda");
    })
    .await;
}

#[tokio::test]
async fn the_village_keeps_its_cash_and_shows_the_sums_to_everybody() {
    each(async |app| {
        let told = filled(&app).await;
        let who = SignIn {
            login: "bendahara".to_owned(),
            ..told.village.clone()
        };
        let mut treasurer = sign_in(&app, &who).await;
        let dues = treasurer.get("/kas/iuran").await;
        dues.says("Rp20.000 tiap bulan");
        dues.says("Lunas");
        dues.says("Tunggakan Rp");
        let public = app
            .stranger()
            .get(&format!("/u/{}/kas", told.village.unit))
            .await;
        assert_eq!(public.status, StatusCode::OK, "{}", told.village.unit);
        public.says("Iuran");
        public.keeps_quiet_about("Bu Darmi");
        let modules = guyub::modules::all();
        for check in modules.iter().flat_map(|module| module.checks) {
            let checked = check(&app.ctx.db).await.unwrap();
            assert_eq!(checked.problems, Vec::<String>::new());
        }
    })
    .await;
}

#[tokio::test]
async fn the_neighbours_see_their_own_people_only() {
    each(async |app| {
        let told = filled(&app).await;
        let mut neighbour = sign_in(&app, &told.other).await;
        let members = neighbour.get("/anggota").await;
        members.says("Hendra Gunawan");
        members.keeps_quiet_about("Bagas Prasetyo");
        neighbour
            .get("/kegiatan")
            .await
            .keeps_quiet_about("Pemasaran Digital");
    })
    .await;
}

#[tokio::test]
async fn names_are_lent_to_the_neighbours_who_have_looked() {
    each(async |app| {
        let told = filled(&app).await;
        let mut officer = sign_in(&app, &told.village).await;
        let lent = officer.get("/pengaturan/bagikan").await;
        let share = lent
            .links("/pengaturan/bagikan/")
            .into_iter()
            .find(|path| !path.ends_with("/baru"))
            .unwrap();
        let share = officer.get(&share).await;
        share.says("Seleksi pemain voli kecamatan");
        share.says("Laila Nurjanah");
        officer
            .get("/bagian")
            .await
            .says("Karang Taruna Bina Remaja");
        officer.get("/beranda").await.says("1 permintaan menunggu");
    })
    .await;
}

#[tokio::test]
async fn officers_a_handover_a_merged_village_and_an_rt_are_shown() {
    each(async |app| {
        let told = filled(&app).await;
        let mut officer = sign_in(&app, &told.village).await;
        let board = officer.get("/pengurus").await;
        board.says("Bendahara cuti melahirkan");
        let done = officer.get("/pengurus/serah-terima").await;
        done.says("Diterima");
        let done = done.links("/pengurus/serah-terima/").remove(0);
        let done = officer.get(&done).await;
        done.says("Joko Susilo");
        done.says("3 dari");
        let lent = officer.get("/pengaturan/bagikan").await;
        lent.says("Pendataan pengurus karang taruna sekecamatan");
        officer.get("/unit").await.says("Karang Taruna RT 0");
        let mut neighbour = sign_in(&app, &told.other).await;
        let unit = neighbour.get("/unit").await;
        unit.says("Yang digabung ke sini (1)");
        let members = neighbour.get("/anggota?cari=wijanarko").await;
        members.says("Dimas Wijanarko");
        neighbour
            .get("/akun/unit")
            .await
            .says("Karang Taruna Cahaya Muda");
    })
    .await;
}

#[tokio::test]
async fn a_house_with_somebody_in_it_is_left_alone() {
    each(async |app| {
        filled(&app).await;
        let told = guyub::demo::fill(&app.ctx).await.unwrap_err().to_string();
        assert!(told.contains("sudah berisi organisasi"), "{told}");
    })
    .await;
}

/// An address with its ids taken out, so that one of each kind is enough.
fn kind_of(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/')
        .map(|part| {
            if part.contains(|c: char| c.is_ascii_digit()) {
                "…"
            } else {
                part
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn no_link_leads_nowhere() {
    let app = App::on(storage::testing::sqlite().await).await;
    let told = filled(&app).await;
    let mut officer = sign_in(&app, &told.village).await;
    let mut seen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut next = VecDeque::from(["/beranda".to_owned(), format!("/k/{}", told.activity)]);
    while let Some(path) = next.pop_front() {
        // Paper has its own tests, and setting it takes a second each.
        let paper = path.contains(".pdf") || path.contains("/buku") || path.contains("/kartu");
        let same = seen.entry(kind_of(&path)).or_default();
        if paper || same.len() >= 6 || same.contains(&path) {
            continue;
        }
        same.push(path.clone());
        let page = officer.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        next.extend(
            page.links("/")
                .into_iter()
                .filter(|link| !link.starts_with("/a/")),
        );
    }
    assert!(seen.len() > 20, "{:?}", seen.keys());
}

#[test]
fn one_line_says_how_to_look_around_and_the_folder_is_filled_once() {
    let folder = TempDir::new().unwrap();
    let server = Server::started(
        folder.path(),
        &["demo", "--json", "--listen", "127.0.0.1:0"],
    );
    let told: serde_json::Value = serde_json::from_str(&server.said).unwrap();
    assert_eq!(told["url"], format!("http://{}", server.address));
    assert_eq!(told["unit"], "desa-sukorejo");
    assert_eq!(told["other"]["unit"], "desa-kadibolo");
    for who in [&told, &told["other"]] {
        assert!(who["login"].is_string() && who["passphrase"].is_string());
    }
    for (kind, what) in [("k", "activity"), ("s", "survey")] {
        let page = server.get(&format!("/{kind}/{}", told[what].as_str().unwrap()));
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    }
    assert_eq!(server.end().code(), Some(0));
    let (code, said, refused) = run(&mut guyub(folder.path(), &["demo"]));
    assert_eq!((code, said.as_str()), (Some(1), ""));
    assert!(
        refused.contains("tidak kosong") && refused.lines().count() == 1,
        "{refused}"
    );
}

#[test]
fn filling_only_needs_no_address_and_says_none() {
    let folder = TempDir::new().unwrap();
    let args = [
        "demo",
        "--json",
        "--fill-only",
        "--data",
        "contoh",
        "--listen",
        "bukan alamat",
    ];
    let (code, said, told) = run(&mut guyub(folder.path(), &args));
    assert_eq!((code, told.as_str()), (Some(0), ""));
    let answer: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(
        answer["url"].is_null() && answer["activity"].is_string(),
        "{said}"
    );
    let (code, said, _) = run(&mut guyub(folder.path(), &["check", "--data", "contoh"]));
    assert_eq!(code, Some(0), "{said}");
}
