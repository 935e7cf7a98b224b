//! The cash that everybody may see: only when the board says so, only what was approved, no names.

use super::stage;
use crate::support::each;
use axum::http::StatusCode;
use kernel::access::Role;

#[tokio::test]
async fn a_board_shows_sums_to_everybody_and_takes_them_away_again() {
    each(async |app| {
        let mut stage = stage(&app).await;
        for (amount, text, line) in [
            ("150rb", "Untuk rapat", "Konsumsi"),
            ("20rb", "Duka", "Bu Sri"),
        ] {
            let fields = [("jumlah", amount), ("uraian", text), ("pos", line)];
            let answer = stage.write(&app, "keluar", &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        }
        stage.approve_all().await;
        stage
            .written(&app, "keluar", "7rb", "Belum disetujui")
            .await;
        let home = format!("/u/{}", stage.village.unit.slug);
        let page = format!("{home}/kas");
        let mut anybody = app.stranger();
        assert_eq!(anybody.get(&page).await.status, StatusCode::NOT_FOUND);
        assert!(!anybody.get(&home).await.html().contains(&page));
        let mut reader = app.sign_in(stage.village.officer(Role::Supervisor));
        assert_eq!(
            reader.get("/kas/terbuka").await.status,
            StatusCode::FORBIDDEN
        );
        let wrong = [("terbuka", "mungkin")];
        let answer = stage.chair.form("/kas/terbuka", &wrong).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        for _ in 0..2 {
            let yes = [("terbuka", "ya")];
            let answer = stage.chair.form("/kas/terbuka", &yes).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        }
        assert!(anybody.get(&home).await.html().contains(&page));
        let shown = anybody.get(&page).await;
        for words in [
            "Rp823.000",
            "Rp170.000",
            "Konsumsi",
            "Lain-lain",
            "Rp20.000",
        ] {
            shown.says(words);
        }
        for hidden in ["Bu Sri", "Untuk rapat", "Duka", "Toko Maju", "Rp7.000"] {
            assert!(!shown.html().contains(hidden), "{hidden}");
        }
        for year in ["2025", "x", "99999", "-1"] {
            let answer = anybody.get(&format!("{page}?tahun={year}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{year}");
        }
        let no = [("terbuka", "tidak")];
        stage.chair.form("/kas/terbuka", &no).await;
        assert_eq!(anybody.get(&page).await.status, StatusCode::NOT_FOUND);
        let log = stage.chair.get("/pengaturan/catatan?jenis=kas").await;
        log.says("Membuka ringkasan kas untuk umum");
        log.says("Menutup ringkasan kas dari umum");
    })
    .await;
}
