//! The cases of `truths/` as networks, for the tests beside the measures.
//! A two-mode case is read as its projection: persons, and how many events they share.

use crate::Graph;
use serde_json::Value;
use std::collections::BTreeMap;
use std::{fs, path::Path};

/// Cases that state the measures of a whole network of persons.
pub(crate) const NAMES: [&str; 5] = [
    "karate_club",
    "krackhardt_kite",
    "davis_southern_women",
    "galaskiewicz_ceos_clubs",
    "movie_actor",
];

/// A network of persons with what is known of it.
pub(crate) struct OneMode {
    pub names: Vec<String>,
    pub graph: Graph,
    pub expected: Value,
    attribute: Value,
}

impl OneMode {
    /// The class of each node, numbered in ascending order of its name.
    pub(crate) fn classes(&self) -> Vec<u32> {
        let class = |name: &String| self.attribute[name].as_str().unwrap();
        let mut classes: Vec<&str> = self.names.iter().map(class).collect();
        classes.sort_unstable();
        classes.dedup();
        let number = |name| classes.binary_search(&class(name)).unwrap() as u32;
        self.names.iter().map(number).collect()
    }
}

/// The case of that name as a network of persons.
pub(crate) fn one_mode(name: &str) -> OneMode {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("truths/{name}.json"));
    let mut case: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let input = case["input"].take();
    let two_mode = !input["persons"].is_null();
    let names = texts(&input[if two_mode { "persons" } else { "nodes" }]);
    let number = |name: &Value| names.iter().position(|n| name == n).unwrap() as u32;
    let graph = if two_mode {
        projection(&input, number)
    } else {
        let ties = input["edges"].as_array().unwrap().iter();
        let ties: Vec<_> = ties.map(|t| (number(&t[0]), number(&t[1]))).collect();
        Graph::from_ties(names.len(), &ties).unwrap()
    };
    let which = if two_mode {
        "person_attribute"
    } else {
        "node_attribute"
    };
    let expected = case["expected"].take();
    OneMode {
        graph,
        expected: if two_mode {
            expected["person_projection"].clone()
        } else {
            expected
        },
        attribute: input[which].clone(),
        names,
    }
}

fn projection(input: &Value, number: impl Fn(&Value) -> u32) -> Graph {
    let mut events: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for pair in input["attendance"].as_array().unwrap() {
        events
            .entry(pair[1].as_str().unwrap())
            .or_default()
            .push(number(&pair[0]));
    }
    let mut shared: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for persons in events.values() {
        for (at, &a) in persons.iter().enumerate() {
            for &b in &persons[at + 1..] {
                *shared.entry((a.min(b), a.max(b))).or_insert(0.0) += 1.0;
            }
        }
    }
    let ties: Vec<_> = shared.into_iter().map(|((a, b), w)| (a, b, w)).collect();
    Graph::from_weighted_ties(texts(&input["persons"]).len(), &ties).unwrap()
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    list.map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Equal to the six digits that the cases promise.
#[track_caller]
pub(crate) fn close(got: f64, want: f64) {
    assert!((got - want).abs() < 1e-6, "{got} is not {want}");
}
