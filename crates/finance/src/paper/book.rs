//! The general cash book (BKU) of a month or a year, in the columns of the paper book.

use super::figures::{Figures, blank, words};
use super::signatures;
use crate::domain::{Book, Direction, Span, Verdict};
use crate::store::closings;
use crate::store::entries::Listed;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::paper::Column;
use kernel::{Money, day};
use roster::Cell;
use web::{Ctx, Result};

/// The lines of a book after `opening`, with the balance after each and the sums at the end.
pub(crate) fn figures(book: &Book, span: Span, opening: Money, lines: &[Listed]) -> Figures {
    let mut sums = Sums {
        income: 0,
        expense: 0,
        balance: opening.0,
    };
    let mut rows = vec![brought(span.days().0, opening)];
    for (number, line) in (1..).zip(lines) {
        rows.push(sums.row(book, number, line));
    }
    rows.push(vec![
        blank(),
        blank(),
        words("Jumlah"),
        blank(),
        blank(),
        Cell::Number(sums.income),
        Cell::Number(sums.expense),
        Cell::Number(sums.balance),
        blank(),
    ]);
    let columns = vec![
        Column::right("No", 2),
        Column::left("Tanggal", 4),
        Column::left("Uraian", 12),
        Column::left("Kode/Pos", 5),
        Column::left("No. bukti", 5),
        Column::right("Masuk/Debet (Rp)", 5),
        Column::right("Keluar/Kredit (Rp)", 5),
        Column::right("Saldo (Rp)", 5),
        Column::left("Ket.", 5),
    ];
    Figures { columns, rows }
}

/// The line with which a page begins: what was in the book before.
fn brought(from: Date, opening: Money) -> Vec<Cell> {
    vec![
        blank(),
        words(day::short(from)),
        words("Saldo sebelumnya"),
        blank(),
        blank(),
        blank(),
        blank(),
        Cell::Number(opening.0),
        blank(),
    ]
}

struct Sums {
    income: i64,
    expense: i64,
    balance: i64,
}

impl Sums {
    fn row(&mut self, book: &Book, number: i64, line: &Listed) -> Vec<Cell> {
        let says = &line.entry.says;
        self.balance += says.direction.signed(says.amount);
        let (income, expense) = match says.direction {
            Direction::In => {
                self.income += says.amount.0;
                (Cell::Number(says.amount.0), blank())
            }
            Direction::Out => {
                self.expense += says.amount.0;
                (blank(), Cell::Number(says.amount.0))
            }
        };
        vec![
            Cell::Number(number),
            words(day::short(says.day)),
            words(told(line)),
            words(&says.category),
            words(book.voucher(line.entry.year, line.entry.number)),
            income,
            expense,
            Cell::Number(self.balance),
            words(remark(line)),
        ]
    }
}

/// What for, and from or to whom.
pub(super) fn told(line: &Listed) -> String {
    let says = &line.entry.says;
    if says.party.is_empty() {
        says.text.clone()
    } else {
        format!("{} ({})", says.text, says.party)
    }
}

fn remark(line: &Listed) -> &'static str {
    match line.verdict {
        _ if line.reversed => "Dikoreksi",
        None => "Menunggu persetujuan",
        Some(Verdict::Refused) => "Ditolak",
        Some(Verdict::Approved) => line.entry.says.kind.label(),
    }
}

/// The book as PDF, with the closing text under it if it was closed at the end of `span`.
pub(crate) async fn book(
    ctx: &Ctx,
    scope: &Scope,
    book: &Book,
    span: Span,
    figures: &Figures,
    today: Date,
) -> Result<Vec<u8>> {
    let month = span.last_month();
    let closing = closings::covering(&mut ctx.db.read().await?, book.id, month.last()).await?;
    let closing = closing.filter(|closing| closing.says.month == month);
    let paper = organization::paper(ctx, scope, today).await?;
    let document = documents::TableDocument {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        landscape: true,
        title: "Buku Kas Umum".to_owned(),
        period: format!("{}, {}", book.name, span.label()),
        table: figures.table(),
        below: closing
            .map(|closing| closing.text(book))
            .unwrap_or_default(),
        signatures: signatures(ctx, scope, &paper, today).await?,
    };
    web::render_blocking(move || documents::table_document(&document)).await
}
