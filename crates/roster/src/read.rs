//! From bytes to a [`Reading`]: what the file is, its sheets, its columns, its lines, and which
//! lines are likely one person. No input or output, no clock.

use jiff::civil::Date;

use crate::choices::{Choices, fingerprint};
use crate::duplicates;
use crate::error::Error;
use crate::field::Field;
use crate::guard::{self, Kind};
use crate::layout::{Layout, layout};
use crate::person::{Source, people, raw_cells};
use crate::reading::{Column, Format, Line, LineKind, Place, Reading, SheetInfo, Values};
use crate::rows::{classify, is_strong_block, name_text};
use crate::table::{COLUMNS, Row, Table};
use crate::value::place::hamlet_of_section;
use crate::village::{InstitutionMember, Population, members, population};
use crate::words::tidy;
use crate::{ods, text_file, workbook};

/// Reads a member list. `name` is only shown to people: what the file is, its bytes tell.
///
/// # Errors
///
/// [`Error`] when the file cannot be read at all; what one row lacks stands in its issues.
pub fn read(bytes: &[u8], name: &str, choices: &Choices) -> Result<Reading, Error> {
    let _ = name;
    let (format, tables) = filled_tables(bytes)?;
    Ok(list(format, tables, choices))
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A board's list, or what may be one.
    List(Reading),
    /// The village system's population workbook.
    Population(Population),
}

/// Reads a file of which nobody has said what it is.
///
/// # Errors
///
/// As for [`read`].
pub fn recognise(bytes: &[u8], choices: &Choices) -> Result<Found, Error> {
    let (format, tables) = filled_tables(bytes)?;
    Ok(match population(&tables, choices.today) {
        Some(population) => Found::Population(population),
        None => Found::List(list(format, tables, choices)),
    })
}

/// The members of an institution as the village system lists them, in the file's order; none if
/// the file has no column of names and one of offices (`jabatan`).
///
/// # Errors
///
/// As for [`read`].
pub fn read_institution(bytes: &[u8]) -> Result<Option<Vec<InstitutionMember>>, Error> {
    let (_, tables) = filled_tables(bytes)?;
    Ok(members(&tables))
}

pub(crate) fn filled_tables(bytes: &[u8]) -> Result<(Format, Vec<Table>), Error> {
    let (format, tables) = tables(bytes)?;
    let mut rows = tables.iter().flat_map(|table| &table.rows);
    if rows.all(|row| row.count() == 0) {
        return Err(Error::NothingInside);
    }
    Ok((format, tables))
}

fn list(format: Format, tables: Vec<Table>, choices: &Choices) -> Reading {
    let mut reading = Reading {
        format,
        sheets: Vec::new(),
        columns: Vec::new(),
        idle_columns: Vec::new(),
        lines: Vec::new(),
        duplicate_groups: Vec::new(),
    };
    for table in tables {
        read_table(&table, choices, &mut reading);
    }
    reading.duplicate_groups = duplicates::find(&reading.lines);
    reading
}

fn tables(bytes: &[u8]) -> Result<(Format, Vec<Table>), Error> {
    Ok(match guard::kind(bytes)? {
        Kind::Xlsx => (Format::Xlsx, workbook::xlsx(bytes)?),
        Kind::Xls => (Format::Xls, workbook::xls(bytes)?),
        Kind::Ods => (Format::Ods, ods::read(bytes)?),
        Kind::Text => (Format::Csv, vec![text_file::read(bytes)?]),
    })
}

fn read_table(table: &Table, choices: &Choices, reading: &mut Reading) {
    let mut notes = Vec::new();
    if table.width > COLUMNS {
        notes.push(format!(
            "Lembar ini punya {} kolom, hanya {COLUMNS} yang pertama dibaca",
            table.width
        ));
    }
    if table.hidden {
        notes.push("Lembar tersembunyi tidak dibaca".to_owned());
        let info = SheetInfo {
            name: table.name.clone(),
            fingerprint: fingerprint(&[]),
            people: 0,
            hidden: true,
            notes,
        };
        reading.sheets.push(info);
        return;
    }
    let layout = layout(table, choices);
    let columns = columns(table, &layout);
    let lines = Lines::new(table, &layout, choices.today).read();
    let people = lines
        .iter()
        .filter(|line| line.kind == LineKind::Person)
        .count();
    let named = columns.iter().any(|column| column.means.has(Field::Name));
    if !named && table.rows.iter().any(|row| row.count() > 1) {
        notes.push("Kolom nama tidak ditemukan, pilih kolomnya".to_owned());
    } else if people == 0 {
        notes.push("Tidak ada orang yang terbaca di lembar ini".to_owned());
    }
    reading.sheets.push(SheetInfo {
        name: table.name.clone(),
        fingerprint: fingerprint(&columns),
        people,
        hidden: false,
        notes,
    });
    if people > 0 || named || reading.sheets.len() == 1 {
        reading.columns.extend(columns);
    } else {
        reading.idle_columns.extend(columns);
    }
    reading.lines.extend(lines);
}

