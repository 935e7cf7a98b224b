//! The roll as files: they hold what the list holds, harm no spreadsheet, stay within the village,
//! and the board can see who took them.

use crate::support::{App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use storage::args;

const FILES: [&str; 3] = [
    "/anggota/unduh/xlsx",
    "/anggota/unduh/csv",
    "/anggota/unduh/vcf",
];

async fn village(app: &App) -> (Village, Client) {
    let given = Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::DivisionHead)
        .member("=HYPERLINK(\"x\")", 2);
    let village = given.on(&app.ctx).await;
    let mut secretary = app.sign_in(village.officer(Role::Secretary));
    let fields = [
        ("nama", "Ana Lestari, S.Pd"),
        ("panggilan", "Ana"),
        ("hp", "0812-0000-1234, 0813-0000-9999"),
        ("tgl_lahir", "17-08-2001"),
        ("rt", "3"),
    ];
    let made = secretary
        .form_at("/anggota/baru", "/anggota/tambah", &fields)
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    (village, secretary)
}

#[tokio::test]
async fn the_roll_is_taken_out_as_csv_workbook_and_contacts() {
    each(async |app| {
        let (_, mut secretary) = village(&app).await;
        secretary.get("/anggota").await.says("Unduh kontak HP");
        let csv = secretary.get("/anggota/unduh/csv").await;
        assert!(csv.header("content-disposition").starts_with("attachment"));
        let text = String::from_utf8(csv.body.to_vec()).unwrap();
        assert!(text.starts_with("\u{feff}No;Nama lengkap;"), "{text}");
        assert!(text.contains("\"'=HYPERLINK("), "{text}");
        let ana = "Ana Lestari, S.Pd;Ana;;;17-08-2001;;03;;;0812-0000-1234, 0813-0000-9999;";
        assert!(text.contains(ana), "{text}");
        let book = secretary.get("/anggota/unduh/xlsx").await;
        assert!(book.body.starts_with(b"PK"));
        let contacts = secretary.get("/anggota/unduh/vcf").await;
        let contacts = String::from_utf8(contacts.body.to_vec()).unwrap();
        let card = "FN:Ana Lestari\\, S.Pd\r\nORG:Karang Taruna Jambu\r\nNICKNAME:Ana\r\n\
                    TEL;TYPE=CELL:+6281200001234\r\nTEL;TYPE=CELL:+6281300009999\r\nEND:VCARD\r\n";
        assert!(contacts.contains(card), "{contacts}");
        assert_eq!(contacts.matches("BEGIN:VCARD").count(), 1, "{contacts}");
    })
    .await;
}

#[tokio::test]
async fn who_took_the_roll_out_stands_in_the_log_and_not_everybody_may() {
    each(async |app| {
        let (village, mut secretary) = village(&app).await;
        for file in FILES {
            assert_eq!(secretary.get(file).await.status, StatusCode::OK, "{file}");
        }
        let mut db = app.ctx.db.read().await.unwrap();
        let (logged,): (i64,) = db
            .one(
                "select count(*) from audit where act = 'organization.export_members'",
                args![],
            )
            .await
            .unwrap();
        drop(db);
        assert_eq!(logged, 3);
        let mut head = app.sign_in(village.officer(Role::DivisionHead));
        head.get("/anggota").await.keeps_quiet_about("Unduh");
        for file in FILES {
            assert_eq!(head.get(file).await.status, StatusCode::FORBIDDEN, "{file}");
        }
        let unknown = secretary.get("/anggota/unduh/exe").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_neighbour_gets_the_neighbours_own_roll_only() {
    each(async |app| {
        let (_, _) = village(&app).await;
        let given = Given::unit("Lenteng").officer(Role::Chair);
        let neighbour = given.on(&app.ctx).await;
        let mut chair = app.sign_in(neighbour.officer(Role::Chair));
        let csv = chair.get("/anggota/unduh/csv").await;
        assert_eq!(csv.status, StatusCode::OK);
        assert!(
            !String::from_utf8(csv.body.to_vec())
                .unwrap()
                .contains("Ana Lestari")
        );
    })
    .await;
}
