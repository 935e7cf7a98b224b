//! Whatever people paste, a reader answers: no panic, no overflow, no long wait.
//! And what a writer writes, its reader reads back.

use jiff::civil::{Date, date};
use kernel::{Money, clock, compute, day, money, nik, phone, words};
use proptest::prelude::*;
use serde_json::json;

fn today() -> Date {
    date(2026, 11, 24)
}

/// Texts of the letters, digits and signs that the readers look at, and of anything else.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[-0-9 .,:/'’+()a-zA-Z\u{a0}–*]{0,40}"]
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in text()) {
        let _ = day::read(&text, today());
        let _ = clock::read(&text);
        let _ = money::read(&text);
        let _ = nik::read(&text, today(), None, None);
        let _ = phone::read(&text);
        let _ = (phone::local(&text), phone::wa(&text), nik::mask(&text));
        for kind in compute::KINDS {
            let case = json!({
                "text": text, "nik": text, "pattern": text, "a": text, "b": text, "number": text,
                "today": "2026-11-24", "from": "2026-11-24", "date": text, "seq": 1, "org": text,
                "roll": [],
            });
            let answer = compute::compute(kind, &json!({ "cases": [case] }));
            prop_assert!(answer.is_some_and(|answer| answer.is_ok()));
        }
    }

    #[test]
    fn an_amount_is_read_back(amount in 0..i64::MAX) {
        prop_assert_eq!(money::read(&Money(amount).to_string()), Ok(Money(amount)));
    }

    #[test]
    fn a_day_is_read_back(days in 0..3_000_000_i64) {
        let day = date(1000, 1, 1).saturating_add(jiff::Span::new().days(days));
        prop_assert_eq!(day::read(&day::long(day), today()), Ok(day::Read::Day(day)));
    }

    #[test]
    fn a_mobile_number_is_read_back(rest in 10_000_000..99_999_999_i64) {
        let e164 = format!("+628{rest:08}");
        let read: Vec<String> = phone::read(&phone::local(&e164)).into_iter().map(String::from).collect();
        prop_assert_eq!(read, [e164.clone()].to_vec());
    }

    #[test]
    fn words_tell_every_number_apart(a in -words::LARGEST..=words::LARGEST, b in -words::LARGEST..=words::LARGEST) {
        prop_assert_eq!(words::terbilang(a) == words::terbilang(b), a == b);
    }
}

#[test]
fn ten_thousand_characters_are_answered_at_once() {
    let started = std::time::Instant::now();
    for piece in [
        "0", "8", "0812 ", "17-", "a", "jt", "*", "x", "'", "\u{a0}", "(", "{seq}", "é", "🙂",
    ] {
        let text = piece.repeat(10_000);
        let _ = (
            day::read(&text, today()),
            clock::read(&text),
            money::read(&text),
        );
        let _ = (phone::read(&text), nik::read(&text, today(), None, None));
        let case = json!({ "pattern": text, "seq": 1, "date": "2026-01-01" });
        let _ = compute::compute("nomor_surat", &json!({ "cases": [case] }));
    }
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}
