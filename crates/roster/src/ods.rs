//! ODS, read in one pass over `content.xml`. Repeated cells and rows are only unrolled as far as
//! they hold something, so that "16,384 empty columns, a million times" costs nothing.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::error::Error;
use crate::table::{COLUMNS, Cell, Table};
use crate::workbook::{enough, iso_day, truth};

/// A filled row that says it is repeated more often than this is unrolled no further.
const REPEATS: u32 = 1_000;

/// Reads every sheet of an ODS file.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Table>, Error> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Broken)?;
    if locked(&mut zip) {
        return Err(Error::Encrypted);
    }
    let content = zip.by_name("content.xml").map_err(|_| Error::Broken)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    reader.config_mut().expand_empty_elements = true;
    let mut state = State::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader
            .read_event_into(&mut buffer)
            .map_err(|_| Error::Broken)?
        {
            Event::Start(start) => state.open(&start)?,
            Event::End(end) => state.close(end.name().as_ref())?,
            Event::Text(text) => state.say(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let raw = format!("&{};", &*entity.xml10_content());
                state.say(&quick_xml::escape::unescape(&raw).unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(state.tables)
}

fn locked(zip: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut manifest = String::new();
    zip.by_name("META-INF/manifest.xml")
        .is_ok_and(|mut part| std::io::Read::read_to_string(&mut part, &mut manifest).is_ok())
        && manifest.contains("encryption-data")
}

#[derive(Default)]
struct State {
    tables: Vec<Table>,
    /// Row to be filled next, from 1.
    row: u32,
    row_repeats: u32,
    /// Cells of the row so far, with their column.
    cells: Vec<(usize, Cell)>,
    column: usize,
    cell_repeats: usize,
    value: Option<Cell>,
    words: String,
    in_cell: bool,
    paragraphs: usize,
    /// Inside a comment or a drawing, whose words are not the cell's.
    aside: usize,
}

impl State {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Error> {
        match start.name().as_ref() {
            "table:table" => {
                self.row = 1;
                let name = attribute(start, "table:name").unwrap_or_default();
                self.tables.push(Table {
                    name: Some(name),
                    ..Table::default()
                });
            }
            "table:table-row" => {
                self.row_repeats = number(start, "table:number-rows-repeated");
                self.cells.clear();
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell_repeats = number(start, "table:number-columns-repeated") as usize;
                self.value = value(start);
                self.words.clear();
                self.in_cell = true;
                self.paragraphs = 0;
            }
            "office:annotation" | "draw:frame" => self.aside += 1,
            "text:p" if self.in_cell && self.aside == 0 => {
                if self.paragraphs > 0 {
                    self.words.push('\n');
                }
                self.paragraphs += 1;
            }
            "text:s" | "text:tab" => self.say(" "),
            "text:line-break" => self.say("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Error> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            "table:table-row" => return self.end_row(),
            "office:annotation" | "draw:frame" => self.aside = self.aside.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, words: &str) {
        if self.in_cell && self.aside == 0 && self.paragraphs > 0 {
            self.words.push_str(words);
        }
    }

    fn end_cell(&mut self) {
        self.in_cell = false;
        let cell = self.value.take().unwrap_or_else(|| Cell::of(&self.words));
        if !cell.is_blank() {
            let until = self
                .column
                .saturating_add(self.cell_repeats)
                .min(COLUMNS + 1);
            for column in self.column..until {
                self.cells.push((column, cell.clone()));
            }
        }
        self.column = self.column.saturating_add(self.cell_repeats);
    }

    fn end_row(&mut self) -> Result<(), Error> {
        let repeats = if self.cells.is_empty() {
            0
        } else {
            self.row_repeats.min(REPEATS)
        };
        if let Some(table) = self.tables.last_mut() {
            for again in 0..repeats {
                for (column, cell) in &self.cells {
                    table.put(self.row.saturating_add(again), *column, cell.clone());
                }
                enough(table)?;
            }
        }
        self.row = self.row.saturating_add(self.row_repeats);
        Ok(())
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    Some(quick_xml::escape::unescape(&found.value).ok()?.into_owned())
}

fn number(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name)
        .and_then(|text| text.parse().ok())
        .unwrap_or(1)
}

/// The value that stands in the cell's attributes; none when its words are its value.
fn value(start: &BytesStart<'_>) -> Option<Cell> {
    match attribute(start, "office:value-type")?.as_str() {
        "float" | "currency" | "percentage" => attribute(start, "office:value")?
            .parse()
            .ok()
            .map(Cell::Number),
        "date" => attribute(start, "office:date-value").map(|text| iso_day(&text)),
        "boolean" => attribute(start, "office:boolean-value").map(|text| truth(text == "true")),
        _ => None,
    }
}
