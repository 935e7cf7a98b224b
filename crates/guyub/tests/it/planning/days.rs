//! A day is looked at before it is chosen: feasts, the village's own calendar, the neighbours.

use super::stage;
use crate::support::{Given, each, training};
use axum::http::StatusCode;
use kernel::access::{Role, Scope};
use organization::{NewUnit, UnitKind, create_below, regions};

#[tokio::test]
async fn a_day_in_ramadan_is_warned_of_with_the_reason_and_free_days() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let page = stage.secretary.get("/proker/tanggal?hari=20-02-2027").await;
        assert_eq!(page.status, StatusCode::OK);
        page.says("Sabtu, 20 Februari 2027");
        page.says("Sebaiknya hindari: Ramadan 1448 H, kira-kira 8 Februari 2027");
        page.says("bisa bergeser satu hari");
        page.says("Hari yang sama, lebih longgar");
        let plain = stage.secretary.get("/proker/tanggal?hari=25-11-2026").await;
        plain.says("Rabu Legi");
        plain.says("Tidak ada yang tercatat pada hari ini.");
        for odd in ["kapan", "31-02-2027", "2027", "17-08-9999"] {
            let answer = stage
                .secretary
                .get(&format!("/proker/tanggal?hari={odd}"))
                .await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
            assert_eq!(answer.field("hari").as_deref(), Some(odd));
        }
    })
    .await;
}

#[tokio::test]
async fn the_village_writes_down_what_only_it_knows() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let exam = [
            ("jenis", "school"),
            ("nama", "Ujian akhir semester"),
            ("dari", "7-12-2026"),
            ("sampai", "12-12-2026"),
        ];
        let added = stage.secretary.form("/proker/kalender", &exam).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
        let market = [
            ("jenis", "market"),
            ("nama", "Pasar desa"),
            ("setiap", "Pon"),
        ];
        let added = stage.secretary.form("/proker/kalender", &market).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
        let day = stage.secretary.get("/proker/tanggal?hari=7-12-2026").await;
        day.says("Sebaiknya hindari: Ujian akhir semester");
        day.says("Perlu diingat: Pasar desa, Setiap Pon: Senin, 7 Desember 2026");
        let twice = stage.secretary.form("/proker/kalender", &market).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        twice.says("Ini sudah tercatat di kalender.");
        let odd = [
            ("jenis", "market"),
            ("nama", "Pasar"),
            ("setiap", "tiap bulan"),
        ];
        let odd = stage.secretary.form("/proker/kalender", &odd).await;
        assert_eq!(odd.field("setiap").as_deref(), Some("tiap bulan"));
        odd.says("Tulis seperti Sabtu Wage");
        // The pembina reads it and changes nothing.
        let mut pembina = app.sign_in(stage.village.officer(Role::Supervisor));
        let page = pembina.get("/proker/kalender").await;
        page.says("Setiap Pon");
        page.keeps_quiet_about("Tambah ke kalender");
        let calendar = stage.secretary.get("/proker/kalender").await;
        let action = calendar
            .html()
            .split("action=\"/proker/kalender/")
            .nth(1)
            .unwrap();
        let action = format!("/proker/kalender/{}", action.split('"').next().unwrap());
        let refused = pembina.post(&action, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let removed = stage.secretary.post(&action, &[]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER);
        let again = stage.secretary.post(&action, &[]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_neighbours_hold_for_everybody_is_told_and_nothing_else() {
    each(async |app| {
        let mut tx = app.ctx.db.begin().await.unwrap();
        let new = NewUnit {
            region_code: "33.10.03".into(),
            name: "Karang Taruna Kecamatan".into(),
        };
        let above = organization::create_unit(&mut tx, new, app.now())
            .await
            .unwrap();
        assert_eq!(above.kind, UnitKind::District);
        let mut villages = Vec::new();
        for village in regions::within(&above.region_code).into_iter().take(2) {
            let new = NewUnit {
                region_code: village.code.clone(),
                name: format!("Karang Taruna {}", village.title),
            };
            villages.push(create_below(&mut tx, &above, new, app.now()).await.unwrap());
        }
        tx.commit().await.unwrap();
        let own = Given::officers(&app, villages[0].clone(), &[Role::Secretary]).await;
        let other = Given::officers(&app, villages[1].clone(), &[Role::Secretary]).await;
        let (theirs, _) = other.activity(&app.ctx, &training("Bazar UMKM")).await;
        own.activity(&app.ctx, &training("Pelatihan sablon")).await;
        let mut secretary = app.sign_in(own.officer(Role::Secretary));
        let day = secretary.get("/proker/tanggal?hari=1-12-2026").await;
        day.says(&format!("{}: Bazar UMKM", villages[1].name));
        day.says("Pelatihan sablon");
        day.says("Unit ini sendiri sudah punya kegiatan");
        // Called off, it stands in nobody's way.
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.run(
            "update activity set state = 'cancelled' where id = $1 and unit_id = $2",
            storage::args![theirs, Scope::of_system(villages[1].id).unit()],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let day = secretary.get("/proker/tanggal?hari=1-12-2026").await;
        day.keeps_quiet_about("Bazar UMKM");
    })
    .await;
}

#[tokio::test]
async fn an_item_and_an_activity_say_what_to_mind_about_their_day() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fields = [("nama", "Santunan"), ("hari", "25-12-2026")];
        assert_eq!(stage.write(&fields).await.status, StatusCode::SEE_OTHER);
        let item = stage.item("Santunan").await;
        let page = stage.secretary.get(&item).await;
        page.says("25 Desember 2026 (Jumat");
        page.says("Sebaiknya hindari: Natal");
        let months = stage.written("Ziarah", "12").await;
        stage
            .secretary
            .get(&months)
            .await
            .says("Natal, Jumat, 25 Desember 2026");
        let mut christmas = training("Bakti sosial");
        for session in &mut christmas.sessions {
            session.day = jiff::civil::date(2026, 12, 25);
        }
        let (id, _) = stage.village.activity(&app.ctx, &christmas).await;
        let page = stage.secretary.get(&format!("/kegiatan/{id}")).await;
        page.says("Tentang harinya");
        page.says("Sebaiknya hindari: Natal");
    })
    .await;
}
