//! Cash: books, entries with proof and a second officer's word, money that can't be spent twice or
//! elsewhere, months that are closed with a count, and a chain that finds every later change.

mod closing;
mod dues;
mod papers;
mod public;
mod rules;

use crate::support::{Answer, App, Client, File, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use storage::args;

/// A unit with treasurer and chair, and a book with Rp1.000.000 in it.
pub struct Stage {
    pub village: Village,
    pub treasurer: Client,
    pub chair: Client,
    /// The book's page.
    pub book: String,
}

pub async fn stage(app: &App) -> Stage {
    let given = Given::unit("Jambu").officer(Role::Treasurer);
    let given = given.officer(Role::Chair).officer(Role::Supervisor);
    let village = given.member("Ana Lestari", 3).on(&app.ctx).await;
    let mut treasurer = app.sign_in(village.officer(Role::Treasurer));
    let chair = app.sign_in(village.officer(Role::Chair));
    let fields = [
        ("nama", "Kas Umum"),
        ("kode", "ku"),
        ("saldo", "1jt"),
        ("hari", "2026-11-01"),
    ];
    let made = treasurer.form("/kas/buku/baru", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let book = made.location().to_owned();
    Stage {
        village,
        treasurer,
        chair,
        book,
    }
}

impl Stage {
    /// The id of the unit's first fund source, or of the one called `name`.
    pub async fn fund(&self, app: &App, name: &str) -> String {
        let mut db = app.ctx.db.read().await.unwrap();
        let id: storage::Uuid = db
            .one(
                "select id from fund_source where unit_id = $1 and name = $2",
                args![self.village.unit.id, name],
            )
            .await
            .unwrap();
        id.simple().to_string()
    }

    /// Sends the form for money that comes (`masuk`) or goes (`keluar`).
    pub async fn write(&mut self, app: &App, way: &str, fields: &[(&str, &str)]) -> Answer {
        let fund = self.fund(app, "Kas umum").await;
        let page = format!("{}/catat?arah={way}", self.book);
        let form = self.treasurer.get(&page).await;
        let key = form.field("kunci").unwrap();
        let said = |name: &str| fields.iter().any(|(known, _)| *known == name);
        let mut all = fields.to_vec();
        for (name, value) in [
            ("kunci", key.as_str()),
            ("arah", way),
            ("dana", fund.as_str()),
        ] {
            if !said(name) {
                all.push((name, value));
            }
        }
        let today = self.village.unit.zone.today(app.now()).to_string();
        for (name, value) in [
            ("hari", today.as_str()),
            ("pihak", "Toko Maju"),
            ("pos", ""),
        ] {
            if !said(name) {
                all.push((name, value));
            }
        }
        let action = format!("{}/catat", self.book);
        self.treasurer.upload(&action, &all, &[]).await
    }

    /// Records it; the entry's page.
    pub async fn written(&mut self, app: &App, way: &str, amount: &str, text: &str) -> String {
        let fields = [("jumlah", amount), ("uraian", text)];
        let answer = self.write(app, way, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.location().to_owned()
    }

    /// The chair approves everything that waits.
    pub async fn approve_all(&mut self) {
        let page = self.chair.get("/kas/persetujuan").await;
        let ids: Vec<String> = page
            .html()
            .split("name=\"catatan\" value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect();
        let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("catatan", id.as_str())).collect();
        let answer = self.chair.upload("/kas/persetujuan", &fields, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
}

/// What `guyub check` finds wrong with the books.
pub async fn problems(app: &App) -> Vec<String> {
    let modules = guyub::modules::all();
    let check = modules.iter().flat_map(|module| module.checks);
    let mut all = Vec::new();
    for check in check {
        all.extend(check(&app.ctx.db).await.unwrap().problems);
    }
    all
}

#[tokio::test]
async fn money_is_recorded_with_its_proof_and_approved_by_somebody_else() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let book = stage.book.clone();
        stage.treasurer.get(&book).await.says("Rp1.000.000");
        let fund = stage.fund(&app, "Kas umum").await;
        let form = stage
            .treasurer
            .get(&format!("{book}/catat?arah=keluar"))
            .await;
        let key = form.field("kunci").unwrap();
        let fields = [
            ("kunci", key.as_str()),
            ("arah", "keluar"),
            ("jumlah", "150rb"),
            ("uraian", "Konsumsi rapat"),
            ("pihak", "Warung Bu Sri"),
            ("pos", "Konsumsi"),
            ("dana", &fund),
            ("hari", "2026-11-24"),
        ];
        let nota = File {
            field: "bukti",
            name: "nota.pdf",
            bytes: b"%PDF-1.7 nota",
        };
        let action = format!("{book}/catat");
        let answer = stage.treasurer.upload(&action, &fields, &[nota]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let entry = stage.treasurer.follow(&answer).await;
        for words in [
            "KU-002/2026",
            "Menunggu persetujuan",
            "Rp150.000",
            "seratus lima puluh ribu rupiah",
            "Warung Bu Sri",
            "Bendahara Jambu",
            "Lihat PDF",
        ] {
            entry.says(words);
        }
        let page = answer.location().to_owned();
        let photo = entry.links(&format!("{page}/foto/"));
        assert_eq!(stage.chair.get(&photo[0]).await.body, &b"%PDF-1.7 nota"[..]);

        let own = stage
            .treasurer
            .form_at(
                &page,
                &format!("{page}/putuskan"),
                &[("keputusan", "setuju")],
            )
            .await;
        assert_eq!(own.status, StatusCode::FORBIDDEN);
        let yes = [("keputusan", "setuju")];
        let approved = stage
            .chair
            .form_at(&page, &format!("{page}/putuskan"), &yes)
            .await;
        stage.chair.follow(&approved).await.says("Ketua Jambu");
        let again = stage
            .chair
            .form_at(&page, &format!("{page}/putuskan"), &yes)
            .await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let shown = stage.chair.get(&book).await;
        shown.says("Konsumsi rapat");
        shown.says("−Rp150.000 · KU-002/2026 · saldo Rp850.000");
        shown.says("+Rp1.000.000 · Saldo awal · KU-001/2026 · saldo Rp1.000.000");
        let mut reader = app.sign_in(stage.village.officer(Role::Supervisor));
        reader.get(&book).await.says("Rp850.000");
        let page = reader.get(&format!("{book}/catat")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(problems(&app).await, Vec::<String>::new());
        let mut log = app.sign_in(stage.village.officer(Role::Chair));
        let log = log.get("/pengaturan/catatan?jenis=kas").await;
        log.says("Uang keluar Rp150.000: Konsumsi rapat");
        log.says("Menyetujui catatan kas");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_what_was_typed_stays() {
    each(async |app| {
        let mut stage = stage(&app).await;
        for (field, value, told) in [
            ("jumlah", "", "Bagian ini belum diisi."),
            ("jumlah", "seratus", "Jumlah tidak dikenal."),
            ("jumlah", "0", "Jumlahnya harus lebih dari nol"),
            ("jumlah", "-5000", "Jumlah tidak dikenal."),
            ("jumlah", "200 miliar", "paling besar Rp100.000.000.000"),
            ("uraian", " ", "Bagian ini belum diisi."),
            ("hari", "2026-11-25", "Tanggal ini belum tiba."),
            ("hari", "November", "Tanggal tidak dikenal."),
            ("hari", "11-2026", "Tulis tanggal lengkap"),
            (
                "dana",
                "00000000000000000000000000000000",
                "Pilih sumber dananya.",
            ),
            (
                "jenis",
                "kasbon",
                "Tulis siapa yang membawa uang kas bon ini.",
            ),
            ("talangan_jumlah", "5rb", "Tulis siapa yang menalangi."),
        ] {
            let mut fields = vec![("jumlah", "25.000"), ("uraian", "Spidol & kertas")];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            if field == "jenis" {
                fields.push(("pihak", ""));
            }
            let answer = stage.write(&app, "keluar", &fields).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{field} {value}"
            );
            answer.says(told);
            if field != "uraian" {
                assert_eq!(answer.field("uraian").unwrap(), "Spidol & kertas");
            }
        }
        let page = format!("{}/catat", stage.book);
        let script = File {
            field: "bukti",
            name: "nota.jpg",
            bytes: b"<script>alert(1)</script>",
        };
        let fields = [("arah", "keluar"), ("jumlah", "5rb"), ("uraian", "Spidol")];
        let answer = stage.treasurer.upload(&page, &fields, &[script]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Bukti harus foto (JPG, PNG) atau PDF.");
        let book = stage.treasurer.get(&stage.book).await;
        book.says("Rp1.000.000");
        let same = [("nama", "Kas Lain"), ("kode", "KU"), ("hari", "2026-11-01")];
        let answer = stage.treasurer.form("/kas/buku/baru", &same).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Kode ini sudah dipakai buku lain.");
    })
    .await;
}

#[tokio::test]
async fn a_refused_entry_is_taken_back_by_a_new_one() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let page = stage.written(&app, "keluar", "200rb", "Kaos panitia").await;
        let action = format!("{page}/putuskan");
        let no = [("keputusan", "tolak"), ("alasan", "")];
        let answer = stage.chair.form_at(&page, &action, &no).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let no = [("keputusan", "tolak"), ("alasan", "Belum disepakati rapat")];
        let refused = stage.chair.form_at(&page, &action, &no).await;
        let shown = stage.chair.follow(&refused).await;
        shown.says("Ditolak, perlu koreksi");
        shown.says("Belum disepakati rapat");
        let correct = format!("{page}/koreksi");
        let empty = stage
            .treasurer
            .form_at(&page, &correct, &[("sebab", "")])
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let why = [("sebab", "ditolak ketua")];
        let taken = stage.treasurer.form_at(&page, &correct, &why).await;
        let reversal = stage.treasurer.follow(&taken).await;
        reversal.says("KU-003/2026");
        reversal.says("Koreksi KU-002/2026: ditolak ketua");
        stage.treasurer.get(&page).await.says("Sudah dikoreksi");
        stage
            .treasurer
            .get(&stage.book)
            .await
            .says("saldo Rp1.000.000");
        let twice = stage.treasurer.post(&correct, &why).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        twice.says("Catatan ini sudah dikoreksi.");
        let of_it = format!("{}/koreksi", taken.location());
        let again = stage.treasurer.post(&of_it, &why).await;
        again.says("Koreksi tidak bisa dikoreksi lagi.");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_unit_without_a_second_officer_shows_a_signed_paper() {
    each(async |app| {
        let given = Given::unit("Lenteng").officer(Role::Treasurer);
        let village = given.on(&app.ctx).await;
        let mut alone = app.sign_in(village.officer(Role::Treasurer));
        let fields = [
            ("nama", "Kas Umum"),
            ("kode", "KU"),
            ("saldo", "500rb"),
            ("hari", "2026-11-01"),
        ];
        alone.form("/kas/buku/baru", &fields).await;
        let page = alone.get("/kas/persetujuan").await;
        page.says("Belum ada pengurus lain yang bisa menyetujui di Guyub.");
        let id = page
            .html()
            .split("name=\"catatan\" value=\"")
            .nth(1)
            .unwrap();
        let id = id.split('"').next().unwrap().to_owned();
        let fields = [("catatan", id.as_str())];
        let without = alone.upload("/kas/persetujuan", &fields, &[]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        without.says("Pilih foto kertas yang sudah ditandatangani.");
        let paper = || File {
            field: "kertas",
            name: "kertas.pdf",
            bytes: b"%PDF-1.7 tanda tangan",
        };
        let signed = alone.upload("/kas/persetujuan", &fields, &[paper()]).await;
        alone.follow(&signed).await.says("1 catatan disetujui.");
        let page = format!("/kas/bukti/{id}");
        alone.get(&page).await.says("Kertas yang ditandatangani");
        let kept = alone.get(&format!("{page}/kertas")).await;
        assert_eq!(kept.body, &b"%PDF-1.7 tanda tangan"[..]);

        let mut stage = stage(&app).await;
        let page = stage.treasurer.get("/kas/persetujuan").await;
        page.keeps_quiet_about("name=\"kertas\"");
        let answer = stage
            .treasurer
            .upload("/kas/persetujuan", &[("catatan", &id)], &[paper()])
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "there is a chair");
    })
    .await;
}

#[tokio::test]
async fn ten_officers_at_once_lose_nothing_and_every_voucher_has_its_number() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fund = stage.fund(&app, "Kas umum").await;
        let action = format!("{}/catat", stage.book);
        stage.treasurer.get(&action).await;
        let writers = (1..=20).map(|n| {
            let (mut browser, action) = (stage.treasurer.clone(), action.clone());
            let (fund, key) = (fund.clone(), storage::fresh::<storage::Uuid>().to_string());
            let way = if n % 4 == 0 { "keluar" } else { "masuk" };
            tokio::spawn(async move {
                let amount = format!("{n}rb");
                let fields = [
                    ("kunci", key.as_str()),
                    ("arah", way),
                    ("jumlah", &amount),
                    ("uraian", "Bersamaan"),
                    ("dana", &fund),
                    ("hari", "2026-11-24"),
                ];
                browser.upload(&action, &fields, &[]).await.status
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            assert_eq!(writer.await.unwrap(), StatusCode::SEE_OTHER);
        }
        let mut db = app.ctx.db.read().await.unwrap();
        let numbers: Vec<i64> = db
            .all("select number from cash_entry order by number", args![])
            .await
            .unwrap();
        assert_eq!(numbers, (1..=21).collect::<Vec<i64>>());
        drop(db);
        // 1.000.000 + (1 + … + 20) thousand, the fourths taken away twice.
        stage.treasurer.get(&stage.book).await.says("Rp1.090.000");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twenty_times_at_once_is_one_entry() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let fund = stage.fund(&app, "Kas umum").await;
        let action = format!("{}/catat", stage.book);
        stage.treasurer.get(&action).await;
        let key = storage::fresh::<storage::Uuid>().simple().to_string();
        let senders = (0..20).map(|_| {
            let (mut browser, action) = (stage.treasurer.clone(), action.clone());
            let (fund, key) = (fund.clone(), key.clone());
            tokio::spawn(async move {
                let fields = [
                    ("kunci", key.as_str()),
                    ("arah", "masuk"),
                    ("jumlah", "50rb"),
                    ("uraian", "Iuran"),
                    ("dana", &fund),
                    ("hari", "2026-11-24"),
                ];
                browser
                    .upload(&action, &fields, &[])
                    .await
                    .location()
                    .to_owned()
            })
        });
        for sender in senders.collect::<Vec<_>>() {
            assert_eq!(sender.await.unwrap(), format!("/kas/bukti/{key}"));
        }
        stage.treasurer.get(&stage.book).await.says("Rp1.050.000");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}
