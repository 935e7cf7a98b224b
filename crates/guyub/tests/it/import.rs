//! A board's list on its way onto the roll: columns, rows, likely duplicates, one transaction,
//! its undo; and what is no list, or somebody else's.

use crate::support::{Answer, App, Client, File, Given, Village, each};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;
use kernel::id::PersonId;
use organization::{NewPerson, Sex};
use storage::args;

/// Ana is on the roll by phone in one test or another, row 4 is row 3 again, row 6 has no name,
/// row 7 is the sum.
const LIST: &str = "No;Nama;RT/RW;Tgl Lahir;No HP;Pekerjaan\n\
    1;Ana Lestari;03/01;12-05-2001;081200001111;Guru\n\
    2;Budi Santoso;04/01;17-08-2000;081200002222;\n\
    3;Budi Santoso;04/01;17-08-2000;;Petani\n\
    4;Citra Dewi;03/01;01-02-2003;081200003333;\n\
    5;;05/01;;081200004444;\n\
    Jumlah;4;;;;\n";

async fn village(app: &App) -> Village {
    Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::Chair)
        .on(&app.ctx)
        .await
}

async fn add(app: &App, village: &Village, person: NewPerson) -> PersonId {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let id = organization::add_person(&mut tx, &village.scope, &person, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// Ana as a quick add leaves her: a name, a phone, a nickname.
fn ana() -> NewPerson {
    NewPerson {
        full_name: "Ana Lestari".into(),
        nickname: "Ani".into(),
        occupation: "Pedagang".into(),
        phones: vec!["+6281200001111".into()],
        ..NewPerson::default()
    }
}

async fn upload(officer: &mut Client, name: &str, bytes: &[u8]) -> Answer {
    officer.get("/anggota/impor").await;
    let file = File {
        field: "daftar",
        name,
        bytes,
    };
    officer.upload("/anggota/impor", &[], &[file]).await
}

/// Uploads a list that is read; the address of its page.
async fn read(officer: &mut Client, list: &str) -> String {
    let answer = upload(officer, "anggota.csv", list.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

async fn post(officer: &mut Client, page: &str, what: &str, fields: &[(&str, &str)]) -> Answer {
    officer
        .form_at(page, &format!("{page}/{what}"), fields)
        .await
}

async fn find(app: &App, village: &Village, id: PersonId) -> organization::Person {
    let mut db = app.ctx.db.read().await.unwrap();
    organization::find_person(&mut db, &village.scope, id)
        .await
        .unwrap()
        .unwrap()
}

async fn count(app: &App, name: &str) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    let sql = "select cast(count(*) as bigint) from person
                where full_name = $1 and removed_at is null";
    db.one(sql, args![name]).await.unwrap()
}

#[tokio::test]
async fn what_is_sure_is_merged_and_a_merge_only_fills_in_what_is_lacking() {
    each(async |app| {
        let village = village(&app).await;
        let id = add(&app, &village, ana()).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, LIST).await;
        let seen = officer.get(&page).await;
        seen.says("2 akan dimasukkan 2 akan digabung 1 ditinggal dulu");
        seen.says("Digabung dengan Ana Lestari, yang sudah tercatat.");
        let left = officer.get(&format!("{page}?lihat=ditinggal")).await;
        left.says("Namanya tidak terbaca: Nama kosong.");
        left.keeps_quiet_about("Citra Dewi");
        officer
            .get(&format!("{page}?lihat=lain"))
            .await
            .says("Jumlah · 4");
        let pairs = officer.get(&format!("{page}/ganda")).await;
        pairs.says("Sama: nomor HP, nama. Beda: Pekerjaan.");
        pairs.says("Pekerjaan Pedagang Guru tidak dipakai");
        pairs.says("Tanggal lahir 12-05-2001 melengkapi");
        pairs.says("Usulan: orang yang sama");

        let done = post(&mut officer, &page, "masukkan", &[]).await;
        let done = officer.follow(&done).await;
        done.says("2 anggota masuk daftar, 2 digabung, 1 ditinggal.");
        done.says("2 anggota baru 2 baris digabung 1 baris ditinggal");
        let person = find(&app, &village, id).await;
        assert_eq!(person.birth_date, Some(date(2001, 5, 12)), "filled in");
        assert_eq!((person.rt, person.rw), (Some(3), Some(1)));
        assert_eq!(person.occupation, "Pedagang", "never written over");
        assert_eq!(person.nickname, "Ani");
        assert_eq!(count(&app, "Budi Santoso").await, 1);
        let rest = officer.get(&format!("{page}/sisa")).await;
        assert!(rest.body.starts_with(b"PK"));

        let undone = post(&mut officer, &page, "batalkan", &[]).await;
        officer
            .follow(&undone)
            .await
            .says("kembali seperti sebelumnya");
        let person = find(&app, &village, id).await;
        assert_eq!(person.birth_date, None, "what was added is taken away");
        assert_eq!((person.rt, person.rw), (None, None));
        assert_eq!(person.phones, ["+6281200001111"]);
        assert_eq!(count(&app, "Budi Santoso").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_merged_person_who_was_changed_since_stays_as_they_are() {
    each(async |app| {
        let village = village(&app).await;
        let id = add(&app, &village, ana()).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, LIST).await;
        post(&mut officer, &page, "masukkan", &[]).await;
        let edit = format!("/anggota/{id}/ubah");
        let version = officer.get(&edit).await.field("versi").unwrap();
        let fields = [("nama", "Ana Lestari"), ("rt", "7"), ("versi", &version)];
        let saved = officer
            .form_at(&edit, &format!("/anggota/{id}"), &fields)
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let undone = post(&mut officer, &page, "batalkan", &[]).await;
        officer
            .follow(&undone)
            .await
            .says("1 anggota yang digabung");
        assert_eq!(find(&app, &village, id).await.rt, Some(7));
        assert_eq!(count(&app, "Citra Dewi").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_board_decides_row_by_row_and_nothing_decided_is_lost() {
    each(async |app| {
        let village = village(&app).await;
        let id = add(&app, &village, ana()).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, LIST).await;
        let say = async |officer: &mut Client, row: &str, answer: &str| {
            let fields = [("baris", row), ("jawab", answer)];
            let answer = post(officer, &page, "ganda", &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        };
        say(&mut officer, "0.2.0", "lain").await;
        say(&mut officer, "0.4.0", "tinggal").await;
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let seen = chair.get(&format!("{page}/ganda")).await;
        seen.says("Diputuskan: orang lain");
        seen.says("Diputuskan: ditinggal dulu");
        chair
            .get(&page)
            .await
            .says("3 akan dimasukkan 0 akan digabung 2 ditinggal dulu");
        say(&mut officer, "0.2.0", &format!("orang:{id}")).await;
        let leave = [("tinggal", "0.5.0")];
        post(&mut officer, &page, "baris", &leave).await;
        officer
            .get(&page)
            .await
            .says("1 akan dimasukkan 1 akan digabung 3 ditinggal dulu");
        post(&mut officer, &page, "baris", &[("masuk", "0.5.0")]).await;
        let done = post(&mut officer, &page, "masukkan", &[]).await;
        officer
            .follow(&done)
            .await
            .says("2 anggota masuk daftar, 1 digabung, 2 ditinggal.");
        assert_eq!(count(&app, "Ana Lestari").await, 1);
        for (path, fields) in [
            ("ganda", [("baris", "0.2.0"), ("jawab", "lain")]),
            ("baris", [("tinggal", "0.2.0"), ("x", "")]),
        ] {
            let late = officer
                .form_at("/anggota/impor", &format!("{page}/{path}"), &fields)
                .await;
            assert_eq!(late.status, StatusCode::CONFLICT, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_unsure_duplicate_waits_for_a_person() {
    each(async |app| {
        let village = village(&app).await;
        let other = NewPerson {
            birth_date: Some(date(1980, 1, 1)),
            sex: Some(Sex::P),
            ..ana()
        };
        add(&app, &village, other).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, LIST).await;
        let seen = officer.get(&page).await;
        seen.says("1 baris mungkin orang yang sudah ada");
        seen.says("Mungkin orang yang sama dengan Ana Lestari, yang sudah tercatat.");
        let open = officer.get(&format!("{page}/ganda?lihat=belum")).await;
        open.says("Belum diputuskan");
        open.says("Beda: Tanggal lahir");
        open.keeps_quiet_about("Budi Santoso");
        let fields = [("baris", "0.2.0"), ("jawab", "lain"), ("lihat", "belum")];
        let answered = post(&mut officer, &page, "ganda", &fields).await;
        officer
            .follow(&answered)
            .await
            .says("Semua sudah diputuskan.");
        post(&mut officer, &page, "masukkan", &[]).await;
        assert_eq!(count(&app, "Ana Lestari").await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_same_nik_on_two_people_is_kept_once() {
    each(async |app| {
        let village = village(&app).await;
        let list = "Nama;NIK;Tgl Lahir\nAna Lestari;3529071205010001;12-05-2001\n\
                    Ani Lestari;3529071205010001;12-05-2001\n";
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, list).await;
        let pairs = officer.get(&format!("{page}/ganda")).await;
        pairs.says("NIK-nya sama.");
        pairs.says("NIK …0001");
        pairs.keeps_quiet_about("3529071205010001");
        let fields = [("baris", "0.3.0"), ("jawab", "lain")];
        post(&mut officer, &page, "ganda", &fields).await;
        officer.get(&page).await.says("NIK tidak ikut disimpan");
        let done = post(&mut officer, &page, "masukkan", &[]).await;
        officer.follow(&done).await.says("2 anggota masuk daftar");
    })
    .await;
}

#[tokio::test]
async fn columns_can_be_changed_and_the_next_list_of_the_shape_remembers_them() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let list = "No;Nama;Kontak darurat;Kode\n1;Ana Lestari;081234567890;7\n";
        let page = read(&mut officer, list).await;
        officer.get(&page).await.keeps_quiet_about("0812-3456-7890");
        let columns = officer.get(&format!("{page}/kolom")).await;
        columns.says("Kolom 3: Kontak darurat");
        columns.says("Contoh: 081234567890");
        let fields = [
            ("kolom-0-2", "nama"),
            ("kolom-0-3", "hp"),
            ("kolom-0-4", ""),
        ];
        let saved = post(&mut officer, &page, "kolom", &fields).await;
        let again = officer.follow(&saved).await;
        again.says("dibaca ulang");
        again.says("0812-3456-7890");
        let next = "No;Nama;Kontak darurat;Kode\n1;Budi Santoso;081277778888;7\n";
        let next = read(&mut officer, next).await;
        officer.get(&next).await.says("0812-7777-8888");
        let forged = post(&mut officer, &page, "kolom", &[("kolom-0-3", "sandi")]).await;
        assert_eq!(forged.status, StatusCode::BAD_REQUEST);
        let back = [("kolom-0-2", "nama"), ("kolom-0-3", ""), ("kolom-0-4", "")];
        post(&mut officer, &next, "kolom", &back).await;
        let third = "No;Nama;Kontak darurat;Kode\n1;Citra Dewi;081299990000;7\n";
        let third = read(&mut officer, third).await;
        officer
            .get(&third)
            .await
            .keeps_quiet_about("0812-9999-0000");
    })
    .await;
}

#[tokio::test]
async fn a_list_whose_names_are_not_found_asks_for_the_column() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let list = "17;4\n18;5\n19;6\n";
        let answer = upload(&mut officer, "angka.csv", list.as_bytes()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert!(
            answer.location().ends_with("/kolom"),
            "{}",
            answer.location()
        );
        officer
            .follow(&answer)
            .await
            .says("Pilih dulu kolom mana yang berisi nama");
    })
    .await;
}

#[tokio::test]
async fn hamlets_of_section_rows_are_taken_when_the_board_says_so() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let list =
            "No;Nama;RT\nDUSUN KRAJAN;;\n1;Ana Lestari;03\nDUSUN TENGAH;;\n2;Budi Santoso;01\n";
        let page = read(&mut officer, list).await;
        officer
            .get(&page)
            .await
            .says("2 baris bisa memakai dusun dari judul bagian");
        let saved = post(&mut officer, &page, "kolom", &[("dusun", "ya")]).await;
        let seen = officer.follow(&saved).await;
        seen.says("Krajan, RT 03");
        seen.says("Tengah, RT 01");
        let checked = officer.get(&format!("{page}/kolom")).await;
        assert!(
            checked
                .html()
                .contains("name=\"dusun\" value=\"ya\" checked")
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_file_twice_is_one_import_until_it_is_undone() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let list = "Nama;RT\nAna Lestari;03\nBudi Santoso;01\n";
        let page = read(&mut officer, list).await;
        let again = upload(&mut officer, "salinan.csv", list.as_bytes()).await;
        assert_eq!(again.location(), page);
        officer.follow(&again).await.says("sudah pernah diunggah");
        post(&mut officer, &page, "masukkan", &[]).await;
        assert_eq!(read(&mut officer, list).await, page, "also when it is done");
        let once_more = post(&mut officer, &page, "ulang", &[]).await;
        let other = once_more.location().to_owned();
        assert_ne!(other, page);
        let seen = officer.get(&other).await;
        seen.says("Sudah ada Ana Lestari, RT 03 di daftar anggota.");
        let discarded = post(&mut officer, &other, "buang", &[]).await;
        officer.follow(&discarded).await.says("Daftar itu dibuang");
        assert_eq!(count(&app, "Ana Lestari").await, 1);
        post(&mut officer, &page, "batalkan", &[]).await;
        let fresh = read(&mut officer, list).await;
        assert_ne!(fresh, page);
        officer.get(&fresh).await.says("2 akan dimasukkan");
    })
    .await;
}

#[tokio::test]
async fn of_two_officers_who_take_one_list_at_once_one_is_told() {
    each(async |app| {
        let village = village(&app).await;
        add(&app, &village, ana()).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, LIST).await;
        let mut browsers = Vec::new();
        for at in 0..10 {
            let role = if at % 2 == 0 {
                Role::Secretary
            } else {
                Role::Chair
            };
            let mut browser = app.sign_in(village.officer(role));
            let version = browser.get(&page).await.field("versi").unwrap();
            browsers.push((browser, version, format!("{page}/masukkan")));
        }
        let taking = browsers
            .into_iter()
            .map(|(mut browser, version, address)| {
                tokio::spawn(
                    async move { browser.post(&address, &[("versi", &version)]).await.status },
                )
            })
            .collect::<Vec<_>>();
        let mut statuses = Vec::new();
        for task in taking {
            statuses.push(task.await.unwrap());
        }
        let went = |wanted| statuses.iter().filter(|status| **status == wanted).count();
        assert_eq!(went(StatusCode::SEE_OTHER), 1, "{statuses:?}");
        assert_eq!(went(StatusCode::CONFLICT), 9, "{statuses:?}");
        assert_eq!(count(&app, "Budi Santoso").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_answer_given_since_the_page_was_seen_stops_the_taking() {
    each(async |app| {
        let village = village(&app).await;
        add(&app, &village, ana()).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, LIST).await;
        let version = officer.get(&page).await.field("versi").unwrap();
        let mut chair = app.sign_in(village.officer(Role::Chair));
        let fields = [("baris", "0.2.0"), ("jawab", "lain")];
        post(&mut chair, &page, "ganda", &fields).await;
        let stale = officer
            .post(&format!("{page}/masukkan"), &[("versi", &version)])
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        stale.says("baru saja diubah orang lain");
        assert_eq!(count(&app, "Citra Dewi").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_list_is_told_in_words() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        for (name, bytes, words) in [
            ("foto.jpg", b"\xff\xd8\xff\xe0".to_vec(), "Ini gambar"),
            ("surat.pdf", b"%PDF-1.7".to_vec(), "berkas PDF"),
            ("rusak.xlsx", b"PK\x03\x04rusak".to_vec(), "rusak"),
            ("bom.xlsx", bomb(), "tidak wajar"),
            ("kosong.csv", b"   \n".to_vec(), "kosong"),
            ("angka.csv", b"12\n13\n".to_vec(), "Tidak ada nama anggota"),
        ] {
            let answer = upload(&mut officer, name, &bytes).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            answer.says(words);
        }
        let long = "x".repeat(10_000);
        let list = format!("Nama;RT\n{long};1\n=cmd|' /C calc'!A0;2\nعبد الله 😀;3\n");
        let page = read(&mut officer, &list).await;
        let seen = officer.get(&page).await;
        seen.says("Nama terlalu panjang (10000 huruf)");
        seen.says("عبد الله 😀");
        assert!(
            seen.html().len() < 40_000,
            "a long cell does not fill the page"
        );
        post(&mut officer, &page, "masukkan", &[]).await;
        let rest = officer.get(&format!("{page}/sisa")).await;
        assert!(rest.body.starts_with(b"PK"));
    })
    .await;
}

/// A workbook whose sheet unpacks to a hundred megabytes.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/workbook.xml", options).unwrap();
    zip.write_all(b"<x/>").unwrap();
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    for _ in 0..101 {
        zip.write_all(&vec![0; 1024 * 1024]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn more_than_a_list_can_be_is_refused_in_words() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let answer = upload(&mut officer, "besar.csv", &vec![b'a'; 27 * 1024 * 1024]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        answer.says("lebih dari 25 MB");
    })
    .await;
}

#[tokio::test]
async fn another_units_import_is_not_there() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = read(&mut officer, LIST).await;
        let other = Given::unit("Lenteng Barat").officer(Role::Secretary);
        let other = other.on(&app.ctx).await;
        let mut theirs = app.sign_in(other.officer(Role::Secretary));
        for path in ["", "/kolom", "/ganda", "/sisa"] {
            let answer = theirs.get(&format!("{page}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            answer.keeps_quiet_about("Citra");
        }
        for path in [
            "baris", "kolom", "ganda", "masukkan", "buang", "batalkan", "ulang",
        ] {
            let fields = [("baris", "0.2.0"), ("jawab", "lain"), ("tinggal", "0.2.0")];
            let answer = theirs
                .form_at("/anggota/impor", &format!("{page}/{path}"), &fields)
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let same = read(&mut theirs, LIST).await;
        assert_ne!(same, page, "the same file is another import there");
        officer.get(&page).await.says("3 akan dimasukkan");
        for fields in [
            [("baris", "x"), ("jawab", "lain")],
            [("baris", "0.2.0"), ("jawab", "mungkin")],
            [("baris", "0.2.0.9"), ("jawab", "lain")],
        ] {
            let answer = post(&mut officer, &page, "ganda", &fields).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{fields:?}");
        }
    })
    .await;
}
