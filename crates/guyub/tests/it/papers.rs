//! From the door to paper: committee, walk-ins, attendance sheet, certificates, report, poster;
//! an import and its undo; and a stranger from another unit at each of these addresses.

use crate::support::{App, Client, File, Given, Village, each, training};
use axum::http::StatusCode;
use kernel::access::Role;
use kernel::id::{ActivityId, SessionId};
use storage::args;

struct Stage {
    village: Village,
    activity: ActivityId,
    sessions: Vec<SessionId>,
    code: String,
}

async fn stage(app: &App) -> Stage {
    let given = Given::unit("Jambu").officer(Role::Secretary);
    let village = given
        .member("Ana Lestari", 1)
        .member("Budi Santoso", 2)
        .on(&app.ctx)
        .await;
    let (activity, sessions) = village
        .activity(&app.ctx, &training("Pelatihan Kewirausahaan"))
        .await;
    let mut db = app.ctx.db.read().await.unwrap();
    let code = web::codes::of(&mut db, "activity", activity)
        .await
        .unwrap()
        .unwrap()
        .to_string();
    Stage {
        village,
        activity,
        sessions,
        code,
    }
}

impl Stage {
    fn page(&self) -> String {
        format!("/kegiatan/{}", self.activity)
    }

    fn door(&self, at: usize) -> String {
        format!("{}/sesi/{}", self.page(), self.sessions[at])
    }

    async fn tick(&self, officer: &mut Client, name: &str) {
        let person = self.village.person(name).to_string();
        for at in 0..self.sessions.len() {
            let action = format!("{}/tandai", self.door(at));
            let fields = [("person", person.as_str()), ("state", "present")];
            // The grid knows who registered; the paste page always has a form.
            let from = format!("{}/tempel", self.door(at));
            let answer = officer.form_at(&from, &action, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        }
    }
}

/// The address of the file that a job left, after everything due is done.
pub async fn file_of(app: &App, officer: &mut Client, waiting: &str) -> Vec<u8> {
    app.work_jobs().await;
    let mut db = app.ctx.db.read().await.unwrap();
    let problem: Option<(String,)> = db
        .maybe("select problem from job where problem is not null", args![])
        .await
        .unwrap();
    drop(db);
    assert_eq!(problem, None);
    let page = officer.get(waiting).await;
    page.says("Berkas sudah siap");
    let file = officer.get(&format!("{waiting}/unduh")).await;
    assert_eq!(file.status, StatusCode::OK);
    file.body.to_vec()
}

#[tokio::test]
async fn certificates_are_made_for_those_who_came_and_can_be_verified() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = app.sign_in(stage.village.officer(Role::Secretary));
        let page = format!("{}/sertifikat", stage.page());
        officer.get(&page).await.says("Belum ada yang berhak");
        let nobody = officer.form_at("/kegiatan/baru", &page, &[]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);

        stage.tick(&mut officer, "Ana Lestari").await;
        let mut codes = Vec::new();
        for _ in 0..2 {
            let made = officer.form(&page, &[]).await;
            let pdf = file_of(&app, &mut officer, made.location()).await;
            assert!(pdf.starts_with(b"%PDF"));
            let mut db = app.ctx.db.read().await.unwrap();
            let now: Vec<(String, String)> = db
                .all("select code, number from certificate", args![])
                .await
                .unwrap();
            codes.push(now);
        }
        assert_eq!(
            codes[0], codes[1],
            "printed again it keeps its number and code"
        );
        assert_eq!(codes[0].len(), 1, "only for whoever came");
        let code = &codes[0][0].0;
        let mut stranger = app.stranger();
        let verified = stranger.get(&format!("/v/{}", code.to_lowercase())).await;
        verified.says("asli dan tercatat");
        verified.says("Ana Lestari");
        let wrong = stranger.get("/v/00000000").await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
        wrong.says("tidak tercatat");
    })
    .await;
}

