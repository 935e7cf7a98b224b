//! The cash of an activity: what came from which source, what went for what, what is left.

use super::book::told;
use super::figures::{Figures, blank, words};
use super::signatures;
use crate::domain::{Book, Direction, FundSource, in_words};
use crate::pages::{fund_name, voucher};
use crate::panels::{Totals, is_own};
use crate::store::entries::{self, Listed};
use crate::store::{books, funds};
use documents::Letter;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::ActivityId;
use kernel::paper::{Block, Column, Section};
use kernel::{Money, day};
use roster::Cell;
use web::{Ctx, Error, Result};

/// What is known of an activity's money.
pub(crate) struct ActivityCash {
    pub(crate) title: String,
    books: Vec<Book>,
    funds: Vec<FundSource>,
    lines: Vec<Listed>,
}

impl ActivityCash {
    /// The cash of `activity` in the scope's unit; not found if there is none.
    pub(crate) async fn find(ctx: &Ctx, scope: &Scope, activity: ActivityId) -> Result<Self> {
        let mut db = ctx.db.read().await?;
        let mut lines = entries::of_activity(&mut db, scope, activity).await?;
        lines.retain(is_own);
        let (books, funds) = (
            books::list(&mut db, scope).await?,
            funds::list(&mut db, scope).await?,
        );
        drop(db);
        // Activities are named near a day; that of the money is near the activity.
        let day = lines.last().map(|line| line.entry.says.day);
        let named = crate::pages::activities(ctx, scope, day.ok_or(Error::NotFound)?).await?;
        let name = named.into_iter().find(|(id, _)| *id == activity);
        Ok(Self {
            title: name.map_or_else(|| "Kegiatan".to_owned(), |(_, name)| name),
            books,
            funds,
            lines,
        })
    }

    fn of(&self, direction: Direction) -> impl Iterator<Item = &Listed> {
        let lines = self.lines.iter();
        lines.filter(move |line| line.entry.says.direction == direction)
    }

    fn voucher(&self, line: &Listed) -> String {
        voucher(&self.books, line.book, &line.entry)
    }

    /// What came in, by its source.
    pub(crate) fn income(&self) -> Figures {
        let row = |line: &Listed| {
            let source = fund_name(&self.funds, line.entry.says.fund);
            (source, format!("{}, {}", told(line), self.voucher(line)))
        };
        table("Sumber dana", self.of(Direction::In), row)
    }

    /// What was spent, by what for.
    pub(crate) fn expense(&self) -> Figures {
        let row = |line: &Listed| {
            let says = &line.entry.says;
            let more = [says.party.as_str(), says.category.as_str()];
            let more = more.into_iter().filter(|part| !part.is_empty());
            let mut more: Vec<String> = more.map(str::to_owned).collect();
            more.push(self.voucher(line));
            (says.text.clone(), more.join(", "))
        };
        table("Keperluan", self.of(Direction::Out), row)
    }

    fn period(&self) -> String {
        let days = self.lines.iter().map(|line| line.entry.says.day);
        let first = days.clone().min();
        let last = days.max();
        let known = first.zip(last);
        known.map_or_else(String::new, |(first, last)| {
            format!("{} sampai {}", day::medium(first), day::medium(last))
        })
    }
}

fn table<'a>(
    about: &str,
    lines: impl Iterator<Item = &'a Listed>,
    row: impl Fn(&Listed) -> (String, String),
) -> Figures {
    let mut sum = 0;
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(lines) {
        let says = &line.entry.says;
        sum += says.amount.0;
        let (about, note) = row(line);
        rows.push(vec![
            Cell::Number(number),
            words(day::short(says.day)),
            words(about),
            words(note),
            Cell::Number(says.amount.0),
        ]);
    }
    rows.push(vec![
        blank(),
        blank(),
        words("Jumlah"),
        blank(),
        Cell::Number(sum),
    ]);
    let columns = vec![
        Column::right("No", 1),
        Column::left("Tanggal", 3),
        Column::left(about, 5),
        Column::left("Keterangan", 6),
        Column::right("Jumlah (Rp)", 3),
    ];
    Figures { columns, rows }
}

/// The activity's cash as PDF.
pub(crate) async fn activity(
    ctx: &Ctx,
    scope: &Scope,
    cash: &ActivityCash,
    today: Date,
) -> Result<Vec<u8>> {
    let paper = organization::paper(ctx, scope, today).await?;
    let section = |order, title: &str, blocks| Section {
        order,
        title: title.to_owned(),
        blocks,
        missing: Vec::new(),
    };
    let Totals { income, expense } = Totals::of(&cash.lines);
    let balance = Money(income - expense);
    let fact = |label: &str, value: String| (label.to_owned(), value);
    let letter = Letter {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: "Laporan Kas Kegiatan".to_owned(),
        titled: true,
        below: cash.title.clone(),
        blocks: vec![Block::Facts(vec![
            fact("Nama acara", cash.title.clone()),
            fact("Masa", cash.period()),
            fact("Penyelenggara", paper.organiser.clone()),
        ])],
        sections: vec![
            section(10, "Uang masuk", vec![Block::Table(cash.income().table())]),
            section(
                20,
                "Uang keluar",
                vec![Block::Table(cash.expense().table())],
            ),
            section(
                30,
                "Saldo",
                vec![Block::Facts(vec![
                    fact("Jumlah masuk", Money(income).to_string()),
                    fact("Jumlah keluar", Money(expense).to_string()),
                    fact("Saldo", balance.to_string()),
                    fact("Terbilang", in_words(balance)),
                ])],
            ),
        ],
        signatures: signatures(ctx, scope, &paper, today).await?,
        ..Letter::default()
    };
    web::render_blocking(move || documents::letter(&letter)).await
}
