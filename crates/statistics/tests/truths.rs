//! Every case of `truths/`, through the same door as `guyub compute`.
//! An answer may tell more than is expected; numbers are compared within the case's tolerance.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use serde_json::Value;
use std::fs;
use std::path::Path;

/// What a case tells about itself and no program has to answer.
const REMARKS: [&str; 5] = [
    "note",
    "published",
    "required",
    "definition",
    "average_of_individual_gains_is_another_number",
];

fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("truths/{name}.json"));
    check_file(&path);
}

fn check_file(path: &Path) {
    let truth: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut input = truth["input"].clone();
    let mut expected = truth["expected"].clone();
    let cases = expected["cases"].as_array().cloned().unwrap_or_default();
    if cases.iter().any(|case| case.get("input").is_some()) {
        input["cases"] = cases.iter().map(|case| case["input"].clone()).collect();
        expected["cases"] = cases.iter().map(|case| case["expected"].clone()).collect();
    }
    let kind = truth["kind"].as_str().unwrap();
    let answer = statistics::compute::compute(kind, &input).unwrap().unwrap();
    compare("", &expected, &answer, &truth["tolerance"]);
}

fn compare(place: &str, expected: &Value, got: &Value, tolerance: &Value) {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => {
            for (key, expected) in expected {
                if !REMARKS.contains(&key.as_str()) {
                    let place = format!("{place}.{key}");
                    let got = got.get(key).unwrap_or_else(|| panic!("{place} is missing"));
                    let own = tolerance.get(key).filter(|own| own.is_number());
                    compare(&place, expected, got, own.unwrap_or(tolerance));
                }
            }
        }
        (Value::Array(expected), Value::Array(got)) => {
            assert_eq!(expected.len(), got.len(), "{place}");
            for (at, (expected, got)) in expected.iter().zip(got).enumerate() {
                compare(&format!("{place}[{at}]"), expected, got, tolerance);
            }
        }
        (Value::Number(expected), Value::Number(got)) => {
            let (expected, got) = (expected.as_f64().unwrap(), got.as_f64().unwrap());
            let own = tolerance.as_f64().or(tolerance["floats"].as_f64());
            let near = own.unwrap_or(1e-9);
            assert!(
                (expected - got).abs() <= near,
                "{place}: expected {expected}, got {got}"
            );
        }
        _ => assert_eq!(expected, got, "{place}"),
    }
}

macro_rules! truths {
    ($($name:ident),* $(,)?) => {$(
        #[test]
        fn $name() {
            check(stringify!($name));
        }
    )*};
}

truths!(wilcoxon_smallest_possible_p, wilson_newcombe);
