//! Leaving a roll with a reason, moving to another unit with the history, and coming back.

use super::merge::add;
use crate::support::{App, Client, Given, Officer, Village, each};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;
use kernel::id::PersonId;
use organization::{NewAppointment, NewPerson, Relation};
use storage::args;

fn ana() -> NewPerson {
    NewPerson {
        full_name: "Ana Lestari".into(),
        birth_date: Some(date(2010, 5, 12)),
        joined_on: Some(date(2020, 1, 2)),
        nik_digits: Some("3320015205100001".into()),
        phones: vec!["+6281200001111".into()],
        ..NewPerson::default()
    }
}

async fn leave(officer: &mut Client, id: PersonId, fields: &[(&str, &str)]) -> String {
    let page = format!("/anggota/{id}/keluar");
    let answer = officer.form(&page, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    officer.follow(&answer).await.text()
}

/// Gives `officer` an office in `there` as well.
async fn office_in(app: &App, officer: &Officer, there: &Village) {
    let office = NewAppointment {
        person: officer.person,
        role: Role::Secretary,
        title: "Sekretaris".to_owned(),
        from: there.unit.zone.today(app.now()),
        until: None,
    };
    let mut tx = app.ctx.db.begin().await.unwrap();
    organization::appoint(&mut tx, &there.scope, &office, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn who_leaves_is_told_with_day_and_reason_and_can_come_back() {
    each(async |app| {
        let village = Given::unit("Jambu")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let id = add(&app, &village, ana()).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        officer
            .get("/anggota/keluar")
            .await
            .says("Belum ada yang keluar");
        let page = format!("/anggota/{id}/keluar");
        let wrong = [("tanggal", "25-11-2026"), ("catatan", "ke Pati")];
        let answer = officer.form(&page, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Pilih sebabnya.");
        answer.says("Tanggalnya belum lewat.");
        assert_eq!(answer.field("catatan").as_deref(), Some("ke Pati"), "kept");

        let fields = [
            ("sebab", "moved"),
            ("tanggal", "20-11-2026"),
            ("catatan", "ke Pati"),
        ];
        let told = leave(&mut officer, id, &fields).await;
        assert!(told.contains("Ana Lestari sudah dikeluarkan"), "{told}");
        let gone = officer.get("/anggota/keluar").await;
        gone.says("20 November 2026 · Pindah · ke Pati");
        let page = format!("/anggota/{id}");
        assert_eq!(officer.get(&page).await.status, StatusCode::NOT_FOUND);

        let back = officer
            .form_at("/anggota/keluar", &format!("{page}/kembali"), &[])
            .await;
        let shown = officer.follow(&back).await;
        shown.says("masuk lagi ke daftar anggota");
        shown.says("2 Januari 2020 – 20 November 2026 · Pindah · ke Pati");
        shown.says("sejak 24 November 2026");
        shown.says("••••••••••••0001");
        let twice = add_again(&app, &village).await;
        assert!(twice, "the NIK counts again");
        let again = officer
            .form_at("/anggota/keluar?hal=9", &format!("{page}/kembali"), &[])
            .await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// Whether another entry with the NIK is refused.
async fn add_again(app: &App, village: &Village) -> bool {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let person = ana().sealed(&app.ctx.keys);
    let added = organization::add_person(&mut tx, &village.scope, &person, app.now()).await;
    matches!(added, Err(::web::Error::Conflict(_)))
}

#[tokio::test]
async fn who_moves_takes_data_history_and_card_along_but_no_consent() {
    each(async |app| {
        let here = Given::unit("Jambu")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let there = Given::unit("Kedungrejo")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        office_in(&app, here.officer(Role::Secretary), &there).await;
        let id = add(&app, &here, ana()).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        let mother = organization::NewGuardian {
            name: "Siti".into(),
            relation: Relation::Mother,
            phone: String::new(),
        };
        let guardian = organization::record_guardian(&mut tx, &here.scope, id, &mother, app.now())
            .await
            .unwrap();
        let consent = organization::NewConsents {
            purposes: vec![organization::Purpose::Data],
            guardian: Some(guardian),
            given_by: "Siti".into(),
            given_on: date(2026, 1, 2),
            how: organization::How::Paper,
            note: String::new(),
        };
        organization::record_consents(&mut tx, &here.scope, id, &consent, None, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut db = app.ctx.db.read().await.unwrap();
        let person = organization::find_person(&mut db, &here.scope, id)
            .await
            .unwrap();
        let token = person.unwrap().token;

        let mut officer = app.sign_in(here.officer(Role::Secretary));
        let to = there.unit.id.to_string();
        let form = officer.get(&format!("/anggota/{id}/keluar")).await;
        form.says("Karang Taruna Kedungrejo");
        let odd = [("sebab", "died"), ("tanggal", "24-11-2026"), ("ke", &*to)];
        let answer = officer.form(&format!("/anggota/{id}/keluar"), &odd).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Kalau ikut organisasi lain, sebabnya pindah.");
        let fields = [("sebab", "moved"), ("tanggal", "24-11-2026"), ("ke", &*to)];
        let told = leave(&mut officer, id, &fields).await;
        assert!(
            told.contains("pindah ke Karang Taruna Kedungrejo"),
            "{told}"
        );
        officer
            .get("/anggota/keluar")
            .await
            .says("Pindah · Karang Taruna Kedungrejo");

        let mut theirs = app.sign_in(there.officer(Role::Secretary));
        let list = theirs.get("/anggota?cari=ana").await;
        let link = list
            .links("/anggota/")
            .into_iter()
            .find(|link| link.len() == 41);
        let shown = theirs.get(&link.unwrap()).await;
        shown.says("Karang Taruna Jambu 2 Januari 2020 – 24 November 2026 · Pindah");
        shown.says("0812-0000-1111");
        shown.says("••••••••••••0001");
        shown.says("Siti");
        shown.says("Umurnya belum 18 tahun, dan belum ada persetujuan");
        let card = organization::person_by_token(&mut db, &token)
            .await
            .unwrap();
        assert_eq!(
            card.unwrap().unit,
            there.unit.id,
            "the card still leads to the person"
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_moves_into_a_unit_in_which_the_officer_may_do_nothing() {
    each(async |app| {
        let here = Given::unit("Jambu")
            .officer(Role::Secretary)
            .officer(Role::CommitteeOfficer)
            .on(&app.ctx)
            .await;
        let there = Given::unit("Kedungrejo")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let id = add(&app, &here, ana()).await;
        let mut officer = app.sign_in(here.officer(Role::Secretary));
        let page = format!("/anggota/{id}/keluar");
        officer.get(&page).await.keeps_quiet_about("Kedungrejo");
        let to = there.unit.id.to_string();
        let fields = [("sebab", "moved"), ("tanggal", "24-11-2026"), ("ke", &*to)];
        let answer = officer.form(&page, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Pilih salah satu organisasi yang ada di daftar.");
        let mut committee = app.sign_in(here.officer(Role::CommitteeOfficer));
        assert_eq!(committee.get(&page).await.status, StatusCode::FORBIDDEN);
        let mut stranger = app.sign_in(there.officer(Role::Secretary));
        assert_eq!(stranger.get(&page).await.status, StatusCode::NOT_FOUND);
        leave(&mut officer, id, &fields[..2]).await;
        stranger.get("/anggota/baru").await;
        let back = format!("/anggota/{id}/kembali");
        let answer = stranger.post(&back, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        stranger
            .get("/anggota/keluar")
            .await
            .keeps_quiet_about("Ana Lestari");
    })
    .await;
}

#[tokio::test]
async fn of_twenty_moves_at_once_one_arrives() {
    each(async |app| {
        let here = Given::unit("Jambu")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let there = Given::unit("Kedungrejo").on(&app.ctx).await;
        let secretary = here.officer(Role::Secretary);
        office_in(&app, secretary, &there).await;
        let id = add(&app, &here, ana()).await;
        let page = format!("/anggota/{id}/keluar");
        let to = there.unit.id.to_string();
        let mut tries = Vec::new();
        for _ in 0..20 {
            let (mut one, page, to) = (app.sign_in(secretary), page.clone(), to.clone());
            one.get(&page).await;
            tries.push(tokio::spawn(async move {
                let fields = [("sebab", "moved"), ("tanggal", "24-11-2026"), ("ke", &*to)];
                one.post(&page, &fields).await.status
            }));
        }
        let mut answers = Vec::new();
        for one in tries {
            answers.push(one.await.unwrap());
        }
        let moved = answers.iter().filter(|one| **one == StatusCode::SEE_OTHER);
        assert_eq!(moved.count(), 1, "{answers:?}");
        let mut db = app.ctx.db.read().await.unwrap();
        let sql = "select count(*) from person where unit_id = $1";
        let there: i64 = db.one(sql, args![there.unit.id]).await.unwrap();
        assert_eq!(there, 1);
    })
    .await;
}
