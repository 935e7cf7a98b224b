//! Google on the phone: linked on the account's page, used to sign in, taken away; with scripts and
//! without. A provider on this machine stands for Google, where everybody consents at once.

use super::{Phone, with_google};
use crate::support::{Given, PASSPHRASE};
use kernel::access::Role;

async fn google(phone: &Phone) {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let village = given.officer(Role::Secretary).on(&phone.app.ctx).await;
    let link = phone.app.way_back(village.officer(Role::Secretary)).await;
    phone.open(&link).await;
    phone.fill("sandi", PASSPHRASE).await;
    phone.press("Simpan").await;
    phone.reads("Sekretaris Jambu").await;
    phone.open("/akun").await;
    phone.press("Tautkan akun Google").await;
    phone.reads("siti@contoh.example").await;
    phone.look("google-1-tautkan").await;
    phone.fill("sandi_google", "bukan ini").await;
    phone.press("Tautkan").await;
    phone.reads("Kata sandi belum cocok.").await;
    phone.look("google-2-salah").await;
    phone.fill("sandi_google", PASSPHRASE).await;
    phone.press("Tautkan").await;
    phone.reads("Akun Google tertaut.").await;
    let scroll = "document.getElementById('google').scrollIntoView({ behavior: 'instant' })";
    phone.browser.execute(scroll, vec![]).await.unwrap();
    phone.look("google-3-tertaut").await;

    phone.press("Keluar").await;
    phone.reads("Sampai jumpa").await;
    phone.look("google-4-masuk").await;
    phone.press("Masuk dengan Google").await;
    phone.reads("Masuk sebagai Sekretaris Jambu?").await;
    phone.press("HP ini dipakai bersama").await;
    phone.look("google-5-satu-langkah").await;
    phone.press("Masuk").await;
    phone.reads("Beranda").await;
    phone.open("/akun").await;
    phone.press("Lepas akun Google").await;
    phone.reads("Akun Google dilepas.").await;
    phone.press("Keluar").await;
    phone.reads("Sampai jumpa").await;
    phone.press("Masuk dengan Google").await;
    phone.reads("Akun Google ini belum ditautkan.").await;
    phone.look("google-6-belum-tertaut").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn google_is_linked_used_and_unlinked_on_a_phone() {
    with_google(true, google).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn google_is_linked_used_and_unlinked_without_scripts() {
    with_google(false, google).await;
}
