//! A training on an officer's phone: from the empty list over one form to the invitation.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use kernel::access::Role;

async fn make_a_training(phone: &Phone) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&phone.app.ctx)
        .await;
    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open("/pelatihan").await;
    phone.look("pelatihan-0-kosong").await;
    phone.press("Buat pelatihan").await;
    phone.reads("Pelatihan baru").await;
    phone.look("pelatihan-1-baru").await;
    phone.fill("judul", "Pelatihan Kewirausahaan").await;
    phone.fill("tempat", "Balai Desa Jambu").await;
    phone.press("Kewirausahaan").await;
    phone.fill("tujuan", "Bisa menghitung modal.").await;
    phone.fill("narasumber_nama", "Sri Wahyuni, S.E.").await;
    phone.fill("narasumber_dari", "UMKM Center Jepara").await;
    phone.fill("narasumber_hp", "12").await;
    phone
        .fill(
            "materi",
            "Membaca peluang pasar 2 JP\nMenghitung modal 4 JP",
        )
        .await;
    phone.fill("sesi_hari", "5-12-2026").await;
    phone.fill("sesi_jam", "08.00-12.00").await;
    phone.fill("kuota", "30").await;
    phone.press("Simpan pelatihan").await;
    phone.reads("Nomor HP narasumber 1 tidak dikenal").await;
    phone.look("pelatihan-2-keliru").await;
    phone.fill("narasumber_hp", "0812-0000-9999").await;
    phone.press("Simpan pelatihan").await;
    phone.reads("Pelatihan tersimpan").await;
    phone.reads("6 jam pelajaran (JP)").await;
    phone
        .reads("Narasumber: Sri Wahyuni, S.E. (UMKM Center Jepara)")
        .await;
    phone.look("pelatihan-3-kegiatan").await;
    phone.press("Halaman umum").await;
    phone.reads("Yang akan dipelajari").await;
    phone.look("pelatihan-4-umum").await;
    phone.open("/pelatihan").await;
    phone.reads("Kewirausahaan · Balai Desa Jambu").await;
    phone.look("pelatihan-5-daftar").await;
    phone.press("Pelatihan Kewirausahaan").await;
    phone.press("Ubah").await;
    phone.reads("Simpan pelatihan").await;
    phone.look("pelatihan-6-ubah").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_is_made_on_a_phone() {
    on_a_phone(make_a_training).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_is_made_without_scripts() {
    without_scripts(make_a_training).await;
}
