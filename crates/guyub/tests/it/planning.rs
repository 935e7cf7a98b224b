//! The work programme: written, agreed to, changed as another version, copied, made into
//! activities and held against what came of it.

mod days;
mod ideas;
mod potentials;

use crate::support::{Answer, App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;

/// A unit with secretary, chair and pembina, and an empty draft for 2026.
struct Stage {
    village: Village,
    secretary: Client,
    /// The programme's page.
    page: String,
}

async fn stage(app: &App) -> Stage {
    let given = Given::unit("Jambu").officer(Role::Secretary);
    let given = given.officer(Role::DivisionHead).officer(Role::Supervisor);
    let village = given.on(&app.ctx).await;
    let mut secretary = app.sign_in(village.officer(Role::Secretary));
    let made = secretary.form("/proker/baru", &[("tahun", "2026")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = made.location().to_owned();
    Stage {
        village,
        secretary,
        page,
    }
}

impl Stage {
    async fn write(&mut self, fields: &[(&str, &str)]) -> Answer {
        let path = format!("{}/tambah", self.page);
        let key = self.secretary.get(&path).await.field("kunci").unwrap();
        let mut fields = fields.to_vec();
        fields.push(("kunci", &key));
        self.secretary.post(&path, &fields).await
    }

    /// Writes a line down; its page.
    async fn written(&mut self, title: &str, month: &str) -> String {
        let answer = self.write(&[("nama", title), ("bulan", month)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        self.item(title).await
    }

    async fn item(&mut self, title: &str) -> String {
        let page = self.secretary.get(&self.page).await;
        for link in page.links("/proker/program/") {
            if self.secretary.get(&link).await.text().contains(title) {
                return link;
            }
        }
        panic!("no {title} in {}", page.text());
    }

    async fn agree(&mut self) -> Answer {
        let fields = [("rapat", "Rapat kerja"), ("hari", "24-11-2026")];
        let action = format!("{}/sahkan", self.page);
        self.secretary.form_at(&self.page, &action, &fields).await
    }

    /// Tries to have nothing agreed to.
    async fn agree_empty(&mut self) -> Answer {
        let fields = [("rapat", "Rapat kerja"), ("hari", "24-11-2026")];
        self.secretary.get("/proker/baru").await;
        let action = format!("{}/sahkan", self.page);
        self.secretary.post(&action, &fields).await
    }
}

#[tokio::test]
async fn a_programme_is_written_in_the_columns_of_boards_and_read_by_who_may() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fields = [
            ("nama", "Turnamen voli antar-RT"),
            ("bidang", "Bidang Olahraga dan Seni Budaya"),
            ("bulan", "7"),
            ("bulan", "8"),
            ("tujuan", "Mempererat pemuda 12 RT"),
            ("sasaran", "12 RT"),
            ("indikator", "12 tim ikut"),
            ("tempat", "Lapangan desa"),
            ("anggaran", "2,5jt"),
            ("sumber", "Dana Desa"),
            ("pj", "Koordinator Bidang"),
        ];
        let made = stage.write(&fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let page = stage.secretary.get(&stage.page.clone()).await;
        page.says("1 program, 0 terlaksana");
        page.says("Anggaran Rp2.500.000");
        page.says("Juli–Agustus · Rp2.500.000 · Koordinator Bidang");
        page.says("Lewat waktu");
        let item = stage.item("Turnamen voli").await;
        let mut pembina = app.sign_in(stage.village.officer(Role::Supervisor));
        let item = pembina.get(&item).await;
        for words in ["12 tim ikut", "Dana Desa", "Koordinator Bidang Jambu"] {
            item.says(words);
        }
        item.keeps_quiet_about("Jadikan kegiatan");
        let pdf = pembina
            .get(&format!("{}/cetak.pdf?kertas=f4", stage.page))
            .await;
        assert!(pdf.body.starts_with(b"%PDF"), "{}", pdf.status);
        let png = pembina.get(&format!("{}/jadwal.png", stage.page)).await;
        assert!(png.body.starts_with(b"\x89PNG"), "{}", png.status);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_said_at_its_field_and_nothing_typed_is_lost() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fields = [
            ("nama", "Senam"),
            ("hari", "31-02-2026"),
            ("anggaran", "mahal"),
        ];
        let answer = stage.write(&fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.field("nama").as_deref(), Some("Senam"));
        assert_eq!(answer.field("anggaran").as_deref(), Some("mahal"));
        answer.says("Tanggal tidak dikenal");
        answer.says("Jumlah tidak dikenal");
        let twice = stage
            .secretary
            .form("/proker/baru", &[("tahun", "2026")])
            .await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        twice.says("Program kerja 2026 sudah ada.");
        let empty = stage.agree_empty().await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Belum ada program di dalamnya");
    })
    .await;
}

#[tokio::test]
async fn a_line_sent_twice_is_one_line() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let path = format!("{}/tambah", stage.page);
        let key = stage.secretary.get(&path).await.field("kunci").unwrap();
        let fields = [("kunci", key.as_str()), ("nama", "Senam"), ("bulan", "3")];
        for _ in 0..2 {
            let answer = stage.secretary.post(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        let page = stage.secretary.get(&stage.page.clone()).await;
        page.says("1 program, 0 terlaksana");
    })
    .await;
}

#[tokio::test]
async fn what_was_agreed_to_stays_readable_and_a_change_is_another_version() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let senam = stage.written("Senam pagi", "3").await;
        let agreed = stage.agree().await;
        assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.text());
        let page = stage.page.clone();
        let shown = stage.secretary.get(&page).await;
        shown.says("Versi 1, disahkan 24 November 2026 (Rapat kerja)");
        shown.says("Disahkan 24 November 2026 (Rapat kerja)");
        // Frozen: neither a new line nor a change nor a second agreement.
        let frozen = [
            (
                format!("{page}/tambah"),
                [("nama", "Bazar"), ("bulan", "5")],
            ),
            (
                format!("{senam}/ubah"),
                [("nama", "Senam sore"), ("bulan", "5")],
            ),
            (format!("{senam}/hapus"), [("nama", ""), ("bulan", "")]),
            (
                format!("{page}/sahkan"),
                [("rapat", "Raker"), ("hari", "24-11-2026")],
            ),
        ];
        for (path, fields) in frozen {
            let answer = stage.secretary.post(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::CONFLICT, "{path}");
            answer.says("sudah disahkan");
        }
        stage.secretary.get(&page).await;
        let opened = stage.secretary.post(&format!("{page}/ubah"), &[]).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER);
        let same = stage.agree().await;
        same.says("Belum ada yang berubah dari versi yang berlaku");
        let form = stage.secretary.get(&format!("{senam}/ubah")).await;
        let edition = form.field("versi").unwrap();
        let fields = [
            ("versi", edition.as_str()),
            ("nama", "Senam sore"),
            ("bulan", "4"),
        ];
        let changed = stage
            .secretary
            .post(&format!("{senam}/ubah"), &fields)
            .await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
        stage.written("Bazar Ramadan", "2").await;
        let shown = stage.secretary.get(&page).await;
        shown.says("Senam sore: nama Senam pagi → Senam sore; waktu Maret → April");
        shown.says("Baru: Bazar Ramadan");
        assert_eq!(stage.agree().await.status, StatusCode::SEE_OTHER);
        let first = stage.secretary.get(&format!("{page}/versi/1")).await;
        first.says("Senam pagi");
        first.keeps_quiet_about("Bazar Ramadan");
        let second = stage.secretary.get(&format!("{page}/versi/2")).await;
        second.says("Baru: Bazar Ramadan");
        let none = stage.secretary.get(&format!("{page}/versi/3")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        let pdf = stage
            .secretary
            .get(&format!("{page}/cetak.pdf?versi=1"))
            .await;
        assert!(pdf.body.starts_with(b"%PDF"));
    })
    .await;
}

