//! Two villages become one: the board of one asks, the other's takes it in; people, parts and
//! accounts go over, what was written stays readable, and nobody sees more than before.

use crate::support::{App, Client, Given, Village, each, training};
use axum::http::StatusCode;
use kernel::access::Role;
use kernel::id::PersonId;
use organization::{NewPart, NewPerson, Place, UnitKind};

struct Stage {
    /// The one that takes in.
    jambu: Village,
    /// The one that becomes part of it.
    barat: Village,
    secretary: Client,
    chair: Client,
}

async fn stage(app: &App) -> Stage {
    let given = Given::unit("jambu sumenep").officer(Role::Secretary);
    let jambu = given.member("Ana Lestari", 3).on(&app.ctx).await;
    let given = Given::unit("lenteng barat sumenep").officer(Role::Chair);
    let given = given.officer(Role::Treasurer).member("Budi Santoso", 3);
    let barat = given.on(&app.ctx).await;
    assert_eq!(jambu.unit.region_code[..8], barat.unit.region_code[..8]);
    Stage {
        secretary: app.sign_in(jambu.officer(Role::Secretary)),
        chair: app.sign_in(barat.officer(Role::Chair)),
        jambu,
        barat,
    }
}

impl Stage {
    /// Lenteng Barat asks; the address of what it asked.
    async fn ask(&mut self) -> String {
        let place = format!("/unit/{}/pindah", self.barat.unit.id);
        let into = self.jambu.unit.id.to_string();
        let fields = [("tujuan", into.as_str())];
        let asked = self
            .chair
            .form_at(&place, "/unit/penggabungan", &fields)
            .await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
        let page = self.chair.get(&place).await;
        page.links("/unit/penggabungan/").remove(0)
    }

    async fn merge(&mut self) {
        let page = self.ask().await;
        let answer = self
            .secretary
            .form_at(&page, &format!("{page}/terima"), &[])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
}

fn rt(name: &str) -> NewPart {
    NewPart {
        kind: UnitKind::Rt,
        name: name.to_owned(),
        place: Place {
            rts: vec![3],
            ..Place::default()
        },
    }
}

async fn add(app: &App, village: &Village, person: NewPerson) -> PersonId {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let person = person.sealed(&app.ctx.keys);
    let added = organization::add_person(&mut tx, &village.scope, &person, app.now()).await;
    tx.commit().await.unwrap();
    added.unwrap()
}

fn with_nik(name: &str) -> NewPerson {
    NewPerson {
        full_name: name.to_owned(),
        nik_digits: Some("3529075205010001".to_owned()),
        ..NewPerson::default()
    }
}

#[tokio::test]
async fn the_board_is_asked_with_counts_and_takes_the_village_in_with_everything() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let rt_jambu = stage
            .jambu
            .part(&app.ctx, rt("RT 03 Jambu"), &[Role::Chair])
            .await;
        let rt_barat = stage
            .barat
            .part(&app.ctx, rt("RT 03 Barat"), &[Role::Chair])
            .await;
        let page = stage.ask().await;
        stage
            .secretary
            .get("/beranda")
            .await
            .says("minta digabung ke sini");
        let shown = stage.secretary.get(&page).await;
        shown.says("4 orang pindah ke daftar anggota");
        shown.says("RT 03 Barat, RT 03 Jambu");
        shown.keeps_quiet_about("Budi Santoso");
        let answer = stage
            .secretary
            .form_at(&page, &format!("{page}/terima"), &[])
            .await;
        stage
            .secretary
            .follow(&answer)
            .await
            .says("4 orang masuk daftar anggota");
        let roll = stage.secretary.get("/anggota").await;
        roll.says("Budi Santoso");
        roll.says("Ana Lestari");
        let budi = stage.barat.person("Budi Santoso");
        let budi = stage.secretary.get(&format!("/anggota/{budi}")).await;
        budi.says("Karang Taruna lenteng barat sumenep");
        let found = stage.secretary.get("/anggota?cari=budi").await;
        found.says("Budi Santoso");
        // Nobody sees more than before, though the two RT have one number.
        let mut head = app.sign_in(rt_jambu.officer(Role::Chair));
        let people = head.get("/anggota").await;
        people.says("Ana Lestari");
        people.keeps_quiet_about("Budi Santoso");
        let mut head = app.sign_in(rt_barat.officer(Role::Chair));
        let people = head.get("/anggota").await;
        people.says("Budi Santoso");
        people.keeps_quiet_about("Ana Lestari");
        // The old board's access has ended, and the old address leads to the new.
        let gone = stage.chair.get("/anggota").await;
        assert_ne!(gone.status, StatusCode::OK);
        let old = format!("/u/{}", stage.barat.unit.slug);
        let old = app.stranger().get(&old).await;
        assert_eq!(old.location(), format!("/u/{}", stage.jambu.unit.slug));
        let below = stage.secretary.get("/unit").await;
        below.says("RT 03 Barat");
        below.says("Yang digabung ke sini (1)");
        let again = stage
            .secretary
            .form_at(&page, &format!("{page}/terima"), &[])
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("Permintaan ini sudah dijawab.");
        let form = format!("/unit/{}/ubah", rt_barat.unit.id);
        let edit = stage.secretary.get(&form).await;
        edit.says("Sejak penggabungan desa, unit ini memakai daftar orang.");
    })
    .await;
}

