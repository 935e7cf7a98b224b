//! A proposal from the activity's data, a report that accrues with its photos and vouchers, and the
//! report on a term.

use crate::finance::stage;
use crate::support::{App, Client, File, Given, each, training};
use axum::http::StatusCode;
use kernel::access::Role;

/// A JPEG of `width` × 600 pixels.
fn photo(width: u32) -> Vec<u8> {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(width, 600, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
    })
    .write_to(&mut jpeg, image::ImageFormat::Jpeg)
    .unwrap();
    jpeg.into_inner()
}

async fn pdf_of(app: &App, client: &mut Client, job: &str) -> Vec<u8> {
    app.work_jobs().await;
    client.get(&format!("{job}/unduh")).await.body.to_vec()
}

#[tokio::test]
async fn a_proposal_begins_with_sentences_and_keeps_what_is_written() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut chair = app.sign_in(stage.village.officer(Role::Chair));
        let new = training("Pelatihan Menjahit");
        let (activity, _) = stage.village.activity(&app.ctx, &new).await;
        let page = format!("/kegiatan/{activity}/proposal");
        let begun = chair.get(&page).await;
        for words in [
            "Karena itu Karang Taruna Jambu bermaksud mengadakan Pelatihan Menjahit.",
            "Susunan panitia belum diisi.",
            "RAB belum dibuat.",
        ] {
            begun.says(words);
        }
        let long = "a".repeat(4_001);
        let wrong = [("latar", long.as_str()), ("tema", "Jarum dan harapan")];
        let answer = chair.form(&page, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.field("tema").as_deref(), Some("Jarum dan harapan"));
        let fields = [
            ("latar", "Karena baju sobek."),
            ("tema", "Jarum dan harapan"),
            ("alat", ""),
        ];
        let saved = chair.form(&page, &fields).await;
        let again = chair.follow(&saved).await;
        again.says("Karena baju sobek.");
        again.keeps_quiet_about("bermaksud mengadakan");
        let pdf = chair.get(&format!("{page}.pdf")).await;
        assert!(pdf.body.starts_with(b"%PDF"));

        let others = Given::unit("Kadibolo")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut other = app.sign_in(others.officer(Role::Chair));
        for path in [
            page.clone(),
            format!("{page}.pdf"),
            format!("/kegiatan/{activity}/foto"),
        ] {
            assert_eq!(
                other.get(&path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let answer = other.form_at("/kegiatan/baru", &page, &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let stranger = app.stranger().get(&page).await;
        assert!(stranger.location().starts_with("/masuk"));
    })
    .await;
}

#[tokio::test]
async fn the_report_asks_for_what_is_missing_and_prints_photos_and_vouchers() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let new = training("Pelatihan Menjahit");
        let (activity, _) = stage.village.activity(&app.ctx, &new).await;
        let id = activity.to_string();
        let spend = [
            ("jumlah", "100rb"),
            ("uraian", "Benang"),
            ("kegiatan", id.as_str()),
        ];
        let answer = stage.write(&app, "keluar", &spend).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let entry = answer.location().to_owned();
        let page = format!("/kegiatan/{activity}/laporan");
        let mut chair = app.sign_in(stage.village.officer(Role::Chair));
        let lacking = chair.get(&page).await;
        for words in [
            "Foto kegiatan belum diunggah.",
            "Hasil kegiatan belum ditulis.",
            "Kendala dan solusinya belum ditulis.",
            "RAB belum dibuat.",
            "Bukti KU-002/2026 (Benang) belum difoto.",
        ] {
            lacking.says(words);
        }
        let fields = [
            ("hasil", "30 orang bisa menjahit"),
            ("kendala", "Mesin kurang"),
            ("saran", "Pinjam mesin"),
        ];
        let saved = chair.form_at(&page, &format!("{page}/isi"), &fields).await;
        let saved = chair.follow(&saved).await;
        saved.says("30 orang bisa menjahit");
        saved.keeps_quiet_about("Hasil kegiatan belum ditulis.");

        stage.treasurer.get(&entry).await;
        let (large, small) = (photo(2_400), photo(800));
        let file = |field, bytes| File {
            field,
            name: "foto.jpg",
            bytes,
        };
        let proof = format!("{entry}/foto");
        stage
            .treasurer
            .upload(&proof, &[], &[file("bukti", &small)])
            .await;
        let photos = format!("/kegiatan/{activity}/foto");
        chair.get(&photos).await;
        let words = [("keterangan", "Belajar memotong kain")];
        let files = [
            file("foto", large.as_slice()),
            file("foto", small.as_slice()),
        ];
        let added = chair.upload(&photos, &words, &files).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
        let shown = chair.follow(&added).await;
        let links: Vec<String> = shown
            .html()
            .split("<img src=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect();
        assert_eq!(links.len(), 2);
        let kept = image::load_from_memory(&chair.get(&links[0]).await.body).unwrap();
        assert_eq!((kept.width(), kept.height()), (1_600, 400));
        let broken = chair
            .upload(&photos, &words, &[file("foto", b"\xff\xd8 rusak")])
            .await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
        broken.says("Foto tidak dapat dibaca");
        let none = chair.upload(&photos, &words, &[]).await;
        none.says("Pilih fotonya dulu.");
        chair.get(&page).await.keeps_quiet_about("belum difoto");

        let made = chair.form(&page, &[]).await;
        let pdf = pdf_of(&app, &mut chair, made.location()).await;
        assert!(pdf.starts_with(b"%PDF"));
        let jpegs = pdf.windows(9).filter(|part| part == b"DCTDecode").count();
        assert!(jpegs >= 2, "two photos and a voucher, {jpegs} in the file");
        let gone = format!("{}/hapus", links[0]);
        chair.form_at(&photos, &gone, &[]).await;
        assert_eq!(chair.get(&links[0]).await.status, StatusCode::NOT_FOUND);
        let twice = chair.form_at(&photos, &gone, &[]).await;
        assert_eq!(twice.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_report_on_a_term_tells_what_became_of_each_activity_and_of_the_money() {
    each(async |app| {
        let stage = stage(&app).await;
        let new = training("Pelatihan Menjahit");
        stage.village.activity(&app.ctx, &new).await;
        let mut chair = app.sign_in(stage.village.officer(Role::Chair));
        let page = "/kegiatan/lpj";
        let shown = chair.get(page).await;
        shown.says("Sambutan ketua belum ditulis.");
        shown.says("Belum ada kegiatan di masa ini.");
        let days = [
            ("dari", "2026-12-31"),
            ("sampai", "2026-01-01"),
            ("sambutan", "Terima kasih"),
        ];
        let wrong = chair.form(page, &days).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Hari terakhir tidak bisa sebelum hari pertama.");
        wrong.says("Terima kasih");
        let days = [
            ("dari", "2026-01-01"),
            ("sampai", "2026-12-31"),
            ("sambutan", "Terima kasih"),
            ("kendala", "Hujan"),
            ("saran", "Payung"),
        ];
        let made = chair.form(page, &days).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let pdf = pdf_of(&app, &mut chair, made.location()).await;
        assert!(pdf.starts_with(b"%PDF"));
        let again = chair.get("/kegiatan/lpj?sampai=2026-12-31").await;
        again.says("Payung");
        again.keeps_quiet_about("Sambutan ketua belum ditulis.");
        let mut reader = app.sign_in(stage.village.officer(Role::Supervisor));
        assert_eq!(reader.get(page).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}
