//! Signing in with Google: linked by its owner with the passphrase, then in place of it. What Google
//! did not say, said to somebody else, or said before opens nothing.

use crate::support::{
    Answer, App, Client, Given, Manner, Officer, PASSPHRASE, Provider, Village, each as on_each,
};
use axum::http::StatusCode;
use kernel::access::{Role, Scope};
use storage::args;
use web::Google;

const HERE: &str = "http://127.0.0.1:8080";

/// A house that is registered with a provider, on each engine.
async fn each(test: impl AsyncFn(App, Provider)) {
    for db in storage::testing::databases().await {
        println!("on {:?}", db.engine());
        let provider = Provider::start().await;
        let app = App::with_google(HERE, Some(provider.registration()), db).await;
        provider.goes_by(&app.ctx.clock);
        test(app, provider).await;
    }
}

async fn village(app: &App) -> Village {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.officer(Role::Secretary).officer(Role::Treasurer);
    given.on(&app.ctx).await
}

/// Goes to Google from `path` and consents as `who`; what the browser then sees.
async fn go(browser: &mut Client, path: &str, provider: &Provider, who: &str) -> Answer {
    let answer = browser.get(path).await;
    let address = answer.location().to_owned();
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    browser.get(&provider.consents(&address, who)).await
}

/// Links the Google account of `who` to whoever is signed in.
async fn link(browser: &mut Client, provider: &Provider, who: &str) -> Answer {
    let page = go(browser, "/akun/google", provider, who).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let ticket = page.field("tiket").unwrap();
    let fields = [("tiket", ticket.as_str()), ("sandi_google", PASSPHRASE)];
    browser.post("/akun/google", &fields).await
}

/// The question after `who` has come back from Google.
async fn come_back(browser: &mut Client, provider: &Provider, who: &str) -> Answer {
    go(browser, "/masuk/google", provider, who).await
}

async fn sign_in(browser: &mut Client, provider: &Provider, who: &str) -> Answer {
    let page = come_back(browser, provider, who).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let ticket = page.field("tiket").unwrap();
    browser.post("/masuk/google", &[("tiket", &ticket)]).await
}

/// A secretary whose Google account is linked.
async fn linked(app: &App, provider: &Provider) -> (Village, Client) {
    let village = village(app).await;
    let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
    let answer = link(&mut browser, provider, "siti").await;
    assert_eq!(answer.location(), "/akun", "{}", answer.text());
    (village, browser)
}

#[track_caller]
fn is_refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.says(words);
    answer.says("Nomor HP atau nama pengguna"); // the passphrase remains
}

async fn links(app: &App) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    let sql = "select count(*) from google_link";
    db.one(sql, args![]).await.unwrap()
}

