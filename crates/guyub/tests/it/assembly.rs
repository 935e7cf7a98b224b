//! The Temu Karya through its pages: plan, electorate, door, quorum, opening, course; two people at
//! once; a stranger from another unit.

use crate::support::{Answer, App, Client, Given, Village, each};
use crate::training::tells;
use axum::http::StatusCode;
use kernel::access::Role;

pub async fn village(app: &App) -> Village {
    let mut given = Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::Chair);
    for (name, rt) in [
        ("Ana Lestari", 1),
        ("Budi Santoso", 1),
        ("Citra Dewi", 2),
        ("Dedi Kurnia", 2),
        ("Eka Putri", 3),
    ] {
        given = given.member(name, rt);
    }
    given.on(&app.ctx).await
}

/// The form of a plan for all members, three hours before it begins.
pub const FORM: [(&str, &str); 21] = [
    ("judul", "Temu Karya Jambu 2026"),
    ("tentang", ""),
    ("tempat", "Balai Desa Jambu"),
    ("masa", "2026-2031"),
    ("sebutan", "Temu Karya"),
    ("sesi_id", ""),
    ("sesi_judul", "Sidang"),
    ("sesi_hari", "24-11-2026"),
    ("sesi_jam", "19.30"),
    ("kontak", ""),
    ("nomor", "005/KT/XI/2026"),
    ("peserta", "anggota"),
    ("utusan", "3"),
    ("kuorum", "setengah"),
    ("skors_menit", "30"),
    ("skors_kali", "1"),
    ("cara", "tangan"),
    ("cara", "kertas"),
    ("calon_dari", "17"),
    ("formatur", "14"),
    ("tatib", ""),
];

/// The form with another value in the field `name`.
pub fn with(name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let changed = |(field, kept)| (field, if field == name { value } else { kept });
    FORM.into_iter().map(changed).collect()
}

