//! A budget on a phone: from a template, line by line, many at once, from a wrong spreadsheet, and
//! approved by the chair.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::{Given, training};
use kernel::access::Role;

const SHEET: &str = "PENGELUARAN;;;;;\nNo;Uraian;Volume;Satuan;Harga satuan;Jumlah\n\
    1;Kaos peserta;1.103;lembar;20.000;22.260.000\n2;Spanduk;2;lembar;150.000;300.000\n\
    ;Jumlah pengeluaran;;;;22.560.000\n";

async fn make_a_budget(phone: &Phone) {
    let ctx = &phone.app.ctx;
    let given = Given::unit("Jambu").officer(Role::Treasurer);
    let village = given.officer(Role::Chair).on(ctx).await;
    let (activity, _) = village.activity(ctx, &training("Pelatihan Menjahit")).await;
    phone.sign_in(village.officer(Role::Treasurer)).await;
    phone.open("/rab").await;
    phone.look("rab-0-kosong").await;
    phone.open(&format!("/kegiatan/{activity}")).await;
    phone.press("Buat RAB").await;
    phone.reads("Mulai dari").await;
    phone.choose("contoh", "pelatihan").await;
    phone.look("rab-1-baru").await;
    phone.press("Buat RAB").await;
    phone.reads("13 baris belum ada harganya.").await;
    phone.look("rab-2-contoh").await;
    let page = phone.path().await;
    phone.press("Honor narasumber").await;
    phone.reads("Ubah baris").await;
    phone.fill("harga", "450rb").await;
    phone.look("rab-3-baris").await;
    phone.press("Simpan baris").await;
    phone.reads("2 orang × 2 hari × Rp450.000").await;
    let lines = "Dokumentasi:\nCetak foto 20 lembar x 5.000\nSewa kamera 2 hari x 100rb";
    phone.fill("baris", lines).await;
    phone.press("Tambahkan baris").await;
    phone.reads("20 lembar × Rp5.000").await;
    phone.picture("rab-4-isi").await;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rab.csv");
    std::fs::write(&file, SHEET).unwrap();
    phone.press("Ambil dari Excel").await;
    phone.attach("berkas", &file).await;
    phone.press("Periksa berkas").await;
    phone.reads("lebih Rp200.000").await;
    phone.look("rab-5-salah-hitung").await;
    phone.press("Diganti semua").await;
    phone.press("Pakai baris ini").await;
    phone.reads("Rp22.360.000").await;

    phone.sign_in(village.officer(Role::Chair)).await;
    phone.open(&page).await;
    phone.press("Setujui RAB ini").await;
    phone.reads("disetujui 24 November 2026").await;
    phone.press("Ubah lewat versi baru").await;
    phone.reads("Versi 2, rancangan").await;
    phone.look("rab-6-versi").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_budget_is_made_on_a_phone() {
    on_a_phone(make_a_budget).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_budget_is_made_without_scripts() {
    without_scripts(make_a_budget).await;
}
