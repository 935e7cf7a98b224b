//! The handover from one board to the next: prepared, given by the old chair, received by the new
//! one; with the second word the offices change, once.

use crate::people::merge::{add, merge, named};
use crate::support::{Answer, App, Client, Given, Village, each};
use axum::http::StatusCode;
use identity::{Login, NewAccount, Passphrase};
use jiff::civil::date;
use kernel::access::Role;
use storage::args;

struct Stage {
    village: Village,
    /// Signed in as the old chair.
    old: Client,
    /// The handover's page.
    page: String,
    ana: String,
}

/// A village with a chair, and Ana on its roll; a handover has begun.
async fn stage(app: &App) -> Stage {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.member("Ana Lestari", 3).member("Budi Santoso", 2);
    let village = given.on(&app.ctx).await;
    let mut old = app.sign_in(village.officer(Role::Chair));
    let term = id_of(app, "select id from term where ended_on is null").await;
    let begun = old.form("/pengurus/serah-terima", &[("masa", &term)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let page = begun.location().trim_end_matches("/susunan").to_owned();
    let ana = village.person("Ana Lestari").to_string();
    Stage {
        village,
        old,
        page,
        ana,
    }
}

async fn id_of(app: &App, sql: &str) -> String {
    let mut db = app.ctx.db.read().await.unwrap();
    let id: storage::Uuid = db.one(sql, args![]).await.unwrap();
    id.simple().to_string()
}

impl Stage {
    /// Puts somebody on the new board.
    async fn seat(&mut self, person: &str, position: &str) -> Answer {
        let action = format!("{}/susunan/orang", self.page);
        let from = format!("{action}?orang={person}");
        let fields = [("orang", person), ("kedudukan", position)];
        self.old.form_at(&from, &action, &fields).await
    }

    /// Ana's browser, with an account of her own and no office.
    async fn ana(&self, app: &App) -> Client {
        let account = NewAccount {
            person: self.village.person("Ana Lestari"),
            name: "Ana Lestari".to_owned(),
            login: Login::parse("ana.lestari").unwrap(),
            passphrase: Passphrase::typed("jambu air manis sekali"),
        };
        identity::add_account(&app.ctx, &self.village.scope, account, app.now())
            .await
            .unwrap();
        let mut ana = app.stranger();
        let fields = [
            ("login", "ana.lestari"),
            ("sandi", "jambu air manis sekali"),
        ];
        let answer = ana.form("/masuk", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        ana
    }

    async fn give(&mut self) -> Answer {
        let action = format!("{}/serahkan", self.page);
        self.old.form_at(&self.page, &action, &[]).await
    }
}

async fn receive(ana: &mut Client, page: &str) -> Answer {
    ana.form_at(page, &format!("{page}/terima"), &[]).await
}

#[tokio::test]
async fn the_offices_change_when_the_new_chair_receives() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let page = stage.page.clone();
        stage.old.get(&page).await.says("Ketua baru belum dipilih.");
        let early = stage.give().await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        let seated = stage.seat(&stage.ana.clone(), "chair").await;
        stage
            .old
            .follow(&seated)
            .await
            .says("Ana Lestari masuk susunan pengurus baru.");
        stage
            .old
            .get(&page)
            .await
            .says("Ketua baru belum punya akun.");
        let mut ana = stage.ana(&app).await;
        ana.get("/beranda").await.says("Serah terima jabatan");
        let early = receive(&mut ana, &page).await;
        assert_eq!(early.status, StatusCode::CONFLICT, "not given yet");
        let given = stage.give().await;
        stage.old.follow(&given).await.says("Sudah diserahkan.");
        assert_eq!(ana.get("/anggota").await.status, StatusCode::FORBIDDEN);
        let received = receive(&mut ana, &page).await;
        ana.follow(&received).await.says("Serah terima selesai.");
        assert_eq!(
            ana.get("/anggota").await.status,
            StatusCode::OK,
            "in office"
        );
        let out = stage.old.get("/beranda").await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "signed out");
        let pdf = ana.get(&format!("{page}/berita-acara")).await;
        assert!(pdf.body.starts_with(b"%PDF"));
        let mut db = app.ctx.db.read().await.unwrap();
        let today = date(2026, 11, 24);
        let scope = stage.village.scope;
        let board = organization::board(&mut db, &scope, today).await.unwrap();
        let names: Vec<_> = board.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Ana Lestari"]);
        let again = receive(&mut ana, &page).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        // The record tells of the day of the handover, whoever joins later.
        let kept = "select state from handover_item where key = 'organization.roll'";
        let state: String = db.one(kept, args![]).await.unwrap();
        assert_eq!(state, "3 orang");
    })
    .await;
}

