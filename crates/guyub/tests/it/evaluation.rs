//! Surveys: answered by link and on paper, once by each link, told from five answers on, and
//! nothing that is kept ties anybody to an answer.

use crate::support::{Answer, App, Client, Given, Village, each, training};
use activity::{AttendanceState, How, Mark};
use axum::http::StatusCode;
use kernel::access::Role;
use kernel::id::{ActivityId, SurveyId};
use kernel::paper::{Block, Section};
use storage::{Uuid, args};

const PEOPLE: [&str; 6] = [
    "Agus Wibowo",
    "Bayu Pratama",
    "Citra Dewi",
    "Dian Permata",
    "Endang Lestari",
    "Fajar Hidayat",
];

/// A village where six people were present at a training with a survey.
pub struct Stage {
    pub village: Village,
    activity: ActivityId,
    survey: SurveyId,
    code: String,
}

pub async fn stage(app: &App) -> Stage {
    let mut given = Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::Supervisor);
    for name in PEOPLE {
        given = given.member(name, 1);
    }
    let village = given.on(&app.ctx).await;
    let (activity, _) = village
        .activity(&app.ctx, &training("Pelatihan Kewirausahaan"))
        .await;
    attend(app, &village, activity).await;
    let mut officer = app.sign_in(village.officer(Role::Secretary));
    let path = format!("/survei/baru?kegiatan={activity}");
    let made = officer
        .form_at(&path, "/survei", &[("kegiatan", &activity.to_string())])
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let survey: SurveyId = made.location().rsplit('/').next().unwrap().parse().unwrap();
    let mut db = app.ctx.db.read().await.unwrap();
    let code = web::codes::of(&mut db, "survey", survey)
        .await
        .unwrap()
        .unwrap()
        .to_string();
    Stage {
        village,
        activity,
        survey,
        code,
    }
}

