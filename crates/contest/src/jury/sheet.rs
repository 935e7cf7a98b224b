//! A juror's sheet: marks until it is sealed, then none. Results come from sealed sheets only,
//! so that nobody marks after having seen what others gave.

use super::{Criterion, Entry};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The marks of one juror, by entry and criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    juror: String,
    marks: Vec<Vec<Option<Decimal>>>,
    sealed: bool,
}

/// What a sheet refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Sealed sheets don't change.
    #[error("Lembar nilai {0} sudah disegel dan tidak bisa diubah.")]
    Sealed(String),
    /// The sheet isn't sealed yet.
    #[error("Lembar nilai {0} belum disegel.")]
    Open(String),
    /// No such entry or criterion, or sheets for another contest.
    #[error("Lembar nilai {0} tidak cocok dengan peserta dan kriteria lomba ini.")]
    Unfit(String),
    /// A mark outside the range of the criterion.
    #[error("Nilai {0} di luar rentang kriteria {1}.")]
    OutOfRange(Decimal, String),
}

impl Sheet {
    /// An empty sheet.
    #[must_use]
    pub fn new(juror: &str, entries: usize, criteria: usize) -> Self {
        Self {
            juror: juror.to_owned(),
            marks: vec![vec![None; criteria]; entries],
            sealed: false,
        }
    }

    /// Whose it is.
    #[must_use]
    pub fn juror(&self) -> &str {
        &self.juror
    }

    /// Whether it is sealed.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.sealed
    }

    /// Writes a mark, or takes it back with `None`.
    ///
    /// # Errors
    ///
    /// [`SheetError::Sealed`], [`SheetError::Unfit`], [`SheetError::OutOfRange`].
    pub fn mark(
        &mut self,
        criteria: &[Criterion],
        entry: usize,
        criterion: usize,
        mark: Option<Decimal>,
    ) -> Result<(), SheetError> {
        if self.sealed {
            return Err(SheetError::Sealed(self.juror.clone()));
        }
        let place = self
            .marks
            .get_mut(entry)
            .and_then(|marks| marks.get_mut(criterion))
            .zip(criteria.get(criterion));
        let Some((place, rule)) = place else {
            return Err(SheetError::Unfit(self.juror.clone()));
        };
        let outside = |mark: Decimal| mark < rule.min || rule.max.is_some_and(|max| mark > max);
        if let Some(mark) = mark.filter(|mark| outside(*mark)) {
            return Err(SheetError::OutOfRange(mark, rule.name.clone()));
        }
        *place = mark;
        Ok(())
    }

    /// Seals the sheet for good.
    pub fn seal(&mut self) {
        self.sealed = true;
    }
}

/// The marks of all sheets by entry, without base scores and deductions.
///
/// # Errors
///
/// [`SheetError::Open`] for a sheet that isn't sealed, [`SheetError::Unfit`] for one of another
/// contest.
pub fn entries(
    sheets: &[Sheet],
    entries: usize,
    criteria: usize,
) -> Result<Vec<Entry>, SheetError> {
    for sheet in sheets {
        if !sheet.sealed {
            return Err(SheetError::Open(sheet.juror.clone()));
        }
        let fits = sheet.marks.iter().all(|marks| marks.len() == criteria);
        if sheet.marks.len() != entries || !fits {
            return Err(SheetError::Unfit(sheet.juror.clone()));
        }
    }
    let of = |entry: usize, criterion: usize| {
        sheets
            .iter()
            .map(|sheet| sheet.marks[entry][criterion])
            .collect()
    };
    Ok((0..entries)
        .map(|entry| Entry {
            marks: (0..criteria)
                .map(|criterion| of(entry, criterion))
                .collect(),
            ..Entry::default()
        })
        .collect())
}
