//! Choosing the rules of membership on a phone, and looking at who comes of age.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn choose_the_rules(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .member("Ana Lestari", 3)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open("/pengaturan").await;
    phone.press("Aturan keanggotaan").await;
    phone.reads("16 sampai 30 tahun").await;
    phone.look("aturan-0").await;
    phone.press("Permensos 25/2019").await;
    phone.reads("Simpan aturan").await;
    phone.fill("sejak", "entah").await;
    phone.press("Simpan aturan").await;
    phone.reads("Tanggal tidak dikenal").await;
    phone.look("aturan-1-keliru").await;
    phone.fill("sejak", "1-1-2026").await;
    phone.press("Simpan aturan").await;
    phone.reads("13 sampai 45 tahun").await;
    phone.press("Siapa masuk dan lewat umur").await;
    phone.reads("terdaftar").await;
    phone.look("aturan-2-usia").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_chosen_on_a_phone() {
    on_a_phone(choose_the_rules).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_chosen_without_scripts() {
    without_scripts(choose_the_rules).await;
}
