//! The tree on an officer's phone: a hamlet is made, gets its page, and somebody asks to join.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn from_hamlet_to_member(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .member("Ana Lestari", 3)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open("/unit").await;
    phone.look("unit-0-kosong").await;
    phone.press("Tambah unit").await;
    phone.press("RT").await;
    phone.fill("nama", "Karang Taruna RT 03").await;
    phone.press("Simpan unit").await;
    phone.reads("Isi dusun, RW, atau RT").await;
    phone.look("unit-1-keliru").await;
    phone.fill("rt", "3").await;
    phone.press("Simpan unit").await;
    phone.reads("Warganya: RT 03").await;
    phone.look("unit-2-rt").await;
    phone.press("Pengurusnya").await;
    phone.reads("Pengurus unit").await;
    let officers = phone.path().await;
    phone.open(&format!("{officers}?cari=ana")).await;
    phone.press("Ana Lestari").await;
    phone.reads("Dipakai setiap kali masuk").await;
    phone.look("unit-3-pengurus").await;
    phone.open("/unit").await;
    phone.reads("1 anggota").await;
    phone.look("unit-4-pohon").await;
    phone.press("Ubah").await;
    phone
        .fill("tentang", "Pemuda Jambu, berkumpul tiap Sabtu malam.")
        .await;
    phone.look("unit-5-ubah").await;
    phone.press("Simpan").await;
    phone.press("Halaman umum").await;
    phone.reads("berkumpul tiap Sabtu malam").await;
    phone.look("unit-6-umum").await;
    phone.press("Minta bergabung").await;
    phone.fill("nama", "Anna Lestari").await;
    phone.fill("hp", "0812-0000-7777").await;
    phone.choose("setuju", "ya").await;
    phone.look("unit-7-gabung").await;
    phone.fill("tgl_lahir", "1-1-2012").await;
    phone.press("Kirim permintaan").await;
    phone.reads("isi nama orang tua atau wali").await;
    phone.fill("wali", "Siti Aminah").await;
    phone.choose("hubungan_wali", "mother").await;
    phone.choose("setuju_wali", "ya").await;
    phone.look("unit-7-wali").await;
    phone.press("Kirim permintaan").await;
    phone.reads("Permintaan terkirim").await;
    phone.open("/anggota/calon").await;
    phone.reads("Ya, ini Ana Lestari").await;
    phone.look("unit-8-permintaan").await;
    phone.press("Ya, ini Ana Lestari").await;
    phone.reads("sudah ada di daftar anggota").await;
    let ana = village.person("Ana Lestari");
    phone.open(&format!("/anggota/{ana}#persetujuan")).await;
    phone.press("Riwayat persetujuan").await;
    phone.reads("Di formulir minta bergabung").await;
    phone.look("unit-8-setuju").await;
    phone
        .open(&format!("/unit/{}/pindah", village.unit.id))
        .await;
    phone.reads("Pindah atau gabung").await;
    phone.look("unit-9-pindah").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_is_made_and_joined_on_a_phone() {
    on_a_phone(from_hamlet_to_member).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_is_made_and_joined_without_scripts() {
    without_scripts(from_hamlet_to_member).await;
}
