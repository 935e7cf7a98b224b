//! Moving a unit, making the one above, making two one; and a tree that keeps no circle.

use crate::support::{App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use organization::{NewPart, NewPerson, NewUnit, Place, Unit, UnitKind};

async fn jambu(app: &App) -> Village {
    Given::unit("jambu sumenep")
        .officer(Role::Secretary)
        .on(&app.ctx)
        .await
}

fn secretary(app: &App, village: &Village) -> Client {
    app.sign_in(village.officer(Role::Secretary))
}

fn part(kind: UnitKind, name: &str, hamlet: &str) -> NewPart {
    NewPart {
        kind,
        name: name.to_owned(),
        place: Place {
            hamlets: vec![hamlet.to_owned()],
            ..Place::default()
        },
    }
}

async fn made(app: &App, code: &str, name: &str) -> Unit {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let new = NewUnit {
        region_code: code.to_owned(),
        name: name.to_owned(),
    };
    let unit = organization::create_unit(&mut tx, new, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    unit
}

#[tokio::test]
async fn a_village_goes_below_its_district_and_below_nobody_elses() {
    each(async |app| {
        let village = jambu(&app).await;
        let district = made(&app, "35.29.07", "KT Kecamatan Lenteng").await;
        let foreign = made(&app, "33.10.03", "KT Kecamatan Wedi").await;
        let mut officer = secretary(&app, &village);
        let place = format!("/unit/{}/pindah", village.unit.id);
        let page = officer.get(&place).await;
        page.says("Belum berada di bawah unit lain");
        page.says("KT Kecamatan Lenteng");
        page.keeps_quiet_about("KT Kecamatan Wedi");
        let answer = officer
            .post(&place, &[("tujuan", &foreign.id.to_string())])
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let answer = officer.form(&place, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Pilih dulu unit tujuannya");
        let moved = officer
            .form(&place, &[("tujuan", &district.id.to_string())])
            .await;
        officer
            .follow(&moved)
            .await
            .says("Di bawah: KT Kecamatan Lenteng");
        let public = app.stranger().get(&format!("/u/{}", district.slug)).await;
        public.says("Karang Taruna jambu sumenep");
    })
    .await;
}

#[tokio::test]
async fn a_village_makes_its_district_and_names_the_first_officer_there_and_no_second() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut officer = secretary(&app, &village);
        let place = format!("/unit/{}/pindah", village.unit.id);
        officer.get(&place).await.says("Kecamatan Lenteng");
        let made = officer.post("/unit/atas", &[("wilayah", "35.29.07")]).await;
        let page = officer.follow(&made).await;
        page.says("Unit di atasnya belum punya pengurus");
        let found = page.links("/unit/");
        let found = found
            .iter()
            .find(|link| link.ends_with("/pengurus"))
            .unwrap();
        let first = [
            ("nama", "Hendra Gunawan"),
            ("jabatan", "chair"),
            ("login", "hendra.lenteng"),
        ];
        let given = officer.form(found, &first).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.text());
        given.says("Kata sandi sekali pakai");
        let page = officer.get("/unit").await;
        page.keeps_quiet_about("belum punya pengurus");
        let second = [
            ("nama", "Orang Lain"),
            ("jabatan", "chair"),
            ("login", "lain.lenteng"),
        ];
        let refused = officer.post(found, &second).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("sudah punya pengurus sendiri");
        let again = officer.post("/unit/atas", &[("wilayah", "35.29")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn two_hamlets_become_one_with_everything_below_them() {
    each(async |app| {
        let village = jambu(&app).await;
        for (name, hamlet) in [("Ana Lestari", "Krajan"), ("Budi Santoso", "Gondang")] {
            let person = NewPerson {
                full_name: name.to_owned(),
                hamlet: hamlet.to_owned(),
                ..NewPerson::default()
            };
            let mut tx = app.ctx.db.begin().await.unwrap();
            organization::add_person(&mut tx, &village.scope, &person, app.now())
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        let krajan = part(UnitKind::Hamlet, "Dusun Krajan", "Krajan");
        let krajan = village.part(&app.ctx, krajan, &[]).await;
        let gondang = part(UnitKind::Hamlet, "Dusun Gondang", "Gondang");
        let gondang = village.part(&app.ctx, gondang, &[Role::Chair]).await;
        let committee = part(UnitKind::Committee, "Panitia 17-an Gondang", "");
        let committee = gondang.part(&app.ctx, committee, &[]).await;
        let mut officer = secretary(&app, &village);
        let place = format!("/unit/{}/pindah", gondang.unit.id);
        officer.get(&place).await.says("Dusun Krajan");
        let into = krajan.unit.id.to_string();
        let merged = officer
            .form_at(
                &place,
                &format!("/unit/{}/gabungkan", gondang.unit.id),
                &[("tujuan", &into)],
            )
            .await;
        let page = officer.follow(&merged).await;
        page.says("Warganya: Krajan, Gondang");
        page.says("3 anggota"); // with Gondang's chair
        page.says("Panitia 17-an Gondang");
        let old = app
            .stranger()
            .get(&format!("/u/{}", gondang.unit.slug))
            .await;
        assert_eq!(old.location(), format!("/u/{}", krajan.unit.slug));
        let mut chair = app.sign_in(gondang.officer(Role::Chair));
        let shut = chair.get("/anggota").await;
        assert_eq!(shut.status, StatusCode::FORBIDDEN);
        let woken = officer
            .form_at("/akun", &format!("/unit/{}/pulihkan", gondang.unit.id), &[])
            .await;
        assert_eq!(woken.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = officer.get(&format!("/unit/{}", committee.unit.id)).await;
        page.says("Dusun Krajan");
    })
    .await;
}

#[tokio::test]
async fn two_moves_at_once_make_no_circle() {
    each(async |app| {
        let village = jambu(&app).await;
        let rw = part(UnitKind::Rw, "RW 01", "Krajan");
        let rw = village.part(&app.ctx, rw, &[]).await;
        let hamlet = part(UnitKind::Hamlet, "Dusun Krajan", "Krajan");
        let hamlet = village.part(&app.ctx, hamlet, &[]).await;
        let officer = secretary(&app, &village);
        let moves = (0..20).map(|n| {
            let (unit, below) = if n % 2 == 0 {
                (&rw, &hamlet)
            } else {
                (&hamlet, &rw)
            };
            let (unit, below) = (unit.unit.id.to_string(), below.unit.id.to_string());
            let mut officer = officer.clone();
            tokio::spawn(async move {
                officer.get("/akun").await;
                let to = format!("/unit/{unit}/pindah");
                officer.post(&to, &[("tujuan", &below)]).await.status
            })
        });
        for one in moves.collect::<Vec<_>>() {
            let status = one.await.unwrap();
            assert!(
                [
                    StatusCode::SEE_OTHER,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    StatusCode::NOT_FOUND
                ]
                .contains(&status),
                "{status}"
            );
        }
        let mut officer = officer;
        for unit in [&rw, &hamlet] {
            let page = officer.get(&format!("/unit/{}", unit.unit.id)).await;
            assert_eq!(page.status, StatusCode::OK);
        }
    })
    .await;
}
