//! The village system's population workbook on its way onto the roll: what of it is kept, who is
//! refused and why, the ages that can be changed, the household, and the undo.

use crate::support::{Answer, App, Client, File, Given, Village, each};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;
use kernel::id::{FileId, PersonId};
use organization::{Kind, NewPerson};
use storage::args;

/// The columns of a workbook for these tests: those that are read, and four that must not be.
pub const COLUMNS: [&str; 17] = [
    "dusun",
    "rw",
    "rt",
    "nama",
    "no_kk",
    "nik",
    "sex",
    "tanggallahir",
    "agama_id",
    "pendidikan_kk_id",
    "pendidikan_sedang_id",
    "pekerjaan_id",
    "kk_level",
    "ayah_nik",
    "cacat_id",
    "hamil",
    "status_dasar",
];

/// An inhabitant of RT 03/RW 01 in Krajan.
pub fn resident(
    name: &str,
    nik: &str,
    card: &str,
    born: &str,
    level: &str,
    status: &str,
) -> Vec<String> {
    let secret = "RAHASIA";
    [
        "DUSUN KRAJAN",
        "001",
        "003",
        name,
        card,
        nik,
        "2",
        born,
        secret,
        "5",
        "18",
        "88",
        level,
        secret,
        secret,
        secret,
        status,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Ana and Budi of one household, Citra who moved away, a child, an old man, a grave.
fn workbook() -> Vec<u8> {
    let card = "3529071205010099";
    let rows = vec![
        resident(
            "ANA LESTARI",
            "3529075205010001",
            card,
            "2001-05-12",
            "4",
            "1",
        ),
        resident("BUDI SANTOSO", "0", card, "2000-08-17", "1", "1"),
        resident(
            "CITRA DEWI",
            "3529074102030003",
            "0",
            "2003-02-01",
            "3",
            "3",
        ),
        resident("ANAK KECIL", "0", card, "2019-01-01", "4", "1"),
        resident("MBAH TUA", "0", "0", "1950-01-01", "7", "1"),
        resident(
            "DEWI ANGGRAINI",
            "3529074503040004",
            "0",
            "2004-03-05",
            "4",
            "2",
        ),
    ];
    roster::write_xlsx("Penduduk", &COLUMNS, rows).unwrap()
}

async fn village(app: &App) -> Village {
    Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::Chair)
        .on(&app.ctx)
        .await
}

async fn upload(officer: &mut Client, bytes: &[u8]) -> Answer {
    officer.get("/anggota/impor").await;
    let file = File {
        field: "daftar",
        name: "penduduk.xlsx",
        bytes,
    };
    officer.upload("/anggota/impor", &[], &[file]).await
}

async fn read(officer: &mut Client, bytes: &[u8]) -> String {
    let answer = upload(officer, bytes).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

async fn post(officer: &mut Client, page: &str, what: &str, fields: &[(&str, &str)]) -> Answer {
    officer
        .form_at(page, &format!("{page}/{what}"), fields)
        .await
}

async fn id_of(app: &App, name: &str) -> Option<PersonId> {
    let mut db = app.ctx.db.read().await.unwrap();
    let found: Option<(PersonId,)> = db
        .maybe(
            "select id from person where full_name = $1 and removed_at is null",
            args![name],
        )
        .await
        .unwrap();
    found.map(|(id,)| id)
}

async fn person(app: &App, village: &Village, name: &str) -> organization::Person {
    let id = id_of(app, name).await.unwrap();
    let mut db = app.ctx.db.read().await.unwrap();
    organization::find_person(&mut db, &village.scope, id)
        .await
        .unwrap()
        .unwrap()
}

async fn add(app: &App, village: &Village, person: NewPerson) -> PersonId {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let id = organization::add_person(&mut tx, &village.scope, &person, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// What stands in the store of files for the import that waits.
async fn kept(app: &App) -> FileId {
    let mut db = app.ctx.db.read().await.unwrap();
    let (file,): (FileId,) = db
        .one(
            "select file_id from member_import order by created_at desc limit 1",
            args![],
        )
        .await
        .unwrap();
    file
}

#[tokio::test]
async fn young_people_of_the_village_become_passive_members_and_can_be_taken_back() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, &workbook()).await;
        let seen = officer.get(&page).await;
        seen.says("Data penduduk dari OpenSID");
        seen.says("6 orang dibaca.");
        seen.says("1 orang lebih muda dan 1 orang lebih tua tidak disimpan.");
        seen.says("2 akan dimasukkan 0 akan digabung 2 ditinggal dulu");
        seen.says("Anak · KK …0099");
        seen.says("Sudah pindah menurut data desa.");
        seen.says("Sudah meninggal menurut data desa.");
        seen.says("Tidak dibaca sama sekali: agama_id, ayah_nik, cacat_id, hamil.");
        for hidden in ["RAHASIA", "3529075205010001", "Anak Kecil", "Mbah Tua"] {
            seen.keeps_quiet_about(hidden);
        }
        let done = post(&mut officer, &page, "masukkan", &[]).await;
        let done = officer.follow(&done).await;
        done.says("2 anggota masuk daftar, 0 digabung, 2 ditinggal.");
        done.says("Berkasnya tidak disimpan");
        done.keeps_quiet_about("Baca sekali lagi");

        let ana = person(&app, &village, "Ana Lestari").await;
        assert_eq!(ana.kind, Kind::Passive, "by age and domicile");
        assert_eq!(ana.nik_last.as_deref(), Some("0001"));
        assert_eq!(ana.occupation, "Wiraswasta");
        assert_eq!(ana.place(), "Krajan, RT 03/RW 01");
        let shown = officer.get(&format!("/anggota/{}", ana.id)).await;
        shown.says("Nomor KK ••••••••••••0099");
        shown.says("Satu KK di daftar anggota Budi Santoso Kepala keluarga");
        let mut db = app.ctx.db.read().await.unwrap();
        let (sealed,): (i64,) = db
            .one(
                "select count(*) from person where nik_sealed is not null",
                args![],
            )
            .await
            .unwrap();
        drop(db);
        assert_eq!(sealed, 0, "the number itself is kept nowhere");

        let undone = post(&mut officer, &page, "batalkan", &[]).await;
        officer
            .follow(&undone)
            .await
            .says("kembali seperti sebelumnya");
        assert_eq!(id_of(&app, "Ana Lestari").await, None);
        assert_ne!(read(&mut officer, &workbook()).await, page, "once more");
    })
    .await;
}

