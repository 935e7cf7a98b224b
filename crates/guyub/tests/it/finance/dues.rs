//! Dues: several members and months in one go, each with a voucher; nobody's month twice; what is
//! behind for the treasurer and the member alone; names that can be forgotten.

use super::problems;
use crate::support::{Answer, App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use kernel::id::PersonId;
use storage::args;

struct Stage {
    village: Village,
    treasurer: Client,
    book: String,
    fund: String,
}

/// A unit with Rp1.000.000 whose members pay Rp10.000 a month since September 2026.
async fn stage(app: &App) -> Stage {
    let given = Given::unit("Jambu").officer(Role::Treasurer);
    let given = given.officer(Role::Chair).officer(Role::Secretary);
    let given = given.member("Ana Lestari", 3).member("Budi Santoso", 3);
    let village = given.member("Citra Dewi", 4).on(&app.ctx).await;
    let mut treasurer = app.sign_in(village.officer(Role::Treasurer));
    let fields = [
        ("nama", "Kas Umum"),
        ("kode", "ku"),
        ("saldo", "1jt"),
        ("hari", "2026-09-01"),
    ];
    let made = treasurer.form("/kas/buku/baru", &fields).await;
    let book = made.location().replace("/kas/", "");
    treasurer
        .get("/kas/iuran")
        .await
        .says("Belum ada aturan iuran.");
    let rule = [
        ("jumlah", "10rb"),
        ("mulai", "2026-09"),
        ("bebas", "honorary"),
    ];
    let set = treasurer.form("/kas/iuran/aturan", &rule).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
    let mut db = app.ctx.db.read().await.unwrap();
    let fund: storage::Uuid = db
        .one(
            "select id from fund_source where unit_id = $1",
            args![village.unit.id],
        )
        .await
        .unwrap();
    drop(db);
    Stage {
        village,
        treasurer,
        book,
        fund: fund.simple().to_string(),
    }
}

impl Stage {
    fn page(&self, name: &str) -> String {
        format!("/kas/iuran/anggota/{}", self.village.person(name))
    }

    /// Sends a row for each: who, how much, how many payments the page knew of.
    async fn collect(&mut self, rows: &[(PersonId, &str, &str)], more: &[(&str, &str)]) -> Answer {
        let form = self.treasurer.get("/kas/iuran/catat").await;
        let key = form.field("kunci").unwrap();
        let ids: Vec<String> = rows.iter().map(|row| row.0.to_string()).collect();
        let mut fields: Vec<(&str, &str)> = more.to_vec();
        let usual = [
            ("kunci", key.as_str()),
            ("buku", &self.book),
            ("dana", &self.fund),
            ("hari", "2026-11-24"),
        ];
        let said = |name: &str| more.iter().any(|(known, _)| *known == name);
        fields.extend(usual.into_iter().filter(|(name, _)| !said(name)));
        for (id, (_, amount, seen)) in ids.iter().zip(rows) {
            fields.extend([("orang", id.as_str()), ("jumlah", amount), ("lihat", seen)]);
        }
        self.treasurer.post("/kas/iuran/catat", &fields).await
    }
}

#[tokio::test]
async fn several_members_and_months_are_recorded_in_one_go_with_a_voucher_each() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let (ana, budi, citra) = (
            stage.village.person("Ana Lestari"),
            stage.village.person("Budi Santoso"),
            stage.village.person("Citra Dewi"),
        );
        let list = stage.treasurer.get("/kas/iuran").await;
        list.says("Rp10.000 tiap bulan");
        list.says("Tunggakan Rp20.000");
        let form = stage.treasurer.get("/kas/iuran/catat?rt=4").await;
        form.says("Citra Dewi");
        form.keeps_quiet_about("Ana Lestari");
        form.says("Membayar Rp30.000");
        let tick = format!("{citra}.30000");
        let key = storage::fresh::<storage::Uuid>().simple().to_string();
        let more = [("kunci", key.as_str()), ("pas", tick.as_str())];
        let rows = [(ana, "50rb", "0"), (budi, "15.000", "0"), (citra, "", "0")];
        let answer = stage.collect(&rows, &more).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let again = stage.collect(&rows, &more).await;
        assert_eq!(
            again.location(),
            answer.location(),
            "sent twice, written once"
        );
        let round = stage.treasurer.follow(&answer).await;
        for words in [
            "3 anggota · Rp95.000",
            "Iuran September 2026 sampai Januari 2027 (5 bulan)",
            "Iuran September 2026 sampai Oktober 2026 (2 bulan)",
            "KU-002/2026",
            "KU-004/2026",
        ] {
            round.says(words);
        }
        let book = stage.treasurer.get(&format!("/kas/{}", stage.book)).await;
        book.says("Rp1.095.000");
        book.says("Ana Lestari, saldo Rp1.050.000");
        let receipts = round.links("/kas/bukti/");
        assert_eq!(receipts.len(), 3);
        let receipt = stage.treasurer.get(&receipts[0]).await;
        receipt.says("Ana Lestari");
        receipt.says("Terima kasih, Ana Lestari. Iuran September 2026 sampai Januari 2027");
        let pdf = stage
            .treasurer
            .get(&format!("{}/kuitansi.pdf", receipts[0]))
            .await;
        assert!(pdf.body.starts_with(b"%PDF"));
        stage
            .treasurer
            .get(&stage.page("Ana Lestari"))
            .await
            .says("Lunas");
        let behind = stage.treasurer.get(&stage.page("Budi Santoso")).await;
        behind.says("Belum dibayar: Oktober 2026");
        behind.says("Halo Budi Santoso, iuran Oktober 2026 (Rp5.000) belum tercatat.");
        let mut db = app.ctx.db.read().await.unwrap();
        let named: Vec<String> = db
            .all(
                "select party from cash_entry where category = 'Iuran'",
                args![],
            )
            .await
            .unwrap();
        assert_eq!(named, ["", "", ""], "no name is in the chain");
        drop(db);
        assert_eq!(problems(&app).await, Vec::<String>::new());
        for page in ["buku.pdf?tahun=2026", "buku.pdf?tahun=x", "lembar.pdf?rt=3"] {
            let pdf = stage.treasurer.get(&format!("/kas/iuran/{page}")).await;
            assert!(pdf.body.starts_with(b"%PDF"), "{page}: {}", pdf.text());
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_is_open_again() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let ana = stage.village.person("Ana Lestari");
        let answer = stage.collect(&[(ana, "30rb", "0")], &[]).await;
        let round = stage.treasurer.follow(&answer).await;
        let entry = round.links("/kas/bukti/").remove(0);
        stage
            .treasurer
            .get(&stage.page("Ana Lestari"))
            .await
            .says("Lunas");
        let why = [("sebab", "salah orang")];
        let action = format!("{entry}/koreksi");
        let taken = stage.treasurer.form_at(&entry, &action, &why).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        let page = stage.treasurer.get(&stage.page("Ana Lestari")).await;
        page.says("Tunggakan Rp20.000");
        page.says("Sudah dikoreksi");
        let arrears = stage.treasurer.get("/kas/iuran/tunggakan").await;
        arrears.says("Ana Lestari");
        arrears.says("September 2026, Oktober 2026");
        // Whoever still has the page from before the correction has not seen the last payment.
        let old = stage.collect(&[(ana, "10rb", "0")], &[]).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
        old.says("Iuran Ana Lestari baru saja dicatat oleh pengurus lain.");
        let new = stage.collect(&[(ana, "10rb", "3")], &[]).await;
        assert_eq!(new.status, StatusCode::SEE_OTHER, "{}", new.text());
        stage
            .treasurer
            .follow(&new)
            .await
            .says("Iuran September 2026");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn of_ten_officers_who_record_the_same_month_one_wins_and_the_others_are_told() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let ana = stage.village.person("Ana Lestari").to_string();
        stage.treasurer.get("/kas/iuran/catat").await;
        let writers = (0..10).map(|_| {
            let mut browser = stage.treasurer.clone();
            let (ana, book, fund) = (ana.clone(), stage.book.clone(), stage.fund.clone());
            tokio::spawn(async move {
                let fields = [
                    ("buku", book.as_str()),
                    ("dana", &fund),
                    ("hari", "2026-11-24"),
                    ("orang", &ana),
                    ("jumlah", "30rb"),
                    ("lihat", "0"),
                ];
                browser.post("/kas/iuran/catat", &fields).await
            })
        });
        let mut won = 0;
        for writer in writers.collect::<Vec<_>>() {
            let answer = writer.await.unwrap();
            if answer.status == StatusCode::SEE_OTHER {
                won += 1;
            } else {
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
                answer.says("baru saja dicatat oleh pengurus lain");
            }
        }
        assert_eq!(won, 1);
        let book = stage.treasurer.get(&format!("/kas/{}", stage.book)).await;
        book.says("Rp1.030.000");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_row_is_told_there_and_nothing_is_written() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let ana = stage.village.person("Ana Lestari");
        let budi = stage.village.person("Budi Santoso");
        for (amount, told) in [
            ("abc", "Jumlah tidak dikenal."),
            ("-5rb", "Jumlah"),
            ("0", "Jumlahnya harus lebih dari nol"),
            ("5jt", "Terlalu banyak: paling banyak Rp160.000."),
        ] {
            let rows = [(budi, "15rb", "0"), (ana, amount, "0")];
            let answer = stage.collect(&rows, &[]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{amount}");
            answer.says(told);
            assert!(
                answer.html().contains("value=\"15rb\""),
                "typed values stay"
            );
        }
        let nobody = storage::fresh::<PersonId>();
        for (rows, more, told) in [
            (vec![(ana, "", "0")], vec![], "Isi jumlah di baris anggota"),
            (
                vec![(ana, "10rb", "0")],
                vec![("hari", "2026-11-25")],
                "belum tiba",
            ),
            (
                vec![(ana, "10rb", "0")],
                vec![("buku", "x")],
                "Pilih buku kasnya.",
            ),
            (
                vec![(ana, "10rb", "0")],
                vec![("dana", &*stage.book.clone().leak())],
                "Pilih sumber",
            ),
            (
                vec![(ana, "10rb", "0"), (nobody, "10rb", "0")],
                vec![],
                "Belum tersimpan",
            ),
        ] {
            let answer = stage.collect(&rows, &more).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
            answer.says(told);
        }
        for (page, fields, told) in [
            (
                "/kas/iuran/aturan",
                [("jumlah", ""), ("mulai", "2026-09")],
                "belum diisi",
            ),
            (
                "/kas/iuran/aturan",
                [("jumlah", "5rb"), ("mulai", "2026-13")],
                "Pilih bulannya.",
            ),
            (
                "/kas/iuran/sekali",
                [("nama", "HUT RI"), ("jumlah", "5rb")],
                "tanggal lengkap",
            ),
        ] {
            let answer = stage.treasurer.form(page, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
            answer.says(told);
        }
        let book = stage.treasurer.get(&format!("/kas/{}", stage.book)).await;
        book.says("Rp1.000.000");
        book.keeps_quiet_about("KU-002");
    })
    .await;
}

#[tokio::test]
async fn rules_are_dated_and_some_pay_nothing_for_a_time() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let rule = [("jumlah", "15rb"), ("mulai", "2026-11")];
        stage.treasurer.form("/kas/iuran/aturan", &rule).await;
        let once = [
            ("nama", "Iuran HUT RI 2026"),
            ("jumlah", "25rb"),
            ("hari", "2026-08-10"),
        ];
        let made = stage.treasurer.form("/kas/iuran/sekali", &once).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let twice = stage.treasurer.form("/kas/iuran/sekali", &once).await;
        twice.says("Nama ini sudah dipakai.");
        let ana = stage.page("Ana Lestari");
        let page = stage.treasurer.get(&ana).await;
        page.says("Tunggakan Rp45.000");
        page.says("Belum dibayar: Iuran HUT RI 2026, September 2026, Oktober 2026");
        let free = format!("{ana}/bebas");
        let wrong = [("sebab", ""), ("mulai", "2026-09")];
        let answer = stage.treasurer.form_at(&ana, &free, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let away = [("sebab", "Kuliah"), ("mulai", "2026-10"), ("sampai", "")];
        stage.treasurer.form_at(&ana, &free, &away).await;
        let page = stage.treasurer.get(&ana).await;
        page.says("Tunggakan Rp35.000");
        let end = page
            .html()
            .split("action=\"")
            .filter_map(|rest| rest.split('"').next())
            .find(|action| action.ends_with("/akhiri"))
            .unwrap()
            .to_owned();
        let ended = stage.treasurer.form_at(&ana, &end, &[]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER);
        let member = stage.village.person("Ana Lestari");
        let answer = stage.collect(&[(member, "50rb", "0")], &[]).await;
        let round = stage.treasurer.follow(&answer).await;
        // Nothing for October; November at the new rate.
        round.says("Iuran September 2026, November 2026, Iuran HUT RI 2026");
        stage.treasurer.get(&ana).await.says("Lunas");
    })
    .await;
}

