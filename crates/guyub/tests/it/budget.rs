//! Budgets: typed, taken from a board's own spreadsheet and checked, approved in versions, and
//! compared with what the cash books say.

use crate::finance::{Stage, problems, stage};
use crate::support::{App, Client, File, Given, each, training};
use axum::http::StatusCode;
use kernel::access::Role;
use kernel::id::ActivityId;

/// Makes a budget of an activity; its page.
async fn made(client: &mut Client, activity: ActivityId, template: &str) -> String {
    let activity = activity.to_string();
    let fields = [
        ("kegiatan", activity.as_str()),
        ("judul", ""),
        ("contoh", template),
    ];
    let answer = client.form("/rab/baru", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

async fn sewing(app: &App, stage: &Stage) -> ActivityId {
    let new = training("Pelatihan Menjahit");
    stage.village.activity(&app.ctx, &new).await.0
}

/// Types lines into the budget at `page`.
async fn typed(client: &mut Client, page: &str, side: &str, lines: &str) {
    let fields = [("baris", lines), ("sisi", side)];
    let answer = client
        .form_at(page, &format!("{page}/ketik"), &fields)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

const LINES: &str =
    "Konsumsi:\nNasi kotak 2 hari x 40 orang x 15rb\nAcara:\nHonor narasumber 2 orang x 450rb";

#[tokio::test]
async fn a_budget_is_typed_approved_and_changed_in_a_new_version() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let activity = sewing(&app, &stage).await;
        let page = made(&mut stage.treasurer, activity, "kosong").await;
        typed(&mut stage.treasurer, &page, "masuk", "Dana desa 2,5jt").await;
        typed(&mut stage.treasurer, &page, "keluar", LINES).await;
        let shown = stage.treasurer.get(&page).await;
        for words in [
            "RAB Pelatihan Menjahit",
            "2 hari × 40 orang × Rp15.000",
            "Rp1.200.000",
            "Rp2.100.000",
            "dua juta seratus ribu rupiah",
            "• Nasi kotak: 2 hari × 40 orang × Rp15.000 = Rp1.200.000",
            "Sisa: Rp400.000",
        ] {
            shown.says(words);
        }
        let refused = stage.treasurer.post(&format!("{page}/setujui"), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let approved = stage
            .chair
            .form_at(&page, &format!("{page}/setujui"), &[])
            .await;
        stage
            .chair
            .follow(&approved)
            .await
            .says("Versi 1, disetujui 24 November 2026");

        let late = [("baris", "Kipas 200rb"), ("sisi", "keluar")];
        let answer = stage
            .treasurer
            .form_at(&page, &format!("{page}/ketik"), &late)
            .await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let twice = stage
            .chair
            .form_at(&page, &format!("{page}/setujui"), &[])
            .await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let revise = format!("{page}/versi");
        stage.treasurer.form_at(&page, &revise, &[]).await;
        stage.treasurer.form_at(&page, &revise, &[]).await;
        typed(&mut stage.treasurer, &page, "keluar", "Kipas 200rb").await;
        let now = stage.treasurer.get(&page).await;
        now.says("Versi 2, rancangan");
        now.says("Rp2.300.000");
        let old = stage.treasurer.get(&format!("{page}?versi=1")).await;
        old.says("Ini versi lama, hanya untuk dibaca.");
        old.keeps_quiet_about("Kipas");
        let missing = stage.treasurer.get(&format!("{page}?versi=3")).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        let pdf = stage
            .treasurer
            .get(&format!("{page}/rab.pdf?versi=1"))
            .await;
        assert!(pdf.body.starts_with(b"%PDF"));
        assert!(
            stage
                .treasurer
                .get(&format!("{page}/rab.xlsx"))
                .await
                .body
                .starts_with(b"PK")
        );
    })
    .await;
}

#[tokio::test]
async fn an_activity_has_one_budget_and_a_template_asks_for_its_prices() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let activity = sewing(&app, &stage).await;
        let page = made(&mut stage.treasurer, activity, "pelatihan").await;
        assert_eq!(made(&mut stage.chair, activity, "kosong").await, page);
        let again = stage
            .chair
            .get(&format!("/rab/baru?kegiatan={activity}"))
            .await;
        assert_eq!(again.location(), page);
        let shown = stage.chair.get(&page).await;
        shown.says("13 baris belum ada harganya.");
        shown.says("Harga belum diisi");
        let refused = stage
            .chair
            .form_at(&page, &format!("{page}/setujui"), &[])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Masih ada 13 baris tanpa harga.");
        let card = stage.chair.get(&format!("/kegiatan/{activity}")).await;
        card.says("Versi 1, rancangan");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_stays() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let empty = [("kegiatan", ""), ("judul", ""), ("contoh", "kosong")];
        let answer = stage.treasurer.form("/rab/baru", &empty).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Tulis judulnya, atau pilih kegiatannya.");
        let activity = sewing(&app, &stage).await;
        let page = made(&mut stage.treasurer, activity, "kosong").await;
        let fields = [
            ("uraian", "Nasi kotak"),
            ("volume", "banyak"),
            ("harga", "murah sekali"),
        ];
        let answer = stage
            .treasurer
            .form(&format!("{page}/baris/baru"), &fields)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Volume tidak terbaca.");
        answer.says("Jumlah tidak dikenal.");
        assert_eq!(answer.field("harga").as_deref(), Some("murah sekali"));
        let wrong = [
            ("baris", "Tenda 500rb\n20 orang x 15rb"),
            ("sisi", "keluar"),
        ];
        let answer = stage
            .treasurer
            .form_at(&page, &format!("{page}/ketik"), &wrong)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("belum menyebut untuk apa");
        assert!(answer.html().contains("Tenda 500rb"), "{}", answer.html());
        stage.treasurer.get(&page).await.keeps_quiet_about("Tenda");
    })
    .await;
}

