//! Amounts of rupiah: what is read is written, read back, and told in words.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(amount) = kernel::money::read(text) {
        assert_eq!(kernel::money::read(&amount.to_string()), Ok(amount));
        let _ = kernel::words::terbilang(amount.0);
    }
});
