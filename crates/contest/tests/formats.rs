//! Every case of brackets, schedules, crossings and Swiss pairings in `truths/`, through the same
//! door as `guyub compute`, compared as their README says.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use contest::compute::compute;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The cases in a folder of `truths/`; there is one at least.
fn truths(folder: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("truths")
        .join(folder);
    let files = fs::read_dir(path).unwrap().map(|file| file.unwrap().path());
    let json = files.filter(|file| file.extension().is_some_and(|ext| ext == "json"));
    let read: Vec<Value> = json
        .map(|file| serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap())
        .collect();
    assert!(!read.is_empty());
    read
}

fn answer(truth: &Value) -> Value {
    let kind = truth["kind"].as_str().unwrap();
    let mut input = truth["input"].clone();
    if let Some(cases) = truth["expected"]["cases"].as_array() {
        input["cases"] = cases.iter().map(|case| case["input"].clone()).collect();
    }
    compute(kind, &input).unwrap().unwrap()
}

/// A list of lists as a set of sets.
fn sets(list: &Value) -> BTreeSet<BTreeSet<String>> {
    let inner = |inner: &Value| {
        inner
            .as_array()
            .unwrap()
            .iter()
            .map(Value::to_string)
            .collect()
    };
    list.as_array().unwrap().iter().map(inner).collect()
}

/// The keys of `expected` that are compared hold in `got`.
fn same(expected: &Map<String, Value>, got: &Value) {
    for (key, want) in expected {
        match key.as_str() {
            "one_valid_slot_order" => {}
            "halves" | "quarters" | "winners_round_sizes" | "losers_round_sizes"
                if want.is_null() => {}
            "halves" | "quarters" | "first_round_pairs" => {
                assert_eq!(sets(want), sets(&got[key]), "{key}")
            }
            _ => assert_eq!(want, &got[key], "{key} of {got}"),
        }
    }
}

fn check_cases(folder: &str, count: usize) {
    let mut seen = 0;
    for truth in truths(folder) {
        let got = answer(&truth);
        let cases = truth["expected"]["cases"].as_array().unwrap();
        assert_eq!(cases.len(), got["cases"].as_array().unwrap().len());
        for (case, got) in cases.iter().zip(got["cases"].as_array().unwrap()) {
            same(case["expected"].as_object().unwrap(), got);
            seen += 1;
        }
    }
    assert_eq!(seen, count);
}

#[test]
fn brackets() {
    check_cases("brackets", 16);
}

#[test]
fn round_robins_are_the_published_berger_tables() {
    check_cases("round_robin", 5);
}

#[test]
fn groups_cross_into_the_knock_out() {
    for truth in truths("groups_knockout") {
        let (got, want) = (answer(&truth), &truth["expected"]);
        assert_eq!(got["pairs"], want["pairs"]);
        let mut other = truth.clone();
        other["input"]["rule"] = truth["input"]["rule"]
            .as_str()
            .unwrap()
            .split(", ")
            .map(|pair| pair.split('-').collect::<Vec<_>>())
            .collect::<Vec<_>>()
            .into_iter()
            .map(|pair| json!(pair))
            .collect();
        assert_eq!(answer(&other)["pairs"], want["pairs"], "the rule as a list");
    }
}

#[test]
fn swiss_pairings_are_legal_and_have_the_least_gap() {
    let mut rounds = 0;
    for truth in truths("swiss") {
        let got = answer(&truth);
        let states = truth["input"]["states"].as_array().unwrap();
        let wanted = truth["expected"]["per_round"].as_array().unwrap();
        for ((state, want), got) in states
            .iter()
            .zip(wanted)
            .zip(got["per_round"].as_array().unwrap())
        {
            assert_eq!(want["round"], got["round"]);
            legal(state, got, truth["input"]["participants"].as_u64().unwrap());
            assert_eq!(
                gap(state, got),
                want["minimum_total_score_gap_any_legal_pairing"].as_f64()
            );
            rounds += 1;
        }
    }
    assert_eq!(rounds, 10);
}

fn legal(state: &Value, got: &Value, count: u64) {
    let Some(pairs) = got["pairs"].as_array() else {
        return;
    };
    let met = sets(&state["already_met"]);
    assert!(sets(&got["pairs"]).is_disjoint(&met));
    let mut seen: Vec<u64> = pairs
        .iter()
        .flat_map(|pair| pair.as_array().unwrap())
        .filter_map(Value::as_u64)
        .collect();
    seen.extend(got["bye"].as_u64());
    seen.sort_unstable();
    assert_eq!(seen, (1..=count).collect::<Vec<_>>());
    assert!(!state["had_bye"].as_array().unwrap().contains(&got["bye"]));
}

fn gap(state: &Value, got: &Value) -> Option<f64> {
    let score = |entrant: &Value| {
        state["scores_before"][entrant.to_string()]
            .as_f64()
            .unwrap()
    };
    let pairs = got["pairs"].as_array()?.iter();
    Some(
        pairs
            .map(|pair| (score(&pair[0]) - score(&pair[1])).abs())
            .sum(),
    )
}

