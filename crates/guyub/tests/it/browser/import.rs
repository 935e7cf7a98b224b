//! A board's list from the phone: chosen, read, its columns named, its likely duplicates decided
//! side by side, taken, undone.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;
use organization::NewPerson;

const LIST: &str = "DAFTAR ANGGOTA KARANG TARUNA;;;;;\nNo;Nama;RT/RW;Tempat, Tgl Lahir;No HP;Pekerjaan;Kontak darurat\n\
    DUSUN KRAJAN;;;;;;\n\
    1;Ana Lestari Kusumawardhani;03/01;Sumenep, 12-05-2001;0812-0000-1234;Guru honorer;\n\
    2;Budi Santoso;01/01;Sumenep, 31-02-2001;blm;Petani;0813-1111-2222\n\
    3;Citra Dewi;03/01;Pamekasan, 01-02-2003;0812-0000-5678;;\n\
    4;Citra Dewi;03/01;;+62 812 0000 5678;Pelajar;\n\
    5;;04/01;;0812-9999-0000;;\n\
    JUMLAH;5;;;;;\n";

async fn a_list_is_taken(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&phone.app.ctx)
        .await;
    let mut tx = phone.app.ctx.db.begin().await.unwrap();
    let known = NewPerson {
        full_name: "Ana Lestari K.".into(),
        occupation: "Pedagang".into(),
        birth_date: Some(jiff::civil::date(1999, 12, 5)),
        phones: vec!["+6281200001234".into()],
        ..NewPerson::default()
    };
    organization::add_person(&mut tx, &village.scope, &known, phone.app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
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
    phone.press("Kolom yang dibaca").await;
    phone.reads("Kontak darurat").await;
    phone.look("impor-3-kolom").await;
    phone.press("Isi dusun yang kosong").await;
    phone.press("Baca ulang dengan kolom ini").await;
    phone.reads("Krajan, RT 03").await;
    phone.press("Perlu dilihat").await;
    phone.reads("Tanggal").await;
    phone.look("impor-4-perlu-dilihat").await;
    phone.press("Putuskan sekarang").await;
    phone.reads("Sudah tercatat").await;
    phone.look("impor-5-berdampingan").await;
    phone.press("Orang yang sama dengan Ana").await;
    phone.reads("Semua sudah diputuskan").await;
    phone.press("Semua (").await;
    phone.reads("Usulan: orang yang sama").await;
    phone.look("impor-6-semua").await;
    phone.press("anggota 2026.csv").await;
    phone.press("Masukkan 2 anggota, gabungkan 2").await;
    phone.reads("sudah dimasukkan").await;
    phone.look("impor-7-selesai").await;
    phone.open("/anggota?cari=ana").await;
    phone.reads("RT 03").await;
    phone.open("/anggota/impor").await;
    phone.press("anggota 2026.csv").await;
    phone.press("Batalkan impor ini").await;
    phone.press("Ya, batalkan impor").await;
    phone.reads("kembali seperti sebelumnya").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_from_excel_comes_onto_the_roll() {
    on_a_phone(a_list_is_taken).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_comes_onto_the_roll_without_scripts() {
    without_scripts(a_list_is_taken).await;
}
