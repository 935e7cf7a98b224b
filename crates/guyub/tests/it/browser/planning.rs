//! A secretary's phone: a programme is begun, written, agreed to at the meeting, and a line of it
//! becomes an activity; a day is looked at before it is chosen.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn plan_a_year(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open("/proker").await;
    phone.look("proker-0-kosong").await;
    phone.press("Buat program kerja").await;
    phone.reads("Program kerja baru").await;
    phone.fill("tahun", "2026").await;
    phone.press("Buat rancangan").await;
    phone.reads("Rancangan dibuka").await;
    let page = phone.path().await;
    phone.press("Tambah program").await;
    phone.reads("Nama program").await;
    phone.fill("nama", "Santunan anak yatim").await;
    phone.press("Simpan program").await;
    phone.reads("Pilih paling sedikit satu bulan").await;
    phone.look("proker-1-bulan").await;
    phone
        .fill("bidang", "Bidang Usaha Kesejahteraan Sosial")
        .await;
    phone.fill("hari", "25-12-2026").await;
    phone.fill("tempat", "Balai Desa").await;
    phone.fill("anggaran", "1,5jt").await;
    phone.fill("pj", "Sekretaris").await;
    phone.look("proker-2-isi").await;
    phone.press("Simpan program").await;
    phone.reads("Program tersimpan.").await;
    phone.press("Tambah program").await;
    phone.reads("Nama program").await;
    phone.fill("nama", "Kerja bakti menjelang hujan").await;
    phone.press("Nov").await;
    phone.press("Simpan program").await;
    phone.reads("Waktunya sekarang").await;
    phone.look("proker-3-program").await;
    phone.press("Sahkan program kerja").await;
    phone.press("Simpan pengesahan").await;
    phone
        .reads("Versi 1, disahkan 24 November 2026 (Rapat kerja)")
        .await;
    phone.press("Santunan anak yatim").await;
    phone.reads("Sebaiknya hindari: Natal").await;
    phone.reads("Sekretaris Jambu").await;
    phone.look("proker-4-satu").await;
    phone.press("Jadikan kegiatan").await;
    phone.reads("Diisi dari program kerja.").await;
    phone.write("#jam-1", "08.00").await;
    phone.look("proker-5-kegiatan").await;
    phone.press("Simpan kegiatan").await;
    phone.reads("Tentang harinya").await;
    phone.reads("Dari program kerja").await;
    phone.look("proker-6-kegiatan-jadi").await;
    phone.open(&page).await;
    phone.reads("Sudah jadi kegiatan").await;
    phone.open("/proker/tanggal").await;
    phone.fill("hari", "20-2-2027").await;
    phone.press("Cek").await;
    phone.reads("Ramadan 1448 H").await;
    phone.look("proker-7-tanggal").await;
    phone.open("/proker/kalender").await;
    phone.fill("nama", "Pasar desa").await;
    phone.press("Hari pasar").await;
    phone.fill("setiap", "Pon").await;
    phone.press("Simpan").await;
    phone.reads("Setiap Pon").await;
    phone.look("proker-8-kalender").await;
    phone.open("/beranda").await;
    phone.reads("Kerja bakti menjelang hujan").await;
    phone.look("proker-9-beranda").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_planned_on_a_phone() {
    on_a_phone(plan_a_year).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_planned_without_scripts() {
    without_scripts(plan_a_year).await;
}

async fn map_the_village(phone: &Phone, taps: bool) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&phone.app.ctx)
        .await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("denah.png");
    image::RgbImage::from_fn(800, 600, |x, y| {
        let road = (x + y / 3) % 260 < 14 || y % 190 < 10;
        image::Rgb(if road {
            [214, 196, 160]
        } else {
            [222, 234, 214]
        })
    })
    .save(&file)
    .unwrap();
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open("/potensi").await;
    phone.look("potensi-0-kosong").await;
    phone.press("Unggah denah desa").await;
    phone.attach("gambar", &file).await;
    phone.press("Simpan denah").await;
    phone.reads("Denah tersimpan.").await;
    phone.press("Catat potensi pertama").await;
    phone.reads("Jenis modal").await;
    phone.press("Alam").await;
    phone.fill("nama", "Embung Gondang").await;
    phone.fill("pemilik", "Kas desa").await;
    phone.look("potensi-1-isi").await;
    phone.press("Simpan potensi").await;
    phone.reads("Tunjukkan letaknya di denah").await;
    if taps {
        let middle =
            "document.querySelector('main input[type=image]').scrollIntoView({block: 'center'})";
        phone.browser.execute(middle, Vec::new()).await.unwrap();
        let picture = fantoccini::Locator::Css("main input[type=image]");
        let picture = phone.browser.find(picture).await.unwrap();
        picture.click().await.unwrap();
    } else {
        phone.fill("kotak", "C4").await;
        phone.press("Simpan letak").await;
    }
    phone.reads("Letaknya tersimpan.").await;
    phone.look("potensi-2-letak").await;
    phone.open("/potensi/kebutuhan").await;
    phone.fill("masalah", "Lulusan SMK menganggur").await;
    phone.fill("kebutuhan", "Bengkel bersama").await;
    phone.fill("keterampilan", "servis HP, las").await;
    phone.press("Simpan kebutuhan").await;
    phone.reads("belum dihubungkan").await;
    phone.look("potensi-3-kebutuhan").await;
    phone.open("/potensi/keterampilan").await;
    phone.reads("Usul pelatihan berikutnya").await;
    phone.look("potensi-4-keterampilan").await;
    phone.open("/potensi/kebutuhan").await;
    phone.fill("masalah", "Lapangan gelap").await;
    phone.fill("kebutuhan", "Lampu lapangan").await;
    phone.press("Simpan kebutuhan").await;
    phone.reads("Lampu lapangan").await;
    phone.open("/potensi/prioritas").await;
    phone.press("Pilih lewat tautan").await;
    phone.press("Buka pilihan lewat tautan").await;
    phone.reads("Warga bisa memilih sekarang").await;
    phone.look("potensi-5-prioritas").await;
    phone.open("/potensi").await;
    phone.look("potensi-6-denah").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_village_is_mapped_on_a_phone() {
    on_a_phone(async |phone| map_the_village(phone, true).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_village_is_mapped_without_scripts() {
    without_scripts(async |phone| map_the_village(phone, false).await).await;
}
