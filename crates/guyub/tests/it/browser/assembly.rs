//! A Temu Karya on an officer's phone: from the empty list to the open assembly.

use super::{Phone, on_a_phone, without_scripts};
use crate::assembly::{opened, village};
use crate::election::stands;
use crate::evotes::{cards, decided};
use fantoccini::Locator;
use kernel::access::Role;

/// Ticks somebody at the door and waits until it is saved.
async fn arrives(phone: &Phone, name: &str) {
    phone.press(name).await;
    let ticked = format!("//form[@data-state='present'][contains(., '{name}')]");
    phone.waits_for(Locator::XPath(&ticked), name).await;
}

async fn hold_an_assembly(phone: &Phone) {
    let village = village(&phone.app).await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open("/temu-karya").await;
    phone.look("temu-karya-0-kosong").await;
    phone.press("Rencanakan Temu Karya").await;
    phone.reads("Peserta dengan hak suara").await;
    phone.look("temu-karya-1-baru").await;
    phone.fill("judul", "Temu Karya Jambu 2026").await;
    phone.fill("tempat", "Balai Desa Jambu").await;
    phone.write("#hari-1", "24-11-2026").await;
    phone.write("#jam-1", "19.30").await;
    phone.fill("masa", "lima tahun").await;
    phone.choose("peserta", "anggota").await;
    phone.press("Simpan rencana").await;
    phone.reads("Tulis dua tahun").await;
    phone.look("temu-karya-2-keliru").await;
    phone.fill("masa", "2026-2031").await;
    phone.press("Simpan rencana").await;
    phone.reads("Rencana tersimpan").await;
    phone.look("temu-karya-3-rencana").await;
    phone.press("Daftar peserta").await;
    phone.reads("7 peserta dengan hak suara").await;
    phone.look("temu-karya-4-peserta").await;
    phone.press("Temu Karya Jambu").await;
    phone.press("Catat kehadiran").await;
    for name in ["Ana Lestari", "Budi Santoso", "Citra Dewi"] {
        arrives(phone, name).await;
    }
    phone.press("Hitung lagi").await;
    phone.reads("Hadir 3 dari 7 peserta").await;
    phone.look("temu-karya-4-pintu").await;
    arrives(phone, "Dedi Kurnia").await;
    phone.press("Hitung lagi").await;
    phone.reads("tercapai pukul").await;
    phone.press("Temu Karya Jambu").await;
    phone.press("Buka sidang").await;
    phone.write("#pimpinan-1", "Ana Lestari").await;
    phone.look("temu-karya-5-buka").await;
    phone.press("Buka sidang").await;
    phone.reads("Pimpinan sidang: Ana Lestari").await;
    phone.press("Tanggapan laporan").await;
    phone.choose("hasil", "terima").await;
    phone.look("temu-karya-6-laporan").await;
    phone.press("Catat tanggapan").await;
    phone.reads("diterima secara mufakat").await;
    phone.look("temu-karya-7-sidang").await;
    phone.press("Calon dan pemilihan").await;
    for name in ["Ana", "Budi"] {
        phone.fill("cari", name).await;
        phone.press("Cari").await;
        phone.press("Calonkan").await;
        phone.reads("Tercatat").await;
    }
    phone.press("Dengan mengangkat tangan").await;
    phone.write("#suara-1", "3").await;
    phone.write("#suara-2", "1").await;
    phone.look("temu-karya-8-pemilihan").await;
    phone.press("Catat hasil").await;
    phone.reads("Ketua terpilih").await;
    phone.look("temu-karya-9-terpilih").await;
    phone.press("Temu Karya Jambu").await;
    phone.press("Susun pengurus").await;
    phone.fill("cari", "Ana").await;
    phone.press("Cari").await;
    phone.reads("Masukkan ke susunan").await;
    phone.press("Masukkan ke susunan").await;
    phone.reads("Masuk susunan").await;
    phone.look("temu-karya-15-susunan").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assembly_is_held_on_a_phone() {
    on_a_phone(hold_an_assembly).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assembly_is_held_without_scripts() {
    without_scripts(hold_an_assembly).await;
}

async fn count_ballots(phone: &Phone) {
    let village = village(&phone.app).await;
    let mut officer = phone.app.sign_in(village.officer(Role::Secretary));
    let page = opened(&phone.app, &village, &mut officer).await;
    for name in ["Ana Lestari", "Budi Santoso"] {
        stands(&mut officer, &village, &page, name).await;
    }
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open(&format!("{page}/pemilihan")).await;
    phone.press("Dengan surat suara rahasia").await;
    phone.fill("dibagikan", "4").await;
    phone.look("temu-karya-10-kertas").await;
    phone.press("Mulai menghitung").await;
    for (name, done) in [("Ana", 1), ("Budi", 2), ("Ana", 3), ("Tidak sah", 4)] {
        phone.press(&format!("Satu suara {}", ballot(name))).await;
        phone.reads(&format!("{done} dari 4 surat suara")).await;
    }
    phone.look("temu-karya-11-hitung").await;
    phone.press("Urungkan surat ke-4").await;
    phone.reads("3 dari 4 surat suara").await;
    phone.press("Buka layar hitung").await;
    phone.reads("3 dari 4 surat suara").await;
    phone.look("temu-karya-12-layar").await;
    phone.open(&format!("{page}/hitung")).await;
    phone.press("Tutup penghitungan").await;
    phone.fill("kembali", "0").await;
    press_close(phone).await;
    phone.reads("Kurang 1 surat suara").await;
    phone.look("temu-karya-13-selisih").await;
    phone.fill("kembali", "1").await;
    press_close(phone).await;
    phone.reads("Ketua terpilih").await;
    phone.look("temu-karya-14-hasil").await;
}

/// A candidate as the ballot names them.
fn ballot(name: &str) -> &str {
    match name {
        "Ana" => "1. Ana Lestari",
        "Budi" => "2. Budi Santoso",
        other => other,
    }
}

async fn press_close(phone: &Phone) {
    let button = "document.querySelector('form[action$=tutup]').requestSubmit()";
    phone.browser.execute(button, vec![]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn ballots_are_counted_on_a_phone() {
    on_a_phone(count_ballots).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ballots_are_counted_without_scripts() {
    without_scripts(count_ballots).await;
}

async fn vote_by_cards(phone: &Phone) {
    let village = village(&phone.app).await;
    let mut officer = phone.app.sign_in(village.officer(Role::Secretary));
    let page = decided(&phone.app, &village, &mut officer).await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open(&format!("{page}/pemilihan")).await;
    phone.press("Dengan pemungutan suara elektronik").await;
    phone.reads("Kartu hanya bisa diunduh sekali").await;
    phone.look("suara-0-mulai").await;
    phone.press("Mulai dan unduh kartu suara").await;
    let cards_are_there = async || phone.path().await.ends_with("/suara");
    while !cards_are_there().await {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    phone.open(&format!("{page}/suara")).await;
    phone.reads("0 dari 4 suara sudah masuk").await;
    phone.look("suara-1-masuk").await;
    cards(&phone.app, &["satu", "dua"]).await;
    phone.open("/suara/satu").await;
    phone.reads("Pilih satu").await;
    phone.press("Kirim suara").await;
    phone.reads("Pilih salah satu.").await;
    phone.look("suara-2-belum-memilih").await;
    phone.press("2. Budi Santoso").await;
    phone.look("suara-3-kartu").await;
    phone.press("Kirim suara").await;
    phone.reads("Suaramu sudah masuk").await;
    phone.look("suara-4-terkirim").await;
    phone.open("/suara/satu").await;
    phone.reads("sudah dipakai").await;
    phone.look("suara-5-terpakai").await;
    phone.open(&format!("{page}/suara")).await;
    phone.reads("1 dari 4 suara sudah masuk").await;
    phone.press("Tutup pemungutan suara").await;
    phone.press("Tutup dan hitung").await;
    phone.reads("Budi Santoso").await;
    phone.look("suara-6-hasil").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chair_is_elected_by_cards_on_a_phone() {
    on_a_phone(vote_by_cards).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chair_is_elected_by_cards_without_scripts() {
    without_scripts(vote_by_cards).await;
}