#[tokio::test]
async fn what_the_village_has_written_is_read_by_the_others_board_and_stays_as_it_is() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let mut treasurer = app.sign_in(stage.barat.officer(Role::Treasurer));
        let fields = [
            ("nama", "Kas Lama"),
            ("kode", "kl"),
            ("saldo", "1jt"),
            ("hari", "2026-11-01"),
        ];
        let made = treasurer.form("/kas/buku/baru", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let mending = training("Menjahit");
        let (activity, _) = stage.barat.activity(&app.ctx, &mending).await;
        stage.merge().await;
        let units = stage.secretary.get("/akun/unit").await;
        units.says("Arsip");
        let old = stage.barat.unit.id.to_string();
        let fields = [("unit", old.as_str())];
        let opened = stage.secretary.form("/akun/unit", &fields).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
        let cash = stage.secretary.get("/kas").await;
        cash.says("Kas Lama");
        cash.says("Arsip: unit ini sudah digabung ke unit lain.");
        let shown = stage.secretary.get(&format!("/kegiatan/{activity}")).await;
        shown.says("Menjahit");
        stage.secretary.get("/anggota").await.says("Budi Santoso");
        stage
            .secretary
            .get("/anggota")
            .await
            .keeps_quiet_about("Ana Lestari");
        let fields = [("nama", "Citra Dewi"), ("rt", "3")];
        let refused = stage.secretary.form("/anggota", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("isinya hanya bisa dibaca");
        let home = stage.jambu.unit.id.to_string();
        let back = [("unit", home.as_str())];
        let back = stage.secretary.form("/akun/unit", &back).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let refused = stage.secretary.form("/anggota", &fields).await;
        assert_eq!(refused.status, StatusCode::SEE_OTHER, "{}", refused.text());
    })
    .await;
}

#[tokio::test]
async fn one_who_is_on_both_rolls_is_told_and_listed_among_the_duplicates() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let here = add(&app, &stage.jambu, with_nik("Citra Dewi")).await;
        let there = add(&app, &stage.barat, with_nik("Citra Dewi")).await;
        let page = stage.ask().await;
        stage
            .secretary
            .get(&page)
            .await
            .says("1 di antaranya ber-NIK sama");
        stage
            .secretary
            .form_at(&page, &format!("{page}/terima"), &[])
            .await;
        let doubles = stage.secretary.get("/anggota/kembar").await;
        doubles.says("Citra Dewi");
        for id in [here, there] {
            let shown = stage.secretary.get(&format!("/anggota/{id}")).await;
            assert_eq!(shown.status, StatusCode::OK);
        }
    })
    .await;
}

#[tokio::test]
async fn asking_can_be_taken_back_or_refused_and_only_near_villages_are_asked() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let far = Given::unit("sukorejo wedi")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let place = format!("/unit/{}/pindah", stage.barat.unit.id);
        let ask = "/unit/penggabungan";
        let id = far.unit.id.to_string();
        let answer = stage
            .chair
            .form_at(&place, ask, &[("tujuan", id.as_str())])
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let answer = stage
            .chair
            .form_at(&place, ask, &[("tujuan", "entah")])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.says("Pilih dulu unit tujuannya.");
        let page = stage.ask().await;
        let into = stage.jambu.unit.id.to_string();
        let twice = stage
            .chair
            .form_at(&place, ask, &[("tujuan", into.as_str())])
            .await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        twice.says("masih menunggu jawaban");
        // Whoever asked can't answer, and a third unit sees nothing of it.
        let own = stage
            .chair
            .form_at(&page, &format!("{page}/terima"), &[])
            .await;
        assert_eq!(own.status, StatusCode::NOT_FOUND);
        let mut third = app.sign_in(far.officer(Role::Chair));
        for path in [
            page.clone(),
            format!("{page}/terima"),
            format!("{page}/batal"),
        ] {
            let answer = match path == page {
                true => third.get(&path).await,
                false => third.form_at("/akun", &path, &[]).await,
            };
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let stranger = app.stranger().get(&page).await;
        assert_eq!(stranger.status, StatusCode::SEE_OTHER);
        let back = stage
            .chair
            .form_at(&page, &format!("{page}/batal"), &[])
            .await;
        stage.chair.follow(&back).await.says("ditarik kembali");
        let late = stage
            .secretary
            .form_at("/akun", &format!("{page}/terima"), &[])
            .await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = stage.ask().await;
        let no = stage
            .secretary
            .form_at(&page, &format!("{page}/batal"), &[])
            .await;
        stage.secretary.follow(&no).await.says("ditolak");
        stage.chair.get(&page).await.says("Tidak ada yang berubah.");
        stage.chair.get("/anggota").await.says("Budi Santoso");
    })
    .await;
}