#[tokio::test]
async fn only_the_treasurer_and_the_member_see_who_is_behind() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let ana = stage.village.person("Ana Lestari");
        stage.collect(&[(ana, "10rb", "0")], &[]).await;
        let neighbour = Given::unit("Lenteng").officer(Role::Treasurer);
        let neighbour = neighbour.on(&app.ctx).await;
        let mut other = app.sign_in(neighbour.officer(Role::Treasurer));
        let foreign = other.get(&stage.page("Ana Lestari")).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        for role in [Role::Chair, Role::Secretary] {
            let mut officer = app.sign_in(stage.village.officer(role));
            for page in [
                "/kas/iuran",
                "/kas/iuran/tunggakan",
                "/kas/iuran/catat",
                "/kas/iuran/buku.pdf",
                &stage.page("Ana Lestari"),
            ] {
                let answer = officer.get(page).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{page}");
            }
            officer.get("/kas").await.keeps_quiet_about("/kas/iuran");
        }
        let mut db = app.ctx.db.read().await.unwrap();
        let person = organization::find_person(&mut db, &stage.village.scope, ana);
        let token = person.await.unwrap().unwrap().token;
        drop(db);
        let own = format!("/p/{token}");
        let mut phone = app.stranger();
        phone.get(&own).await.keeps_quiet_about("Oktober 2026");
        let mut secretary = app.sign_in(stage.village.officer(Role::Secretary));
        let page = format!("/anggota/{ana}");
        let shown = secretary
            .form_at(&page, &format!("{page}/kode-pin"), &[])
            .await;
        let code = shown.text_of("kode");
        let data = format!("{own}/data");
        phone.get(&data).await.keeps_quiet_about("Oktober 2026");
        let fields = [
            ("kode", code.as_str()),
            ("baru", "402918"),
            ("ulang", "402918"),
        ];
        phone
            .form_at(&data, &format!("{own}/pin/baru"), &fields)
            .await;
        let seen = phone.get(&data).await;
        seen.says("Iuran yang belum dibayar");
        seen.says("Oktober 2026");
        seen.says("KU-002/2026");
        seen.says("Diterima");
    })
    .await;
}

#[tokio::test]
async fn a_member_is_forgotten_and_the_money_and_the_chain_stay() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let ana = stage.village.person("Ana Lestari");
        let answer = stage.collect(&[(ana, "10rb", "0")], &[]).await;
        let round = answer.location().to_owned();
        stage.treasurer.get(&round).await.says("Ana Lestari");
        let mut tx = app.ctx.db.begin().await.unwrap();
        let scope = &stage.village.scope;
        organization::forget(&mut tx, &app.ctx, scope, ana, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let page = stage.treasurer.get(&round).await;
        page.says("Rp10.000");
        page.keeps_quiet_about("Ana Lestari");
        let book = stage.treasurer.get(&format!("/kas/{}", stage.book)).await;
        book.says("Rp1.010.000");
        book.keeps_quiet_about("Ana Lestari");
        assert_eq!(problems(&app).await, Vec::<String>::new());
    })
    .await;
}