fn columns(table: &Table, layout: &Layout) -> Vec<Column> {
    let mut out: Vec<Column> = Vec::new();
    for segment in &layout.segments {
        for col in &segment.columns {
            let column = u32::try_from(col.index + 1).unwrap_or(u32::MAX);
            let known = out
                .iter()
                .any(|other| other.column == column && other.heading == col.heading);
            if known {
                continue;
            }
            let samples = table
                .rows
                .iter()
                .skip(segment.from + 1)
                .filter(|row| row.count() > 1);
            let samples = samples
                .map(|row| tidy(&row.cell(col.index).text()))
                .filter(|text| !text.is_empty())
                .take(4)
                .collect();
            out.push(Column {
                sheet: table.name.clone(),
                column,
                heading: col.heading.clone(),
                means: col.means,
                samples,
            });
        }
    }
    out
}

struct Lines<'a> {
    table: &'a Table,
    layout: &'a Layout,
    today: Date,
    /// What the last section row, or the sheet's name, says of the hamlet.
    section: Option<String>,
    /// The last person of each block, for ditto marks.
    above: Vec<Option<Values>>,
    rounded: Vec<bool>,
    lines: Vec<Line>,
}

impl<'a> Lines<'a> {
    fn new(table: &'a Table, layout: &'a Layout, today: Date) -> Self {
        let section = table.name.as_deref().and_then(hamlet_of_section);
        let rounded = layout
            .segments
            .iter()
            .map(|segment| niks_rounded(table, segment))
            .collect();
        Self {
            table,
            layout,
            today,
            section,
            above: vec![None; 16],
            rounded,
            lines: Vec::new(),
        }
    }

    fn read(mut self) -> Vec<Line> {
        let kinds = classify(self.table, self.layout);
        for (row, (kind, segment)) in self.table.rows.iter().zip(kinds) {
            match kind {
                LineKind::Person => self.person(row, segment),
                _ => {
                    if kind == LineKind::Section {
                        let text = row
                            .filled()
                            .map(|(_, cell)| cell.text())
                            .find(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 2);
                        self.section = text
                            .and_then(|text| hamlet_of_section(&text))
                            .or_else(|| self.section.take());
                    }
                    self.plain(row, kind);
                }
            }
        }
        self.lines
    }

    fn plain(&mut self, row: &Row, kind: LineKind) {
        let line = Line {
            place: self.place(row),
            part: None,
            kind,
            values: None,
            issues: None,
            suggested_hamlet: None,
            raw: raw_cells(row),
        };
        self.lines.push(line);
    }

    fn person(&mut self, row: &Row, at: usize) {
        let segment = &self.layout.segments[at];
        let mut found = Vec::new();
        for block in 0..segment.blocks() {
            let there = segment.blocks() == 1
                || is_strong_block(row, segment, block)
                || !name_text(row, segment, block).trim().is_empty();
            if !there {
                continue;
            }
            let above = self.above.get(usize::from(block)).and_then(Option::as_ref);
            let source = Source {
                table: self.table,
                row,
                segment,
                block,
                today: self.today,
                above,
                rounded: self.rounded[at],
            };
            let people = people(&source);
            if let (Some(slot), Some((values, _))) =
                (self.above.get_mut(usize::from(block)), people.last())
            {
                *slot = Some(values.clone());
            }
            found.extend(people);
        }
        let several = found.len() > 1;
        for (part, (values, issues)) in (1..).zip(found) {
            let suggested = if values.hamlet.is_none() {
                self.section.clone()
            } else {
                None
            };
            let line = Line {
                place: self.place(row),
                part: several.then_some(part),
                kind: LineKind::Person,
                values: Some(values),
                issues: Some(issues),
                suggested_hamlet: suggested,
                raw: raw_cells(row),
            };
            self.lines.push(line);
        }
    }

    fn place(&self, row: &Row) -> Place {
        match &self.table.name {
            Some(sheet) => Place::Row {
                sheet: sheet.clone(),
                xlsx_row: row.number,
            },
            None => Place::Record {
                csv_record: row.number,
            },
        }
    }
}

/// Excel keeps fifteen digits: a column in which most NIKs end in a zero was rounded.
fn niks_rounded(table: &Table, segment: &crate::layout::Segment) -> bool {
    let Some(col) = segment.columns.iter().find(|col| col.means.has(Field::Nik)) else {
        return false;
    };
    let niks: Vec<bool> = table
        .rows
        .iter()
        .filter_map(|row| crate::value::number::nik(row.cell(col.index)).value)
        .map(|nik| nik.ends_with('0'))
        .collect();
    let zeros = niks.iter().filter(|zero| **zero).count();
    niks.len() >= 5 && zeros * 2 > niks.len()
}
