//! Loans of which the last thing goes to one borrower, stock-takes, labels and books; names of
//! borrowers that go.

use super::{CHAIRS, problems, stage};
use crate::secretariat::sheet;
use crate::support::{Given, each};
use axum::http::StatusCode;
use kernel::access::Role;

#[tokio::test]
async fn things_are_lent_come_back_in_part_and_damaged_and_are_late() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let item = stage.enter(&CHAIRS).await;
        let loan = stage.lend(&item, "10", "2026-11-22").await;
        stage.head.get("/beranda").await.says("10 buah Kursi plastik: Pak Harjo");
        stage.head.get("/inventaris/pinjaman").await.says("Lewat waktu");
        let back = format!("{loan}/kembali");
        let many = [("hari", "2026-11-23"), ("baik", "10"), ("hilang", "1")];
        stage.head.get(&loan).await;
        let refused = stage.head.post(&back, &many).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Yang masih di luar hanya 10.");
        let early = [("hari", "2026-11-01"), ("baik", "1")];
        assert_eq!(stage.head.post(&back, &early).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let nothing = [("hari", "2026-11-23")];
        assert_eq!(stage.head.post(&back, &nothing).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let part = [("hari", "2026-11-23"), ("baik", "6"), ("ringan", "1"), ("catatan", "Retak")];
        assert_eq!(stage.head.post(&back, &part).await.status, StatusCode::SEE_OTHER);
        let page = stage.head.get(&loan).await;
        page.says("Retak");
        page.says("kami mengingatkan pinjaman 3 buah Kursi plastik (KRS-01)");
        let rest = [("hari", "2026-11-24"), ("baik", "2"), ("hilang", "1")];
        assert_eq!(stage.head.post(&back, &rest).await.status, StatusCode::SEE_OTHER);
        let page = stage.head.get(&loan).await;
        page.says("Selesai");
        page.keeps_quiet_about("Simpan pengembalian");
        let page = stage.secretary.get(&item).await;
        page.says("49 buah (43 B, 6 RR)");
        page.says("Dipinjam Pak Harjo: 2 B kembali, 1 hilang");
        stage.head.get("/beranda").await.keeps_quiet_about("Pak Harjo");
        assert_eq!(problems(&app).await, Vec::<String>::new());

        let book = stage.head.get("/inventaris/pinjaman/buku.xlsx").await;
        insta::allow_duplicates! {
        insta::assert_snapshot!(sheet(&book), @r"
        Tgl | Barang | Jml | Peminjam (HP) | Keperluan | Tgl kembali rencana | Tgl kembali nyata | Kondisi | Biaya/infak | TTD
        20-11-2026 | KRS-01 Kursi plastik | 10 buah | Pak Harjo (0812-3456-7890) | Hajatan | 22-11-2026 | 24-11-2026 | keluar B; kembali 8 B, 1 RR, 1 hilang |  |
        ");
        }
        let book = stage.secretary.get("/inventaris/buku.xlsx").await;
        insta::allow_duplicates! {
        insta::assert_snapshot!(sheet(&book), @r"
        No | Kode barang | Nama/jenis barang | Merek/ukuran | Jumlah & satuan | Asal barang | Tgl/tahun perolehan | Harga satuan (Rp) | Jumlah harga (Rp) | Kondisi | Lokasi/pemegang | Ket.
        1 | KRS-01 | Kursi plastik |  | 49 buah | Beli | 2024 | Rp45.000 | Rp2.205.000 | 43 B, 6 RR | Gudang |
        ");
        }
        for path in ["/inventaris/buku.pdf", "/inventaris/pinjaman/buku.pdf", "/inventaris/label.pdf"] {
            assert!(stage.head.get(path).await.body.starts_with(b"%PDF"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_borrower_is_found_on_the_roll_and_forgotten_with_the_person() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let item = stage.enter(&CHAIRS).await;
        let place = format!("{item}/pinjam");
        let mut fields = vec![
            ("jumlah", "1"),
            ("keadaan", "good"),
            ("jenis", "member"),
            ("peminjam", "Orang Asing"),
            ("keperluan", "Rapat RT"),
            ("pinjam", "2026-11-24"),
            ("kembali", "2026-11-25"),
        ];
        let refused = stage.head.form(&place, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Tidak ada anggota dengan nama itu.");
        fields[3].1 = "Budi Santoso";
        let refused = stage.head.form(&place, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Pilih yang mana");
        refused.says("RT 02");
        fields[3].1 = "Ana Lestari";
        let lent = stage.head.form(&place, &fields).await;
        assert_eq!(lent.status, StatusCode::SEE_OTHER, "{}", lent.text());
        stage.head.follow(&lent).await.says("Ana Lestari (Anggota)");
        let late = [("kembali", "2026-11-20")];
        let mut wrong = fields.clone();
        wrong.retain(|(name, _)| *name != "kembali");
        wrong.extend(late);
        let refused = stage.head.form(&place, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

        let ana = stage.village.person("Ana Lestari");
        let mut tx = app.ctx.db.begin().await.unwrap();
        let scope = stage.village.scope;
        organization::forget(&mut tx, &app.ctx, &scope, ana, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let page = stage.head.get(lent.location()).await;
        page.says("Peminjam lama");
        page.keeps_quiet_about("Ana Lestari");
    })
    .await;
}

#[tokio::test]
async fn of_twenty_who_lend_the_last_one_at_once_one_does_and_a_form_counts_once() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let tent = [
            ("nama", "Tenda"),
            ("kode", "TND-01"),
            ("satuan", "set"),
            ("baik", "1"),
            ("asal", "aid"),
        ];
        let item = stage.enter(&tent).await;
        let place = format!("{item}/pinjam");
        stage.head.get(&place).await;
        let lenders = (0..20).map(|n| {
            let (mut head, place) = (stage.head.clone(), place.clone());
            tokio::spawn(async move {
                let name = format!("Tetangga {n}");
                let fields = [
                    ("jumlah", "1"),
                    ("keadaan", "good"),
                    ("jenis", "outsider"),
                    ("peminjam", name.as_str()),
                    ("keperluan", "Hajatan"),
                    ("pinjam", "2026-11-24"),
                    ("kembali", "2026-11-25"),
                ];
                let sent = head.post(&place, &fields).await;
                (sent.status, sent.location().to_owned())
            })
        });
        let mut won = Vec::new();
        for lender in lenders.collect::<Vec<_>>() {
            let (status, loan) = lender.await.unwrap();
            match status {
                StatusCode::SEE_OTHER => won.push(loan),
                status => assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY),
            }
        }
        assert_eq!(won.len(), 1);
        let loan = won.remove(0);
        stage.head.get(&loan).await;
        let key = storage::fresh::<storage::Uuid>().simple().to_string();
        let senders = (0..20).map(|_| {
            let (mut head, back, key) =
                (stage.head.clone(), format!("{loan}/kembali"), key.clone());
            tokio::spawn(async move {
                let fields = [
                    ("kunci", key.as_str()),
                    ("hari", "2026-11-24"),
                    ("baik", "1"),
                ];
                head.post(&back, &fields).await.status
            })
        });
        for sender in senders.collect::<Vec<_>>() {
            assert_eq!(sender.await.unwrap(), StatusCode::SEE_OTHER);
        }
        stage.secretary.get(&item).await.says("1 set (1 B)");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_stock_take_finds_what_is_missing_and_the_counts_follow_when_it_is_closed() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let item = stage.enter(&CHAIRS).await;
        let tent = [
            ("nama", "Tenda"),
            ("kode", "TND-01"),
            ("satuan", "set"),
            ("baik", "2"),
            ("asal", "aid"),
        ];
        let other = stage.enter(&tent).await;
        stage.lend(&item, "10", "2026-12-01").await;
        stage.head.get("/inventaris/periksa").await;
        let begun = stage.head.post("/inventaris/periksa", &[]).await;
        let walk = begun.location().to_owned();
        let again = stage.head.post("/inventaris/periksa", &[]).await;
        assert_eq!(again.location(), walk, "one walk at a time");
        let found = stage.head.get(&format!("{walk}/cari?kode=krs-01")).await;
        let line = found.location().to_owned();
        let scanned = format!(
            "{walk}/cari?kode=http%3A%2F%2Fcontoh{}",
            item.replace('/', "%2F")
        );
        assert_eq!(stage.head.get(&scanned).await.location(), line);
        let unknown = stage.head.get(&format!("{walk}/cari?kode=XYZ")).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        unknown.says("tidak ada di buku inventaris");
        let page = stage.head.get(&line).await;
        assert_eq!(
            page.field("baik").as_deref(),
            Some("35"),
            "those on loan are not looked for"
        );
        let wrong = stage.head.post(&line, &[("baik", "banyak")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let counted = [("baik", "32"), ("ringan", "6"), ("catatan", "Dua hilang")];
        assert_eq!(
            stage.head.post(&line, &counted).await.status,
            StatusCode::SEE_OTHER
        );
        let tent = other.replace("/inventaris/", &format!("{walk}/barang/"));
        stage.head.post(&tent, &[("lengkap", "ada")]).await;
        let page = stage.head.get(&walk).await;
        page.says("2 dari 2 jenis barang diperiksa");
        page.says("Kurang 2");
        assert!(
            stage
                .head
                .get(&format!("{walk}/berita-acara.pdf"))
                .await
                .body
                .starts_with(b"%PDF")
        );
        let closed = stage.head.post(&format!("{walk}/tutup"), &[]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER);
        for late in [format!("{walk}/tutup"), line] {
            let refused = stage.head.post(&late, &counted).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        // What happens later changes nothing in the record.
        stage.lend(&item, "5", "2026-12-01").await;
        let later = [
            ("nama", "Genset"),
            ("kode", "GNS-01"),
            ("satuan", "set"),
            ("baik", "1"),
            ("asal", "aid"),
        ];
        stage.enter(&later).await;
        let page = stage.head.get(&walk).await;
        page.says("10 dipinjam");
        page.keeps_quiet_about("Genset");
        let page = stage.secretary.get(&item).await;
        page.says("48 buah (42 B, 6 RR)");
        page.says("Pemeriksaan 24 November 2026: Dua hilang");
        assert_eq!(problems(&app).await, Vec::<String>::new());
        let other = Given::unit("Lenteng")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut other = app.sign_in(other.officer(Role::Secretary));
        assert_eq!(other.get(&walk).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
