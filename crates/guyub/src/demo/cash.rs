//! The village's cash: a book of the last months with its approvals and closings, money of the
//! village bound to a training, dues of some members, a talangan that is still owed, and two entries
//! that wait. The board shows the sums to everybody.

use super::budgets::Booked;
use super::village::Village;
use anyhow::{Context, Result};
use finance::{
    By, Collected, Direction, FundKind, Handed, Kind, Month, NewBook, NewEntry, NewFund, Pause,
    Rule, Told, add_fund, approve, close_month, collect, funds, let_off, open_book, record,
    set_rule, show_sums,
};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Money;
use kernel::id::{ActivityId, BudgetLineId, CashBookId, EntryId, FundSourceId, PersonId};
use storage::Tx;
use web::Ctx;

/// What was too dear for what was left, so that somebody paid a part.
const COVERED: &str = "Bola voli dan net";

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

/// Rounds of dues: days ago, the first member and how many of the active ones, months that each pays.
const ROUNDS: &[(i32, usize, usize, i64)] = &[(44, 0, 14, 1), (14, 0, 9, 1), (12, 14, 2, 3)];

/// What a member pays each month.
const DUES: i64 = 20_000;

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
    ask_for_dues(&mut tx, village, &by).await?;
    let mut rounds = ROUNDS.iter().peekable();
    let mut waiting = finance::waiting(&mut tx, &village.scope).await?;
    let mut month = Month::of(first);
    for line in LINES {
        while let Some(round) = rounds.next_if(|round| round.0 > line.0) {
            let day = village.today.saturating_sub(round.0.days());
            if Month::of(day) != month {
                close(&mut tx, village, book, &mut waiting, day).await?;
                month = Month::of(day);
            }
            let known = finance::waiting(&mut tx, &village.scope).await?;
            take_dues(&mut tx, village, (book, own), round).await?;
            let all = finance::waiting(&mut tx, &village.scope).await?;
            waiting.extend(all.into_iter().filter(|id| !known.contains(id)));
        }
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
        let id = write(&mut tx, village, book, day, line, of).await?;
        waiting.push(id);
    }
    let done = waiting.len() - WAITING;
    let chair = self::by(village, CHAIR, village.today)?;
    for id in finance::waiting(&mut tx, &village.scope).await? {
        if waiting[..done].contains(&id) || !waiting.contains(&id) {
            approve(&mut tx, &village.scope, id, &chair).await?;
        }
    }
    show_sums(&mut tx, &village.scope, true, village.now).await?;
    tx.commit().await?;
    Ok(())
}

/// Members who take part and are not on the board, in the order of the roll.
fn payers(village: &Village) -> impl Iterator<Item = PersonId> {
    let rest = village.members.iter().skip(village.board);
    rest.filter(|member| member.kind == organization::Kind::Active)
        .map(|member| member.id)
}

/// What is asked each month, and of whom not.
async fn ask_for_dues(tx: &mut Tx, village: &Village, by: &By) -> Result<()> {
    use organization::Kind::{Candidate, Honorary, Passive};
    let from = Month::of(village.today.saturating_sub(ROUNDS[0].0.days()));
    let rule = Rule {
        id: storage::fresh(),
        from,
        amount: Money(DUES),
        free: vec![Passive, Honorary, Candidate],
    };
    set_rule(tx, &village.scope, &rule, by).await?;
    let away = Pause {
        id: storage::fresh(),
        from,
        until: None,
        reason: "Kuliah di Semarang".to_owned(),
    };
    let student = payers(village).nth(20).context("a member who is away")?;
    let_off(tx, &village.scope, student, &away, by).await?;
    Ok(())
}

/// The treasurer walks from house to house.
async fn take_dues(
    tx: &mut Tx,
    village: &Village,
    (book, fund): (CashBookId, FundSourceId),
    &(ago, first, count, months): &(i32, usize, usize, i64),
) -> Result<()> {
    let day = village.today.saturating_sub(ago.days());
    let seen = i64::from(ago < ROUNDS[0].0 && first == 0);
    let handed = |person| Handed {
        person,
        amount: Money(DUES * months),
        seen,
    };
    let round = Collected {
        id: storage::fresh(),
        book,
        fund,
        day,
        handed: payers(village)
            .skip(first)
            .take(count)
            .map(handed)
            .collect(),
    };
    let by = by(village, TREASURER, day)?;
    collect(tx, &village.scope, &round, &by).await?;
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
    let cover = (text == COVERED).then(|| ("Bagas Prasetyo".to_owned(), Money(75_000)));
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
