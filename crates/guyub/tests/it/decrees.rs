//! Pages of the board: seats and terms, decrees with their scan and their countdown, the draft for
//! the village, the chart; and a stranger from another unit at each of these addresses.

use crate::support::{App, Client, File, Given, Village, each};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;
use storage::args;

async fn jambu(app: &App) -> (Village, Client) {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given
        .officer(Role::Supervisor)
        .officer(Role::CommitteeOfficer);
    let village = given.member("Ana Lestari", 3).on(&app.ctx).await;
    let chair = app.sign_in(village.officer(Role::Chair));
    (village, chair)
}

async fn id_of(app: &App, sql: &str) -> String {
    let mut db = app.ctx.db.read().await.unwrap();
    let id: storage::Uuid = db.one(sql, args![]).await.unwrap();
    id.simple().to_string()
}

const DECREE: [(&str, &str); 5] = [
    ("nomor", "141/12/2026"),
    ("tanggal", "20-11-2026"),
    ("penerbit", "Kepala Desa Jambu"),
    ("mulai", "20-11-2026"),
    ("sampai", "19-5-2028"),
];

/// Keeps a decree of the running term; the address of its page.
pub async fn keep_decree(app: &App, chair: &mut Client) -> String {
    let term = id_of(app, "select id from term where ended_on is null").await;
    let mut fields = DECREE.to_vec();
    fields.push(("masa", &term));
    let answer = chair.form("/pengurus/sk/baru", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

async fn upload(browser: &mut Client, page: &str, bytes: &[u8]) -> crate::support::Answer {
    browser.get(page).await;
    let file = File {
        field: "pindaian",
        name: "sk.pdf",
        bytes,
    };
    browser
        .upload(&format!("{page}/pindaian"), &[], &[file])
        .await
}

#[tokio::test]
async fn somebody_gets_a_seat_without_an_account_and_loses_it() {
    each(async |app| {
        let (village, mut chair) = jambu(&app).await;
        let ana = village.person("Ana Lestari").to_string();
        let from = format!("/pengurus/jabatan/baru?orang={ana}");
        let member = [("orang", ana.as_str()), ("kedudukan", "member")];
        let wrong = chair.form_at(&from, "/pengurus/jabatan", &member).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Isi bidangnya.");
        let seat = [member[0], member[1], ("bidang", "Bidang Olahraga")];
        let given = chair.form_at(&from, "/pengurus/jabatan", &seat).await;
        let page = chair.follow(&given).await;
        page.says("Ana Lestari masuk susunan pengurus.");
        page.says("Bidang Olahraga");
        let id = id_of(&app, "select id from appointment where role = 'member'").await;
        let ended = chair
            .post("/pengurus/jabatan/akhiri", &[("jabatan", &id)])
            .await;
        let page = chair.follow(&ended).await;
        page.says("Ana Lestari tidak lagi menjabat Anggota Bidang.");
        page.keeps_quiet_about("Bidang Olahraga</h2>");
        let again = chair
            .post("/pengurus/jabatan/akhiri", &[("jabatan", &id)])
            .await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_seat_of_the_last_administrator_is_not_ended() {
    each(async |app| {
        let (_, mut chair) = jambu(&app).await;
        chair.get("/pengurus").await;
        let id = id_of(&app, "select id from appointment where role = 'chair'").await;
        let refused = chair
            .post("/pengurus/jabatan/akhiri", &[("jabatan", &id)])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(chair.get("/beranda").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn terms_are_kept_also_those_from_before_and_a_late_editor_is_told() {
    each(async |app| {
        let (_, mut chair) = jambu(&app).await;
        let past = [
            ("mulai", "1-2-2016"),
            ("berakhir", "31-1-2021"),
            ("susunan", "Ketua: Pak Slamet\nSekretaris: Bu Tini"),
        ];
        let kept = chair.form("/pengurus/masa-bakti/baru", &past).await;
        let page = chair.follow(&kept).await;
        page.says("Masa bakti 2016–2021");
        page.says("Ketua: Pak Slamet");
        chair
            .get("/pengurus/masa-bakti")
            .await
            .says("Sedang menjabat");
        let id = id_of(&app, "select id from term where ended_on is null").await;
        let edit = format!("/pengurus/masa-bakti/{id}/ubah");
        let mut other = chair.clone();
        chair.get(&edit).await;
        let theirs = [
            ("mulai", "24-11-2026"),
            ("sampai", "23-11-2031"),
            ("versi", "0"),
        ];
        let saved = other.form(&edit, &theirs).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let mine = [
            ("mulai", "24-11-2026"),
            ("sampai", "23-11-2029"),
            ("versi", "0"),
        ];
        let late = chair.post(&edit, &mine).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(
            late.field("sampai").as_deref(),
            Some("23-11-2029"),
            "what was typed stays"
        );
        assert_eq!(late.field("versi").as_deref(), Some("1"));
        let wrong = chair.post(&edit, &[("mulai", "kemarin dulu")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn the_end_of_a_decree_is_counted_down_at_home() {
    each(async |app| {
        let (_, mut chair) = jambu(&app).await;
        chair
            .get("/beranda")
            .await
            .says("SK pengukuhan belum dicatat.");
        keep_decree(&app, &mut chair).await;
        chair.get("/beranda").await.keeps_quiet_about("SK 141");
        chair
            .get("/pengurus")
            .await
            .says("SK 141/12/2026 berlaku sampai 19 Mei 2028.");
        for (today, words) in [
            (date(2027, 5, 19), "berakhir 19 Mei 2028 (12 bulan lagi)"),
            (date(2027, 12, 1), "berakhir 19 Mei 2028 (5 bulan lagi)"),
            (
                date(2028, 5, 10),
                "(9 hari lagi). Segera siapkan Temu Karya",
            ),
            (date(2028, 5, 20), "sudah berakhir 19 Mei 2028"),
        ] {
            app.ctx
                .clock
                .set(kernel::zone::Zone::Wib.moment(today.at(8, 0, 0, 0)));
            // A device that was not used for long is signed out, so it signs in anew.
            let mut db = app.ctx.db.begin().await.unwrap();
            let now = app.now();
            db.run(
                "update sign_in set created_at = $1, seen_at = $1",
                args![now],
            )
            .await
            .unwrap();
            db.commit().await.unwrap();
            chair.get("/beranda").await.says(words);
        }
    })
    .await;
}

#[tokio::test]
async fn a_scan_is_known_by_what_is_in_it_and_seen_by_those_who_may() {
    each(async |app| {
        let (village, mut chair) = jambu(&app).await;
        let page = keep_decree(&app, &mut chair).await;
        let scan = format!("{page}/pindaian");
        assert_eq!(chair.get(&scan).await.status, StatusCode::NOT_FOUND);
        let wrong = upload(&mut chair, &page, b"<script>alert(1)</script>").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Pindaian harus PDF, PNG, atau JPG.");
        let large = [b"%PDF-1.7".as_slice(), &vec![0; 10 * 1024 * 1024]].concat();
        let wrong = upload(&mut chair, &page, &large).await;
        wrong.says("Berkas ini lebih dari 10 MB.");
        let kept = upload(&mut chair, &page, b"%PDF-1.7 pertama").await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
        upload(&mut chair, &page, b"%PDF-1.7 kedua").await;
        let mut supervisor = app.sign_in(village.officer(Role::Supervisor));
        let seen = supervisor.get(&scan).await;
        assert_eq!(seen.header("content-type"), "application/pdf");
        assert_eq!(seen.body.as_ref(), b"%PDF-1.7 kedua");
        assert_eq!(seen.header("cache-control"), "private, no-store");
        let refused = upload(&mut supervisor, &page, b"%PDF-1.7").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_late_editor_of_a_decree_is_told_and_loses_nothing() {
    each(async |app| {
        let (_, mut chair) = jambu(&app).await;
        let page = keep_decree(&app, &mut chair).await;
        let edit = format!("{page}/ubah");
        let with = |number: &'static str| {
            let mut fields = DECREE.to_vec();
            fields[0] = ("nomor", number);
            fields.push(("versi", "0"));
            fields
        };
        let saved = chair.form(&edit, &with("141/13/2026")).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let late = chair.form(&edit, &with("141/14/2026")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.field("nomor").as_deref(), Some("141/14/2026"));
        late.says("SK ini baru saja diubah orang lain.");
    })
    .await;
}

#[tokio::test]
async fn the_draft_and_the_chart_are_papers_of_the_board() {
    each(async |app| {
        let (_, mut chair) = jambu(&app).await;
        chair
            .get("/pengurus/sk/rancangan")
            .await
            .says("Unduh rancangan (PDF)");
        let draft =
            "/pengurus/sk/rancangan/unduh?ba=003%2FBA%2F2026&ba_tanggal=22-11-2026&kepala=Sutarno";
        let pdf = chair.get(draft).await;
        assert_eq!(pdf.header("content-type"), "application/pdf");
        assert!(pdf.body.starts_with(b"%PDF"));
        let wrong = chair
            .get("/pengurus/sk/rancangan/unduh?ba_tanggal=entah")
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = chair.get("/pengurus/bagan").await;
        page.says("Ketua Jambu");
        let svg = chair.get("/pengurus/bagan/gambar.svg").await;
        assert_eq!(svg.header("content-type"), "image/svg+xml");
        assert!(svg.html().contains(">Ketua Jambu<"), "{}", svg.html());
        let png = chair.get("/pengurus/bagan/gambar.png").await;
        assert!(image::load_from_memory(&png.body).is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_board_is_nothing_to_the_officers_of_another_unit() {
    each(async |app| {
        let (_, mut chair) = jambu(&app).await;
        let decree = keep_decree(&app, &mut chair).await;
        upload(&mut chair, &decree, b"%PDF-1.7").await;
        let term = id_of(&app, "select id from term where ended_on is null").await;
        let seat = id_of(&app, "select id from appointment where role = 'chair'").await;
        let there = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut other = app.sign_in(there.officer(Role::Chair));
        let term = format!("/pengurus/masa-bakti/{term}");
        for address in [
            decree.clone(),
            format!("{decree}/ubah"),
            format!("{decree}/pindaian"),
            term.clone(),
            format!("{term}/ubah"),
        ] {
            assert_eq!(
                other.get(&address).await.status,
                StatusCode::NOT_FOUND,
                "{address}"
            );
        }
        for list in [
            "/pengurus",
            "/pengurus/sk",
            "/pengurus/bagan",
            "/pengurus/masa-bakti",
        ] {
            let page = other.get(list).await;
            page.keeps_quiet_about("141/12/2026");
            page.keeps_quiet_about("Ketua Jambu");
        }
        let refused = upload(&mut other, &decree, b"%PDF-1.7").await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let mut fields = DECREE.to_vec();
        fields.push(("versi", "1"));
        let from = "/pengurus/sk/baru";
        let changed = other
            .form_at(from, &format!("{decree}/ubah"), &fields)
            .await;
        assert_eq!(changed.status, StatusCode::NOT_FOUND);
        let days = [("mulai", "24-11-2026"), ("versi", "0")];
        let changed = other.form_at(from, &format!("{term}/ubah"), &days).await;
        assert_eq!(changed.status, StatusCode::NOT_FOUND);
        let theirs = term.rsplit('/').next().unwrap_or_default();
        fields.push(("masa", theirs));
        let added = other.form_at(from, from, &fields).await;
        assert_eq!(added.status, StatusCode::NOT_FOUND);
        let ended = other
            .post("/pengurus/jabatan/akhiri", &[("jabatan", &seat)])
            .await;
        assert_eq!(ended.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_committee_officer_does_not_see_what_the_board_keeps_to_change() {
    each(async |app| {
        let (village, mut chair) = jambu(&app).await;
        let decree = keep_decree(&app, &mut chair).await;
        let mut committee = app.sign_in(village.officer(Role::CommitteeOfficer));
        assert_eq!(committee.get(&decree).await.status, StatusCode::OK);
        for address in [
            "/pengurus/sk/baru",
            "/pengurus/masa-bakti/baru",
            "/pengurus/jabatan/baru",
            &format!("{decree}/ubah"),
        ] {
            assert_eq!(
                committee.get(address).await.status,
                StatusCode::FORBIDDEN,
                "{address}"
            );
        }
    })
    .await;
}
