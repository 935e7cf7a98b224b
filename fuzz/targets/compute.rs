//! Any kind and bytes, as `guyub compute` puts them to the engines.

#![no_main]

libfuzzer_sys::fuzz_mutator!(|case: &mut [u8], size: usize, most: usize, seed: u32| {
    fuzz::change(case, size, most, seed)
});

libfuzzer_sys::fuzz_target!(|case: &[u8]| {
    let engines: [(&[&str], fuzz::Compute); 4] = [
        (&kernel::compute::KINDS, kernel::compute::compute),
        (&contest::compute::KINDS, contest::compute::compute),
        (&graph::compute::KINDS, graph::compute::compute),
        (&statistics::compute::KINDS, statistics::compute::compute),
    ];
    fuzz::ask(&engines, case);
});
