//! The way back into an account: two officers together, or the keeper of the server.

use crate::command_line::{Server, guyub, run};
use crate::support::{Answer, App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;

const PASSPHRASE: &str = "mangga muda asam";
const NEW: [(&str, &str); 1] = [("sandi", PASSPHRASE)];

/// A board of three and a division head; the chair will have forgotten.
async fn village(app: &App) -> (Village, String) {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.officer(Role::Secretary).officer(Role::Treasurer);
    let village = given.officer(Role::Supervisor).on(&app.ctx).await;
    let path = format!("/pengurus/{}/pulih", village.officer(Role::Chair).person);
    (village, path)
}

fn link(shown: &Answer) -> String {
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    let link = shown.text_of("tautan");
    link.strip_prefix("http://127.0.0.1:8080")
        .unwrap()
        .to_owned()
}

async fn sign_in(browser: &mut Client, login: &str, passphrase: &str) -> Answer {
    let fields = [("login", login), ("sandi", passphrase)];
    browser.form("/masuk", &fields).await
}

#[tokio::test]
async fn one_asks_another_agrees_and_the_owner_is_in_again() {
    each(async |app| {
        let (village, path) = village(&app).await;
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        let mut treasurer = app.sign_in(village.officer(Role::Treasurer));
        let answer = secretary.form_at("/pengurus", &path, &[]).await;
        assert_eq!(answer.location(), "/pengurus", "{}", answer.text());
        let page = secretary.follow(&answer).await;
        page.says("Menunggu persetujuan satu pengurus lain.");
        page.keeps_quiet_about("Setujui dan buat tautan");
        let page = treasurer.get("/pengurus").await;
        page.says("Sekretaris Jambu meminta pemulihan akun ini.");
        let shown = treasurer.post(&path, &[]).await;
        assert_eq!(shown.header("cache-control"), "no-store");
        let link = link(&shown);
        let mut before = app.sign_in(village.officer(Role::Chair));
        assert_eq!(before.get("/beranda").await.status, StatusCode::OK);
        let mut chair = app.stranger();
        let page = chair.get(&link).await;
        page.says("Ketua Jambu");
        let refused = chair.post(&link, &[("sandi", "pendek")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = chair.post(&link, &NEW).await;
        assert_eq!(answer.location(), "/beranda", "{}", answer.text());
        chair.follow(&answer).await.says("Ketua Jambu");
        let ended = before.get("/beranda").await;
        assert!(ended.location().starts_with("/masuk"));
        assert_eq!(app.stranger().get(&link).await.status, StatusCode::GONE);
        let login = format!("chair.{}", village.unit.slug.replace('-', "."));
        let answer = sign_in(&mut app.stranger(), &login, PASSPHRASE).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let log = chair.get("/pengaturan/catatan?jenis=izin").await;
        log.says("Meminta pemulihan akun Ketua Jambu");
        log.says("Menyetujui pemulihan akun Ketua Jambu");
        log.says("Masuk lagi lewat pemulihan dari Sekretaris Jambu dan Bendahara Jambu");
    })
    .await;
}

#[tokio::test]
async fn one_alone_gets_no_link_even_twenty_times_at_once() {
    each(async |app| {
        let (village, path) = village(&app).await;
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        secretary.get("/pengurus").await;
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (mut secretary, path) = (secretary.clone(), path.clone());
                tokio::spawn(async move { secretary.post(&path, &[]).await.status })
            })
            .collect();
        let mut statuses = Vec::new();
        for task in tasks {
            statuses.push(task.await.unwrap());
        }
        let got = |wanted| statuses.iter().filter(|status| **status == wanted).count();
        assert_eq!(got(StatusCode::SEE_OTHER), 1, "asked once: {statuses:?}");
        assert_eq!(got(StatusCode::UNPROCESSABLE_ENTITY), 19, "{statuses:?}");
        secretary
            .post(&path, &[])
            .await
            .says("Satu pengurus saja tidak cukup");
    })
    .await;
}

#[tokio::test]
async fn of_twenty_who_agree_at_once_one_gets_the_link() {
    each(async |app| {
        let (village, path) = village(&app).await;
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        secretary.form_at("/pengurus", &path, &[]).await;
        let mut treasurer = app.sign_in(village.officer(Role::Treasurer));
        treasurer.get("/pengurus").await;
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (mut treasurer, path) = (treasurer.clone(), path.clone());
                tokio::spawn(async move { treasurer.post(&path, &[]).await.status })
            })
            .collect();
        let mut links = 0;
        for task in tasks {
            links += i32::from(task.await.unwrap() == StatusCode::OK);
        }
        assert_eq!(links, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_recovers_the_own_account_and_not_everybody_anothers() {
    each(async |app| {
        let (village, path) = village(&app).await;
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let answer = chair.form_at("/pengurus", &path, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("oleh dua pengurus lain");
        let mut supervisor = app.sign_in(village.officer(Role::Supervisor));
        let answer = supervisor.form_at("/pengurus", &path, &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let other = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut elsewhere = app.sign_in(other.officer(Role::Chair));
        for path in [path.clone(), format!("{path}/batal")] {
            let answer = elsewhere.form_at("/akun", &path, &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
        let sandi = path.replace("/pulih", "/sandi");
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        let answer = secretary.form_at("/pengurus", &sandi, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("perlu dua pengurus");
    })
    .await;
}

#[tokio::test]
async fn the_owner_sees_it_and_can_call_it_off_and_it_waits_three_days_at_most() {
    each(async |app| {
        let (village, path) = village(&app).await;
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        let mut treasurer = app.sign_in(village.officer(Role::Treasurer));
        secretary.form_at("/pengurus", &path, &[]).await;
        let link = link(&treasurer.form_at("/pengurus", &path, &[]).await);
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let page = chair.get("/akun").await;
        page.says("Sekretaris Jambu meminta pemulihan akun ini");
        let answer = chair.post("/akun/pulih/batal", &[]).await;
        assert_eq!(answer.location(), "/akun");
        assert_eq!(app.stranger().get(&link).await.status, StatusCode::GONE);
        secretary.form_at("/pengurus", &path, &[]).await;
        app.wait(3 * 24 * 60 + 1);
        let answer = treasurer.form_at("/pengurus", &path, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "asked anew");
        let answer = secretary.form_at("/pengurus", &path, &[]).await;
        assert_eq!(
            answer.status,
            StatusCode::OK,
            "and agreed to: {}",
            answer.text()
        );
    })
    .await;
}

#[test]
fn the_keeper_of_the_server_makes_a_link_for_a_unit_with_one_officer() {
    let folder = tempfile::TempDir::new().unwrap();
    let (code, told, _) = run(&mut guyub(
        folder.path(),
        &["demo", "--fill-only", "--json"],
    ));
    assert_eq!(code, Some(0), "{told}");
    let told: serde_json::Value = serde_json::from_str(told.trim()).unwrap();
    let login = told["login"].as_str().unwrap();
    let (code, said, _) = run(&mut guyub(folder.path(), &["account", "recover", login]));
    assert_eq!(code, Some(0), "{said}");
    let link = said.lines().last().unwrap().to_owned();
    let server = Server::start(folder.path(), &[]);
    let path = link.split("/pulih/").nth(1).unwrap();
    let page = server.get(&format!("/pulih/{path}"));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Buat kata sandi baru"), "{page}");
    drop(server);
    let (code, _, told) = run(&mut guyub(folder.path(), &["account", "recover", "siapa"]));
    assert_eq!((code, told.lines().count()), (Some(1), 1), "{told}");
}
