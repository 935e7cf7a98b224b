//! Two entries of one person: the list of who may be one, side by side, merged field by field,
//! taken apart again; who may, one at a time, and never across the border of a unit.

use crate::support::{App, Client, Given, Village, each, training};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;
use kernel::id::PersonId;
use organization::{NewPerson, Sex};
use storage::args;

pub async fn add(app: &App, village: &Village, person: NewPerson) -> PersonId {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let person = person.sealed(&app.ctx.keys);
    let id = organization::add_person(&mut tx, &village.scope, &person, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// Somebody of whom only the name is known.
pub fn named(name: &str) -> NewPerson {
    NewPerson {
        full_name: name.to_owned(),
        ..NewPerson::default()
    }
}

fn ana() -> NewPerson {
    NewPerson {
        full_name: "Ana Lestari".into(),
        rt: Some(3),
        phones: vec!["+6281200001111".into()],
        ..NewPerson::default()
    }
}

fn annah() -> NewPerson {
    NewPerson {
        full_name: "Hj. Anna Lestari, S.Pd.".into(),
        nickname: "Ani".into(),
        sex: Some(Sex::P),
        birth_date: Some(date(2001, 5, 12)),
        rt: Some(4),
        phones: vec!["+6281200001111".into(), "+6281200002222".into()],
        nik_digits: Some("3320015205010001".into()),
        ..NewPerson::default()
    }
}

/// Versions as the page side by side carries them.
async fn seen(officer: &mut Client, page: &str) -> (String, String) {
    let shown = officer.get(page).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    (
        shown.field("versi").unwrap(),
        shown.field("versi_lain").unwrap(),
    )
}

/// Merges the entry `gone` into `kept` with these choices; the merge's page.
pub async fn merge(
    officer: &mut Client,
    kept: PersonId,
    gone: PersonId,
    choices: &[(&str, &str)],
) -> String {
    let page = format!("/anggota/{kept}/gabung/{gone}");
    let (versi, lain) = seen(officer, &page).await;
    let mut fields = vec![("versi", versi.as_str()), ("versi_lain", lain.as_str())];
    fields.extend(choices);
    let answer = officer.form(&page, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

pub async fn undo(officer: &mut Client, merge: &str) -> crate::support::Answer {
    let answer = officer.form_at(merge, &format!("{merge}/batal"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    officer.follow(&answer).await
}

#[tokio::test]
async fn two_entries_are_found_seen_side_by_side_merged_and_taken_apart() {
    each(async |app| {
        let village = Given::unit("Jambu")
            .officer(Role::Secretary)
            .member("Budi Santoso", 2)
            .on(&app.ctx)
            .await;
        let (kept, gone) = (
            add(&app, &village, ana()).await,
            add(&app, &village, annah()).await,
        );
        let (activity, _) = village.activity(&app.ctx, &training("Menjahit")).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        activity::join_committee(&mut tx, &village.scope, activity, gone, "Konsumsi")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let list = officer.get("/anggota/kembar").await;
        list.says("1 pasang data mungkin orang yang sama");
        list.says("Sama: nomor HP, nama");
        list.keeps_quiet_about("Budi Santoso");
        let page = format!("/anggota/{kept}/gabung/{gone}");
        let side = officer.get(&page).await;
        side.says("12 Mei 2001");
        side.says("••••••••••••0001");
        side.keeps_quiet_about("3320015205010001");

        let choices = [
            ("full_name", "lain"),
            ("nickname", "lain"),
            ("birth_date", "lain"),
            ("phones", "semua"),
            ("nik", "lain"),
        ];
        let done = merge(&mut officer, kept, gone, &choices).await;
        let shown = officer.get(&done).await;
        shown.says("Kepanitiaan 1 ikut pindah");
        let person = officer.get(&format!("/anggota/{gone}")).await;
        assert_eq!(
            person.location(),
            format!("/anggota/{kept}"),
            "old links lead on"
        );
        let person = officer.get(&format!("/anggota/{kept}")).await;
        for words in [
            "Hj. Anna Lestari, S.Pd.",
            "Panggilan: Ani",
            "0812-0000-2222",
            "RT 03",
            "••••••••••••0001",
            "Digabung dengan Hj. Anna Lestari, S.Pd.",
        ] {
            person.says(words);
        }
        person.keeps_quiet_about("Perempuan");
        officer
            .get("/anggota/kembar")
            .await
            .says("Tidak ada dua data");
        let found = officer.get("/anggota?cari=lestari").await;
        assert_eq!(
            found.text().matches("Lestari").count(),
            1,
            "{}",
            found.text()
        );
        let committee = async || {
            let mut db = app.ctx.db.read().await.unwrap();
            let members = activity::committee(&mut db, &village.scope, activity).await;
            members.unwrap()[0].person
        };
        assert_eq!(committee().await, kept);

        undo(&mut officer, &done)
            .await
            .says("kembali seperti semula");
        assert_eq!(committee().await, gone);
        let person = officer.get(&format!("/anggota/{gone}")).await;
        person.says("••••••••••••0001");
        person.says("RT 04");
        let person = officer.get(&format!("/anggota/{kept}")).await;
        person.says("Ana Lestari");
        person.keeps_quiet_about("0812-0000-2222");
        assert!(!person.text().contains("NIK"), "{}", person.text());
        officer.get("/anggota/kembar").await.says("Dibatalkan");
        let again = officer.form_at(&done, &format!("{done}/batal"), &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "only once");
    })
    .await;
}

#[tokio::test]
async fn two_that_are_two_are_not_asked_about_again() {
    each(async |app| {
        let village = Given::unit("Jambu")
            .officer(Role::Secretary)
            .member("Siti Aminah", 2)
            .on(&app.ctx)
            .await;
        let one = village.person("Siti Aminah");
        let two = NewPerson {
            full_name: "Siti Aminah".into(),
            rt: Some(2),
            ..NewPerson::default()
        };
        let two = add(&app, &village, two).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        officer.get("/anggota/kembar").await.says("1 pasang data");
        let (one, two) = (one.to_string(), two.to_string());
        let fields = [("satu", two.as_str()), ("dua", one.as_str())];
        let answer = officer
            .form_at("/anggota/kembar", "/anggota/kembar/beda", &fields)
            .await;
        let list = officer.follow(&answer).await;
        list.says("tidak akan ditanyakan lagi");
        list.says("Tidak ada dua data");
    })
    .await;
}

#[tokio::test]
async fn a_merge_of_what_somebody_changed_meanwhile_is_asked_again() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let (kept, gone) = (
            add(&app, &village, ana()).await,
            add(&app, &village, annah()).await,
        );
        let mut officer = app.sign_in(village.officer(Role::Chair));
        let page = format!("/anggota/{kept}/gabung/{gone}");
        let fields = [("versi", "1"), ("versi_lain", "7"), ("full_name", "lain")];
        let answer = officer.form(&page, &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        answer.says("baru saja diubah orang lain");
        assert!(
            answer
                .html()
                .contains("name=\"full_name\" value=\"lain\" checked")
        );
        let answer = officer
            .form(&page, &[("versi", "x"), ("phones", "apa")])
            .await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let same = officer.get(&format!("/anggota/{kept}/gabung/{kept}")).await;
        assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn nobody_comes_into_an_office_or_an_account_by_a_merge() {
    each(async |app| {
        let village = Given::unit("Jambu")
            .officer(Role::Chair)
            .officer(Role::Treasurer)
            .member("Ana Lestari", 2)
            .on(&app.ctx)
            .await;
        let ana = village.person("Ana Lestari");
        let chair = village.officer(Role::Chair).person;
        let treasurer = village.officer(Role::Treasurer).person;
        let mut officer = app.sign_in(village.officer(Role::Treasurer));
        for kept in [ana, treasurer] {
            let page = format!("/anggota/{kept}/gabung/{chair}");
            let shown = officer.get(&page).await;
            shown.says("Data ini sedang menjabat pengurus.");
            let fields = [("versi", "1"), ("versi_lain", "1")];
            let answer = officer.form(&page, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.says("akhiri dulu jabatannya");
        }
        merge(&mut officer, treasurer, ana, &[]).await;
    })
    .await;
}

#[tokio::test]
async fn of_twenty_merges_and_of_twenty_undos_at_once_one_is_made() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let (kept, gone) = (
            add(&app, &village, ana()).await,
            add(&app, &village, annah()).await,
        );
        let chair = village.officer(Role::Chair);
        let page = format!("/anggota/{kept}/gabung/{gone}");
        let at_once = async |shown: &str, address: &str| {
            let mut tries = Vec::new();
            for _ in 0..20 {
                let (mut one, address) = (app.sign_in(chair), address.to_owned());
                one.get(shown).await;
                tries.push(tokio::spawn(async move {
                    let fields = [("versi", "1"), ("versi_lain", "1")];
                    one.post(&address, &fields).await
                }));
            }
            let mut answers = Vec::new();
            for one in tries {
                answers.push(one.await.unwrap());
            }
            let made = |answer: &&crate::support::Answer| answer.status == StatusCode::SEE_OTHER;
            assert!(answers.iter().all(|one| one.status.as_u16() < 500));
            assert_eq!(answers.iter().filter(made).count(), 1, "{address}");
            answers.iter().find(made).unwrap().location().to_owned()
        };
        let done = at_once(&page, &page).await;
        at_once(&done, &format!("{done}/batal")).await;
        let mut db = app.ctx.db.read().await.unwrap();
        let sql = "select count(*) from person_merge";
        assert_eq!(db.one::<i64>(sql, args![]).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn merges_are_for_the_board_and_end_at_the_border_of_the_unit() {
    each(async |app| {
        let here = Given::unit("Jambu")
            .officer(Role::Chair)
            .officer(Role::DivisionHead)
            .member("Ana Lestari", 1)
            .on(&app.ctx)
            .await;
        let there = Given::unit("Kedungrejo")
            .officer(Role::Chair)
            .member("Ana Lestari", 1)
            .on(&app.ctx)
            .await;
        let (ours, theirs) = (here.person("Ana Lestari"), there.person("Ana Lestari"));
        let second = add(&app, &here, ana()).await;
        let mut chair = app.sign_in(here.officer(Role::Chair));
        let done = merge(&mut chair, ours, second, &[]).await;
        let mut head = app.sign_in(here.officer(Role::DivisionHead));
        let mut stranger = app.sign_in(there.officer(Role::Chair));
        stranger.get("/anggota/baru").await;
        for address in [
            "/anggota/kembar".to_owned(),
            format!("/anggota/{ours}/gabung"),
            format!("/anggota/{ours}/gabung/{second}"),
            done.clone(),
        ] {
            let answer = head.get(&address).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address}");
        }
        for address in [
            format!("/anggota/{ours}/gabung"),
            format!("/anggota/{theirs}/gabung/{ours}"),
            format!("/anggota/{ours}/gabung/{theirs}"),
            done.clone(),
        ] {
            let answer = stranger.get(&address).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        }
        let (ours, theirs) = (ours.to_string(), theirs.to_string());
        for (address, fields) in [
            (
                format!("/anggota/{theirs}/gabung/{ours}"),
                vec![("versi", "1")],
            ),
            (format!("{done}/batal"), vec![]),
            (
                "/anggota/kembar/beda".to_owned(),
                vec![("satu", &*theirs), ("dua", &*ours)],
            ),
        ] {
            let answer = stranger.post(&address, &fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        }
    })
    .await;
}

#[tokio::test]
async fn merges_one_on_another_come_apart_the_last_first() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let mut people = Vec::new();
        for _ in 0..3 {
            people.push(add(&app, &village, ana()).await);
        }
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let first = merge(&mut chair, people[1], people[0], &[]).await;
        let second = merge(&mut chair, people[2], people[1], &[]).await;
        let shown = chair.get(&format!("/anggota/{}", people[0])).await;
        assert_eq!(shown.location(), format!("/anggota/{}", people[2]));
        let early = chair.form_at(&first, &format!("{first}/batal"), &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.says("Batalkan dulu penggabungan yang lebih baru");
        undo(&mut chair, &second).await;
        undo(&mut chair, &first).await;
        for id in people {
            let shown = chair.get(&format!("/anggota/{id}")).await;
            assert_eq!(shown.status, StatusCode::OK);
        }
    })
    .await;
}
