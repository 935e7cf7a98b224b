//! What a person said of the columns, and the mark by which a sheet is known again.
//! Pure data: the caller keeps it, by fingerprint, for the next file of the same shape.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::field::Means;
use crate::reading::{Column, SheetInfo};

/// How a file is to be read: the day it is today, and columns that a person changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// Two-digit years and ages depend on it.
    pub today: Date,
    columns: BTreeMap<(Option<String>, u32), Means>,
}

impl Choices {
    /// No column changed.
    #[must_use]
    pub const fn on(today: Date) -> Self {
        Self {
            today,
            columns: BTreeMap::new(),
        }
    }

    /// Says what a column (from 1) of a sheet means; [`Means::NOTHING`] leaves it out.
    pub fn set(&mut self, sheet: Option<&str>, column: u32, means: Means) {
        self.columns
            .insert((sheet.map(str::to_owned), column), means);
    }

    /// Says it again for a sheet with the fingerprint under which `remembered` was kept.
    pub fn remember(&mut self, sheet: &SheetInfo, remembered: &[(u32, Means)]) {
        for (column, means) in remembered {
            self.set(sheet.name.as_deref(), *column, *means);
        }
    }

    /// What was said, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Option<&str>, u32, Means)> {
        self.columns
            .iter()
            .map(|((sheet, column), means)| (sheet.as_deref(), *column, *means))
    }

    pub(crate) fn chosen(&self, sheet: Option<&str>, index: usize) -> Option<Means> {
        let column = u32::try_from(index + 1).ok()?;
        self.columns
            .get(&(sheet.map(str::to_owned), column))
            .copied()
    }
}

/// Hash of the headings of a sheet, the same on every machine and in every version.
pub(crate) fn fingerprint(columns: &[Column]) -> String {
    // FNV-1a: short, stable, and nobody gains by a collision
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for column in columns {
        let heading = crate::words::fold(column.heading.as_deref().unwrap_or_default());
        format!("{}={heading}", column.column)
            .bytes()
            .for_each(&mut eat);
        eat(0);
    }
    format!("{hash:016x}")
}
