//! Closing a month, comparing what was printed, and finding what was changed behind the program.

use super::{Stage, problems, stage};
use crate::support::{App, each};
use axum::http::StatusCode;
use storage::{Engine, args};

/// Ten days later: 4 December 2026, 10.00 WIB.
fn december(app: &App) {
    app.wait(10 * 24 * 60);
}

/// Closes November with ten notes of a hundred thousand; the closing's page.
async fn close(stage: &mut Stage) -> String {
    let page = format!("{}/tutup", stage.book);
    let fields = [("bulan", "2026-11"), ("lembar", "10")];
    let answer = stage.treasurer.form(&page, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

/// The fingerprint on a closing's page.
fn print_on(page: &str) -> String {
    let (_, rest) = page.split_once("Sidik buku: ").unwrap();
    rest.chars().take(24).collect()
}

#[tokio::test]
async fn a_month_is_closed_with_a_count_and_stays_closed() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let page = format!("{}/tutup", stage.book);
        stage.treasurer.get(&page).await.says("Belum ada bulan yang bisa ditutup.");
        let early = stage
            .treasurer
            .form(&page, &[("bulan", "2026-11"), ("lembar", "10")])
            .await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        december(&app);
        let waits = stage.treasurer.get(&page).await;
        waits.says("1 catatan sampai akhir November 2026 menunggu persetujuan.");
        let forced = stage
            .treasurer
            .form(&page, &[("bulan", "2026-11"), ("lembar", "10")])
            .await;
        assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
        stage.approve_all().await;
        let wrong = [("bulan", "2026-11"), ("lembar", "9"), ("lembar", "x")];
        let answer = stage.treasurer.form(&page, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Jumlah lembar Rp50.000 harus angka biasa, misalnya 12.");
        let short = [("bulan", "2026-11"), ("lembar", "9")];
        let answer = stage.treasurer.form(&page, &short).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Hitungan kurang Rp100.000 dari saldo buku Rp1.000.000.");

        let closing = close(&mut stage).await;
        let shown = stage.treasurer.get(&closing).await;
        shown.says(
            "Pada hari ini Jumat, tanggal empat bulan Desember tahun dua ribu dua puluh enam \
             (04-12-2026), buku Kas Umum bulan November 2026 ditutup dengan saldo Rp1.000.000 (satu \
             juta rupiah), terdiri dari tunai Rp1.000.000, bank Rp0.",
        );
        shown.says("Sidik buku: ");
        let pdf = stage.chair.get(&format!("{closing}/berita-acara.pdf")).await;
        assert!(pdf.body.starts_with(b"%PDF"));

        let late = [
            ("jumlah", "5rb"),
            ("uraian", "Terlambat"),
            ("hari", "2026-11-30"),
        ];
        let answer = stage.write(&app, "masuk", &late).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Buku sudah ditutup sampai 30 November 2026.");
        let entry = stage.treasurer.get(&format!("{}?bulan=2026-11", stage.book)).await;
        let entry = entry.links("/kas/bukti/")[0].clone();
        let answer = stage
            .treasurer
            .form_at(&entry, &format!("{entry}/koreksi"), &[("sebab", "salah")])
            .await;
        let reversal = stage.treasurer.follow(&answer).await;
        reversal.says("Jumat, 4 Desember 2026");
        let november = stage.treasurer.get(&format!("{}?bulan=2026-11", stage.book)).await;
        november.says("saldo Rp1.000.000");
        let again = stage
            .treasurer
            .form(&page, &[("bulan", "2026-11"), ("lembar", "10")])
            .await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn of_twenty_who_close_a_month_at_once_one_does() {
    each(async |app| {
        let mut stage = stage(&app).await;
        december(&app);
        stage.approve_all().await;
        let page = format!("{}/tutup", stage.book);
        stage.treasurer.get(&page).await;
        let closers = (0..20).map(|_| {
            let (mut browser, page) = (stage.treasurer.clone(), page.clone());
            tokio::spawn(async move {
                let fields = [("bulan", "2026-11"), ("lembar", "10")];
                browser.post(&page, &fields).await.status
            })
        });
        let mut closed = 0;
        for closer in closers.collect::<Vec<_>>() {
            match closer.await.unwrap() {
                StatusCode::SEE_OTHER => closed += 1,
                status => assert_eq!(status, StatusCode::CONFLICT),
            }
        }
        assert_eq!(closed, 1);
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_printed_fingerprint_is_compared_with_the_whole_book() {
    each(async |app| {
        let mut stage = stage(&app).await;
        december(&app);
        stage.approve_all().await;
        let closing = close(&mut stage).await;
        let print = print_on(&stage.treasurer.get(&closing).await.text());
        stage.written(&app, "masuk", "75rb", "Iuran").await;
        let compare = format!("{}/periksa", stage.book);
        let typed = print.to_lowercase().replace('-', "+");
        let same = stage.chair.get(&format!("{compare}?sidik={typed}")).await;
        assert_eq!(same.status, StatusCode::OK);
        same.says("Cocok dengan tutup buku November 2026. 2 catatan sudah dihitung ulang");
        let other = stage.chair.get(&format!("{compare}?sidik=7H2K")).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        other.says("Tidak ada tutup buku dengan sidik itu.");

        forge(
            &app,
            "update cash_entry set amount = amount - 1000 where number = 1",
        )
        .await;
        let broken = stage.chair.get(&format!("{compare}?sidik={typed}")).await;
        broken.says("catatan KU-001/2026 berubah sesudah ditulis");
    })
    .await;
}

/// Does `sql` as somebody would who has the database: guards off, guards on again.
async fn forge(app: &App, sql: &str) {
    let tables = ["cash_entry", "cash_decision", "cash_proof", "cash_closing"];
    let mut tx = app.ctx.db.begin().await.unwrap();
    for table in tables {
        let off = match app.engine() {
            Engine::Sqlite => vec![
                format!("drop trigger {table}_keeps_words"),
                format!("drop trigger {table}_keeps_lines"),
            ],
            Engine::Postgres => vec![format!("alter table {table} disable trigger all")],
        };
        for off in off {
            tx.run(&off, args![]).await.unwrap();
        }
    }
    tx.run(sql, args![]).await.unwrap();
    for table in tables {
        let on = match app.engine() {
            Engine::Sqlite => vec![
                format!(
                    "create trigger {table}_keeps_words before update on {table}
                     begin select raise(abort, 'no'); end"
                ),
                format!(
                    "create trigger {table}_keeps_lines before delete on {table}
                     begin select raise(abort, 'no'); end"
                ),
            ],
            Engine::Postgres => vec![format!("alter table {table} enable trigger all")],
        };
        for on in on {
            tx.run(&on, args![]).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_change_behind_the_program_is_found() {
    each(async |app| {
        for (sql, told) in [
            (
                "update cash_entry set text = 'Lain' where number = 1",
                "catatan KU-001/2026 berubah sesudah ditulis",
            ),
            (
                "update cash_entry set recorder_name = 'Lain' where number = 2",
                "catatan KU-002/2026 berubah sesudah ditulis",
            ),
            (
                "delete from cash_entry where number = 3",
                "baris terakhirnya hilang atau ditambah dari luar",
            ),
            (
                "update cash_closing set balance = balance - 1, expense = expense + 1",
                "tutup buku November 2026 berubah sesudah ditulis",
            ),
            (
                "update cash_closing set count = '100000x9', note = 'hilang'",
                "tutup buku November 2026 berubah sesudah ditulis",
            ),
            (
                "update cash_decision set name = 'Orang lain'",
                "tutup buku November 2026 berubah sesudah ditulis",
            ),
            (
                "update cash_book set balance = balance + 5000",
                "saldonya tidak sama dengan jumlah catatannya",
            ),
            (
                "update cash_day set income = income + 5000",
                "jumlah hariannya tidak sama dengan catatannya",
            ),
        ] {
            let app = app.again().await;
            let mut stage = stage(&app).await;
            stage.written(&app, "keluar", "0,05jt", "Spidol").await;
            december(&app);
            stage.approve_all().await;
            let page = format!("{}/tutup", stage.book);
            let fields = [("bulan", "2026-11"), ("lembar", "9"), ("lembar", "1")];
            let answer = stage.treasurer.form(&page, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
            stage.written(&app, "masuk", "75rb", "Iuran").await;
            assert_eq!(problems(&app).await, Vec::<String>::new());
            forge(&app, sql).await;
            let found = problems(&app).await;
            assert!(
                found.iter().any(|one| one.contains(told)),
                "{sql}: {found:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_what_was_written() {
    each(async |app| {
        let mut stage = stage(&app).await;
        december(&app);
        stage.approve_all().await;
        close(&mut stage).await;
        for attack in [
            "update cash_entry set amount = 1",
            "delete from cash_entry",
            "update cash_decision set verdict = 'refused'",
            "update cash_closing set balance = 0",
        ] {
            let mut tx = app.ctx.db.begin().await.unwrap();
            assert!(tx.run(attack, args![]).await.is_err(), "{attack}");
        }
        let drop_it = match app.engine() {
            Engine::Sqlite => "drop trigger cash_entry_keeps_words",
            Engine::Postgres => "alter table cash_entry disable trigger cash_entry_keeps_lines",
        };
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.run(drop_it, args![]).await.unwrap();
        tx.commit().await.unwrap();
        let found = problems(&app).await;
        assert!(
            found[0].contains("Penjaga tabel cash_entry tidak ada"),
            "{found:?}"
        );
    })
    .await;
}
