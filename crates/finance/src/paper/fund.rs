//! The report of a fund, for whoever gave it: what came, what it was spent on, what is left.

use super::book::told;
use super::figures::{Figures, blank, words};
use super::signatures;
use crate::domain::{Book, Direction, FundSource, Kind, in_words};
use crate::pages::voucher;
use crate::store::entries::Listed;
use documents::Letter;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::EntryId;
use kernel::paper::{Block, Column, Section};
use kernel::{Money, day};
use roster::Cell;
use std::collections::{BTreeMap, HashSet};
use web::{Ctx, Result};

/// What matters to the giver: no corrections with what they correct, no moving between books.
fn told_of(lines: Vec<Listed>) -> Vec<Listed> {
    let transfers = lines
        .iter()
        .filter(|line| line.entry.says.kind == Kind::Transfer);
    let mut inside: HashSet<EntryId> = HashSet::new();
    let known: HashSet<EntryId> = transfers.clone().map(|line| line.entry.says.id).collect();
    for line in transfers {
        let says = &line.entry.says;
        if let Some(first) = says.refers_to.filter(|first| known.contains(first)) {
            inside.extend([says.id, first]);
        }
    }
    let mut lines = lines;
    lines.retain(|line| {
        let says = &line.entry.says;
        !line.reversed && says.kind != Kind::Reversal && !inside.contains(&says.id)
    });
    lines
}

fn statement(books: &[Book], lines: &[Listed]) -> (Figures, i64, i64) {
    let (mut income, mut expense) = (0, 0);
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(lines) {
        let says = &line.entry.says;
        let (came, went) = match says.direction {
            Direction::In => (Cell::Number(says.amount.0), blank()),
            Direction::Out => (blank(), Cell::Number(says.amount.0)),
        };
        match says.direction {
            Direction::In => income += says.amount.0,
            Direction::Out => expense += says.amount.0,
        }
        rows.push(vec![
            Cell::Number(number),
            words(day::short(says.day)),
            words(told(line)),
            words(voucher(books, line.book, &line.entry)),
            came,
            went,
            Cell::Number(income - expense),
        ]);
    }
    rows.push(vec![
        blank(),
        blank(),
        words("Jumlah"),
        blank(),
        Cell::Number(income),
        Cell::Number(expense),
        Cell::Number(income - expense),
    ]);
    let columns = vec![
        Column::right("No", 2),
        Column::left("Tanggal", 4),
        Column::left("Uraian", 9),
        Column::left("No. bukti", 4),
        Column::right("Masuk (Rp)", 5),
        Column::right("Keluar (Rp)", 5),
        Column::right("Sisa (Rp)", 5),
    ];
    (Figures { columns, rows }, income, expense)
}

/// What was spent, by budget line.
fn by_category<'a>(lines: impl Iterator<Item = &'a Listed>) -> Figures {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for line in lines {
        let says = &line.entry.says;
        let category = match says.category.as_str() {
            "" => "Lain-lain",
            category => category,
        };
        *sums.entry(category).or_default() += says.amount.0;
    }
    let sum = sums.values().sum();
    let rows = sums.into_iter();
    let mut rows: Vec<Vec<Cell>> = rows
        .map(|(category, sum)| vec![words(category), Cell::Number(sum)])
        .collect();
    rows.push(vec![words("Jumlah"), Cell::Number(sum)]);
    Figures {
        columns: vec![Column::left("Pos", 5), Column::right("Jumlah (Rp)", 3)],
        rows,
    }
}

/// The report of `fund` as PDF.
pub(crate) async fn fund(
    ctx: &Ctx,
    scope: &Scope,
    fund: &FundSource,
    books: &[Book],
    lines: Vec<Listed>,
    today: Date,
) -> Result<Vec<u8>> {
    let paper = organization::paper(ctx, scope, today).await?;
    let lines = told_of(lines);
    let (statement, income, expense) = statement(books, &lines);
    let spent = lines.iter().filter(|line| {
        let says = &line.entry.says;
        says.direction == Direction::Out && says.kind == Kind::Plain
    });
    let left = Money(income - expense);
    let fact = |label: &str, value: String| (label.to_owned(), value);
    let mut facts = vec![
        fact("Sumber dana", fund.says.name.clone()),
        fact("Asal", fund.says.kind.label().to_owned()),
        fact("Pemberi", fund.says.donor.clone()),
        fact("Untuk apa", fund.says.purpose.clone()),
        fact("Diterima", Money(income).to_string()),
        fact("Dipakai", Money(expense).to_string()),
        fact("Sisa", left.to_string()),
        fact("Terbilang", in_words(left)),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    let section = |order, title: &str, figures: &Figures| Section {
        order,
        title: title.to_owned(),
        blocks: vec![Block::Table(figures.table())],
        missing: Vec::new(),
    };
    let letter = Letter {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: "Laporan Penggunaan Dana".to_owned(),
        titled: true,
        below: format!("Sampai {}", day::medium(today)),
        blocks: vec![Block::Facts(facts)],
        sections: vec![
            section(10, "Dipakai untuk", &by_category(spent)),
            section(20, "Rincian", &statement),
        ],
        signatures: signatures(ctx, scope, &paper, today).await?,
        ..Letter::default()
    };
    web::render_blocking(move || documents::letter(&letter)).await
}
