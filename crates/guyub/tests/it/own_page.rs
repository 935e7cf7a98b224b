//! A person's own page: the link alone shows no data; a code from an officer makes a PIN, the PIN
//! opens; guessing is slowed and locks nobody out; corrections wait for an officer; a copy and
//! erasure for whoever asks.

mod consents;
mod erasure;
mod nothing_left;

use crate::support::{Answer, App, Client, Given, Village, each, training};
use activity::{AttendanceState, How, Mark};
use axum::http::StatusCode;
use futures_util::future::join_all;
use kernel::access::Role;
use kernel::id::{ActivityId, SessionId};
use organization::{NewPart, Place, UnitKind};
use storage::args;

const PIN: &str = "402918";

struct Stage {
    village: Village,
    ana: String,
    page: String,
}

async fn stage(app: &App) -> Stage {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::CommitteeOfficer)
        .member("Ana Lestari", 3)
        .member("Budi Santoso", 4)
        .on(&app.ctx)
        .await;
    let id = village.person("Ana Lestari");
    let mut db = app.ctx.db.read().await.unwrap();
    let ana = organization::find_person(&mut db, &village.scope, id)
        .await
        .unwrap()
        .unwrap();
    Stage {
        village,
        ana: id.to_string(),
        page: format!("/p/{}", ana.token),
    }
}

impl Stage {
    /// The code that the secretary's page shows.
    async fn code(&self, app: &App) -> String {
        let mut secretary = app.sign_in(self.village.officer(Role::Secretary));
        let person = format!("/anggota/{}", self.ana);
        let shown = secretary
            .form_at(&person, &format!("{person}/kode-pin"), &[])
            .await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        assert_eq!(shown.header("cache-control"), "no-store");
        shown.text_of("kode")
    }

    async fn set(&self, phone: &mut Client, code: &str, pin: &str) -> Answer {
        let fields = [("kode", code), ("baru", pin), ("ulang", pin)];
        let action = format!("{}/pin/baru", self.page);
        phone.form_at(&self.data(), &action, &fields).await
    }

    async fn enter(&self, phone: &mut Client, pin: &str) -> Answer {
        phone
            .form_at(&self.data(), &format!("{}/pin", self.page), &[("pin", pin)])
            .await
    }

    fn data(&self) -> String {
        format!("{}/data", self.page)
    }

    /// A phone on which Ana has set her PIN.
    async fn opened(&self, app: &App) -> Client {
        let code = self.code(app).await;
        let mut phone = app.stranger();
        let set = self.set(&mut phone, &code, PIN).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
        phone
    }
}

