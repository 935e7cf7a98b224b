//! The guest book: three lines at the door, the book in the boards' columns, names that go when
//! their time is over.

use crate::secretariat::sheet;
use crate::support::{App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use storage::args;

async fn stage(app: &App) -> (Village, Client) {
    let given = Given::unit("Jambu").officer(Role::Secretary);
    let village = given.officer(Role::Supervisor).on(&app.ctx).await;
    let secretary = app.sign_in(village.officer(Role::Secretary));
    (village, secretary)
}

const VISIT: [(&str, &str); 4] = [
    ("nama", "H. Sutrisno"),
    ("dari", "Dinas Sosial"),
    ("keperluan", "Pembinaan"),
    ("hari", "2026-11-20"),
];

/// The address of the only guest.
async fn line(app: &App) -> String {
    let mut db = app.ctx.db.read().await.unwrap();
    let id: storage::Uuid = db.one("select id from guest_entry", args![]).await.unwrap();
    format!("/surat/tamu/{}", id.simple())
}

#[tokio::test]
async fn a_guest_writes_three_lines_and_the_next_one_gets_an_empty_form() {
    each(async |app| {
        let (_, mut secretary) = stage(&app).await;
        let saved = secretary.form("/surat/tamu/baru", &VISIT).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let next = secretary.follow(&saved).await;
        next.says("Silakan tamu berikutnya");
        assert_eq!(next.field("nama").as_deref(), Some(""));
        let list = secretary.get("/surat/tamu?cari=SOSIAL").await;
        list.says("H. Sutrisno");
        let change = line(&app).await;
        let mut more = VISIT.to_vec();
        more.extend([("hp", "0812 3456 7890"), ("kesan", "Tertib, lanjutkan")]);
        let saved = secretary.form(&change, &more).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let book = secretary.get("/surat/tamu/buku.xlsx?tahun=2026").await;
        insta::allow_duplicates! {
        insta::assert_snapshot!(sheet(&book), @r"
        No | Hari/tanggal | Nama | Jabatan/Instansi | Alamat | No. HP | Maksud & tujuan | Bertemu | Kesan & pesan | Tanda tangan
        1 | Jumat, 20-11-2026 | H. Sutrisno | Dinas Sosial |  | 0812-3456-7890 | Pembinaan |  | Tertib, lanjutkan |
        ");
        }
        let print = secretary.get("/surat/tamu/buku.pdf").await;
        assert!(print.body.starts_with(b"%PDF"));
        let gone = secretary.post(&format!("{change}/hapus"), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        secretary.get("/surat/tamu").await.says("Belum ada tamu.");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_in_the_guest_book_is_told_and_others_do_not_see_it() {
    each(async |app| {
        let (village, mut secretary) = stage(&app).await;
        let wrong = [
            ("nama", "Ana <b>"),
            ("keperluan", ""),
            ("hari", "2030-01-01"),
            ("hp", "abc"),
        ];
        let refused = secretary.form("/surat/tamu/baru", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("belum diisi");
        refused.says("belum tiba");
        refused.says("Tulis seperti 0812-3456-7890.");
        assert_eq!(refused.field("hp").as_deref(), Some("abc"));
        let long = "a".repeat(200);
        let wrong = [
            ("nama", long.as_str()),
            ("keperluan", "x"),
            ("hari", "2026-11-20"),
        ];
        let refused = secretary.form("/surat/tamu/baru", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let key = storage::fresh::<storage::Uuid>().simple().to_string();
        let mut visit = VISIT.to_vec();
        visit.push(("kunci", &key));
        for _ in 0..2 {
            secretary.form("/surat/tamu/baru", &visit).await;
        }
        let line = line(&app).await;
        let mut supervisor = app.sign_in(village.officer(Role::Supervisor));
        assert_eq!(
            supervisor.get("/surat/tamu").await.status,
            StatusCode::FORBIDDEN
        );
        let other = Given::unit("Lenteng").officer(Role::Secretary);
        let other = other.on(&app.ctx).await;
        let mut other = app.sign_in(other.officer(Role::Secretary));
        assert_eq!(other.get(&line).await.status, StatusCode::NOT_FOUND);
        other.get("/surat/tamu/baru").await;
        let refused = other.post("/surat/tamu/baru", &visit).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let refused = other.post(&format!("{line}/hapus"), &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn names_of_guests_go_when_the_board_has_let_them_go() {
    each(async |app| {
        let (village, mut secretary) = stage(&app).await;
        secretary.form("/surat/tamu/baru", &VISIT).await;
        let old = [
            ("nama", "Bu Wati"),
            ("dari", "RT 03"),
            ("keperluan", "Pinjam kursi"),
            ("hari", "2024-11-01"),
        ];
        secretary.form("/surat/tamu/baru", &old).await;
        secretariat::let_go(&app.ctx, village.unit.id, app.now())
            .await
            .unwrap();
        let list = secretary.get("/surat/tamu").await;
        list.says("H. Sutrisno");
        list.says("RT 03 · Pinjam kursi");
        list.keeps_quiet_about("Bu Wati");
    })
    .await;
}
