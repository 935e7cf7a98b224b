//! Phone numbers and NIK: what is read is written for people and read back.

#![no_main]

use jiff::civil::date;
use kernel::{nik, phone};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for read in phone::read(text) {
        assert_eq!(
            phone::one(&phone::local(read.as_str())).as_ref(),
            Some(&read)
        );
        let _ = phone::wa(read.as_str());
    }
    let _ = nik::read(text, date(2026, 11, 24), None, Some('L'));
    let _ = nik::mask(text);
});
