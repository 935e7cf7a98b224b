//! A member's own page on a phone: the card, a code read out by the secretary, the PIN, the data,
//! a correction that the secretary accepts.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn correct_ones_data(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .member("Ana Lestari", 3)
        .on(&phone.app.ctx)
        .await;
    let ana = village.person("Ana Lestari");
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open(&format!("/anggota/{ana}")).await;
    phone.reads("Belum punya PIN").await;
    phone.look("pribadi-0-anggota").await;
    phone.press("Buat kode PIN").await;
    phone.reads("Kode PIN untuk Ana Lestari").await;
    phone.look("pribadi-1-kode").await;
    let code = phone.text_of("kode").await;

    let card = own_card(phone, &village, ana).await;
    phone.open(&card).await;
    phone.reads("Kartu anggota").await;
    phone.look("pribadi-2-kartu").await;
    phone.press("Data saya").await;
    phone.reads("hanya terbuka dengan PIN").await;
    phone.look("pribadi-3-pin").await;
    phone.fill("kode", &code).await;
    phone.fill("baru", "123456").await;
    phone.fill("ulang", "123456").await;
    phone.press("Simpan PIN").await;
    phone.reads("mudah ditebak").await;
    phone.look("pribadi-4-mudah").await;
    phone.fill("baru", "402918").await;
    phone.fill("ulang", "402918").await;
    phone.press("Simpan PIN").await;
    phone.reads("Yang tercatat tentang kamu").await;
    phone.look("pribadi-5-data").await;
    phone.press("Perbaiki data").await;
    phone.fill("nama", "Ana Lestari, S.Pd").await;
    phone.fill("rt", "05").await;
    phone.look("pribadi-6-perbaiki").await;
    phone.press("Kirim usulan").await;
    phone.reads("Menunggu pengurus").await;
    phone.look("pribadi-7-menunggu").await;
    decide_for_oneself(phone).await;

    phone.open("/beranda").await;
    phone.press("Periksa permintaan").await;
    phone.look("pribadi-8-permintaan").await;
    phone.press("Ana Lestari").await;
    phone.reads("Terima perbaikan").await;
    phone.look("pribadi-9-banding").await;
    phone.press("Terima perbaikan").await;
    phone.reads("Perbaikan data tersimpan").await;
    phone.open(&format!("/anggota/{ana}/hapus")).await;
    phone.look("pribadi-10-hapus").await;
}

/// Consent to photos, given and taken back; erasure, for which the PIN is wrong.
async fn decide_for_oneself(phone: &Phone) {
    phone.press("Saya setuju: Foto dan video").await;
    phone.reads("Persetujuan tersimpan").await;
    phone.look("pribadi-11-setuju").await;
    phone.press("Cabut persetujuan: Foto dan video").await;
    phone.reads("Persetujuan dicabut").await;
    phone.look("pribadi-12-dicabut").await;
    phone.press("Minta data dihapus").await;
    phone.fill("pin", "918273").await;
    phone.press("Minta dihapus").await;
    phone.reads("PIN salah").await;
    phone.look("pribadi-13-pin-salah").await;
}

async fn own_card(
    phone: &Phone,
    village: &crate::support::Village,
    person: kernel::id::PersonId,
) -> String {
    let mut db = phone.app.ctx.db.read().await.unwrap();
    let person = organization::find_person(&mut db, &village.scope, person)
        .await
        .unwrap()
        .unwrap();
    format!("/p/{}", person.token)
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_data_are_corrected_on_a_phone() {
    on_a_phone(correct_ones_data).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_data_are_corrected_without_scripts() {
    without_scripts(correct_ones_data).await;
}
