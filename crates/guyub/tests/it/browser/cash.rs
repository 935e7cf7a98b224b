//! A treasurer's and a chair's phone: a book is opened, money recorded with the photo of its receipt,
//! approved by the other, and the month closed with a count whose fingerprint is compared.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::{Given, training};
use image::{DynamicImage, RgbImage};
use kernel::access::Role;

/// A photo of a receipt, or at least a picture.
fn receipt(folder: &std::path::Path) -> std::path::PathBuf {
    let file = folder.join("nota.png");
    let paper = |x: u32, y: u32| {
        let ink = y % 40 < 6 && x > 40 && x < 260 - (y / 40 * 13) % 90;
        image::Rgb(if ink { [40, 44, 60] } else { [244, 241, 230] })
    };
    DynamicImage::from(RgbImage::from_fn(300, 400, paper))
        .save(&file)
        .unwrap();
    file
}

async fn keep_cash(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Treasurer)
        .officer(Role::Chair)
        .on(&phone.app.ctx)
        .await;
    let (activity, _) = village
        .activity(&phone.app.ctx, &training("Pelatihan Menjahit"))
        .await;
    let folder = tempfile::tempdir().unwrap();
    phone.sign_in(village.officer(Role::Treasurer)).await;
    phone.open("/kas").await;
    phone.look("kas-0-kosong").await;
    phone.press("Buka buku kas").await;
    phone.reads("Saldo yang ada sekarang").await;
    phone.fill("saldo", "1,5jt").await;
    phone.look("kas-1-buku-baru").await;
    phone.press("Buka buku kas").await;
    phone.reads("Rp1.500.000").await;
    let book = phone.path().await;

    phone.press("Uang keluar").await;
    phone.reads("Ditalangi oleh").await;
    phone.fill("jumlah", "1,75jt").await;
    phone.fill("uraian", "Kain dan benang").await;
    phone.fill("pihak", "Toko Makmur").await;
    phone.fill("pos", "Perlengkapan").await;
    phone.attach("bukti", &receipt(folder.path())).await;
    phone.press("Simpan catatan").await;
    phone.reads("Kas Umum kurang Rp250.000 untuk ini.").await;
    phone.look("kas-2-kurang").await;
    phone.fill("talangan", "Bagas").await;
    phone.fill("talangan_jumlah", "250rb").await;
    phone.attach("bukti", &receipt(folder.path())).await;
    phone.press("Simpan catatan").await;
    phone.reads("Menunggu persetujuan").await;
    phone
        .reads("satu juta tujuh ratus lima puluh ribu rupiah")
        .await;
    phone.look("kas-3-bukti").await;
    phone
        .open(&format!("{book}/catat?arah=masuk&kegiatan={activity}"))
        .await;
    phone.reads("Diterima dari").await;
    phone.fill("jumlah", "800rb").await;
    phone.fill("uraian", "Bantuan desa").await;
    phone.press("Simpan catatan").await;
    phone.reads("Pelatihan Menjahit").await;
    phone.open(&book).await;
    phone.reads("Belum selesai").await;
    phone.look("kas-4-buku").await;
    phone.press("Sisa Rp250.000").await;
    phone.press("Selesaikan").await;
    phone.reads("Yang diganti sekarang").await;
    phone.fill("jumlah", "250rb").await;
    phone.look("kas-5-ganti").await;
    phone.press("Simpan catatan").await;
    phone.reads("Ganti talangan").await;

    phone.sign_in(village.officer(Role::Chair)).await;
    phone.open("/beranda").await;
    phone.reads("5 catatan menunggu persetujuanmu").await;
    phone.look("kas-6-beranda").await;
    phone.press("5 catatan menunggu persetujuanmu").await;
    phone.reads("Yang mencatat tidak bisa menyetujui").await;
    for text in ["Kain dan benang", "Bantuan desa"] {
        phone.press(text).await;
    }
    phone.look("kas-7-setujui").await;
    phone.press("Setujui yang dicentang").await;
    phone.reads("catatan disetujui.").await;
    phone.reads("Saldo awal").await;
    phone.press("Saldo awal").await;
    phone.press("Setujui yang dicentang").await;
    phone.open("/kas/dana").await;
    phone.look("kas-8-dana").await;
    phone.open(&format!("/kegiatan/{activity}")).await;
    phone.reads("Kas kegiatan").await;
}

