//! Days, hours and recurring days: what is read as a day is written and read back.

#![no_main]

use jiff::civil::date;
use kernel::{clock, day, pasaran};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let today = date(2026, 11, 24);
    if let Ok(day::Read::Day(day)) = day::read(text, today) {
        assert_eq!(day::read(&day::long(day), today), Ok(day::Read::Day(day)));
        let _ = (day::in_words(day), pasaran::pair(day));
    }
    let _ = clock::read(text);
    if let Some(recurring) = pasaran::Recurring::read(text) {
        assert!(recurring.next(today, 3).is_sorted());
    }
});
