//! An activity with sessions, made as an officer's form makes it.

use super::Village;
use activity::{Kind, NewActivity, NewSession};
use jiff::civil::date;
use kernel::id::{ActivityId, SessionId};
use web::Ctx;

/// A training in December with two evenings, a quota and open registration.
pub fn training(title: &str) -> NewActivity {
    let session = |title: &str, day| NewSession {
        id: String::new(),
        title: title.to_owned(),
        day,
        start: Some(jiff::civil::time(19, 30, 0, 0)),
        end: Some(jiff::civil::time(21, 0, 0, 0)),
        time_label: String::new(),
    };
    NewActivity {
        kind: Kind::Training,
        title: title.to_owned(),
        about: "Belajar bersama".to_owned(),
        place: "Balai Desa".to_owned(),
        sessions: vec![
            session("Malam pertama", date(2026, 12, 1)),
            session("Malam kedua", date(2026, 12, 2)),
        ],
        registration: true,
        quota: Some(20),
        closes_on: Some(date(2026, 11, 30)),
        contact: "0812-0000-1234".to_owned(),
    }
}

impl Village {
    /// Makes an activity of this unit; its id and its sessions' ids.
    pub async fn activity(&self, ctx: &Ctx, new: &NewActivity) -> (ActivityId, Vec<SessionId>) {
        let mut tx = ctx.db.begin().await.unwrap();
        let id = activity::create(&mut tx, &self.scope, new, ctx.clock.now())
            .await
            .unwrap();
        let sessions = activity::sessions(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        (id, sessions.into_iter().map(|session| session.id).collect())
    }
}
