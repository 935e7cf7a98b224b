//! What stands above and below the demo's village: its district, its hamlets with officers of
//! their own, a technical unit; and people who ask to join.

use super::village::Village;
use anyhow::Result;
use jiff::SignedDuration;
use kernel::access::{Role, Scope};
use kernel::id::PersonId;
use organization::{Joining, NewAppointment, NewPart, NewUnit, Place, Unit, UnitKind};
use storage::Tx;
use web::Ctx;

/// Seat of the secretary in the board's plan.
const SECRETARY: usize = 2;

/// The district above both villages; its board has not come together yet.
pub(super) async fn district(ctx: &Ctx) -> Result<Unit> {
    let begun = ctx.clock.now() - SignedDuration::from_hours(24 * 420);
    let mut tx = ctx.db.begin().await?;
    let new = NewUnit {
        region_code: "33.10.03".to_owned(),
        name: "Karang Taruna Kecamatan Wedi".to_owned(),
    };
    let unit = organization::create_unit(&mut tx, new, begun).await?;
    tx.commit().await?;
    Ok(unit)
}

/// The parts of the village, and who asks to join it.
pub(super) async fn fill(ctx: &Ctx, village: &Village) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    organization::tell(
        &mut tx,
        &village.scope,
        "Wadah pemuda Desa Sukorejo sejak 1987. Kami berlatih, berusaha, berolahraga, dan membantu \
         tetangga.\nPertemuan rutin malam Minggu Pahing di balai desa.",
    )
    .await?;
    let secretary = village.officer(SECRETARY);
    for hamlet in ["Krajan", "Ngemplak", "Gondang", "Karanglo"] {
        let part = hamlet_part(hamlet);
        let unit = organization::create_part(&mut tx, &village.unit, part, village.now).await?;
        lead(&mut tx, village, &unit, secretary).await?;
    }
    if let Some(part) = rt_of(&mut tx, village, secretary).await? {
        let unit = organization::create_part(&mut tx, &village.unit, part, village.now).await?;
        lead(&mut tx, village, &unit, secretary).await?;
    }
    let part = NewPart {
        kind: UnitKind::Technical,
        name: "Unit Teknis Olahraga dan Seni".to_owned(),
        place: Place::default(),
    };
    organization::create_part(&mut tx, &village.unit, part, village.now).await?;
    for who in asking() {
        let asked = village.now - SignedDuration::from_hours(20);
        organization::ask_to_join(&mut tx, &village.scope, &who, asked).await?;
    }
    Ok(tx.commit().await?)
}

/// The RT where `person` lives: the smallest unit, which sees its own people only.
async fn rt_of(tx: &mut Tx, village: &Village, person: PersonId) -> Result<Option<NewPart>> {
    let found = organization::find_person(tx, &village.scope, person).await?;
    let home = found.and_then(|found| Some((found.rt?, found.hamlet)));
    Ok(home.map(|(rt, hamlet)| NewPart {
        kind: UnitKind::Rt,
        name: format!("Karang Taruna RT {rt:02} {hamlet}"),
        place: Place {
            hamlets: vec![hamlet],
            rts: vec![rt],
            ..Place::default()
        },
    }))
}

fn hamlet_part(hamlet: &str) -> NewPart {
    NewPart {
        kind: UnitKind::Hamlet,
        name: format!("Karang Taruna Dusun {hamlet}"),
        place: Place {
            hamlets: vec![hamlet.to_owned(), format!("Dusun {hamlet}")],
            ..Place::default()
        },
    }
}

/// A chair for the hamlet: somebody who lives there; the village's secretary looks after their
/// own hamlet, too.
async fn lead(tx: &mut Tx, village: &Village, unit: &Unit, secretary: PersonId) -> Result<()> {
    let scope = Scope::of_system(unit.id);
    let people = organization::roll(tx, &scope).await?;
    let at_home = people.iter().any(|placed| placed.id == secretary);
    let chair = people
        .iter()
        .find(|placed| placed.kind == organization::Kind::Active && placed.id != secretary);
    let offices = [
        (chair.map(|placed| placed.id), Role::Chair),
        (at_home.then_some(secretary), Role::Secretary),
    ];
    for (person, role) in offices {
        let Some(person) = person else { continue };
        let office = NewAppointment {
            person,
            role,
            title: role.title().to_owned(),
            from: village.today,
            until: None,
        };
        organization::appoint(tx, &scope, &office, village.now).await?;
    }
    Ok(())
}

fn asking() -> [Joining; 2] {
    [
        Joining {
            name: "Nadia Puspita Sari".to_owned(),
            nickname: "Nadia".to_owned(),
            hamlet: "Gondang".to_owned(),
            rt: Some(8),
            phone: "+6281200007101".to_owned(),
            birth_date: Some(jiff::civil::date(2004, 5, 12)),
            ..Joining::default()
        },
        Joining {
            name: "Galih Setyawan".to_owned(),
            rt: Some(3),
            phone: "+6281200007102".to_owned(),
            ..Joining::default()
        },
    ]
}
