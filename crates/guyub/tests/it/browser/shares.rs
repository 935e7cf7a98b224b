//! Names lent on a phone: the lender chooses the unit, the purpose and the day; the reader reads;
//! the lender sees who looked and takes the names back.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn lend_names(phone: &Phone) {
    let lender = Given::unit("Jambu")
        .officer(Role::Secretary)
        .member("Ana Lestari", 3)
        .member("Budi Santoso", 4)
        .on(&phone.app.ctx)
        .await;
    let reader = Given::unit("Lenteng")
        .officer(Role::Chair)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(lender.officer(Role::Secretary)).await;
    phone.open("/pengaturan/bagikan").await;
    phone.look("bagikan-0-kosong").await;
    phone.press("Bagikan nama").await;
    phone.fill("cari", "lenteng").await;
    phone.press("Cari").await;
    phone.reads("Karang Taruna Lenteng").await;
    phone.look("bagikan-1-unit").await;
    phone.press("Karang Taruna Lenteng").await;
    phone.reads("Sampai tanggal").await;
    phone.fill("keperluan", "Lomba voli antardesa").await;
    phone.fill("sampai", "1-1-2030").await;
    phone.press("Bagikan").await;
    phone.reads("Paling lama enam bulan").await;
    phone.look("bagikan-2-keliru").await;
    phone.fill("sampai", "1-12-2026").await;
    phone.press("Bagikan").await;
    phone.reads("Belum ada yang melihat").await;
    let path = phone.path().await;

    phone.sign_in(reader.officer(Role::Chair)).await;
    phone.open("/bagian").await;
    phone.look("bagikan-3-daftar").await;
    phone.press("Karang Taruna Jambu").await;
    phone.reads("Ana Lestari").await;
    phone.look("bagikan-4-nama").await;

    phone.sign_in(lender.officer(Role::Secretary)).await;
    phone.open(&path).await;
    phone.reads("Ketua Lenteng").await;
    phone.look("bagikan-5-dilihat").await;
    phone.press("Cabut sekarang").await;
    phone.reads("Dicabut").await;
    phone.look("bagikan-6-dicabut").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_lent_on_a_phone() {
    on_a_phone(lend_names).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_lent_without_scripts() {
    without_scripts(lend_names).await;
}
