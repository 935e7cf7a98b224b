//! What is typed into the forms of the secretariat, and what it means.

mod guest;
mod incoming;
mod letter;
mod series;

pub(crate) use guest::GuestForm;
pub(crate) use incoming::{IncomingForm, TaskForm};
pub(crate) use letter::{LetterForm, SentForm};
pub(crate) use series::{GreetingForm, SeriesForm};

use jiff::civil::{Date, date};
use kernel::day;
use web::Errors;

/// No letter of a youth organisation is older.
const EARLIEST: Date = date(1980, 1, 1);

fn day_of(errors: &mut Errors, field: &'static str, text: &str, today: Date) -> Option<Date> {
    match day::read(text, today) {
        Ok(day::Read::Day(day)) if day >= EARLIEST => return Some(day),
        Ok(_) => errors.add(field, "Tulis tanggal lengkap, seperti 24-11-2026."),
        Err(error) => errors.add(field, error.to_string()),
    }
    None
}

/// A day that has come already.
fn past_day(errors: &mut Errors, field: &'static str, text: &str, today: Date) -> Option<Date> {
    let day = day_of(errors, field, text, today);
    if day.is_some_and(|day| day > today) {
        errors.add(field, "Tanggal ini belum tiba.");
    }
    day
}

fn maybe_day(errors: &mut Errors, field: &'static str, text: &str, today: Date) -> Option<Date> {
    (!text.trim().is_empty())
        .then(|| day_of(errors, field, text, today))
        .flatten()
}
