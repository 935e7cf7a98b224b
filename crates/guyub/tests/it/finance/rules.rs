//! What may be spent: never more than is there, never what is bound to something else, unless
//! somebody pays for the unit and that is written down.

use super::{problems, stage};
use crate::support::{each, training};
use axum::http::StatusCode;

#[tokio::test]
async fn a_book_is_never_below_nothing_unless_somebody_pays_for_it() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let too_much = [("jumlah", "1,2jt"), ("uraian", "Sewa tenda")];
        let answer = stage.write(&app, "keluar", &too_much).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Kas Umum kurang Rp200.000 untuk ini.");
        assert_eq!(answer.field("jumlah").unwrap(), "1,2jt");
        stage.treasurer.get(&stage.book).await.says("Rp1.000.000");

        let too_little = [
            ("jumlah", "1,2jt"),
            ("uraian", "Sewa tenda"),
            ("talangan", "Bagas"),
            ("talangan_jumlah", "100rb"),
        ];
        let answer = stage.write(&app, "keluar", &too_little).await;
        answer.says("Kas Umum kurang Rp100.000 untuk ini.");
        let covered = [
            ("jumlah", "1,2jt"),
            ("uraian", "Sewa tenda"),
            ("talangan", "Bagas"),
            ("talangan_jumlah", "250rb"),
        ];
        let answer = stage.write(&app, "keluar", &covered).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let book = stage.treasurer.get(&stage.book).await;
        book.says("Talangan Bagas: Sewa tenda");
        book.says("saldo Rp50.000");
        book.says("Talangan Bagas Sisa Rp250.000");

        let debt = book.links("/kas/bukti/");
        let mut page = String::new();
        for link in debt {
            if stage
                .treasurer
                .get(&link)
                .await
                .text()
                .contains("Sisa Rp250.000")
            {
                page = link;
            }
        }
        let end = format!("{page}/selesai");
        let more = [("jumlah", "300rb"), ("hari", "2026-11-24")];
        let answer = stage.treasurer.form(&end, &more).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Yang belum diganti tinggal Rp250.000.");
        let more = [("jumlah", "60rb"), ("hari", "2026-11-24")];
        let answer = stage.treasurer.form(&end, &more).await;
        answer.says("Kas Umum kurang Rp10.000 untuk ini.");
        let part = [("jumlah", "50rb"), ("hari", "2026-11-24")];
        let answer = stage.treasurer.form(&end, &part).await;
        stage.treasurer.follow(&answer).await.says("Sisa Rp200.000");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn money_that_came_later_does_not_pay_for_what_went_before() {
    each(async |app| {
        let mut stage = stage(&app).await;
        stage.written(&app, "masuk", "500rb", "Donasi").await;
        let before = [
            ("jumlah", "1,2jt"),
            ("uraian", "Sewa tenda"),
            ("hari", "2026-11-10"),
        ];
        let answer = stage.write(&app, "keluar", &before).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Kas Umum kurang Rp200.000 untuk ini.");
        let today = [("jumlah", "1,2jt"), ("uraian", "Sewa tenda")];
        let answer = stage.write(&app, "keluar", &today).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn a_restricted_fund_pays_for_its_purpose_only() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let mut activities = Vec::new();
        for title in ["Pelatihan Menjahit", "Lomba Voli"] {
            let (id, _) = stage.village.activity(&app.ctx, &training(title)).await;
            activities.push(id.to_string());
        }
        let without = [
            ("nama", "Dana Desa"),
            ("jenis", "village"),
            ("terikat", "ya"),
        ];
        let answer = stage.treasurer.form("/kas/dana/baru", &without).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Dana terikat perlu tujuannya");
        let fields = [
            ("nama", "Dana Desa"),
            ("jenis", "village"),
            ("terikat", "ya"),
            ("tujuan", "Pelatihan menjahit"),
            ("kegiatan", &activities[0]),
        ];
        let answer = stage.treasurer.form("/kas/dana/baru", &fields).await;
        stage.treasurer.follow(&answer).await.says("Dana terikat");
        let again = stage.treasurer.form("/kas/dana/baru", &fields).await;
        again.says("Nama ini sudah dipakai sumber dana lain.");
        let village_fund = stage.fund(&app, "Dana Desa").await;
        let own = stage.fund(&app, "Kas umum").await;
        let comes = [
            ("jumlah", "300rb"),
            ("uraian", "Pencairan"),
            ("dana", &village_fund),
        ];
        stage.write(&app, "masuk", &comes).await;
        stage.treasurer.get(&stage.book).await.says("Rp1.300.000");

        // The book has enough, but not of this money.
        let much = [
            ("jumlah", "1,2jt"),
            ("uraian", "Sewa tenda"),
            ("dana", &own),
        ];
        let answer = stage.write(&app, "keluar", &much).await;
        answer.says("Kas Umum kurang Rp200.000 untuk ini.");
        let other = [
            ("jumlah", "100rb"),
            ("uraian", "Bola"),
            ("dana", &village_fund),
            ("kegiatan", &activities[1]),
        ];
        let answer = stage.write(&app, "keluar", &other).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Dana Desa hanya untuk kegiatan yang diikatkan padanya.");
        let right = [
            ("jumlah", "100rb"),
            ("uraian", "Kain"),
            ("dana", &village_fund),
            ("kegiatan", &activities[0]),
        ];
        let answer = stage.write(&app, "keluar", &right).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let shown = stage.treasurer.get("/kas/dana").await;
        shown.says("Rp200.000");
        let panel = stage
            .treasurer
            .get(&format!("/kegiatan/{}", activities[0]))
            .await;
        panel.says("Kas kegiatan Uang masuk Rp0 Uang keluar Rp100.000");

        // It can't become other money by a transfer either.
        let page = format!("{}/pindah", stage.book);
        let id = stage.book.replace("/kas/", "");
        let fields = [
            ("ke", id.as_str()),
            ("jumlah", "50rb"),
            ("uraian", "Pinjam"),
            ("dana", &village_fund),
            ("dana_tujuan", &own),
            ("hari", "2026-11-24"),
        ];
        let answer = stage.treasurer.form(&page, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Dana Desa adalah dana terikat");
        let end = format!("/kas/dana/{village_fund}/tutup");
        let early = stage.treasurer.post(&end, &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.says("Dana Desa masih tersisa Rp200.000.");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_transfer_stands_in_both_books_and_is_approved_and_taken_back_at_once() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fields = [
            ("nama", "Kas Panitia HUT RI"),
            ("kode", "HUT"),
            ("saldo", ""),
            ("hari", "2026-11-01"),
        ];
        let made = stage.treasurer.form("/kas/buku/baru", &fields).await;
        let committee = made.location().to_owned();
        let own = stage.fund(&app, "Kas umum").await;
        let page = format!("{}/pindah", stage.book);
        let to = committee.replace("/kas/", "");
        let fields = |amount: &'static str| {
            [
                ("ke", to.clone()),
                ("jumlah", amount.to_owned()),
                ("uraian", "Modal panitia".to_owned()),
                ("dana", own.clone()),
                ("hari", "2026-11-24".to_owned()),
            ]
        };
        let send = |all: &[(&'static str, String)]| -> Vec<(&'static str, String)> { all.to_vec() };
        for (amount, status) in [
            ("2jt", StatusCode::UNPROCESSABLE_ENTITY),
            ("400rb", StatusCode::SEE_OTHER),
        ] {
            let all = send(&fields(amount));
            let all: Vec<(&str, &str)> = all.iter().map(|(a, b)| (*a, b.as_str())).collect();
            let answer = stage.treasurer.form(&page, &all).await;
            assert_eq!(answer.status, status, "{}", answer.text());
        }
        stage.treasurer.get(&committee).await.says("Rp400.000");
        let from = stage.treasurer.get(&stage.book).await;
        from.says("Rp600.000");
        from.says("−Rp400.000 · Pindah kas · KU-002/2026");
        let out = from.links("/kas/bukti/")[0].clone();
        let yes = [("keputusan", "setuju")];
        stage
            .chair
            .form_at(&out, &format!("{out}/putuskan"), &yes)
            .await;
        stage
            .chair
            .get(&committee)
            .await
            .keeps_quiet_about("Menunggu persetujuan");
        let why = [("sebab", "batal")];
        let taken = stage
            .treasurer
            .form_at(&out, &format!("{out}/koreksi"), &why)
            .await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        stage.treasurer.get(&committee).await.says("saldo Rp0");
        stage
            .treasurer
            .get(&stage.book)
            .await
            .says("saldo Rp1.000.000");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn an_advance_is_accounted_for_and_the_rest_comes_back() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fields = [
            ("jumlah", "500rb"),
            ("uraian", "Belanja lomba"),
            ("pihak", "Budi"),
            ("jenis", "kasbon"),
        ];
        let answer = stage.write(&app, "keluar", &fields).await;
        let page = answer.location().to_owned();
        let book = stage.treasurer.get(&stage.book).await;
        book.says("Kas bon Budi Sisa Rp500.000");
        let end = format!("{page}/selesai");
        let spent = [
            ("jumlah", "450.000"),
            ("uraian", ""),
            ("pos", "Hadiah"),
            ("hari", "2026-11-24"),
        ];
        let answer = stage.treasurer.form(&end, &spent).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let book = stage.treasurer.get(&stage.book).await;
        book.says("Rp550.000");
        book.says("Kas bon KU-002/2026 kembali");
        book.keeps_quiet_about("Belum selesai");
        let again = stage.treasurer.form(&end, &spent).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("Tidak ada lagi yang perlu diselesaikan dari catatan ini.");
        let why = [("sebab", "salah")];
        let answer = stage
            .treasurer
            .form_at(&page, &format!("{page}/koreksi"), &why)
            .await;
        answer.says("Sebagian sudah diselesaikan.");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}
