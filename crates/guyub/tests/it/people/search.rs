//! The search of the member list on both engines: spellings, nickname, phone, and the border of
//! the unit; and that people of an older version are filed when the program starts.

use crate::support::{Given, each};
use kernel::access::Role;
use organization::NewPerson;
use storage::args;

async fn add(app: &crate::support::App, village: &crate::support::Village, person: NewPerson) {
    let mut tx = app.ctx.db.begin().await.unwrap();
    organization::add_person(&mut tx, &village.scope, &person, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn rizki() -> NewPerson {
    NewPerson {
        full_name: "Muh. Rizki Ramadani".into(),
        nickname: "Kiki".into(),
        phones: vec!["+6281200004321".into()],
        rt: Some(3),
        ..NewPerson::default()
    }
}

#[tokio::test]
async fn a_member_is_found_by_another_spelling_the_nickname_or_the_phone() {
    each(async |app| {
        let village = Given::unit("Jambu")
            .officer(Role::Secretary)
            .member("Ana Lestari", 1)
            .member("Budi Santoso", 2)
            .on(&app.ctx)
            .await;
        add(&app, &village, rizki()).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        for asked in [
            "Mohammad+Rizky",
            "ramadhani+rizky",
            "kiki",
            "0812-0000-43",
            "moch",
            "izki",
        ] {
            let page = officer.get(&format!("/anggota?cari={asked}")).await;
            page.says("Muh. Rizki Ramadani");
            page.keeps_quiet_about("Ana Lestari");
            page.keeps_quiet_about("paling mirip");
        }
        let page = officer.get("/anggota?cari=Rizky+Ramdhani").await;
        page.says("Tidak ada nama yang persis begitu");
        page.says("Muh. Rizki Ramadani");
        let page = officer.get("/anggota?cari=rizki&rt=2").await;
        page.says("Tidak ada yang cocok");
        for odd in ["%25", "_", "%27", "%00", "a", "%2B62", &"x".repeat(3_000)] {
            let page = officer.get(&format!("/anggota?cari={odd}")).await;
            assert_eq!(page.status, 200, "{odd}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_search_stays_within_the_unit() {
    each(async |app| {
        let here = Given::unit("Jambu")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let there = Given::unit("Kedungrejo").on(&app.ctx).await;
        add(&app, &there, rizki()).await;
        let mut officer = app.sign_in(here.officer(Role::Secretary));
        for asked in ["rizki", "kiki", "0812000043", "izk"] {
            let page = officer.get(&format!("/anggota?cari={asked}")).await;
            page.keeps_quiet_about("Rizki Ramadani");
        }
    })
    .await;
}

#[tokio::test]
async fn people_of_an_older_version_are_filed_when_the_program_starts() {
    each(async |app| {
        let village = Given::unit("Jambu")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        add(&app, &village, rizki()).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        for sql in ["delete from person_word", "delete from person_filing"] {
            tx.run(sql, args![]).await.unwrap();
        }
        tx.commit().await.unwrap();
        app.ctx.migrate().await.unwrap();
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        officer
            .get("/anggota?cari=kiki")
            .await
            .says("Muh. Rizki Ramadani");
    })
    .await;
}