async fn close_a_month(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Treasurer)
        .officer(Role::Chair)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Treasurer)).await;
    phone.open("/kas/buku/baru").await;
    phone.fill("saldo", "1,5jt").await;
    phone.press("Buka buku kas").await;
    phone.reads("Rp1.500.000").await;
    let book = phone.path().await;
    phone.app.wait(10 * 24 * 60);
    phone.open(&book).await;
    phone.press("Tutup buku November 2026").await;
    phone.reads("menunggu persetujuan. Setujui dulu").await;
    phone.look("kas-tutup-0-menunggu").await;
    phone.sign_in(village.officer(Role::Chair)).await;
    phone.open("/kas/persetujuan").await;
    phone.press("Saldo awal").await;
    phone.press("Setujui yang dicentang").await;
    phone.reads("1 catatan disetujui.").await;
    phone.sign_in(village.officer(Role::Treasurer)).await;
    phone.open(&format!("{book}/tutup")).await;
    phone.reads("Hitung uang di kas").await;
    phone.write("#f-lembar-100000", "14").await;
    phone.look("kas-tutup-1-hitung").await;
    phone.press("Tutup buku").await;
    phone.reads("Hitungan kurang Rp100.000").await;
    phone.look("kas-tutup-2-selisih").await;
    phone.fill("bank", "100rb").await;
    phone.press("Tutup buku").await;
    phone
        .reads("terdiri dari tunai Rp1.400.000, bank Rp100.000.")
        .await;
    phone.look("kas-tutup-3-selesai").await;
    let text = phone.text().await;
    let (_, print) = text.split_once("Sidik buku: ").unwrap();
    let print: String = print.chars().take(24).collect();
    phone.open(&format!("{book}/periksa")).await;
    phone.fill("sidik", &print).await;
    phone.press("Periksa").await;
    phone.reads("Cocok dengan tutup buku November 2026.").await;
    phone.look("kas-tutup-4-periksa").await;
}

async fn collect_dues(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Treasurer)
        .officer(Role::Chair)
        .member("Ana Lestari", 3)
        .member("Budi Santoso", 3)
        .member("Citra Dewi Kusumaningrum", 4)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Treasurer)).await;
    phone.open("/kas/buku/baru").await;
    phone.fill("saldo", "1,5jt").await;
    phone.press("Buka buku kas").await;
    phone.reads("Rp1.500.000").await;
    phone.open("/kas").await;
    phone.press("Iuran anggota").await;
    phone.press("Tentukan iuran").await;
    phone.reads("Jumlah tiap bulan").await;
    phone.fill("jumlah", "10rb").await;
    phone.select("mulai", "2026-09").await;
    phone.look("iuran-0-aturan").await;
    phone.press("Simpan aturan").await;
    phone.reads("Rp10.000 tiap bulan").await;
    phone.press("Catat iuran").await;
    phone.reads("Centang yang membayar pas").await;
    let (ana, budi) = (
        village.person("Ana Lestari"),
        village.person("Budi Santoso"),
    );
    phone.press("Membayar Rp30.000").await;
    phone.write(&format!("#j-{budi}"), "15x").await;
    phone.look("iuran-1-catat").await;
    phone.press("Simpan iuran").await;
    phone.reads("Jumlah tidak dikenal.").await;
    phone.look("iuran-2-salah").await;
    phone.write(&format!("#j-{budi}"), "15rb").await;
    phone.press("Simpan iuran").await;
    phone
        .reads("Iuran September 2026 sampai November 2026 (3 bulan)")
        .await;
    phone.look("iuran-4-setoran").await;
    phone.press("Ana Lestari").await;
    phone.reads("Kuitansi untuk WhatsApp").await;
    phone.look("iuran-5-bukti").await;
    phone.open("/kas/iuran").await;
    phone.reads("Tunggakan Rp5.000").await;
    phone.look("iuran-3-daftar").await;
    phone.press("Tunggakan: ").await;
    phone.reads("Hanya untuk bendahara").await;
    phone.look("iuran-6-tunggakan").await;
    phone.press("Budi Santoso").await;
    phone.reads("Pengingat untuk anggota ini saja").await;
    phone.press("Bebaskan untuk sementara").await;
    phone.fill("sebab", "Kuliah di Semarang").await;
    phone.look("iuran-7-anggota").await;
    phone.press("Simpan").await;
    phone.reads("mulai November 2026").await;
    phone.open(&format!("/kas/iuran/anggota/{ana}")).await;
    phone.reads("Lunas").await;
    phone.look("iuran-8-setahun").await;

    phone.sign_in(village.officer(Role::Chair)).await;
    phone.open("/kas/persetujuan").await;
    for text in ["Saldo awal", "Iuran September 2026 sampai November 2026"] {
        phone.press(text).await;
    }
    phone.press("Setujui yang dicentang").await;
    phone.reads("2 catatan disetujui.").await;
    phone.open("/kas/terbuka").await;
    phone.press("Buka untuk umum").await;
    phone.reads("bisa dilihat siapa saja").await;
    phone.look("kas-terbuka-0").await;
    phone.open(&format!("/u/{}/kas", village.unit.slug)).await;
    phone.reads("Rp1.545.000").await;
    phone.look("kas-terbuka-1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dues_are_collected_on_a_phone() {
    on_a_phone(collect_dues).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dues_are_collected_without_scripts() {
    without_scripts(collect_dues).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_is_kept_on_a_phone() {
    on_a_phone(keep_cash).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_is_kept_without_scripts() {
    without_scripts(keep_cash).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_of_cash_is_closed_on_a_phone() {
    on_a_phone(close_a_month).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_of_cash_is_closed_without_scripts() {
    without_scripts(close_a_month).await;
}