#[tokio::test]
async fn the_workbook_is_not_kept_and_what_was_read_is_sealed_until_it_has_served() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, &workbook()).await;
        let file = kept(&app).await;
        let bytes = app.ctx.files.get(file).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!bytes.starts_with(b"PK"));
        for secret in ["RAHASIA", "3529075205010001", "Lestari"] {
            assert!(!text.contains(secret), "{secret} can be read");
        }
        post(&mut officer, &page, "masukkan", &[]).await;
        assert!(app.ctx.files.get(file).await.is_err(), "it has served");
        let again = post(&mut officer, &page, "ulang", &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("Unggah lagi berkasnya.");
        let other = read(&mut officer, &workbook()).await;
        assert_ne!(other, page, "other ages may be wanted of it");
        let seen = officer.get(&other).await;
        seen.says("Digabung dengan Ana Lestari, yang sudah tercatat.");
        let file = kept(&app).await;
        post(&mut officer, &other, "buang", &[]).await;
        assert!(app.ctx.files.get(file).await.is_err(), "put aside");
        assert!(id_of(&app, "Ana Lestari").await.is_some());
    })
    .await;
}

#[tokio::test]
async fn somebody_on_the_roll_gets_the_household_and_keeps_what_is_theirs() {
    each(async |app| {
        let village = village(&app).await;
        let known = NewPerson {
            full_name: "Ana L.".into(),
            nik_digits: Some("3529075205010001".into()),
            occupation: "Pedagang".into(),
            birth_date: Some(date(2001, 5, 12)),
            ..NewPerson::default()
        };
        let id = add(&app, &village, known.sealed(&app.ctx.keys)).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, &workbook()).await;
        officer
            .get(&page)
            .await
            .says("Digabung dengan Ana L., yang sudah tercatat.");
        post(&mut officer, &page, "masukkan", &[]).await;
        let ana = person(&app, &village, "Ana L.").await;
        assert_eq!((ana.id, ana.kind), (id, Kind::Active));
        assert_eq!(ana.occupation, "Pedagang");
        let shown = officer.get(&format!("/anggota/{id}")).await;
        shown.says("Nomor KK ••••••••••••0099");
        post(&mut officer, &page, "batalkan", &[]).await;
        let shown = officer.get(&format!("/anggota/{id}")).await;
        shown.keeps_quiet_about("Nomor KK");
        shown.says("••••••••••••0001");
    })
    .await;
}

