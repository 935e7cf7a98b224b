//! Trainings: one form for the activity and what is taught, two people at one form, a stranger
//! from another unit, and what certificates, reports and pages tell.

use crate::papers::file_of;
use crate::support::{App, Client, Given, Village, each, training};
use activity::Kind;
use axum::http::StatusCode;
use kernel::access::Role;
use std::io::Write;
use std::process::{Command, Stdio};

async fn village(app: &App) -> Village {
    let given = Given::unit("Jambu").officer(Role::Secretary);
    given
        .member("Ana Lestari", 1)
        .member("Budi Santoso", 2)
        .on(&app.ctx)
        .await
}

const FORM: [(&str, &str); 22] = [
    ("judul", "Pelatihan Kewirausahaan"),
    ("tentang", "Dari ide sampai jualan pertama."),
    ("tempat", "Balai Desa Jambu"),
    ("tema", "entrepreneurship"),
    ("tujuan", "Bisa menghitung modal."),
    ("narasumber_nama", "Sri Wahyuni, S.E."),
    ("narasumber_dari", "UMKM Center Jepara"),
    ("narasumber_hp", "0812-0000-9999"),
    (
        "materi",
        "1. Membaca peluang pasar 2 JP\n2. Menghitung modal (4 JP)",
    ),
    ("sesi_id", ""),
    ("sesi_judul", ""),
    ("sesi_hari", "5-12-2026"),
    ("sesi_jam", "08.00-12.00"),
    ("sesi_id", ""),
    ("sesi_judul", ""),
    ("sesi_hari", "6-12-2026"),
    ("sesi_jam", "ba'da Isya"),
    ("daftar", "ya"),
    ("kuota", "30"),
    ("tutup", "4-12-2026"),
    ("syarat", "75"),
    ("satuan", "persen"),
];

/// The form with another value in the field `name`.
fn with(name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let changed = |(field, kept)| (field, if field == name { value } else { kept });
    FORM.into_iter().map(changed).collect()
}

