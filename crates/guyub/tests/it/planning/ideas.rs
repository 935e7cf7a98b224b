//! Ideas come in by a link without a name; each is answered, and everybody sees how well.

use super::{at_once, stage};
use crate::support::{App, Client, Given, each};
use axum::http::StatusCode;
use kernel::access::Role;

/// Opens the box; its public address.
async fn opened(secretary: &mut Client) -> String {
    let made = secretary
        .form_at("/proker/usul", "/proker/usul/buka", &[])
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = secretary.get("/proker/usul").await;
    let link = page.html().split("/usul/").find(|rest| {
        let code: String = rest
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        code.len() == 8
    });
    let code: String = link.unwrap().chars().take(8).collect();
    format!("/usul/{code}")
}

async fn sent(app: &App, box_: &str, text: &str) -> StatusCode {
    let mut somebody = app.stranger();
    let fields = [("usul", text), ("situs", "")];
    somebody.form(box_, &fields).await.status
}

/// The page on which the only waiting idea is answered.
async fn waiting(secretary: &mut Client) -> String {
    let page = secretary.get("/proker/usul").await;
    let links = page.links("/proker/usul/");
    links.into_iter().find(|link| link.len() > 40).unwrap()
}

#[tokio::test]
async fn an_idea_becomes_a_line_of_the_programme_and_everybody_reads_the_answer() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let box_ = opened(&mut stage.secretary).await;
        let text = "Pak Darmo butuh pelatihan servis HP untuk anaknya";
        assert_eq!(sent(&app, &box_, text).await, StatusCode::SEE_OTHER);
        assert_eq!(sent(&app, &box_, text).await, StatusCode::SEE_OTHER);
        let public = app.stranger().get(&box_).await;
        public.keeps_quiet_about("Darmo");
        public.says("belum ada yang jatuh tempo");
        stage
            .secretary
            .get("/beranda")
            .await
            .says("1 usul menunggu jawaban");
        let idea = waiting(&mut stage.secretary).await;
        let form = stage.secretary.get(&idea).await;
        form.says("dijawab paling lambat 24 Desember 2026");
        let (edition, program) = (
            form.field("versi").unwrap(),
            stage.page.replace("/proker/", ""),
        );
        let fields = [
            ("versi", edition.as_str()),
            ("jawab", "accepted"),
            ("ringkas", "Pelatihan servis HP"),
            ("alasan", "Banyak yang meminta"),
            ("program", program.as_str()),
            ("bulan", "12"),
        ];
        let answered = stage.secretary.post(&idea, &fields).await;
        assert_eq!(
            answered.status,
            StatusCode::SEE_OTHER,
            "{}",
            answered.text()
        );
        let item = stage.secretary.follow(&answered).await;
        item.says("Pelatihan servis HP");
        item.says("Desember");
        let public = app.stranger().get(&box_).await;
        public.says("Pelatihan servis HP");
        public.says("Banyak yang meminta");
        public.says("100%");
        public.keeps_quiet_about("Darmo");
        let again = stage.secretary.post(&idea, &fields).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        stage
            .secretary
            .get(&stage.page.clone())
            .await
            .says("1 program, 0 terlaksana");
    })
    .await;
}

#[tokio::test]
async fn a_no_needs_a_reason_and_what_is_parked_can_be_answered_again() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let box_ = opened(&mut stage.secretary).await;
        sent(&app, &box_, "Bangun kolam renang di lapangan").await;
        let idea = waiting(&mut stage.secretary).await;
        let answer = |edition: &'static str, jawab: &'static str, alasan: &'static str| {
            [
                ("versi", edition),
                ("jawab", jawab),
                ("ringkas", "Kolam renang"),
                ("alasan", alasan),
            ]
        };
        let bare = stage
            .secretary
            .form(&idea, &answer("1", "refused", ""))
            .await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(bare.field("ringkas").as_deref(), Some("Kolam renang"));
        let nowhere = stage
            .secretary
            .form(&idea, &answer("1", "accepted", "Ya"))
            .await;
        assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        let parked = stage
            .secretary
            .form(&idea, &answer("1", "parked", "Tahun depan"))
            .await;
        assert_eq!(parked.status, StatusCode::SEE_OTHER, "{}", parked.text());
        app.stranger().get(&box_).await.says("Ditunda");
        let old = stage
            .secretary
            .form(&idea, &answer("1", "refused", "Tidak ada lahan"))
            .await;
        assert_eq!(old.status, StatusCode::CONFLICT);
        let no = stage
            .secretary
            .form(&idea, &answer("2", "refused", "Tidak ada lahan"))
            .await;
        assert_eq!(no.status, StatusCode::SEE_OTHER);
        app.stranger().get(&box_).await.says("Tidak ada lahan");
    })
    .await;
}

