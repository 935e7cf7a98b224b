//! What the village owns: chairs, a tent, drums; some of it lent and late, some damaged; and a
//! stock-take of last month that missed a cable.

use super::village::Village;
use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Money;
use kernel::id::{ItemId, ItemLoanId};
use secretariat::{
    BorrowerKind, By, Condition, NewItem, NewLoan, NewReturn, Origin, Pieces, begin_take,
    close_take, enter_item, lend, note_found, take_back,
};
use storage::Tx;
use web::Ctx;

/// The secretary's place on the board.
const SECRETARY: usize = 2;

/// Name, brand or size, measure, good, slightly damaged, origin, year, thousands of rupiah, place.
type Thing = (
    &'static str,
    &'static str,
    &'static str,
    i64,
    i64,
    Origin,
    &'static str,
    i64,
    &'static str,
);

const THINGS: &[Thing] = &[
    (
        "Kursi plastik",
        "merah, sandaran",
        "buah",
        58,
        2,
        Origin::Bought,
        "2024",
        55,
        "Gudang balai desa",
    ),
    (
        "Tenda",
        "4 x 6 m",
        "set",
        2,
        0,
        Origin::Aid,
        "2023",
        2_500,
        "Gudang balai desa",
    ),
    (
        "Pengeras suara",
        "15 inci",
        "set",
        1,
        0,
        Origin::Grant,
        "2025",
        3_200,
        "Rumah Ketua",
    ),
    (
        "Kabel gulung",
        "25 m",
        "buah",
        3,
        0,
        Origin::Bought,
        "2025",
        175,
        "Gudang balai desa",
    ),
    (
        "Net bola voli",
        "",
        "buah",
        1,
        1,
        Origin::OwnEffort,
        "2022",
        150,
        "Lapangan Krajan",
    ),
];

/// Enters all of it.
pub(super) async fn fill(ctx: &Ctx, village: &Village) -> Result<()> {
    let secretary = village.accounts.iter().find(|(at, ..)| *at == SECRETARY);
    let by = By {
        name: secretary
            .map_or("Sekretaris", |(_, _, name)| *name)
            .to_owned(),
        now: village.now,
        today: village.today,
    };
    let mut tx = ctx.db.begin().await?;
    let mut items = Vec::new();
    for (at, thing) in THINGS.iter().enumerate() {
        items.push(enter(&mut tx, village, (at + 1, thing), &by).await?);
    }
    let [chairs, tent, _, cable, _] = items[..] else {
        return Ok(());
    };
    walk(&mut tx, village, (&items, cable), &by).await?;
    let wedding = loan(
        &mut tx,
        village,
        (chairs, 20),
        ("Pak Harjono", "Hajatan", 12),
        &by,
    )
    .await?;
    let back = NewReturn {
        day: ago(village, 9)?,
        back: Pieces {
            good: 18,
            minor: 1,
            major: 0,
        },
        lost: 1,
        note: "Satu kaki patah".to_owned(),
    };
    take_back(
        &mut tx,
        &village.scope,
        (storage::fresh(), wedding),
        &back,
        &by,
    )
    .await?;
    loan(
        &mut tx,
        village,
        (tent, 1),
        ("RT 02 Gondang", "Syukuran warga", 6),
        &by,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn ago(village: &Village, days: i32) -> Result<Date> {
    Ok(village.today.checked_sub(days.days())?)
}

async fn enter(
    tx: &mut Tx,
    village: &Village,
    (at, thing): (usize, &Thing),
    by: &By,
) -> Result<ItemId> {
    let (name, brand, measure, good, minor, origin, acquired, price, place) = *thing;
    let says = NewItem {
        code: format!("INV-{at:03}"),
        name: name.to_owned(),
        brand: brand.to_owned(),
        measure: measure.to_owned(),
        origin,
        acquired: acquired.to_owned(),
        price: Money(price * 1_000),
        place: place.to_owned(),
        holder: String::new(),
        note: String::new(),
    };
    let pieces = Pieces {
        good,
        minor,
        major: 0,
    };
    let id = storage::fresh();
    enter_item(tx, &village.scope, id, (&says, pieces), by)
        .await
        .context("a thing of the demo")?;
    Ok(id)
}

/// Lends for three days, so many days ago.
async fn loan(
    tx: &mut Tx,
    village: &Village,
    (item, count): (ItemId, i64),
    (borrower, purpose, days): (&str, &str, i32),
    by: &By,
) -> Result<ItemLoanId> {
    let says = NewLoan {
        count,
        condition: Condition::Good,
        kind: BorrowerKind::Outsider,
        borrower: borrower.to_owned(),
        person: None,
        phone: String::new(),
        purpose: purpose.to_owned(),
        out_on: ago(village, days)?,
        due_on: ago(village, days - 3)?,
        fee: Money(0),
    };
    let id = storage::fresh();
    lend(tx, &village.scope, (id, item), &says, by)
        .await
        .context("a loan of the demo")?;
    Ok(id)
}

/// A walk in which everything was there but a cable.
async fn walk(
    tx: &mut Tx,
    village: &Village,
    (items, cable): (&[ItemId], ItemId),
    by: &By,
) -> Result<()> {
    let then = By {
        today: ago(village, 30)?,
        ..by.clone()
    };
    let walk = begin_take(tx, &village.scope, &then).await?;
    for item in items {
        let missing = (*item == cable).then(|| Pieces::of(Condition::Good, 2));
        let note = if *item == cable {
            "Satu tidak ada di gudang"
        } else {
            ""
        };
        note_found(tx, &village.scope, (walk, *item), (missing, note), &then)
            .await
            .context("what was found in the demo")?;
    }
    close_take(tx, &village.scope, walk, &then)
        .await
        .context("the demo's stock-take")?;
    Ok(())
}
