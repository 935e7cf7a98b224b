//! The agenda of a year, of letters that went out or came in, in the columns that boards keep:
//! as PDF with the letterhead, as a workbook.

use crate::domain::{Incoming, Letter, State, Task};
use crate::store::{incoming, letters};
use jiff::civil::{Date, date};
use kernel::access::Scope;
use kernel::day;
use kernel::paper::{Column, Table};
use web::{Ctx, Result};

/// Which agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Book {
    Outgoing,
    Incoming,
}

impl Book {
    /// What stands above it.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Outgoing => "Agenda Surat Keluar",
            Self::Incoming => "Agenda Surat Masuk",
        }
    }
}

/// The agenda of `year`: its name and its table.
pub(crate) async fn table(ctx: &Ctx, scope: &Scope, book: Book, year: i16) -> Result<Table> {
    let mut db = ctx.db.read().await?;
    Ok(match book {
        Book::Outgoing => outgoing(&letters::book(&mut db, scope, year).await?),
        Book::Incoming => {
            let all = incoming::book(&mut db, scope, year).await?;
            let tasks = incoming::tasks_of_year(&mut db, scope, year).await?;
            let of = |letter: &Incoming| {
                let own = tasks.iter().filter(|(id, _)| *id == letter.id);
                own.map(|(_, task)| task).collect::<Vec<_>>()
            };
            came(all.iter().map(|letter| (letter, of(letter))))
        }
    })
}

fn outgoing(letters: &[Letter]) -> Table {
    let columns = vec![
        Column::right("No", 2),
        Column::left("No. surat", 6),
        Column::left("Tgl surat", 4),
        Column::left("Tgl kirim", 4),
        Column::left("Tujuan", 8),
        Column::left("Perihal", 8),
        Column::left("Lamp.", 3),
        Column::left("Pengolah", 5),
        Column::left("Ket.", 5),
    ];
    let row = |(at, letter): (usize, &Letter)| {
        let says = &letter.says;
        vec![
            (at + 1).to_string(),
            letter.number.clone(),
            day::short(says.day),
            letter.sent_on.map(day::short).unwrap_or_default(),
            one_line(&says.recipient),
            says.subject.clone(),
            says.attachments.clone(),
            letter.author.clone(),
            remark(letter),
        ]
    };
    Table {
        columns,
        rows: letters.iter().enumerate().map(row).collect(),
    }
}

/// "batal: diundur", or who took it.
fn remark(letter: &Letter) -> String {
    match letter.state {
        State::Cancelled => format!("Batal: {}", letter.reason),
        _ if letter.sent_to.is_empty() => String::new(),
        _ => format!("Diterima {}", letter.sent_to),
    }
}

fn came<'a>(letters: impl Iterator<Item = (&'a Incoming, Vec<&'a Task>)>) -> Table {
    let columns = vec![
        Column::right("No. agenda", 3),
        Column::left("Tgl terima", 4),
        Column::left("No. surat", 6),
        Column::left("Tgl surat", 4),
        Column::left("Pengirim", 7),
        Column::left("Perihal", 8),
        Column::left("Lamp.", 3),
        Column::left("Disposisi", 8),
        Column::left("Ket.", 5),
    ];
    let row = |(letter, tasks): (&Incoming, Vec<&Task>)| {
        let says = &letter.says;
        vec![
            letter.seq.to_string(),
            day::short(says.received),
            says.number.clone(),
            says.day.map(day::short).unwrap_or_default(),
            says.sender.clone(),
            says.subject.clone(),
            says.attachments.clone(),
            tasks.into_iter().map(told).collect::<Vec<_>>().join("; "),
            says.note.clone(),
        ]
    };
    Table {
        columns,
        rows: letters.map(row).collect(),
    }
}

fn told(task: &Task) -> String {
    let done = if task.done.is_some() {
        " (selesai)"
    } else {
        ""
    };
    format!("{}: {}{done}", task.says.receiver, task.says.instruction)
}

fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(", ")
}

/// The agenda of `year` as PDF, signed for `today`.
pub(crate) async fn pdf(
    ctx: &Ctx,
    scope: &Scope,
    book: Book,
    (year, today): (i16, Date),
) -> Result<Vec<u8>> {
    let table = table(ctx, scope, book, year).await?;
    print(
        ctx,
        scope,
        (book.title(), format!("Tahun {year}")),
        table,
        today,
    )
    .await
}

/// `table` on its side under the letterhead, with title, period and signatures of `today`.
pub(crate) async fn print(
    ctx: &Ctx,
    scope: &Scope,
    (title, period): (&str, String),
    table: Table,
    today: Date,
) -> Result<Vec<u8>> {
    let paper = organization::paper(ctx, scope, today).await?;
    let document = documents::TableDocument {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        landscape: true,
        title: title.to_owned(),
        period,
        table,
        below: String::new(),
        signatures: paper.signatures(today),
    };
    web::render_blocking(move || documents::table_document(&document)).await
}

/// The agenda of `year` as a workbook.
pub(crate) async fn xlsx(ctx: &Ctx, scope: &Scope, book: Book, year: i16) -> Result<Vec<u8>> {
    let table = table(ctx, scope, book, year).await?;
    web::render_blocking(move || workbook(book.title(), table)).await
}

/// `table` as a workbook with one sheet.
pub(crate) fn workbook(sheet: &str, table: Table) -> std::result::Result<Vec<u8>, roster::Error> {
    let titles: Vec<&str> = table.columns.iter().map(|one| one.title.as_str()).collect();
    roster::write_xlsx(sheet, &titles, table.rows)
}

/// The year asked for, or that of `today`; letters are as old as a youth organisation may be.
pub(crate) fn year(asked: &str, today: Date) -> i16 {
    let year = asked.trim().parse().ok();
    let known = date(1980, 1, 1).year()..=today.year() + 1;
    year.filter(|year| known.contains(year))
        .unwrap_or(today.year())
}
