//! A board on an officer's phone: a decree is kept and scanned, somebody joins a division, and the
//! chart shows them all.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn confirm_the_board(phone: &Phone) {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.officer(Role::Secretary).officer(Role::Treasurer);
    let given = given.member("Ana Lestari", 3);
    let village = given.on(&phone.app.ctx).await;
    phone.sign_in(village.officer(Role::Chair)).await;
    phone.open("/beranda").await;
    phone.reads("SK pengukuhan belum dicatat").await;
    phone.look("pengurus-0-beranda").await;
    phone.press("Urus SK").await;
    phone.reads("Belum ada SK yang dicatat").await;
    phone.look("pengurus-1-sk-kosong").await;
    phone.press("Buat rancangan SK").await;
    phone.reads("Unduh rancangan (PDF)").await;
    phone.look("pengurus-2-rancangan").await;
    phone.open("/pengurus/sk").await;
    phone.press("Catat SK").await;
    phone.fill("nomor", "141/12/2026").await;
    phone.fill("tanggal", "entah").await;
    phone.fill("sampai", "19 Mei 2027").await;
    phone.press("Simpan").await;
    phone.reads("Tanggal tidak dikenal").await;
    phone.look("pengurus-3-sk-keliru").await;
    phone.fill("tanggal", "20 November 2026").await;
    phone.press("Simpan").await;
    phone.reads("Unggah SK yang sudah ditandatangani").await;
    phone.look("pengurus-4-sk").await;
    phone.open("/pengurus/jabatan/baru?cari=ana").await;
    phone.look("pengurus-5-cari").await;
    phone.press("Ana Lestari").await;
    phone.press("Anggota Bidang").await;
    phone.fill("bidang", "Bidang Olahraga").await;
    phone.look("pengurus-6-jabatan").await;
    phone.press("Simpan").await;
    phone.reads("Ana Lestari masuk susunan pengurus").await;
    phone.reads("berakhir 19 Mei 2027 (5 bulan lagi)").await;
    phone.look("pengurus-7-pengurus").await;
    phone.press("Bagan").await;
    phone.reads("Unduh gambar (PNG)").await;
    phone.look("pengurus-8-bagan").await;
    phone.open("/pengurus/masa-bakti").await;
    phone.look("pengurus-9-riwayat").await;
    phone.press("Catat yang lama").await;
    phone.fill("mulai", "1-2-2016").await;
    phone.fill("berakhir", "31-1-2021").await;
    phone.fill("susunan", "Ketua: Pak Slamet").await;
    phone.look("pengurus-10-masa-lama").await;
    phone.press("Simpan").await;
    phone.reads("Masa bakti 2016–2021").await;
    phone.look("pengurus-11-masa").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_is_confirmed_on_a_phone() {
    on_a_phone(confirm_the_board).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_is_confirmed_without_scripts() {
    without_scripts(confirm_the_board).await;
}