#[tokio::test]
async fn the_report_says_what_is_missing_and_is_printed_all_the_same() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = app.sign_in(stage.village.officer(Role::Secretary));
        let page = format!("{}/laporan", stage.page());
        officer.get(&page).await.says("Susunan panitia belum diisi");
        let joined = officer
            .form_at(
                &stage.page(),
                &format!("{}/panitia", stage.page()),
                &[("nama", "budi"), ("tugas", "Konsumsi")],
            )
            .await;
        officer.follow(&joined).await.says("Budi Santoso");
        officer
            .get(&page)
            .await
            .keeps_quiet_about("Susunan panitia belum diisi");
        let made = officer.form(&page, &[]).await;
        assert!(
            file_of(&app, &mut officer, made.location())
                .await
                .starts_with(b"%PDF")
        );
        let sheet = officer
            .get(&format!("{}/daftar-hadir.pdf", stage.door(0)))
            .await;
        assert!(sheet.body.starts_with(b"%PDF"));
        let exports = officer.get("/pengaturan/catatan?jenis=unduh").await;
        exports.says("Daftar hadir dicetak");
        let poster = app
            .stranger()
            .get(&format!("/k/{}/poster.png", stage.code))
            .await;
        assert!(poster.body.starts_with(b"\x89PNG"));
        for path in ["/anggota/buku", "/anggota/kartu"] {
            assert!(officer.get(path).await.body.starts_with(b"%PDF"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn somebody_at_the_door_is_found_or_added_once() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = app.sign_in(stage.village.officer(Role::Secretary));
        let arrive = format!("{}/datang", stage.door(0));
        let known = officer
            .form_at(&stage.door(0), &arrive, &[("nama", "ana"), ("rt", "1")])
            .await;
        known.says("Ana Lestari");
        for _ in 0..2 {
            let fields = [("nama", "Zulkifli Tamu"), ("rt", ""), ("orang", "baru")];
            let answer = officer.form_at(&stage.door(0), &arrive, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        officer.get(&stage.door(0)).await.says("Zulkifli Tamu");
        let mut db = app.ctx.db.read().await.unwrap();
        let guests: i64 = db
            .one(
                "select count(*) from person where full_name = 'Zulkifli Tamu'",
                args![],
            )
            .await
            .unwrap();
        assert_eq!(guests, 1);
        drop(db);
        let long = "n".repeat(10_000);
        for name in ["", "   ", long.as_str()] {
            let fields = [("nama", name), ("rt", "7")];
            let answer = officer.form_at(&stage.door(0), &arrive, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.field("rt").unwrap(), "7");
            answer.says("Periksa isian yang ditandai merah");
        }
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_activity_says_so_and_takes_nobody() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = app.sign_in(stage.village.officer(Role::Secretary));
        let cancel = format!("{}/batalkan", stage.page());
        officer.form_at(&stage.page(), &cancel, &[]).await;
        let mut stranger = app.stranger();
        stranger
            .get(&format!("/k/{}", stage.code))
            .await
            .says("Kegiatan ini dibatalkan");
        stranger
            .get(&format!("/d/{}", stage.code))
            .await
            .says("Kegiatan ini dibatalkan");
        officer
            .form_at(&stage.page(), &format!("{}/buka", stage.page()), &[])
            .await;
        stranger
            .get(&format!("/k/{}", stage.code))
            .await
            .says("Daftar sekarang");
    })
    .await;
}

#[tokio::test]
async fn two_people_editing_one_activity_lose_nothing() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = app.sign_in(stage.village.officer(Role::Secretary));
        let edit = format!("{}/ubah", stage.page());
        let form = officer.get(&edit).await;
        let version = form.field("versi").unwrap();
        let fields = |title: &'static str| {
            [
                ("judul", title),
                ("tempat", "Balai Desa"),
                ("sesi_hari", "5-12-2026"),
                ("sesi_jam", "ba'da Isya"),
                ("daftar", "ya"),
            ]
        };
        let mut first = fields("Judul pertama").to_vec();
        first.push(("versi", &version));
        assert_eq!(
            officer.form(&edit, &first).await.status,
            StatusCode::SEE_OTHER
        );
        let mut second = fields("Judul kedua").to_vec();
        second.push(("versi", &version));
        let late = officer.form(&edit, &second).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("baru saja diubah orang lain");
        assert_eq!(
            late.field("judul").as_deref(),
            Some("Judul kedua"),
            "what was typed is kept"
        );
    })
    .await;
}

const LIST: &[u8] =
    b"No,Nama,RT/RW,No HP\n1,Citra Dewi,03/01,081200001111\n2,Dian Permata,04/01,081200002222\n3,Dian Permata,04/01,081200002222\n4,,05/01,081200003333\n";

