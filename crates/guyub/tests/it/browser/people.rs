//! People on an officer's phone: a guardian's consent, and two entries that become one and two
//! again.

use super::{Phone, on_a_phone, without_scripts};
use crate::support::Given;
use jiff::civil::date;
use kernel::access::Role;
use organization::{NewPerson, Sex};

async fn agree_and_merge(phone: &Phone) {
    let ctx = &phone.app.ctx;
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .member("Budi Santoso", 2)
        .on(ctx)
        .await;
    let ana = NewPerson {
        full_name: "Ana Lestari".into(),
        rt: Some(3),
        phones: vec!["+6281200001111".into()],
        ..NewPerson::default()
    };
    let anna = NewPerson {
        full_name: "Anna Lestari".into(),
        nickname: "Ani".into(),
        sex: Some(Sex::P),
        birth_date: Some(date(2010, 5, 12)),
        rt: Some(4),
        education: "SMP".into(),
        phones: vec!["+6281200001111".into(), "+6281200002222".into()],
        ..NewPerson::default()
    };
    let mut tx = ctx.db.begin().await.unwrap();
    for person in [ana, anna] {
        organization::add_person(&mut tx, &village.scope, &person, phone.app.now())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    phone.sign_in(village.officer(Role::Secretary)).await;

    phone.open("/anggota?cari=Hj.+Ana").await;
    phone.reads("Ana Lestari").await;
    phone.look("anggota-cari").await;
    phone.open("/anggota/persetujuan").await;
    phone.reads("1 anggota belum 18 tahun").await;
    phone.look("persetujuan-0-daftar").await;
    phone.press("Anna Lestari").await;
    phone.reads("Catat dulu siapa orangnya").await;
    phone.look("persetujuan-1-belum-ada-wali").await;
    phone.press("Catat orang tua atau wali").await;
    phone.fill("nama", "Siti Rohmah").await;
    phone.press("Ibu").await;
    phone.fill("hp", "0812-0000-2222").await;
    phone.look("persetujuan-2-wali").await;
    phone.press("Simpan").await;
    phone.reads("Umurnya belum 18 tahun").await;
    phone.look("persetujuan-3-orang").await;
    phone.press("Catat persetujuan").await;
    phone.press("Surat bertanda tangan").await;
    phone.look("persetujuan-4-catat").await;
    phone.press("Simpan persetujuan").await;
    phone.reads("Persetujuan tersimpan").await;
    phone.look("persetujuan-5-setuju").await;

    phone.open("/anggota/kembar").await;
    phone.reads("1 pasang data mungkin orang yang sama").await;
    phone.look("kembar-0-daftar").await;
    phone.press("Lihat berdampingan").await;
    phone.reads("Tukar yang dipertahankan").await;
    phone.look("kembar-1-berdampingan").await;
    phone.press("Anna Lestari").await;
    phone.press("Gabungkan").await;
    phone.reads("Kedua data sudah digabung").await;
    phone.look("kembar-2-digabung").await;
    phone.press("Anna Lestari").await;
    phone.reads("Digabung dengan Anna Lestari").await;
    phone.look("kembar-3-orang").await;
    phone.press("Digabung dengan Anna Lestari").await;
    phone.press("Batalkan penggabungan").await;
    phone.press("Ya, batalkan").await;
    phone.reads("Kedua data kembali seperti semula").await;
    phone.look("kembar-4-dibatalkan").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_and_merges_are_made_on_a_phone() {
    on_a_phone(agree_and_merge).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_and_merges_are_made_without_scripts() {
    without_scripts(agree_and_merge).await;
}