#[test]
fn where_no_legal_round_exists_the_answer_says_so() {
    let state = |round, met: Value| json!({"round": round, "scores_before": {"1": 1, "2": 0.5, "3": 0, "4": 0}, "already_met": met, "had_bye": []});
    let input = json!({"participants": 4, "states": [state(3, json!([[1, 2], [1, 3], [1, 4]])), state(4, json!([]))]});
    let got = compute("swiss_pairing", &input).unwrap().unwrap();
    assert_eq!(
        got["per_round"],
        json!([{"round": 3, "pairs": null, "bye": null}, {"round": 4, "pairs": null, "bye": null}])
    );
}

#[test]
fn what_cannot_be_is_one_sentence_with_its_place() {
    let said = |kind, input: Value| compute(kind, &input).unwrap().unwrap_err();
    let single = "single_elimination_seeding";
    let swiss = |state: Value| {
        said(
            "swiss_pairing",
            json!({"participants": 2, "states": [state]}),
        )
    };
    for (got, want) in [
        (
            said(single, json!({"participants": [4, 1]})),
            "participants[1]: 1 bukan jumlah peserta yang bisa ditandingkan; isi 2 sampai 1.024",
        ),
        (
            said(single, json!({"cases": [{"participants": "4"}]})),
            "cases[0].participants: isi jumlah peserta, 2 sampai 1.024",
        ),
        (
            said("round_robin_schedule", json!({"cases": 4})),
            "cases: isinya bukan daftar",
        ),
        (
            said("double_elimination_size", json!(null)),
            "participants: isi jumlah peserta, 2 sampai 1.024",
        ),
        (
            said(
                "group_to_knockout",
                json!({"groups": {"A": ["x"]}, "rule": "1A-2A"}),
            ),
            "rule: aturan silang memakai 2A, padahal grup itu hanya berisi 1",
        ),
        (
            said(
                "group_to_knockout",
                json!({"groups": {"A": [1]}, "rule": "1A"}),
            ),
            "groups.A: isi daftar nama peserta menurut peringkat",
        ),
        (
            said("swiss_pairing", json!({"participants": 3})),
            "states: isinya bukan daftar",
        ),
        (
            swiss(json!({"scores_before": {"1": 0}})),
            "states[0].scores_before.2: isi skor, paling banyak 1.000.000",
        ),
        (
            swiss(json!({"scores_before": {"1": 0, "2": 0, "3": 0}})),
            "states[0].scores_before: peserta “3” tidak ada",
        ),
        (
            swiss(json!({"scores_before": {"1": 0, "2": 0}, "already_met": [[1, 1]]})),
            "states[0].already_met[0]: isi dua peserta yang berbeda dan ada",
        ),
        (
            swiss(json!({"scores_before": {"1": 0, "2": 0}, "had_bye": [9]})),
            "states[0].had_bye[0]: peserta itu tidak ada",
        ),
    ] {
        assert_eq!(got, want);
    }
}

/// Any JSON, made of the keys and texts that the kinds look for.
fn any_json() -> impl Strategy<Value = Value> {
    let key = || {
        prop::sample::select(vec![
            "participants",
            "cases",
            "states",
            "round",
            "scores_before",
            "already_met",
            "had_bye",
            "groups",
            "rule",
            "best_thirds",
            "A",
            "B",
            "1",
            "2",
            "3",
        ])
    };
    let text = || prop_oneof![any::<String>(), "[1-3ABC/, -]{0,12}"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-2..1100_i64).prop_map(Value::from),
        (0..4_i64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(key().prop_map(str::to_owned), inner, 0..7)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

const KINDS: [&str; 5] = [
    "single_elimination_seeding",
    "double_elimination_size",
    "round_robin_schedule",
    "group_to_knockout",
    "swiss_pairing",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_json_has_an_answer_or_one_sentence(input in any_json()) {
        for kind in KINDS {
            if let Err(said) = compute(kind, &input).unwrap() {
                prop_assert!(!said.is_empty() && !said.contains('\n'), "{}", said);
            }
        }
    }

    #[test]
    fn a_truth_with_one_value_changed_has_an_answer_or_one_sentence(
        which in 0..7_usize, at: prop::sample::Index, put in any_json(),
    ) {
        let all: Vec<Value> = ["brackets", "round_robin", "groups_knockout", "swiss"].into_iter().flat_map(truths).collect();
        let truth = &all[which];
        let mut input = truth["input"].clone();
        let count = places(&mut input, usize::MAX, &put);
        places(&mut input, at.index(count), &put);
        match compute(truth["kind"].as_str().unwrap(), &input).unwrap() {
            Ok(answer) => prop_assert!(answer.is_object()),
            Err(said) => prop_assert!(!said.is_empty() && !said.contains('\n'), "{}", said),
        }
    }
}

/// Puts `put` in the place of the value of that number; how many there are.
fn places(value: &mut Value, at: usize, put: &Value) -> usize {
    if at == 0 {
        *value = put.clone();
        return 1;
    }
    let inner: Vec<&mut Value> = match value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(map) => map.values_mut().collect(),
        _ => Vec::new(),
    };
    let mut seen = 1;
    for one in inner {
        if seen > at {
            break;
        }
        seen += places(one, at - seen, put);
    }
    seen
}
