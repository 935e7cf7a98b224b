//! The whole thread on one phone, in a secretary's place: from the first visit over the board's own
//! list to the certificates and the report of a training.

use super::set_up::the_first_visit;
use super::{Phone, on_a_phone, without_scripts};
use fantoccini::Locator;

const LIST: &str = "DAFTAR ANGGOTA KARANG TARUNA;;;;\nNo;Nama;RT;No HP;Pekerjaan\n\
    1;Budi Santoso;01;0812-1111-0001;Petani\n2;Citra Dewi;02;0812-1111-0002;\n\
    3;Dian Permata;02;62 812 1111 0003;Guru\n4;Endang Lestari;04;blm;\n5;Endang Lestari;04;;\n";

async fn upload_the_list(phone: &Phone) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("anggota.csv");
    std::fs::write(&file, LIST).unwrap();
    phone.open("/anggota/impor").await;
    phone.attach("daftar", &file).await;
    phone.press("Baca daftar").await;
    phone.press("Masukkan").await;
    phone.reads("sudah dimasukkan").await;
}

/// Makes the training; its page's address and its code.
async fn make_the_training(phone: &Phone) -> (String, String) {
    phone.open("/pelatihan/baru").await;
    phone.fill("judul", "Pelatihan Kewirausahaan").await;
    phone.fill("tempat", "Balai Desa Jambu").await;
    phone.fill("narasumber_nama", "Sri Wahyuni, S.E.").await;
    phone.fill("materi", "Membaca peluang pasar 2 JP").await;
    for (at, day, time) in [
        (1, "1-12-2026", "19.30-21.00"),
        (2, "2-12-2026", "ba'da Isya"),
    ] {
        phone.write(&format!("#hari-{at}"), day).await;
        phone.write(&format!("#jam-{at}"), time).await;
    }
    phone.choose("daftar", "ya").await;
    phone.fill("kuota", "3").await;
    phone.fill("tutup", "30-11-2026").await;
    phone.press("Simpan pelatihan").await;
    phone.reads("Pelatihan tersimpan").await;
    let text = phone.text().await;
    let code = text.split("/k/").nth(1).unwrap()[..8].to_owned();
    (phone.path().await, code)
}

async fn register(phone: &Phone, code: &str, name: &str, number: &str) {
    phone.open(&format!("/d/{code}")).await;
    phone.fill("nama", name).await;
    phone.fill("hp", number).await;
    phone.fill("rt", "1").await;
    phone.press("Daftar").await;
}

async fn people_register(phone: &Phone, code: &str) {
    for (name, number) in [
        ("Budi Santoso", "0812-1111-0001"),
        ("Citra Dewi", "0812-1111-0002"),
        ("Budi Santoso", "0812 1111 0001"), // twice
        ("Fajar Hidayat", "0812-1111-0009"),
    ] {
        register(phone, code, name, number).await;
        phone.reads("Kamu dapat tempat").await;
    }
    register(phone, code, "Gilang Ramadan", "0812-1111-0010").await;
    phone.reads("nomor 1 di daftar tunggu").await;
    phone.look("cerita-1-daftar-tunggu").await;
    phone.app.wait(7 * 24 * 60); // Tuesday, 1 December: the day after the closing
    phone.open(&format!("/d/{code}")).await;
    phone.reads("Pendaftaran tidak dibuka").await;
    phone.look("cerita-2-terlambat").await;
}

async fn mark_who_came(phone: &Phone, page: &str) {
    phone.open(page).await;
    phone.press("Sesi 1").await;
    tick(phone, "Budi Santoso", 1).await;
    phone.press("Tempel daftar WhatsApp").await;
    phone
        .fill(
            "daftar",
            "Hadir:\n1. Citra\n2. Fajar Hidayat\n3. Dian sakit",
        )
        .await;
    phone.press("Baca daftar").await;
    phone.look("cerita-3-tempel").await;
    phone.press("Simpan kehadiran").await;
    phone.reads("3 orang dari daftar tersimpan").await;
    phone.app.wait(24 * 60);
    phone.open(page).await;
    phone.press("Sesi 2").await;
    tick(phone, "Budi Santoso", 1).await;
    tick(phone, "Citra Dewi", 2).await;
    phone.open(page).await;
    phone.reads("2 hadir").await;
}

/// Taps `name`, and waits until `count` are marked on the page.
async fn tick(phone: &Phone, name: &str, count: usize) {
    phone.press(name).await;
    let marked = format!("(//form[@data-state='present'])[{count}]");
    phone.waits_for(Locator::XPath(&marked), name).await;
}

async fn ask_everybody(phone: &Phone, page: &str) {
    phone.open(page).await;
    phone.press("Buat survei").await;
    phone.press("Buat survei").await;
    phone.reads("Survei siap").await;
    let survey = phone.path().await;
    let link = phone.text().await;
    let link = format!("/s/{}", &link.split("/s/").nth(1).unwrap()[..8]);
    for rating in ["5", "4", "3", "5", "4"] {
        phone.open(&format!("{link}?lagi=ya")).await;
        phone.choose("q1", rating).await;
        phone.fill("q12", "Foto produk").await;
        phone.press("Kirim jawaban").await;
        phone.reads("Terima kasih").await;
    }
    phone.open(&survey).await;
    phone.reads("4,2").await;
    phone.look("cerita-4-hasil-survei").await;
}

async fn print(phone: &Phone, page: &str) {
    for (papers, button) in [
        ("sertifikat", "Buat sertifikat (PDF)"),
        ("laporan", "Buat laporan (PDF)"),
    ] {
        phone.open(&format!("{page}/{papers}")).await;
        phone.look(&format!("cerita-5-{papers}")).await;
        phone.press(button).await;
        phone.waits_for(Locator::Css("progress"), "the work").await;
        phone.app.work_jobs().await;
        phone.open(&format!("{page}/{papers}")).await;
        phone.reads("Buka berkas terakhir").await;
    }
}

async fn from_the_list_to_the_report(phone: &Phone) {
    the_first_visit(phone).await;
    upload_the_list(phone).await;
    let (page, code) = make_the_training(phone).await;
    people_register(phone, &code).await;
    mark_who_came(phone, &page).await;
    ask_everybody(phone, &page).await;
    print(phone, &page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_from_the_list_to_the_report() {
    on_a_phone(from_the_list_to_the_report).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_from_the_list_to_the_report_without_scripts() {
    without_scripts(from_the_list_to_the_report).await;
}
