//! Letters: numbers that come with final and never twice, drafts that change, letters that are
//! cancelled, what anybody may check; letters that come in, with what is to be done.

use crate::support::{Answer, App, Client, File, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use storage::args;

const FILLED: &str = "Kami mengundang Bapak/Ibu pada:\n\nPukul: 19.30\nTempat: Balai Desa";

struct Stage {
    village: Village,
    secretary: Client,
}

async fn stage(app: &App) -> Stage {
    let given = Given::unit("Jambu").officer(Role::Secretary);
    let given = given.officer(Role::Chair).officer(Role::Supervisor);
    let village = given.on(&app.ctx).await;
    let mut secretary = app.sign_in(village.officer(Role::Secretary));
    let fields = [
        ("nama", "Surat umum"),
        ("kode", "KT-JB"),
        ("pola", "{seq:03}/{type}/{org}/{roman}/{year}"),
        ("mulai", "12"),
    ];
    let made = secretary.form("/surat/seri", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    Stage { village, secretary }
}

impl Stage {
    async fn series(&self, app: &App) -> String {
        let mut db = app.ctx.db.read().await.unwrap();
        let id: storage::Uuid = db
            .one(
                "select id from letter_series where unit_id = $1 order by created_at, id limit 1",
                args![self.village.unit.id],
            )
            .await
            .unwrap();
        id.simple().to_string()
    }

    /// Writes an invitation of `day`; its page.
    async fn draft(&mut self, app: &App, day: &str, body: &str) -> String {
        let series = self.series(app).await;
        let fields = [
            ("jenis", "undangan"),
            ("seri", series.as_str()),
            ("hari", day),
            ("hal", "Undangan Rapat"),
            ("kepada", "Yth. Ketua RT 01\ndi tempat"),
            ("salam", "islam"),
            ("isi", body),
        ];
        let made = self.secretary.form("/surat/baru", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        made.location().to_owned()
    }

    async fn finish(&mut self, letter: &str) -> String {
        let sent = self.secretary.post(&format!("{letter}/nomor"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        self.secretary.get(letter).await.text()
    }
}

#[tokio::test]
async fn a_letter_gets_its_number_when_it_is_final_and_anybody_can_check_it() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let form = stage.secretary.get("/surat/baru?jenis=undangan").await;
        assert!(form.text().contains("Kami mengundang"));
        let letter = stage.draft(&app, "2026-08-05", "Tempat: …").await;
        let refused = stage.secretary.post(&format!("{letter}/nomor"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("titik-titik"));

        let letter = stage.draft(&app, "2026-08-05", FILLED).await;
        let shown = stage.finish(&letter).await;
        assert!(shown.contains("012/UND/KT-JB/VIII/2026"), "{shown}");
        assert!(shown.contains("Wassalamu"), "the text for WhatsApp");
        let again = stage.secretary.post(&format!("{letter}/nomor"), &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let print = stage.secretary.get(&format!("{letter}/cetak")).await;
        assert_eq!(print.status, StatusCode::OK);

        let from = shown.find("/v/s/").unwrap();
        let check = &shown[from..from + "/v/s/".len() + 8];
        let mut stranger = app.stranger();
        let verified = stranger.get(check).await.text();
        assert!(verified.contains("012/UND/KT-JB/VIII/2026"), "{verified}");
        assert!(verified.contains("Undangan Rapat") && !verified.contains("Balai Desa"));
        assert!(!verified.contains("Ketua RT 01"), "{verified}");
        let unknown = stranger.get("/v/s/00000000").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);

        let reason = [("sebab", "Acara diundur")];
        let cancelled = stage
            .secretary
            .post(&format!("{letter}/batal"), &reason)
            .await;
        assert_eq!(cancelled.status, StatusCode::SEE_OTHER);
        assert!(stranger.get(check).await.text().contains("dibatalkan"));
        let next = stage.draft(&app, "2026-08-05", FILLED).await;
        let next = stage.finish(&next).await;
        assert!(next.contains("013/UND/KT-JB/VIII/2026"), "{next}");
    })
    .await;
}

#[tokio::test]
async fn an_earlier_letter_is_put_in_between_and_a_final_one_stays_as_it_is() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let first = stage.draft(&app, "2026-08-01", FILLED).await;
        stage.finish(&first).await;
        let last = stage.draft(&app, "2026-08-09", FILLED).await;
        stage.finish(&last).await;
        let between = stage.draft(&app, "2026-08-05", FILLED).await;
        let between = stage.finish(&between).await;
        assert!(between.contains("012.a/UND/KT-JB/VIII/2026"), "{between}");
        let change = stage.secretary.get(&format!("{first}/ubah")).await;
        assert!(change.status.is_client_error());
        let gone = stage.secretary.post(&format!("{first}/hapus"), &[]).await;
        assert!(gone.status.is_client_error());
        let early = stage.draft(&app, "2026-07-01", FILLED).await;
        let early = stage.secretary.post(&format!("{early}/nomor"), &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.text().contains("lebih awal"));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_series_or_a_letter_is_told_and_kept() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fields = [
            ("nama", "Surat umum"),
            ("kode", "KT"),
            ("pola", "{seq:03}/{bulan}/{year}"),
        ];
        let refused = stage.secretary.form("/surat/seri", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("tidak dikenal"));
        let fields = [("nama", "Lain"), ("kode", "KT"), ("pola", "{seq}/{org}")];
        let refused = stage.secretary.form("/surat/seri", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("jenis", "undangan"), ("hal", "Rapat <b>"), ("isi", "")];
        let refused = stage.secretary.form("/surat/baru", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html().contains("Rapat &#60;b&#62;"));
        let mut supervisor = app.sign_in(stage.village.officer(Role::Supervisor));
        for path in ["/surat/baru", "/surat", "/surat/masuk"] {
            assert_eq!(supervisor.get(path).await.status, StatusCode::FORBIDDEN);
        }
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_came_in_has_its_number_its_scan_and_what_is_to_be_done() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fields = [
            ("pengirim", "Pemerintah Desa Jambu"),
            ("hal", "Undangan Musdes"),
            ("diterima", "2026-08-05"),
            ("nomor", "005/112/2026"),
        ];
        let bad = [File {
            field: "pindaian",
            name: "surat.pdf",
            bytes: b"<script>",
        }];
        let refused = stage
            .secretary
            .upload("/surat/masuk/baru", &fields, &bad)
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let scan = [File {
            field: "pindaian",
            name: "surat.pdf",
            bytes: b"%PDF-1.7 surat",
        }];
        let made = stage
            .secretary
            .upload("/surat/masuk/baru", &fields, &scan)
            .await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let letter = made.location().to_owned();
        let scan = stage.secretary.get(&format!("{letter}/pindaian")).await;
        assert_eq!(scan.status, StatusCode::OK);
        let task = [("kepada", "Sie Humas"), ("tugas", "Hadiri, laporkan")];
        let told = stage
            .secretary
            .post(&format!("{letter}/disposisi"), &task)
            .await;
        assert_eq!(told.status, StatusCode::SEE_OTHER);
        let shown = stage.secretary.get(&letter).await.text();
        assert!(shown.contains("Sie Humas") && shown.contains("Tandai selesai"));
        let found = stage.secretary.get("/surat/masuk?cari=MUSDES").await;
        found.says("Undangan Musdes");
        found.says("Belum selesai");
        stage
            .secretary
            .get("/beranda")
            .await
            .says("Sie Humas: Undangan Musdes");
        let done = shown_form(&stage.secretary.get(&letter).await, "/selesai");
        let sent = stage.secretary.post(&done, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let again = stage.secretary.post(&done, &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

        let change = format!("{letter}/ubah");
        let page = stage.secretary.get(&change).await;
        assert_eq!(
            page.field("pengirim").as_deref(),
            Some("Pemerintah Desa Jambu")
        );
        let wrong = [
            ("pengirim", "Camat"),
            ("hal", "Rapat"),
            ("diterima", "2025-12-31"),
        ];
        let refused = stage.secretary.upload(&change, &wrong, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = [
            ("pengirim", "Camat"),
            ("hal", "Rapat"),
            ("diterima", "2026-08-06"),
        ];
        let changed = stage.secretary.upload(&change, &right, &[]).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
        let shown = stage.secretary.get(&letter).await;
        shown.says("Camat");
        shown.says("Buka pindaian");
    })
    .await;
}

/// Where the first form of a page whose address ends in `ending` is sent.
fn shown_form(page: &Answer, ending: &str) -> String {
    let forms = page.html().split("action=\"").skip(1);
    let mut actions = forms.filter_map(|rest| rest.split('"').next());
    actions
        .find(|action| action.ends_with(ending))
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_greeting_of_ones_own_can_be_chosen_and_letters_keep_it_when_it_is_gone() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let own = [("pembuka", "Rahayu,"), ("penutup", "Rahayu sagung dumadi.")];
        let made = stage.secretary.form("/surat/salam", &own).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
        for twice in [own, [("pembuka", "Dengan hormat,"), ("penutup", "")]] {
            let refused = stage.secretary.form("/surat/salam", &twice).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let page = stage.secretary.get("/surat/baru?jenis=undangan").await;
        let option = page.html().split("<option value=\"");
        let option = option
            .filter(|rest| rest.contains("Rahayu"))
            .last()
            .unwrap();
        let value = option.split('"').next().unwrap().to_owned();
        let series = stage.series(&app).await;
        let fields = [
            ("jenis", "undangan"),
            ("seri", series.as_str()),
            ("hari", "2026-08-05"),
            ("hal", "Undangan Rapat"),
            ("kepada", "Yth. Ketua RT 01"),
            ("salam", value.as_str()),
            ("isi", FILLED),
        ];
        let unknown: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, if *name == "salam" { "entah" } else { *value }))
            .collect();
        let refused = stage.secretary.form("/surat/baru", &unknown).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Pilih salamnya.");
        let made = stage.secretary.form("/surat/baru", &fields).await;
        let letter = made.location().to_owned();
        let remove = shown_form(&stage.secretary.get("/surat/salam").await, "/hapus");
        stage.secretary.post(&remove, &[]).await;
        let page = stage.secretary.get(&format!("{letter}/ubah")).await;
        assert!(
            page.html().contains("value=\"tetap\" selected"),
            "{}",
            page.text()
        );
        stage.finish(&letter).await;
        stage
            .secretary
            .get(&letter)
            .await
            .says("Rahayu sagung dumadi.");
    })
    .await;
}