#[tokio::test]
async fn two_officers_who_change_one_line_lose_nothing() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let activity = sewing(&app, &stage).await;
        let page = made(&mut stage.treasurer, activity, "kosong").await;
        typed(
            &mut stage.treasurer,
            &page,
            "keluar",
            "Nasi kotak 40 orang x 15rb",
        )
        .await;
        let shown = stage.treasurer.get(&page).await;
        let line = shown.links(&format!("{page}/baris/"));
        let line = line.iter().find(|link| !link.contains("baru")).unwrap();
        let form = stage.treasurer.get(line).await;
        let before = form.field("semula").unwrap();
        let change = |price: &'static str| {
            [
                ("uraian", "Nasi kotak".to_owned()),
                ("volume", "40 orang".to_owned()),
                ("harga", price.to_owned()),
                ("sisi", "keluar".to_owned()),
                ("semula", before.clone()),
            ]
        };
        let send = async |client: &mut Client, price| {
            let fields = change(price);
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            client.form(line, &fields).await
        };
        assert_eq!(
            send(&mut stage.treasurer, "16rb").await.status,
            StatusCode::SEE_OTHER
        );
        let late = send(&mut stage.chair, "17rb").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("Pengurus lain baru saja mengubah baris ini");
        assert_eq!(late.field("harga").as_deref(), Some("17rb"));
        let semula = late.field("semula").unwrap();
        let fields = [
            ("uraian", "Nasi kotak"),
            ("volume", "40 orang"),
            ("harga", "17rb"),
            ("sisi", "keluar"),
            ("semula", &semula),
        ];
        assert_eq!(
            stage.chair.form(line, &fields).await.status,
            StatusCode::SEE_OTHER
        );
        stage.chair.get(&page).await.says("Rp680.000");
        let gone = format!("{line}/hapus");
        stage.chair.form_at(line, &gone, &[]).await;
        let again = stage.chair.form_at(&page, &gone, &[]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// The real budget of domain.md §3.13, as a CSV.
const REAL: &str = "RENCANA ANGGARAN BIAYA;;;;;\nPENGELUARAN;;;;;\n\
    No;Uraian;Volume;Satuan;Harga satuan (Rp);Jumlah (Rp)\n\
    12;Panggung dan tenda;1;paket;18.500.000;18.500.000\n\
    13;Kaos panitia dan peserta;1.103;lembar;20.000;22.260.000\n\
    13;Hadiah lomba;150;paket;100.000;15.000.000\n\
    14;Konsumsi;544;orang;25.000;13.600.000\n\
    15;Dokumentasi;1;paket;267.500;267.500\n\
    ;JUMLAH PENGELUARAN;;;;29.150.000\n";

#[tokio::test]
async fn the_wrong_sums_of_a_real_budget_are_shown_and_set_right() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let activity = sewing(&app, &stage).await;
        let page = made(&mut stage.treasurer, activity, "kosong").await;
        let sheet = format!("{page}/berkas");
        stage.treasurer.get(&sheet).await;
        let file = |bytes| File {
            field: "berkas",
            name: "rab.csv",
            bytes,
        };
        let shown = stage.treasurer.upload(&sheet, &[], &[file(REAL.as_bytes())]).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        for words in [
            "3 hitungan di berkas ini tidak cocok.",
            "1.103 lembar × Rp20.000 tertulis Rp22.260.000, seharusnya Rp22.060.000 (lebih Rp200.000).",
            "Nomor 13 dipakai dua kali, juga di baris 5.",
            "tertulis Rp29.150.000, padahal baris-barisnya berjumlah Rp69.427.500 (kurang Rp40.277.500).",
        ] {
            shown.says(words);
        }
        stage.treasurer.get(&page).await.keeps_quiet_about("Panggung");
        let content = shown.field("isi").unwrap().replace("&quot;", "\"").replace("&#34;", "\"");
        stage.treasurer.get(&sheet).await;
        let take = [("isi", content.as_str())];
        let taken = stage.treasurer.post(&format!("{sheet}/pakai"), &take).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        stage.treasurer.follow(&taken).await.says("Rp69.427.500");
        let broken = stage.treasurer.post(&format!("{sheet}/pakai"), &[("isi", "{]")]).await;
        assert_eq!(broken.status, StatusCode::BAD_REQUEST);

        let xlsx = stage.treasurer.get(&format!("{page}/rab.xlsx")).await;
        let own = stage.treasurer.upload(&sheet, &[], &[file(&xlsx.body)]).await;
        own.says("Semua hitungan di berkas ini cocok.");
        let photo = stage.treasurer.upload(&sheet, &[], &[file(b"\x89PNG\r\n\x1a\n")]).await;
        assert_eq!(photo.status, StatusCode::UNPROCESSABLE_ENTITY);
        let none = stage.treasurer.upload(&sheet, &[], &[]).await;
        none.says("Pilih berkasnya dulu.");
        let list = stage.treasurer.upload(&sheet, &[], &[file(b"Nama;Alamat\nAna;RT 3\n")]).await;
        list.says("Tidak ada tabel RAB di berkas ini.");
    })
    .await;
}

