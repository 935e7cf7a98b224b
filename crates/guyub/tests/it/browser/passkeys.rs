//! A passkey on the phone: made on the account's page, used to sign in, taken away. The browser's
//! virtual authenticator stands for the finger.

use super::{Phone, on_a_phone_by_name, without_scripts_by_name};
use crate::support::{Given, PASSPHRASE, Village};
use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use kernel::access::Role;
use serde_json::json;
use url::{ParseError, Url};

/// A phone with a screen lock whose owner always says yes (Web Authentication, section 11).
#[derive(Debug)]
struct ScreenLock;

impl WebDriverCompatibleCommand for ScreenLock {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/webauthn/authenticator"))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let lock = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserConsenting": true,
            "isUserVerified": true,
        });
        (Method::POST, Some(lock.to_string()))
    }
}

/// A secretary with a passphrase, signed in by it.
async fn village(phone: &Phone) -> Village {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.officer(Role::Secretary);
    let village = given.on(&phone.app.ctx).await;
    let link = phone.app.way_back(village.officer(Role::Secretary)).await;
    phone.open(&link).await;
    phone.fill("sandi", PASSPHRASE).await;
    phone.press("Simpan").await;
    phone.reads("Sekretaris Jambu").await;
    village
}

/// Scrolls to the passkeys before looking.
async fn look_closer(phone: &Phone, name: &str) {
    let scroll = "document.getElementById('passkey').scrollIntoView({ behavior: 'instant' })";
    phone.browser.execute(scroll, vec![]).await.unwrap();
    phone.look(name).await;
}

async fn passkeys(phone: &Phone) {
    phone.browser.issue_cmd(ScreenLock).await.unwrap();
    village(phone).await;
    phone.open("/akun").await;
    look_closer(phone, "passkey-1-akun").await;
    phone.fill("sandi_passkey", "bukan ini").await;
    phone.press("Buat passkey di perangkat ini").await;
    phone.reads("Kata sandi belum cocok.").await;
    phone.fill("sandi_passkey", PASSPHRASE).await;
    look_closer(phone, "passkey-2-salah").await;
    phone.press("Buat passkey di perangkat ini").await;
    phone.reads("Passkey sudah jadi.").await;
    look_closer(phone, "passkey-3-jadi").await;

    phone.press("Keluar").await;
    phone.reads("Sampai jumpa").await;
    phone.look("passkey-4-masuk").await;
    phone.press("Masuk dengan sidik jari atau wajah").await;
    phone.reads("Sekretaris Jambu").await;
    phone.open("/akun").await;
    phone.reads("Terakhir dipakai").await;

    let hapus = "form[action$='/hapus'] button";
    let remove = phone.browser.find(fantoccini::Locator::Css(hapus)).await;
    let itself = vec![serde_json::to_value(remove.unwrap()).unwrap()];
    let press = "arguments[0].click()";
    phone.browser.execute(press, itself).await.unwrap();
    phone.reads("Passkey dihapus.").await;
    phone.press("Keluar").await;
    phone.reads("Sampai jumpa").await;
    assert!(!phone.text().await.contains("sidik jari"), "nobody has one");
}

/// A passkey that the server no longer knows, and a finger that does not come.
async fn forgotten(phone: &Phone) {
    phone.browser.issue_cmd(ScreenLock).await.unwrap();
    let village = village(phone).await;
    phone.open("/akun").await;
    phone.fill("sandi_passkey", PASSPHRASE).await;
    phone.press("Buat passkey di perangkat ini").await;
    phone.reads("Passkey sudah jadi.").await;
    phone.press("Keluar").await;
    phone.reads("Sampai jumpa").await;
    let mut tx = phone.app.ctx.db.begin().await.unwrap();
    let people = [village.officer(Role::Secretary).person];
    identity::end_sign_ins_of(&mut tx, &people, phone.app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    phone.press("HP ini dipakai bersama").await;
    phone.press("Masuk dengan sidik jari atau wajah").await;
    phone.reads("Passkey ini belum bisa dipakai.").await;
    phone.look("passkey-5-lupa").await;
}

/// Without scripts the passphrase remains, and the page says what a passkey needs.
async fn only_told(phone: &Phone) {
    village(phone).await;
    phone.open("/akun").await;
    phone.reads("Membuatnya perlu JavaScript").await;
    assert!(!phone.text().await.contains("Buat passkey di perangkat ini"));
    look_closer(phone, "passkey-6-tanpa-js").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_made_used_and_taken_away_on_a_phone() {
    on_a_phone_by_name(passkeys).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_that_is_no_longer_known_is_refused_in_words() {
    on_a_phone_by_name(forgotten).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_passphrase_remains() {
    without_scripts_by_name(only_told).await;
}
