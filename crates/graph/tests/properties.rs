//! What holds for every network: sums, and that neither threads nor order nor names matter.
//! And what holds for every input, however broken: an answer or one sentence, never a panic.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use graph::co_attendance::{co_attendees, pairs};
use graph::{TwoMode, compute::compute, newman_projection, projection, read, reorder};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Attendance of up to 12 persons at up to 8 events, each event with somebody.
fn attendance() -> impl Strategy<Value = (usize, usize, Vec<(u32, u32)>)> {
    (1_u32..12, 1_u32..8).prop_flat_map(|(persons, events)| {
        let somebody = prop::collection::vec(0..persons, events as usize);
        let more = prop::collection::vec((0..persons, 0..events), 0..40);
        (somebody, more).prop_map(move |(somebody, more)| {
            let all: BTreeSet<_> = somebody.into_iter().zip(0..).chain(more).collect();
            (persons as usize, events as usize, all.into_iter().collect())
        })
    })
}

fn case(
    persons: usize,
    events: usize,
    pairs: &[(u32, u32)],
    name: impl Fn(u32) -> String,
) -> Value {
    let event = |e: u32| format!("acara {e}");
    json!({
        "persons": (0..persons as u32).map(&name).collect::<Vec<_>>(),
        "events": (0..events as u32).map(event).collect::<Vec<_>>(),
        "attendance": pairs.iter().map(|&(p, e)| [name(p), event(e)]).collect::<Vec<_>>(),
    })
}

fn answer(case: &Value) -> Value {
    compute("two_mode_network", case).unwrap().unwrap()
}

/// Whether both say the same: numbers to 1e-9, lists in any order.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let left_out = ["weights", "community_quality", "co_attendance_matrix"];
            let compared = |key: &String| !left_out.contains(&key.as_str());
            a.len() == b.len()
                && a.iter()
                    .filter(|(key, _)| compared(key))
                    .all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| same(a, b)))
        }
        (Value::Number(a), Value::Number(b)) => {
            (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() < 1e-9
        }
        _ => a == b,
    }
}

