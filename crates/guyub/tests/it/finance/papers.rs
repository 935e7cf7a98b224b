//! Papers and sheets of cash: the book, receipts, a fund's report, and who may take them out.

use super::stage;
use crate::support::{Answer, each};
use axum::http::StatusCode;
use kernel::access::Role;
use std::io::Read;

fn is_pdf(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert!(answer.body.starts_with(b"%PDF"));
}

fn is_sheet(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert!(answer.body.starts_with(b"PK"));
}

/// The words of a workbook, in the order in which they first stand in it.
fn words(answer: &Answer) -> Vec<String> {
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(&answer.body[..])).unwrap();
    let mut words = String::new();
    let mut file = book.by_name("xl/sharedStrings.xml").unwrap();
    file.read_to_string(&mut words).unwrap();
    let words = words.split("<t>").skip(1);
    words
        .filter_map(|rest| rest.split('<').next().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn a_sheet_has_the_columns_of_the_paper_book() {
    each(async |app| {
        let mut stage = stage(&app).await;
        stage.written(&app, "keluar", "150rb", "Konsumsi").await;
        let book = format!("{}/bku.xlsx?bulan=2026-11", stage.book);
        let sheet = words(&stage.treasurer.get(&book).await);
        let columns = [
            "No",
            "Tanggal",
            "Uraian",
            "Kode/Pos",
            "No. bukti",
            "Masuk/Debet (Rp)",
            "Keluar/Kredit (Rp)",
            "Saldo (Rp)",
            "Ket.",
        ];
        assert_eq!(sheet[..9], columns);
        for words in [
            "Konsumsi (Toko Maju)",
            "KU-002/2026",
            "Menunggu persetujuan",
            "Jumlah",
        ] {
            assert!(sheet.iter().any(|cell| cell == words), "{words}: {sheet:?}");
        }
        let rule = [("jumlah", "10rb"), ("mulai", "2026-09")];
        stage.treasurer.form("/kas/iuran/aturan", &rule).await;
        let dues = stage.treasurer.get("/kas/iuran/buku.xlsx?tahun=2026").await;
        let columns = [
            "No",
            "Nama",
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "Mei",
            "Jun",
            "Jul",
            "Agu",
            "Sep",
            "Okt",
            "Nov",
            "Des",
            "Jumlah",
            "Tunggakan",
        ];
        let sheet = words(&dues);
        assert_eq!(sheet[..16], columns);
        assert!(sheet.iter().any(|cell| cell == "Ana Lestari"));
    })
    .await;
}

#[tokio::test]
async fn what_is_in_the_books_comes_on_paper_and_as_a_sheet() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let book = stage.book.clone();
        let small = stage.written(&app, "keluar", "150rb", "Konsumsi").await;
        let large = stage.written(&app, "masuk", "6jt", "Sponsor 17-an").await;
        let page = stage.treasurer.get(&book).await;
        page.says("Cetak atau unduh");
        for time in ["bulan=2026-11", "tahun=2026", "bulan=2025-01"] {
            is_pdf(&stage.treasurer.get(&format!("{book}/bku.pdf?{time}")).await);
            is_sheet(
                &stage
                    .treasurer
                    .get(&format!("{book}/bku.xlsx?{time}"))
                    .await,
            );
        }
        for time in [
            "",
            "?bulan=2026-13",
            "?tahun=12",
            "?tahun=x",
            "?bulan=",
            "?tahun=99999",
        ] {
            let answer = stage.treasurer.get(&format!("{book}/bku.pdf{time}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{time}");
        }
        for entry in [&small, &large] {
            stage.treasurer.get(entry).await.says("Cetak kuitansi");
            is_pdf(&stage.treasurer.get(&format!("{entry}/kuitansi.pdf")).await);
        }
        let fund = stage.fund(&app, "Kas umum").await;
        let report = format!("/kas/dana/{fund}/laporan.pdf");
        is_pdf(&stage.treasurer.get(&report).await);
        let mut reader = app.sign_in(stage.village.officer(Role::Supervisor));
        is_pdf(&reader.get(&report).await);
        let log = stage.chair.get("/pengaturan/catatan?jenis=unduh").await;
        log.says("Mengunduh Kuitansi KU-003/2026");
        log.says("Mengunduh Laporan Kas umum");
    })
    .await;
}

#[tokio::test]
async fn an_opening_balance_has_no_receipt_and_an_activity_without_money_no_report() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let page = stage.treasurer.get(&stage.book.clone()).await;
        let opening = page.links("/kas/bukti/").remove(0);
        let receipt = stage
            .treasurer
            .get(&format!("{opening}/kuitansi.pdf"))
            .await;
        assert_eq!(receipt.status, StatusCode::UNPROCESSABLE_ENTITY);
        receipt.says("tidak punya kuitansi");
        let nothing = storage::Uuid::from_u128(7).simple().to_string();
        for path in [
            format!("/kas/kegiatan/{nothing}/kas.pdf"),
            format!("/kas/kegiatan/{nothing}/kas.xlsx"),
            format!("/kas/dana/{nothing}/laporan.pdf"),
            format!("/kas/bukti/{nothing}/kuitansi.pdf"),
            format!("/kas/{nothing}/bku.pdf?tahun=2026"),
        ] {
            let answer = stage.treasurer.get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}
