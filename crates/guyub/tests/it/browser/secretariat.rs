//! A secretary's phone: a series is opened, an invitation written, numbered and checked by a
//! stranger; a letter that came in is entered with its photo and given to somebody.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use image::{DynamicImage, RgbImage};
use kernel::access::Role;

/// A photo of a letter, or at least a picture.
pub fn paper(folder: &std::path::Path) -> std::path::PathBuf {
    let file = folder.join("surat.png");
    let paper = |x: u32, y: u32| {
        let ink = y % 30 < 4 && x > 40 && x < 270 - (y / 30 * 17) % 70;
        image::Rgb(if ink { [40, 44, 60] } else { [244, 241, 230] })
    };
    DynamicImage::from(RgbImage::from_fn(300, 400, paper))
        .save(&file)
        .unwrap();
    file
}

async fn write_letters(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::Chair)
        .on(&phone.app.ctx)
        .await;
    let folder = tempfile::tempdir().unwrap();
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open("/surat").await;
    phone.look("surat-0-kosong").await;
    phone.press("Buat seri nomor").await;
    phone.reads("Seri baru").await;
    phone.fill("nama", "Surat umum").await;
    phone.fill("kode", "KT-JB").await;
    phone.fill("mulai", "12").await;
    phone.look("surat-1-seri").await;
    phone.press("Simpan seri nomor").await;
    phone.reads("/KT-JB/").await;
    phone.open("/surat/salam").await;
    phone.fill("pembuka", "Rahayu,").await;
    phone.look("surat-2-salam").await;
    phone.press("Simpan salam").await;
    phone.reads("Salam tersimpan").await;

    phone.open("/surat/baru").await;
    phone.look("surat-3-jenis").await;
    phone.press("Undangan").await;
    phone.reads("Isi surat").await;
    phone.fill("kepada", "Yth. Ketua RT 01").await;
    phone.look("surat-4-undangan").await;
    phone.press("Cetak setengah halaman").await;
    phone.press("Simpan draf").await;
    phone.reads("Draf tersimpan").await;
    phone.press("beri nomor").await;
    phone.reads("titik-titik").await;
    phone.look("surat-5-titik").await;
    phone.press("Ubah").await;
    phone.reads("Isi surat").await;
    let words = "Kami mengundang Bapak/Ibu pada:\n\nPukul: 19.30\nTempat: Balai Desa";
    phone.fill("isi", words).await;
    phone.press("Simpan draf").await;
    phone.reads("Draf tersimpan").await;
    phone.press("beri nomor").await;
    phone.reads("012/KT-JB/").await;
    phone.look("surat-6-bernomor").await;
    phone.press("Simpan surat yang sudah ditandatangani").await;
    phone.attach("pindaian", &paper(folder.path())).await;
    phone.press("Simpan pindaian").await;
    phone.reads("Pindaian tersimpan.").await;
    phone.press("Halaman periksa keaslian").await;
    phone.reads("asli dan tercatat").await;
    phone.look("surat-7-periksa").await;

    phone.open("/surat/masuk").await;
    phone.look("surat-masuk-0-kosong").await;
    phone.press("Catat").await;
    phone.reads("Pengirim").await;
    phone.fill("pengirim", "Pemerintah Desa Jambu").await;
    phone.fill("hal", "Undangan Musyawarah Desa").await;
    phone.attach("pindaian", &paper(folder.path())).await;
    phone.look("surat-masuk-1-catat").await;
    phone.press("Simpan surat masuk").await;
    phone.reads("nomor agenda 1").await;
    phone.fill("kepada", "Bidang Humas").await;
    phone.fill("tugas", "Hadiri dan laporkan").await;
    phone.press("Simpan disposisi").await;
    phone.reads("Disposisi tersimpan.").await;
    phone.look("surat-masuk-2-disposisi").await;
    phone.open("/surat/masuk").await;
    phone.reads("Belum selesai").await;
    phone.look("surat-masuk-3-agenda").await;
    phone.open("/surat").await;
    phone.look("surat-8-agenda").await;
    phone.press("Buku tamu").await;
    phone.reads("Belum ada tamu.").await;
    phone.look("tamu-0-kosong").await;
    phone.press("Tamu baru").await;
    phone.reads("Selamat datang").await;
    phone.fill("nama", "H. Sutrisno").await;
    phone.fill("dari", "Dinas Sosial").await;
    phone.fill("keperluan", "Pembinaan").await;
    phone.look("tamu-1-isi").await;
    phone.press("Simpan tamu").await;
    phone.reads("Silakan tamu berikutnya").await;
    phone.open("/surat/tamu").await;
    phone.reads("Dinas Sosial · Pembinaan").await;
    phone.look("tamu-2-buku").await;
    phone.press("H. Sutrisno").await;
    phone.reads("Kesan dan pesan").await;
    phone.look("tamu-3-ubah").await;
    phone.open("/beranda").await;
    phone.reads("Bidang Humas: Undangan Musyawarah Desa").await;
    phone.look("surat-9-beranda").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_written_on_a_phone() {
    on_a_phone(write_letters).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_written_without_scripts() {
    without_scripts(write_letters).await;
}
