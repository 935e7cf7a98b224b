//! The village's population workbook from the phone: what is told of it, the ages, taking it, the
//! household on a person's page, the undo.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use crate::village::{COLUMNS, resident};
use kernel::access::Role;

async fn residents_are_taken(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    let card = "3529071205010099";
    let rows = vec![
        resident(
            "ANA LESTARI KUSUMAWARDHANI",
            "3529075205010001",
            card,
            "2001-05-12",
            "4",
            "1",
        ),
        resident("BUDI SANTOSO", "0", card, "2000-08-17", "1", "1"),
        resident("CITRA DEWI", "0", "0", "2003-02-01", "3", "3"),
        resident("BAYI SEHAT", "0", card, "2025-01-01", "4", "1"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("penduduk desa.xlsx");
    std::fs::write(
        &file,
        roster::write_xlsx("Penduduk", &COLUMNS, rows).unwrap(),
    )
    .unwrap();
    phone.open("/anggota/impor").await;
    phone.attach("daftar", &file).await;
    phone.press("Baca daftar").await;
    phone.reads("Data penduduk dari OpenSID").await;
    phone.look("penduduk-1-baca").await;
    phone.press("Kolom yang diambil").await;
    phone.reads("agama_id").await;
    phone.look("penduduk-2-kolom").await;
    phone.fill("dari", "umur").await;
    phone.press("Terapkan umur").await;
    phone.reads("Isi umur dengan angka").await;
    phone.look("penduduk-3-umur-keliru").await;
    phone.fill("dari", "1").await;
    phone.press("Terapkan umur").await;
    phone.reads("Bayi Sehat").await;
    phone.fill("dari", "16").await;
    phone.press("Terapkan umur").await;
    phone.press("Masukkan 2 anggota").await;
    phone.reads("sudah dimasukkan").await;
    phone.look("penduduk-4-selesai").await;
    phone.open("/anggota?cari=ana").await;
    phone.press("Ana Lestari").await;
    phone.reads("Satu KK di daftar anggota").await;
    phone.look("penduduk-5-keluarga").await;
    phone.open("/anggota/impor").await;
    phone.press("penduduk desa.xlsx").await;
    phone.press("Batalkan impor ini").await;
    phone.press("Ya, batalkan impor").await;
    phone.reads("kembali seperti sebelumnya").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn young_people_of_the_village_come_onto_the_roll() {
    on_a_phone(residents_are_taken).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn young_people_of_the_village_come_onto_the_roll_without_scripts() {
    without_scripts(residents_are_taken).await;
}
