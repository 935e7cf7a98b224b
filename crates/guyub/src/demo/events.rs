//! What a village does besides its trainings, and what every activity needs: a committee,
//! registrations and marks at moments that fit its days.

use super::village::Village;
use activity::{AttendanceState, How, Kind, Mark, NewActivity, NewSession, Session};
use anyhow::Result;
use jiff::civil::{Date, Time, Weekday, time};
use kernel::id::{ActivityId, PersonId};
use organization::NewPerson;
use storage::Tx;
use web::Ctx;

/// A session of `title` on `day` between two hours.
pub(super) fn session(title: &str, day: Date, start: Time, end: Time) -> NewSession {
    NewSession {
        id: String::new(),
        title: title.to_owned(),
        day,
        start: Some(start),
        end: Some(end),
        time_label: String::new(),
    }
}

/// An activity without registration.
fn open(kind: Kind, title: &str, about: &str, place: &str, session: NewSession) -> NewActivity {
    NewActivity {
        kind,
        title: title.to_owned(),
        about: about.to_owned(),
        place: place.to_owned(),
        sessions: vec![session],
        registration: false,
        quota: None,
        closes_on: None,
        contact: String::new(),
    }
}

/// Puts officers on a committee, each with a duty.
pub(super) async fn committee(
    tx: &mut Tx,
    village: &Village,
    activity: ActivityId,
    duties: &[(usize, &str)],
) -> Result<()> {
    for (officer, duty) in duties {
        let person = village.officer(*officer);
        activity::join_committee(tx, &village.scope, activity, person, duty).await?;
    }
    Ok(())
}

/// Registers people one after the other in the `days` from `first`.
pub(super) async fn register(
    tx: &mut Tx,
    village: &Village,
    activity: ActivityId,
    people: &[PersonId],
    first: Date,
    days: i64,
) -> Result<()> {
    let apart = days * 24 * 60 / i64::try_from(people.len().max(1))?;
    for (at, person) in (0..).zip(people) {
        let moment = village.at(first, 9 * 60 + at * apart);
        let day = village.unit.zone.today(moment);
        let scope = &village.scope;
        activity::register_person(tx, scope, activity, *person, day, moment).await?;
    }
    Ok(())
}

/// Marks `expected` as it falls, and `walk_ins` present, around the session's start.
pub(super) async fn attend(
    tx: &mut Tx,
    village: &mut Village,
    session: &Session,
    expected: &[PersonId],
    walk_ins: &[PersonId],
) -> Result<()> {
    let start = session.start.unwrap_or(time(19, 30, 0, 0));
    let start = i64::from(start.hour()) * 60 + i64::from(start.minute());
    let mut marks = Vec::new();
    for person in expected {
        let (state, how) = stands(village);
        // Who comes late was absent before.
        if state == AttendanceState::Present && village.people.dice.chance(6) {
            let late = village.at(session.day, start + 15);
            marks.push(mark(*person, AttendanceState::Absent, How::Tap, late));
        }
        let minutes = start - 20 + i64::from(village.people.dice.below(35));
        let late = marks.last().is_some_and(|before| before.person == *person);
        let moment = village.at(session.day, if late { start + 40 } else { minutes });
        marks.push(mark(*person, state, how, moment));
    }
    for person in walk_ins {
        let moment = village.at(session.day, start + 5);
        marks.push(mark(*person, AttendanceState::Present, How::WalkIn, moment));
    }
    let received = village.at(session.day, start + 60);
    activity::mark_all(tx, &village.scope, session, &marks, village.marks, received).await?;
    Ok(())
}

fn stands(village: &mut Village) -> (AttendanceState, How) {
    let dice = &mut village.people.dice;
    let how = match dice.below(10) {
        0..4 => How::Tap,
        4..6 => How::Qr,
        6..8 => How::Paste,
        8 => How::Code,
        _ => How::Api,
    };
    match dice.below(100) {
        0..86 => (AttendanceState::Present, how),
        86..92 => (AttendanceState::Excused, How::Tap),
        92..96 => (AttendanceState::Sick, How::Tap),
        _ => (AttendanceState::Absent, How::Tap),
    }
}

fn mark(person: PersonId, state: AttendanceState, how: How, at: jiff::Timestamp) -> Mark {
    Mark {
        id: storage::fresh(),
        person,
        state,
        at,
        how,
    }
}

/// Somebody who came without a registration and was written down at the door.
pub(super) async fn walk_in(
    tx: &mut Tx,
    village: &Village,
    name: &str,
    rt: Option<u16>,
    day: Date,
) -> Result<PersonId> {
    let person = NewPerson {
        full_name: name.to_owned(),
        kind: match rt {
            Some(_) => organization::Kind::Candidate,
            None => organization::Kind::Guest,
        },
        rt,
        ..NewPerson::default()
    };
    let moment = village.at(day, 8 * 60);
    Ok(organization::add_person(tx, &village.scope, &person, moment).await?)
}

/// Work at the river some Sundays ago, and the meeting tonight.
pub(super) async fn fill(ctx: &Ctx, village: &mut Village) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let sunday = village.next(Weekday::Sunday, -21);
    let work = open(
        Kind::Service,
        "Kerja Bakti Bersih Sungai",
        "Membersihkan saluran irigasi sebelum musim hujan. Bawa cangkul, sabit, atau karung bekas. \
         Sarapan disiapkan ibu-ibu PKK.",
        "Jembatan Dukuh Gondang",
        session("Kerja bakti", sunday, time(6, 30, 0, 0), time(10, 0, 0, 0)),
    );
    let made = village.at(sunday, -6 * 24 * 60);
    let id = activity::create(&mut tx, &village.scope, &work, made).await?;
    let duties = [
        (6, "Koordinator lapangan"),
        (4, "Peralatan"),
        (3, "Konsumsi"),
    ];
    committee(&mut tx, village, id, &duties).await?;
    let people = village.some(58);
    for session in activity::sessions(&mut tx, id).await? {
        attend(&mut tx, village, &session, &people, &[]).await?;
    }
    let tonight = NewSession {
        start: None,
        end: None,
        time_label: "ba'da Isya".to_owned(),
        ..session("Rapat", village.today, time(0, 0, 0, 0), time(0, 0, 0, 0))
    };
    let meeting = open(
        Kind::Meeting,
        "Rapat Rutin Pengurus",
        "Persiapan pelatihan, laporan kas, dan jadwal voli antardukuh.",
        "Rumah Mas Bagas, RT 04",
        tonight,
    );
    let made = village.at(village.today, -3 * 24 * 60);
    let id = activity::create(&mut tx, &village.scope, &meeting, made).await?;
    committee(
        &mut tx,
        village,
        id,
        &[(0, "Pimpinan rapat"), (2, "Notulis")],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
