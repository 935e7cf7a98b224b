//! What a column is by its cells, for lists without headings and columns without one.
//! Only what is clear counts; a column that could be two things is none.

use crate::field::{Field, Means};
use crate::layout::Col;
use crate::table::{Cell, Row, Table};
use crate::value::number::like_nik;
use crate::value::place::{hamlet_of_section, rt_rw};
use crate::value::{sex, vocabulary};
use crate::words::{count_digits, count_letters, fold, is_nothing};

/// Rows looked at.
const ROWS: usize = 250;

/// The rows under some headings.
pub(crate) struct Body<'a> {
    rows: Vec<&'a Row>,
}

impl<'a> Body<'a> {
    pub(crate) fn after(table: &'a Table, at: usize) -> Self {
        let rows = table
            .rows
            .iter()
            .skip(at)
            .filter(|row| row.count() > 1 && !crate::layout::numbers_columns(row))
            .take(ROWS)
            .collect();
        Self { rows }
    }

    pub(crate) fn width(&self) -> usize {
        self.rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0)
    }

    pub(crate) fn has(&self, column: usize) -> bool {
        self.rows.iter().any(|row| !row.cell(column).is_blank())
    }

    /// The share of filled cells that pass, from 0 to 100, and how many are filled.
    fn share(&self, column: usize, test: impl Fn(&Cell) -> bool) -> (usize, usize) {
        let mut filled = 0;
        let mut passed = 0;
        for row in &self.rows {
            let cell = row.cell(column);
            if cell.is_blank() || is_nothing(&cell.text()) {
                continue;
            }
            filled += 1;
            passed += usize::from(test(cell));
        }
        ((passed * 100).checked_div(filled).unwrap_or(0), filled)
    }

    fn mostly(&self, column: usize, test: impl Fn(&Cell) -> bool) -> bool {
        let (share, filled) = self.share(column, test);
        filled > 0 && share >= 70
    }

    pub(crate) fn dates(&self, column: usize) -> bool {
        let (share, filled) = self.share(column, like_date);
        filled > 0 && share >= 50
    }

    pub(crate) fn small(&self, column: usize) -> bool {
        self.mostly(column, |cell| {
            let text = cell.text();
            let digits = count_digits(&text);
            (1..=3).contains(&digits) && text.trim().len() == digits
        })
    }

    pub(crate) fn tells_rt(&self, column: usize) -> bool {
        let (share, filled) = self.share(column, |cell| {
            let text = fold(&cell.text());
            text.contains("rt") && count_digits(&text) > 0
        });
        filled > 0 && share >= 20
    }

    pub(crate) fn tells_place(&self, column: usize) -> bool {
        let (share, filled) = self.share(column, |cell| match cell {
            Cell::Text(text) => {
                let (place, day) = crate::value::birth::split(text);
                count_letters(&place) > 2 && count_digits(&day) > 0
            }
            _ => false,
        });
        filled > 0 && share >= 50
    }

    /// What a column without a heading surely is.
    pub(crate) fn strongly(&self, column: usize) -> Means {
        if self.mostly(column, like_nik) {
            return Field::Nik.into();
        }
        if self.mostly(column, like_phone) {
            return Field::Phone.into();
        }
        if self.mostly(column, |cell| sex(&cell.text()).value.is_some()) {
            return Field::Sex.into();
        }
        if self.mostly(column, |cell| {
            let text = cell.text();
            fold(&text).contains("rt") && rt_rw(cell).value.is_some()
        }) {
            return Means::of(&[Field::Rt, Field::Rw]);
        }
        Means::NOTHING
    }

    /// What a column of a list without headings most likely is.
    fn likely(&self, column: usize) -> Means {
        let strong = self.strongly(column);
        if !strong.is_nothing() {
            return strong;
        }
        if self.tells_place(column) {
            return Means::of(&[Field::BirthPlace, Field::BirthDate]);
        }
        if self.dates(column) {
            return if self.young(column) {
                Field::BirthDate.into()
            } else {
                Means::NOTHING
            };
        }
        let slashed = |cell: &Cell| cell.text().contains('/') && rt_rw(cell).value.is_some();
        if self.mostly(column, slashed) {
            return Means::of(&[Field::Rt, Field::Rw]);
        }
        if self.small(column) && self.counts_up(column) {
            return Field::Number.into();
        }
        if self.mostly(column, |cell| vocabulary::like_education(&cell.text())) {
            return Field::Education.into();
        }
        if self.mostly(column, |cell| vocabulary::like_position(&cell.text())) {
            return Field::Position.into();
        }
        let hamlet = |cell: &Cell| {
            let text = fold(&cell.text());
            hamlet_of_section(&text).is_some() || text.contains(" dsn ") || text.contains("dusun ")
        };
        if self.mostly(column, hamlet) {
            let rt = self.tells_rt(column);
            return if rt {
                Means::of(&[Field::Hamlet, Field::Rt, Field::Rw])
            } else {
                Field::Hamlet.into()
            };
        }
        Means::NOTHING
    }

    /// Whether the days are birthdays of people, not days of one meeting.
    fn young(&self, column: usize) -> bool {
        let mut days: Vec<String> = self
            .rows
            .iter()
            .map(|row| row.cell(column).text().into_owned())
            .filter(|text| !text.is_empty())
            .collect();
        let all = days.len();
        days.sort();
        days.dedup();
        days.len() * 2 > all
    }

    fn counts_up(&self, column: usize) -> bool {
        let numbers: Vec<f64> = self
            .rows
            .iter()
            .filter_map(|row| {
                row.cell(column)
                    .text()
                    .trim()
                    .trim_end_matches('.')
                    .parse()
                    .ok()
            })
            .collect();
        let steps = numbers
            .windows(2)
            .filter(|pair| (pair[1] - pair[0] - 1.0).abs() < 0.5)
            .count();
        numbers.len() < 2 || steps * 10 >= (numbers.len() - 1) * 7
    }

    /// How well a column would do as the column of names, 0 if not at all.
    fn as_names(&self, column: usize) -> usize {
        let (share, filled) = self.share(column, |cell| {
            let text = cell.text();
            let words = text.split_whitespace().count();
            count_letters(&text) > 2
                && count_digits(&text) == 0
                && (1..=7).contains(&words)
                && text.len() < 80
                && !like_title(&text)
        });
        let mut texts: Vec<String> = self
            .rows
            .iter()
            .map(|row| fold(&row.cell(column).text()))
            .filter(|text| !text.is_empty())
            .collect();
        texts.sort();
        texts.dedup();
        let distinct = (texts.len() * 100).checked_div(filled).unwrap_or(0);
        if share < 70 || (filled > 3 && distinct < 60) {
            0
        } else {
            share + distinct + filled * 100 / self.rows.len().max(1)
        }
    }
}

