//! A board's list from the phone: chosen, read, looked at, taken, undone.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

const LIST: &str = "DAFTAR ANGGOTA KARANG TARUNA;;\nNo;Nama;RT;No HP\n1;Ana Lestari;03;0812-0000-1234\n\
                    2;Budi Santoso;01;blm\n3;Ana Lestari;03;+62 812 0000 1234\n";

async fn a_list_is_taken(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("anggota 2026.csv");
    std::fs::write(&file, LIST).unwrap();
    phone.open("/anggota/impor").await;
    phone.look("impor-1-pilih").await;
    phone.attach("daftar", &file).await;
    phone.press("Baca daftar").await;
    phone.reads("Ana Lestari").await;
    phone.look("impor-2-baca").await;
    phone.press("Masukkan").await;
    phone.reads("sudah dimasukkan").await;
    phone.look("impor-3-selesai").await;
    phone.open("/anggota?cari=ana").await;
    phone.reads("RT 03").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_from_excel_comes_onto_the_roll() {
    on_a_phone(a_list_is_taken).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_comes_onto_the_roll_without_scripts() {
    without_scripts(a_list_is_taken).await;
}
