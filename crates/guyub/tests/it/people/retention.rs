//! What is kept how long: the settings of a unit, the nightly work that really lets things go, and
//! what stays all the same.

use super::merge::add;
use crate::support::{App, Client, File, Given, Village, each, training};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;
use kernel::id::PersonId;
use organization::{Kind, NewPart, NewPerson, Place, UnitKind};
use storage::args;

const DAY: i64 = 24 * 60;
const PAGE: &str = "/pengaturan/penyimpanan";

/// The night's work; whoever is signed in stays so.
async fn night(app: &App) {
    let mut tx = app.ctx.db.begin().await.unwrap();
    tx.run(
        "update sign_in set created_at = $1, seen_at = $1",
        args![app.now()],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    app.ctx.enqueue_daily().await.unwrap();
    app.work_jobs().await;
}

fn somebody(name: &str, kind: Kind) -> NewPerson {
    NewPerson {
        full_name: name.into(),
        nickname: "Rahasia".into(),
        kind,
        rt: Some(3),
        birth_date: Some(date(2001, 5, 12)),
        phones: vec!["+6281200001111".into()],
        nik_digits: Some("3320015205010001".into()),
        ..NewPerson::default()
    }
}

async fn set(officer: &mut Client, files: &str, guests: &str, gone: &str) {
    let fields = [("berkas", files), ("tamu", guests), ("keluar", gone)];
    let versi = officer.get(PAGE).await.field("versi").unwrap();
    let fields = [&fields[..], &[("versi", versi.as_str())]].concat();
    let answer = officer.form(PAGE, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

/// How often anything that says who somebody is stands in the house's tables of people.
async fn traces(app: &App) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    let mut count = 0;
    for sql in [
        "select count(*) from person where full_name like 'Ana%' or nickname = 'Rahasia'
            or search_text like '%ana%' or nik_sealed is not null or birth_date is not null",
        "select count(*) from person_phone",
        "select count(*) from person_word where word = 'ana' or word = 'rahasia'",
        "select count(*) from registration where typed_name like 'Ana%' or phone is not null",
        "select count(*) from person_merge where kept_before like '%Ana%' or gone_before like '%Ana%'
            or after like '%Ana%'",
        "select count(*) from person_merge_row where record like '%Ana%'",
    ] {
        count += db.one::<i64>(sql, args![]).await.unwrap();
    }
    count
}

async fn present(app: &App, village: &Village, person: PersonId) -> storage::Uuid {
    let (activity, sessions) = village.activity(&app.ctx, &training("Menjahit")).await;
    let mut tx = app.ctx.db.begin().await.unwrap();
    let (unit, now, nobody) = (village.unit.id, app.now(), None::<storage::Uuid>);
    tx.run(
        "insert into registration (id, activity_id, person_id, unit_id, place, rank, token,
                                   typed_name, phone, created_at)
         values ($1, $2, $3, $4, 'seat', 1, $5, 'Ana Lestari', '+6281200001111', $6)",
        args![
            storage::fresh::<storage::Uuid>(),
            activity,
            person,
            unit,
            "t",
            now
        ],
    )
    .await
    .unwrap();
    tx.run(
        "insert into mark (id, session_id, person_id, unit_id, state, at, how, account_id, received_at)
         values ($1, $2, $3, $4, 'present', $5, 'tap', $6, $5)",
        args![storage::fresh::<storage::Uuid>(), sessions[0], person, unit, now, nobody],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    activity.0
}

#[tokio::test]
async fn who_left_long_ago_becomes_nameless_and_the_counts_stay() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let mut officer = app.sign_in(village.officer(Role::Chair));
        let id = add(&app, &village, somebody("Ana Lestari", Kind::Active)).await;
        let twin = NewPerson {
            nik_digits: None,
            ..somebody("Ana Lestari", Kind::Active)
        };
        let twin = add(&app, &village, twin).await;
        present(&app, &village, id).await;
        super::merge::merge(&mut officer, id, twin, &[]).await;
        set(&mut officer, "30", "24", "1").await;
        let page = format!("/anggota/{id}/keluar");
        let fields = [("sebab", "resigned"), ("tanggal", "24-11-2026")];
        let answer = officer.form(&page, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let next = officer.get(PAGE).await;
        next.says("Ana Lestari 25 November 2027");
        app.wait(DAY * 365);
        night(&app).await;
        assert!(
            traces(&app).await > 0,
            "on the last day they are still there"
        );
        app.wait(DAY);
        night(&app).await;
        assert_eq!(traces(&app).await, 0);
        let mut db = app.ctx.db.read().await.unwrap();
        for (table, kept) in [("registration", 1), ("mark", 1), ("person_merge", 1)] {
            let sql = format!("select count(*) from {table}");
            assert_eq!(db.one::<i64>(&sql, args![]).await.unwrap(), kept, "{table}");
        }
        officer
            .get("/anggota/keluar")
            .await
            .says("Belum ada yang keluar");
        let (what, act): (String, String) = db
            .one(
                "select what, act from audit where who = 'Guyub' and account_id is null",
                args![],
            )
            .await
            .unwrap();
        assert!(
            what.contains("2 orang dihapus menurut aturan penyimpanan"),
            "{what}"
        );
        assert_eq!(act, "organization.retention");
    })
    .await;
}

