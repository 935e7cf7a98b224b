//! Patterns of letter numbers: a number or a refusal.

#![no_main]

use kernel::letter_number::{Parts, make};

libfuzzer_sys::fuzz_target!(|given: (&str, &str, i64)| {
    let (pattern, org, seq) = given;
    let parts = Parts {
        org,
        seq,
        date: jiff::civil::date(2026, 11, 24),
        kind: None,
        insert: Some("a"),
    };
    let _ = make(pattern, &parts);
});