/// Makes the training; its activity's page.
async fn made(officer: &mut Client) -> String {
    let answer = officer
        .form_at("/pelatihan/baru", "/pelatihan", &FORM)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

/// The edit page of the training with this page.
fn edit(page: &str) -> String {
    format!("{}/ubah", page.replace("/kegiatan/", "/pelatihan/"))
}

/// The form as the edit page of a training shows it, with another value in the field `name`.
async fn filled(
    officer: &mut Client,
    edit: &str,
    name: &str,
    value: &'static str,
) -> Vec<(&'static str, String)> {
    let page = officer.get(edit).await;
    let sessions = page.html().split("name=\"sesi_id\" value=\"").skip(1);
    let mut sessions = sessions.map(|rest| rest.split('"').next().unwrap().to_owned());
    let mut fields = vec![("versi", page.field("versi").unwrap())];
    for (field, value) in with(name, value) {
        let kept = (field == "sesi_id").then(|| sessions.next().unwrap());
        fields.push((field, kept.unwrap_or_else(|| value.to_owned())));
    }
    fields
}

/// Sends the form with another value in one field; the answer.
async fn change(
    officer: &mut Client,
    page: &str,
    fields: &[(&'static str, String)],
) -> crate::support::Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    officer.form(&edit(page), &fields).await
}

/// Marks somebody present in the sessions of an activity's page from the `first` to the last.
async fn present(officer: &mut Client, village: &Village, page: &str, name: &str, first: usize) {
    let person = village.person(name).to_string();
    let shown = officer.get(page).await;
    let mut doors = shown.links(&format!("{page}/sesi/"));
    doors.retain(|door| !door.ends_with(".pdf"));
    for door in &doors[first..] {
        let fields = [("person", person.as_str()), ("state", "present")];
        let answer = officer
            .form_at(
                &format!("{door}/tempel"),
                &format!("{door}/tandai"),
                &fields,
            )
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
}

/// What a person reads in a PDF; `None` where no program is there to read it.
fn words(pdf: &[u8]) -> Option<String> {
    let mut reader = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    reader.stdin.take()?.write_all(pdf).ok()?;
    let text = String::from_utf8(reader.wait_with_output().ok()?.stdout).ok()?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[track_caller]
pub fn tells(pdf: &[u8], expected: &[&str]) {
    assert!(pdf.starts_with(b"%PDF"));
    let Some(text) = words(pdf) else { return };
    for words in expected {
        assert!(text.contains(words), "no {words:?} in {text}");
    }
}

#[tokio::test]
async fn one_form_makes_a_training_that_invitation_and_public_page_tell_of() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let empty = officer.get("/pelatihan").await;
        empty.says("Belum ada pelatihan.");
        assert_eq!(empty.links("/pelatihan/baru").len(), 1, "the next step");

        let page = made(&mut officer).await;
        let shown = officer.get(&page).await;
        for words in [
            "Narasumber: Sri Wahyuni, S.E. (UMKM Center Jepara)",
            "0812-0000-9999",
            "6 jam pelajaran (JP)",
            "Membaca peluang pasar (2 JP)",
            "hadir paling sedikit di 75% sesi",
        ] {
            shown.says(words);
        }
        let list = officer.get("/pelatihan").await;
        list.says("Kewirausahaan · Balai Desa Jambu");
        list.keeps_quiet_about("Belum lengkap");
        officer
            .get("/kegiatan")
            .await
            .says("Pelatihan Kewirausahaan");

        let code = shown.links("/k/").into_iter().next().unwrap();
        let public = app.stranger().get(&code).await;
        public.says("Narasumber: Sri Wahyuni, S.E. (UMKM Center Jepara)");
        public.says("Menghitung modal");
        public.keeps_quiet_about("9999");
        let poster = app.stranger().get(&format!("{code}/poster.png")).await;
        assert!(poster.body.starts_with(b"\x89PNG"));
    })
    .await;
}

#[tokio::test]
async fn wrong_input_is_said_at_its_field_and_nothing_typed_is_lost() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        for (field, value, advice) in [
            ("judul", "", "Bagian ini belum diisi"),
            ("sesi_hari", "31-02-2026", "Tanggal tidak dikenal"),
            ("narasumber_nama", " ", "Nama narasumber 1 belum diisi"),
            ("narasumber_hp", "12", "Nomor HP narasumber 1 tidak dikenal"),
            ("jp", "delapan", "Isi dengan angka, misalnya 8"),
            ("jp", "4", "Jumlah JP materi 6, di sini 4"),
            ("syarat", "150", "angka 1 sampai 100"),
            ("kuota", "banyak", "Isi dengan angka, misalnya 30"),
        ] {
            let mut fields = with(field, value);
            if field == "jp" {
                fields.push((field, value));
            }
            let answer = officer
                .form_at("/pelatihan/baru", "/pelatihan", &fields)
                .await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            answer.says(advice);
            assert_eq!(answer.field(field).as_deref(), Some(value), "{field}");
            assert_eq!(answer.field("tempat").as_deref(), Some("Balai Desa Jambu"));
            assert!(
                answer.html().contains("Membaca peluang pasar 2 JP"),
                "{field}"
            );
        }
        let mut fields = with("satuan", "sesi");
        fields.retain(|(name, _)| *name != "syarat");
        fields.push(("syarat", "3"));
        let answer = officer
            .form_at("/pelatihan/baru", "/pelatihan", &fields)
            .await;
        answer.says("hanya punya 2 sesi");
        let nothing = officer.form_at("/pelatihan/baru", "/pelatihan", &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        officer.get("/pelatihan").await.says("Belum ada pelatihan.");
    })
    .await;
}

#[tokio::test]
async fn two_people_changing_one_training_lose_nothing() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = made(&mut officer).await;
        let first = filled(&mut officer, &edit(&page), "narasumber_nama", "Bambang P.").await;
        let second = filled(&mut officer, &edit(&page), "tujuan", "Berani berjualan.").await;
        let saved = change(&mut officer, &page, &first).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());

        let late = change(&mut officer, &page, &second).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("baru saja diubah orang lain");
        assert!(
            late.html().contains("Berani berjualan."),
            "what was typed is kept"
        );
        officer.get(&page).await.says("Bambang P.");

        let mut again = second;
        again[0].1 = late.field("versi").unwrap();
        let saved = change(&mut officer, &page, &again).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        officer.get(&page).await.says("Berani berjualan.");
    })
    .await;
}

#[tokio::test]
async fn a_registration_does_not_get_in_the_way_of_whoever_changes_the_training() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = made(&mut officer).await;
        let opened = filled(&mut officer, &edit(&page), "tujuan", "Berani berjualan.").await;
        let code = officer.get(&page).await.links("/k/").remove(0);
        let register = code.replace("/k/", "/d/");
        let fields = [
            ("nama", "Citra Dewi"),
            ("hp", "0812-0000-1234"),
            ("rt", "1"),
        ];
        let mut citra = app.stranger();
        let registered = citra.form(&register, &fields).await;
        assert_eq!(registered.status, StatusCode::SEE_OTHER);
        app.stranger().get(&code).await.says("Sisa 29 tempat");
        let saved = change(&mut officer, &page, &opened).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    })
    .await;
}