#[tokio::test]
async fn a_forwarded_link_alone_shows_no_data() {
    each(async |app| {
        let stage = stage(&app).await;
        let opened = stage.opened(&app).await;
        drop(opened);
        let mut stranger = app.stranger();
        let card = stranger.get(&stage.page).await;
        assert_eq!(card.status, StatusCode::OK);
        card.keeps_quiet_about("Ana");
        for rest in ["/data", "/perbaiki"] {
            let answer = stranger.get(&format!("{}{rest}", stage.page)).await;
            assert_eq!(answer.status, StatusCode::OK);
            answer.says("PIN");
            answer.keeps_quiet_about("Ana");
            answer.keeps_quiet_about("RT 03");
        }
        let fields = [("nama", "Orang Lain")];
        let path = format!("{}/perbaiki", stage.page);
        stranger.post(&path, &fields).await.keeps_quiet_about("Ana");
        stranger.post(&format!("{path}/batal"), &[]).await;
        assert_eq!(requests(&app).await, 0);
        let unknown = stranger.get(&format!("/p/{}/data", "0".repeat(26))).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}

async fn requests(app: &App) -> i64 {
    let mut db = app.ctx.db.read().await.unwrap();
    db.one("select count(*) from person_request", args![])
        .await
        .unwrap()
}

#[tokio::test]
async fn a_code_is_for_one_person_and_one_use_and_ends_the_pin_before() {
    each(async |app| {
        let stage = stage(&app).await;
        let code = stage.code(&app).await;
        let mut phone = app.stranger();
        for (code, pin, status, words) in [
            (code.as_str(), "123456", 422, "mudah ditebak"),
            (code.as_str(), "12345", 422, "harus 6 angka"),
            ("", PIN, 422, "Isi kode"),
            ("AAAA-BBBB", PIN, 422, "Kode ini salah"),
        ] {
            let answer = stage.set(&mut phone, code, pin).await;
            assert_eq!(answer.status, status);
            answer.says(words);
        }
        let spoken = code.to_lowercase().replace('-', " ");
        let set = stage.set(&mut phone, &spoken, PIN).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
        let page = phone.follow(&set).await;
        assert_eq!(page.header("cache-control"), "no-store");
        page.says("Ana Lestari");
        page.says("RT 03");
        let again = stage.set(&mut app.stranger(), &code, "736251").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        // A new code ends the PIN and whatever it has opened.
        let fresh = stage.code(&app).await;
        phone.get(&stage.data()).await.keeps_quiet_about("Ana");
        let old = stage.enter(&mut phone, PIN).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
        app.wait(7 * 24 * 60);
        let late = stage.set(&mut phone, &fresh, PIN).await;
        late.says("sudah lewat 7 hari");
    })
    .await;
}

#[tokio::test]
async fn wrong_pins_wait_longer_and_longer_but_a_known_phone_gets_in() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut own = stage.opened(&app).await;
        let left = own.post(&format!("{}/tutup", stage.page), &[]).await;
        assert_eq!(left.status, StatusCode::SEE_OTHER);
        own.get(&stage.data()).await.keeps_quiet_about("Ana");
        let mut stranger = app.stranger();
        for _ in 0..5 {
            let wrong = stage.enter(&mut stranger, "918273").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        // Not even the right one counts now, from a phone that nobody knows.
        let waiting = stage.enter(&mut stranger, PIN).await;
        assert_eq!(waiting.status, StatusCode::TOO_MANY_REQUESTS);
        waiting.says("Tunggu 1 menit");
        let known = stage.enter(&mut own, PIN).await;
        assert_eq!(known.status, StatusCode::SEE_OTHER, "{}", known.text());
        // And the person being right starts the count anew.
        let after = stage.enter(&mut stranger, PIN).await;
        assert_eq!(after.status, StatusCode::SEE_OTHER, "{}", after.text());
        app.wait(21);
        stranger.get(&stage.data()).await.keeps_quiet_about("Ana");
    })
    .await;
}

#[tokio::test]
async fn twenty_at_once_have_no_more_tries_than_twenty_in_a_row() {
    each(async |app| {
        let stage = stage(&app).await;
        drop(stage.opened(&app).await);
        let tries = (0..20).map(|_| {
            let (mut phone, data) = (app.stranger(), stage.data());
            let action = format!("{}/pin", stage.page);
            tokio::spawn(async move {
                phone
                    .form_at(&data, &action, &[("pin", "918273")])
                    .await
                    .status
            })
        });
        let answers = join_all(tries).await.into_iter();
        let looked_at = answers
            .filter(|status| *status.as_ref().unwrap() == StatusCode::UNPROCESSABLE_ENTITY)
            .count();
        assert_eq!(looked_at, 5);
    })
    .await;
}