#[tokio::test]
async fn what_waits_longer_than_thirty_days_is_told_to_the_board_and_to_everybody() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let box_ = opened(&mut stage.secretary).await;
        sent(&app, &box_, "Lampu jalan di Gondang mati").await;
        for _ in 0..2 {
            app.wait(15 * 24 * 60);
            stage.secretary.get("/beranda").await; // who stays away for a month signs in again
        }
        app.stranger()
            .get(&box_)
            .await
            .keeps_quiet_about("Lewat 30 hari");
        app.wait(24 * 60);
        stage
            .secretary
            .get("/beranda")
            .await
            .says("1 sudah lewat 30 hari");
        let public = app.stranger().get(&box_).await;
        public.says("Lewat 30 hari");
        public.says("0%");
    })
    .await;
}

#[tokio::test]
async fn a_flood_a_program_and_a_closed_box_are_kept_out() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let box_ = opened(&mut stage.secretary).await;
        let mut robot = app.stranger();
        let fields = [("usul", "Beli obat murah di sini"), ("situs", "http://x")];
        assert_eq!(
            robot.form(&box_, &fields).await.status,
            StatusCode::SEE_OTHER
        );
        stage
            .secretary
            .get("/proker/usul")
            .await
            .keeps_quiet_about("obat murah");
        for short in ["", "lampu"] {
            assert_eq!(
                sent(&app, &box_, short).await,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        let mut flood = app.stranger().from("203.0.113.9");
        let mut last = StatusCode::OK;
        for number in 0..11 {
            let text = format!("Usul yang ke-{number} dari saya");
            last = flood.form(&box_, &[("usul", text.as_str())]).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        let mut late = app.stranger().from("203.0.113.10");
        late.get(&box_).await;
        stage
            .secretary
            .form_at("/proker/usul", "/proker/usul/tutup", &[])
            .await;
        let closed = app.stranger().get(&box_).await;
        closed.says("Kotak usul sedang ditutup");
        let refused = late.post(&box_, &[("usul", "Bersih-bersih sungai")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("sedang ditutup");
        let nothing = app.stranger().get("/usul/00000000").await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn ten_who_accept_at_once_make_one_line() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let box_ = opened(&mut stage.secretary).await;
        sent(&app, &box_, "Pelatihan membatik untuk ibu-ibu").await;
        let idea = waiting(&mut stage.secretary).await;
        stage.secretary.get(&idea).await;
        let program = stage.page.replace("/proker/", "");
        let fields = [
            ("versi", "1"),
            ("jawab", "accepted"),
            ("ringkas", "Pelatihan membatik"),
            ("program", program.as_str()),
            ("bulan", "12"),
        ];
        let answers = at_once(&stage.secretary, &idea, &fields).await;
        let done = |answer: &&crate::support::Answer| answer.status == StatusCode::SEE_OTHER;
        assert_eq!(answers.iter().filter(done).count(), 1);
        stage
            .secretary
            .get(&stage.page.clone())
            .await
            .says("1 program, 0 terlaksana");
    })
    .await;
}

#[tokio::test]
async fn another_unit_neither_reads_nor_answers_an_idea() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let box_ = opened(&mut stage.secretary).await;
        sent(&app, &box_, "Rahasia usul Jambu saja").await;
        let idea = waiting(&mut stage.secretary).await;
        let other = Given::unit("Sukamaju")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let mut chair = app.sign_in(other.officer(Role::Chair));
        assert_eq!(chair.get(&idea).await.status, StatusCode::NOT_FOUND);
        chair.get("/proker/usul").await.keeps_quiet_about("Rahasia");
        let fields = [
            ("versi", "1"),
            ("jawab", "refused"),
            ("ringkas", "X"),
            ("alasan", "X"),
        ];
        assert_eq!(
            chair.post(&idea, &fields).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            app.stranger().get(&idea).await.status,
            StatusCode::SEE_OTHER
        );
    })
    .await;
}