/// Plans the assembly; its page.
pub async fn planned(officer: &mut Client, fields: &[(&str, &str)]) -> String {
    let answer = officer
        .form_at("/temu-karya/baru", "/temu-karya", fields)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

/// Marks somebody present at the door.
pub async fn arrives(officer: &mut Client, village: &Village, page: &str, name: &str) {
    let person = village.person(name).to_string();
    let fields = [("person", person.as_str()), ("state", "present")];
    let answer = officer.form(&format!("{page}/pintu"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

/// Records a step as its form, opened now, sends it.
pub async fn records(
    officer: &mut Client,
    page: &str,
    step: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let at = format!("{page}/catat/{step}");
    let form = officer.get(&at).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let kept: Vec<(&str, String)> = ["versi", "nomor"]
        .into_iter()
        .filter_map(|name| Some((name, form.field(name)?)))
        .collect();
    let mut all: Vec<(&str, &str)> = kept
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    all.extend(fields);
    officer.post(&at, &all).await
}

/// Plans an assembly, lets everybody of the roll in, opens it; its page.
pub async fn opened(app: &App, village: &Village, officer: &mut Client) -> String {
    let page = planned(officer, &FORM).await;
    for name in ["Ana Lestari", "Budi Santoso", "Citra Dewi", "Dedi Kurnia"] {
        app.wait(1);
        arrives(officer, village, &page, name).await;
    }
    let opened = records(officer, &page, "buka", &[("pimpinan", "Ana Lestari")]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    page
}

#[tokio::test]
async fn a_plan_names_its_electorate_and_invites() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let empty = officer.get("/temu-karya").await;
        empty.says("Belum ada Temu Karya.");

        let page = planned(&mut officer, &FORM).await;
        let shown = officer.get(&page).await;
        // Five members and the two officers.
        shown.says("Hadir 0 dari 7 peserta, kuorum 4: kurang 4");
        shown.says("Memilih pengurus masa bakti 2026–2031");
        shown.says("*Undangan Temu Karya Jambu 2026*");
        shown.says("1 × 30 menit");
        let people = officer.get(&format!("{page}/peserta")).await;
        people.says("RT 01 2 peserta");
        people.says("RT belum tercatat 2 peserta");
        let pdf = officer.get(&format!("{page}/undangan.pdf")).await;
        tells(
            &pdf.body,
            &[
                "005/KT/XI/2026",
                "Balai Desa Jambu",
                "Selasa, 24 November 2026",
                "2026–2031",
            ],
        );
        let activity = officer
            .get(&page.replace("/temu-karya/", "/kegiatan/"))
            .await;
        activity.says("Peserta, kuorum, dan jalannya sidang");
        officer
            .get("/temu-karya")
            .await
            .says("2026–2031 · Balai Desa Jambu");
        officer.get("/beranda").await.says("Temu Karya Jambu 2026");
    })
    .await;
}

#[tokio::test]
async fn delegates_have_seats_per_rt_and_an_open_seat_counts() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = planned(&mut officer, &with("peserta", "utusan")).await;
        let people = format!("{page}/peserta");
        officer
            .get(&people)
            .await
            .says("9 peserta dengan hak suara");
        let found = officer.get(&format!("{people}?cari=citra")).await;
        found.says("Citra Dewi");
        let citra = village.person("Citra Dewi").to_string();
        let fields = [("orang", citra.as_str())];
        officer.post(&format!("{people}/tambah"), &fields).await;
        let named = officer.get(&people).await;
        named.says("RT 02 1 dari 3 utusan bernama");
        let fewer = [
            ("kelompok", "RT 01"),
            ("kursi", "1"),
            ("kelompok", "RT 03"),
            ("kursi", "0"),
        ];
        officer.post(&format!("{people}/kursi"), &fewer).await;
        officer
            .get(&people)
            .await
            .says("4 peserta dengan hak suara");
        let wrong = [("kelompok", "RT 01"), ("kursi", "banyak")];
        let answer = officer.post(&format!("{people}/kursi"), &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        officer.post(&format!("{people}/keluar"), &fields).await;
        officer
            .get(&people)
            .await
            .says("4 peserta dengan hak suara");
        officer
            .get(&page)
            .await
            .says("4 kursi utusan belum bernama");
        officer.post(&format!("{people}/susun"), &[]).await;
        officer
            .get(&people)
            .await
            .says("9 peserta dengan hak suara");
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
            ("masa", "lima tahun", "Tulis dua tahun"),
            ("sesi_hari", "31-02-2026", "Tanggal tidak dikenal"),
            ("skors_menit", "0", "angka 1 sampai 600"),
            ("calon_dari", "tua", "angka 1 sampai 120"),
            ("formatur", "", "angka 1 sampai 90"),
        ] {
            let answer = officer
                .form_at("/temu-karya/baru", "/temu-karya", &with(field, value))
                .await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            answer.says(advice);
            assert_eq!(answer.field(field).as_deref(), Some(value), "{field}");
            assert_eq!(answer.field("nomor").as_deref(), Some("005/KT/XI/2026"));
        }
        let nothing = officer
            .form_at("/temu-karya/baru", "/temu-karya", &[])
            .await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        officer
            .get("/temu-karya")
            .await
            .says("Belum ada Temu Karya.");
    })
    .await;
}

#[tokio::test]
async fn the_quorum_counts_participants_at_the_door_and_opens_the_assembly() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = planned(&mut officer, &FORM).await;
        let refused = records(&mut officer, &page, "buka", &[("pimpinan", "Ana Lestari")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("kurang 4 peserta");
        assert!(refused.html().contains("value=\"Ana Lestari\""), "kept");

        for name in ["Ana Lestari", "Budi Santoso", "Citra Dewi"] {
            arrives(&mut officer, &village, &page, name).await;
        }
        let guest = [("nama", "Pak Lurah"), ("rt", "")];
        let shown = officer.get(&format!("{page}/pintu")).await;
        let door = shown.links("/kegiatan/").remove(0).replace("/pindai", "");
        let came = officer.post(&format!("{door}/datang"), &guest).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.text());
        let shown = officer.get(&format!("{page}/pintu")).await;
        shown.says("Peninjau yang hadir (1) Pak Lurah");
        shown.says("Hadir 3 dari 7 peserta, kuorum 4: kurang 1");
        app.wait(42);
        arrives(&mut officer, &village, &page, "Eka Putri").await;
        let reached = "Hadir 4 dari 7 peserta, kuorum 4: tercapai pukul 10.42";
        officer.get(&page).await.says(reached);
        app.wait(5);
        arrives(&mut officer, &village, &page, "Eka Putri").await;
        officer.get(&page).await.says(reached);

        let postponed = records(&mut officer, &page, "tunda", &[]).await;
        postponed.says("Kuorum sudah tercapai");
        let opened = records(&mut officer, &page, "buka", &[("pimpinan", "Ana Lestari")]).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
        let shown = officer.get(&page).await;
        shown.says("dihadiri 4 dari 7 peserta dan 1 peninjau; kuorum 4 tercapai pukul 10.42");
        let citra = village.person("Citra Dewi").to_string();
        let late = officer
            .post(&format!("{page}/peserta/keluar"), &[("orang", &citra)])
            .await;
        late.says("Sidang sudah dibuka");
        let people = officer.get(&format!("{page}/peserta")).await;
        people.keeps_quiet_about("peserta/keluar");
    })
    .await;
}

