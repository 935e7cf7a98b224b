//! Karang Taruna as an institution of the village's own system: its members go out in that system's
//! columns, its workbook is compared, and only what is ticked changes the board.

use crate::support::{Answer, App, Client, File, Given, Village, each};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;

const SHOWN: &str = "/pengurus/lembaga";

async fn village(app: &App) -> Village {
    let given = Given::unit("Jambu").officer(Role::Secretary);
    let given = given.member("Ana Lestari", 3).member("Budi Santoso", 1);
    given.on(&app.ctx).await
}

async fn compare(browser: &mut Client, text: &str) -> Answer {
    let file = File {
        field: "lembaga",
        name: "lembaga.csv",
        bytes: text.as_bytes(),
    };
    browser.get(SHOWN).await;
    browser.upload(SHOWN, &[], &[file]).await
}

const FROM_THE_VILLAGE: &str = "no_anggota;nama;jabatan;no_sk_jabatan;periode\n\
    1;ANA LESTARI;1;141/7/2026;2026-2031\n\
    2;BUDI SANTOSO;Seksi Olahraga;141/7/2026;2026-2031\n\
    3;Citra Tak Dikenal;4;141/7/2026;2026-2031\n\
    4;Sekretaris Jambu;90;;\n";

#[tokio::test]
async fn offices_of_the_village_are_shown_first_and_taken_when_ticked() {
    each(async |app| {
        let village = village(&app).await;
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        let compared = compare(&mut secretary, FROM_THE_VILLAGE).await;
        compared.says("Ana Lestari: Ketua");
        compared.says("Budi Santoso: Koordinator Bidang, Seksi Olahraga");
        compared.says("Citra Tak Dikenal");
        assert_eq!(compared.field("sk").as_deref(), Some("141/7/2026"));
        secretary
            .get("/pengurus")
            .await
            .keeps_quiet_about("Seksi Olahraga");
        let budi = format!("{} Seksi Olahraga", village.person("Budi Santoso"));
        let fields = [("jabatan", &*budi), ("sk", "141/7/2026")];
        let to = format!("{SHOWN}/terapkan");
        for _ in 0..2 {
            let taken = secretary.form_at(SHOWN, &to, &fields).await;
            assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        }
        let mut db = app.ctx.db.read().await.unwrap();
        let today = date(2026, 11, 24);
        let seats = organization::seats(&mut db, &village.scope, today)
            .await
            .unwrap();
        let status = organization::decree_status(&mut db, &village.scope, today)
            .await
            .unwrap();
        drop(db);
        let of = |name: &str| seats.iter().filter(|seat| seat.name == name).count();
        assert_eq!((of("Budi Santoso"), of("Ana Lestari")), (1, 0));
        assert_eq!(status.decree.unwrap().says.number, "141/7/2026");
        let again = compare(&mut secretary, FROM_THE_VILLAGE).await;
        again.says("Ana Lestari: Ketua");
        again.keeps_quiet_about("Budi Santoso: ");
    })
    .await;
}

#[tokio::test]
async fn the_members_go_out_in_the_columns_of_the_village() {
    each(async |app| {
        let village = village(&app).await;
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        let book = secretary.get(&format!("{SHOWN}/anggota.xlsx")).await;
        assert!(book.body.starts_with(b"PK"));
        let members = roster::read_institution(&book.body).unwrap().unwrap();
        let jabatan = |name: &str| {
            let found = members.iter().find(|member| member.name == name);
            found.map(|member| member.office.clone())
        };
        assert_eq!(jabatan("Ana Lestari").as_deref(), Some("90"));
        assert_eq!(jabatan("Sekretaris Jambu").as_deref(), Some("3"));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_such_list_or_not_ones_own_changes_nothing() {
    each(async |app| {
        let village = village(&app).await;
        let other = Given::unit("Wedi")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut secretary = app.sign_in(village.officer(Role::Secretary));
        for odd in ["", "halo", "nama;hp\nAna Lestari;0812-0000-1234\n"] {
            let refused = compare(&mut secretary, odd).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
        }
        let to = format!("{SHOWN}/terapkan");
        let ana = village.person("Ana Lestari");
        for odd in [String::new(), format!("{ana} 90"), "x 1".to_owned()] {
            let refused = secretary.form_at(SHOWN, &to, &[("jabatan", &odd)]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{odd}");
        }
        let mut stranger = app.sign_in(other.officer(Role::Secretary));
        let taken = format!("{ana} 1");
        let refused = stranger.form_at(SHOWN, &to, &[("jabatan", &taken)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let compared = compare(&mut stranger, FROM_THE_VILLAGE).await;
        compared.keeps_quiet_about("Ana Lestari: ");
    })
    .await;
}
