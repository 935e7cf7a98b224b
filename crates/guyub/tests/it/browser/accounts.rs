//! Accounts on the phone: an invitation from the link to the home page, codes from an app, the way
//! back by two officers, and the board's record of all of it.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::{Given, Village};
use kernel::access::Role;

async fn village(phone: &Phone) -> Village {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.officer(Role::Secretary).officer(Role::Treasurer);
    given.member("Ana Lestari", 3).on(&phone.app.ctx).await
}

/// The address under the QR code, which is shown once.
async fn link(phone: &Phone) -> String {
    let link = phone.browser.find(fantoccini::Locator::Id("tautan")).await;
    let link = link.unwrap().text().await.unwrap();
    link.strip_prefix(&phone.url).unwrap().to_owned()
}

async fn accounts(phone: &Phone) {
    let village = village(phone).await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    let ana = village.person("Ana Lestari");
    phone.open(&format!("/pengurus/baru?orang={ana}")).await;
    phone.press("Koordinator Bidang").await;
    phone.look("akun-1-pengurus-baru").await;
    phone.press("Buat undangan").await;
    phone.reads("Undangan untuk Ana Lestari").await;
    phone.look("akun-2-undangan").await;
    let invitation = link(phone).await;
    phone.open(&format!("/pengurus/{ana}/izin")).await;
    phone.press("Bendahara").await;
    phone.fill("alasan", "Bendahara cuti melahirkan").await;
    phone.look("akun-3-izin").await;
    let chair = village.officer(Role::Chair).person;
    phone.open("/pengurus").await;
    phone.reads("Diundang").await;
    ask_for_recovery(phone, &chair.to_string()).await;
    phone
        .reads("Menunggu persetujuan satu pengurus lain.")
        .await;
    phone.look("akun-4-pengurus").await;

    phone.sign_in(village.officer(Role::Treasurer)).await;
    phone.open("/pengurus").await;
    phone.reads("Setujui hanya kalau memang dia").await;
    phone.look("akun-5-setujui").await;
    phone.press("Setujui dan buat tautan").await;
    phone.reads("Tautan pemulihan untuk Ketua Jambu").await;
    let back = link(phone).await;
    phone.look("akun-6-tautan").await;
    phone.open("/akun").await;
    phone.press("Pasang kode masuk").await;
    phone.reads("Ketik yang sekarang tampil").await;
    phone.look("akun-7-kode").await;
    phone.open("/pengaturan/catatan").await;
    phone.reads("Menyetujui pemulihan akun Ketua Jambu").await;
    phone.look("akun-8-catatan").await;

    phone.open("/akun").await;
    phone.look("akun-9-akun").await;
    phone.press("Keluar").await;
    phone.reads("Sampai jumpa").await;
    phone.look("akun-10-masuk").await;
    phone.open(&back).await;
    phone.look("akun-11-pulih").await;
    phone.open(&invitation).await;
    phone.look("akun-12-undangan").await;
    phone.fill("login", "ana").await;
    phone.fill("sandi", "mangga muda asam").await;
    phone.press("HP ini dipakai bersama").await;
    phone.press("Buat akun dan masuk").await;
    phone.reads("Akun sudah jadi").await;
    phone.open(&invitation).await;
    phone.reads("Undangan ini tidak berlaku lagi").await;
    phone.look("akun-13-usang").await;
}

/// Opens the question of the officer's own card and sends it.
async fn ask_for_recovery(phone: &Phone, person: &str) {
    let css = format!("form[action=\"/pengurus/{person}/pulih\"]");
    let script = "const form = document.querySelector(arguments[0]); \
                  form.closest('details').open = true; form.querySelector('button').click()";
    let form = vec![css.into()];
    phone.browser.execute(script, form).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_looked_after_on_a_phone() {
    on_a_phone(accounts).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_looked_after_without_scripts() {
    without_scripts(accounts).await;
}
