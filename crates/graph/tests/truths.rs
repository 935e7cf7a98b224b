//! Every case of `truths/`, through the same door as `guyub compute`: as it is, and with other
//! names in another order. Compared to the tolerance of the case; sets are compared as sets.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use serde_json::{Map, Value};
use std::path::Path;
use std::{env, fs};

/// Keys that are not ours to give: commentary, published partitions, what others found.
const LEFT_OUT: [&str; 8] = [
    "note",
    "eigenvector_note",
    "published",
    "published_groups",
    "published_facts",
    "diagonal",
    "best_partition",
    "greedy_CNM_weighted_projection",
];
/// Lists without an order.
const SETS: [&str; 5] = [
    "isolates",
    "persons_without_event",
    "articulation_points",
    "bridges",
    "partition",
];

fn case(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("truths/{name}.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn check(name: &str) {
    let case = case(name);
    check_answer(name, &case, &case["input"], &case["expected"]);
}

fn check_answer(name: &str, case: &Value, input: &Value, expected: &Value) {
    let kind = case["kind"].as_str().unwrap();
    let answer = graph::compute::compute(kind, input).unwrap().unwrap();
    let tolerance = case["tolerance"]["floats"].as_f64().unwrap();
    let mut wrong = Vec::new();
    compare(name, expected, &answer, tolerance, &mut wrong);
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn compare(at: &str, want: &Value, got: &Value, tolerance: f64, wrong: &mut Vec<String>) {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => {
            for (key, want) in want {
                if LEFT_OUT.contains(&key.as_str())
                    || (key == "EI_index_weighted" && want.is_null())
                {
                    continue;
                }
                let at = format!("{at}.{key}");
                match got.get(key) {
                    Some(got) if key == "community_quality" => {
                        wrong.extend(poor_division(want, got).map(|why| format!("{at}: {why}")));
                    }
                    None => wrong.push(format!("{at} is missing")),
                    Some(got) if SETS.contains(&key.as_str()) => {
                        compare(&at, &sorted(want), &sorted(got), tolerance, wrong);
                    }
                    Some(got) => compare(&at, want, got, tolerance, wrong),
                }
            }
        }
        (Value::Array(want), Value::Array(got)) if want.len() == got.len() => {
            for (row, (want, got)) in want.iter().zip(got).enumerate() {
                compare(&format!("{at}[{row}]"), want, got, tolerance, wrong);
            }
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            if (a - b).abs() > tolerance {
                wrong.push(format!("{at}: expected {a}, got {b}"));
            }
        }
        _ if want == got => {}
        _ => wrong.push(format!("{at}: expected {want}, got {got}")),
    }
}

/// What the case's own test of a community detector has against the modularity found.
fn poor_division(want: &Value, got: &Value) -> Option<String> {
    let found = got["Q"].as_f64().unwrap();
    let greedy = want["greedy_CNM_Q"].as_f64().unwrap();
    let best = want["best_Q_found"].as_f64().unwrap();
    let good = greedy - 0.02 <= found && found <= best + 0.005;
    (!good).then(|| format!("Q {found}, greedy {greedy}, best {best}"))
}

/// The same list, and the lists in it, in a fixed order.
fn sorted(value: &Value) -> Value {
    let Value::Array(list) = value else {
        return value.clone();
    };
    let mut list: Vec<Value> = list.iter().map(sorted).collect();
    list.sort_by_key(ToString::to_string);
    Value::Array(list)
}

/// The input from back to front, with names whose alphabetical order is that of the back.
fn reversed(input: &Value) -> (Value, Vec<(String, String)>) {
    let mut input = input.clone();
    let mut names = Vec::new();
    for key in ["persons", "events", "nodes"] {
        for name in input[key].as_array().into_iter().flatten() {
            let new = format!("{:04} {}", 9_999 - names.len(), key);
            names.push((name.as_str().unwrap().to_owned(), new));
        }
    }
    for key in ["persons", "events", "nodes", "attendance", "edges"] {
        if let Some(list) = input[key].as_array_mut() {
            list.reverse();
        }
    }
    input = renamed(&input, &names);
    (input, names)
}

fn renamed(value: &Value, names: &[(String, String)]) -> Value {
    let new = |old: &str| {
        let found = names.iter().find(|(name, _)| name == old);
        found.map_or_else(|| old.to_owned(), |(_, new)| new.clone())
    };
    match value {
        Value::String(text) => Value::String(new(text)),
        Value::Array(list) => list.iter().map(|value| renamed(value, names)).collect(),
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| (new(key), renamed(value, names));
            Value::Object(map.iter().map(entry).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

/// As [`check`], with the input reversed and everybody renamed; what is named by the order of
/// the input (pairs, matrix, who comes first of equals) is left out.
fn check_reversed(name: &str) {
    let mut case = case(name);
    let (input, names) = reversed(&case["input"]);
    let mut expected = case["expected"].take();
    let map = expected.as_object_mut().unwrap();
    map.remove("co_attendance_matrix");
    if let Some(newman) = map.get_mut("newman_collaboration_projection") {
        newman.as_object_mut().unwrap().remove("weights");
    }
    let projection = map
        .get_mut("person_projection")
        .and_then(Value::as_object_mut);
    if let Some(projection) = projection {
        projection.retain(|key, _| !key.starts_with("top10"));
    }
    check_answer(name, &case, &input, &renamed(&expected, &names));
}

macro_rules! cases {
    ($($test:ident: $name:literal),* $(,)?) => {
        mod as_it_is { $(#[test] fn $test() { super::check($name); })* }
        mod reversed_and_renamed { $(#[test] fn $test() { super::check_reversed($name); })* }

        #[test]
        fn every_file_is_a_case() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("truths");
            let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
            let mut found: Vec<String> = files
                .filter(|path| path.extension().is_some_and(|end| end == "json"))
                .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
                .collect();
            found.sort();
            assert_eq!(found, [$($name),*]);
        }
    };
}

cases! {
    attendance_with_isolates: "attendance_156x47_with_isolates",
    southern_women: "davis_southern_women",
    chief_executives_and_clubs: "galaskiewicz_ceos_clubs",
    karate_club: "karate_club",
    kite: "krackhardt_kite",
    films_and_actors: "movie_actor",
}
