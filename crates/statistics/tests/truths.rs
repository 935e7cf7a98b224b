//! Every case of `truths/`, through the same door as `guyub compute`.
//! An answer may tell more than is expected; numbers are compared within the case's tolerance.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use serde_json::Value;
use statistics::compute;
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

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn check_file(path: &Path) {
    let truth = read(path);
    let mut input = truth["input"].clone();
    let mut expected = truth["expected"].clone();
    let cases = expected["cases"].as_array().cloned().unwrap_or_default();
    if cases.iter().any(|case| case.get("input").is_some()) {
        input["cases"] = cases.iter().map(|case| case["input"].clone()).collect();
        expected["cases"] = cases.iter().map(|case| case["expected"].clone()).collect();
    }
    let kind = truth["kind"].as_str().unwrap();
    let answer = compute::compute(kind, &input).unwrap().unwrap();
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

truths!(
    hake_class_gain,
    nps_examples,
    paired_darwin_maize,
    paired_student_sleep,
    rating_fair_affairs,
    wilcoxon_smallest_possible_p,
    wilson_newcombe,
);

/// Data under the GPL alone: they stay outside and are read where they lie beside the project.
#[test]
fn cronbach_alpha_of_the_files_beside_the_project() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/truths/survey");
    for name in ["cronbach_11_items_missing", "cronbach_likert"] {
        let path = beside.join(format!("{name}.json"));
        if path.is_file() {
            check_file(&path);
        }
    }
}

/// Which group is hidden beside the small ones is free; what must hold is told by the case.
#[test]
fn anonymity_threshold() {
    let truth =
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("truths/anonymity_threshold.json"));
    let input = &truth["input"];
    let answer = compute::compute("anonymity", input).unwrap().unwrap();
    let tables = input["tables"].as_array().unwrap();
    let wanted = truth["expected"]["cases"].as_array().unwrap();
    let answers = answer["cases"].as_array().unwrap();
    assert_eq!((tables.len(), wanted.len()), (answers.len(), answers.len()));
    for ((table, wanted), got) in tables.iter().zip(wanted).zip(answers) {
        let hidden = got["suppressed"].as_array().unwrap();
        let primary = wanted["must_suppress_primary"].as_array().unwrap();
        assert!(
            primary.iter().all(|name| hidden.contains(name)),
            "{table}: {got}"
        );
        assert!(primary.is_empty() <= hidden.is_empty(), "{table}: {got}");
        if wanted["must_suppress_at_least_one_more"] == true {
            assert!(hidden.len() > primary.len(), "{table}: {got}");
        }
        let whole = wanted["whole_result_hidden"].as_bool().unwrap_or(false);
        assert_eq!(got["whole_result_hidden"], whole, "{table}: {got}");
        let size = |name: &Value| table["groups"][name.as_str().unwrap()].as_u64().unwrap();
        let sum: u64 = hidden.iter().map(size).sum();
        assert!(
            whole || hidden.is_empty() || (hidden.len() > 1 && sum >= 5),
            "{table}: {got}"
        );
    }
}
