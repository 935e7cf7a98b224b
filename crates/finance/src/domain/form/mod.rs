//! What is typed into the forms of cash, and what it means.

mod book;
mod closing;
mod dues;
mod entry;
mod moving;

pub use book::{BookForm, FundForm};
pub use closing::ClosingForm;
pub use dues::{CollectForm, Collected, Handed, OccasionForm, PauseForm, RowErrors, RuleForm};
pub use entry::{EntryForm, Told};
pub use moving::{CoverForm, TransferForm};

use super::{LARGEST, Refusal};
use jiff::civil::{Date, date};
use kernel::{Money, day, money};
use web::Errors;

/// No cash book of a youth organisation is older.
const EARLIEST: Date = date(1980, 1, 1);

/// An amount above nothing, or its error at `field`.
fn amount(errors: &mut Errors, field: &'static str, text: &str) -> Option<Money> {
    let amount = maybe_amount(errors, field, text)?;
    if amount.is_none() {
        errors.add(field, "Bagian ini belum diisi.");
    }
    amount
}

/// An amount above nothing or none at all; `None` with an error at `field` for what is neither.
fn maybe_amount(errors: &mut Errors, field: &'static str, text: &str) -> Option<Option<Money>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let read = errors.keep(field, money::read(text))?;
    if read.0 <= 0 || read > LARGEST {
        errors.add(field, Refusal::Amount.to_string());
        return None;
    }
    Some(Some(read))
}

fn day_of(errors: &mut Errors, field: &'static str, text: &str, today: Date) -> Option<Date> {
    match day::read(text, today) {
        Ok(day::Read::Day(day)) if day > today => errors.add(field, Refusal::Future.to_string()),
        Ok(day::Read::Day(day)) if day >= EARLIEST => return Some(day),
        Ok(_) => errors.add(field, "Tulis tanggal lengkap, seperti 24-11-2026."),
        Err(error) => errors.add(field, error.to_string()),
    }
    None
}
