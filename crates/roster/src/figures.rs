//! Tables that are no list of people: the cells of a workbook or text file as they stand, and a
//! workbook whose figures are figures, so that Excel reckons with them.

use rust_xlsxwriter::{Format as Style, FormatAlign, Formula, Workbook};

use crate::error::Error;
use crate::read::filled_tables;

/// The cells of one sheet, as a person would read them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The sheet's name; none in a text file.
    pub sheet: Option<String>,
    /// Rows with their number from 1, as the file's program shows it.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// The visible sheets of a workbook or text file that have anything in them.
///
/// # Errors
///
/// [`Error`] when the file cannot be read at all.
pub fn grids(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    let (_, tables) = filled_tables(bytes)?;
    let seen = tables.into_iter().filter(|table| !table.hidden);
    let grid = seen.map(|table| Grid {
        rows: table
            .rows
            .iter()
            .filter(|row| row.count() > 0)
            .map(|row| {
                let cells = row.cells.iter().map(|cell| cell.text().trim().to_owned());
                (row.number, cells.collect())
            })
            .collect(),
        sheet: table.name,
    });
    Ok(grid.filter(|grid| !grid.rows.is_empty()).collect())
}

/// A cell of a workbook to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// Nothing.
    Empty,
    /// Words; never a formula, whatever they begin with.
    Text(String),
    /// Words in bold.
    Bold(String),
    /// A whole number, with dots between its groups.
    Number(i64),
    /// A formula of ours, such as "=F3*G3", with the number that it comes to.
    Reckoned(String, i64),
}

/// Writes an XLSX with one sheet of `rows`; `widths` are those of the columns in letters.
///
/// # Errors
///
/// [`Error::Write`] beyond Excel's limits.
pub fn write_figures(sheet: &str, widths: &[u8], rows: &[Vec<Figure>]) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let name: String = sheet
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control())
        .take(31)
        .collect();
    let write = |_| Error::Write;
    page.set_name(if name.trim().is_empty() {
        "Lembar 1"
    } else {
        name.trim()
    })
    .map_err(write)?;
    let text = Style::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = text.clone().set_bold();
    let number = Style::new()
        .set_num_format("#,##0")
        .set_align(FormatAlign::Top);
    for (at, row) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Figure::Empty => continue,
                Figure::Text(words) => page.write_string_with_format(at, column, words, &text),
                Figure::Bold(words) => page.write_string_with_format(at, column, words, &bold),
                #[expect(clippy::cast_precision_loss, reason = "Excel keeps every number so")]
                Figure::Number(value) => {
                    page.write_number_with_format(at, column, *value as f64, &number)
                }
                Figure::Reckoned(formula, value) => {
                    let formula = Formula::new(formula).set_result(value.to_string());
                    page.write_formula_with_format(at, column, formula, &number)
                }
            }
            .map_err(write)?;
        }
    }
    for (column, width) in (0_u16..).zip(widths) {
        page.set_column_width(column, f64::from(*width))
            .map_err(write)?;
    }
    book.save_to_buffer().map_err(write)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let rows = [
            vec![Figure::Bold("Uraian".into()), Figure::Bold("Jumlah".into())],
            vec![Figure::Text("=1+1".into()), Figure::Number(1_500_000)],
            vec![Figure::Empty, Figure::Reckoned("=B2*2".into(), 3_000_000)],
        ];
        let bytes = write_figures("RAB [1]", &[30, 12], &rows).unwrap();
        let read = grids(&bytes).unwrap();
        assert_eq!(read[0].sheet.as_deref(), Some("RAB 1"));
        let rows: Vec<_> = read[0]
            .rows
            .iter()
            .map(|(n, row)| (*n, row.join("|")))
            .collect();
        assert_eq!(
            rows,
            [
                (1, "Uraian|Jumlah".to_owned()),
                (2, "=1+1|1500000".to_owned()),
                (3, "|3000000".to_owned()),
            ]
        );
    }

    #[test]
    fn a_text_file_has_rows_too() {
        let read = grids(b"Uraian;Jumlah\nTenda;500000\n").unwrap();
        assert_eq!(
            read[0].rows[1],
            (2, vec!["Tenda".to_owned(), "500000".to_owned()])
        );
        assert!(grids(b"").is_err());
    }
}
