//! The book of dues of a year (members by month, sum, arrears), and the empty sheet that goes from
//! house to house. On the sheet nobody reads who has paid: every cell is empty.

use super::figures::{Figures, blank, words};
use super::signatures;
use crate::domain::{Charge, Item, Month, Occasion};
use crate::dues::{Desk, Member};
use jiff::civil::{Date, date};
use kernel::access::Scope;
use kernel::day;
use kernel::paper::{Column, Table};
use roster::Cell;
use web::{Ctx, Result};

/// Occasions of a year that have a column of their own; a year has hardly more.
const OCCASIONS: usize = 4;
/// Rows left for whoever is not on the list yet.
const SPARE: usize = 5;

fn months(year: i16) -> Vec<Month> {
    let months = 1..=12;
    months
        .map(|month| Month::of(date(year, month, 1)))
        .collect()
}

fn month_columns(year: i16) -> impl Iterator<Item = Column> {
    let months = months(year).into_iter();
    months.map(|month| Column::right(day::short_month(month.first().month()), 3))
}

fn occasions(desk: &Desk, year: i16) -> Vec<&Occasion> {
    let all = desk.dues.occasions.iter();
    all.filter(|one| one.day.year() == year)
        .take(OCCASIONS)
        .collect()
}

/// The book of `year`: No, Nama, Jan … Des, Jumlah, Tunggakan; the last row has the sums.
pub(crate) fn book(desk: &Desk, year: i16, today: Date) -> Figures {
    let occasions = occasions(desk, year);
    let charges: Vec<Charge> = months(year)
        .into_iter()
        .map(Charge::Month)
        .chain(occasions.iter().map(|one| Charge::Occasion(one.id)))
        .collect();
    let mut sums = vec![0; charges.len() + 2];
    let mut rows = Vec::new();
    let members = desk.members.iter();
    for (number, member) in (1..).zip(members.filter(|member| member.pays_in(year))) {
        rows.push(row(number, member, &charges, today, &mut sums));
    }
    let mut last = vec![blank(), words("Jumlah")];
    last.extend(sums.into_iter().map(Cell::Number));
    rows.push(last);
    let columns = [Column::right("No", 2), Column::left("Nama", 9)];
    let columns = columns.into_iter().chain(month_columns(year));
    let columns = columns.chain(occasions.iter().map(|one| Column::right(&one.name, 4)));
    let ends = [Column::right("Jumlah", 4), Column::right("Tunggakan", 4)];
    Figures {
        columns: columns.chain(ends).collect(),
        rows,
    }
}

fn row(
    number: i64,
    member: &Member,
    charges: &[Charge],
    today: Date,
    sums: &mut [i64],
) -> Vec<Cell> {
    let mut cells = vec![Cell::Number(number), words(&member.placed.full_name)];
    let mut total = 0;
    for (charge, sum) in charges.iter().zip(sums.iter_mut()) {
        let items = &member.account.items;
        let item = items.iter().find(|item| item.charge == *charge);
        let paid = item.map_or(0, |item| item.paid.0);
        *sum += paid;
        total += paid;
        cells.push(cell(item, paid));
    }
    let arrears = member.account.arrears(today).0;
    for (amount, sum) in [total, arrears].into_iter().zip(&mut sums[charges.len()..]) {
        *sum += amount;
        cells.push(Cell::Number(amount));
    }
    cells
}

/// What was paid; "–" of who is free, empty of who has not paid.
fn cell(item: Option<&Item>, paid: i64) -> Cell {
    match item {
        None => words("–"),
        Some(_) if paid > 0 => Cell::Number(paid),
        Some(_) => blank(),
    }
}

/// The empty sheet of `year` for these members.
fn sheet(members: &[&Member], year: i16) -> Table {
    let columns = [
        Column::right("No", 2),
        Column::left("Nama", 9),
        Column::left("RT", 2),
    ];
    let months = month_columns(year);
    let ends = [Column::right("Jumlah", 4), Column::left("Ket.", 4)];
    let columns: Vec<Column> = columns.into_iter().chain(months).chain(ends).collect();
    let width = columns.len();
    let row = |(at, lead): (usize, Vec<String>)| {
        let mut row = vec![(at + 1).to_string()];
        row.extend(lead);
        row.resize(width, String::new());
        row
    };
    let lead = |member: &&Member| {
        let rt = member.placed.rt.map(|rt| format!("{rt:02}"));
        vec![member.placed.full_name.clone(), rt.unwrap_or_default()]
    };
    let spare = std::iter::repeat_n(Vec::new(), SPARE);
    let rows = members.iter().map(lead).chain(spare).enumerate().map(row);
    Table {
        rows: rows.collect(),
        columns,
    }
}

/// The book of `year` as PDF.
pub(crate) async fn book_pdf(
    ctx: &Ctx,
    scope: &Scope,
    desk: &Desk,
    year: i16,
    today: Date,
) -> Result<Vec<u8>> {
    let table = book(desk, year, today).table();
    document(
        ctx,
        scope,
        ("Buku Iuran", &format!("Tahun {year}")),
        table,
        today,
    )
    .await
}

/// The empty sheet of `year` as PDF.
pub(crate) async fn sheet_pdf(
    ctx: &Ctx,
    scope: &Scope,
    (members, place): (&[&Member], &str),
    year: i16,
    today: Date,
) -> Result<Vec<u8>> {
    let period = format!("Tahun {year}{place}");
    let table = sheet(members, year);
    document(ctx, scope, ("Lembar Iuran", &period), table, today).await
}

async fn document(
    ctx: &Ctx,
    scope: &Scope,
    (title, period): (&str, &str),
    table: Table,
    today: Date,
) -> Result<Vec<u8>> {
    let paper = organization::paper(ctx, scope, today).await?;
    let document = documents::TableDocument {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        landscape: true,
        title: title.to_owned(),
        period: period.to_owned(),
        table,
        below: String::new(),
        signatures: signatures(ctx, scope, &paper, today).await?,
    };
    web::render_blocking(move || documents::table_document(&document)).await
}
