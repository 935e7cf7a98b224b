//! From an empty unit to a printed proposal with a right budget: in at most 12 pages and 40 fields,
//! counted on a phone.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;
use std::cell::Cell;

/// A phone that counts what its holder has to go through.
struct Counted<'a> {
    phone: &'a Phone,
    pages: Cell<u32>,
    fields: Cell<u32>,
}

impl Counted<'_> {
    async fn open(&self, path: &str) {
        self.phone.open(path).await;
        self.pages.set(self.pages.get() + 1);
    }

    /// Presses what leads to another page, and waits until that says `words`.
    async fn leads(&self, button: &str, words: &str) {
        self.phone.press(button).await;
        self.phone.reads(words).await;
        self.pages.set(self.pages.get() + 1);
    }

    async fn fill(&self, name: &str, text: &str) {
        self.phone.fill(name, text).await;
        self.fields.set(self.fields.get() + 1);
    }

    async fn write(&self, css: &str, text: &str) {
        self.phone.write(css, text).await;
        self.fields.set(self.fields.get() + 1);
    }

    async fn choose(&self, name: &str, value: &str) {
        self.phone.choose(name, value).await;
        self.fields.set(self.fields.get() + 1);
    }
}

const EXPENSES: &str = "Konsumsi:\nNasi kotak 1 hari x 60 orang x 15rb\nAir minum 6 dus x 22.000\n\
    Hadiah:\nHadiah lomba anak 8 lomba x 3 juara x 25rb\nPerlengkapan:\nSewa sound 2 hari x 350rb";

async fn from_nothing_to_a_proposal(phone: &Phone) {
    // What the wizard leaves: a unit and its first officer.
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    let story = Counted {
        phone,
        pages: Cell::new(0),
        fields: Cell::new(0),
    };
    story.open("/kegiatan/baru").await;
    story.choose("jenis", "sport").await;
    story.fill("judul", "Lomba 17 Agustus").await;
    story.fill("tempat", "Lapangan RW 02").await;
    story.write("#hari-1", "16-8-2027").await;
    story.write("#jam-1", "08.00-12.00").await;
    story.write("#nama-1", "Lomba anak dan dewasa").await;
    story.leads("Simpan", "Kegiatan tersimpan").await;
    let activity = phone.path().await;
    phone.press("Tambah panitia").await;
    story.fill("nama", "Sekretaris Jambu").await;
    story.fill("tugas", "Ketua panitia").await;
    story.leads("Simpan panitia", "Ketua panitia").await;
    story.leads("Buat RAB", "Mulai dari").await;
    story.leads("Buat RAB", "RAB dibuat").await;
    story.fill("baris", EXPENSES).await;
    story.leads("Tambahkan baris", "Baris tersimpan").await;
    phone.reads("Rp2.332.000").await;
    story.fill("baris", "Iuran warga 120 KK x 20rb").await;
    story.choose("sisi", "masuk").await;
    story.leads("Tambahkan baris", "Rp2.400.000").await;
    phone
        .reads("dua juta tiga ratus tiga puluh dua ribu rupiah")
        .await;
    phone.look("proposal-1-rab").await;
    story.open(&format!("{activity}/proposal")).await;
    phone.reads("Latar belakang").await;
    assert!(!phone.text().await.contains("Yang masih kurang"));
    phone.look("proposal-2-isi").await;
    story.fill("tema", "Guyub rukun, bangsa maju").await;
    story.leads("Simpan proposal", "Proposal tersimpan").await;
    let printed = format!("{activity}/proposal.pdf");
    let mut secretary = phone.app.sign_in(village.officer(Role::Secretary));
    let pdf = secretary.get(&printed).await;
    assert!(pdf.body.starts_with(b"%PDF"));
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join("proposal.pdf"), &pdf.body).unwrap();
    let (pages, fields) = (story.pages.get() + 1, story.fields.get());
    println!("{pages} pages, {fields} fields");
    assert!(pages <= 12, "{pages} pages");
    assert!(fields <= 40, "{fields} fields");
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_unit_to_a_proposal_in_twelve_pages_and_forty_fields() {
    on_a_phone(from_nothing_to_a_proposal).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_unit_to_a_proposal_without_scripts() {
    without_scripts(from_nothing_to_a_proposal).await;
}

async fn upload_photos(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&phone.app.ctx)
        .await;
    let new = crate::support::training("Pelatihan Menjahit");
    let (activity, _) = village.activity(&phone.app.ctx, &new).await;
    let folder = tempfile::tempdir().unwrap();
    let photo = |name: &str, shade: u8| {
        let file = folder.path().join(name);
        image::RgbImage::from_fn(1_800, 1_200, |x, y| {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, shade])
        })
        .save(&file)
        .unwrap();
        file
    };
    let both = [photo("satu.jpg", 40), photo("dua.jpg", 200)];
    let both: Vec<&str> = both.iter().map(|file| file.to_str().unwrap()).collect();
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open(&format!("/kegiatan/{activity}/foto")).await;
    phone
        .attach("foto", std::path::Path::new(&both.join("\n")))
        .await;
    phone.fill("keterangan", "Belajar memotong kain").await;
    phone.press("Unggah").await;
    phone.reads("Foto tersimpan").await;
    phone.look("foto-1-kegiatan").await;
    let shown = phone.text().await.matches("Belajar memotong kain").count();
    assert_eq!(shown, 2, "both photos arrive");
    phone.open(&format!("/kegiatan/{activity}/laporan")).await;
    phone.reads("Hasil kegiatan belum ditulis.").await;
    phone.look("foto-2-laporan").await;
    phone.open("/kegiatan/lpj").await;
    phone.look("foto-3-lpj").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_photos_are_uploaded_at_once() {
    on_a_phone(upload_photos).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_photos_are_uploaded_without_scripts() {
    without_scripts(upload_photos).await;
}