#[tokio::test]
async fn a_correction_stands_side_by_side_until_an_officer_decides() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut phone = stage.opened(&app).await;
        let path = format!("{}/perbaiki", stage.page);
        let nothing = phone
            .form(&path, &[("nama", "Ana Lestari"), ("rt", "03")])
            .await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        nothing.says("Belum ada yang diubah");
        let fields = [("nama", "Ana Lestari, S.Pd"), ("rt", "x")];
        let wrong = phone.form(&path, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.field("nama").as_deref(), Some("Ana Lestari, S.Pd"));
        let fields = [
            ("nama", "Ana Lestari, S.Pd"),
            ("rt", "05"),
            ("catatan", "x"),
        ];
        let sent = phone.form(&path, &fields).await;
        phone.follow(&sent).await.says("Menunggu pengurus");

        let mut secretary = app.sign_in(stage.village.officer(Role::Secretary));
        secretary
            .get("/beranda")
            .await
            .says("1 permintaan menunggu");
        let list = secretary.get("/anggota/permintaan").await;
        let request = list.links("/anggota/permintaan/").remove(0);
        let page = secretary.get(&request).await;
        page.says("05");
        let version = page.field("versi").unwrap();
        let mut helper = app.sign_in(stage.village.officer(Role::CommitteeOfficer));
        assert_eq!(helper.get(&request).await.status, StatusCode::FORBIDDEN);
        // Somebody changes the person meanwhile.
        let edit = format!("/anggota/{}/ubah", stage.ana);
        let action = format!("/anggota/{}", stage.ana);
        let fields = [
            ("nama", "Ana Lestari"),
            ("dusun", "Krajan"),
            ("versi", &version),
        ];
        secretary.form_at(&edit, &action, &fields).await;
        let accept = format!("{request}/terima");
        let late = secretary.post(&accept, &[("versi", &version)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("baru saja diubah");
        let version = late.field("versi").unwrap();
        let done = secretary.post(&accept, &[("versi", &version)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let person = secretary.get(&action).await;
        person.says("Ana Lestari, S.Pd");
        person.says("Krajan, RT 05");
        person.keeps_quiet_about("<dd>x</dd>");
        let twice = secretary.post(&accept, &[("versi", "9")]).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        phone.get(&stage.data()).await.says("Diterima");
    })
    .await;
}

#[tokio::test]
async fn a_refusal_has_a_reason_that_the_person_reads() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut phone = stage.opened(&app).await;
        let path = format!("{}/perbaiki", stage.page);
        for name in ["Ana Baru", "Ana Lagi"] {
            phone.form(&path, &[("nama", name), ("rt", "03")]).await;
        }
        assert_eq!(
            requests(&app).await,
            1,
            "a later one takes the place of the first"
        );
        let mut secretary = app.sign_in(stage.village.officer(Role::Secretary));
        let list = secretary.get("/anggota/permintaan").await;
        let request = list.links("/anggota/permintaan/").remove(0);
        secretary.get(&request).await.says("Ana Lagi");
        let refuse = format!("{request}/tolak");
        let bare = secretary.form_at(&request, &refuse, &[]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("alasan", "Nama di KTP berbeda")];
        let done = secretary.post(&refuse, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let page = phone.get(&stage.data()).await;
        page.says("Ditolak");
        page.says("Nama di KTP berbeda");
        phone
            .form(&path, &[("nama", "Ana Lagi"), ("rt", "03")])
            .await;
        let back = phone.post(&format!("{path}/batal"), &[]).await;
        phone.follow(&back).await.says("Ditarik kembali");
    })
    .await;
}

#[tokio::test]
async fn the_neighbours_officers_reach_neither_code_nor_request() {
    each(async |app| {
        let stage = stage(&app).await;
        let mut phone = stage.opened(&app).await;
        let path = format!("{}/perbaiki", stage.page);
        phone
            .form(&path, &[("nama", "Ana Baru"), ("rt", "03")])
            .await;
        let mut secretary = app.sign_in(stage.village.officer(Role::Secretary));
        let list = secretary.get("/anggota/permintaan").await;
        let request = list.links("/anggota/permintaan/").remove(0);
        let given = Given::unit("Lenteng").officer(Role::Chair);
        let neighbour = given.on(&app.ctx).await;
        let mut chair = app.sign_in(neighbour.officer(Role::Chair));
        chair.get("/akun").await;
        chair
            .get("/anggota/permintaan")
            .await
            .keeps_quiet_about("Ana");
        assert_eq!(chair.get(&request).await.status, StatusCode::NOT_FOUND);
        for action in [
            format!("{request}/terima"),
            format!("{request}/tolak"),
            format!("/anggota/{}/kode-pin", stage.ana),
        ] {
            let answer = chair
                .post(&action, &[("alasan", "x"), ("versi", "1")])
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
        }
        phone.get(&stage.data()).await.says("Menunggu pengurus");
    })
    .await;
}

