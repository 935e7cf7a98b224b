//! Attendance as pairs of 32-bit numbers: read or refused, and what is read is measured.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = graph::read::binary(bytes, Some((16, 16)));
    // A lone large number asks for megabytes, as it may; here it would only take time.
    let Ok(network) = graph::read::binary(bytes, None) else {
        return;
    };
    assert_eq!(network.attendances(), bytes.len() / 8);
    if network.persons() + network.events() < 1_000 {
        let found = graph::components(&network);
        assert_eq!(
            found.sizes.iter().map(|part| part.1).sum::<usize>(),
            found.root.len()
        );
        let rank = graph::two_mode_pagerank(&network, 0.85, 1e-9);
        assert!(rank.is_empty() || (rank.iter().sum::<f64>() - 1.0).abs() < 1e-6);
        let again = graph::reorder(network.clone()).network;
        assert_eq!(again.attendances(), network.attendances());
    }
});