#[tokio::test]
async fn a_member_who_died_according_to_the_village_is_told() {
    each(async |app| {
        let village = village(&app).await;
        let known = NewPerson {
            full_name: "Dewi A.".into(),
            nik_digits: Some("3529074503040004".into()),
            ..NewPerson::default()
        };
        add(&app, &village, known.sealed(&app.ctx.keys)).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, &workbook()).await;
        let left = officer.get(&format!("{page}?lihat=ditinggal")).await;
        left.says("Sudah meninggal menurut data desa. Di daftar anggota masih ada: Dewi A.");
        post(&mut officer, &page, "masukkan", &[]).await;
        assert!(id_of(&app, "Dewi A.").await.is_some(), "nobody is removed");
    })
    .await;
}

#[tokio::test]
async fn the_ages_can_be_changed_and_a_stale_page_takes_nobody() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, &workbook()).await;
        let version = officer.get(&page).await.field("versi").unwrap();
        let wrong = post(
            &mut officer,
            &page,
            "umur",
            &[("dari", "40"), ("sampai", "x")],
        )
        .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Isi umur dengan angka");
        assert_eq!(wrong.field("dari").as_deref(), Some("40"));
        let wider = [("dari", "5"), ("sampai", "90")];
        let saved = post(&mut officer, &page, "umur", &wider).await;
        let seen = officer.follow(&saved).await;
        seen.says("4 akan dimasukkan 0 akan digabung 2 ditinggal dulu");
        seen.says("Mbah Tua");
        let stale = officer
            .post(&format!("{page}/masukkan"), &[("versi", &version)])
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(id_of(&app, "Ana Lestari").await, None);
        post(&mut officer, &page, "masukkan", &[]).await;
        let late = officer
            .form_at("/anggota/impor", &format!("{page}/umur"), &wider)
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
    })
    .await;
}

#[tokio::test]
async fn another_units_workbook_is_not_there_and_nobody_else_may_bring_one() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, &workbook()).await;
        let columns = officer.get(&format!("{page}/kolom")).await;
        assert_eq!(columns.location(), page, "its columns are fixed");
        let other = Given::unit("Lenteng Barat")
            .officer(Role::Secretary)
            .officer(Role::DivisionHead);
        let other = other.on(&app.ctx).await;
        let mut theirs = app.sign_in(other.officer(Role::Secretary));
        let ages = [("dari", "5"), ("sampai", "90")];
        for path in ["umur", "kolom", "masukkan", "buang"] {
            let answer = theirs
                .form_at("/anggota/impor", &format!("{page}/{path}"), &ages)
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let mut head = app.sign_in(other.officer(Role::DivisionHead));
        assert_eq!(head.get(&page).await.status, StatusCode::FORBIDDEN);
        let list = read(&mut theirs, b"Nama;RT\nEka Putri;3\n").await;
        let of_a_list = theirs.form_at(&list, &format!("{list}/umur"), &ages).await;
        assert_eq!(of_a_list.status, StatusCode::NOT_FOUND, "a list has none");
        post(&mut officer, &page, "masukkan", &[]).await;
        let ana = id_of(&app, "Ana Lestari").await.unwrap();
        let strange = theirs.get(&format!("/anggota/{ana}")).await;
        assert_eq!(strange.status, StatusCode::NOT_FOUND);
    })
    .await;
}