/// Lends Budi's village the names of another; the old chair looks.
async fn look(app: &App, stage: &mut Stage) {
    let lender = Given::unit("Lenteng")
        .member("Fitri Handayani", 1)
        .on(&app.ctx)
        .await;
    let (to, now) = (stage.village.unit.id, app.now());
    let (today, until) = (date(2026, 11, 24), date(2026, 12, 1));
    let mut tx = app.ctx.db.begin().await.unwrap();
    let share =
        organization::lend_names(&mut tx, &lender.scope, to, "Lomba", today, until, now).await;
    tx.commit().await.unwrap();
    let seen = stage.old.get(&format!("/bagian/{}", share.unwrap())).await;
    seen.says("Fitri Handayani");
}

#[tokio::test]
async fn an_old_chair_who_is_erased_leaves_no_name_in_the_handover_the_log_or_the_looks() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let page = stage.page.clone();
        look(&app, &mut stage).await;
        let twin = named("Budi Santosa");
        let twin = add(&app, &stage.village, twin).await;
        let budi = stage.village.person("Budi Santoso");
        merge(&mut stage.old, budi, twin, &[]).await;
        let role = [
            ("peran", "treasurer"),
            ("dari", "24-11-2026"),
            ("sampai", "1-12-2026"),
            ("alasan", "Bendahara sakit"),
        ];
        let path = format!("/pengurus/{budi}/izin");
        stage.old.form(&path, &role).await;
        stage.seat(&stage.ana.clone(), "chair").await;
        let mut ana = stage.ana(&app).await;
        stage.give().await;
        let received = receive(&mut ana, &page).await;
        ana.follow(&received).await.says("Serah terima selesai.");

        let old = stage.village.officer(Role::Chair);
        let everything = crate::matrix::tables::everything(&app.ctx).await;
        for table in ["handover", "person_merge", "share_look", "extra_role"] {
            let rows = everything
                .lines()
                .find(|line| line.starts_with(&format!("{table}: ")));
            assert!(
                rows.unwrap().contains(&old.name),
                "{table} is part of this test"
            );
        }
        let path = format!("/anggota/{}/hapus", old.person);
        let fields = [("peminta", "orangnya sendiri"), ("yakin", "ya")];
        let done = ana.form(&path, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let everything = crate::matrix::tables::everything(&app.ctx).await;
        let left = everything.lines().find(|line| line.contains(&old.name));
        assert_eq!(left, None);
        ana.get(&page).await.says("Anggota lama");
        let log = ana.get("/pengaturan/catatan").await;
        log.says("Menyerahkan kepengurusan");
        log.says("Anggota lama · ");
        log.says("Ana Lestari · ");
        let pdf = ana.get(&format!("{page}/berita-acara")).await;
        assert!(pdf.body.starts_with(b"%PDF"));
    })
    .await;
}

