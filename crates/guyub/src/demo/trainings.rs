//! When the trainings are and who takes part: two are over, with everybody's attendance; of those to
//! come one has two seats left and one is full, with a queue.

use super::courses::{BUSINESS, CASSAVA, LETTERS, MARKETING, PRINTING, Told};
use super::events::{attend, committee, register, session, walk_in};
use super::village::Village;
use activity::NewSession;
use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, time};
use kernel::id::ActivityId;
use storage::Tx;
use web::Ctx;

/// Announces `told` three weeks before it begins, or a week ago.
async fn announce(
    tx: &mut Tx,
    village: &Village,
    told: &Told,
    sessions: Vec<NewSession>,
) -> Result<(ActivityId, Date)> {
    let first = sessions.first().context("a training has a session")?.day;
    let announced = first
        .saturating_sub(21.days())
        .min(village.today.saturating_sub(7.days()));
    let new = told.training(sessions, first.saturating_sub(2.days()));
    let made = village.at(announced, 8 * 60);
    let id = training::create(tx, &village.scope, &new, made).await?;
    committee(tx, village, id, told.duties).await?;
    Ok((id, announced))
}

/// The trainings that others refer to.
pub(super) struct Trainings {
    pub(super) older: ActivityId,
    pub(super) past: ActivityId,
    /// Code of the one that takes registrations.
    pub(super) coming: String,
}

/// The trainings of the village.
pub(super) async fn fill(ctx: &Ctx, village: &mut Village) -> Result<Trainings> {
    let mut tx = ctx.db.begin().await?;
    let older = older(&mut tx, village).await?;
    let past = past(&mut tx, village).await?;
    workshop(&mut tx, village).await?;
    let coming = coming(&mut tx, village).await?;
    tx.commit().await?;
    give_one_up(ctx, village, coming).await?;
    let activity = activity::find(&mut ctx.db.read().await?, &village.scope, coming).await?;
    let coming = activity.context("the training was just made")?.code;
    Ok(Trainings {
        older,
        past,
        coming,
    })
}

/// One evening, five months ago.
async fn older(tx: &mut Tx, village: &mut Village) -> Result<ActivityId> {
    let day = village.next(Weekday::Wednesday, -150);
    let evening = session("Sesi malam", day, time(19, 30, 0, 0), time(21, 30, 0, 0));
    let (id, announced) = announce(tx, village, &LETTERS, vec![evening]).await?;
    let people = village.some(22);
    register(tx, village, id, &people, announced, 15).await?;
    for session in activity::sessions(tx, id).await? {
        attend(tx, village, &session, &people, &[]).await?;
    }
    Ok(id)
}

/// The last weekend, so that its survey is still open, with people who were not registered.
async fn past(tx: &mut Tx, village: &mut Village) -> Result<ActivityId> {
    let sunday = village.next(Weekday::Sunday, -7);
    let saturday = sunday.saturating_sub(1.day());
    let sessions = vec![
        session(
            "Menemukan ide usaha",
            saturday,
            time(8, 0, 0, 0),
            time(12, 0, 0, 0),
        ),
        session(
            "Modal dan harga jual",
            sunday,
            time(8, 0, 0, 0),
            time(12, 30, 0, 0),
        ),
    ];
    let (id, announced) = announce(tx, village, &BUSINESS, sessions).await?;
    let people = village.some(40);
    let (registered, late) = people.split_at(38);
    register(tx, village, id, registered, announced, 18).await?;
    let mut expected = registered.to_vec();
    expected.extend((2..7).map(|at| village.officer(at)));
    let mut walk_ins = late.to_vec();
    walk_ins.push(walk_in(tx, village, "Bagas Adi Kurnia", Some(5), saturday).await?);
    walk_ins.push(walk_in(tx, village, "Yuli Astuti", None, saturday).await?);
    for session in activity::sessions(tx, id).await? {
        attend(tx, village, &session, &expected, &walk_ins).await?;
    }
    Ok(id)
}

/// A workshop in more than two weeks that has two seats left.
async fn workshop(tx: &mut Tx, village: &mut Village) -> Result<()> {
    let day = village.next(Weekday::Sunday, 17);
    let morning = session("Praktik", day, time(9, 0, 0, 0), time(14, 0, 0, 0));
    let (id, announced) = announce(tx, village, &PRINTING, vec![morning]).await?;
    let people = village.some(14);
    register(tx, village, id, &people, announced, 6).await
}

/// The next training: open, its seats taken, four people waiting.
async fn coming(tx: &mut Tx, village: &mut Village) -> Result<ActivityId> {
    let saturday = village.next(Weekday::Saturday, 9);
    let sunday = saturday.saturating_add(1.day());
    let sessions = vec![
        session(
            "Foto dan cerita produk",
            saturday,
            time(8, 0, 0, 0),
            time(12, 0, 0, 0),
        ),
        session(
            "Katalog dan pesanan",
            sunday,
            time(8, 0, 0, 0),
            time(12, 0, 0, 0),
        ),
    ];
    let (id, announced) = announce(tx, village, &MARKETING, sessions).await?;
    let people = village.some(34);
    register(tx, village, id, &people, announced, 7).await?;
    Ok(id)
}

/// Somebody with a seat can't come after all; the queue moves up.
async fn give_one_up(ctx: &Ctx, village: &Village, id: ActivityId) -> Result<()> {
    let mut db = ctx.db.read().await?;
    let activity = activity::find(&mut db, &village.scope, id).await?;
    let activity = activity.context("the training was just made")?;
    let registrations = activity::registrations(&mut db, &village.scope, id).await?;
    drop(db);
    if let Some(first) = registrations.first() {
        activity::withdraw(ctx, &activity, &first.token, village.today).await?;
    }
    Ok(())
}

/// What the neighbours do: one training that is over, one to come.
pub(super) async fn fill_neighbour(ctx: &Ctx, village: &mut Village) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    for (days, count) in [(-45, 16), (20, 9)] {
        let day = village.next(Weekday::Sunday, days);
        let morning = session("Praktik", day, time(8, 30, 0, 0), time(12, 0, 0, 0));
        let (id, announced) = announce(&mut tx, village, &CASSAVA, vec![morning]).await?;
        let people = village.some(count);
        register(&mut tx, village, id, &people, announced, 7).await?;
        if days < 0 {
            for session in activity::sessions(&mut tx, id).await? {
                attend(&mut tx, village, &session, &people, &[]).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(())
}
