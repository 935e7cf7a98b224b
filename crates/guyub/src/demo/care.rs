//! What a village's secretary looks after: parents who have agreed for members under 18, and
//! somebody who stands on the roll twice.

use super::village::Village;
use anyhow::{Context, Result};
use jiff::ToSpan;
use organization::{How, Kind, NewConsents, NewGuardian, NewPerson, Person, Purpose, Relation};
use storage::Tx;
use web::Ctx;

/// Mothers and fathers, by turns.
const PARENTS: &[(&str, Relation)] = &[
    ("Sri Suwarni", Relation::Mother),
    ("Sugeng Riyadi", Relation::Father),
    ("Tumini", Relation::Mother),
    ("Mulyono", Relation::Father),
    ("Siti Rohmah", Relation::Mother),
];
/// Stands on the roll in another spelling as well.
const TWICE: (&str, &str) = ("Moh. Zaenal Abidin", "Muhammad Zainal Abidin");

/// Fills `village` with it.
pub(super) async fn fill(ctx: &Ctx, village: &Village) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let born_after = village.today.saturating_sub(18.years());
    let mut turn = 0;
    for placed in organization::roll(&mut tx, &village.scope).await? {
        let person = organization::find_person(&mut tx, &village.scope, placed.id).await?;
        let Some(person) = person.filter(|one| one.birth_date.is_some_and(|day| day > born_after))
        else {
            continue;
        };
        // two of three have been asked so far
        if turn % 3 < 2 {
            agree(&mut tx, village, &person, turn).await?;
        }
        turn += 1;
    }
    twice(&mut tx, village).await?;
    tx.commit().await?;
    Ok(())
}

async fn agree(tx: &mut Tx, village: &Village, child: &Person, turn: usize) -> Result<()> {
    let (name, relation) = PARENTS[turn % PARENTS.len()];
    let parent = NewGuardian {
        name: name.to_owned(),
        relation,
        phone: child.phones.first().cloned().unwrap_or_default(),
    };
    let (scope, now) = (&village.scope, village.now);
    let guardian = organization::record_guardian(tx, scope, child.id, &parent, now).await?;
    let photos = !turn.is_multiple_of(4);
    let consent = NewConsents {
        purposes: match photos {
            true => vec![Purpose::Data, Purpose::Photo],
            false => vec![Purpose::Data],
        },
        guardian: Some(guardian),
        given_by: name.to_owned(),
        given_on: village.today.saturating_sub(90.days()),
        how: How::Paper,
        note: "Map biru di sekretariat".to_owned(),
    };
    organization::record_consents(tx, scope, child.id, &consent, None, now).await?;
    Ok(())
}

/// Enters somebody once more, as it happens with two lists.
async fn twice(tx: &mut Tx, village: &Village) -> Result<()> {
    let found = organization::search(tx, &village.scope, TWICE.0, 1).await?;
    let placed = found
        .first()
        .context("the demo has nobody who could stand twice")?;
    let person = organization::find_person(tx, &village.scope, placed.id)
        .await?
        .context("somebody found is on the roll")?;
    let again = NewPerson {
        kind: Kind::Passive,
        full_name: TWICE.1.to_owned(),
        birth_date: Some(
            person
                .birth_date
                .unwrap_or(village.today.saturating_sub(21.years())),
        ),
        rt: person.rt,
        rw: person.rw,
        phones: person.phones.clone(),
        ..NewPerson::default()
    };
    organization::add_person(tx, &village.scope, &again, village.now).await?;
    Ok(())
}
