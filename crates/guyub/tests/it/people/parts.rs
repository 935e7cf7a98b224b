//! Parts of a village keep no people of their own: what their officers write down about somebody
//! stands on the village's roll, and what belongs to others of the village stays out of sight.

use super::merge::{merge, undo};
use crate::support::{App, Client, Given, Village, each, training};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;
use kernel::id::PersonId;
use organization::{NewPart, NewPerson, Place, UnitKind};

struct House {
    village: Village,
    hamlet: Village,
    /// Of the hamlet, 17 on the tests' day.
    raka: PersonId,
    /// Of another hamlet.
    citra: PersonId,
}

async fn house(app: &App) -> House {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&app.ctx)
        .await;
    let hamlet = NewPart {
        kind: UnitKind::Hamlet,
        name: "Dusun Krajan".into(),
        place: Place {
            hamlets: vec!["Krajan".into()],
            ..Place::default()
        },
    };
    let hamlet = village.part(&app.ctx, hamlet, &[Role::Secretary]).await;
    let raka = add(app, &village, "Raka Pratama", "Krajan").await;
    let citra = add(app, &village, "Citra Dewi", "Gondang").await;
    House {
        village,
        hamlet,
        raka,
        citra,
    }
}

async fn add(app: &App, village: &Village, name: &str, hamlet: &str) -> PersonId {
    let person = NewPerson {
        full_name: name.into(),
        birth_date: Some(date(2009, 1, 2)),
        hamlet: hamlet.into(),
        phones: vec!["+6281200001111".into()],
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

#[tokio::test]
async fn what_a_hamlet_writes_down_about_a_child_the_village_reads() {
    each(async |app| {
        let house = house(&app).await;
        let mut officer = secretary(&app, &house.hamlet);
        officer
            .get("/anggota")
            .await
            .says("Persetujuan wali: 1 belum");
        officer
            .get("/anggota/persetujuan")
            .await
            .keeps_quiet_about("Citra");
        let page = format!("/anggota/{}", house.raka);
        let shown = officer.get(&page).await;
        shown.keeps_quiet_about("Citra Dewi");
        let fields = [("nama", "Siti Aminah"), ("hubungan", "mother"), ("hp", "")];
        let answer = officer.form(&format!("{page}/wali"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let wali = officer.get(&page).await.links(&format!("{page}/wali/"));
        let id = wali[0].rsplit('/').next().unwrap().to_owned();
        let fields = [
            ("untuk", "data"),
            ("oleh", id.as_str()),
            ("tanggal", "20-11-2026"),
            ("cara", "said"),
        ];
        let answer = officer.form(&format!("{page}/persetujuan"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let mut above = secretary(&app, &house.village);
        let shown = above.get(&page).await;
        shown.says("Siti Aminah");
        shown.keeps_quiet_about("Umurnya belum 18 tahun");
        for path in ["", "/wali", "/persetujuan", "/keluar", "/gabung", "/ubah"] {
            let path = format!("/anggota/{}{path}", house.citra);
            let answer = officer.get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            let answer = officer.post(&path, &[("nama", "Direbut")]).await;
            assert!(answer.status.is_client_error(), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_leaves_by_the_hamlet_is_gone_from_the_village_and_comes_back_to_both() {
    each(async |app| {
        let house = house(&app).await;
        let mut officer = secretary(&app, &house.hamlet);
        let mut above = secretary(&app, &house.village);
        let page = format!("/anggota/{}", house.raka);
        let fields = [("tanggal", "20-11-2026"), ("sebab", "resigned")];
        let answer = officer.form(&format!("{page}/keluar"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        above.get("/anggota").await.keeps_quiet_about("Raka");
        for one in [&mut officer, &mut above] {
            one.get("/anggota/keluar").await.says("Raka Pratama");
        }
        let fields = [("tanggal", "20-11-2026"), ("sebab", "resigned")];
        let citra = format!("/anggota/{}", house.citra);
        above.form(&format!("{citra}/keluar"), &fields).await;
        officer
            .get("/anggota/keluar")
            .await
            .keeps_quiet_about("Citra");
        let refused = officer.post(&format!("{citra}/kembali"), &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let back = officer.post(&format!("{page}/kembali"), &[]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let shown = above.get(&page).await;
        shown.says("Raka Pratama");
        shown.says("Riwayat keanggotaan");
    })
    .await;
}

#[tokio::test]
async fn a_merge_in_the_village_takes_the_hamlets_and_the_committees_rows_with_it() {
    each(async |app| {
        let house = house(&app).await;
        let twin = add(&app, &house.village, "Raka Pratama", "Krajan").await;
        let committee = NewPart {
            kind: UnitKind::Committee,
            name: "Panitia HUT RI".into(),
            place: Place::default(),
        };
        let committee = house
            .village
            .part(&app.ctx, committee, &[Role::Secretary])
            .await;
        let (activity, _) = house.hamlet.activity(&app.ctx, &training("Menjahit")).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        activity::join_committee(&mut tx, &house.hamlet.scope, activity, twin, "Konsumsi")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut above = secretary(&app, &house.village);
        let list = format!("/unit/{}/orang", committee.unit.id);
        above.get(&list).await;
        above.post(&list, &[("masuk", &twin.to_string())]).await;
        let mut theirs = secretary(&app, &committee);
        theirs.get("/anggota").await.says("Raka Pratama");

        let done = merge(&mut above, house.raka, twin, &[]).await;
        above.get(&done).await.says("Kepanitiaan 1 ikut pindah");
        above
            .get(&done)
            .await
            .says("Daftar panitia atau unit teknis 1 ikut pindah");
        let kept = format!("/anggota/{}", house.raka);
        assert_eq!(theirs.get(&kept).await.status, StatusCode::OK);
        undo(&mut above, &done).await;
        assert_eq!(theirs.get(&kept).await.status, StatusCode::NOT_FOUND);
        let own = theirs.get(&format!("/anggota/{twin}")).await;
        assert_eq!(own.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_hamlet_merges_its_own_people_and_hears_of_no_others() {
    each(async |app| {
        let house = house(&app).await;
        let twin = add(&app, &house.village, "Raka Pratama", "Krajan").await;
        let other = add(&app, &house.village, "Citra Dewi", "Gondang").await;
        let mut above = secretary(&app, &house.village);
        let elsewhere = merge(&mut above, house.citra, other, &[]).await;
        let mut officer = secretary(&app, &house.hamlet);
        let list = officer.get("/anggota/kembar").await;
        list.says("1 pasang data mungkin orang yang sama");
        list.keeps_quiet_about("Citra");
        assert_eq!(officer.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
        let done = merge(&mut officer, house.raka, twin, &[]).await;
        let list = above.get("/anggota/kembar").await;
        list.says("Raka Pratama → Raka Pratama");
        undo(&mut above, &done).await;
        officer
            .get("/anggota/kembar")
            .await
            .says("1 pasang data mungkin orang yang sama");
    })
    .await;
}

#[tokio::test]
async fn how_long_things_are_kept_is_the_villages_to_say() {
    each(async |app| {
        let house = house(&app).await;
        let mut officer = secretary(&app, &house.hamlet);
        let page = officer.get("/pengaturan/penyimpanan").await;
        page.says("Unit ini mengikuti aturan desanya.");
        officer.get("/pengaturan").await;
        let fields = [
            ("berkas", "1"),
            ("tamu", "1"),
            ("keluar", "1"),
            ("versi", "0"),
        ];
        let refused = officer.post("/pengaturan/penyimpanan", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("diatur oleh pengurus desa");
    })
    .await;
}