#[tokio::test]
async fn an_import_is_undone_until_somebody_has_used_one_of_its_people() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = app.sign_in(stage.village.officer(Role::Secretary));
        let import = async |officer: &mut Client| {
            let file = File {
                field: "daftar",
                name: "anggota.csv",
                bytes: LIST,
            };
            officer.get("/anggota/impor").await;
            let read = officer.upload("/anggota/impor", &[], &[file]).await;
            let page = read.location().to_owned();
            let taken = officer
                .form_at(&page, &format!("{page}/masukkan"), &[])
                .await;
            let done = officer.follow(&taken).await;
            done.says("2 anggota masuk daftar, 1 digabung, 1 ditinggal.");
            let left = officer.get(&format!("{page}/sisa")).await;
            assert!(
                left.body.starts_with(b"PK"),
                "the row left is there to be mended"
            );
            let exports = officer.get("/pengaturan/catatan?jenis=unduh").await;
            exports.says("Baris yang belum masuk diunduh dari anggota.csv");
            let again = officer
                .form_at(&page, &format!("{page}/masukkan"), &[])
                .await;
            assert_eq!(again.status, StatusCode::CONFLICT, "twice is once");
            page
        };
        let page = import(&mut officer).await;
        let undo = officer
            .form_at(&page, &format!("{page}/batalkan"), &[])
            .await;
        officer.follow(&undo).await.says("Impor dibatalkan");
        officer
            .get("/anggota")
            .await
            .keeps_quiet_about("Citra Dewi");

        let page = import(&mut officer).await;
        let arrive = format!("{}/datang", stage.door(0));
        let mut db = app.ctx.db.read().await.unwrap();
        let (citra,): (kernel::id::PersonId,) = db
            .one(
                "select id from person where full_name = 'Citra Dewi' and removed_at is null",
                args![],
            )
            .await
            .unwrap();
        drop(db);
        let fields = [("nama", "Citra Dewi"), ("orang", &citra.to_string())];
        officer.form_at(&stage.door(0), &arrive, &fields).await;
        let undo = officer
            .form_at(&page, &format!("{page}/batalkan"), &[])
            .await;
        assert_eq!(undo.status, StatusCode::UNPROCESSABLE_ENTITY);
        undo.says("tidak bisa dibatalkan");
        officer.get("/anggota").await.says("Citra Dewi");
    })
    .await;
}

#[tokio::test]
async fn a_stranger_from_another_unit_finds_and_changes_nothing() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut ours = app.sign_in(stage.village.officer(Role::Secretary));
        let file = File {
            field: "daftar",
            name: "anggota.csv",
            bytes: LIST,
        };
        ours.get("/anggota/impor").await;
        let import = ours
            .upload("/anggota/impor", &[], &[file])
            .await
            .location()
            .to_owned();
        stage.tick(&mut ours, "Ana Lestari").await;
        let job = ours
            .form(&format!("{}/laporan", stage.page()), &[])
            .await
            .location()
            .to_owned();
        app.work_jobs().await;

        let other = Given::unit("Lenteng Barat")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut theirs = app.sign_in(other.officer(Role::Secretary));
        let ana = stage.village.person("Ana Lestari").to_string();
        let (page, door) = (stage.page(), stage.door(0));
        let mine = format!("/anggota/{ana}");
        for path in [
            page.clone(),
            format!("{page}/ubah"),
            format!("{page}/pendaftar"),
            format!("{page}/sertifikat"),
            format!("{page}/laporan"),
            door.clone(),
            format!("{door}/tempel"),
            format!("{door}/pindai"),
            format!("{door}/daftar-hadir.pdf"),
            mine.clone(),
            format!("{mine}/ubah"),
            import.clone(),
            format!("{import}/sisa"),
            job.clone(),
            format!("{job}/unduh"),
        ] {
            let answer = theirs.get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            answer.keeps_quiet_about("Ana Lestari");
        }
        let person = [
            ("person", ana.as_str()),
            ("orang", ana.as_str()),
            ("state", "absent"),
            ("nama", "Ana Lestari"),
            ("tugas", "x"),
            ("daftar", "1. Ana"),
            ("judul", "x"),
            ("tempat", "x"),
            ("sesi_hari", "5-12-2026"),
            ("versi", "1"),
        ];
        for path in [
            format!("{page}/ubah"),
            format!("{page}/batalkan"),
            format!("{page}/buka"),
            format!("{page}/panitia"),
            format!("{page}/panitia/keluar"),
            format!("{page}/pendaftar/batal"),
            format!("{page}/sertifikat"),
            format!("{page}/laporan"),
            format!("{door}/tandai"),
            format!("{door}/tempel"),
            format!("{door}/tempel/simpan"),
            format!("{door}/datang"),
            mine.clone(),
            format!("{mine}/keluar"),
            format!("{import}/masukkan"),
            format!("{import}/batalkan"),
        ] {
            let answer = theirs.form_at("/kegiatan/baru", &path, &person).await;
            assert_eq!(
                answer.status,
                StatusCode::NOT_FOUND,
                "{path}: {}",
                answer.text()
            );
        }
        let mut db = app.ctx.db.read().await.unwrap();
        let state: String = db
            .one(
                "select state from attendance where person_id = $1 limit 1",
                args![stage.village.person("Ana Lestari")],
            )
            .await
            .unwrap();
        assert_eq!(state, "present");
    })
    .await;
}

