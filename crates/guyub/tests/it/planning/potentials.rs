//! What a village has and where, what it lacks, what people want first, which skills are missing.

use super::stage;
use crate::support::{App, Client, File, Given, each};
use axum::http::StatusCode;
use kernel::access::Role;
use organization::NewPerson;

/// A drawing of 800 by 400, as PNG.
fn drawing() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(800, 400, |x, y| {
        image::Rgb([(x / 4) as u8, (y / 2) as u8, 90])
    })
    .write_to(&mut png, image::ImageFormat::Png)
    .unwrap();
    png.into_inner()
}

/// Writes something down; its page.
async fn noted(client: &mut Client, name: &str) -> String {
    let fields = [("modal", "nature"), ("nama", name), ("dusun", "Gondang")];
    let made = client.form("/potensi/baru", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    made.location().to_owned()
}

async fn needed(client: &mut Client, need: &str, skills: &str) {
    let fields = [
        ("masalah", "Pemuda menganggur"),
        ("kebutuhan", need),
        ("keterampilan", skills),
    ];
    let made = client.form("/potensi/kebutuhan", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
}

#[tokio::test]
async fn a_thing_is_noted_and_put_on_the_sketch_by_a_tap_or_a_square() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let client = &mut stage.secretary;
        let page = noted(client, "Embung Gondang").await;
        client.get(&page).await.says("Belum ada denah desa.");
        let place = format!("{page}/letak");
        let early = client.form_at(&page, &place, &[("kotak", "C4")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        client.get("/potensi").await;
        let sketch = drawing();
        let file = File {
            field: "gambar",
            name: "denah.png",
            bytes: &sketch,
        };
        let drawn = client.upload("/potensi/denah", &[], &[file]).await;
        assert_eq!(drawn.status, StatusCode::SEE_OTHER, "{}", drawn.text());
        let shown = client.get("/potensi/denah").await;
        assert!(shown.body.starts_with(&[0xFF, 0xD8]), "{}", shown.status);
        // 300 wide and 150 high as it is shown.
        let tap = [("titik.x", "150"), ("titik.y", "75")];
        let put = client.form_at(&page, &place, &tap).await;
        assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", put.text());
        let map = client.get("/potensi").await;
        assert!(
            map.html().contains("cx=\"500\" cy=\"250\""),
            "{}",
            map.html()
        );
        let square = client.form_at(&page, &place, &[("kotak", "a1")]).await;
        assert_eq!(square.status, StatusCode::SEE_OTHER);
        let map = client.get("/potensi").await;
        assert!(map.html().contains("cx=\"83\" cy=\"41\""), "{}", map.html());
        let odd = client.form_at(&page, &place, &[("kotak", "Z9")]).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        odd.says("Ketuk letaknya di gambar");
        client.get("/potensi").await;
        let no = File {
            field: "gambar",
            name: "x.png",
            bytes: b"bukan gambar",
        };
        let refused = client.upload("/potensi/denah", &[], &[no]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        client.get(&page).await;
        let file = File {
            field: "gambar",
            name: "foto.png",
            bytes: &sketch,
        };
        let photo = client.upload(&format!("{page}/foto"), &[], &[file]).await;
        assert_eq!(photo.status, StatusCode::SEE_OTHER);
        let photo = client.get(&format!("{page}/foto")).await;
        assert!(photo.body.starts_with(&[0xFF, 0xD8]), "{}", photo.status);
        let other = Given::unit("Sukamaju")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut chair = app.sign_in(other.officer(Role::Chair));
        for path in [
            page.clone(),
            format!("{page}/foto"),
            "/potensi/denah".into(),
        ] {
            assert_eq!(
                chair.get(&path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let gone = client.form_at(&page, &format!("{page}/hapus"), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(client.get(&page).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_wrongly_or_twice_loses_nothing() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let client = &mut stage.secretary;
        let odd = [("modal", ""), ("nama", "Sawah"), ("koordinat", "di sana")];
        let odd = client.form("/potensi/baru", &odd).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(odd.field("koordinat").as_deref(), Some("di sana"));
        odd.says("Pilih jenis modalnya.");
        let first = noted(client, "Sawah bengkok").await;
        assert_eq!(noted(client, "Sawah bengkok").await, first);
        let edit = format!("{first}/ubah");
        let fields = |nama| [("versi", "1"), ("modal", "nature"), ("nama", nama)];
        assert_eq!(
            client.form(&edit, &fields("Sawah kas desa")).await.status,
            StatusCode::SEE_OTHER
        );
        let late = client.form(&edit, &fields("Sawah lungguh")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.field("nama").as_deref(), Some("Sawah lungguh"));
        needed(client, "Bengkel bersama", "las").await;
        let twice = [
            ("masalah", "Pemuda menganggur"),
            ("kebutuhan", "Bengkel bersama"),
        ];
        let twice = client.form("/potensi/kebutuhan", &twice).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        twice.says("sudah tercatat");
    })
    .await;
}

#[tokio::test]
async fn a_need_is_tied_to_what_would_help() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let client = &mut stage.secretary;
        let page = noted(client, "Gudang kosong").await;
        needed(client, "Bengkel bersama", "las").await;
        let needs = client.get("/potensi/kebutuhan").await;
        needs.says("belum dihubungkan");
        let action = needs
            .html()
            .split("action=\"/potensi/kebutuhan/")
            .nth(1)
            .unwrap();
        let action = format!("/potensi/kebutuhan/{}", action.split('"').next().unwrap());
        let id = page.trim_start_matches("/potensi/");
        let tied = client
            .post(&action, &[("potensi", id), ("potensi", "apa saja")])
            .await;
        assert_eq!(tied.status, StatusCode::SEE_OTHER, "{}", tied.text());
        client
            .get(&page)
            .await
            .says("Bengkel bersama (Pemuda menganggur)");
        // What is taken out is tied to nothing any more.
        client.form_at(&page, &format!("{page}/hapus"), &[]).await;
        client
            .get("/potensi/kebutuhan")
            .await
            .says("belum dihubungkan");
    })
    .await;
}

/// Two needs and an open round; the public address.
async fn asked(client: &mut Client) -> String {
    for need in ["Bengkel bersama", "Lampu lapangan"] {
        needed(client, need, "").await;
    }
    let page = "/potensi/prioritas";
    let opened = client.form_at(page, "/potensi/prioritas/buka", &[]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let shown = client.get(page).await;
    let code = shown.html().split("/prioritas/").find(|rest| {
        rest.chars()
            .take(8)
            .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
    });
    format!(
        "/prioritas/{}",
        code.unwrap().chars().take(8).collect::<String>()
    )
}

async fn choices(app: &App, box_: &str) -> Vec<String> {
    let page = app.stranger().get(box_).await;
    let values = page.html().split("name=\"pilih\" value=\"").skip(1);
    values
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn people_choose_by_the_link_once_on_a_phone_and_hands_are_counted() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let client = &mut stage.secretary;
        let box_ = asked(client).await;
        let ids = choices(&app, &box_).await;
        assert_eq!(ids.len(), 2);
        let mut phone = app.stranger();
        let none = phone.form(&box_, &[]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        none.says("Pilih paling sedikit satu.");
        let chosen = phone.form(&box_, &[("pilih", ids[1].as_str())]).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.text());
        phone.get(&box_).await.says("HP ini sudah memilih.");
        let again = phone.post(&box_, &[("pilih", ids[1].as_str())]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let table = client.get("/potensi/prioritas").await;
        let (first, second) = (
            table.text().find("Lampu lapangan").unwrap(),
            table.text().find("Bengkel bersama").unwrap(),
        );
        assert!(first < second, "{}", table.text());
        let hands = [
            ("butuh", ids[0].as_str()),
            ("tangan", "14"),
            ("butuh", ids[1].as_str()),
            ("tangan", "banyak"),
        ];
        let odd = client.post("/potensi/prioritas", &hands).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(odd.html().contains("value=\"banyak\""));
        let hands = [("butuh", ids[0].as_str()), ("tangan", "14")];
        let counted = client.form("/potensi/prioritas", &hands).await;
        assert_eq!(counted.status, StatusCode::SEE_OTHER);
        let table = client.get("/potensi/prioritas").await.text();
        assert!(table.find("Bengkel bersama").unwrap() < table.find("Lampu lapangan").unwrap());
        let mut late = app.stranger();
        late.get(&box_).await;
        let close = "/potensi/prioritas/tutup";
        client.form_at("/potensi/prioritas", close, &[]).await;
        let closed = app.stranger().get(&box_).await;
        closed.says("Pilihannya sudah ditutup.");
        let refused = late.post(&box_, &[("pilih", ids[0].as_str())]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Another round counts anew, and the same phone may choose again.
        let open = "/potensi/prioritas/buka";
        client.form_at("/potensi/prioritas", open, &[]).await;
        let twice = phone.form(&box_, &[("pilih", ids[0].as_str())]).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "{}", twice.text());
    })
    .await;
}

#[tokio::test]
async fn missing_skills_propose_the_next_training_and_tell_no_small_count() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        let people = [
            ("Krajan", "Servis HP, las"),
            ("Krajan", "menjahit"),
            ("Gondang", "menjahit"),
        ];
        for (number, (hamlet, skills)) in people.iter().enumerate() {
            let person = NewPerson {
                full_name: format!("Anggota Nomor {number}"),
                hamlet: (*hamlet).to_owned(),
                skills: (*skills).to_owned(),
                ..NewPerson::default()
            };
            let scope = &stage.village.scope;
            organization::add_person(&mut tx, scope, &person, app.now())
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let fields = [
            ("nama", "Bengkel pemuda"),
            ("bulan", "12"),
            ("keterampilan", "servis HP"),
        ];
        assert_eq!(stage.write(&fields).await.status, StatusCode::SEE_OTHER);
        needed(&mut stage.secretary, "Tempat kerja", "servis hp; sablon").await;
        let page = stage.secretary.get("/potensi/keterampilan").await;
        page.says("Usul pelatihan berikutnya: sablon, untuk");
        page.says("Diminta: Tempat kerja, Bengkel pemuda");
        page.says("1–4 orang");
        page.keeps_quiet_about("Anggota Nomor");
        let link = page
            .links("/proker/")
            .into_iter()
            .find(|link| link.contains("nama="));
        let form = stage.secretary.get(&link.unwrap()).await;
        assert_eq!(form.field("nama").as_deref(), Some("Pelatihan sablon"));
    })
    .await;
}
