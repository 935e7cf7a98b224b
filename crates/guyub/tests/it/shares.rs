//! Names lent to another unit: for a purpose, until a day, revocable; every look is written down,
//! for the unit and for the person; nobody else ever sees them.

use crate::support::{App, Client, Given, Village, each, training};
use axum::http::StatusCode;
use kernel::access::Role;
use kernel::id::PersonId;
use organization::NewPerson;
use storage::args;

struct Stage {
    lender: Village,
    reader: Village,
    secretary: Client,
    chair: Client,
}

async fn stage(app: &App) -> Stage {
    let lender = Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::Treasurer)
        .on(&app.ctx)
        .await;
    let reader = Given::unit("Lenteng")
        .officer(Role::Chair)
        .officer(Role::Supervisor)
        .on(&app.ctx)
        .await;
    Stage {
        secretary: app.sign_in(lender.officer(Role::Secretary)),
        chair: app.sign_in(reader.officer(Role::Chair)),
        lender,
        reader,
    }
}

impl Stage {
    async fn add(&self, app: &App, name: &str, hamlet: &str) -> PersonId {
        let person = NewPerson {
            full_name: name.to_owned(),
            hamlet: hamlet.to_owned(),
            rt: Some(3),
            phones: vec!["+6281277771234".to_owned()],
            ..NewPerson::default()
        };
        let mut tx = app.ctx.db.begin().await.unwrap();
        let id = organization::add_person(&mut tx, &self.lender.scope, &person, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Lends until the first of December; the number of the share.
    async fn lend(&mut self, more: &[(&str, &str)]) -> String {
        let to = self.reader.unit.id.to_string();
        let mut fields = vec![
            ("unit", to.as_str()),
            ("keperluan", "Lomba antardesa"),
            ("sampai", "1-12-2026"),
        ];
        fields.extend_from_slice(more);
        let form = format!("/pengaturan/bagikan/baru?unit={to}");
        let lent = self
            .secretary
            .form_at(&form, "/pengaturan/bagikan", &fields)
            .await;
        assert_eq!(lent.status, StatusCode::SEE_OTHER, "{}", lent.text());
        lent.location().rsplit('/').next().unwrap().to_owned()
    }
}

#[tokio::test]
async fn names_are_lent_for_a_purpose_until_a_day_and_every_look_is_told() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let ana = stage.add(&app, "Ana Lestari", "Krajan").await;
        let found = stage
            .secretary
            .get("/pengaturan/bagikan/baru?cari=Lenteng")
            .await;
        assert_eq!(found.links("/pengaturan/bagikan/baru?unit=").len(), 1);
        let id = stage.lend(&[]).await;
        let page = format!("/bagian/{id}");
        stage.chair.get("/bagian").await.says("Lomba antardesa");
        let names = stage.chair.get(&page).await;
        assert_eq!(names.header("cache-control"), "no-store");
        names.says("Ana Lestari");
        names.says("Krajan, RT 03");
        names.keeps_quiet_about("7777");
        let file = stage.chair.get(&format!("{page}/unduh")).await;
        let text = String::from_utf8(file.body.to_vec()).unwrap();
        assert!(text.contains("Ana Lestari;Krajan;03;;\r\n"), "{text}");

        let own = format!("/pengaturan/bagikan/{id}");
        let told = stage.secretary.get(&own).await;
        told.says("Ketua Lenteng 24 November 2026, 10.00 WIB");
        told.says("(diunduh)");
        let known = known(&app, &stage, ana).await;
        let look = ["Karang Taruna Lenteng", "Ketua Lenteng", "Lomba antardesa"];
        assert_eq!(known.len(), 2, "{known:?}");
        assert_eq!(&known[0][1..], look);
        assert_eq!(audited(&app, &stage).await, 2);

        app.wait(7 * 24 * 60); // the first of December
        assert_eq!(stage.chair.get(&page).await.status, StatusCode::OK);
        app.wait(24 * 60);
        assert_eq!(stage.chair.get(&page).await.status, StatusCode::NOT_FOUND);
        let file = stage.chair.get(&format!("{page}/unduh")).await;
        assert_eq!(file.status, StatusCode::NOT_FOUND);
        stage
            .chair
            .get("/bagian")
            .await
            .says("Belum ada yang dibagikan");
    })
    .await;
}

/// What stands on Ana's own page about looks.
async fn known(app: &App, stage: &Stage, person: PersonId) -> Vec<Vec<String>> {
    let modules = guyub::modules::all();
    let organization = modules.iter().find(|one| one.name == "organization");
    let export = organization.and_then(|one| one.export).unwrap();
    let known = export(&app.ctx, &stage.lender.scope, person).await.unwrap();
    let looks = known
        .into_iter()
        .find(|one| one.title.contains("unit lain"));
    looks.unwrap().rows
}

async fn audited(app: &App, stage: &Stage) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    db.one(
        "select count(*) from audit where act = 'organization.read_shares' and unit_id = $1",
        args![stage.lender.unit.id],
    )
    .await
    .unwrap()
}