#[tokio::test]
async fn rubbish_in_an_address_or_a_form_is_answered_in_words() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = app.sign_in(stage.village.officer(Role::Secretary));
        for path in [
            "/kegiatan/x",
            "/kegiatan/x/sesi/y",
            "/anggota/x",
            "/anggota/impor/x",
            "/berkas/x",
            "/k/'",
            "/k/00000000",
            "/d/%00",
            "/d/00000000/x",
            "/h/zz",
            "/p/x",
            "/v/%F0%9F%98%80",
            "/anggota?hal=-1&rt=x&jenis=%25&cari=%27%22%25_",
            "/anggota?hal=99999999999999999999",
        ] {
            let answer = officer.get(path).await;
            assert!(
                !answer.status.is_server_error(),
                "{path}: {}",
                answer.status
            );
            assert!(
                answer.html().contains("<h1"),
                "{path} has words: {}",
                answer.html()
            );
        }
        let long = "x".repeat(10_000);
        for (name, value) in [
            ("judul", ""),
            ("judul", long.as_str()),
            ("sesi_hari", "31-02-2026"),
            ("sesi_jam", "25.00"),
            ("kuota", "-1"),
            ("kuota", "banyak"),
            ("tutup", "kapan-kapan"),
        ] {
            let mut fields = vec![
                ("judul", "Rapat 😀 عبد"),
                ("tempat", "Balai"),
                ("sesi_hari", "5-12-2026"),
                ("sesi_jam", "19.30"),
                ("daftar", "ya"),
            ];
            fields.retain(|(field, _)| *field != name);
            fields.push((name, value));
            let answer = officer
                .form_at("/kegiatan/baru", "/kegiatan", &fields)
                .await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{name}={value:.20}"
            );
            answer.says("Belum tersimpan");
        }
        for (name, bytes) in [
            ("a.xlsx", b"PK\x03\x04\x00\xff\xfe".as_slice()),
            ("a.csv", b"".as_slice()),
            ("a.pdf", b"%PDF-1.7".as_slice()),
        ] {
            let file = File {
                field: "daftar",
                name,
                bytes,
            };
            let answer = officer.upload("/anggota/impor", &[], &[file]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        }
        let scan = format!("{}/pindai", stage.door(0));
        let photo = File {
            field: "foto",
            name: "f.jpg",
            bytes: b"x",
        };
        let answer = officer.upload(&scan, &[("kode", "")], &[photo]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("tidak terbaca");
        let answer = officer.upload(&scan, &[("kode", "ABCDEFGH")], &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.field("kode").unwrap(), "ABCDEFGH");
        answer.says("bukan kartu anggota");
        let nobody = [("nama", "Tidak Ada"), ("tugas", "Konsumsi")];
        let committee = format!("{}/panitia", stage.page());
        let answer = officer.form_at(&stage.page(), &committee, &nobody).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.field("tugas").unwrap(), "Konsumsi");
        answer.says("Tidak ada anggota bernama ini");
        let arrive = format!("{}/datang", stage.door(0));
        let wrong = [("nama", "Zulkifli"), ("rt", "tiga")];
        let answer = officer.form_at(&stage.door(0), &arrive, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.field("nama").unwrap(), "Zulkifli");
        answer.says("RT belum terbaca");
    })
    .await;
}