#[tokio::test]
async fn without_a_quorum_it_opens_only_after_a_recorded_postponement() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = planned(&mut officer, &FORM).await;
        arrives(&mut officer, &village, &page, "Ana Lestari").await;
        let open = [("pimpinan", "Ana Lestari"), ("pimpinan", "Budi Santoso")];
        let early = records(&mut officer, &page, "buka", &open).await;
        early.says("Tunda dulu 30 menit");
        records(&mut officer, &page, "tunda", &[("alasan", "hujan deras")]).await;
        let shown = officer.get(&page).await;
        shown.says("Sidang ditunda 30 menit: hadir 1 peserta, kuorum 4. hujan deras.");
        shown.says("Ditunda sampai pukul 10.30");
        let early = records(&mut officer, &page, "buka", &open).await;
        early.says("waktu penundaan belum habis");
        app.wait(30);
        let opened = records(&mut officer, &page, "buka", &open).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
        officer
            .get(&page)
            .await
            .says("kuorum 4 tidak tercapai, dibuka sesudah ditunda");
    })
    .await;
}

#[tokio::test]
async fn the_course_is_recorded_and_a_mistake_is_taken_back_not_rewritten() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = planned(&mut officer, &FORM).await;
        let report = [("hasil", "catatan"), ("isi", "Kas belum diperiksa")];
        let early = records(&mut officer, &page, "laporan", &report).await;
        early.says("Sidang belum dibuka");
        assert!(early.html().contains("Kas belum diperiksa"), "kept");
        let page = opened(&app, &village, &mut officer).await;
        records(&mut officer, &page, "keputusan", &[("tentang", "tatib")]).await;
        let hands = [
            ("tentang", "lain"),
            ("isi", "Iuran Rp5.000"),
            ("cara", "tangan"),
            ("setuju", "3"),
            ("tolak", "1"),
        ];
        records(&mut officer, &page, "keputusan", &hands).await;
        let missing = records(&mut officer, &page, "laporan", &[]).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        missing.says("Pilih salah satu.");
        records(&mut officer, &page, "laporan", &report).await;
        let twice = records(&mut officer, &page, "laporan", &report).await;
        twice.says("sudah ditanggapi");
        let shown = officer.get(&page).await;
        shown.says("Pengesahan tata tertib: disetujui secara mufakat.");
        shown.says("3 setuju, 1 tidak setuju, 0 abstain. Iuran Rp5.000.");
        shown.says("diterima dengan catatan secara mufakat. Kas belum diperiksa.");

        let back = [("alasan", "salah tulis")];
        let taken = records(&mut officer, &page, "tarik", &back).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        officer
            .get(&page)
            .await
            .keeps_quiet_about("Kas belum diperiksa");
        records(&mut officer, &page, "tutup", &[]).await;
        let closed = officer.get(&page).await;
        closed.says("Sidang ditutup.");
        let late = records(&mut officer, &page, "laporan", &report).await;
        late.says("Sidang sudah ditutup");
        let nowhere = officer.get(&format!("{page}/catat/apa")).await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_record_at_once_one_is_told_and_keeps_what_was_typed() {
    each(async |app| {
        let village = village(&app).await;
        let mut first = app.sign_in(village.officer(Role::Secretary));
        let page = opened(&app, &village, &mut first).await;
        let mut second = app.sign_in(village.officer(Role::Chair));
        let at = format!("{page}/catat/laporan");
        let seen = second.get(&at).await.field("versi").unwrap();
        records(&mut first, &page, "keputusan", &[("tentang", "tatib")]).await;
        let fields = [
            ("versi", seen.as_str()),
            ("hasil", "terima"),
            ("isi", "Terima kasih"),
        ];
        let late = second.post(&at, &fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("Baru saja ada catatan lain");
        assert!(late.html().contains("Terima kasih"), "kept");
        let again = late.field("versi").unwrap();
        let fields = [("versi", again.as_str()), ("hasil", "terima")];
        let saved = second.post(&at, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());

        let edit = format!("{page}/ubah");
        let mut plan = with("tempat", "Rumah Pak Kadus");
        plan.push(("versi", "1"));
        let form = first.get(&edit).await;
        let session = form.field("sesi_id").unwrap();
        plan.retain(|(name, _)| *name != "sesi_id");
        plan.push(("sesi_id", &session));
        let saved = first.post(&edit, &plan).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let late = first.post(&edit, &plan).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.field("tempat").as_deref(), Some("Rumah Pak Kadus"));
        let version = late.field("versi").unwrap();
        let mut stricter: Vec<_> = plan
            .into_iter()
            .filter(|(name, _)| *name != "versi")
            .collect();
        stricter.retain(|(name, _)| *name != "kuorum");
        stricter.extend([("kuorum", "duapertiga"), ("versi", version.as_str())]);
        let open = first.post(&edit, &stricter).await;
        open.says("aturannya tidak bisa diubah lagi");
    })
    .await;
}