#[tokio::test]
async fn officers_who_finish_letters_at_once_get_every_number_once_and_leave_none_out() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let mut drafts = Vec::new();
        for _ in 0..20 {
            drafts.push(stage.draft(&app, "2026-08-05", FILLED).await);
        }
        let mut chair = app.sign_in(stage.village.officer(Role::Chair));
        chair.get("/surat/seri").await;
        stage.secretary.get("/surat/seri").await;
        // Each letter is finished by two officers at once; one of them is told.
        let senders = drafts.iter().flat_map(|letter| {
            [chair.clone(), stage.secretary.clone()].map(|mut officer| {
                let action = format!("{letter}/nomor");
                tokio::spawn(async move { officer.post(&action, &[]).await.status })
            })
        });
        let mut finished = 0;
        for sender in senders.collect::<Vec<_>>() {
            match sender.await.unwrap() {
                StatusCode::SEE_OTHER => finished += 1,
                status => assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY),
            }
        }
        assert_eq!(finished, 20);
        let mut db = app.ctx.db.read().await.unwrap();
        let numbers: Vec<i64> = db
            .all(
                "select seq from letter where seq is not null order by seq",
                args![],
            )
            .await
            .unwrap();
        assert_eq!(numbers, (12..=31).collect::<Vec<i64>>());
        drop(db);
        assert_eq!(problems(&app).await, Vec::<String>::new());
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.run("delete from letter where seq = 15", args![])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let [problem] = problems(&app).await.try_into().unwrap();
        assert!(
            problem.contains("nomor 12 sampai 31, tetapi hanya 19"),
            "{problem}"
        );
    })
    .await;
}

