//! The Temu Karya in three weeks: delegates of each RT, most of them named already.

use super::events::{committee, session};
use super::village::Village;
use activity::{Kind, NewActivity};
use anyhow::Result;
use jiff::civil::{Weekday, time};
use meeting::{NewAssembly, Plan, Rules, Term};
use web::Ctx;

/// Plans it, ten days ago.
pub(super) async fn fill(ctx: &Ctx, village: &mut Village) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let saturday = village.next(Weekday::Saturday, 20);
    let year = saturday.year();
    let new = NewAssembly {
        activity: NewActivity {
            kind: Kind::Meeting,
            title: format!("Temu Karya Tunas Harapan {year}"),
            about: "Laporan pengurus lama dan pemilihan pengurus baru.".to_owned(),
            place: "Balai Desa Sukorejo".to_owned(),
            sessions: vec![session(
                "Sidang",
                saturday,
                time(19, 30, 0, 0),
                time(22, 30, 0, 0),
            )],
            registration: false,
            quota: None,
            closes_on: None,
            contact: "Rina 0812-0000-1880".to_owned(),
        },
        plan: Plan {
            name: "Temu Karya".to_owned(),
            term: Term {
                from: year,
                until: year + 5,
            },
            rules: Rules::of_delegates(),
            letter_number: format!("005/KT-TH/{year}"),
        },
    };
    let made = village.at(village.today, -10 * 24 * 60);
    let id = meeting::create(&mut tx, &village.scope, &new, made).await?;
    let duties = [(4, "Ketua panitia"), (3, "Sekretaris panitia")];
    committee(&mut tx, village, id, &duties).await?;
    for person in village.some(24) {
        meeting::add_delegate(&mut tx, &village.scope, id, person).await?;
    }
    tx.commit().await?;
    Ok(())
}