#[tokio::test]
async fn a_share_that_is_revoked_opens_nothing_any_more() {
    each(async |app| {
        let mut stage = stage(&app).await;
        stage.add(&app, "Ana Lestari", "Krajan").await;
        let id = stage.lend(&[("hp", "ya")]).await;
        let page = format!("/bagian/{id}");
        stage
            .chair
            .get(&page)
            .await
            .says("0812\u{2011}7777\u{2011}1234");
        let own = format!("/pengaturan/bagikan/{id}");
        let revoked = stage
            .secretary
            .form_at(&own, &format!("{own}/cabut"), &[])
            .await;
        stage.secretary.follow(&revoked).await.says("Dicabut");
        let gone = stage.chair.get(&page).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        gone.keeps_quiet_about("Ana");
    })
    .await;
}

#[tokio::test]
async fn only_whom_the_share_names_is_shown_and_nobody_who_does_not_want_to() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let people = [
            ("Ana Lestari", "Krajan"),
            ("Budi Santoso", "Krajan"),
            ("Citra Dewi", "Sawah"),
            ("Dewi Anjani", "Krajan"),
        ];
        let mut ids = Vec::new();
        for (name, hamlet) in people {
            ids.push(stage.add(&app, name, hamlet).await);
        }
        let (activity, _) = stage
            .lender
            .activity(&app.ctx, &training("Turnamen Voli"))
            .await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        let today = stage.lender.unit.zone.today(app.now());
        activity::register_person(
            &mut tx,
            &stage.lender.scope,
            activity,
            ids[2],
            today,
            app.now(),
        )
        .await
        .unwrap();
        let agreed = organization::NewConsents {
            purposes: vec![organization::Purpose::Data],
            guardian: None,
            given_by: "Dewi Anjani".into(),
            given_on: today,
            how: organization::How::Link,
            note: String::new(),
        };
        let scope = &stage.lender.scope;
        organization::record_consents(&mut tx, scope, ids[3], &agreed, None, app.now())
            .await
            .unwrap();
        let given = organization::consents_of(&mut tx, scope, ids[3])
            .await
            .unwrap();
        organization::withdraw_consent(&mut tx, scope, ids[3], given[0].id, today)
            .await
            .unwrap();
        tx.run(
            "insert into share_objection (person_id, unit_id, since) values ($1, $2, 0)",
            args![ids[1], stage.lender.unit.id],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let group = format!("kelompok:{activity}");
        for (whose, shown) in [
            ("", vec!["Ana Lestari", "Citra Dewi"]),
            ("dusun:Krajan", vec!["Ana Lestari"]),
            (group.as_str(), vec!["Citra Dewi"]),
        ] {
            let id = stage.lend(&[("siapa", whose)]).await;
            let page = stage.chair.get(&format!("/bagian/{id}")).await.text();
            let seen: Vec<&str> = people
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| page.contains(name))
                .collect();
            assert_eq!(seen, shown, "{whose}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_share_without_purpose_day_or_unit_comes_back_with_what_was_typed() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let to = stage.reader.unit.id.to_string();
        let form = format!("/pengaturan/bagikan/baru?unit={to}");
        let fields = [
            ("unit", to.as_str()),
            ("keperluan", ""),
            ("sampai", "1-12-2027"),
        ];
        let answer = stage
            .secretary
            .form_at(&form, "/pengaturan/bagikan", &fields)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.field("sampai").as_deref(), Some("1-12-2027"));
        answer.says("Paling lama enam bulan");
        let own = stage.lender.unit.id.to_string();
        let fields = [
            ("unit", own.as_str()),
            ("keperluan", "x"),
            ("sampai", "1-12-2026"),
        ];
        let answer = stage.secretary.post("/pengaturan/bagikan", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("unit sendiri");
    })
    .await;
}

#[tokio::test]
async fn a_third_unit_and_those_without_the_right_see_nothing_of_a_share() {
    each(async |app| {
        let mut stage = stage(&app).await;
        stage.add(&app, "Ana Lestari", "Krajan").await;
        let id = stage.lend(&[]).await;
        let (page, own) = (format!("/bagian/{id}"), format!("/pengaturan/bagikan/{id}"));
        let third = Given::unit("Sukamaju")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut third = app.sign_in(third.officer(Role::Chair));
        third.get("/akun").await;
        for path in [&page, &own, &format!("{page}/unduh")] {
            let answer = third.get(path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let revoke = third.post(&format!("{own}/cabut"), &[]).await;
        assert_eq!(revoke.status, StatusCode::NOT_FOUND);
        // The reader can't take back or see who looked; the lender does not read as the reader.
        assert_eq!(stage.chair.get(&own).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            stage.secretary.get(&page).await.status,
            StatusCode::NOT_FOUND
        );
        let mut supervisor = app.sign_in(stage.reader.officer(Role::Supervisor));
        assert_eq!(supervisor.get(&page).await.status, StatusCode::FORBIDDEN);
        let mut treasurer = app.sign_in(stage.lender.officer(Role::Treasurer));
        assert_eq!(treasurer.get(&own).await.status, StatusCode::FORBIDDEN);
        stage.chair.get(&page).await.says("Ana Lestari");
    })
    .await;
}
