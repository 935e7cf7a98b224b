//! Any case of the kinds that `contest` computes.

#![no_main]

libfuzzer_sys::fuzz_mutator!(|case: &mut [u8], size: usize, most: usize, seed: u32| {
    fuzz::change(case, size, most, seed)
});

libfuzzer_sys::fuzz_target!(|case: &[u8]| {
    fuzz::ask(
        &[(&contest::compute::KINDS, contest::compute::compute)],
        case,
    );
});
