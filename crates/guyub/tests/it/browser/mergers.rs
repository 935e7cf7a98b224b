//! Two villages become one on their officers' phones.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn become_one(phone: &Phone) {
    let given = Given::unit("jambu sumenep").officer(Role::Secretary);
    let jambu = given.member("Ana Lestari", 3).on(&phone.app.ctx).await;
    let given = Given::unit("lenteng barat sumenep").officer(Role::Chair);
    let barat = given.member("Budi Santoso", 3).on(&phone.app.ctx).await;
    phone.sign_in(barat.officer(Role::Chair)).await;
    phone.open(&format!("/unit/{}/pindah", barat.unit.id)).await;
    phone.press("Gabungkan desa ini ke desa lain").await;
    phone.press("Karang Taruna jambu sumenep").await;
    phone.look("gabung-desa-0-minta").await;
    phone.press("Minta digabung").await;
    phone.reads("Permintaan penggabungan dikirim").await;
    phone.open(&format!("/unit/{}/pindah", barat.unit.id)).await;
    phone.press("Lihat permintaannya").await;
    phone.reads("Menunggu jawaban").await;
    phone.look("gabung-desa-1-menunggu").await;
    phone.sign_in(jambu.officer(Role::Secretary)).await;
    phone.open("/beranda").await;
    phone.reads("minta digabung ke sini").await;
    phone.look("gabung-desa-2-beranda").await;
    phone.press("Periksa").await;
    phone.reads("2 orang pindah ke daftar anggota").await;
    phone.press("Terima penggabungan").await;
    phone.look("gabung-desa-3-periksa").await;
    phone.press("Ya, gabungkan").await;
    phone.reads("2 orang masuk daftar anggota").await;
    phone.look("gabung-desa-4-selesai").await;
    phone.press("Buka arsipnya").await;
    phone.reads("Arsip").await;
    phone.look("gabung-desa-5-ganti-unit").await;
    let archive = format!("button[value=\"{}\"]", barat.unit.id);
    let open = format!("document.querySelector('{archive}').click()");
    phone.browser.execute(&open, vec![]).await.unwrap();
    phone.reads("Isinya hanya bisa dibaca").await;
    phone.open("/anggota").await;
    phone.reads("Budi Santoso").await;
    phone.look("gabung-desa-6-arsip").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_villages_become_one_on_a_phone() {
    on_a_phone(become_one).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_villages_become_one_without_scripts() {
    without_scripts(become_one).await;
}