/// The columns of a list without headings.
pub(crate) fn columns(table: &Table) -> Vec<Col> {
    let mut body = Body::after(table, 0);
    if body.rows.is_empty() {
        body.rows = table
            .rows
            .iter()
            .filter(|row| row.count() > 0)
            .take(ROWS)
            .collect();
    }
    let width = body.width();
    let mut columns: Vec<Col> = (0..width)
        .filter(|&index| body.has(index))
        .map(|index| Col {
            index,
            heading: None,
            means: body.likely(index),
            tick: None,
            block: 0,
        })
        .collect();
    let name = columns
        .iter()
        .filter(|col| col.means.is_nothing())
        .map(|col| (body.as_names(col.index), std::cmp::Reverse(col.index)))
        .max()
        .filter(|(points, _)| *points > 0);
    for at in 0..columns.len() {
        let taken = columns[..at]
            .iter()
            .fold(Means::NOTHING, |sum, col| sum.and(col.means));
        columns[at].means = columns[at].means.without(taken);
        if name.is_some_and(|(_, index)| index.0 == columns[at].index) {
            columns[at].means = Field::Name.into();
        }
    }
    columns
}

fn like_date(cell: &Cell) -> bool {
    match cell {
        Cell::Day(_) => true,
        Cell::Text(text) => {
            let digits = count_digits(text);
            (3..=8).contains(&digits)
                && crate::ours::day(text.trim(), jiff::civil::date(2100, 1, 1)).is_some()
        }
        _ => false,
    }
}

fn like_phone(cell: &Cell) -> bool {
    let text = cell.text();
    (9..=14).contains(&count_digits(&text)) && !crate::ours::phones(&text).is_empty()
}

/// Words of a cover, not of a name.
fn like_title(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "karang",
        "taruna",
        "daftar",
        "data",
        "desa",
        "kelurahan",
        "kecamatan",
        "kabupaten",
        "periode",
        "tahun",
        "catatan",
        "keterangan",
    ];
    crate::words::words(text)
        .iter()
        .any(|word| WORDS.contains(&word.as_str()))
}
