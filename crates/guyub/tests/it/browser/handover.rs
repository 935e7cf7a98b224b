//! A handover on two phones' screens: the old chair prepares and gives, the new one receives, and
//! only then the offices change. And how a board calls its offices.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use identity::{Login, NewAccount, Passphrase};
use kernel::access::Role;

async fn hand_over(phone: &Phone) {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.member("Ana Lestari", 3).member("Budi Santoso", 2);
    let village = given.on(&phone.app.ctx).await;
    phone.sign_in(village.officer(Role::Chair)).await;
    phone.open("/pengurus/serah-terima").await;
    phone.look("serah-terima-0-mulai").await;
    phone.press("Mulai serah terima").await;
    phone.reads("Masukkan pengurus baru satu per satu").await;
    phone.look("serah-terima-1-kosong").await;
    phone.press("Tambah orang").await;
    let seats = phone.path().await;
    phone.open(&format!("{seats}?cari=ana")).await;
    phone.reads("Ana Lestari").await;
    phone.look("serah-terima-2-cari").await;
    phone.press("Ana Lestari").await;
    phone.press("Ketua").await;
    phone.look("serah-terima-3-jabatan").await;
    phone.press("Simpan").await;
    phone.reads("masuk susunan pengurus baru").await;
    phone.fill("sampai", "entah").await;
    phone.press("Simpan").await;
    phone.reads("Tanggal tidak dikenal").await;
    phone.look("serah-terima-4-keliru").await;
    phone.fill("sampai", "23-11-2031").await;
    phone.fill("tempat", "Balai Desa Jambu").await;
    phone.press("Simpan").await;
    phone.reads("Tersimpan.").await;
    phone.look("serah-terima-5-susunan").await;
    phone.press("Lanjut: yang diserahkan").await;
    phone.reads("Periksa bersama").await;
    phone.choose("ada", "organization.roll").await;
    phone.look("serah-terima-6-daftar").await;
    phone.press("Simpan dan lanjut").await;
    phone.reads("Ketua baru belum punya akun.").await;
    phone.look("serah-terima-7-akun").await;
    let account = NewAccount {
        person: village.person("Ana Lestari"),
        name: "Ana Lestari".to_owned(),
        login: Login::parse("ana.lestari").unwrap(),
        passphrase: Passphrase::typed("jambu air manis sekali"),
    };
    let (ctx, now) = (&phone.app.ctx, phone.app.now());
    let made = identity::add_account(ctx, &village.scope, account, now).await;
    made.unwrap();
    let page = phone.path().await;
    phone.open(&page).await;
    phone.press("Saya menyerahkan").await;
    phone.reads("Menunggu Ana Lestari").await;
    phone.look("serah-terima-8-menunggu").await;
    phone.open("/akun").await;
    phone.press("Keluar").await;
    phone.open("/masuk").await;
    phone.fill("login", "ana.lestari").await;
    phone.fill("sandi", "jambu air manis sekali").await;
    phone.press("Masuk").await;
    phone.reads("Serah terima jabatan").await;
    phone.look("serah-terima-9-ketua-baru").await;
    phone.open(&page).await;
    phone
        .reads("Begitu diterima, pengurus baru langsung menjabat")
        .await;
    phone.look("serah-terima-10-terima").await;
    phone.press("Saya menerima").await;
    phone.reads("Serah terima selesai.").await;
    phone.look("serah-terima-11-selesai").await;
    phone.open("/pengurus").await;
    phone.reads("Ana Lestari").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_is_handed_over_on_a_phone() {
    on_a_phone(hand_over).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_is_handed_over_without_scripts() {
    without_scripts(hand_over).await;
}

async fn name_the_offices(phone: &Phone) {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let village = given.member("Ana Lestari", 3).on(&phone.app.ctx).await;
    phone.sign_in(village.officer(Role::Chair)).await;
    phone.open("/pengaturan").await;
    phone.look("sebutan-0-pengaturan").await;
    phone.press("Sebutan jabatan dan bidang").await;
    phone.reads("Ini daftar bawaan Guyub.").await;
    phone.look("sebutan-1-bawaan").await;
    let treasurer = phone.browser.find(fantoccini::Locator::Css("#f-treasurer"));
    treasurer.await.unwrap().clear().await.unwrap();
    let empty = "document.querySelector('form[action=\"/pengaturan/jabatan\"]').noValidate = true";
    phone.browser.execute(empty, vec![]).await.unwrap();
    phone.press("Simpan").await;
    phone.reads("Isi paling sedikit satu sebutan.").await;
    phone.look("sebutan-2-keliru").await;
    phone.fill("treasurer", "Juru Uang").await;
    phone.fill("bidang", "Seksi Sinoman").await;
    phone.press("Simpan").await;
    phone.reads("Sebutan jabatan dan bidang tersimpan.").await;
    let ana = village.person("Ana Lestari");
    phone
        .open(&format!("/pengurus/jabatan/baru?orang={ana}"))
        .await;
    phone.reads("Juru Uang").await;
    phone.look("sebutan-3-jabatan").await;
    phone.open("/pengaturan/jabatan").await;
    phone.press("Kembalikan ke bawaan").await;
    phone.look("sebutan-4-kembali").await;
    let back = "document.querySelector('form[action$=bawaan]').requestSubmit()";
    phone.browser.execute(back, vec![]).await.unwrap();
    phone.reads("kembali ke bawaan").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn offices_are_named_on_a_phone() {
    on_a_phone(name_the_offices).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn offices_are_named_without_scripts() {
    without_scripts(name_the_offices).await;
}
