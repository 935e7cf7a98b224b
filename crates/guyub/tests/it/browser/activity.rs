//! An activity on two phones: somebody registers, the committee ticks at the door.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::{Given, training};
use fantoccini::Locator;
use kernel::access::Role;

async fn register_and_tick(phone: &Phone) {
    let ctx = &phone.app.ctx;
    let given = Given::unit("Jambu").officer(Role::Secretary);
    let village = given
        .member("Ana Lestari", 3)
        .member("Budi Santoso", 1)
        .on(ctx)
        .await;
    let new = training("Pelatihan Kewirausahaan");
    let (activity, sessions) = village.activity(ctx, &new).await;
    let mut db = ctx.db.read().await.unwrap();
    let code = web::codes::of(&mut db, "activity", activity)
        .await
        .unwrap()
        .unwrap();

    phone.open(&format!("/k/{code}")).await;
    phone.look("kegiatan-publik").await;
    phone.press("Daftar sekarang").await;
    phone.reads("Nama lengkap").await;
    phone.look("daftar-1").await;
    phone.fill("nama", "Citra Dewi").await;
    phone.fill("hp", "0812-0000-1234").await;
    phone.fill("rt", "2").await;
    phone.press("Daftar").await;
    phone.reads("Kamu dapat tempat").await;
    phone.look("daftar-2-dapat-tempat").await;

    phone.sign_in(village.officer(Role::Secretary)).await;
    phone.open(&format!("/kegiatan/{activity}")).await;
    phone.reads("1 dari 20 tempat terisi").await;
    phone.look("kegiatan").await;
    let door = format!("/kegiatan/{activity}/sesi/{}", sessions[0]);
    phone.open(&door).await;
    phone.look("absen-1").await;
    phone.press("Citra Dewi").await;
    let marked = Locator::Css("form.mark[data-state=present]");
    phone.waits_for(marked, "the mark of Citra").await;
    phone.look("absen-2-hadir").await;
    phone.open(&format!("{door}/tempel")).await;
    phone
        .fill("daftar", "Hadir:\n1. Ana Lestari\n2. Budi izin")
        .await;
    phone.press("Baca daftar").await;
    phone.reads("Sudah cocok").await;
    phone.look("tempel").await;
    phone.press("Simpan kehadiran").await;
    phone.reads("2 orang dari daftar tersimpan").await;
    phone.open(&format!("/kegiatan/{activity}")).await;
    phone.reads("2 hadir").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_registers_and_is_ticked_at_the_door() {
    on_a_phone(register_and_tick).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_registers_and_is_ticked_without_scripts() {
    without_scripts(register_and_tick).await;
}
