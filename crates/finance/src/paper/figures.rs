//! A table with amounts, which becomes a page or a sheet as it is asked for.

use kernel::Money;
use kernel::paper::{Column, Table};
use roster::{Cell, FigureSheet};

/// Columns and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A cell of words.
pub(super) fn words(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// A cell with nothing in it.
pub(super) fn blank() -> Cell {
    words("")
}

impl Figures {
    /// As it stands on paper: "1.500.000".
    pub(crate) fn table(&self) -> Table {
        let shown = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => Money(*number).to_string().replacen("Rp", "", 1),
        };
        let rows = self.rows.iter();
        Table {
            columns: self.columns.clone(),
            rows: rows.map(|row| row.iter().map(shown).collect()).collect(),
        }
    }

    /// As a sheet to reckon with.
    pub(crate) fn sheet(&self, name: &str) -> FigureSheet {
        let titles = self.columns.iter().map(|column| column.title.clone());
        FigureSheet {
            name: name.to_owned(),
            headings: titles.collect(),
            rows: self.rows.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_stands_without_its_currency() {
        let figures = Figures {
            columns: vec![Column::right("Saldo (Rp)", 1)],
            rows: vec![vec![Cell::Number(-1_500_000)]],
        };
        assert_eq!(figures.table().rows, [["-1.500.000"]]);
    }
}
