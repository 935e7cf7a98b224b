//! XLSX and XLS through calamine, cell by cell where it can, so that a lone cell in the last
//! corner of a sheet costs nothing. A formula gives the value that was last computed.

use std::io::Cursor;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xls,
    XlsError, Xlsx, XlsxError, open_workbook_from_rs,
};
use jiff::civil::Date;

use crate::error::Error;
use crate::table::{COLUMNS, Cell, ROWS, Table};

/// Merged cells higher than this are decoration, not a value for many rows.
const MERGED_ROWS: u32 = 400;

/// Reads every sheet of an XLSX file.
pub(crate) fn xlsx(bytes: &[u8]) -> Result<Vec<Table>, Error> {
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|why: XlsxError| match why {
            XlsxError::Password => Error::Encrypted,
            _ => Error::Broken,
        })?;
    let mut tables = Vec::new();
    for sheet in worksheets(book.sheets_metadata()) {
        let mut table = named(&sheet);
        let mut cells = book
            .worksheet_cells_reader(&sheet.name)
            .map_err(|_| Error::Broken)?;
        while let Some(cell) = cells.next_cell().map_err(|_| Error::Broken)? {
            let (row, column) = cell.get_position();
            table.put(row + 1, column as usize, shared(cell.get_value()));
            enough(&table)?;
        }
        drop(cells);
        cover(
            &mut table,
            &book
                .merge_cells_by_sheet_name(&sheet.name)
                .unwrap_or_default(),
        );
        tables.push(table);
    }
    Ok(tables)
}

/// Reads every sheet of an XLS file.
pub(crate) fn xls(bytes: &[u8]) -> Result<Vec<Table>, Error> {
    let mut book: Xls<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|why: XlsError| match why {
            XlsError::Password => Error::Encrypted,
            _ => Error::Broken,
        })?;
    let mut tables = Vec::new();
    for sheet in worksheets(book.sheets_metadata()) {
        let mut table = named(&sheet);
        let range = book
            .worksheet_range(&sheet.name)
            .map_err(|_| Error::Broken)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let number = u32::try_from(row)
                .unwrap_or(u32::MAX)
                .saturating_add(top + 1);
            table.put(number, column + left as usize, owned(data));
            enough(&table)?;
        }
        cover(
            &mut table,
            &book
                .merge_cells_by_sheet_name(&sheet.name)
                .unwrap_or_default(),
        );
        tables.push(table);
    }
    Ok(tables)
}

fn worksheets(sheets: &[Sheet]) -> Vec<Sheet> {
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .cloned()
        .collect()
}

fn named(sheet: &Sheet) -> Table {
    Table {
        name: Some(sheet.name.clone()),
        hidden: sheet.visible != SheetVisible::Visible,
        ..Table::default()
    }
}

pub(crate) fn enough(table: &Table) -> Result<(), Error> {
    if table.rows.len() > ROWS {
        Err(Error::TooManyRows(ROWS))
    } else {
        Ok(())
    }
}

/// Remembers the cells that a cell merged downwards stands for.
fn cover(table: &mut Table, merged: &[Dimensions]) {
    for area in merged {
        let (from, to) = (area.start.0, area.end.0);
        let column = area.start.1 as usize;
        if from == to && column < COLUMNS {
            table.across.push((from + 1, column, area.end.1 as usize));
        }
        let narrow = area.start.1 == area.end.1 && column < COLUMNS;
        if !narrow || to <= from || to - from > MERGED_ROWS {
            continue;
        }
        for row in from + 1..=to {
            table.covered.insert((row + 1, column), from + 1);
        }
    }
}

fn shared(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::String(text) => Cell::of(text),
        DataRef::SharedString(text) => Cell::of(text),
        DataRef::Int(number) => whole(*number),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) => iso_day(text),
        DataRef::DurationIso(text) => Cell::of(text),
        DataRef::Bool(yes) => truth(*yes),
        DataRef::Error(_) | DataRef::Empty => Cell::Empty,
    }
}

fn owned(data: &Data) -> Cell {
    match data {
        Data::String(text) | Data::DurationIso(text) => Cell::of(text),
        Data::Int(number) => whole(*number),
        Data::Float(number) => Cell::Number(*number),
        Data::DateTime(moment) => day(moment),
        Data::DateTimeIso(text) => iso_day(text),
        Data::Bool(yes) => truth(*yes),
        Data::Error(_) | Data::Empty => Cell::Empty,
    }
}

fn whole(number: i64) -> Cell {
    Cell::Number(number as f64)
}

pub(crate) fn truth(yes: bool) -> Cell {
    Cell::of(if yes { "v" } else { "-" })
}

fn day(moment: &ExcelDateTime) -> Cell {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = Date::new(
        i16::try_from(year).unwrap_or(0),
        i8::try_from(month).unwrap_or(0),
        i8::try_from(day).unwrap_or(0),
    );
    match date {
        Ok(date) if moment.is_datetime() && moment.as_f64() >= 1.0 => Cell::Day(date),
        _ => Cell::Number(moment.as_f64()),
    }
}

/// A day in ISO 8601, with or without a time behind it.
pub(crate) fn iso_day(text: &str) -> Cell {
    match text.get(..10).and_then(|day| day.parse().ok()) {
        Some(date) => Cell::Day(date),
        None => Cell::of(text),
    }
}