#[tokio::test]
async fn what_was_planned_stands_beside_what_was_spent() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let activity = sewing(&app, &stage).await;
        let page = made(&mut stage.treasurer, activity, "kosong").await;
        typed(&mut stage.treasurer, &page, "keluar", LINES).await;
        stage
            .chair
            .form_at(&page, &format!("{page}/setujui"), &[])
            .await;
        let form = stage
            .treasurer
            .get(&format!("{}/catat?arah=keluar", stage.book))
            .await;
        form.says("Konsumsi: Nasi kotak");
        let options = form.html().split("<option value=\"").skip(1);
        let line = options
            .filter_map(|rest| rest.split_once('"'))
            .find(|(_, rest)| rest.contains("Nasi kotak"))
            .unwrap()
            .0
            .to_owned();
        let spend = [
            ("jumlah", "900rb"),
            ("uraian", "Nasi hari pertama"),
            ("anggaran", &line),
        ];
        let answer = stage.write(&app, "keluar", &spend).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let entry = stage.treasurer.follow(&answer).await;
        entry.says("Konsumsi: Nasi kotak, RAB Pelatihan Menjahit");
        entry.says("Pelatihan Menjahit");
        stage
            .chair
            .get(&page)
            .await
            .says("Terpakai Rp900.000, sisa Rp300.000");
        let wrong_way = [
            ("jumlah", "1rb"),
            ("uraian", "Kembalian"),
            ("anggaran", &line),
        ];
        let answer = stage.write(&app, "masuk", &wrong_way).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Baris RAB ini tidak ada lagi.");
        let nothing = [
            ("jumlah", "1rb"),
            ("uraian", "Lilin"),
            ("anggaran", "entah"),
        ];
        let answer = stage.write(&app, "keluar", &nothing).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let back = [("sebab", "salah catat")];
        let at = entry_page(&entry);
        stage
            .treasurer
            .form_at(&at, &format!("{at}/koreksi"), &back)
            .await;
        stage.chair.get(&page).await.keeps_quiet_about("Terpakai");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

/// The address of an entry's page, from its form for a correction.
fn entry_page(entry: &crate::support::Answer) -> String {
    let (_, rest) = entry.html().split_once("action=\"/kas/bukti/").unwrap();
    format!("/kas/bukti/{}", &rest[..32])
}

#[tokio::test]
async fn another_unit_and_a_stranger_see_no_budget() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let activity = sewing(&app, &stage).await;
        let page = made(&mut stage.treasurer, activity, "pelatihan").await;
        let others = Given::unit("Kadibolo")
            .officer(Role::Treasurer)
            .officer(Role::Chair);
        let others = others.on(&app.ctx).await;
        let mut other = app.sign_in(others.officer(Role::Chair));
        for path in ["", "/rab.pdf", "/rab.xlsx", "/berkas", "/baris/baru"] {
            let answer = other.get(&format!("{page}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let theirs = [("kegiatan", activity.to_string())];
        let theirs: Vec<_> = theirs
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let answer = other.form("/rab/baru", &theirs).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = other.form_at("/rab", &format!("{page}/setujui"), &[]).await;
        assert!(!answer.status.is_success() && !answer.status.is_redirection());
        let stranger = app.stranger().get(&page).await;
        assert!(stranger.location().starts_with("/masuk"));
        let mut reader = app.sign_in(stage.village.officer(Role::Supervisor));
        reader.get(&page).await.keeps_quiet_about("Tambah baris");
    })
    .await;
}
