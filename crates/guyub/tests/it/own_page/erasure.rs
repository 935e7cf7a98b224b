//! Erasure: the person asks with the PIN, an officer does it; what is left are counts.

use super::{PIN, Stage, attended, stage};
use crate::support::{App, Given, each};
use axum::http::StatusCode;
use kernel::access::Role;
use storage::args;

#[tokio::test]
async fn erasure_takes_the_person_out_and_keeps_the_counts() {
    each(async |app| {
        let stage = stage(&app).await;
        let (_, session) = attended(&app, &stage).await;
        let mut secretary = app.sign_in(stage.village.officer(Role::Secretary));
        let edit = format!("/anggota/{}/ubah", stage.ana);
        let action = format!("/anggota/{}", stage.ana);
        let fields = [
            ("nama", "Ana Lestari"),
            ("panggilan", "Anakusayang"),
            ("hp", "0812-7777-1234"),
            ("jk", "P"),
            ("alamat", "Jalan Kenanga"),
            ("versi", "1"),
        ];
        let saved = secretary.form_at(&edit, &action, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let mut phone = stage.opened(&app).await;
        let hapus = format!("{}/hapus", stage.page);
        let wrong = phone
            .form_at(&stage.data(), &hapus, &[("pin", "999999")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("PIN salah");
        let sent = phone.form_at(&stage.data(), &hapus, &[("pin", PIN)]).await;
        phone
            .follow(&sent)
            .await
            .says("Penghapusan data Menunggu pengurus");

        let list = secretary.get("/anggota/permintaan").await;
        let request = list.links("/anggota/permintaan/").remove(0);
        let page = secretary.get(&request).await;
        let erase = page
            .links(&format!("/anggota/{}/hapus", stage.ana))
            .remove(0);
        secretary
            .get(&erase)
            .await
            .says("Orangnya sendiri sudah meminta");
        let unsure = secretary
            .post(&erase, &[("peminta", "orangnya sendiri")])
            .await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(unsure.field("peminta").as_deref(), Some("orangnya sendiri"));
        let fields = [("peminta", "orangnya sendiri"), ("yakin", "ya")];
        let done = secretary.post(&erase, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let twice = secretary.post(&erase, &fields).await;
        assert_eq!(twice.status, StatusCode::NOT_FOUND);

        let gone = phone.get(&stage.page).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        let everything = crate::matrix::tables::everything(&app.ctx).await;
        for word in [
            "Ana Lestari",
            "Anakusayang",
            "81277771234",
            "Kenanga",
            "ana lestari",
        ] {
            assert!(!everything.contains(word), "{word} is left");
        }
        assert_eq!(kept(&app, &stage).await, [] as [String; 0]);
        let mut db = app.ctx.db.read().await.unwrap();
        assert_eq!(activity::tally(&mut db, session).await.unwrap().present, 2);
        let logged: i64 = db
            .one(
                "select count(*) from audit where act = 'organization.erase_people'",
                args![],
            )
            .await
            .unwrap();
        assert_eq!(logged, 1);
    })
    .await;
}

/// The columns of Ana's row that still say something of her.
async fn kept(app: &App, stage: &Stage) -> Vec<String> {
    const COUNTED: [&str; 13] = [
        "id",
        "unit_id",
        "kind",
        "full_name",
        "sort_name",
        "token",
        "version",
        "created_at",
        "updated_at",
        "removed_at",
        "nameless_at",
        "sex",
        "joined_on",
    ];
    let mut kept = Vec::new();
    let mut db = app.ctx.db.read().await.unwrap();
    for column in &crate::matrix::tables::tables()["person"] {
        let sql = format!("select {column} from person where id = $1");
        let value: storage::Value = db
            .one(&sql, args![stage.village.person("Ana Lestari")])
            .await
            .unwrap();
        let empty = [storage::Value::Null, storage::Value::Text(String::new())];
        if !COUNTED.contains(&column.as_str()) && !empty.contains(&value) {
            kept.push(format!("{column}: {value:?}"));
        }
    }
    kept
}

#[tokio::test]
async fn an_officer_in_office_is_not_erased_and_not_every_officer_erases() {
    each(async |app| {
        let stage = stage(&app).await;
        let officer = stage.village.officer(Role::Secretary);
        let mut secretary = app.sign_in(officer);
        let own = format!("/anggota/{}/hapus", officer.person);
        let fields = [("peminta", "orangnya sendiri"), ("yakin", "ya")];
        let answer = secretary.form(&own, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("masih menjabat");
        let mut helper = app.sign_in(stage.village.officer(Role::CommitteeOfficer));
        let path = format!("/anggota/{}/hapus", stage.ana);
        assert_eq!(helper.get(&path).await.status, StatusCode::FORBIDDEN);
        let neighbour = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut chair = app.sign_in(neighbour.officer(Role::Chair));
        chair.get("/akun").await;
        let answer = chair.post(&path, &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn an_officer_of_old_is_erased_with_account_roles_and_entries_merged_away() {
    each(async |app| {
        let stage = stage(&app).await;
        let helper = stage.village.officer(Role::CommitteeOfficer);
        let (scope, now) = (&stage.village.scope, app.now());
        let today = stage.village.unit.zone.today(now);
        let mut tx = app.ctx.db.begin().await.unwrap();
        organization::end_appointments(&mut tx, scope, helper.person, today.yesterday().unwrap())
            .await
            .unwrap();
        let budi = stage.village.person("Budi Santoso");
        // Budi's entry was found to be the helper's.
        tx.run(
            "update person set merged_into = $2, removed_at = $3 where id = $1",
            args![budi, helper.person, now],
        )
        .await
        .unwrap();
        for given_to in [helper.person, budi] {
            tx.run(
                "insert into extra_role (id, unit_id, person_id, name, role, from_day, until_day,
                                         reason, given_by, given_by_name, created_at)
                 values ($1, $2, $3, $4, 'secretary', '2026-01-01', '2027-01-01', 'bantu', $5, $4, $6)",
                args![
                    storage::fresh::<storage::Uuid>(),
                    scope.unit(),
                    given_to,
                    &helper.name,
                    helper.account,
                    now
                ],
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        let mut secretary = app.sign_in(stage.village.officer(Role::Secretary));
        let path = format!("/anggota/{}/hapus", helper.person);
        let fields = [("peminta", "orangnya sendiri"), ("yakin", "ya")];
        let done = secretary.form(&path, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let everything = crate::matrix::tables::everything(&app.ctx).await;
        for word in [helper.name.as_str(), "Budi Santoso"] {
            assert!(!everything.contains(word), "{word} is left");
        }
        let mut db = app.ctx.db.read().await.unwrap();
        let left: i64 = db
            .one(
                "select (select count(*) from extra_role where ended_at is null)
                      + (select count(*) from account where person_id = $1 and closed_at is null)",
                args![helper.person],
            )
            .await
            .unwrap();
        assert_eq!(left, 0, "nothing of it opens anything");
    })
    .await;
}

#[tokio::test]
async fn an_officer_of_a_part_erases_somebody_of_the_part_from_the_whole_village() {
    each(async |app| {
        let stage = stage(&app).await;
        let part = stage
            .village
            .part(&app.ctx, super::rt(3), &[Role::Secretary])
            .await;
        let mut officer = app.sign_in(part.officer(Role::Secretary));
        let path = format!("/anggota/{}/hapus", stage.ana);
        let fields = [("peminta", "orangnya sendiri"), ("yakin", "ya")];
        let ana = stage.village.person("Ana Lestari");
        let unit = &stage.village.unit;
        stage
            .village
            .appoint(&app.ctx, unit, ana, Role::Treasurer)
            .await;
        let held = officer.form(&path, &fields).await;
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        held.says("masih menjabat");
        let mut tx = app.ctx.db.begin().await.unwrap();
        let yesterday = unit.zone.today(app.now()).yesterday().unwrap();
        organization::end_appointments(&mut tx, &stage.village.scope, ana, yesterday)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let done = officer.form(&path, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let everything = crate::matrix::tables::everything(&app.ctx).await;
        assert!(!everything.contains("Ana Lestari"));
        let budi = format!("/anggota/{}/hapus", stage.village.person("Budi Santoso"));
        let other = officer.post(&budi, &fields).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "Budi lives in RT 4");
    })
    .await;
}