/// The same answer under the names by which it was asked first.
fn renamed_back(value: &Value, old: &impl Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(old(text)),
        Value::Array(list) => list.iter().map(|value| renamed_back(value, old)).collect(),
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| (old(key), renamed_back(value, old));
            Value::Object(map.iter().map(entry).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

fn junk() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        "[a-c]{0,2}|\\PC{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        let key = "persons|events|attendance|nodes|edges|person_attribute|node_attribute|[a-c]";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Names, pairs and classes that are nearly right.
fn nearly(
    names: &'static str,
    pairs: &'static str,
    classes: &'static str,
) -> impl Strategy<Value = Value> {
    let name = || prop_oneof![8 => "[a-d]".prop_map(Value::from), 1 => junk()];
    let weight = prop_oneof![Just(json!(1)), Just(json!(-1)), Just(json!(1e300)), junk()];
    let pair = prop_oneof![
        8 => (name(), name()).prop_map(|(a, b)| json!([a, b])),
        2 => (name(), name(), weight).prop_map(|(a, b, w)| json!([a, b, w])),
        1 => junk(),
    ];
    let list = || prop::collection::vec(name(), 0..5);
    (list(), list(), prop::collection::vec(pair, 0..8), junk()).prop_map(
        move |(first, events, ties, class)| {
            json!({ names: first, "events": events, pairs: ties, classes: class })
        },
    )
}

fn answers_or_says_why(kind: &str, input: &Value) -> Result<(), TestCaseError> {
    match compute(kind, input).unwrap() {
        Ok(answer) => prop_assert!(answer.is_object()),
        Err(why) => {
            prop_assert!(!why.trim().is_empty() && why.len() < 400 + input.to_string().len())
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_weight_of_a_projection_is_every_meeting_of_two((persons, events, list) in attendance()) {
        let network = TwoMode::from_pairs(persons, events, &list).unwrap();
        let plain = projection(&network);
        prop_assert_eq!(plain.total_weight(), network.pairs_met() as f64);
        let newman = newman_projection(&network);
        for person in 0..persons as u32 {
            let met = |&&e: &&u32| network.persons_of(e).len() > 1;
            let count = network.events_of(person).iter().filter(met).count();
            prop_assert!((newman.strength(person) - count as f64).abs() < 1e-9);
        }
    }

    #[test]
    fn counting_row_by_row_agrees_with_the_projection((persons, events, list) in attendance()) {
        let network = TwoMode::from_pairs(persons, events, &list).unwrap();
        let plain = projection(&network);
        let degree: Vec<u32> = (0..persons as u32).map(|v| plain.degree(v) as u32).collect();
        prop_assert_eq!(&co_attendees(&network), &degree);
        let ordered = reorder(network.clone());
        prop_assert_eq!(ordered.of_persons_before(&co_attendees(&ordered.network)), degree);
        for least in 1..4 {
            let ties = plain.each_tie().map(|(a, b, w)| (a, b, w as u32));
            let often: Vec<_> = ties.filter(|tie| tie.2 >= least).collect();
            let found = pairs(&network, least);
            prop_assert_eq!(found.each().collect::<Vec<_>>(), often);
            prop_assert_eq!(pairs(&ordered.network, least).total(), found.total());
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing((persons, events, list) in attendance()) {
        let case = case(persons, events, &list, |p| format!("orang {p}"));
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| answer(&case))
        };
        prop_assert_eq!(with(1), with(3));
    }

    #[test]
    fn neither_order_nor_names_change_a_figure((persons, events, list) in attendance()) {
        let first = answer(&case(persons, events, &list, |p| format!("orang {p:02}")));
        let name = |p: u32| format!("{:02} nama", 99 - p);
        let mut other = case(persons, events, &list, name);
        for key in ["persons", "events", "attendance"] {
            other[key].as_array_mut().unwrap().reverse();
        }
        let old = |text: &str| match text.strip_suffix(" nama").map(str::parse::<u32>) {
            Some(Ok(number)) => format!("orang {:02}", 99 - number),
            _ => text.to_owned(),
        };
        let other = renamed_back(&answer(&other), &old);
        prop_assert!(same(&first, &other), "{first}\n{other}");
    }

    #[test]
    fn any_json_is_answered(input in junk()) {
        for kind in graph::compute::KINDS {
            answers_or_says_why(kind, &input)?;
        }
        prop_assert!(compute("lain", &input).is_none());
    }

    #[test]
    fn nearly_right_attendance_is_answered(input in nearly("persons", "attendance", "person_attribute")) {
        answers_or_says_why("two_mode_network", &input)?;
    }

    #[test]
    fn nearly_right_ties_are_answered(input in nearly("nodes", "edges", "node_attribute")) {
        answers_or_says_why("one_mode_network", &input)?;
    }

    #[test]
    fn any_bytes_are_a_network_or_refused(bytes in prop::collection::vec(prop_oneof![0_u8..3, any::<u8>()], 0..64)) {
        if let Ok(network) = read::binary(&bytes, None) {
            prop_assert_eq!(network.attendances() * 8, bytes.len());
        }
        let _ = read::binary(&bytes, Some((2, 2)));
        let _ = read::lines(&bytes, None);
    }

    #[test]
    fn any_lines_are_a_network_or_refused(text in "(person,event\r?\n)?([0-9]{0,2},?[0-9]{0,11}\r?\n?){0,6}") {
        if let Ok(network) = read::lines(text.as_bytes(), None) {
            prop_assert!(network.attendances() <= text.lines().count());
        }
    }

    #[test]
    fn a_network_reads_back((persons, events, list) in attendance()) {
        let network = TwoMode::from_pairs(persons, events, &list).unwrap();
        let bytes: Vec<u8> =
            list.iter().flat_map(|&(p, e)| [p.to_le_bytes(), e.to_le_bytes()].concat()).collect();
        prop_assert_eq!(read::binary(&bytes, Some((persons, events))), Ok(network.clone()));
        let text: String = list.iter().map(|(p, e)| format!("{p},{e}\n")).collect();
        prop_assert_eq!(read::lines(text.as_bytes(), Some((persons, events))), Ok(network));
    }
}
