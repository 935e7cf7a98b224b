//! A sheet as rows of cells, whatever file it came from.
//! Rows are sparse at their end, blank rows are kept because rows are counted,
//! and a cell keeps what the file knows of it: text, number, or day.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;

/// Columns beyond this are not read.
pub(crate) const COLUMNS: usize = 256;
/// Rows beyond this are refused.
pub(crate) const ROWS: usize = 100_000;
/// Blank rows in one gap that are still told one by one.
const GAP: u32 = 1_000;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words as they stand.
    Text(Box<str>),
    /// A number that the workbook keeps as a number.
    Number(f64),
    /// A day that the workbook keeps as a date.
    Day(Date),
}

impl Cell {
    pub(crate) fn of(text: &str) -> Self {
        if text.trim().is_empty() {
            Self::Empty
        } else {
            Self::Text(text.into())
        }
    }

    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as a person would read it.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Day(day) => Cow::Owned(day.strftime("%d-%m-%Y").to_string()),
        }
    }
}

fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e17 {
        format!("{number:.0}")
    } else {
        format!("{number}")
    }
}

/// One row of a sheet, counted from 1 as the file's program shows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) cells: Vec<Cell>,
}

impl Row {
    pub(crate) fn cell(&self, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.cells.get(column).unwrap_or(EMPTY)
    }

    /// Filled cells with their column.
    pub(crate) fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank())
    }

    pub(crate) fn count(&self) -> usize {
        self.filled().count()
    }
}

/// One sheet of a workbook, or the whole of a text file (`name` is then none).
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) name: Option<String>,
    pub(crate) rows: Vec<Row>,
    /// Cells covered by one that was merged downwards, with the row that holds the value.
    pub(crate) covered: HashMap<(u32, usize), u32>,
    /// Cells of one row that were merged sideways: row, first and last column.
    pub(crate) across: Vec<(u32, usize, usize)>,
    /// The widest row, which may be wider than what is read.
    pub(crate) width: usize,
    pub(crate) hidden: bool,
}

impl Table {
    /// Puts `cell` at row `number` (from 1), column `column` (from 0); rows must come in order.
    pub(crate) fn put(&mut self, number: u32, column: usize, cell: Cell) {
        if cell.is_blank() {
            return;
        }
        self.width = self.width.max(column + 1);
        if column >= COLUMNS {
            return;
        }
        if self.rows.last().is_none_or(|row| row.number < number) {
            self.fill_gap(number);
            self.rows.push(Row {
                number,
                cells: Vec::new(),
            });
        }
        if let Some(row) = self.rows.last_mut().filter(|row| row.number == number) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            row.cells[column] = cell;
        }
    }

    fn fill_gap(&mut self, next: u32) {
        let first = self.rows.last().map_or(1, |row| row.number + 1);
        for number in first..next.min(first.saturating_add(GAP)) {
            self.rows.push(Row {
                number,
                cells: Vec::new(),
            });
        }
    }

    pub(crate) fn row(&self, number: u32) -> Option<&Row> {
        let at = self
            .rows
            .binary_search_by_key(&number, |row| row.number)
            .ok()?;
        self.rows.get(at)
    }

    /// Whether `column` is covered by a cell that was merged sideways in row `number`.
    pub(crate) fn spans(&self, number: u32, column: usize) -> bool {
        self.across
            .iter()
            .any(|(row, from, to)| *row == number && *from < column && column <= *to)
    }

    /// The cell itself, or the one that was merged over it from above.
    pub(crate) fn cell_or_merged<'a>(&'a self, row: &'a Row, column: usize) -> &'a Cell {
        let own = row.cell(column);
        if !own.is_blank() {
            return own;
        }
        self.covered
            .get(&(row.number, column))
            .and_then(|&number| self.row(number))
            .map_or(own, |origin| origin.cell(column))
    }
}
