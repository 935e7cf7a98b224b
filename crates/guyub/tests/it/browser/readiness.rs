//! The board looks at what it can show to Dinas Sosial, and at what it cannot.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn evidence_is_looked_at(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::Chair)
        .member("Ana Lestari", 3)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open("/pengaturan").await;
    phone.press("Kesiapan klasifikasi").await;
    phone.reads("Organisasi dan kepengurusan").await;
    phone.reads("Belum terisi: bendahara").await;
    phone.look("klasifikasi-1").await;
    phone.press("Sekretariat").await;
    phone.reads("Alamat sekretariat").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_sees_what_it_can_prove() {
    on_a_phone(evidence_is_looked_at).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_sees_what_it_can_prove_without_scripts() {
    without_scripts(evidence_is_looked_at).await;
}
