//! Rules of membership: presets that a unit may change, dated, warning and never refusing; and
//! the roll by age.

use crate::support::{App, Client, Given, Village, each, training};
use axum::http::StatusCode;
use jiff::civil::{Date, date};
use kernel::access::Role;
use kernel::id::PersonId;
use organization::{NewPart, NewPerson, Place, UnitKind};

async fn jambu(app: &App) -> Village {
    Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&app.ctx)
        .await
}

async fn born(app: &App, village: &Village, name: &str, day: Date) -> PersonId {
    let person = NewPerson {
        full_name: name.to_owned(),
        birth_date: Some(day),
        phones: vec!["+6281200001234".to_owned()],
        ..NewPerson::default()
    };
    let mut tx = app.ctx.db.begin().await.unwrap();
    let id = organization::add_person(&mut tx, &village.scope, &person, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

fn secretary(app: &App, village: &Village) -> Client {
    app.sign_in(village.officer(Role::Secretary))
}

const SETTINGS: &str = "/pengaturan/keanggotaan";

/// The form as the page shows it for a preset, with a first day.
async fn filled(officer: &mut Client, preset: &str, since: &str) -> Vec<(&'static str, String)> {
    let page = officer.get(&format!("{SETTINGS}?pakai={preset}")).await;
    let fields = [
        "versi",
        "nama",
        "aturan",
        "umur_min",
        "umur_maks",
        "pengurus_min",
        "pengurus_maks",
        "masa",
        "banyak",
        "aktif",
    ];
    let mut form: Vec<(&'static str, String)> = fields
        .into_iter()
        .map(|field| (field, page.field(field).unwrap_or_default()))
        .collect();
    form.push(("sejak", since.to_owned()));
    form
}

async fn save(officer: &mut Client, form: &[(&'static str, String)]) -> crate::support::Answer {
    let form: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    officer.form(SETTINGS, &form).await
}

#[tokio::test]
async fn an_age_warns_with_its_reason_and_another_policy_says_otherwise() {
    each(async |app| {
        let village = jambu(&app).await;
        let id = born(&app, &village, "Bambang Tua", date(1990, 5, 1)).await;
        let mut officer = secretary(&app, &village);
        let page = officer.get(&format!("/anggota/{id}")).await;
        page.says("Umur 36 tahun, di atas 30 tahun menurut Permensos 9/2025");
        officer.get(SETTINGS).await.says("16 sampai 30 tahun");
        let form = filled(&mut officer, "2019", "1-1-2026").await;
        let saved = save(&mut officer, &form).await;
        let page = officer.follow(&saved).await;
        page.says("13 sampai 45 tahun");
        let page = officer.get(&format!("/anggota/{id}")).await;
        page.keeps_quiet_about("di atas 30 tahun");
        // From next year on the board goes by 2025's again.
        let form = filled(&mut officer, "2025", "1-1-2027").await;
        save(&mut officer, &form).await;
        let page = officer.get(SETTINGS).await;
        page.says("Permensos 25/2019");
        page.says("Permensos 9/2025: sejak Jumat, 1 Januari 2027");
        app.wait(60 * 24 * 60);
        let page = secretary(&app, &village)
            .get(&format!("/anggota/{id}"))
            .await;
        assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    })
    .await;
}

#[tokio::test]
async fn two_at_one_policy_and_what_is_wrong_with_one() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut officer = secretary(&app, &village);
        let mut form = filled(&mut officer, "2010", "24-11-2026").await;
        assert_eq!(
            save(&mut officer, &form).await.status,
            StatusCode::SEE_OTHER
        );
        form[1].1 = "Aturan desa".to_owned();
        let second = filled(&mut officer, "2005", "24-11-2026").await;
        assert_eq!(
            save(&mut officer, &second).await.status,
            StatusCode::SEE_OTHER
        );
        form[0].1 = "1".to_owned();
        let late = save(&mut officer, &form).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.field("nama").as_deref(), Some("Aturan desa"));
        let mut wrong = filled(&mut officer, "2025", "entah").await;
        wrong[3].1 = "40".to_owned();
        let answer = save(&mut officer, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Tanggal tidak dikenal");
        answer.says("Lebih kecil dari umur paling muda");
    })
    .await;
}

#[tokio::test]
async fn the_roll_by_age_has_its_counts_and_a_years_lists() {
    each(async |app| {
        let village = jambu(&app).await;
        let ana = born(&app, &village, "Ana Muda", date(2010, 12, 31)).await;
        born(&app, &village, "Budi Tepat", date(1996, 2, 29)).await;
        born(&app, &village, "Citra Tua", date(1980, 1, 1)).await;
        let (_, sessions) = village.activity(&app.ctx, &training("Pelatihan")).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        for (at, session) in sessions.iter().enumerate() {
            tx.run(
                "insert into attendance (session_id, person_id, unit_id, activity_id, mark_id,
                                         state, at, how)
                 select id, $2, unit_id, activity_id, $3, 'present', $4, 'tap' from session
                  where id = $1",
                storage::args![
                    *session,
                    ana,
                    storage::fresh::<storage::Uuid>(),
                    i64::try_from(at).unwrap()
                ],
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        let mut officer = secretary(&app, &village);
        let page = officer.get("/anggota/usia").await;
        page.says("4 terdaftar");
        page.says("3 bisa dihubungi");
        page.says("1 ikut kegiatan 12 bulan ini");
        page.says("Umurnya sesuai 1");
        page.says("Lebih muda 1");
        page.says("Lebih tua 1");
        page.says("16 tahun pada Kamis, 31 Desember 2026");
        let page = officer.get("/anggota/usia?tahun=2027").await;
        page.says("31 tahun pada Senin, 1 Maret 2027");
        page.says("Budi Tepat");
        page.keeps_quiet_about("Ana Muda");
        let odd = officer.get("/anggota/usia?tahun=99999999").await;
        assert_eq!(odd.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_part_goes_by_its_villages_rules_and_sees_its_own_people() {
    each(async |app| {
        let village = jambu(&app).await;
        born(&app, &village, "Ana Desa", date(2010, 12, 31)).await;
        let part = NewPart {
            kind: UnitKind::Rt,
            name: "RT 03".to_owned(),
            place: Place {
                rts: vec![3],
                ..Place::default()
            },
        };
        let rt = village.part(&app.ctx, part, &[Role::Secretary]).await;
        let mut officer = secretary(&app, &rt);
        officer.get(SETTINGS).await.says("mengikuti aturan desanya");
        let page = officer.get("/anggota/usia").await;
        page.says("1 terdaftar");
        page.keeps_quiet_about("Ana Desa");
        officer.get("/akun").await;
        let form = [
            ("nama", "Aturan RT"),
            ("aturan", "RT"),
            ("sejak", "1-1-2026"),
            ("umur_min", "5"),
        ];
        let refused = officer.post(SETTINGS, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