#[tokio::test]
async fn a_copy_holds_what_every_context_knows() {
    each(async |app| {
        let stage = stage(&app).await;
        attended(&app, &stage).await;
        let mut phone = stage.opened(&app).await;
        let page = phone.get(&stage.data()).await;
        page.says("Pelatihan Kewirausahaan");
        page.says("Hadir");
        let file = phone.get(&format!("{}/salinan", stage.page)).await;
        assert!(file.header("content-disposition").starts_with("attachment"));
        let copy = file.json();
        assert_eq!(copy["nama"], "Ana Lestari");
        let parts = copy["bagian"].as_array().unwrap();
        let of = |title: &str| parts.iter().find(|part| part["judul"] == title).unwrap();
        assert_eq!(of("Kehadiran")["isi"][0]["Keadaan"], "Hadir");
        assert_eq!(of("Pendaftaran")["isi"][0]["Keadaan"], "Terdaftar");
        assert_eq!(of("Data diri")["isi"][0]["Isi"], "Ana Lestari");
        let stranger = app.stranger().get(&format!("{}/salinan", stage.page)).await;
        stranger.keeps_quiet_about("Ana");
    })
    .await;
}

/// The RT where Ana lives, or another.
fn rt(number: u16) -> NewPart {
    NewPart {
        kind: UnitKind::Rt,
        name: format!("Karang Taruna RT 0{number}"),
        place: Place {
            rts: vec![number],
            ..Place::default()
        },
    }
}