#[tokio::test]
async fn only_the_new_chair_receives_and_a_stranger_sees_nothing() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let page = stage.page.clone();
        stage.seat(&stage.ana.clone(), "chair").await;
        let mut ana = stage.ana(&app).await;
        stage.give().await;
        let refused = receive(&mut stage.old, &page).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(
            ana.get(&format!("{page}/susunan")).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            ana.get(&format!("{page}/daftar")).await.status,
            StatusCode::FORBIDDEN
        );
        let there = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut other = app.sign_in(there.officer(Role::Chair));
        for address in [
            "",
            "/susunan",
            "/susunan/orang",
            "/daftar",
            "/berita-acara",
            "/rancangan-sk",
        ] {
            let answer = other.get(&format!("{page}{address}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        }
        other
            .get("/pengurus/serah-terima")
            .await
            .keeps_quiet_about("Belum selesai");
        for action in ["serahkan", "terima", "batal", "daftar", "susunan"] {
            let answer = other.post(&format!("{page}/{action}"), &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
        }
        let term = id_of(&app, "select old_term_id from handover").await;
        let begun = other
            .post("/pengurus/serah-terima", &[("masa", &term)])
            .await;
        assert_eq!(begun.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn received_twenty_times_at_once_it_happens_once() {
    each(async |app| {
        let mut stage = stage(&app).await;
        stage.seat(&stage.ana.clone(), "chair").await;
        let mut ana = stage.ana(&app).await;
        stage.give().await;
        ana.get(&stage.page).await;
        let all = (0..20).map(|_| {
            let (mut ana, action) = (ana.clone(), format!("{}/terima", stage.page));
            tokio::spawn(async move { ana.post(&action, &[]).await.status })
        });
        let mut done = 0;
        for answer in all.collect::<Vec<_>>() {
            match answer.await.unwrap() {
                StatusCode::SEE_OTHER => done += 1,
                status => assert_eq!(status, StatusCode::CONFLICT),
            }
        }
        assert_eq!(done, 1);
        let mut db = app.ctx.db.read().await.unwrap();
        let sql = "select cast(count(*) as bigint) from term";
        assert_eq!(db.one::<i64>(sql, args![]).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_changes_after_it_was_given_must_be_given_anew() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let page = stage.page.clone();
        stage.seat(&stage.ana.clone(), "chair").await;
        let mut ana = stage.ana(&app).await;
        stage.give().await;
        let budi = stage.village.person("Budi Santoso").to_string();
        stage.seat(&budi, "treasurer").await;
        stage.old.get(&page).await.says("Belum menyerahkan");
        ana.get("/beranda").await; // has a form, and so a token
        assert_eq!(receive(&mut ana, &page).await.status, StatusCode::CONFLICT);
    })
    .await;
}

#[tokio::test]
async fn the_list_has_what_the_contexts_know_and_keeps_what_was_ticked() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let list = format!("{}/daftar", stage.page);
        let page = stage.old.get(&list).await;
        page.says("Daftar anggota di Guyub");
        page.says("Kegiatan yang sedang dan akan berjalan");
        page.says("1 akun; izin pengurus lama berakhir sendiri");
        let own = [("nama", "Seragam"), ("jenis", "goods")];
        let added = stage.old.post(&format!("{list}/tambah"), &own).await;
        stage.old.follow(&added).await.says("Seragam");
        let version = stage.old.get(&list).await.field("versi").unwrap();
        let ticked = [
            ("versi", version.as_str()),
            ("ada", "usual.stamp"),
            ("catatan-usual.stamp", "Satu buah, kayu"),
        ];
        let saved = stage.old.post(&list, &ticked).await;
        stage
            .old
            .follow(&saved)
            .await
            .says("1 dari 14 hal sudah diserahkan");
        let page = stage.old.get(&list).await;
        assert_eq!(
            page.field("catatan-usual.stamp").as_deref(),
            Some("Satu buah, kayu")
        );
        let late = stage.old.post(&list, &ticked).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(
            late.field("catatan-usual.stamp").as_deref(),
            Some("Satu buah, kayu")
        );
        let empty = stage
            .old
            .post(&format!("{list}/tambah"), &[("nama", " ")])
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn days_are_kept_and_a_late_editor_is_told() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let board = format!("{}/susunan", stage.page);
        let days = [
            ("mulai", "24-11-2026"),
            ("sampai", "23-11-2031"),
            ("versi", "0"),
        ];
        let saved = stage.old.form(&board, &days).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let late = [("mulai", ""), ("sampai", "23-11-2029"), ("versi", "0")];
        let refused = stage.old.form(&board, &late).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(refused.field("sampai").as_deref(), Some("23-11-2029"));
        let wrong = stage.old.form(&board, &[("mulai", "entah")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.field("mulai").as_deref(), Some("entah"));
        let draft = stage.old.get(&format!("{}/rancangan-sk", stage.page)).await;
        assert!(draft.body.starts_with(b"%PDF"));
        let action = format!("{}/batal", stage.page);
        let given_up = stage.old.form_at(&stage.page, &action, &[]).await;
        let page = stage.old.follow(&given_up).await;
        page.says("Serah terima dibatalkan.");
        page.says("Mulai serah terima");
    })
    .await;
}

#[tokio::test]
async fn a_board_that_has_changed_already_still_gets_its_things() {
    each(async |app| {
        let given = Given::unit("Jambu")
            .officer(Role::Chair)
            .officer(Role::Secretary);
        let village = given.on(&app.ctx).await;
        let new = village.officer(Role::Secretary);
        let old = id_of(&app, "select id from term where ended_on is null").await;
        let (scope, now, today) = (village.scope, app.now(), date(2026, 11, 24));
        let board = organization::NewBoard {
            from: today,
            until: None,
            decree: None,
            seats: vec![organization::Seat {
                person: new.person,
                position: organization::Position::With(Role::Chair),
                title: String::new(),
                division: String::new(),
            }],
        };
        let mut tx = app.ctx.db.begin().await.unwrap();
        organization::appoint_board(&app.ctx, &mut tx, &scope, &board, today, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut chair = app.sign_in(new);
        let begun = chair
            .form("/pengurus/serah-terima", &[("masa", &old)])
            .await;
        assert!(
            begun.location().ends_with("/daftar"),
            "{}",
            begun.location()
        );
        let page = begun.location().trim_end_matches("/daftar").to_owned();
        let seen = chair.get(&page).await;
        seen.says("Ketua Jambu");
        seen.says("Sekretaris Jambu");
        let given = chair.form_at(&page, &format!("{page}/serahkan"), &[]).await;
        chair.follow(&given).await.says("diwakili Sekretaris Jambu");
        let received = receive(&mut chair, &page).await;
        chair.follow(&received).await.says("Serah terima selesai.");
        let mut db = app.ctx.db.read().await.unwrap();
        let sql = "select cast(count(*) as bigint) from term";
        assert_eq!(
            db.one::<i64>(sql, args![]).await.unwrap(),
            2,
            "no third board"
        );
    })
    .await;
}
