//! Lists as groups write them.

use super::*;

fn roll() -> Vec<RollEntry> {
    let entry = |id: &str, name: &str, rt| RollEntry {
        id: id.into(),
        name: name.into(),
        nickname: None,
        rt: Some(rt),
    };
    vec![
        entry("a", "Ana Lestari", 1),
        entry("b", "Budi Santoso", 2),
        entry("c", "Budi Hartono", 3),
    ]
}

#[test]
fn one_match_is_the_person_and_two_are_asked() {
    let entries = read("*HADIR*\n1. Ana\n2. Budi\n3. Cici", &roll());
    assert_eq!(entries[0].person.as_deref(), Some("a"));
    assert_eq!(
        (entries[1].person.clone(), entries[1].candidates.len()),
        (None, 2)
    );
    assert!(entries[2].candidates.is_empty());
}

#[test]
fn rubbish_is_no_list() {
    assert!(read("", &roll()).is_empty());
    assert!(read("1.\n2.\n...", &roll()).is_empty());
    let _ = read(&"é1️⃣~*".repeat(20_000), &roll());
}
