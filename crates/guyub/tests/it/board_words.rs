//! How a unit calls its offices and divisions: shipped lists, its own, and the way back; what is
//! written there is what forms propose and papers show.

use crate::support::{Answer, App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use organization::{NewPart, Place, Position, UnitKind};

const PAGE: &str = "/pengaturan/jabatan";

async fn jambu(app: &App) -> Village {
    let given = Given::unit("Jambu").officer(Role::Chair);
    given.member("Ana Lestari", 3).on(&app.ctx).await
}

/// What stands in the large field `name`.
fn written(page: &Answer, name: &str) -> String {
    let field = page.html().split_once(&format!("id=\"f-{name}\""));
    let inside = field.and_then(|(_, rest)| rest.split_once('>'));
    let text = inside.and_then(|(_, rest)| rest.split_once("</textarea>"));
    text.unwrap_or_else(|| panic!("no field {name}"))
        .0
        .trim()
        .to_owned()
}

/// The form as the page shows it, with other words in some fields.
async fn filled(officer: &mut Client, other: &[(&str, &str)]) -> Vec<(String, String)> {
    let page = officer.get(PAGE).await;
    let codes = Position::ALL.map(Position::code);
    let value = |name: &str| {
        let other = other.iter().find(|(field, _)| *field == name);
        let text = other.map_or_else(|| written(&page, name), |(_, value)| (*value).to_owned());
        (name.to_owned(), text)
    };
    let mut form: Vec<_> = codes.into_iter().chain(["bidang"]).map(value).collect();
    form.push(("versi".to_owned(), page.field("versi").unwrap()));
    form
}

async fn send(officer: &mut Client, form: &[(String, String)]) -> Answer {
    let pairs = form.iter().map(|(a, b)| (a.as_str(), b.as_str()));
    officer.form(PAGE, &pairs.collect::<Vec<_>>()).await
}

#[tokio::test]
async fn what_a_unit_calls_its_offices_is_proposed_given_and_printed() {
    each(async |app| {
        let village = jambu(&app).await;
        let ana = village.person("Ana Lestari");
        let mut officer = app.sign_in(village.officer(Role::Chair));
        officer.get(PAGE).await.says("Ini daftar bawaan Guyub.");
        let words = [
            ("treasurer", "Juru Uang"),
            ("bidang", "Seksi Sinoman\nSeksi Keamanan"),
        ];
        let form = filled(&mut officer, &words).await;
        let saved = send(&mut officer, &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        officer
            .follow(&saved)
            .await
            .says("Sebutan jabatan dan bidang tersimpan.");
        for form in ["/pengurus/jabatan/baru?orang=", "/pengurus/baru?orang="] {
            let shown = officer.get(&format!("{form}{ana}")).await;
            shown.says("Juru Uang");
            assert!(!shown.html().contains("Bendahara"), "{}", shown.html());
        }
        let form = format!("/pengurus/jabatan/baru?orang={ana}");
        let shown = officer.get(&form).await;
        assert!(shown.html().contains("Seksi Sinoman"), "{}", shown.html());
        assert!(!shown.html().contains("Bidang Olahraga dan Seni Budaya"));
        let id = ana.to_string();
        let seat = [("orang", id.as_str()), ("kedudukan", "treasurer")];
        let given = officer.form_at(&form, "/pengurus/jabatan", &seat).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
        officer.get("/pengurus").await.says("Juru Uang");
        let chart = officer.get("/pengurus/bagan/gambar.svg").await;
        assert!(chart.html().contains("Juru Uang"), "{}", chart.html());
        // An office that was given keeps its name when the unit goes back to the shipped list.
        let versi = officer.get(PAGE).await.field("versi").unwrap();
        let back = [("versi", versi.as_str())];
        let back = officer
            .form_at(PAGE, &format!("{PAGE}/bawaan"), &back)
            .await;
        officer.follow(&back).await.says("Ini daftar bawaan Guyub.");
        officer.get("/pengurus").await.says("Juru Uang");
        officer.get(&form).await.says("Bendahara");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_list_stands_at_its_field_and_two_at_once_lose_nothing() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Chair));
        let long = "x".repeat(81);
        let wrong = [("chair", " "), ("bidang", long.as_str())];
        let form = filled(&mut officer, &wrong).await;
        let answer = send(&mut officer, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Isi paling sedikit satu sebutan.");
        answer.says("Paling banyak 40 baris, masing-masing 80 huruf.");
        answer.says(&long);
        let late = filled(&mut officer, &[("chair", "Ketua Umum")]).await;
        let first = filled(&mut officer, &[("chair", "Lurah Muda")]).await;
        let answer = send(&mut officer, &first).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let answer = send(&mut officer, &late).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        answer.says("Daftar ini baru saja diubah orang lain.");
        answer.says("Ketua Umum");
        let versi = answer.field("versi").unwrap();
        let versi = [("versi", versi.as_str())];
        let old = [("versi", "0")];
        let back = format!("{PAGE}/bawaan");
        let answer = officer.form_at(PAGE, &back, &old).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        officer.get(PAGE).await.says("Lurah Muda");
        let answer = officer.form_at(PAGE, &back, &versi).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn a_committee_has_its_own_words_and_a_neighbours_stay_the_neighbours() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Chair));
        let form = filled(&mut officer, &[("chair", "Lurah Muda")]).await;
        send(&mut officer, &form).await;
        let committee = NewPart {
            kind: UnitKind::Committee,
            name: "Panitia HUT RI".to_owned(),
            place: Place::default(),
        };
        let committee = village.part(&app.ctx, committee, &[Role::Chair]).await;
        let mut head = app.sign_in(committee.officer(Role::Chair));
        let page = head.get(PAGE).await;
        page.says("Ketua Panitia");
        page.says("Seksi Konsumsi");
        let neighbour = Given::unit("Sukorejo").officer(Role::Secretary);
        let neighbour = neighbour.on(&app.ctx).await;
        let mut secretary = app.sign_in(neighbour.officer(Role::Secretary));
        secretary.get(PAGE).await.keeps_quiet_about("Lurah Muda");
        let other = app.stranger().get(PAGE).await;
        assert_eq!(other.status, StatusCode::SEE_OTHER);
    })
    .await;
}