#[tokio::test]
async fn an_officer_links_google_signs_in_with_it_and_takes_the_link_away() {
    each(async |app, provider| {
        let village = village(&app).await;
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        browser.get("/akun").await.says("Tautkan akun Google");
        app.stranger()
            .get("/masuk")
            .await
            .says("Masuk dengan Google");
        assert_eq!(provider.asked(), 0, "nothing before somebody asks");
        let page = go(&mut browser, "/akun/google", &provider, "siti").await;
        page.says("siti@contoh.example");
        page.says("akan bisa masuk sebagai Sekretaris Jambu");
        assert_eq!(page.header("cache-control"), "no-store");
        let ticket = page.field("tiket").unwrap();
        let wrong = [("tiket", ticket.as_str()), ("sandi_google", "bukan ini")];
        let page = browser.post("/akun/google", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Kata sandi belum cocok.");
        page.says("siti@contoh.example");
        assert_eq!(links(&app).await, 0);
        let ticket = page.field("tiket").unwrap();
        let right = [("tiket", ticket.as_str()), ("sandi_google", PASSPHRASE)];
        let answer = browser.post("/akun/google", &right).await;
        assert_eq!(answer.location(), "/akun", "{}", answer.text());
        let page = browser.follow(&answer).await;
        page.says("Tertaut dengan siti@contoh.example");

        let mut again = app.stranger();
        let page = go(
            &mut again,
            "/masuk/google?kembali=%2Fanggota",
            &provider,
            "siti",
        )
        .await;
        page.says("Masuk sebagai Sekretaris Jambu?");
        page.keeps_quiet_about("Kode enam angka");
        assert_eq!(again.cookie("masuk"), None, "not signed in yet");
        let (ticket, goal) = (page.field("tiket").unwrap(), page.field("kembali").unwrap());
        let fields = [("tiket", ticket.as_str()), ("kembali", goal.as_str())];
        let answer = again.post("/masuk/google", &fields).await;
        assert_eq!(answer.location(), "/anggota", "{}", answer.text());
        assert_eq!(again.get("/anggota").await.status, StatusCode::OK);
        let log = browser.get("/pengaturan/catatan").await;
        log.says("Menautkan akun Google");
        log.says("dengan akun Google");
        log.keeps_quiet_about("siti@contoh.example");

        let answer = browser.form_at("/akun", "/akun/google/lepas", &[]).await;
        assert_eq!(answer.location(), "/akun", "{}", answer.text());
        browser.follow(&answer).await.says("Akun Google dilepas.");
        let twice = browser.post("/akun/google/lepas", &[]).await;
        assert_eq!(twice.status, StatusCode::NOT_FOUND);
        let page = come_back(&mut app.stranger(), &provider, "siti").await;
        is_refused(&page, "Akun Google ini belum ditautkan.");
    })
    .await;
}

#[tokio::test]
async fn an_address_alone_opens_nothing_and_one_google_account_opens_one_account() {
    each(async |app, provider| {
        let (village, mut browser) = linked(&app, &provider).await;
        let page = come_back(&mut app.stranger(), &provider, "orang").await;
        is_refused(&page, "Akun Google ini belum ditautkan.");
        let second = link(&mut browser, &provider, "lain").await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        second.says("Sudah ada akun Google yang tertaut.");
        let mut treasurer = app.with_passphrase(village.officer(Role::Treasurer)).await;
        let taken = link(&mut treasurer, &provider, "siti").await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        taken.says("sudah ditautkan ke akun lain");
        assert_eq!(links(&app).await, 1);
        let answer = sign_in(&mut app.stranger(), &provider, "siti").await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn of_twenty_links_at_once_one_is_kept() {
    each(async |app, provider| {
        let village = village(&app).await;
        let mut browser = app.with_passphrase(village.officer(Role::Secretary)).await;
        let mut tickets = Vec::new();
        for number in 0..6 {
            let who = format!("siti{number}");
            let page = go(&mut browser, "/akun/google", &provider, &who).await;
            tickets.push(page.field("tiket").unwrap());
        }
        let tasks: Vec<_> = tickets
            .iter()
            .cycle()
            .take(20)
            .map(|ticket| {
                let (mut browser, ticket) = (browser.clone(), ticket.clone());
                tokio::spawn(async move {
                    let fields = [("tiket", ticket.as_str()), ("sandi_google", PASSPHRASE)];
                    browser.post("/akun/google", &fields).await.status
                })
            })
            .collect();
        let mut made = 0;
        for task in tasks {
            made += i32::from(task.await.unwrap() == StatusCode::SEE_OTHER);
        }
        assert_eq!((made, links(&app).await), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_provider_that_is_not_honest_or_not_well_opens_nothing() {
    each(async |app, provider| {
        linked(&app, &provider).await;
        for manner in [
            Manner::OtherNonce,
            Manner::Expired,
            Manner::OtherAudience,
            Manner::OtherIssuer,
            Manner::OtherKey,
            Manner::Unsigned,
            Manner::TakesNoCode,
        ] {
            provider.becomes(manner);
            let page = come_back(&mut app.stranger(), &provider, "siti").await;
            println!("{manner:?}");
            is_refused(&page, "Jawaban Google tidak cocok.");
        }
        for manner in [Manner::Broken, Manner::Babbling] {
            provider.becomes(manner);
            let page = app.stranger().get("/masuk/google").await;
            is_refused(&page, "Google belum menjawab.");
        }
        provider.becomes(Manner::Honest);
        let mut browser = app.stranger();
        let answer = browser.get("/masuk/google").await;
        let back = provider.consents(answer.location(), "siti");
        provider.becomes(Manner::Broken);
        is_refused(&browser.get(&back).await, "Google belum menjawab.");
        provider.becomes(Manner::Honest);
        let answer = sign_in(&mut app.stranger(), &provider, "siti").await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn a_provider_that_is_slow_or_away_is_said_in_words_within_seconds() {
    let provider = Provider::start().await;
    let google = provider.registration();
    let db = storage::testing::sqlite().await;
    let app = App::with_google(HERE, Some(google.clone()), db).await;
    let village = village(&app).await;
    provider.becomes(Manner::Slow);
    let page = app.stranger().get("/masuk/google").await;
    is_refused(&page, "Google belum menjawab.");
    let away = Google {
        issuer: "http://127.0.0.1:9".to_owned(),
        ..google
    };
    drop(provider);
    let db = storage::testing::sqlite().await;
    let app = App::with_google(HERE, Some(away), db).await;
    let page = app.stranger().get("/masuk/google").await;
    is_refused(&page, "Google belum menjawab.");
    drop(village);
    let village = crate::google::village(&app).await;
    let mut browser = app.sign_in(village.officer(Role::Secretary));
    let page = browser.get("/akun/google").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Google belum menjawab.");
}

#[tokio::test]
async fn whoever_floods_google_waits() {
    each(async |app, provider| {
        provider.becomes(Manner::Broken);
        let mut browser = app.stranger();
        let mut last = browser.get("/masuk/google").await;
        for _ in 0..30 {
            last = browser.get("/masuk/google").await;
        }
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
        last.says("Terlalu banyak percobaan.");
        assert_eq!(provider.asked(), 30);
    })
    .await;
}

#[tokio::test]
async fn a_way_back_is_good_once_in_one_browser_and_for_one_step() {
    each(async |app, provider| {
        let (village, mut browser) = linked(&app, &provider).await;
        const OVER: &str = "sudah lewat atau sudah dipakai";
        // Twice.
        let mut one = app.stranger();
        let address = one.get("/masuk/google").await.location().to_owned();
        let back = provider.consents(&address, "siti");
        assert_eq!(one.get(&back).await.status, StatusCode::OK);
        is_refused(&one.get(&back).await, OVER);
        // In another browser.
        let address = one.get("/masuk/google").await.location().to_owned();
        let back = provider.consents(&address, "siti");
        let mut two = app.stranger();
        two.get("/masuk").await;
        is_refused(&two.get(&back).await, OVER);
        // Begun as a stranger, come back as an officer, whose account it must not be linked to.
        let mut treasurer = app.sign_in(village.officer(Role::Treasurer));
        let page = treasurer.get(&back).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(OVER);
        // Another's way to link.
        let address = browser.get("/akun/google").await.location().to_owned();
        let back = provider.consents(&address, "jahat");
        let page = treasurer.get(&back).await;
        page.says(OVER);
        // Too late.
        let address = one.get("/masuk/google").await.location().to_owned();
        let back = provider.consents(&address, "siti");
        app.wait(16);
        is_refused(&one.get(&back).await, OVER);
        // Nothing of ours.
        for odd in [
            "",
            "?state=&code=",
            "?state=00&code=x",
            "?state=%C3%A9",
            "?error=access_denied",
        ] {
            let path = format!("/masuk/google/kembali{odd}");
            is_refused(&app.stranger().get(&path).await, OVER);
        }
        let ticket = [("tiket", "0"), ("sandi_google", PASSPHRASE)];
        let page = browser.form_at("/akun", "/akun/google", &ticket).await;
        page.says(OVER);
        let answer = one.form_at("/masuk", "/masuk/google", &ticket).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert_eq!(links(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_changes_their_mind_at_google_is_back_at_the_page() {
    each(async |app, provider| {
        let (_, mut officer) = linked(&app, &provider).await;
        let mut stranger = app.stranger();
        for (browser, begin, page, words) in [
            (
                &mut stranger,
                "/masuk/google",
                "/masuk",
                "Masuk dengan Google dibatalkan.",
            ),
            (
                &mut officer,
                "/akun/google",
                "/akun",
                "Penautan akun Google dibatalkan.",
            ),
        ] {
            let address = browser.get(begin).await.location().to_owned();
            let back = provider.consents(&address, "siti");
            let (back, _) = back.split_once("&code=").unwrap();
            let answer = browser.get(&format!("{back}&error=access_denied")).await;
            assert_eq!(answer.location(), page, "{}", answer.text());
            browser.follow(&answer).await.says(words);
        }
    })
    .await;
}

#[tokio::test]
async fn an_error_that_google_sends_back_is_no_change_of_mind() {
    each(async |app, provider| {
        linked(&app, &provider).await;
        let mut browser = app.stranger();
        let address = browser.get("/masuk/google").await.location().to_owned();
        let back = provider.consents(&address, "siti");
        let (back, _) = back.split_once("&code=").unwrap();
        let page = browser.get(&format!("{back}&error=server_error")).await;
        is_refused(&page, "Google belum menjawab.");
    })
    .await;
}

#[tokio::test]
async fn a_person_reads_of_the_link_in_their_copy_and_it_goes_with_them() {
    each(async |app, provider| {
        let (village, _) = linked(&app, &provider).await;
        let secretary = village.officer(Role::Secretary);
        let scope = Scope::of_system(village.unit.id);
        let identity = guyub::modules::all()
            .into_iter()
            .find(|it| it.name == "identity");
        let export = identity.unwrap().export.unwrap();
        let known = export(&app.ctx, &scope, secretary.person).await.unwrap();
        let rows: Vec<_> = known.iter().flat_map(|known| &known.rows).collect();
        assert!(
            rows.iter()
                .any(|row| row[..] == ["Akun Google yang tertaut", "siti@contoh.example"]),
            "{rows:?}"
        );
        let mut tx = app.ctx.db.begin().await.unwrap();
        organization::forget(&mut tx, &app.ctx, &scope, secretary.person, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(links(&app).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_still_asked_for_where_codes_are_on() {
    each(async |app, provider| {
        let (_, mut browser) = linked(&app, &provider).await;
        let answer = browser.form_at("/akun", "/akun/kode/pasang", &[]).await;
        let key = browser.follow(&answer).await.text_of("kunci");
        let code = |app: &App| crate::two_steps::code(app, &key);
        let typed = code(&app);
        browser.post("/akun/kode", &[("kode", &typed)]).await;
        let mut again = app.stranger();
        let page = come_back(&mut again, &provider, "siti").await;
        page.says("Kode enam angka");
        let ticket = page.field("tiket").unwrap();
        for wrong in ["", "000000", &typed] {
            let fields = [("tiket", ticket.as_str()), ("kode", wrong)];
            let page = again.post("/masuk/google", &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.says("belum cocok, atau sudah dipakai");
        }
        app.wait(1);
        let typed = code(&app);
        let fields = [("tiket", ticket.as_str()), ("kode", typed.as_str())];
        let answer = again.post("/masuk/google", &fields).await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn a_shared_phone_is_asked_after_google_and_links_nothing() {
    each(async |app, provider| {
        linked(&app, &provider).await;
        let mut shared = app.stranger();
        let page = come_back(&mut shared, &provider, "siti").await;
        let ticket = page.field("tiket").unwrap();
        let fields = [("tiket", ticket.as_str()), ("bersama", "ya")];
        let answer = shared.post("/masuk/google", &fields).await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
        assert_eq!(
            shared.get("/akun").await.header("cache-control"),
            "no-store"
        );
        shared.post("/akun/google/lepas", &[]).await;
        let page = shared.get("/akun").await;
        page.says("jadi akun Google tidak ditautkan di sini");
        let page = shared.get("/akun/google").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Tautkan akun Google dari HP sendiri.");
        app.wait(12);
        let over = shared.get("/akun").await;
        assert!(over.location().starts_with("/masuk"));
    })
    .await;
}

/// After `officer` has come back from Google, something else happens; then they are not let in.
async fn too_late(app: &App, provider: &Provider, officer: &Officer, end: impl AsyncFn()) {
    let mut browser = app.with_passphrase(officer).await;
    let answer = link(&mut browser, provider, "siti").await;
    assert_eq!(answer.location(), "/akun", "{}", answer.text());
    let mut waiting = app.stranger();
    let page = come_back(&mut waiting, provider, "siti").await;
    let ticket = page.field("tiket").unwrap();
    end().await;
    assert_eq!(links(app).await, 0);
    let late = waiting.post("/masuk/google", &[("tiket", &ticket)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
    let page = come_back(&mut app.stranger(), provider, "siti").await;
    is_refused(&page, "Akun Google ini belum ditautkan.");
}

#[tokio::test]
async fn the_link_goes_wherever_sign_ins_end_for_good() {
    each(async |app, provider| {
        let village = village(&app).await;
        let secretary = village.officer(Role::Secretary);
        too_late(&app, &provider, secretary, async || {
            app.with_passphrase(secretary).await; // the way back
        })
        .await;
        too_late(&app, &provider, secretary, async || {
            let mut tx = app.ctx.db.begin().await.unwrap();
            let people = [secretary.person];
            identity::end_sign_ins_of(&mut tx, &people, app.now())
                .await
                .unwrap();
            tx.commit().await.unwrap();
        })
        .await;
        too_late(&app, &provider, secretary, async || {
            let mut chair = app.sign_in(village.officer(Role::Chair));
            let path = format!("/pengurus/{}/tutup", secretary.person);
            let answer = chair.form_at("/pengurus", &path, &[]).await;
            assert_eq!(answer.location(), "/pengurus", "{}", answer.text());
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn where_google_is_not_set_up_nothing_is_said_of_it() {
    on_each(async |app| {
        let village = village(&app).await;
        let mut browser = app.sign_in(village.officer(Role::Secretary));
        browser
            .get("/akun")
            .await
            .keeps_quiet_about("Masuk dengan Google");
        for path in ["/akun/google", "/masuk/google/kembali"] {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
        let mut stranger = app.stranger();
        stranger.get("/masuk").await.keeps_quiet_about("Google");
        let page = stranger.get("/masuk/google").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    })
    .await;
}
