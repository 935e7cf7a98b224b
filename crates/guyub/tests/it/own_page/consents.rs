//! Consents at one's own page: taken back at once, also a guardian's; given by who is grown.

use super::{Stage, stage};
use crate::support::{App, Client, each};
use axum::http::StatusCode;
use jiff::civil::{Date, date};
use kernel::access::Role;
use organization::{How, NewConsents, NewGuardian, Purpose, Relation, Standing, standing};
use storage::args;

/// Ana is born on `born`; her mother has agreed to data and photos.
async fn mother_agrees(app: &App, stage: &Stage, born: Date) {
    let (scope, now) = (&stage.village.scope, app.now());
    let ana = stage.village.person("Ana Lestari");
    let mut tx = app.ctx.db.begin().await.unwrap();
    tx.run(
        "update person set birth_date = $2 where id = $1",
        args![ana, born],
    )
    .await
    .unwrap();
    let mother = NewGuardian {
        name: "Siti Aminah".into(),
        relation: Relation::Mother,
        phone: "+6281200001111".into(),
    };
    let guardian = organization::record_guardian(&mut tx, scope, ana, &mother, now)
        .await
        .unwrap();
    let new = NewConsents {
        purposes: vec![Purpose::Data, Purpose::Photo],
        guardian: Some(guardian),
        given_by: mother.name,
        given_on: date(2026, 11, 1),
        how: How::Paper,
        note: String::new(),
    };
    organization::record_consents(&mut tx, scope, ana, &new, None, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn stands(app: &App, stage: &Stage, purpose: Purpose, minor: bool) -> Standing {
    let mut db = app.ctx.db.read().await.unwrap();
    let ana = stage.village.person("Ana Lestari");
    let consents = organization::consents_of(&mut db, &stage.village.scope, ana)
        .await
        .unwrap();
    standing(&consents, purpose, minor)
}

async fn say(phone: &mut Client, stage: &Stage, fields: &[(&str, &str)]) -> StatusCode {
    let path = format!("{}/persetujuan", stage.page);
    phone.post(&path, fields).await.status
}

#[tokio::test]
async fn a_minor_takes_back_and_does_not_give() {
    each(async |app| {
        let stage = stage(&app).await;
        mother_agrees(&app, &stage, date(2010, 5, 12)).await;
        let mut phone = stage.opened(&app).await;
        let page = phone.get(&stage.data()).await;
        page.says("Siti Aminah");
        page.says("Umurmu belum 18 tahun");
        page.keeps_quiet_about("Saya setuju");
        let gone = say(&mut phone, &stage, &[("untuk", "photo")]).await;
        assert_eq!(gone, StatusCode::SEE_OTHER);
        let photo = stands(&app, &stage, Purpose::Photo, true).await;
        assert_eq!(photo, Standing::Withdrawn);
        assert_eq!(
            stands(&app, &stage, Purpose::Data, true).await,
            Standing::Given
        );
        let path = format!("{}/persetujuan", stage.page);
        let again = phone
            .post(&path, &[("untuk", "photo"), ("setuju", "ya")])
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("yang menyetujui orang tua atau wali");
        let photo = stands(&app, &stage, Purpose::Photo, true).await;
        assert_eq!(photo, Standing::Withdrawn);
    })
    .await;
}

#[tokio::test]
async fn who_takes_the_consent_to_data_back_is_told_to_the_officers() {
    each(async |app| {
        let stage = stage(&app).await;
        mother_agrees(&app, &stage, date(2001, 5, 12)).await;
        let mut phone = stage.opened(&app).await;
        phone
            .get(&stage.data())
            .await
            .says("Dulu disetujui wali, sekarang tanyakan sendiri");
        for fields in [[("untuk", "data"), ("setuju", "ya")]; 2] {
            assert_eq!(
                say(&mut phone, &stage, &fields).await,
                StatusCode::SEE_OTHER
            );
        }
        assert_eq!(consents(&app).await, 3, "twice is once");
        let mut secretary = app.sign_in(stage.village.officer(Role::Secretary));
        secretary
            .get("/beranda")
            .await
            .keeps_quiet_about("mencabut");
        for _ in 0..2 {
            let status = say(&mut phone, &stage, &[("untuk", "data")]).await;
            assert_eq!(status, StatusCode::SEE_OTHER);
        }
        assert_eq!(
            stands(&app, &stage, Purpose::Data, false).await,
            Standing::Withdrawn
        );
        secretary
            .get("/beranda")
            .await
            .says("1 anggota mencabut persetujuan datanya.");
        let list = secretary.get("/anggota/permintaan").await;
        list.says("Mencabut persetujuan data");
        list.says("Ana Lestari");
        secretary
            .get("/pengaturan/catatan")
            .await
            .says("Persetujuan Data disimpan dicabut lewat halaman pribadi");
        say(&mut phone, &stage, &[("untuk", "data"), ("setuju", "ya")]).await;
        secretary
            .get("/anggota/permintaan")
            .await
            .says("Tidak ada yang menunggu");
    })
    .await;
}

async fn consents(app: &App) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    db.one("select count(*) from person_consent", args![])
        .await
        .unwrap()
}

#[tokio::test]
async fn without_the_pin_or_for_nothing_named_nothing_changes() {
    each(async |app| {
        let stage = stage(&app).await;
        mother_agrees(&app, &stage, date(2001, 5, 12)).await;
        let mut phone = stage.opened(&app).await;
        let wrong = say(&mut phone, &stage, &[("untuk", "semua")]).await;
        assert_eq!(wrong, StatusCode::UNPROCESSABLE_ENTITY);
        let mut stranger = app.stranger();
        stranger.get(&stage.data()).await;
        let path = format!("{}/persetujuan", stage.page);
        for fields in [
            vec![("untuk", "data")],
            vec![("untuk", "data"), ("setuju", "ya")],
        ] {
            let answer = stranger.post(&path, &fields).await;
            answer.says("PIN");
            answer.keeps_quiet_about("Siti");
        }
        assert_eq!(consents(&app).await, 2);
        assert_eq!(
            stands(&app, &stage, Purpose::Data, false).await,
            Standing::OutGrown
        );
    })
    .await;
}
