//! A small village that became part of the neighbour last week: its people are on the neighbour's
//! roll, its board and its meeting stay to be read in its archive.

use super::events::session;
use super::village::Village;
use activity::{Kind, NewActivity};
use anyhow::Result;
use jiff::civil::time;
use jiff::{SignedDuration, ToSpan};
use kernel::access::{Role, Scope};
use organization::{NewAppointment, NewPerson, NewUnit, Unit};
use storage::Tx;
use web::Ctx;

/// Name, hamlet, RT; the first three are its board.
const PEOPLE: [(&str, u16); 7] = [
    ("Wahyu Aji Saputra", 1),
    ("Lestari Ningsih", 1),
    ("Dimas Wijanarko", 2),
    ("Yuli Astuti", 2),
    ("Rendra Kusuma", 1),
    ("Mega Puspita", 2),
    ("Anang Hermawan", 1),
];
const BOARD: [Role; 3] = [Role::Chair, Role::Secretary, Role::Treasurer];

pub(super) async fn fill(ctx: &Ctx, district: &Unit, neighbour: &Village) -> Result<()> {
    let now = neighbour.now;
    let begun = now - SignedDuration::from_hours(24 * 400);
    let mut tx = ctx.db.begin().await?;
    let new = NewUnit {
        region_code: "33.10.03.2018".to_owned(),
        name: "Karang Taruna Cahaya Muda".to_owned(),
    };
    let unit = organization::create_below(&mut tx, district, new, begun).await?;
    found(&mut tx, &unit, begun).await?;
    let scope = Scope::of_system(unit.id);
    let day = neighbour.today.saturating_sub(40.days());
    let meeting = NewActivity {
        kind: Kind::Meeting,
        title: "Musyawarah penggabungan".to_owned(),
        about: "Kedua desa sepakat bergabung.".to_owned(),
        place: "Balai desa".to_owned(),
        sessions: vec![session(
            "Musyawarah",
            day,
            time(19, 30, 0, 0),
            time(21, 30, 0, 0),
        )],
        registration: false,
        quota: None,
        closes_on: None,
        contact: String::new(),
    };
    activity::create(&mut tx, &scope, &meeting, begun).await?;
    let merged = now - SignedDuration::from_hours(24 * 7);
    let between = (&unit, &neighbour.unit);
    organization::merge_villages(ctx, &mut tx, between, PEOPLE[0].0, merged).await?;
    Ok(tx.commit().await?)
}

async fn found(tx: &mut Tx, unit: &Unit, begun: jiff::Timestamp) -> Result<()> {
    let scope = Scope::of_system(unit.id);
    let mut board = BOARD.into_iter();
    for (name, rt) in PEOPLE {
        let person = NewPerson {
            full_name: name.to_owned(),
            rt: Some(rt),
            ..NewPerson::default()
        };
        let person = organization::add_person(tx, &scope, &person, begun).await?;
        let Some(role) = board.next() else { continue };
        let office = NewAppointment {
            person,
            role,
            title: role.title().to_owned(),
            from: unit.zone.today(begun),
            until: None,
        };
        organization::appoint(tx, &scope, &office, begun).await?;
    }
    Ok(())
}
