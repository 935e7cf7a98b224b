//! Guardians of members under 18 and what they have agreed to: warnings with a next step, never
//! refusals; and phones that several people share.

use crate::support::{App, Client, Given, Village, each};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::Role;
use kernel::id::PersonId;
use organization::{NewPerson, Purpose, Standing, standing};

async fn add(app: &App, village: &Village, name: &str, born: i16, phone: &str) -> PersonId {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let person = NewPerson {
        full_name: name.into(),
        birth_date: Some(date(born, 11, 25)),
        phones: vec![phone.into()],
        ..NewPerson::default()
    };
    let id = organization::add_person(&mut tx, &village.scope, &person, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn house(app: &App) -> (Village, PersonId, Client) {
    let village = Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::CommitteeOfficer)
        .on(&app.ctx)
        .await;
    // 17 on the tests' day; born a day earlier, he would be 18
    let child = add(app, &village, "Raka", 2008, "+6281200001111").await;
    add(app, &village, "Hj. Siti Aminah", 1979, "+6281200001111").await;
    let officer = app.sign_in(village.officer(Role::Secretary));
    (village, child, officer)
}

/// Adds a guardian by the form; where its own page is.
async fn guardian(officer: &mut Client, page: &str, name: &str, phone: &str) -> String {
    let fields = [("nama", name), ("hubungan", "mother"), ("hp", phone)];
    let answer = officer.form(&format!("{page}/wali"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let links = officer.get(page).await.links(&format!("{page}/wali/"));
    links[0].clone()
}

#[tokio::test]
async fn a_minor_without_a_guardians_consent_is_a_warning_with_a_next_step() {
    each(async |app| {
        let (village, child, mut officer) = house(&app).await;
        let page = format!("/anggota/{child}");
        let list = officer.get("/anggota").await;
        list.says("Persetujuan wali: 1 belum");
        officer.get("/anggota/persetujuan").await.says("Raka");
        officer.get(&page).await.says("Umurnya belum 18 tahun");
        let form = officer.get(&format!("{page}/persetujuan")).await;
        form.says("Catat dulu siapa orangnya");

        let wali = guardian(&mut officer, &page, "Siti Aminah", "0812-0000-1111").await;
        let id = wali.rsplit('/').next().unwrap().to_owned();
        let shown = officer.get(&page).await;
        shown.says("Ibu");
        shown.says("Dipakai juga oleh Hj. Siti Aminah");

        let fields = [
            ("oleh", id.as_str()),
            ("tanggal", "25-11-2026"),
            ("cara", "paper"),
        ];
        let wrong = officer.form(&format!("{page}/persetujuan"), &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Pilih apa yang disetujui.");
        wrong.says("Tanggalnya belum lewat.");
        let fields = [
            ("untuk", "data"),
            ("untuk", "photo"),
            ("oleh", id.as_str()),
            ("tanggal", "20-11-2026"),
            ("cara", "paper"),
            ("catatan", "Map biru"),
        ];
        let answer = officer.form(&format!("{page}/persetujuan"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let shown = officer.get(&page).await;
        shown.says("Persetujuan tersimpan.");
        shown.keeps_quiet_about("Umurnya belum 18 tahun");
        officer
            .get("/anggota/persetujuan")
            .await
            .says("Semua anggota di bawah 18 tahun");

        let mut db = app.ctx.db.read().await.unwrap();
        let consents = organization::consents_of(&mut db, &village.scope, child)
            .await
            .unwrap();
        assert_eq!(standing(&consents, Purpose::Photo, true), Standing::Given);
        let data = consents
            .iter()
            .find(|one| one.purpose == Purpose::Data)
            .unwrap();
        let withdraw = format!("{page}/persetujuan/{}/cabut", data.id);
        for words in [
            "Persetujuan dicabut mulai hari ini.",
            "sudah dicabut sebelumnya",
        ] {
            let answer = officer.post(&withdraw, &[]).await;
            officer.follow(&answer).await.says(words);
        }
        officer.get(&page).await.says("Umurnya belum 18 tahun");

        let fields = [
            ("nama", "Siti Aminah, S.Pd."),
            ("hubungan", "guardian"),
            ("hp", "x"),
        ];
        let wrong = officer.form(&wali, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Nomor HP tidak dikenal");
        assert_eq!(
            wrong.field("nama").as_deref(),
            Some("Siti Aminah, S.Pd."),
            "kept"
        );
        let answer = officer.form(&wali, &[fields[0], fields[1]]).await;
        officer.follow(&answer).await.says("Siti Aminah, S.Pd.");
        let gone = officer.form_at(&wali, &format!("{wali}/hapus"), &[]).await;
        let shown = officer.follow(&gone).await;
        assert!(shown.links(&format!("{page}/wali/")).is_empty());
        shown.says("Riwayat persetujuan");
        shown.says("Map biru");
    })
    .await;
}

#[tokio::test]
async fn the_day_somebody_turns_18_nobody_has_to_answer_for_them() {
    each(async |app| {
        let (_, child, mut officer) = house(&app).await;
        app.wait(24 * 60);
        let shown = officer.get(&format!("/anggota/{child}")).await;
        shown.keeps_quiet_about("Umurnya belum 18 tahun");
        officer
            .get("/anggota")
            .await
            .keeps_quiet_about("Persetujuan wali:");
    })
    .await;
}

#[tokio::test]
async fn guardians_and_consents_are_written_by_who_may_and_only_in_their_unit() {
    each(async |app| {
        let (village, child, mut officer) = house(&app).await;
        let page = format!("/anggota/{child}");
        let wali = guardian(&mut officer, &page, "Siti", "").await;
        let there = Given::unit("Kedungrejo")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut committee = app.sign_in(village.officer(Role::CommitteeOfficer));
        let mut stranger = app.sign_in(there.officer(Role::Secretary));
        let own = there.officer(Role::Secretary).person;
        stranger.get("/anggota/baru").await;
        let addresses = [
            format!("{page}/wali"),
            format!("{page}/persetujuan"),
            wali.clone(),
        ];
        for address in &addresses {
            let answer = committee.get(address).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address}");
            let answer = stranger.get(address).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            let fields = [("nama", "X"), ("hubungan", "mother")];
            let answer = stranger.post(address, &fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        }
        // somebody else's guardian by way of an own member
        let id = wali.rsplit('/').next().unwrap();
        let crooked = format!("/anggota/{own}/wali/{id}");
        let fields = [("nama", "X"), ("hubungan", "mother")];
        assert_eq!(
            stranger.post(&crooked, &fields).await.status,
            StatusCode::NOT_FOUND
        );
        let answer = stranger.post(&format!("{crooked}/hapus"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        officer.get(&page).await.says("Siti");
    })
    .await;
}
