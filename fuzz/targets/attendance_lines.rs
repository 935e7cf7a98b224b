//! Attendance as lines of numbers: read as the same pairs in binary, or refused.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    let Ok(network) = graph::read::lines(text, None) else {
        return;
    };
    let pairs = (0..network.persons() as u32).flat_map(|person| {
        network
            .events_of(person)
            .iter()
            .map(move |&event| [person, event])
    });
    let bytes: Vec<u8> = pairs.flatten().flat_map(u32::to_le_bytes).collect();
    assert_eq!(graph::read::binary(&bytes, None), Ok(network));
});
