//! Tables out: XLSX in which every cell is text, CSV that Excel opens as it should, and the rows
//! of a list that were not taken, each with its reason. No cell ever becomes a formula.

use rust_xlsxwriter::{Format as Style, Workbook, Worksheet};

use crate::error::Error;
use crate::field::Field;
use crate::reading::{Column, Place, Reading};

/// Excel's limit is 32,767 letters in a cell.
const LETTERS: usize = 32_000;
/// Width of a column of amounts.
const FIGURES: f64 = 16.0;
/// Letters of a sheet's name.
const NAME: usize = 31;

/// Makes a cell harmless in a CSV: what begins like a formula is led by an apostrophe.
#[must_use]
pub fn csv_safe(cell: &str) -> String {
    let formula = cell
        .trim_start_matches([' ', '\u{a0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula || cell.starts_with(['\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Writes a CSV with `;`, in UTF-8 with its mark, as Indonesian Excel opens it.
///
/// # Errors
///
/// [`Error::Write`], which memory alone can cause.
pub fn write_csv<R, C>(headers: &[&str], rows: R) -> Result<Vec<u8>, Error>
where
    R: IntoIterator<Item = Vec<C>>,
    C: AsRef<str>,
{
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    out.write_record(headers.iter().map(|cell| csv_safe(cell)))
        .map_err(|_| Error::Write)?;
    for row in rows {
        out.write_record(row.iter().map(|cell| csv_safe(cell.as_ref())))
            .map_err(|_| Error::Write)?;
    }
    out.into_inner().map_err(|_| Error::Write)
}

/// Writes an XLSX with one sheet, its headings bold and kept in sight.
///
/// # Errors
///
/// [`Error::Write`] beyond Excel's limits of rows and columns.
pub fn write_xlsx<R, C>(sheet: &str, headers: &[&str], rows: R) -> Result<Vec<u8>, Error>
where
    R: IntoIterator<Item = Vec<C>>,
    C: AsRef<str>,
{
    let mut book = Workbook::new();
    fill(book.add_worksheet(), &sheet_name(sheet, 1), headers, rows)?;
    book.save_to_buffer().map_err(|_| Error::Write)
}

/// A cell of a sheet with figures to reckon with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words; never a formula.
    Text(String),
    /// A whole number, shown with its thousands apart.
    Number(i64),
}

/// A sheet with figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSheet {
    /// Its name.
    pub name: String,
    /// The first row.
    pub headings: Vec<String>,
    /// What stands under it.
    pub rows: Vec<Vec<Cell>>,
}

/// Writes an XLSX in which numbers are numbers and all else is text.
///
/// # Errors
///
/// [`Error::Write`] beyond Excel's limits of rows and columns.
pub fn write_sheets(sheets: &[FigureSheet]) -> Result<Vec<u8>, Error> {
    let thousands = Style::new().set_num_format("#,##0");
    let mut book = Workbook::new();
    for (number, sheet) in (1..).zip(sheets) {
        let page = book.add_worksheet();
        let headings: Vec<&str> = sheet.headings.iter().map(String::as_str).collect();
        let words = sheet.rows.iter().map(|row| row.iter().map(Cell::words));
        let words = words.map(Iterator::collect::<Vec<&str>>);
        fill(page, &sheet_name(&sheet.name, number), &headings, words)?;
        for (at, row) in (1u32..).zip(&sheet.rows) {
            for (column, cell) in (0u16..).zip(row) {
                if let Cell::Number(number) = cell {
                    page.write_number_with_format(at, column, *number as f64, &thousands)
                        .map_err(|_| Error::Write)?;
                    page.set_column_width(column, FIGURES)
                        .map_err(|_| Error::Write)?;
                }
            }
        }
    }
    book.save_to_buffer().map_err(|_| Error::Write)
}

impl Cell {
    /// What is written as text.
    fn words(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number(_) => "",
        }
    }
}

/// Writes the rows that were not taken: the list's own columns, then why, then where the row
/// stood. Corrected, the same file can be read again. `rest` are places in `reading.lines`.
///
/// # Errors
///
/// [`Error::Write`] beyond Excel's limits of rows and columns.
pub fn write_rest(reading: &Reading, rest: &[(usize, String)]) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    let mut number = 0;
    for info in &reading.sheets {
        let mut rows: Vec<(usize, &Place, &str)> = Vec::new();
        for (at, reason) in rest {
            let Some(line) = reading.lines.get(*at) else {
                continue;
            };
            if sheet_of(&line.place) == info.name.as_deref() {
                rows.push((*at, &line.place, reason));
            }
        }
        if rows.is_empty() {
            continue;
        }
        number += 1;
        let width = rows
            .iter()
            .map(|(at, ..)| reading.lines[*at].raw.len())
            .max()
            .unwrap_or(0);
        let mut headers = headings(&reading.columns, info.name.as_deref(), width);
        headers.extend(["Alasan belum diambil".to_owned(), "Baris asal".to_owned()]);
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        let rows = rows.into_iter().map(|(at, place, reason)| {
            let mut cells = reading.lines[at].raw.clone();
            cells.resize(headers.len() - 2, String::new());
            cells.extend([reason.to_owned(), place.to_string()]);
            cells
        });
        let name = sheet_name(info.name.as_deref().unwrap_or("Belum diambil"), number);
        fill(book.add_worksheet(), &name, &headers, rows)?;
    }
    if number == 0 {
        fill(
            book.add_worksheet(),
            "Belum diambil",
            &["Alasan belum diambil"],
            Vec::<Vec<String>>::new(),
        )?;
    }
    book.save_to_buffer().map_err(|_| Error::Write)
}

