//! Member lists as sheets or text: read or refused; what is read can be written out.

#![no_main]

use roster::{Choices, read, write_rest};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let choices = Choices::on(jiff::civil::date(2026, 11, 24));
    if let Ok(reading) = read(bytes, "anggota", &choices) {
        let rest: Vec<_> = (0..reading.lines.len())
            .map(|at| (at, "?".to_owned()))
            .collect();
        let _ = write_rest(&reading, &rest);
    }
});
