//! A survey on two phones: the last participant answers, the secretary reads what came of it.

use super::{Phone, on_a_phone, without_scripts};
use crate::evaluation::stage;
use kernel::access::Role;

async fn answer_and_read(phone: &Phone) {
    let stage = stage(&phone.app).await;
    for (rating, words) in [
        ("4", "Praktiknya"),
        ("3", ""),
        ("5", "Jualan daring"),
        ("4", ""),
    ] {
        stage.answer(&phone.app, rating, words).await;
    }
    phone.open(&stage.link()).await;
    phone.look("survei-1-isi").await;
    for question in 1..=9 {
        phone.choose(&format!("q{question}"), "4").await;
    }
    phone.fill("q12", "Belajar foto produk pakai HP").await;
    phone.press("Kirim jawaban").await;
    phone.reads("Jawaban tersimpan tanpa nama").await;
    phone.look("survei-2-terima-kasih").await;

    phone.sign_in(stage.village.officer(Role::Secretary)).await;
    phone.open("/beranda").await;
    phone.press("Pelatihan Kewirausahaan").await;
    phone.press("Lihat hasil").await;
    phone.reads("Belajar foto produk pakai HP").await;
    phone.reads("Tingkat jawaban").await;
    phone.look("survei-3-hasil").await;
    phone.open(&format!("{}/kertas", stage.page())).await;
    phone.look("survei-4-kertas").await;
    phone.open(&format!("{}/tautan", stage.page())).await;
    phone.press("Buat tautan pribadi").await;
    phone.reads("hanya tampil sekali").await;
    phone.look("survei-5-tautan").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_participant_answers_and_the_secretary_reads_the_results() {
    on_a_phone(answer_and_read).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_participant_answers_without_scripts() {
    without_scripts(answer_and_read).await;
}