fn sheet_of(place: &Place) -> Option<&str> {
    match place {
        Place::Row { sheet, .. } => Some(sheet),
        Place::Record { .. } => None,
    }
}

fn headings(columns: &[Column], sheet: Option<&str>, width: usize) -> Vec<String> {
    let of = |at: usize| {
        columns
            .iter()
            .find(|column| column.sheet.as_deref() == sheet && column.column as usize == at + 1)
    };
    let last = columns
        .iter()
        .filter(|column| column.sheet.as_deref() == sheet)
        .map(|column| column.column as usize)
        .max();
    (0..width.max(last.unwrap_or(0)))
        .map(|at| {
            let column = of(at);
            let heading = column.and_then(|column| column.heading.clone());
            let meaning = || {
                column.map(|column| {
                    column
                        .means
                        .fields()
                        .map(Field::label)
                        .collect::<Vec<_>>()
                        .join("/")
                })
            };
            heading.or_else(meaning).unwrap_or_default()
        })
        .collect()
}

/// A name that Excel takes: no signs it forbids, not too long, not twice.
fn sheet_name(name: &str, number: usize) -> String {
    let clean: String = name
        .chars()
        .map(|c| {
            if "[]:*?/\\'".contains(c) || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let clean = clean.trim();
    if clean.is_empty() {
        return format!("Lembar {number}");
    }
    clean
        .chars()
        .take(NAME)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

fn fill<R, C>(sheet: &mut Worksheet, name: &str, headers: &[&str], rows: R) -> Result<(), Error>
where
    R: IntoIterator<Item = Vec<C>>,
    C: AsRef<str>,
{
    let bold = Style::new().set_bold();
    let mut widths: Vec<usize> = headers
        .iter()
        .map(|header| header.chars().count())
        .collect();
    sheet.set_name(name).map_err(|_| Error::Write)?;
    for (column, header) in (0u16..).zip(headers) {
        sheet
            .write_string_with_format(0, column, cut(header), &bold)
            .map_err(|_| Error::Write)?;
    }
    for (at, row) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(&row) {
            let cell = cut(cell.as_ref());
            if cell.is_empty() {
                continue;
            }
            if let Some(width) = widths.get_mut(usize::from(column)) {
                *width = (*width).max(cell.chars().count());
            }
            sheet
                .write_string(at, column, cell)
                .map_err(|_| Error::Write)?;
        }
    }
    for (column, width) in (0u16..).zip(widths) {
        let width = u32::try_from(width.clamp(4, 48)).unwrap_or(48);
        sheet
            .set_column_width(column, f64::from(width) + 2.0)
            .map_err(|_| Error::Write)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(|_| Error::Write)?;
    Ok(())
}

fn cut(cell: &str) -> &str {
    match cell.char_indices().nth(LETTERS) {
        Some((at, _)) => &cell[..at],
        None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_neutralised() {
        for cell in ["=1+1", "+62811", "-1", "@x", "\t=1", " =1+1"] {
            assert!(csv_safe(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(csv_safe("Budi = teman"), "Budi = teman");
    }

    #[test]
    fn a_csv_has_its_mark_and_quotes() {
        let out = write_csv(&["Nama", "Ket"], vec![vec!["Budi; Adi", "=1+1"]]).unwrap();
        assert_eq!(out, b"\xef\xbb\xbfNama;Ket\r\n\"Budi; Adi\";'=1+1\r\n");
    }

    #[test]
    fn numbers_stay_numbers_and_words_words() {
        let sheet = FigureSheet {
            name: "BKU".to_owned(),
            headings: vec!["Uraian".to_owned(), "Saldo".to_owned()],
            rows: vec![vec![Cell::Text("=1+1".to_owned()), Cell::Number(1_500_000)]],
        };
        assert!(write_sheets(&[sheet]).unwrap().starts_with(b"PK"));
    }

    #[test]
    fn a_very_long_cell_is_cut_and_not_refused() {
        assert!(write_xlsx("A/B", &["Nama"], vec![vec!["a".repeat(40_000)]]).is_ok());
    }
}
