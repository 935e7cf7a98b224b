//! What is typed into the forms of the secretariat, and what it means.

mod guest;
mod incoming;
mod item;
mod letter;
mod loan;
mod series;

pub(crate) use guest::GuestForm;
pub(crate) use incoming::{IncomingForm, TaskForm};
pub(crate) use item::{HappeningForm, ItemForm, WAYS};
pub(crate) use letter::{LetterForm, SentForm};
pub(crate) use loan::{FoundForm, LoanForm, ReturnForm};
pub(crate) use series::{GreetingForm, SeriesForm};

use jiff::civil::{Date, date};
use kernel::{Money, day};
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

/// No unit has more of one thing.
const MOST: i64 = 100_000;
/// Nothing that a youth organisation owns costs more, in rupiah.
const DEAREST: i64 = 10_000_000_000;

/// How many, typed with or without dots; nothing typed is none.
fn count(errors: &mut Errors, field: &'static str, text: &str) -> i64 {
    let text = text.trim().replace('.', "");
    if text.is_empty() {
        return 0;
    }
    let count = text.parse().ok().filter(|n| (0..=MOST).contains(n));
    if count.is_none() {
        errors.add(field, "Isi angka bulat, misalnya 12.");
    }
    count.unwrap_or_default()
}

/// An amount of money, such as `15rb`; nothing typed is nothing.
fn amount(errors: &mut Errors, field: &'static str, text: &str) -> Money {
    if text.trim().is_empty() {
        return Money(0);
    }
    let read = errors.keep(field, kernel::money::read(text));
    let read = read.unwrap_or(Money(0));
    if !(0..=DEAREST).contains(&read.0) {
        errors.add(field, "Jumlah uangnya terlalu besar.");
        return Money(0);
    }
    read
}
