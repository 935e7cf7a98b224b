//! Leaving and moving on an officer's phone, and how long the data of those who left are kept.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::{Given, Officer, Village};
use kernel::access::Role;
use organization::NewAppointment;

/// Gives `officer` an office in `there` as well.
async fn office_in(phone: &Phone, officer: &Officer, there: &Village) {
    let now = phone.app.now();
    let office = NewAppointment {
        person: officer.person,
        role: Role::Secretary,
        title: "Sekretaris".to_owned(),
        from: there.unit.zone.today(now),
        until: None,
    };
    let mut tx = phone.app.ctx.db.begin().await.unwrap();
    let given = organization::appoint(&mut tx, &there.scope, &office, now).await;
    given.unwrap();
    tx.commit().await.unwrap();
}

async fn leave_and_move(phone: &Phone) {
    let given = Given::unit("Jambu").officer(Role::Secretary);
    let given = given.member("Ana Lestari", 3).member("Budi Santoso", 2);
    let village = given.on(&phone.app.ctx).await;
    let there = Given::unit("Lenteng Barat").on(&phone.app.ctx).await;
    let secretary = village.officer(Role::Secretary);
    office_in(phone, secretary, &there).await;
    phone.sign_in(secretary).await;
    let ana = village.person("Ana Lestari");
    phone.open(&format!("/anggota/{ana}")).await;
    phone.press("Keluarkan dari daftar").await;
    phone
        .reads("Kehadiran, sertifikat, dan riwayatnya tetap ada")
        .await;
    phone.look("keluar-0-form").await;
    phone.press("Mengundurkan diri").await;
    phone.fill("tanggal", "1-1-2030").await;
    phone.press("Keluarkan").await;
    phone.reads("Belum tersimpan").await;
    phone.look("keluar-1-keliru").await;
    phone.fill("tanggal", "24-11-2026").await;
    phone.press("Keluarkan").await;
    phone
        .reads("Ana Lestari sudah dikeluarkan dari daftar.")
        .await;
    phone.open("/anggota/keluar").await;
    phone.reads("Mengundurkan diri").await;
    phone.look("keluar-2-daftar").await;
    phone.press("Masukkan lagi").await;
    phone
        .reads("Ana Lestari masuk lagi ke daftar anggota.")
        .await;
    phone.look("keluar-3-kembali").await;
    let budi = village.person("Budi Santoso");
    phone.open(&format!("/anggota/{budi}/keluar")).await;
    phone.press("Pindah").await;
    let unit = there.unit.id;
    let choose = format!("document.querySelector('select[name=ke]').value = '{unit}'");
    phone.browser.execute(&choose, vec![]).await.unwrap();
    phone.look("keluar-4-pindah").await;
    phone.press("Keluarkan").await;
    phone
        .reads("Budi Santoso pindah ke Karang Taruna Lenteng Barat.")
        .await;
    phone.open("/pengaturan/penyimpanan").await;
    phone.reads("Yang berikutnya dihapus").await;
    phone.look("penyimpanan-0").await;
    phone.fill("keluar", "lama").await;
    phone.press("Simpan").await;
    phone.reads("Belum tersimpan").await;
    phone.look("penyimpanan-1-keliru").await;
    phone.fill("keluar", "2").await;
    phone.press("Simpan").await;
    phone.reads("Budi Santoso").await;
    phone.look("penyimpanan-2-disimpan").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_leaves_and_another_moves_on_a_phone() {
    on_a_phone(leave_and_move).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_leaves_and_another_moves_without_scripts() {
    without_scripts(leave_and_move).await;
}
