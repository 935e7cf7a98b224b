//! Lists pasted from a chat, against a roll of the text's own words.

#![no_main]

use kernel::name_list::{RollEntry, read};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let member = |(id, name): (usize, &str)| RollEntry {
        id: id.to_string(),
        name: name.to_owned(),
        nickname: None,
        rt: u16::try_from(id).ok(),
    };
    let roll: Vec<RollEntry> = text
        .split(['\n', ','])
        .take(8)
        .enumerate()
        .map(member)
        .collect();
    let lines = text.lines().count().max(1);
    for entry in read(text, &roll) {
        assert!((1..=lines).contains(&entry.line), "{}", entry.line);
    }
});