#[tokio::test]
async fn a_guest_goes_when_not_seen_for_long_and_not_before() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let mut officer = app.sign_in(village.officer(Role::Chair));
        set(&mut officer, "30", "2", "5").await;
        let id = add(&app, &village, somebody("Ana Lestari", Kind::Guest)).await;
        app.wait(DAY * 40);
        present(&app, &village, id).await;
        app.wait(DAY * 40);
        night(&app).await;
        assert!(traces(&app).await > 0, "seen since");
        app.wait(DAY * 40);
        night(&app).await;
        assert_eq!(traces(&app).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_guest_seen_by_a_hamlet_stays_and_is_then_forgotten_there_too() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let hamlet = NewPart {
            kind: UnitKind::Hamlet,
            name: "Dusun Krajan".into(),
            place: Place {
                hamlets: vec!["Krajan".into()],
                ..Place::default()
            },
        };
        let hamlet = village.part(&app.ctx, hamlet, &[]).await;
        let mut officer = app.sign_in(village.officer(Role::Chair));
        set(&mut officer, "30", "2", "5").await;
        let id = add(&app, &village, somebody("Ana Lestari", Kind::Guest)).await;
        app.wait(DAY * 40);
        present(&app, &hamlet, id).await;
        app.wait(DAY * 40);
        night(&app).await;
        assert!(traces(&app).await > 0, "seen since");
        app.wait(DAY * 40);
        night(&app).await;
        assert_eq!(traces(&app).await, 0);
    })
    .await;
}

#[tokio::test]
async fn nothing_goes_where_the_board_says_never_and_officers_of_old_stay() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let chair = village.officer(Role::Chair);
        let mut officer = app.sign_in(chair);
        set(&mut officer, "0", "0", "1").await;
        add(&app, &village, somebody("Ana Lestari", Kind::Guest)).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.run(
            "update person set removed_at = $2 where id = $1",
            args![chair.person, app.now()],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        app.wait(DAY * 4_000);
        night(&app).await;
        assert!(traces(&app).await > 0);
        let mut db = app.ctx.db.read().await.unwrap();
        let sql = "select full_name from person where id = $1";
        let name: String = db.one(sql, args![chair.person]).await.unwrap();
        assert_eq!(name, chair.name, "a board is history");
    })
    .await;
}

#[tokio::test]
async fn an_uploaded_list_goes_and_what_it_brought_stays() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let mut officer = app.sign_in(village.officer(Role::Chair));
        let file = File {
            field: "daftar",
            name: "anggota.csv",
            bytes: b"Nama,RT\nAna Lestari,3\n",
        };
        officer.get("/anggota/impor").await;
        let answer = officer.upload("/anggota/impor", &[], &[file]).await;
        let import = answer.location().to_owned();
        let versi = officer.get(&import).await.field("versi").unwrap();
        let answer = officer
            .form_at(&import, &format!("{import}/masukkan"), &[("versi", &versi)])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        officer.get(PAGE).await.says("anggota.csv 25 Desember 2026");
        let mut db = app.ctx.db.read().await.unwrap();
        let id: kernel::id::FileId = db
            .one("select file_id from member_import", args![])
            .await
            .unwrap();
        app.wait(DAY * 30);
        night(&app).await;
        assert!(app.ctx.files.get(id).await.is_ok());
        app.wait(DAY);
        night(&app).await;
        assert!(app.ctx.files.get(id).await.is_err());
        officer.get(&import).await.says("Berkasnya sudah dihapus");
        officer.get("/anggota?cari=ana").await.says("Ana Lestari");
    })
    .await;
}

#[tokio::test]
async fn the_rules_are_the_boards_and_keep_what_was_typed() {
    each(async |app| {
        let village = Given::unit("Jambu")
            .officer(Role::Chair)
            .officer(Role::DivisionHead)
            .on(&app.ctx)
            .await;
        let mut head = app.sign_in(village.officer(Role::DivisionHead));
        assert_eq!(head.get(PAGE).await.status, StatusCode::FORBIDDEN);
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let fields = [
            ("berkas", "7"),
            ("tamu", "banyak"),
            ("keluar", "5"),
            ("versi", "0"),
        ];
        let wrong = chair.form(PAGE, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Isi dengan angka dari 0 sampai 120.");
        assert_eq!(wrong.field("tamu").as_deref(), Some("banyak"));
        set(&mut chair, "7", "12", "5").await;
        let late = chair
            .form(
                PAGE,
                &[
                    ("berkas", "9"),
                    ("tamu", "1"),
                    ("keluar", "1"),
                    ("versi", "0"),
                ],
            )
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.field("berkas").as_deref(), Some("9"));
        late.says("baru saja diubah orang lain");
        assert_eq!(chair.get(PAGE).await.field("berkas").as_deref(), Some("7"));
    })
    .await;
}

#[tokio::test]
async fn a_days_work_is_put_into_the_queue_once_by_whoever_looks_first() {
    each(async |app| {
        let look = |ctx: ::web::Ctx| tokio::spawn(async move { ctx.enqueue_daily().await });
        let looks: Vec<_> = (0..20).map(|_| look(app.ctx.clone())).collect();
        for looked in looks {
            looked.await.unwrap().unwrap();
        }
        let jobs = async || {
            let mut db = app.ctx.db.read().await.unwrap();
            let sql = "select count(*) from job where kind = 'organization.retention'";
            db.one::<i64>(sql, args![]).await.unwrap()
        };
        assert_eq!(jobs().await, 1);
        app.wait(DAY);
        app.ctx.enqueue_daily().await.unwrap();
        assert_eq!(jobs().await, 2);
    })
    .await;
}
