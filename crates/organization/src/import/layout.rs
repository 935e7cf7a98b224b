//! What the board said of a list's columns: kept with the import, and remembered by the mark of
//! each sheet's headings for the next list of the same shape.

use crate::store::imports as store;
use jiff::civil::Date;
use kernel::access::Scope;
use roster::{Choices, Column, Means, Reading, SheetInfo};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use storage::{Query, Tx};
use web::Result;

/// How a list is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Layout {
    /// Sheet, column from 1, and what it means; only those that a person changed.
    pub(crate) columns: Vec<(Option<String>, u32, Means)>,
    /// Whether a row without a hamlet takes that of its section or sheet.
    pub(crate) hamlets: bool,
}

/// The part of a [`Layout`] that is remembered for sheets with the same headings.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    columns: Vec<(u32, Means)>,
    hamlets: bool,
}

impl Layout {
    /// The layout kept as `text`.
    pub(crate) fn kept(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> Result<String> {
        text(self)
    }

    pub(crate) fn choices(&self, today: Date) -> Choices {
        let mut choices = Choices::on(today);
        for (sheet, column, means) in &self.columns {
            choices.set(sheet.as_deref(), *column, *means);
        }
        choices
    }

    /// Fills in the hamlets that section rows and sheets suggest, if that was chosen.
    pub(crate) fn fill_hamlets(&self, reading: &mut Reading) {
        if !self.hamlets {
            return;
        }
        for line in &mut reading.lines {
            if let (Some(values), Some(hamlet)) = (&mut line.values, &line.suggested_hamlet) {
                values.hamlet.get_or_insert_with(|| hamlet.clone());
            }
        }
    }

    /// What was said of sheets with the headings that `reading` has.
    pub(crate) async fn remembered(
        db: &mut impl Query,
        scope: &Scope,
        reading: &Reading,
    ) -> Result<Self> {
        let mut layout = Self::default();
        for sheet in named(reading) {
            let Some(text) = store::layout(db, scope, &sheet.fingerprint).await? else {
                continue;
            };
            let known: Remembered = serde_json::from_str(&text).unwrap_or_default();
            layout.hamlets |= known.hamlets;
            let columns = known.columns.into_iter();
            layout
                .columns
                .extend(columns.map(|(column, means)| (sheet.name.clone(), column, means)));
        }
        Ok(layout)
    }

    /// Keeps it for the next list with the headings that `reading` has.
    pub(crate) async fn remember(
        &self,
        tx: &mut Tx,
        scope: &Scope,
        reading: &Reading,
    ) -> Result<()> {
        for sheet in named(reading) {
            let columns = self.columns.iter().filter(|(name, ..)| *name == sheet.name);
            let known = Remembered {
                columns: columns
                    .map(|(_, column, means)| (*column, *means))
                    .collect(),
                hamlets: self.hamlets,
            };
            let text = (known != Remembered::default())
                .then(|| text(&known))
                .transpose()?;
            store::keep_layout(tx, scope, &sheet.fingerprint, text.as_deref()).await?;
        }
        Ok(())
    }
}

fn text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| web::Error::Other(error.into()))
}

/// Sheets that can be known again: those without headings all look alike.
fn named(reading: &Reading) -> impl Iterator<Item = &SheetInfo> {
    reading.sheets.iter().filter(|sheet| {
        let mut columns = columns(reading);
        columns.any(|column| column.sheet == sheet.name && column.heading.is_some())
    })
}

fn columns(reading: &Reading) -> impl Iterator<Item = &Column> {
    reading.columns.iter().chain(&reading.idle_columns)
}

/// One column of a sheet, once, with everything that heads it.
pub(crate) struct SheetColumn {
    pub(crate) number: u32,
    pub(crate) headings: Vec<String>,
    pub(crate) means: Means,
    pub(crate) samples: Vec<String>,
}

/// The columns of each sheet that was read, by the sheet's place in the file.
pub(crate) fn by_sheet(reading: &Reading) -> Vec<(usize, Vec<SheetColumn>)> {
    let of = |sheet: &SheetInfo| {
        let mut found: BTreeMap<u32, SheetColumn> = BTreeMap::new();
        for column in columns(reading).filter(|column| column.sheet == sheet.name) {
            let entry = found.entry(column.column).or_insert_with(|| SheetColumn {
                number: column.column,
                headings: Vec::new(),
                means: column.means,
                samples: column.samples.clone(),
            });
            entry.headings.extend(column.heading.clone());
        }
        found.into_values().collect::<Vec<_>>()
    };
    let sheets = reading.sheets.iter().enumerate();
    sheets
        .map(|(at, sheet)| (at, of(sheet)))
        .filter(|(_, columns)| !columns.is_empty())
        .collect()
}

/// Rows without a hamlet for which a section row or the sheet suggests one.
pub(crate) fn suggested(reading: &Reading) -> usize {
    let lines = reading.lines.iter();
    lines.filter(|line| line.suggested_hamlet.is_some()).count()
}