#[tokio::test]
async fn a_page_and_a_copy_tell_of_the_village_and_of_its_parts() {
    each(async |app| {
        let stage = stage(&app).await;
        let ctx = &app.ctx;
        let third = stage.village.part(ctx, rt(3), &[Role::Secretary]).await;
        let fourth = stage.village.part(ctx, rt(4), &[Role::Secretary]).await;
        let (village, _) = stage
            .village
            .activity(ctx, &training("Pelatihan Desa"))
            .await;
        let (own, _) = third.activity(ctx, &training("Rapat RT Tiga")).await;
        fourth.activity(ctx, &training("Rapat RT Empat")).await;
        let neighbour = Given::unit("Lenteng").on(ctx).await;
        neighbour.activity(ctx, &training("Rapat Lenteng")).await;
        let ana = stage.village.person("Ana Lestari");
        let (today, now) = (stage.village.unit.zone.today(app.now()), app.now());
        let mut tx = ctx.db.begin().await.unwrap();
        for (scope, id) in [(&stage.village.scope, village), (&third.scope, own)] {
            activity::register_person(&mut tx, scope, id, ana, today, now)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        stage
            .village
            .appoint(ctx, &third.unit, ana, Role::Treasurer)
            .await;

        let card = app.stranger().get(&stage.page).await;
        card.says("Pelatihan Desa");
        card.says("Rapat RT Tiga");
        card.says("· Karang Taruna RT 03");
        card.keeps_quiet_about("Rapat RT Empat");
        card.keeps_quiet_about("Rapat Lenteng");
        let mut phone = stage.opened(&app).await;
        let page = phone.get(&stage.data()).await;
        page.says("Rapat RT Tiga");
        page.says("Bendahara, Karang Taruna RT 03");
        page.keeps_quiet_about("Rapat RT Empat");
        let copy = phone.get(&format!("{}/salinan", stage.page)).await.json();
        let parts = copy["bagian"].as_array().unwrap();
        let of = |title: &'static str| parts.iter().filter(move |part| part["judul"] == title);
        let registered = of("Pendaftaran").next().unwrap()["isi"].as_array().unwrap();
        let titles: Vec<_> = registered.iter().map(|row| &row["Kegiatan"]).collect();
        assert_eq!(titles, ["Pelatihan Desa", "Rapat RT Tiga"]);
        assert_eq!(of("Data diri").count(), 1, "once, not for each part");
        let said = of("Data diri").next().unwrap()["isi"].as_array().unwrap();
        let names = said.iter().filter(|row| row["Isian"] == "Nama lengkap");
        assert_eq!(names.count(), 1);
        // The board reads that a copy was taken, and by whom.
        let mut secretary = app.sign_in(stage.village.officer(Role::Secretary));
        let log = secretary.get("/pengaturan/catatan?jenis=unduh").await;
        log.says("Salinan data sendiri diunduh lewat halaman pribadi");
        log.says("Ana Lestari · ");
    })
    .await;
}

/// Ana registers for a training and comes; Budi comes, too.
async fn attended(app: &App, stage: &Stage) -> (ActivityId, SessionId) {
    let (activity, sessions) = stage
        .village
        .activity(&app.ctx, &training("Pelatihan Kewirausahaan"))
        .await;
    let (scope, now) = (&stage.village.scope, app.now());
    let today = stage.village.unit.zone.today(now);
    let people = ["Ana Lestari", "Budi Santoso"].map(|name| stage.village.person(name));
    let mut tx = app.ctx.db.begin().await.unwrap();
    for person in people {
        activity::register_person(&mut tx, scope, activity, person, today, now)
            .await
            .unwrap();
    }
    let marks = people.map(|person| Mark {
        id: storage::fresh(),
        person,
        state: AttendanceState::Present,
        at: now,
        how: How::Tap,
    });
    let known = activity::sessions(&mut tx, activity).await.unwrap();
    activity::mark_all(&mut tx, scope, &known[0], &marks, None, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (activity, sessions[0])
}

#[tokio::test]
async fn an_officer_of_a_part_of_the_village_gives_codes_and_decides_about_its_people_only() {
    each(async |app| {
        let stage = stage(&app).await;
        let (third, fourth) = (rt(3), rt(4));
        let third = stage
            .village
            .part(&app.ctx, third, &[Role::Secretary])
            .await;
        let fourth = stage
            .village
            .part(&app.ctx, fourth, &[Role::Secretary])
            .await;
        let mut officer = app.sign_in(third.officer(Role::Secretary));
        let person = format!("/anggota/{}", stage.ana);
        let shown = officer
            .form_at(&person, &format!("{person}/kode-pin"), &[])
            .await;
        let mut phone = app.stranger();
        let set = stage.set(&mut phone, &shown.text_of("kode"), PIN).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
        let path = format!("{}/perbaiki", stage.page);
        phone.get(&path).await;
        let sent = phone
            .form(&path, &[("nama", "Ana Lestari, S.Pd"), ("rt", "03")])
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let list = officer.get("/anggota/permintaan").await;
        let request = list.links("/anggota/permintaan/").remove(0);
        let mut other = app.sign_in(fourth.officer(Role::Secretary));
        let theirs = other.get("/anggota/permintaan").await;
        theirs.keeps_quiet_about("Ana Lestari");
        assert_eq!(other.get(&request).await.status, StatusCode::NOT_FOUND);
        let version = officer.get(&request).await.field("versi").unwrap();
        let accept = format!("{request}/terima");
        let refused = other
            .form_at("/anggota/baru", &accept, &[("versi", &version)])
            .await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let done = officer.post(&accept, &[("versi", &version)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        officer.get(&person).await.says("Ana Lestari, S.Pd");
    })
    .await;
}
