//! The village's cash: a book of the last months with its approvals and closings, money of the
//! village bound to a training, a talangan that is still owed, and two entries that wait.

use super::budgets::Booked;
use super::village::Village;
use anyhow::{Context, Result};
use finance::{
    By, Direction, FundKind, Kind, Month, NewBook, NewEntry, NewFund, Told, add_fund, approve,
    close_month, funds, open_book, record,
};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Money;
use kernel::id::{ActivityId, BudgetLineId, CashBookId, EntryId, FundSourceId};
use storage::Tx;
use web::Ctx;

/// Places on the board.
pub(super) const CHAIR: usize = 0;
pub(super) const TREASURER: usize = 3;

/// Days ago, in thousands of rupiah (what goes is negative), text, party, budget line, and whether
/// it is of the village's money for the training.
type Line = (i32, i64, &'static str, &'static str, &'static str, bool);

const LINES: &[Line] = &[
    (
        74,
        650,
        "Iuran anggota September",
        "32 anggota",
        "Iuran",
        false,
    ),
    (
        71,
        -185,
        "Konsumsi rapat rutin",
        "Warung Bu Darmi",
        "Konsumsi",
        false,
    ),
    (
        66,
        500,
        "Sumbangan untuk kas pemuda",
        "Bapak H. Sutarno",
        "Donasi",
        false,
    ),
    (
        58,
        -240,
        "Cat dan kuas pos ronda",
        "TB Sumber Rejeki",
        "Perlengkapan",
        false,
    ),
    (
        52,
        3_000,
        "Dana desa untuk pelatihan",
        "Pemerintah Desa Sukorejo",
        "Bantuan pemerintah",
        true,
    ),
    (
        47,
        -900,
        "Honor dua narasumber",
        "Narasumber pelatihan",
        "Narasumber",
        true,
    ),
    (
        46,
        -1_150,
        "Makan siang peserta dua hari",
        "Katering Bu Tumini",
        "Konsumsi",
        true,
    ),
    (
        45,
        -325,
        "Cetak spanduk dan modul",
        "Fotokopi Barokah",
        "Cetak dan ATK",
        true,
    ),
    (
        43,
        690,
        "Iuran anggota Oktober",
        "34 anggota",
        "Iuran",
        false,
    ),
    (
        37,
        -150,
        "Sewa sound system",
        "Mas Yoga",
        "Perlengkapan",
        false,
    ),
    (
        21,
        -210,
        "Sarapan kerja bakti",
        "Warung Bu Darmi",
        "Konsumsi",
        false,
    ),
    (
        20,
        -95,
        "Karung dan sarung tangan",
        "Toko Makmur",
        "Perlengkapan",
        false,
    ),
    (
        13,
        710,
        "Iuran anggota November",
        "35 anggota",
        "Iuran",
        false,
    ),
    (
        9,
        1_000,
        "Sponsor lomba voli",
        "Toko Maju Jaya",
        "Sponsor",
        false,
    ),
    (
        6,
        -375,
        "Bola voli dan net",
        "Toko Olahraga Klaten",
        "Perlengkapan",
        false,
    ),
    (
        2,
        -120,
        "Fotokopi undangan",
        "Fotokopi Barokah",
        "Cetak dan ATK",
        false,
    ),
    (1, 350, "Hasil bazar jajanan", "Stan pemuda", "Usaha", false),
];

/// Entries at the end that nobody has approved yet.
const WAITING: usize = 2;

/// Fills the village's books; `training` is what the village's money was for, `booked` says to which
/// line of its budget an entry belongs.
pub(super) async fn fill(
    ctx: &Ctx,
    village: &Village,
    training: ActivityId,
    booked: &Booked,
) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    let first = village.today.saturating_sub(76.days());
    let new = NewBook {
        name: "Kas Umum".to_owned(),
        code: "KU".to_owned(),
        opening: Some((Money(1_850_000), first)),
    };
    let by = by(village, TREASURER, first)?;
    let book = open_book(&mut tx, &village.scope, &new, &by).await?;
    let book = book.context("the first book")?;
    let own = funds(&mut tx, &village.scope).await?[0].id;
    let bound = NewFund {
        name: "Dana desa pelatihan".to_owned(),
        kind: FundKind::Village,
        donor: "Pemerintah Desa Sukorejo".to_owned(),
        purpose: "Pelatihan kewirausahaan pemuda".to_owned(),
        restricted: true,
        activity: Some(training),
    };
    let bound = add_fund(&mut tx, &village.scope, &bound, by.now).await?;
    let bound = bound.context("the first such fund")?;
    let mut waiting = finance::waiting(&mut tx, &village.scope).await?;
    let mut month = Month::of(first);
    for (at, line) in LINES.iter().enumerate() {
        let day = village.today.saturating_sub(line.0.days());
        if Month::of(day) != month {
            close(&mut tx, village, book, &mut waiting, day).await?;
            month = Month::of(day);
        }
        let (fund, activity) = match line.5 {
            true => (bound, Some(training)),
            false => (own, None),
        };
        let budget_line = booked.iter().find(|(text, _)| *text == line.2);
        let of = (fund, activity, budget_line.map(|(_, line)| *line));
        let id = write(&mut tx, village, book, day, line, of, at).await?;
        waiting.push(id);
    }
    let done = waiting.len() - WAITING;
    let chair = self::by(village, CHAIR, village.today)?;
    for id in finance::waiting(&mut tx, &village.scope).await? {
        if waiting[..done].contains(&id) || !waiting.contains(&id) {
            approve(&mut tx, &village.scope, id, &chair).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The chair approves what waits, the treasurer counts and closes the months before `day`.
async fn close(
    tx: &mut Tx,
    village: &Village,
    book: CashBookId,
    waiting: &mut Vec<EntryId>,
    day: Date,
) -> Result<()> {
    let chair = by(village, CHAIR, day)?;
    for id in waiting.drain(..) {
        approve(tx, &village.scope, id, &chair).await?;
    }
    let treasurer = by(village, TREASURER, day)?;
    while close_month(tx, &village.scope, book, &treasurer).await? {}
    Ok(())
}

async fn write(
    tx: &mut Tx,
    village: &Village,
    book: CashBookId,
    day: Date,
    told: &Line,
    (fund, activity, line): (FundSourceId, Option<ActivityId>, Option<BudgetLineId>),
    at: usize,
) -> Result<EntryId> {
    let &(_, thousands, text, party, category, _) = told;
    let entry = NewEntry {
        id: storage::fresh(),
        day,
        direction: if thousands > 0 {
            Direction::In
        } else {
            Direction::Out
        },
        kind: Kind::Plain,
        amount: Money(thousands.abs() * 1_000),
        text: text.to_owned(),
        party: party.to_owned(),
        category: category.to_owned(),
        fund,
        activity,
        refers_to: None,
        line,
    };
    // The net was too dear for what was left that day, so somebody paid a part.
    let cover = (at == 14).then(|| ("Bagas Prasetyo".to_owned(), Money(75_000)));
    let told = Told { entry, cover };
    let by = by(village, TREASURER, day)?;
    Ok(record(tx, &village.scope, book, &told, &by).await?)
}

/// Somebody of the board in the evening of `day`.
pub(super) fn by(village: &Village, seat: usize, day: Date) -> Result<By> {
    let mut accounts = village.accounts.iter();
    let (_, account, name) = accounts
        .find(|(at, ..)| *at == seat)
        .context("the officer has an account")?;
    Ok(By {
        account: *account,
        name: (*name).to_owned(),
        now: village.at(day, 20 * 60),
        today: day,
    })
}