async fn attend(app: &App, village: &Village, activity: ActivityId) {
    let mark = |name: &str| Mark {
        id: storage::fresh(),
        person: village.person(name),
        state: AttendanceState::Present,
        at: app.now(),
        how: How::Tap,
    };
    let marks: Vec<Mark> = PEOPLE.into_iter().map(mark).collect();
    let mut tx = app.ctx.db.begin().await.unwrap();
    let sessions = activity::sessions(&mut tx, activity).await.unwrap();
    let (scope, first) = (&village.scope, &sessions[0]);
    activity::mark_all(&mut tx, scope, first, &marks, None, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

impl Stage {
    fn officer(&self, app: &App) -> Client {
        app.sign_in(self.village.officer(Role::Secretary))
    }

    pub fn link(&self) -> String {
        format!("/s/{}", self.code)
    }

    pub fn page(&self) -> String {
        format!("/survei/{}", self.survey)
    }

    async fn results(&self, app: &App) -> Answer {
        self.officer(app).get(&self.page()).await
    }

    /// Somebody opens the link on a phone of their own and answers.
    pub async fn answer(&self, app: &App, rating: &str, words: &str) {
        let mut phone = app.stranger();
        let sent = send(&mut phone, &self.link(), &[("q1", rating), ("q10", words)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        phone.follow(&sent).await.says("Terima kasih");
    }

    /// The personal links that the officer is shown.
    async fn links(&self, app: &App) -> Vec<String> {
        let path = format!("{}/tautan", self.page());
        let made = self.officer(app).form(&path, &[]).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        made.says("hanya tampil sekali");
        assert!(made.header("cache-control").contains("no-store"));
        own_links(&made)
    }

    async fn section(&self, app: &App) -> Section {
        let section = evaluation::MODULE.report_sections[0];
        section(&app.ctx, &self.village.scope, self.activity)
            .await
            .unwrap()
            .unwrap()
    }
}

/// Opens the form at `link`, fills it in and sends it with all its hidden fields.
async fn send(phone: &mut Client, link: &str, fields: &[(&str, &str)]) -> Answer {
    let form = phone.get(link).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let hidden: Vec<(&str, String)> = ["n", "t"]
        .into_iter()
        .filter_map(|name| Some((name, form.field(name)?)))
        .collect();
    let hidden = hidden.iter().map(|(name, value)| (*name, value.as_str()));
    let all: Vec<(&str, &str)> = hidden.chain(fields.iter().copied()).collect();
    let path = link.split('?').next().unwrap();
    phone.post(path, &all).await
}

fn own_links(page: &Answer) -> Vec<String> {
    let text = page.text();
    let whole = text.split_whitespace().filter(|word| word.contains("?t="));
    whole
        .map(|link| link.trim_start_matches("http://127.0.0.1:8080").to_owned())
        .collect()
}

async fn rows(app: &App, sql: &str) -> i64 {
    app.ctx
        .db
        .read()
        .await
        .unwrap()
        .one(sql, args![])
        .await
        .unwrap()
}

async fn answers(app: &App) -> i64 {
    rows(app, "select count(*) from response").await
}

#[tokio::test]
async fn a_training_is_asked_about_and_the_fifth_answer_opens_the_results() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = stage.officer(&app);
        let form = app.stranger().get(&stage.link()).await;
        form.says("Survei: Pelatihan Kewirausahaan");
        form.says("Tanpa nama");
        form.says("Isilah sekali saja");
        for words in ["lama", "pendek", "bagus", "asyik"] {
            stage.answer(&app, "4", words).await;
        }
        let page = stage.results(&app).await;
        page.says("Hasil dibuka setelah ada 5 jawaban.");
        for hidden in ["asyik", "Rata-rata", "Sangat baik", "Tautan umum"] {
            page.keeps_quiet_about(hidden);
        }
        let section = stage.section(&app).await;
        assert!(section.blocks.is_empty() && section.missing[0].contains("baru 4 jawaban"));

        stage.answer(&app, "5", "zamrud").await;
        let page = stage.results(&app).await;
        page.says("5 Jawaban 6 Peserta hadir 83% Tingkat jawaban");
        page.says("4,2 Rata-rata");
        page.says("Selang 95% rata-rata: 3,6–4,8");
        page.says("Baru 5 jawaban; angka ini bisa berubah banyak.");
        page.says("asyik bagus lama pendek zamrud");
        page.says("5 jawaban dari 6 peserta yang hadir (83%)");
        stage.answer(&app, "1", "nilam").await;
        let page = stage.results(&app).await;
        page.says("6 Jawaban 6 Peserta hadir");
        page.says("4,2 Rata-rata");
        page.says("1 jawaban terbaru menunggu sampai ada 5");
        page.keeps_quiet_about("nilam");
        let section = stage.section(&app).await;
        assert!(section.missing.is_empty());
        let is_table =
            |block: &Block| matches!(block, Block::Table(table) if table.rows.len() == 1);
        assert!(section.blocks.iter().any(is_table), "{section:?}");
        officer
            .get(&format!("/kegiatan/{}", stage.activity))
            .await
            .says("Lihat hasil");
        officer
            .get("/survei")
            .await
            .says("Pelatihan Kewirausahaan 6 jawaban");
    })
    .await;
}

#[tokio::test]
async fn an_activity_has_one_survey_however_often_it_is_made() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = stage.officer(&app);
        officer.get(&stage.page()).await;
        let again = officer
            .post("/survei", &[("kegiatan", &stage.activity.to_string())])
            .await;
        assert_eq!(again.location(), stage.page());
        assert_eq!(rows(&app, "select count(*) from survey").await, 1);
        assert_eq!(rows(&app, "select count(*) from question").await, 12);
        let new = officer
            .get(&format!("/survei/baru?kegiatan={}", stage.activity))
            .await;
        assert_eq!(new.location(), stage.page());
        let none = officer.post("/survei", &[("kegiatan", "x")]).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_counts_once_and_the_phone_is_told() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut phone = app.stranger();
        let form = phone.get(&stage.link()).await;
        let number = form.field("n").unwrap();
        for _ in 0..3 {
            let sent = phone
                .post(&stage.link(), &[("n", &number), ("q1", "4")])
                .await;
            assert!(
                sent.location().ends_with("/terima-kasih"),
                "{}",
                sent.text()
            );
        }
        assert_eq!(answers(&app).await, 1);
        phone
            .get(&stage.link())
            .await
            .says("sudah diisi dari HP ini");
        let other = send(
            &mut phone,
            &format!("{}?lagi=ya", stage.link()),
            &[("q2", "3")],
        )
        .await;
        assert_eq!(other.status, StatusCode::SEE_OTHER);
        assert_eq!(answers(&app).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_personal_link_counts_once_also_when_it_is_sent_twenty_times_at_once() {
    each(async |app| {
        let stage = stage(&app).await;
        let links = stage.links(&app).await;
        assert_eq!(links.len(), PEOPLE.len());
        let mut phone = app.stranger();
        phone.get(&links[0]).await.says("sekali pakai");
        let form = phone.get(&links[0]).await;
        let token = form.field("t").unwrap();
        let sending = (0..20).map(|_| {
            let (mut phone, path, token) = (phone.clone(), stage.link(), token.clone());
            tokio::spawn(async move {
                phone
                    .post(&path, &[("t", &token), ("q1", "5")])
                    .await
                    .status
            })
        });
        let sending: Vec<_> = sending.collect();
        let mut statuses = Vec::new();
        for sent in sending {
            statuses.push(sent.await.unwrap());
        }
        let count = |status| statuses.iter().filter(|sent| **sent == status).count();
        assert_eq!(
            (count(StatusCode::SEE_OTHER), count(StatusCode::CONFLICT)),
            (1, 19)
        );
        assert_eq!(answers(&app).await, 1);
        let used = phone.get(&links[0]).await;
        assert_eq!(used.status, StatusCode::CONFLICT);
        used.says("sudah dipakai");
        let cut = phone.get(&links[1][..links[1].len() - 5]).await;
        assert_eq!(cut.status, StatusCode::BAD_REQUEST);
        cut.says("terpotong");
    })
    .await;
}

#[tokio::test]
async fn a_lost_link_is_made_again_only_on_purpose_and_the_results_say_so() {
    each(async |app| {
        let stage = stage(&app).await;
        stage.links(&app).await;
        let path = format!("{}/tautan", stage.page());
        let person = stage.village.person("Citra Dewi").to_string();
        let mut officer = stage.officer(&app);
        officer
            .get(&path)
            .await
            .says("Semua peserta yang hadir sudah punya tautan.");
        assert!(own_links(&officer.post(&path, &[]).await).is_empty());
        let asked = officer
            .post(&path, &[("ulang", "ya"), ("orang", &person)])
            .await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(rows(&app, "select count(*) from survey_token").await, 6);
        let fields = [("ulang", "ya"), ("orang", person.as_str()), ("yakin", "ya")];
        let made = officer.post(&path, &fields).await;
        made.says("Citra Dewi");
        assert_eq!(own_links(&made).len(), 1);
        for _ in 0..5 {
            stage.answer(&app, "4", "").await;
        }
        stage
            .results(&app)
            .await
            .says("1 tautan pribadi dibuat ulang");
    })
    .await;
}

/// What is kept of an answer shares nothing with what is kept of links, forms and people; and
/// the rows stand in the order of random ids, wherever and whenever they arrived.
#[tokio::test]
async fn nothing_that_is_kept_ties_a_person_to_an_answer() {
    each(async |app| {
        let stage = stage(&app).await;
        let links = stage.links(&app).await;
        for (n, link) in links.iter().enumerate() {
            app.wait(7);
            let words = format!("jawaban ke-{n}");
            let sent = send(&mut app.stranger(), link, &[("q1", "3"), ("q10", &words)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        }
        stage.answer(&app, "4", "lewat tautan umum").await;
        let mut db = app.ctx.db.read().await.unwrap();
        // Without an order the engines give rows as they lie.
        let lying: Vec<(Uuid, String, String)> = db
            .all("select id, day, answers from response", args![])
            .await
            .unwrap();
        assert_eq!(lying.len(), links.len() + 1);
        let ids: Vec<Uuid> = lying.iter().map(|(id, ..)| *id).collect();
        assert!(
            ids.is_sorted(),
            "rows lie in the order of their ids: {ids:?}"
        );
        assert!(
            ids.iter().all(|id| id.get_version_num() == 4),
            "ids are random"
        );
        assert!(
            lying.iter().all(|(_, day, _)| day == "2026-11-24"),
            "a day is all that is known"
        );
        let tokens: Vec<(Vec<u8>,)> = db
            .all("select hash from survey_token", args![])
            .await
            .unwrap();
        assert!(tokens.is_empty(), "a used link leaves nothing");
        let given: Vec<(i64,)> = db
            .all("select times from survey_link", args![])
            .await
            .unwrap();
        assert!(
            given.iter().all(|(times,)| *times == 1),
            "only that a link was made"
        );
        let log: Vec<(String,)> = db.all("select what from audit", args![]).await.unwrap();
        assert!(
            log.iter()
                .all(|(what,)| !what.to_lowercase().contains("jawaban")),
            "{log:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn links_lie_in_an_order_that_says_nothing_of_names() {
    each(async |app| {
        let stage = stage(&app).await;
        stage.links(&app).await;
        let mut db = app.ctx.db.read().await.unwrap();
        let lying: Vec<Vec<u8>> = db
            .all("select hash from survey_token", args![])
            .await
            .unwrap();
        assert_eq!(lying.len(), PEOPLE.len());
        assert!(lying.is_sorted());
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_taken_is_told_at_its_field_and_nothing_typed_is_lost() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut phone = app.stranger();
        for rating in ["9", "x", "0"] {
            let fields = [("q1", rating), ("q10", "Praktik membuat kemasan")];
            let again = send(&mut phone, &stage.link(), &fields).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
            again.says("Pilih satu angka dari 1 sampai 5.");
            again.says("Praktik membuat kemasan");
        }
        let long = "a".repeat(10_000);
        let again = send(&mut phone, &stage.link(), &[("q1", "4"), ("q11", &long)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("Terlalu panjang. Paling banyak 1000 huruf.");
        assert!(
            again.html().contains(&long),
            "what was typed is still there"
        );
        assert!(
            again.html().contains("name=\"q1\" value=\"4\" checked"),
            "and what was chosen"
        );
        let empty = send(&mut phone, &stage.link(), &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Jawab paling tidak satu pertanyaan.");
        let forged = app.stranger().post(&stage.link(), &[("q1", "4")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        assert_eq!(answers(&app).await, 0);
        for code in ["/s/00000000", "/s/tidak-ada", "/s/00000000/terima-kasih"] {
            assert_eq!(
                app.stranger().get(code).await.status,
                StatusCode::NOT_FOUND,
                "{code}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_closed_survey_takes_nothing_and_keeps_what_was_typed() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut phone = app.stranger();
        let form = phone.get(&stage.link()).await;
        let number = form.field("n").unwrap();
        let mut officer = stage.officer(&app);
        officer
            .get(&stage.page())
            .await
            .says("sampai Rabu, 9 Desember 2026");
        officer.post(&format!("{}/tutup", stage.page()), &[]).await;
        let fields = [("n", number.as_str()), ("q1", "4"), ("q12", "Pembukuan")];
        let late = phone.post(&stage.link(), &fields).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.says("Survei ini sudah ditutup oleh panitia.");
        late.says("Pembukuan");
        phone.get(&stage.link()).await.says("sudah ditutup");

        let until = [("sampai", "2026-11-24")];
        officer
            .post(&format!("{}/buka", stage.page()), &until)
            .await;
        let same = phone.post(&stage.link(), &fields).await;
        assert_eq!(
            same.status,
            StatusCode::SEE_OTHER,
            "the last day still counts"
        );
        app.wait(24 * 60);
        app.stranger()
            .get(&stage.link())
            .await
            .says("ditutup setelah Selasa, 24 November 2026");
        let over = officer
            .post(&format!("{}/buka", stage.page()), &until)
            .await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
        for day in ["besok", ""] {
            let unread = officer
                .post(&format!("{}/buka", stage.page()), &[("sampai", day)])
                .await;
            assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(answers(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn paper_is_printed_and_entered_sheet_by_sheet() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut officer = stage.officer(&app);
        let pdf = officer.get(&format!("{}/formulir.pdf", stage.page())).await;
        assert_eq!(pdf.header("content-type"), "application/pdf");
        assert!(pdf.body.starts_with(b"%PDF"));
        let path = format!("{}/kertas", stage.page());
        for rating in 1..=5 {
            officer
                .get(&path)
                .await
                .says(&format!("Lembar ke-{rating}"));
            let sent = send(&mut officer, &path, &[("q4", &rating.to_string())]).await;
            officer.follow(&sent).await.says("Lembar tersimpan.");
        }
        let form = officer.get(&path).await;
        let twice = [("n", form.field("n").unwrap())];
        let twice = [("n", twice[0].1.as_str()), ("q4", "3")];
        officer.post(&path, &twice).await;
        let again = officer.post(&path, &twice).await;
        officer.follow(&again).await.says("tidak dihitung dua kali");
        assert_eq!(answers(&app).await, 6);
        let page = stage.results(&app).await;
        page.says("Kertas 6");
        page.says("3,0 Rata-rata 3 Median 33% Nilai 4–5");
        let wrong = officer
            .post(&path, &[("q1", "7"), ("q12", "Diskusi")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Diskusi");
    })
    .await;
}

#[tokio::test]
async fn few_of_one_way_are_not_told_beside_the_others() {
    each(async |app| {
        let stage = stage(&app).await;
        let links = stage.links(&app).await;
        send(&mut app.stranger(), &links[0], &[("q1", "1")]).await;
        for _ in 0..6 {
            stage.answer(&app, "5", "").await;
        }
        let page = stage.results(&app).await;
        page.says("Tautan pribadi tidak ditampilkan Tautan umum tidak ditampilkan Kertas 0");
        page.says("jawaban lebih banyak daripada yang ditandai hadir");
    })
    .await;
}

#[tokio::test]
async fn a_neighbour_and_a_stranger_see_nothing_and_the_supervisor_reads_only() {
    each(async |app| {
        let stage = stage(&app).await;
        let neighbour = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut chair = app.sign_in(neighbour.officer(Role::Chair));
        let pages = ["", "/tautan", "/kertas", "/formulir.pdf"];
        for page in pages {
            let answer = chair.get(&format!("{}{page}", stage.page())).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
            let sent_away = app.stranger().get(&format!("{}{page}", stage.page())).await;
            assert!(sent_away.location().starts_with("/masuk"), "{page}");
        }
        chair.get("/survei").await.says("Belum ada survei");
        chair.get("/akun").await; // for a form token
        for act in ["/tutup", "/tautan", "/kertas"] {
            let answer = chair
                .post(&format!("{}{act}", stage.page()), &[("q1", "5")])
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
        }
        let theirs = [("kegiatan", stage.activity.to_string())];
        let theirs = [("kegiatan", theirs[0].1.as_str())];
        assert_eq!(
            chair.post("/survei", &theirs).await.status,
            StatusCode::NOT_FOUND
        );

        let mut supervisor = app.sign_in(stage.village.officer(Role::Supervisor));
        assert_eq!(supervisor.get(&stage.page()).await.status, StatusCode::OK);
        supervisor.get("/akun").await; // for a form token
        let closing = supervisor
            .post(&format!("{}/tutup", stage.page()), &[])
            .await;
        assert_eq!(closing.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_survey_is_read_in_english_too() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut guest = app.stranger().with_header("accept-language", "en");
        let form = guest.get(&stage.link()).await;
        form.says("Survey: Pelatihan Kewirausahaan");
        form.says("The material is useful");
        form.says("Very poor");
    })
    .await;
}
