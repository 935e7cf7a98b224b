//! An import's file as a list. Reading costs more than everything else on a page, so the lists
//! that people look at now stay in memory for a while: a few, and never many rows.

use super::layout::Layout;
use super::plan::{List, keys};
use super::{Source, village};
use crate::store::imports::ImportRow;
use jiff::civil::Date;
use kernel::id::ImportId;
use roster::{Choices, Found, Line, Reading};
use std::sync::{Arc, Mutex, PoisonError};
use web::{Ctx, Error, Result};

/// Rows of all lists in memory together: about 40 MB.
const ROWS: usize = 20_000;

/// Lists by what they were read from and how, the one asked for last at the end.
static KEPT: Mutex<Vec<(Key, Arc<List>)>> = Mutex::new(Vec::new());

/// Import, choices of columns, and the day on which two-digit years were read.
type Key = (ImportId, String, Date);

/// Reads `bytes`, whatever they are, off the thread that serves.
pub(super) async fn recognise(bytes: Vec<u8>, choices: Choices) -> Result<Found> {
    tokio::task::spawn_blocking(move || roster::recognise(&bytes, &choices))
        .await
        .map_err(|error| Error::Other(error.into()))?
        .map_err(|error| Error::Rule(error.to_string()))
}

/// Reads `bytes` with `choices`, off the thread that serves.
pub(super) async fn read(bytes: Vec<u8>, name: &str, choices: Choices) -> Result<Reading> {
    let name = name.to_owned();
    tokio::task::spawn_blocking(move || roster::read(&bytes, &name, &choices))
        .await
        .map_err(|error| Error::Other(error.into()))?
        .map_err(|error| Error::Rule(error.to_string()))
}

/// The list of the import `row` as the board wants it read.
pub(super) async fn list(ctx: &Ctx, row: &ImportRow, today: Date) -> Result<Arc<List>> {
    let key = (row.id, row.choices.clone(), today);
    if let Some(list) = again(&key) {
        return Ok(list);
    }
    let bytes = ctx.files.get(row.file).await?.to_vec();
    let list = Arc::new(match row.source {
        Source::Village => village::list(ctx, &bytes, &row.choices, today)?,
        Source::List => {
            let layout = Layout::kept(&row.choices);
            let mut reading = read(bytes, &row.file_name, layout.choices(today)).await?;
            layout.fill_hamlets(&mut reading);
            hashed(ctx, reading)
        }
    });
    keep(key, &list);
    Ok(list)
}

/// `reading` with the keyed hash in the place of each NIK, as the roll knows it.
fn hashed(ctx: &Ctx, reading: Reading) -> List {
    let line = |line: &Line| {
        let mut line = Line {
            raw: Vec::new(),
            ..line.clone()
        };
        if let Some(nik) = line.values.as_mut().and_then(|values| values.nik.as_mut()) {
            *nik = web::secret::hex(&ctx.keys.hash("nik", nik.as_bytes()));
        }
        line
    };
    List {
        keys: keys(&reading),
        lines: reading.lines.iter().map(line).collect(),
        reading,
        village: None,
    }
}

fn again(key: &Key) -> Option<Arc<List>> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let at = kept.iter().position(|(other, _)| other == key)?;
    let found = kept.remove(at);
    let list = Arc::clone(&found.1);
    kept.push(found);
    Some(list)
}

fn keep(key: Key, list: &Arc<List>) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.retain(|((id, ..), _)| *id != key.0);
    kept.push((key, Arc::clone(list)));
    let mut rows: usize = kept.iter().map(|(_, list)| list.lines.len()).sum();
    while rows > ROWS {
        rows -= kept.remove(0).1.lines.len();
    }
}

/// Lets go of the list of an import that is done.
pub(super) fn forget(id: ImportId) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.retain(|((other, ..), _)| *other != id);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: usize) -> Arc<List> {
        let choices = Choices::on(jiff::civil::date(2026, 11, 24));
        let reading = roster::read(b"Nama;RT\nAna;1\n", "x.csv", &choices).unwrap();
        Arc::new(List {
            keys: keys(&reading),
            lines: vec![reading.lines[1].clone(); rows],
            reading,
            village: None,
        })
    }

    #[test]
    fn lists_stay_until_other_choices_or_too_many_rows_push_them_out() {
        let key = |choices: &str| {
            let day = jiff::civil::date(2026, 11, 24);
            (storage::fresh::<ImportId>(), choices.to_owned(), day)
        };
        let (first, second) = (key(""), key(""));
        keep(first.clone(), &list(9_000));
        keep(second.clone(), &list(9_000));
        assert!(again(&first).is_some(), "both have room");
        let other_columns = (first.0, "x".to_owned(), first.2);
        assert!(again(&other_columns).is_none(), "read otherwise");
        keep(other_columns.clone(), &list(9_000));
        assert!(again(&first).is_none(), "one reading of each import");
        keep(key(""), &list(9_000));
        assert!(again(&second).is_none(), "the one asked for longest ago");
        assert!(again(&other_columns).is_some());
        forget(first.0);
        assert!(again(&other_columns).is_none());
    }
}
