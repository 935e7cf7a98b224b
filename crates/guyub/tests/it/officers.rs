//! Officers' accounts: one-time passphrases, closing, the last administrator, forged forms.

use crate::support::{Answer, App, Client, Given, Village, each};
use axum::http::StatusCode;
use identity::{Login, NewAccount, Passphrase};
use kernel::access::Role;
use kernel::id::PersonId;
use organization::{NewAppointment, NewPerson};
use storage::args;

const PASSPHRASE: &str = "jambu air manis sekali";

async fn sign_in(browser: &mut Client, login: &str, passphrase: &str) -> Answer {
    let fields = [("login", login), ("sandi", passphrase)];
    browser.form("/masuk", &fields).await
}

/// A secretary with a passphrase of their own, not signed in.
async fn secretary(app: &App, village: &Village, login: &str) -> PersonId {
    let (now, scope) = (app.now(), village.scope);
    let mut tx = app.ctx.db.begin().await.unwrap();
    let person = NewPerson {
        full_name: format!("Sekretaris {login}"),
        ..NewPerson::default()
    };
    let person = organization::add_person(&mut tx, &scope, &person, now)
        .await
        .unwrap();
    let office = NewAppointment {
        person,
        role: Role::Secretary,
        title: "Sekretaris".to_owned(),
        from: village.unit.zone.today(now),
        until: None,
    };
    organization::appoint(&mut tx, &scope, &office, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let account = NewAccount {
        person,
        name: login.to_owned(),
        login: Login::parse(login).unwrap(),
        passphrase: Passphrase::typed(PASSPHRASE),
    };
    identity::add_account(&app.ctx, &scope, account, now)
        .await
        .unwrap();
    person
}

async fn open_accounts(app: &App) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    let sql = "select cast(count(*) as bigint) from account where closed_at is null";
    db.one(sql, args![]).await.unwrap()
}

/// Adds a treasurer as the chair's form does; the page with the one-time passphrase.
async fn add_treasurer(chair: &mut Client, login: &str) -> Answer {
    let fields = [
        ("nama", "Budi Santoso"),
        ("jabatan", "treasurer"),
        ("sebutan", "Bendahara I"),
        ("login", login),
    ];
    chair
        .form_at("/pengurus/baru?nama=", "/pengurus", &fields)
        .await
}

