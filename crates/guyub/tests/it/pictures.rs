//! Pictures that people send: a photo of a QR code at the door, a logo for the letterhead. And two
//! officers who change one person or the settings at the same moment.

use crate::support::{App, Client, File, Given, Village, each, training};
use axum::http::StatusCode;
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use kernel::access::Role;
use std::io::Cursor;
use storage::args;

/// A photo of the QR code that says `text`.
pub fn photo(text: &str) -> Vec<u8> {
    let code = qrcode::QrCode::new(text).unwrap();
    let (dark, size) = (code.to_colors(), code.width());
    let picture = GrayImage::from_fn(600, 600, |x, y| {
        let module = |at: u32| (at as usize * (size + 8) / 600).checked_sub(4);
        let at = module(x).zip(module(y));
        let at = at.filter(|(x, y)| *x < size && *y < size);
        let black = at.is_some_and(|(x, y)| dark[y * size + x] == qrcode::Color::Dark);
        Luma([if black { 20 } else { 235 }])
    });
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    png.into_inner()
}

async fn village(app: &App, place: &str) -> (Village, Client) {
    let given = Given::unit(place).officer(Role::Secretary);
    let village = given.member("Ana Lestari", 3).on(&app.ctx).await;
    let secretary = app.sign_in(village.officer(Role::Secretary));
    (village, secretary)
}

/// The address on Ana's card.
async fn card(app: &App, village: &Village) -> String {
    let sql = "select token from person where id = $1";
    let mut db = app.ctx.db.read().await.unwrap();
    let token: String = db
        .one(sql, args![village.person("Ana Lestari")])
        .await
        .unwrap();
    format!("http://127.0.0.1:8080/p/{token}")
}

#[tokio::test]
async fn a_photo_of_a_card_marks_its_owner_and_nobody_of_another_unit() {
    each(async |app| {
        let (here, mut secretary) = village(&app, "Jambu").await;
        let (there, _) = village(&app, "Lenteng").await;
        let (activity, sessions) = here.activity(&app.ctx, &training("Pelatihan")).await;
        let scan = format!("/kegiatan/{activity}/sesi/{}/pindai", sessions[0]);
        let own = photo(&card(&app, &here).await);
        let theirs = photo(&card(&app, &there).await);
        let mut send = async |bytes: &[u8]| {
            secretary.get(&scan).await;
            let file = File {
                field: "foto",
                name: "kartu.png",
                bytes,
            };
            let sent = secretary.upload(&scan, &[("kode", "")], &[file]).await;
            match sent.status {
                StatusCode::SEE_OTHER => secretary.follow(&sent).await,
                _ => sent,
            }
        };
        send(&own).await.says("Ana Lestari hadir.");
        let refused = send(&theirs).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Kartu ini dari organisasi lain");
        let mut db = app.ctx.db.read().await.unwrap();
        let (marks,): (i64,) = db.one("select count(*) from mark", args![]).await.unwrap();
        assert_eq!(marks, 1);
    })
    .await;
}

#[tokio::test]
async fn a_logo_stands_on_paper_and_what_is_no_picture_is_refused() {
    each(async |app| {
        let (_, mut secretary) = village(&app, "Jambu").await;
        let mut half = photo("logo");
        half.truncate(half.len() / 2);
        for (bytes, status) in [
            (photo("logo"), StatusCode::SEE_OTHER),
            (half, StatusCode::UNPROCESSABLE_ENTITY),
            (b"GIF89a".to_vec(), StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let page = secretary.get("/pengaturan").await;
            let version = page.field("versi").unwrap();
            let fields = [
                ("nama", "Karang Taruna Jambu Jaya"),
                ("kertas", "a4"),
                ("versi", version.as_str()),
            ];
            let file = File {
                field: "logo",
                name: "logo.png",
                bytes: &bytes,
            };
            let sent = secretary.upload("/pengaturan", &fields, &[file]).await;
            assert_eq!(sent.status, status, "{}", sent.text());
        }
        let book = secretary.get("/anggota/buku").await;
        assert!(book.body.starts_with(b"%PDF"));
        assert!(book.body.windows(6).any(|part| part == b"/Image"));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_officers_is_told_and_keeps_what_was_typed() {
    each(async |app| {
        let (village, mut first) = village(&app, "Jambu").await;
        let mut second = app.sign_in(village.officer(Role::Secretary));
        let person = format!("/anggota/{}", village.person("Ana Lestari"));
        let edit = format!("{person}/ubah");
        for (form, action, name) in [
            (edit.as_str(), person.as_str(), "Ana Lestari Kusuma"),
            ("/pengaturan", "/pengaturan", "Karang Taruna Mekar"),
        ] {
            let version = first.get(form).await.field("versi").unwrap();
            second.get(form).await;
            let fields = |name| {
                [
                    ("nama", name),
                    ("versi", version.as_str()),
                    ("kertas", "f4"),
                ]
            };
            let done = change(&mut first, action, &fields("Yang pertama")).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            let late = change(&mut second, action, &fields(name)).await;
            assert_eq!(late.status, StatusCode::CONFLICT, "{action}");
            late.says("baru saja diubah orang lain");
            assert_eq!(late.field("nama").unwrap(), name);
            let version = late.field("versi").unwrap();
            let again = [("nama", name), ("versi", &version), ("kertas", "f4")];
            let done = change(&mut second, action, &again).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        }
    })
    .await;
}

/// Sends a form of a page that is open; the settings are sent with a file, which may be none.
async fn change(
    officer: &mut Client,
    action: &str,
    fields: &[(&str, &str)],
) -> crate::support::Answer {
    if action == "/pengaturan" {
        officer.upload(action, fields, &[]).await
    } else {
        officer.post(action, fields).await
    }
}
