//! The inventory on a phone: a thing with its photo, a loan and its return, a walk with a record.

use super::secretariat::paper;
use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn keep_things(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .member("Ana Lestari", 3)
        .on(&phone.app.ctx)
        .await;
    let folder = tempfile::tempdir().unwrap();
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open("/inventaris").await;
    phone.look("inventaris-0-kosong").await;
    phone.press("Barang baru").await;
    phone.reads("Kode barang").await;
    phone.fill("nama", "Kursi plastik").await;
    phone.fill("baik", "45").await;
    phone.fill("ringan", "5").await;
    phone.fill("tempat", "Gudang balai desa").await;
    phone.attach("foto", &paper(folder.path())).await;
    phone.look("inventaris-1-baru").await;
    phone.press("Simpan barang").await;
    phone.reads("50 buah (45 B, 5 RR)").await;
    phone.look("inventaris-2-barang").await;
    let item = phone.path().await;
    phone.press("Barang keluar").await;
    phone.reads("Caranya").await;
    phone.fill("jumlah", "60").await;
    phone.fill("sebab", "Terbawa banjir").await;
    phone.press("Simpan perubahan").await;
    phone.reads("hanya 45").await;
    phone.look("inventaris-3-keluar").await;
    phone.fill("jumlah", "1").await;
    phone.press("Simpan perubahan").await;
    phone.reads("Hilang: Terbawa banjir").await;

    phone.open(&format!("{item}/pinjam")).await;
    phone.fill("jumlah", "20").await;
    phone.fill("peminjam", "Ana Lestari").await;
    phone.fill("keperluan", "Rapat RT 03").await;
    phone.look("inventaris-4-pinjam").await;
    phone.press("Simpan pinjaman").await;
    phone.reads("Ana Lestari (Anggota)").await;
    phone.look("inventaris-5-pinjaman").await;
    phone.app.wait(6 * 24 * 60);
    phone.open("/beranda").await;
    phone.reads("20 buah Kursi plastik: Ana Lestari").await;
    phone.press("20 buah Kursi plastik").await;
    phone.fill("baik", "18").await;
    phone.fill("hilang", "2").await;
    phone.press("Simpan pengembalian").await;
    phone.reads("18 B, 2 hilang").await;
    phone.open("/inventaris/pinjaman").await;
    phone.look("inventaris-6-pinjaman-kosong").await;

    phone.open("/inventaris/periksa").await;
    phone.look("periksa-0").await;
    phone.press("Mulai pemeriksaan").await;
    phone.reads("0 dari 1 jenis barang diperiksa").await;
    phone.look("periksa-1-jalan").await;
    phone.fill("kode", "inv-001").await;
    phone.press("Cari barang").await;
    phone.reads("Ditemukan baik").await;
    phone.fill("baik", "40").await;
    phone.look("periksa-2-barang").await;
    phone.press("Simpan jumlah").await;
    phone.reads("Kurang 2").await;
    phone.look("periksa-3-kurang").await;
    phone.press("Tutup pemeriksaan ini").await;
    phone.reads("Ditutup").await;
    phone.look("periksa-4-tutup").await;
    phone.open("/inventaris").await;
    phone.reads("45 buah").await;
    phone.look("inventaris-7-daftar").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn things_are_kept_on_a_phone() {
    on_a_phone(keep_things).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn things_are_kept_without_scripts() {
    without_scripts(keep_things).await;
}
