//! The tree of units: parts of a village see part of its roll, units above see counts and no
//! names, and officers of several units choose one.

use crate::support::{App, Client, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use organization::{NewPart, NewPerson, NewUnit, Place, UnitKind};

/// A village with a secretary, and three people in two hamlets.
async fn jambu(app: &App) -> Village {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .on(&app.ctx)
        .await;
    for (name, hamlet, rt, rw) in [
        ("Ana Lestari", "Krajan", 1, 1),
        ("Budi Santoso", "dusun krajan", 3, 1),
        ("Citra Dewi", "Gondang", 7, 2),
    ] {
        add(app, &village, name, hamlet, rt, rw).await;
    }
    village
}

async fn add(app: &App, village: &Village, name: &str, hamlet: &str, rt: u16, rw: u16) {
    let person = NewPerson {
        full_name: name.to_owned(),
        hamlet: hamlet.to_owned(),
        rt: Some(rt),
        rw: Some(rw),
        ..NewPerson::default()
    };
    let mut tx = app.ctx.db.begin().await.unwrap();
    organization::add_person(&mut tx, &village.scope, &person, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn krajan() -> NewPart {
    NewPart {
        kind: UnitKind::Hamlet,
        name: "Karang Taruna Dusun Krajan".to_owned(),
        place: Place {
            hamlets: vec!["Krajan".to_owned(), "Dusun Krajan".to_owned()],
            ..Place::default()
        },
    }
}

fn secretary(app: &App, village: &Village) -> Client {
    app.sign_in(village.officer(Role::Secretary))
}

#[tokio::test]
async fn a_hamlet_sees_its_people_and_nobody_else() {
    each(async |app| {
        let village = jambu(&app).await;
        let hamlet = village.part(&app.ctx, krajan(), &[Role::Secretary]).await;
        let mut officer = secretary(&app, &hamlet);
        let page = officer.get("/anggota").await;
        page.says("Ana Lestari");
        page.says("Budi Santoso");
        page.keeps_quiet_about("Citra Dewi");
        let citra = person(&app, &village, "Citra Dewi").await;
        let ana = person(&app, &village, "Ana Lestari").await;
        let answer = officer.get(&format!("/anggota/{citra}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        for file in ["unduh/csv", "unduh/vcf"] {
            let file = officer.get(&format!("/anggota/{file}")).await;
            assert_eq!(file.status, StatusCode::OK);
            file.keeps_quiet_about("Citra");
        }
        let found = officer.get("/anggota?cari=citra").await;
        found.keeps_quiet_about("Citra Dewi");
        let answer = officer.get(&format!("/anggota/{ana}/ubah")).await;
        assert_eq!(answer.status, StatusCode::OK);
        for action in ["", "/keluar", "/wali", "/persetujuan"] {
            let answer = officer
                .post(
                    &format!("/anggota/{citra}{action}"),
                    &[("nama", "Direbut"), ("versi", "1")],
                )
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
        }
    })
    .await;
}

async fn person(app: &App, village: &Village, name: &str) -> kernel::id::PersonId {
    let mut db = app.ctx.db.read().await.unwrap();
    let found = organization::search(&mut db, &village.scope, name, 2)
        .await
        .unwrap();
    found[0].id
}

#[tokio::test]
async fn whoever_a_hamlet_adds_stands_on_the_villages_roll_and_lives_in_the_hamlet() {
    each(async |app| {
        let village = jambu(&app).await;
        let hamlet = village.part(&app.ctx, krajan(), &[Role::Secretary]).await;
        let mut officer = secretary(&app, &hamlet);
        let answer = officer
            .form("/anggota", &[("nama", "Dewi Anggraini"), ("rt", "2")])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        officer.get("/anggota").await.says("Dewi Anggraini");
        secretary(&app, &village)
            .get("/anggota?cari=dewi")
            .await
            .says("Krajan, RT 02");
        let answer = officer
            .form_at(
                "/anggota/baru",
                "/anggota/tambah",
                &[("nama", "Eko Prasetyo"), ("dusun", "Gondang")],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("di luar wilayah unit");
        secretary(&app, &village)
            .get("/anggota?cari=eko")
            .await
            .keeps_quiet_about("Eko Prasetyo");
    })
    .await;
}

#[tokio::test]
async fn an_rt_is_found_by_its_numbers_and_a_committee_by_its_list() {
    each(async |app| {
        let village = jambu(&app).await;
        let rt = NewPart {
            kind: UnitKind::Rt,
            name: "RT 03 dan 07".to_owned(),
            place: Place {
                rts: vec![3, 7],
                ..Place::default()
            },
        };
        let rt = village.part(&app.ctx, rt, &[Role::Secretary]).await;
        let page = secretary(&app, &rt).get("/anggota").await;
        page.says("Budi Santoso");
        page.says("Citra Dewi");
        page.keeps_quiet_about("Ana Lestari");

        let committee = NewPart {
            kind: UnitKind::Committee,
            name: "Panitia HUT RI".to_owned(),
            place: Place::default(),
        };
        let committee = village.part(&app.ctx, committee, &[Role::Secretary]).await;
        let ana = person(&app, &village, "Ana Lestari").await.to_string();
        let list = format!("/unit/{}/orang", committee.unit.id);
        let mut officer = secretary(&app, &village);
        officer
            .get(&format!("{list}?cari=ana"))
            .await
            .says("Ana Lestari");
        officer.post(&list, &[("masuk", &ana)]).await;
        let mut theirs = secretary(&app, &committee);
        let page = theirs.get("/anggota").await;
        page.says("Ana Lestari");
        page.keeps_quiet_about("Budi Santoso");
        officer.form(&list, &[("keluar", &ana)]).await;
        theirs
            .get("/anggota")
            .await
            .keeps_quiet_about("Ana Lestari");
        let own_list = theirs.get(&list).await;
        assert_eq!(own_list.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_village_makes_a_hamlet_gives_it_a_secretary_and_sees_its_page() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut officer = secretary(&app, &village);
        officer
            .get("/unit")
            .await
            .says("Belum ada unit di bawahnya");
        let new = format!("/unit/{}/tambah", village.unit.id);
        let wrong = officer
            .form(&new, &[("jenis", "hamlet"), ("nama", "Dusun Krajan")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.field("nama").as_deref(), Some("Dusun Krajan"));
        let made = officer
            .form(
                &new,
                &[
                    ("jenis", "hamlet"),
                    ("nama", "Dusun Krajan"),
                    ("dusun", "Krajan, Dusun Krajan"),
                ],
            )
            .await;
        let page = officer.follow(&made).await;
        page.says("Warganya: Krajan, Dusun Krajan");
        page.says("2 anggota");
        let hamlet = made.location().to_owned();
        officer.get("/unit").await.says("Dusun · 2 anggota");

        let ana = person(&app, &village, "Ana Lestari").await.to_string();
        let citra = person(&app, &village, "Citra Dewi").await.to_string();
        let posts = format!("{hamlet}/pengurus");
        let office = |who: &str| {
            vec![
                ("orang", who.to_owned()),
                ("jabatan", "secretary".to_owned()),
                ("login", "ana.krajan".to_owned()),
            ]
        };
        let fields = office(&citra);
        let fields: Vec<_> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
        let elsewhere = officer.form(&posts, &fields).await;
        assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        elsewhere.says("bukan warga unit itu");
        let fields = office(&ana);
        let fields: Vec<_> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
        let given = officer.form(&posts, &fields).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.text());
        given.says("Kata sandi sekali pakai");
        officer.get(&posts).await.says("Ana Lestari");
    })
    .await;
}

#[tokio::test]
async fn somebody_with_two_offices_chooses_the_unit() {
    each(async |app| {
        let village = jambu(&app).await;
        let hamlet = village.part(&app.ctx, krajan(), &[]).await;
        let who = village.officer(Role::Secretary);
        village
            .appoint(&app.ctx, &hamlet.unit, who.person, Role::Chair)
            .await;
        let mut officer = app.sign_in(who);
        officer.get("/anggota").await.says("Citra Dewi");
        officer.get("/akun").await.says("Ganti unit");
        let id = hamlet.unit.id.to_string();
        let before = officer.get("/anggota/baru").await.field("_t").unwrap();
        let chosen = officer.form("/akun/unit", &[("unit", &id)]).await;
        officer
            .follow(&chosen)
            .await
            .says("Karang Taruna Dusun Krajan");
        let page = officer.get("/anggota").await;
        page.says("Ana Lestari");
        page.keeps_quiet_about("Citra Dewi");
        let body = format!("_t={before}&nama=Salah+Unit");
        let stale = officer.post_raw("/anggota/tambah", &body).await;
        assert_eq!(stale.status, StatusCode::FORBIDDEN);

        let foreign = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let foreign = foreign.unit.id.to_string();
        let refused = officer.form("/akun/unit", &[("unit", &foreign)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let mut forged = app.sign_in(who).with_cookie("unit", &foreign);
        forged.get("/beranda").await.says("Karang Taruna Jambu");
    })
    .await;
}

/// A district with a secretary, and two villages below it with `people` each.
async fn district(app: &App, people: [usize; 3]) -> (Village, Vec<Village>) {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let new = NewUnit {
        region_code: "35.29.07".to_owned(),
        name: "Karang Taruna Kecamatan Lenteng".to_owned(),
    };
    let unit = organization::create_unit(&mut tx, new, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let district = Given::officers(app, unit, &[Role::Secretary]).await;
    let mut villages = Vec::new();
    for (code, people) in ["35.29.07.2017", "35.29.07.2001", "35.29.07.2002"]
        .iter()
        .zip(people)
    {
        let mut tx = app.ctx.db.begin().await.unwrap();
        let new = NewUnit {
            region_code: (*code).to_owned(),
            name: format!("Karang Taruna {code}"),
        };
        let unit = organization::create_below(&mut tx, &district.unit, new, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let village = Given::officers(app, unit, &[]).await;
        for n in 0..people {
            add(app, &village, &format!("Warga {code} {n}"), "", 1, 1).await;
        }
        villages.push(village);
    }
    (district, villages)
}

#[tokio::test]
async fn a_district_sees_counts_of_its_villages_and_no_name() {
    each(async |app| {
        let (district, villages) = district(&app, [12, 3, 7]).await;
        let hamlet = villages[0].part(&app.ctx, krajan(), &[]).await;
        let mut officer = secretary(&app, &district);
        officer.get("/unit").await.says("sedang dihitung");
        app.work_jobs().await;
        let page = officer.get("/unit").await;
        page.says("22 anggota");
        page.says("12 anggota");
        page.says("anggota disembunyikan");
        page.says("Jumlah yang kecil disembunyikan");
        for few in ["3 anggota", "7 anggota"] {
            assert!(!page.text().contains(few), "{few}: {}", page.text());
        }
        page.keeps_quiet_about("Warga");
        officer.get("/anggota").await.keeps_quiet_about("Warga");
        for village in &villages {
            let page = officer.get(&format!("/unit/{}", village.unit.id)).await;
            assert_eq!(page.status, StatusCode::OK);
            page.keeps_quiet_about("Warga");
        }
        let page = officer.get(&format!("/unit/{}", villages[1].unit.id)).await;
        page.says("anggota disembunyikan");
        let page = officer.get(&format!("/unit/{}", hamlet.unit.id)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("0 anggota"), "{}", page.text());
        for path in ["orang", "pengurus", "ubah", "tambah"] {
            let answer = officer
                .get(&format!("/unit/{}/{path}", hamlet.unit.id))
                .await;
            assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
            answer.keeps_quiet_about("Warga");
        }
    })
    .await;
}

#[tokio::test]
async fn a_village_with_a_board_is_not_changed_from_above() {
    each(async |app| {
        let (district, villages) = district(&app, [0, 0, 0]).await;
        let mut officer = secretary(&app, &district);
        let (led, unled) = (&villages[0].unit, &villages[1].unit);
        let chair = NewPerson {
            full_name: "Bagas".to_owned(),
            ..NewPerson::default()
        };
        let mut tx = app.ctx.db.begin().await.unwrap();
        let chair = organization::add_person(&mut tx, &villages[0].scope, &chair, app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        villages[0].appoint(&app.ctx, led, chair, Role::Chair).await;
        officer.get("/akun").await;
        let refused = officer.post(&format!("/unit/{}/arsip", led.id), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("sudah punya pengurus sendiri");
        let page = officer.get(&format!("/unit/{}", led.id)).await;
        page.keeps_quiet_about("/ubah");
        let done = officer
            .form_at(
                &format!("/unit/{}", unled.id),
                &format!("/unit/{}/arsip", unled.id),
                &[],
            )
            .await;
        officer.follow(&done).await.says("sudah diarsipkan");
        officer.get("/unit").await.says("Yang diarsipkan (1)");
        let woken = officer
            .form_at(
                &format!("/unit/{}", unled.id),
                &format!("/unit/{}/pulihkan", unled.id),
                &[],
            )
            .await;
        officer.follow(&woken).await.says("aktif lagi");
        let top = officer
            .post(&format!("/unit/{}/arsip", district.unit.id), &[])
            .await;
        top.says("Unit paling atas tidak bisa diarsipkan");
    })
    .await;
}

#[tokio::test]
async fn a_district_makes_a_village_once() {
    each(async |app| {
        let (district, _) = district(&app, [0, 0, 0]).await;
        let mut officer = secretary(&app, &district);
        let choose = format!("/unit/{}/wilayah", district.unit.id);
        let list = officer.get(&choose).await;
        list.keeps_quiet_about("wilayah=35.29.07.2017");
        list.says("Desa Daramista");
        let code = list.links(&format!("{choose}?wilayah="))[0]
            .rsplit('=')
            .next()
            .unwrap()
            .to_owned();
        let made = officer
            .form_at(
                &format!("{choose}?wilayah={code}"),
                &choose,
                &[("wilayah", &code), ("nama", "Karang Taruna Baru")],
            )
            .await;
        officer.follow(&made).await.says("Karang Taruna Baru");
        let again = officer
            .form_at(
                &format!("{choose}?wilayah={code}"),
                &choose,
                &[("wilayah", &code), ("nama", "Karang Taruna Lagi")],
            )
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("Wilayah ini sudah punya unit: Karang Taruna Baru");
        officer.get("/akun").await;
        let outside = officer
            .post(&choose, &[("wilayah", "33.10.03.2016"), ("nama", "Jauh")])
            .await;
        assert_eq!(outside.status, StatusCode::UNPROCESSABLE_ENTITY);
        officer
            .get("/unit?cari=baru")
            .await
            .says("Karang Taruna Baru");
    })
    .await;
}

#[tokio::test]
async fn a_unit_of_somebody_else_is_not_there() {
    each(async |app| {
        let village = jambu(&app).await;
        let hamlet = village.part(&app.ctx, krajan(), &[Role::Chair]).await;
        let other = Given::unit("Lenteng")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut stranger = app.sign_in(other.officer(Role::Chair));
        for unit in [&village.unit, &hamlet.unit] {
            for path in ["", "/ubah", "/tambah", "/wilayah", "/orang", "/pengurus"] {
                let answer = stranger.get(&format!("/unit/{}{path}", unit.id)).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            }
            stranger.get("/akun").await;
            for path in [
                "/ubah",
                "/tambah",
                "/wilayah",
                "/orang",
                "/pengurus",
                "/arsip",
                "/pulihkan",
            ] {
                let fields = [
                    ("nama", "Direbut"),
                    ("jenis", "committee"),
                    ("jabatan", "chair"),
                    ("login", "perebut"),
                    ("masuk", "00000000000000000000000000000000"),
                ];
                let answer = stranger
                    .post(&format!("/unit/{}{path}", unit.id), &fields)
                    .await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "POST {path}");
            }
        }
        let mut chair = app.sign_in(hamlet.officer(Role::Chair));
        let up = chair.get(&format!("/unit/{}", village.unit.id)).await;
        assert_eq!(up.status, StatusCode::NOT_FOUND);
        // A hamlet's own officers can't see more than they were given.
        let own = format!("/unit/{}/ubah", hamlet.unit.id);
        let version = chair.get(&own).await.field("versi").unwrap();
        let fields = [
            ("nama", "Krajan"),
            ("dusun", "Gondang"),
            ("versi", version.as_str()),
        ];
        let saved = chair.form(&own, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        chair.get("/anggota").await.keeps_quiet_about("Citra Dewi");
        chair.get("/akun").await;
        let fields = [("jenis", "rt"), ("nama", "RT 07"), ("rt", "7")];
        let wider = chair
            .post(&format!("/unit/{}/tambah", hamlet.unit.id), &fields)
            .await;
        assert_eq!(wider.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn two_at_one_unit_get_to_know_of_each_other() {
    each(async |app| {
        let village = jambu(&app).await;
        let mut officer = secretary(&app, &village);
        let edit = format!("/unit/{}/ubah", village.unit.id);
        let version = officer.get(&edit).await.field("versi").unwrap();
        let fields = [("nama", "Karang Taruna Satu"), ("versi", version.as_str())];
        let first = officer.form(&edit, &fields).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let fields = [("nama", "Karang Taruna Dua"), ("versi", version.as_str())];
        let second = officer.form(&edit, &fields).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        second.says("baru saja diubah orang lain");
        assert_eq!(second.field("nama").as_deref(), Some("Karang Taruna Dua"));
    })
    .await;
}

#[tokio::test]
async fn anybody_may_read_a_units_public_page() {
    each(async |app| {
        let village = jambu(&app).await;
        village.part(&app.ctx, krajan(), &[]).await;
        village
            .activity(&app.ctx, &crate::support::training("Pelatihan Sablon"))
            .await;
        let mut officer = secretary(&app, &village);
        let edit = format!("/unit/{}/ubah", village.unit.id);
        let version = officer.get(&edit).await.field("versi").unwrap();
        let fields = [
            ("nama", "Karang Taruna Jambu"),
            ("tentang", "Pemuda Jambu.\nBerkumpul tiap Sabtu malam."),
            ("cara", "Datang ke balai desa."),
            ("narahubung", "@kartarjambu"),
            ("versi", version.as_str()),
        ];
        let saved = officer.form(&edit, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let mut stranger = app.stranger();
        let address = format!("/u/{}", village.unit.slug);
        let page = stranger.get(&address).await;
        for words in [
            "Karang Taruna Jambu",
            "Berkumpul tiap Sabtu malam.",
            "Datang ke balai desa.",
            "@kartarjambu",
            "Pelatihan Sablon",
            "Karang Taruna Dusun Krajan",
        ] {
            page.says(words);
        }
        for name in ["Ana Lestari", "Sekretaris", "0812"] {
            page.keeps_quiet_about(name);
        }
        assert!(page.body.len() < 40_000, "{} bytes", page.body.len());
        let tag = page.header("etag").to_owned();
        assert!(!tag.is_empty());
        let again = stranger
            .clone()
            .with_header("if-none-match", &tag)
            .get(&address)
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        let missing = stranger.get("/u/tidak-ada").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn an_rt_that_was_made_twenty_times_at_once_has_twenty_addresses() {
    each(async |app| {
        let village = jambu(&app).await;
        let made = (0..20).map(|_| {
            let (ctx, unit) = (app.ctx.clone(), village.unit.clone());
            tokio::spawn(async move {
                let mut tx = ctx.db.begin().await.unwrap();
                let part = krajan();
                let part = organization::create_part(&mut tx, &unit, part, ctx.clock.now())
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
                part.slug
            })
        });
        let mut slugs = Vec::new();
        for one in made.collect::<Vec<_>>() {
            slugs.push(one.await.unwrap());
        }
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), 20);
    })
    .await;
}
