//! The board: another takes over in one moment, what the old one may ends with it, and a unit is
//! never left without somebody who looks after its officers.

use crate::support::{App, Client, Given, Village, each};
use axum::http::StatusCode;
use jiff::civil::date;
use kernel::access::{Role, Scope};
use kernel::id::{PersonId, TermId};
use organization::{NewBoard, NewDecree, Position, Seat, Validity};
use storage::args;
use web::{Ctx, Error};

fn seat(person: PersonId, position: Position, title: &str, division: &str) -> Seat {
    Seat {
        person,
        position,
        title: title.to_owned(),
        division: division.to_owned(),
    }
}

/// `chair` with Ana in a division, from today for five years.
fn board(village: &Village, chair: PersonId) -> NewBoard {
    let ana = village.person("Ana Lestari");
    NewBoard {
        from: date(2026, 11, 24),
        until: Some(date(2031, 11, 23)),
        decree: Some(NewDecree {
            number: "141/20/2026".to_owned(),
            day: Some(date(2026, 11, 20)),
            issuer: "Kepala Desa Jambu".to_owned(),
            from: None,
            until: None,
        }),
        seats: vec![
            seat(chair, Position::With(Role::Chair), "", ""),
            seat(ana, Position::Member, "", "Bidang Olahraga"),
        ],
    }
}

async fn appoint(app: &App, village: &Village, board: &NewBoard) -> web::Result<TermId> {
    take_over(&app.ctx, village.scope, board).await
}

async fn take_over(ctx: &Ctx, scope: Scope, board: &NewBoard) -> web::Result<TermId> {
    let (now, today) = (ctx.clock.now(), date(2026, 11, 24));
    let mut tx = ctx.db.begin().await?;
    let term = organization::appoint_board(ctx, &mut tx, &scope, board, today, now).await?;
    tx.commit().await?;
    Ok(term)
}

/// A village whose chair and secretary can sign in.
async fn jambu(app: &App) -> Village {
    let given = Given::unit("Jambu").officer(Role::Chair);
    let given = given.officer(Role::Secretary).member("Ana Lestari", 3);
    given.on(&app.ctx).await
}

async fn is_in(browser: &mut Client) -> bool {
    browser.get("/beranda").await.status == StatusCode::OK
}

#[tokio::test]
async fn what_the_old_board_may_ends_at_the_moment_another_takes_over() {
    each(async |app| {
        let village = jambu(&app).await;
        let neighbour = Given::unit("Sukorejo")
            .officer(Role::Chair)
            .on(&app.ctx)
            .await;
        let (old, new) = (
            village.officer(Role::Chair),
            village.officer(Role::Secretary),
        );
        let mut phone = app.sign_in(old);
        assert!(is_in(&mut phone).await);
        appoint(&app, &village, &board(&village, new.person))
            .await
            .unwrap();
        assert!(!is_in(&mut phone).await, "the old chair is signed out");
        let token = format!("Bearer {}", old.bearer);
        let mut program = app.stranger().with_header("authorization", &token);
        assert_ne!(program.get("/beranda").await.status, StatusCode::OK);
        let mut db = app.ctx.db.read().await.unwrap();
        let today = date(2026, 11, 24);
        let grants = organization::grants_of(&mut db, old.person, today)
            .await
            .unwrap();
        assert_eq!(grants, []);
        let grants = organization::grants_of(&mut db, new.person, today)
            .await
            .unwrap();
        assert_eq!(grants.len(), 1, "chair, and secretary no more");
        assert_eq!(grants[0].role, Role::Chair);
        let ana = village.person("Ana Lestari");
        assert_eq!(
            organization::grants_of(&mut db, ana, today).await.unwrap(),
            []
        );
        drop(db);
        assert!(
            is_in(&mut app.sign_in(new)).await,
            "who goes on stays signed in"
        );
        assert!(is_in(&mut app.sign_in(neighbour.officer(Role::Chair))).await);
    })
    .await;
}

#[tokio::test]
async fn a_board_on_which_nobody_can_sign_in_does_not_take_over() {
    each(async |app| {
        let village = jambu(&app).await;
        let ana = village.person("Ana Lestari");
        let refused = appoint(&app, &village, &board(&village, ana)).await;
        assert!(matches!(refused, Err(Error::Rule(_))), "{refused:?}");
        assert!(is_in(&mut app.sign_in(village.officer(Role::Chair))).await);
        let mut db = app.ctx.db.read().await.unwrap();
        let terms = organization::terms(&mut db, &village.scope).await.unwrap();
        assert_eq!(terms.len(), 1, "nothing of it happened");
        assert!(terms[0].is_running());
    })
    .await;
}

#[tokio::test]
async fn nobody_of_another_unit_sits_on_a_board() {
    each(async |app| {
        let village = jambu(&app).await;
        let given = Given::unit("Sukorejo").officer(Role::Chair);
        let other = given.member("Orang Lain", 1).on(&app.ctx).await;
        let mut new = board(&village, village.officer(Role::Chair).person);
        new.seats[1].person = other.person("Orang Lain");
        let refused = appoint(&app, &village, &new).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn the_new_term_has_its_seats_and_its_decree_and_the_old_one_is_history() {
    each(async |app| {
        let village = jambu(&app).await;
        let secretary = village.officer(Role::Secretary).person;
        let term = appoint(&app, &village, &board(&village, secretary))
            .await
            .unwrap();
        let (mut db, today) = (app.ctx.db.read().await.unwrap(), date(2026, 11, 24));
        let seats = organization::seats(&mut db, &village.scope, today)
            .await
            .unwrap();
        let told: Vec<_> = seats
            .iter()
            .map(|one| (one.title.as_str(), one.division.as_str()))
            .collect();
        assert_eq!(told, [("Ketua", ""), ("Anggota Bidang", "Bidang Olahraga")]);
        let status = organization::decree_status(&mut db, &village.scope, today)
            .await
            .unwrap();
        assert_eq!(status.term.unwrap().id, term);
        assert_eq!(status.decree.unwrap().says.number, "141/20/2026");
        assert_eq!(
            status.validity,
            Validity::Long(date(2031, 11, 23)),
            "as long as the term"
        );
        let terms = organization::terms(&mut db, &village.scope).await.unwrap();
        assert_eq!(terms.len(), 2);
        assert_eq!(terms[1].ended, Some(today), "begun and ended on one day");
    })
    .await;
}

#[tokio::test]
async fn of_twenty_boards_at_once_one_is_in_office() {
    each(async |app| {
        let village = jambu(&app).await;
        let both = [Role::Chair, Role::Secretary].map(|role| village.officer(role).person);
        let all = (0..20).map(|n| {
            let new = board(&village, both[n % 2]);
            let (ctx, scope) = (app.ctx.clone(), village.scope);
            tokio::spawn(async move { take_over(&ctx, scope, &new).await })
        });
        for done in all.collect::<Vec<_>>() {
            done.await.unwrap().unwrap();
        }
        let mut db = app.ctx.db.read().await.unwrap();
        let sql = "select cast(count(*) as bigint) from term where ended_on is null";
        assert_eq!(db.one::<i64>(sql, args![]).await.unwrap(), 1);
        let board = organization::board(&mut db, &village.scope, date(2026, 11, 24))
            .await
            .unwrap();
        assert_eq!(board.len(), 1, "one chair");
    })
    .await;
}
