//! Names: taken apart, keyed and compared; alike whichever comes first.

#![no_main]

use kernel::name;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (a, b) = text.split_once('\n').unwrap_or((text, text));
    let _ = (
        name::parts(a),
        name::initials(a),
        name::sort_name(a),
        name::key(a),
    );
    assert_eq!(name::same(a, b), name::same(b, a));
    let similarity = name::similarity(a, b);
    assert!((0.0..=1.0).contains(&similarity), "{similarity}");
});