#[tokio::test]
async fn a_forged_form_signs_nobody_in_and_nobody_out() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        secretary(&app, &village, "siti").await;
        let body = "login=siti&sandi=jambu+air+manis+sekali";
        let mut siti = app.stranger();
        for forged in ["", "&_t=", "&_t=00000000000000000000000000000000"] {
            let answer = siti.post_raw("/masuk", &format!("{body}{forged}")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{forged}");
            assert_eq!(siti.cookie("masuk"), None);
        }
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let theirs = app.stranger().get("/masuk").await.field("_t").unwrap();
        let answer = chair.post_raw("/keluar", &format!("_t={theirs}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "a stranger's token");
        assert_eq!(chair.get("/beranda").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_one_time_passphrase_opens_nothing_but_the_choice_of_an_own_one() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let shown = add_treasurer(&mut chair, "0813-0000-5678").await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        assert_eq!(shown.header("cache-control"), "no-store");
        let once = shown.text_of("sandi");
        let officers = chair.get("/pengurus").await;
        officers.says("Bendahara I");
        officers.says("Belum pernah masuk");
        officers.keeps_quiet_about(&once);

        let mut budi = app.stranger();
        let choice = sign_in(&mut budi, "081300005678", &once).await;
        choice.says("Buat kata sandi sendiri");
        assert_eq!(budi.cookie("masuk"), None, "not signed in yet");
        let ticket = choice.field("tiket").unwrap();
        for (refused, why) in [
            ("pendek", "paling sedikit 10 huruf"),
            ("+62 813 0000 5678", "tidak boleh sama"),
            (once.as_str(), "kata sandi sekali pakai tadi"),
        ] {
            let fields = [("tiket", ticket.as_str()), ("sandi", refused)];
            let answer = budi.post("/masuk/baru", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.says(why);
        }
        let fields = [("tiket", ticket.as_str()), ("sandi", PASSPHRASE)];
        let answer = budi.post("/masuk/baru", &fields).await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
        budi.follow(&answer).await.says("Budi Santoso");

        let mut again = app.stranger();
        again.get("/masuk").await;
        let answer = again.post("/masuk/baru", &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::CONFLICT,
            "a ticket is for one use"
        );
        let answer = sign_in(&mut again, "081300005678", &once).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = sign_in(&mut again, "081300005678", PASSPHRASE).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn a_login_or_a_person_has_one_account() {
    each(async |app| {
        let given = Given::unit("Jambu").officer(Role::Chair);
        let village = given.member("Ana Lestari", 3).on(&app.ctx).await;
        let mut chair = app.sign_in(village.officer(Role::Chair));
        add_treasurer(&mut chair, "0813-0000-5678").await;
        let answer = add_treasurer(&mut chair, "+62 813 0000 5678").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("sudah dipakai akun lain");
        assert_eq!(answer.field("nama").as_deref(), Some("Budi Santoso"));
        let ana = village.person("Ana Lestari").to_string();
        let page = format!("/pengurus/baru?orang={ana}");
        let fields = |login| {
            [
                ("orang", ana.as_str()),
                ("jabatan", "treasurer"),
                ("login", login),
            ]
        };
        let answer = chair.form_at(&page, "/pengurus", &fields("ana")).await;
        answer.says("Kata sandi sekali pakai untuk Ana Lestari");
        let answer = chair.form_at(&page, "/pengurus", &fields("lestari")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Ana Lestari sudah punya akun");
        let mut db = app.ctx.db.read().await.unwrap();
        let budis: i64 = db
            .one(
                "select cast(count(*) as bigint) from person where full_name = $1",
                args!["Budi Santoso"],
            )
            .await
            .unwrap();
        assert_eq!(budis, 1, "what is refused leaves nobody behind");
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_ends_its_devices_and_its_login_is_free_again() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let person = secretary(&app, &village, "siti").await;
        let mut siti = app.stranger();
        sign_in(&mut siti, "siti", PASSPHRASE).await;
        assert_eq!(siti.get("/beranda").await.status, StatusCode::OK);
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let close = format!("/pengurus/{person}/tutup");
        let answer = chair
            .form_at("/pengurus", &close, &[("akhiri", "ya")])
            .await;
        assert_eq!(answer.location(), "/pengurus", "{}", answer.text());
        let officers = chair.follow(&answer).await;
        officers.says("Sekretaris siti tidak bisa masuk lagi.");
        assert!(siti.get("/beranda").await.location().starts_with("/masuk"));
        let answer = sign_in(&mut app.stranger(), "siti", PASSPHRASE).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let shown = add_treasurer(&mut chair, "siti").await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    })
    .await;
}

#[tokio::test]
async fn a_lost_one_time_passphrase_is_renewed_by_an_administrator_of_the_same_unit() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let lost = add_treasurer(&mut chair, "budi").await.text_of("sandi");
        let officers = chair.get("/pengurus").await;
        let renew = officers.html().split("action=\"").find_map(|rest| {
            let path = rest.split('"').next()?;
            path.ends_with("/sandi").then(|| path.to_owned())
        });
        let renew = renew.unwrap();
        let other = Given::unit("Lenteng Barat").officer(Role::Chair);
        let other = other.on(&app.ctx).await;
        let mut elsewhere = app.sign_in(other.officer(Role::Chair));
        let answer = elsewhere.form_at("/pengurus", &renew, &[]).await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "another unit's officer"
        );
        let shown = chair.form_at("/pengurus", &renew, &[]).await;
        let once = shown.text_of("sandi");
        let answer = sign_in(&mut app.stranger(), "budi", &lost).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let choice = sign_in(&mut app.stranger(), "budi", &once).await;
        choice.says("Buat kata sandi sendiri");
    })
    .await;
}

#[tokio::test]
async fn a_new_passphrase_ends_every_other_device_and_token() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        secretary(&app, &village, "siti").await;
        let (mut siti, mut laptop) = (app.stranger(), app.stranger());
        sign_in(&mut siti, "siti", PASSPHRASE).await;
        sign_in(&mut laptop, "siti", PASSPHRASE).await;
        let before = siti.cookie("masuk").unwrap().to_owned();
        let wrong = [("lama", "bukan yang ini"), ("baru", "mangga muda asam")];
        let answer = siti.form_at("/akun", "/akun/sandi", &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Kata sandi lama belum cocok.");
        let right = [("lama", PASSPHRASE), ("baru", "mangga muda asam")];
        let answer = siti.form_at("/akun", "/akun/sandi", &right).await;
        assert_eq!(answer.location(), "/akun", "{}", answer.text());
        assert_eq!(siti.follow(&answer).await.status, StatusCode::OK);
        assert_ne!(siti.cookie("masuk"), Some(before.as_str()));
        assert!(
            laptop
                .get("/beranda")
                .await
                .location()
                .starts_with("/masuk")
        );
        let answer = sign_in(&mut laptop, "siti", "mangga muda asam").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn one_device_can_be_signed_out_and_only_ones_own() {
    each(async |app| {
        let village = Given::unit("Jambu").officer(Role::Chair).on(&app.ctx).await;
        secretary(&app, &village, "siti").await;
        let (mut siti, mut laptop) = (app.stranger(), app.stranger());
        sign_in(&mut siti, "siti", PASSPHRASE).await;
        sign_in(&mut laptop, "siti", PASSPHRASE).await;
        let account = siti.get("/akun").await;
        let action = account
            .html()
            .split("action=\"")
            .find_map(|rest| rest.strip_prefix("/akun/perangkat/")?.split('"').next())
            .map(|id| format!("/akun/perangkat/{id}"))
            .unwrap();
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let answer = chair.form_at("/akun", &action, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "somebody else's");
        assert_eq!(laptop.get("/beranda").await.status, StatusCode::OK);
        siti.form_at("/akun", &action, &[]).await;
        assert!(
            laptop
                .get("/beranda")
                .await
                .location()
                .starts_with("/masuk")
        );
        assert_eq!(siti.get("/beranda").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_can_not_be_closed() {
    each(async |app| {
        let given = Given::unit("Jambu").officer(Role::Chair);
        let village = given.officer(Role::Treasurer).on(&app.ctx).await;
        let officer = village.officer(Role::Chair);
        let mut chair = app.sign_in(officer);
        let close = format!("/pengurus/{}/tutup", officer.person);
        let answer = chair
            .form_at("/pengurus", &close, &[("akhiri", "ya")])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("satu-satunya ketua");
        assert_eq!(chair.get("/pengurus/baru").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn of_twenty_administrators_who_close_themselves_at_once_one_remains() {
    each(async |app| {
        let village = Given::unit("Jambu").on(&app.ctx).await;
        let mut leaving = Vec::new();
        for n in 0..20 {
            let login = format!("sekretaris{n}");
            let person = secretary(&app, &village, &login).await;
            let mut browser = app.stranger();
            sign_in(&mut browser, &login, PASSPHRASE).await;
            assert_eq!(browser.get("/pengurus").await.status, StatusCode::OK);
            leaving.push((browser, format!("/pengurus/{person}/tutup")));
        }
        let tasks = leaving.into_iter().map(|(mut browser, close)| {
            tokio::spawn(async move { browser.post(&close, &[("akhiri", "ya")]).await.status })
        });
        let mut statuses = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            statuses.push(task.await.unwrap());
        }
        let went = |wanted| statuses.iter().filter(|status| **status == wanted).count();
        assert_eq!(went(StatusCode::SEE_OTHER), 19, "{statuses:?}");
        assert_eq!(went(StatusCode::UNPROCESSABLE_ENTITY), 1, "{statuses:?}");
        assert_eq!(open_accounts(&app).await, 1);
    })
    .await;
}