/// What `guyub check` finds in the secretariat.
async fn problems(app: &App) -> Vec<String> {
    let modules = guyub::modules::all();
    let module = modules.iter().find(|module| module.name == "secretariat");
    let mut problems = Vec::new();
    for check in module.unwrap().checks {
        problems.extend(check(&app.ctx.db).await.unwrap().problems);
    }
    problems
}

#[tokio::test]
async fn a_form_sent_twenty_times_at_once_is_one_letter_and_one_line_of_the_agenda() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let series = stage.series(&app).await;
        stage.secretary.get("/surat/baru?jenis=undangan").await;
        let key = storage::fresh::<storage::Uuid>().simple().to_string();
        let senders = (0..20).map(|_| {
            let mut secretary = stage.secretary.clone();
            let (series, key) = (series.clone(), key.clone());
            tokio::spawn(async move {
                let letter = [
                    ("kunci", key.as_str()),
                    ("jenis", "undangan"),
                    ("seri", series.as_str()),
                    ("hari", "2026-08-05"),
                    ("hal", "Undangan Rapat"),
                    ("kepada", "Yth. Ketua RT 01"),
                    ("salam", "hormat"),
                    ("isi", FILLED),
                ];
                let written = secretary.post("/surat/baru", &letter).await;
                let came = [
                    ("kunci", key.as_str()),
                    ("pengirim", "Camat"),
                    ("hal", "Rapat"),
                    ("diterima", "2026-08-05"),
                ];
                let entered = secretary.upload("/surat/masuk/baru", &came, &[]).await;
                (written.location().to_owned(), entered.location().to_owned())
            })
        });
        for sender in senders.collect::<Vec<_>>() {
            let (letter, came) = sender.await.unwrap();
            assert_eq!(letter, format!("/surat/{key}"));
            assert_eq!(came, format!("/surat/masuk/{key}"));
        }
        for table in ["letter", "incoming_letter"] {
            let mut db = app.ctx.db.read().await.unwrap();
            let sql = format!("select count(*) from {table}");
            let count: i64 = db.one(&sql, args![]).await.unwrap();
            assert_eq!(count, 1, "{table}");
        }
        // The same keys from another unit find nothing and change nothing.
        let other = Given::unit("Lenteng")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut other = app.sign_in(other.officer(Role::Secretary));
        other.get("/surat/masuk/baru").await;
        let came = [
            ("kunci", key.as_str()),
            ("pengirim", "Orang"),
            ("hal", "Rapat"),
            ("diterima", "2026-08-05"),
        ];
        let refused = other.upload("/surat/masuk/baru", &came, &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        for act in ["nomor", "hapus", "kirim", "batal"] {
            let refused = other.post(&format!("/surat/{key}/{act}"), &[]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{act}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_became_of_a_letter_stands_in_the_agenda_on_paper_and_in_the_workbook() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let letter = stage.draft(&app, "2026-08-05", FILLED).await;
        let early = stage
            .secretary
            .post(&format!("{letter}/kirim"), &[("dikirim", "2026-08-06")])
            .await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        stage.finish(&letter).await;
        let wrong = stage
            .secretary
            .post(
                &format!("{letter}/kirim"),
                &[("dikirim", "2030-01-01"), ("penerima", "Pak RT")],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.field("penerima").as_deref(), Some("Pak RT"));
        let sent = [("dikirim", "2026-08-06"), ("penerima", "Pak RT")];
        let sent = stage
            .secretary
            .post(&format!("{letter}/kirim"), &sent)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let scan = [File {
            field: "pindaian",
            name: "surat.pdf",
            bytes: b"%PDF-1.7 bertanda tangan",
        }];
        let none = stage
            .secretary
            .upload(&format!("{letter}/pindaian"), &[], &[])
            .await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let kept = stage
            .secretary
            .upload(&format!("{letter}/pindaian"), &[], &scan)
            .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let shown = stage.secretary.get(&format!("{letter}/pindaian")).await;
        assert_eq!(&shown.body[..], b"%PDF-1.7 bertanda tangan");
        let cancelled = stage.draft(&app, "2026-08-07", FILLED).await;
        stage.finish(&cancelled).await;
        let reason = [("sebab", "Diundur")];
        stage
            .secretary
            .post(&format!("{cancelled}/batal"), &reason)
            .await;
        let late = stage
            .secretary
            .post(&format!("{cancelled}/kirim"), &[("dikirim", "2026-08-06")])
            .await;
        assert_eq!(
            late.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a cancelled letter goes nowhere"
        );
        stage.draft(&app, "2026-08-08", FILLED).await;

        let print = stage
            .secretary
            .get("/surat/buku/keluar.pdf?tahun=2026")
            .await;
        assert!(print.body.starts_with(b"%PDF"));
        let book = stage
            .secretary
            .get("/surat/buku/keluar.xlsx?tahun=2026")
            .await;
        insta::allow_duplicates! {
        insta::assert_snapshot!(sheet(&book), @r"
        No | No. surat | Tgl surat | Tgl kirim | Tujuan | Perihal | Lamp. | Pengolah | Ket.
        1 | 012/UND/KT-JB/VIII/2026 | 05-08-2026 | 06-08-2026 | Yth. Ketua RT 01, di tempat | Undangan Rapat |  | Sekretaris Jambu | Diterima Pak RT
        2 | 013/UND/KT-JB/VIII/2026 | 07-08-2026 |  | Yth. Ketua RT 01, di tempat | Undangan Rapat |  | Sekretaris Jambu | Batal: Diundur
        ");
        }
        let empty = stage
            .secretary
            .get("/surat/buku/keluar.xlsx?tahun=2019")
            .await;
        assert_eq!(sheet(&empty).lines().count(), 1);

        let came = [
            ("pengirim", "Camat"),
            ("hal", "Rapat"),
            ("diterima", "2026-08-05"),
            ("nomor", "005/9"),
            ("hari", "2026-08-01"),
        ];
        stage.secretary.get("/surat/masuk/baru").await;
        let made = stage
            .secretary
            .upload("/surat/masuk/baru", &came, &[])
            .await;
        let task = [("kepada", "Sekretaris"), ("tugas", "Hadiri")];
        let place = format!("{}/disposisi", made.location());
        stage.secretary.post(&place, &task).await;
        let book = stage.secretary.get("/surat/buku/masuk.xlsx").await;
        insta::allow_duplicates! {
        insta::assert_snapshot!(sheet(&book), @r"
        No. agenda | Tgl terima | No. surat | Tgl surat | Pengirim | Perihal | Lamp. | Disposisi | Ket.
        1 | 05-08-2026 | 005/9 | 01-08-2026 | Camat | Rapat |  | Sekretaris: Hadiri |
        ");
        }
        let print = stage.secretary.get("/surat/buku/masuk.pdf").await;
        assert!(print.body.starts_with(b"%PDF"));
    })
    .await;
}

/// The first sheet of a workbook, a line for each row.
pub fn sheet(answer: &Answer) -> String {
    use calamine::Reader;
    let book = std::io::Cursor::new(answer.body.to_vec());
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(book).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let line = |row: &[calamine::Data]| {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        cells.join(" | ").trim_end().to_owned()
    };
    range.rows().map(line).collect::<Vec<_>>().join("\n")
}