#[tokio::test]
async fn a_training_is_nothing_to_another_unit() {
    each(async |app| {
        let village = village(&app).await;
        let mut ours = app.sign_in(village.officer(Role::Secretary));
        let page = made(&mut ours).await;
        let other = Given::unit("Lenteng Barat")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut theirs = app.sign_in(other.officer(Role::Secretary));
        theirs.get("/pelatihan").await.says("Belum ada pelatihan.");
        for path in [edit(&page), "/pelatihan/x/ubah".to_owned()] {
            let seen = theirs.get(&path).await;
            assert!(seen.status.is_client_error(), "{path}");
            seen.keeps_quiet_about("Sri Wahyuni");
            let mut fields = with("judul", "Milik kami");
            fields.push(("versi", "1"));
            let sent = theirs.form_at("/pelatihan/baru", &path, &fields).await;
            assert!(sent.status.is_client_error(), "{path}");
        }
        assert_eq!(theirs.get(&edit(&page)).await.status, StatusCode::NOT_FOUND);
        ours.get(&page).await.says("Pelatihan Kewirausahaan");
    })
    .await;
}

#[tokio::test]
async fn the_rule_decides_who_gets_a_certificate_that_tells_what_was_taught() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = made(&mut officer).await;
        present(&mut officer, &village, &page, "Ana Lestari", 0).await;
        present(&mut officer, &village, &page, "Budi Santoso", 1).await;
        let certificates = format!("{page}/sertifikat");
        officer
            .get(&certificates)
            .await
            .says("2 dari 2 sesi: 1 orang");

        let easier = filled(&mut officer, &edit(&page), "syarat", "50").await;
        change(&mut officer, &page, &easier).await;
        officer
            .get(&certificates)
            .await
            .says("1 dari 2 sesi: 2 orang");
        let made = officer.form(&certificates, &[]).await;
        let pdf = file_of(&app, &mut officer, made.location()).await;
        tells(
            &pdf,
            &[
                "Ana Lestari",
                "Budi Santoso",
                "tema “Kewirausahaan”",
                "6 jam pelajaran (JP)",
                "Membaca peluang pasar",
                "Sri Wahyuni, S.E.",
            ],
        );

        let mut stricter = filled(&mut officer, &edit(&page), "syarat", "2").await;
        stricter.retain(|(name, _)| *name != "satuan");
        stricter.push(("satuan", "sesi".to_owned()));
        change(&mut officer, &page, &stricter).await;
        officer
            .get(&certificates)
            .await
            .says("2 dari 2 sesi: 1 orang");
        assert_eq!(
            officer.get(&edit(&page)).await.field("syarat").as_deref(),
            Some("2")
        );
    })
    .await;
}

#[tokio::test]
async fn an_activity_of_the_kind_becomes_a_training_and_its_report_asks_for_the_rest() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let (id, _) = village.activity(&app.ctx, &training("Pelatihan Las")).await;
        let page = format!("/kegiatan/{id}");
        officer.get(&page).await.says("Lengkapi pelatihan");
        officer.get("/pelatihan").await.says("Belum lengkap");
        let report = format!("{page}/laporan");
        let missing = officer.get(&report).await;
        missing.says("Narasumber pelatihan belum diisi.");
        missing.says("Jam pelajaran (JP) belum diisi.");

        let details = filled(&mut officer, &edit(&page), "judul", "Pelatihan Las").await;
        let saved = change(&mut officer, &page, &details).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let complete = officer.get(&report).await;
        complete.keeps_quiet_about("belum dipilih");
        complete.keeps_quiet_about("Narasumber pelatihan belum diisi.");
        let made = officer.form(&report, &[]).await;
        let pdf = file_of(&app, &mut officer, made.location()).await;
        tells(
            &pdf,
            &[
                "Isi pelatihan",
                "Sri Wahyuni, S.E.",
                "Menghitung modal",
                "6 JP",
                "Kewirausahaan",
            ],
        );

        let meeting = activity::NewActivity {
            kind: Kind::Meeting,
            ..training("Rapat pleno")
        };
        let (meeting, _) = village.activity(&app.ctx, &meeting).await;
        let edit = format!("/pelatihan/{meeting}/ubah");
        assert_eq!(officer.get(&edit).await.status, StatusCode::NOT_FOUND);
        let page = officer.get(&format!("/kegiatan/{meeting}")).await;
        page.keeps_quiet_about("Isi pelatihan");
        officer
            .get("/pelatihan")
            .await
            .keeps_quiet_about("Rapat pleno");
    })
    .await;
}
