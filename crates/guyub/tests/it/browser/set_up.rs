//! The first visit: from an empty house to the members' page, on a phone, with and without scripts.

use super::{Phone, on_a_phone, without_scripts};

pub async fn the_first_visit(phone: &Phone) {
    phone.open("/").await;
    phone.reads("Siapkan Guyub").await;
    phone.look("mulai-1-desa").await;
    phone.fill("cari", "jambu lenteng").await;
    phone.press("Cari").await;
    phone.reads("Kec. Lenteng").await;
    phone.look("mulai-2-hasil").await;
    phone.press("Desa Jambu").await;
    phone.reads("Nama organisasi").await;
    phone.look("mulai-3-nama").await;
    phone.fill("nama", "Karang Taruna Jambu").await;
    phone.press("Lanjut").await;
    phone.reads("Akun pengurus pertama").await;
    phone.fill("orang", "Siti Aminah").await;
    phone.press("Sekretaris").await;
    phone.fill("login", "0812-0000-1234").await;
    phone.fill("sandi", "jambu air manis").await;
    phone.look("mulai-4-pengurus").await;
    phone.press("Selesai dan masuk").await;
    phone.reads("Guyub sudah siap").await;
    phone.look("beranda-pertama").await;
    phone.open("/anggota").await;
    phone.fill("nama", "Ana Lestari").await;
    phone.fill("rt", "3").await;
    phone.press("Simpan anggota").await;
    phone.reads("Ana Lestari").await;
    phone.look("anggota").await;
    phone.open("/akun").await;
    phone.look("akun").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_visit_sets_guyub_up() {
    on_a_phone(the_first_visit).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_visit_works_without_scripts() {
    without_scripts(the_first_visit).await;
}