#[tokio::test]
async fn a_change_that_is_given_up_leaves_the_version_in_force() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let senam = stage.written("Senam pagi", "3").await;
        stage.written("Kerja bakti", "4").await;
        assert_eq!(stage.agree().await.status, StatusCode::SEE_OTHER);
        let page = stage.page.clone();
        stage
            .secretary
            .form_at(&page, &format!("{page}/ubah"), &[])
            .await;
        stage.written("Bazar", "5").await;
        let (form, action) = (format!("{senam}/ubah"), format!("{senam}/hapus"));
        let gone = stage.secretary.form_at(&form, &action, &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        let back = stage
            .secretary
            .form_at(&page, &format!("{page}/batal"), &[])
            .await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
        let shown = stage.secretary.get(&page).await;
        shown.says("Senam pagi");
        shown.says("2 program, 0 terlaksana");
        shown.keeps_quiet_about("Bazar");
        assert_eq!(stage.secretary.get(&senam).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn two_who_change_a_line_at_once_are_told() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let senam = stage.written("Senam pagi", "3").await;
        let path = format!("{senam}/ubah");
        let edition = stage.secretary.get(&path).await.field("versi").unwrap();
        let fields = |title| [("versi", edition.as_str()), ("nama", title), ("bulan", "3")];
        let first = stage.secretary.post(&path, &fields("Senam sore")).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = stage.secretary.post(&path, &fields("Senam malam")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        second.says("baru saja diubah orang lain");
        assert_eq!(second.field("nama").as_deref(), Some("Senam malam"));
        let again = second.field("versi").unwrap();
        let fields = [
            ("versi", again.as_str()),
            ("nama", "Senam malam"),
            ("bulan", "3"),
        ];
        let third = stage.secretary.post(&path, &fields).await;
        assert_eq!(third.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn ten_who_agree_at_once_make_one_version() {
    each(async |app| {
        let mut stage = stage(&app).await;
        stage.written("Senam pagi", "3").await;
        stage.secretary.get(&stage.page.clone()).await;
        let action = format!("{}/sahkan", stage.page);
        let fields = [("rapat", "Rapat kerja"), ("hari", "24-11-2026")];
        let answers = at_once(&stage.secretary, &action, &fields).await;
        let done = |answer: &&Answer| answer.status == StatusCode::SEE_OTHER;
        assert_eq!(answers.iter().filter(done).count(), 1);
        let told = |answer: &Answer| done(&answer) || answer.status == StatusCode::CONFLICT;
        assert!(answers.iter().all(told));
        let second = stage
            .secretary
            .get(&format!("{}/versi/2", stage.page))
            .await;
        assert_eq!(second.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn next_year_begins_with_a_copy_of_this_one() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fields = [
            ("nama", "Upacara 17-an"),
            ("hari", "17-08-2026"),
            ("anggaran", "750rb"),
        ];
        assert_eq!(stage.write(&fields).await.status, StatusCode::SEE_OTHER);
        let form = stage.secretary.get("/proker/baru").await;
        assert_eq!(form.field("tahun").as_deref(), Some("2027"));
        let old = stage.page.trim_start_matches("/proker/").to_owned();
        let fields = [("tahun", "2027"), ("salin", old.as_str())];
        let made = stage.secretary.post("/proker/baru", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let copy = stage.secretary.follow(&made).await;
        copy.says("Agustus · Rp750.000");
        copy.keeps_quiet_about("17 Agustus");
        stage
            .secretary
            .get("/proker")
            .await
            .says("Program kerja 2027");
    })
    .await;
}

#[tokio::test]
async fn a_line_becomes_an_activity_and_shows_what_came_of_it() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fields = [
            ("nama", "Pelatihan sablon"),
            ("hari", "28-11-2026"),
            ("tempat", "Balai Desa"),
            ("tujuan", "Pemuda bisa menyablon"),
            ("anggaran", "1jt"),
        ];
        assert_eq!(stage.write(&fields).await.status, StatusCode::SEE_OTHER);
        let item = stage.item("Pelatihan sablon").await;
        let link = stage
            .secretary
            .get(&item)
            .await
            .links("/kegiatan/baru?program=");
        let form = stage.secretary.get(&link[0]).await;
        assert_eq!(form.field("judul").as_deref(), Some("Pelatihan sablon"));
        assert_eq!(form.field("tempat").as_deref(), Some("Balai Desa"));
        assert_eq!(form.field("sesi_hari").as_deref(), Some("28-11-2026"));
        let program = form.field("program").unwrap();
        let fields = [
            ("program", program.as_str()),
            ("judul", "Pelatihan sablon"),
            ("tempat", "Balai Desa"),
            ("sesi_id", ""),
            ("sesi_judul", ""),
            ("sesi_hari", "28-11-2026"),
            ("sesi_jam", "08.00"),
        ];
        let made = stage.secretary.post("/kegiatan", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let activity = stage.secretary.follow(&made).await;
        activity.says("Dari program kerja");
        let shown = stage.secretary.get(&item).await;
        shown.says("Sudah jadi kegiatan");
        shown.says("0 orang");
        shown.says("Selisih");
        app.wait(5 * 24 * 60);
        stage.secretary.get(&item).await.says("Terlaksana");
        let page = stage.page.clone();
        stage
            .secretary
            .get(&page)
            .await
            .says("1 program, 1 terlaksana");
        // What became an activity is not taken out, until the activity is untied.
        let action = format!("{item}/hapus");
        let kept = stage
            .secretary
            .form_at(&format!("{item}/ubah"), &action, &[])
            .await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        kept.says("sudah menjadi kegiatan");
        let id = made.location().trim_start_matches("/kegiatan/").to_owned();
        let untie = format!("{item}/lepas");
        let fields = [("kegiatan", id.as_str())];
        let untied = stage.secretary.form_at(&item, &untie, &fields).await;
        assert_eq!(untied.status, StatusCode::SEE_OTHER);
        let again = stage.secretary.form_at(&item, &untie, &fields).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let tie = format!("{item}/kegiatan");
        let tied = stage.secretary.form_at(&item, &tie, &fields).await;
        assert_eq!(tied.status, StatusCode::SEE_OTHER, "{}", tied.text());
        stage.secretary.get(&item).await.says("Terlaksana");
    })
    .await;
}

#[tokio::test]
async fn a_neighbours_activity_or_line_is_never_tied() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let item = stage.written("Senam", "11").await;
        let other = Given::unit("Sukamaju")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let (theirs, _) = other
            .activity(&app.ctx, &crate::support::training("Pelatihan tetangga"))
            .await;
        let fields = [("kegiatan", theirs.to_string())];
        let fields = [(fields[0].0, fields[0].1.as_str())];
        let action = format!("{item}/kegiatan");
        let answer = stage.secretary.form_at(&item, &action, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut neighbour = app.sign_in(other.officer(Role::Chair));
        for path in [stage.page.clone(), item.clone(), format!("{item}/ubah")] {
            assert_eq!(neighbour.get(&path).await.status, StatusCode::NOT_FOUND);
        }
        let program = item.rsplit('/').next().unwrap();
        let form = neighbour
            .get(&format!("/kegiatan/baru?program={program}"))
            .await;
        assert_eq!(form.status, StatusCode::OK);
        form.keeps_quiet_about("Senam");
    })
    .await;
}

#[tokio::test]
async fn the_board_agrees_and_the_officers_plan() {
    each(async |app| {
        let mut stage = stage(&app).await;
        stage.written("Senam", "11").await;
        let mut head = app.sign_in(stage.village.officer(Role::DivisionHead));
        let page = head.get(&stage.page).await;
        page.says("Tambah program");
        page.keeps_quiet_about("Sahkan program kerja");
        let agreed = head.post(&format!("{}/sahkan", stage.page), &[]).await;
        assert_eq!(agreed.status, StatusCode::FORBIDDEN);
        assert_eq!(head.get("/proker/baru").await.status, StatusCode::FORBIDDEN);
        head.get("/beranda").await.says("Waktunya sekarang");
    })
    .await;
}

/// What ten who send the same at once are answered.
async fn at_once(client: &Client, path: &str, fields: &[(&str, &str)]) -> Vec<Answer> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let fields: Vec<(String, String)> = fields.iter().map(own).collect();
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let (mut client, path, fields) = (client.clone(), path.to_owned(), fields.clone());
            tokio::spawn(async move {
                let fields = fields
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()));
                client.post(&path, &fields.collect::<Vec<_>>()).await
            })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers
}
