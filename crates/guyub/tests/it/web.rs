//! What holds on every page: who may post, security headers, tags, languages, problems, assets.

use crate::support::{App, Given, Wire, each};
use axum::http::{Method, StatusCode};
use kernel::access::Role;
use std::time::Instant;
use tokio::net::TcpListener;

#[tokio::test]
async fn a_post_from_another_site_is_refused_before_anything_happens() {
    each(async |app| {
        for (name, value) in [
            ("origin", "https://jahat.example"),
            ("sec-fetch-site", "cross-site"),
            ("origin", "null"),
        ] {
            let mut visitor = app
                .stranger()
                .with_header(name, value)
                .with_header("host", "127.0.0.1:8080");
            let answer = visitor.post_raw("/bahasa", "lang=en").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
            assert_eq!(visitor.cookie("bahasa"), None);
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_without_its_token_or_with_another_browsers_is_refused_in_words() {
    each(async |app| {
        let village = Given::unit("Jambu")
            .officer(Role::Secretary)
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let theirs = chair.get("/anggota").await.field("_t").unwrap();
        for body in [
            "nama=Ana".to_owned(),
            format!("nama=Ana&_t={theirs}"),
            "nama=Ana&_t=".to_owned(),
        ] {
            let answer = secretary.post_raw("/anggota", &body).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{body}");
            answer.says("Belum ada yang tersimpan");
        }
        secretary
            .get("/anggota?cari=Ana")
            .await
            .keeps_quiet_about(">Ana<");
        let own = secretary
            .form("/anggota", &[("nama", "Ana"), ("rt", "3")])
            .await;
        assert_eq!(own.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    each(async |app| {
        let mut visitor = app.stranger();
        let page = visitor.get("/luring").await;
        let script = page
            .html()
            .split("src=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        for path in ["/luring", "/tidak-ada", "/healthz", script.as_str()] {
            let answer = visitor.get(path).await;
            let csp = answer.header("content-security-policy");
            assert!(
                csp.contains("default-src") && csp.contains("frame-ancestors 'none'"),
                "{path}: {csp}"
            );
            assert!(!csp.contains("unsafe"), "{path}: {csp}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
            assert!(
                answer
                    .header("permissions-policy")
                    .contains("geolocation=()"),
                "{path}"
            );
            assert_eq!(
                answer.header("strict-transport-security"),
                "",
                "{path}: only over https"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    each(async |app| {
        let first = app.stranger().get("/luring").await;
        let tag = first.header("etag").to_owned();
        let again = app
            .stranger()
            .with_header("if-none-match", &tag)
            .get("/luring")
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert!(again.body.is_empty());
        let mut other = app
            .stranger()
            .with_header("if-none-match", &tag)
            .with_header("accept-language", "en");
        assert_eq!(
            other.get("/luring").await.status,
            StatusCode::OK,
            "another language is another page"
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_not_there_says_so_in_the_readers_language() {
    each(async |app| {
        let answer = app.stranger().get("/tidak/ada").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        answer.says("Halaman tidak ditemukan");
        let answer = app
            .stranger()
            .with_header("accept-language", "en-GB")
            .get("/tidak/ada")
            .await;
        assert!(answer.html().contains("lang=\"en\""));
        answer.keeps_quiet_about("Halaman tidak ditemukan");
        let answer = app.stranger().get("/api/v1/tidak-ada").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.json()["error"].is_string());
        let answer = app
            .stranger()
            .send(Method::DELETE, "/luring", None, "".into())
            .await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        answer.says("tidak menerima");
    })
    .await;
}

#[tokio::test]
async fn the_language_chosen_on_the_page_stays_and_leads_nowhere_else() {
    each(async |app| {
        let mut visitor = app.stranger();
        let answer = visitor.post_raw("/bahasa", "lang=en&back=/luring").await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, "/luring")
        );
        visitor.get("/luring").await.says("No signal");
        for back in [
            "//jahat.example",
            "https://jahat.example",
            "/\\jahat.example",
            "",
        ] {
            let body = format!("lang=id&back={back}");
            assert_eq!(
                visitor.post_raw("/bahasa", &body).await.location(),
                "/",
                "{back}"
            );
        }
        visitor.get("/luring").await.says("Tanpa sinyal");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_must_sign_in_first_is_told_so_after_a_long_form_too() {
    let app = App::on(storage::testing::sqlite().await).await;
    Given::unit("Jambu").on(&app.ctx).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let serving = tokio::spawn(async move { axum::serve(listener, app.router).await });
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    for (letters, status) in [(900_000, 303), (20_000_000, 413)] {
        let (address, body) = (address.clone(), format!("nama={}", "a".repeat(letters)));
        let ask = move || Wire::to(&address)?.ask("POST /anggota", form, &body);
        let (told, _) = tokio::task::spawn_blocking(ask).await.unwrap().unwrap();
        assert_eq!(told, status, "{letters} letters");
    }
    serving.abort();
}

#[tokio::test]
async fn what_is_too_large_is_refused_in_words_and_not_kept_in_memory() {
    each(async |app| {
        let village = Given::unit("Jambu")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        secretary.get("/anggota").await;
        let long = "a".repeat(2 * 1024 * 1024);
        let answer = secretary.post("/anggota", &[("nama", &long)]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        answer.says("Isian terlalu panjang");
        let begun = Instant::now();
        let bytes = vec![b'a'; 200 * 1024 * 1024];
        let file = crate::support::File {
            field: "logo",
            name: "logo.png",
            bytes: &bytes,
        };
        let answer = secretary.upload("/pengaturan", &[], &[file]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        answer.says("lebih dari 25 MB");
        println!("200 MB refused in {:?}", begun.elapsed());
    })
    .await;
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_the_service_worker_is_asked_for_each_time() {
    each(async |app| {
        let mut visitor = app.stranger();
        let page = visitor.get("/luring").await;
        let assets = page.links("/a/");
        assert!(assets.len() >= 2, "{assets:?}");
        for asset in assets {
            let answer = visitor.get(&asset).await;
            assert_eq!(answer.status, StatusCode::OK, "{asset}");
            assert_eq!(
                answer.header("cache-control"),
                "public, max-age=31536000, immutable",
                "{asset}"
            );
        }
        assert_eq!(
            visitor.get("/a/app.00000000.js").await.status,
            StatusCode::NOT_FOUND
        );
        let worker = visitor.get("/sw.js").await;
        assert_eq!(worker.status, StatusCode::OK);
        assert_eq!(worker.header("cache-control"), "no-cache");
        assert!(worker.header("content-type").starts_with("text/javascript"));
        assert!(worker.html().contains("/luring"));
    })
    .await;
}

#[tokio::test]
async fn health_answers_while_the_database_does() {
    each(async |app| {
        let answer = app.stranger().get("/healthz").await;
        assert_eq!((answer.status, answer.html()), (StatusCode::OK, "ok\n"));
    })
    .await;
}