#[tokio::test]
async fn twenty_who_open_at_once_open_it_once() {
    each(async |app| {
        let village = village(&app).await;
        let mut officer = app.sign_in(village.officer(Role::Secretary));
        let page = planned(&mut officer, &FORM).await;
        for name in ["Ana Lestari", "Budi Santoso", "Citra Dewi", "Dedi Kurnia"] {
            arrives(&mut officer, &village, &page, name).await;
        }
        let at = format!("{page}/catat/buka");
        officer.get(&at).await;
        let opens = (0..20).map(|_| {
            let (mut officer, at) = (officer.clone(), at.clone());
            tokio::spawn(async move {
                let fields = [("versi", "0"), ("pimpinan", "Ana Lestari")];
                officer.post(&at, &fields).await.status
            })
        });
        let mut done = 0;
        for open in opens.collect::<Vec<_>>() {
            match open.await.unwrap() {
                StatusCode::SEE_OTHER => done += 1,
                status => assert_eq!(status, StatusCode::CONFLICT),
            }
        }
        assert_eq!(done, 1);
    })
    .await;
}

#[tokio::test]
async fn an_assembly_is_nothing_to_another_unit() {
    each(async |app| {
        let village = village(&app).await;
        let mut ours = app.sign_in(village.officer(Role::Secretary));
        let page = opened(&app, &village, &mut ours).await;
        let other = Given::unit("Lenteng Barat")
            .officer(Role::Secretary)
            .member("Fitri Handayani", 1)
            .on(&app.ctx)
            .await;
        let mut theirs = app.sign_in(other.officer(Role::Secretary));
        theirs
            .get("/temu-karya")
            .await
            .says("Belum ada Temu Karya.");
        theirs.get("/temu-karya/baru").await;
        let person = other.person("Fitri Handayani").to_string();
        for (part, posts) in [
            ("", false),
            ("/ubah", true),
            ("/peserta", false),
            ("/peserta/tambah", true),
            ("/peserta/keluar", true),
            ("/peserta/susun", true),
            ("/peserta/kursi", true),
            ("/pintu", true),
            ("/catat/tutup", true),
            ("/undangan.pdf", false),
        ] {
            let path = format!("{page}{part}");
            if !part.starts_with("/peserta/") {
                let seen = theirs.get(&path).await;
                assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
                seen.keeps_quiet_about("Ana Lestari");
            }
            if posts {
                theirs.get("/temu-karya/baru").await;
                let mut fields = if part == "/ubah" {
                    FORM.to_vec()
                } else {
                    Vec::new()
                };
                fields.extend([("orang", person.as_str()), ("person", person.as_str())]);
                fields.extend([("state", "present"), ("versi", "1")]);
                let sent = theirs.post(&path, &fields).await;
                assert_eq!(sent.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        // Nor does somebody of theirs get onto our list.
        let add = format!("{page}/peserta/tambah");
        ours.get(&page).await;
        let foreign = ours.post(&add, &[("orang", &person)]).await;
        assert!(foreign.status.is_client_error());
        ours.get(&page).await.says("Sidang dibuka");
    })
    .await;
}
