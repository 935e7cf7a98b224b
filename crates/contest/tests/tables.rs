//! Every table, score and jury of `truths/`, through the same door as `guyub compute`.
//! Tables twice: as they are, and with names that sort the wrong way round and matches reversed.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// All cases of a folder that are of one of `kinds`.
fn cases(folder: &str, kinds: &[&str]) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("truths")
        .join(folder);
    let mut files: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "json"))
        .map(|file| serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap())
        .filter(|case: &Value| kinds.contains(&case["kind"].as_str().unwrap()))
        .collect()
}

fn compute(kind: &str, input: &Value) -> Value {
    contest::compute::compute(kind, input).unwrap().unwrap()
}

/// Whether `got` says what `want` does; it may say more. Keys of prose aren't compared.
fn agrees(want: &Value, got: &Value, tolerance: f64) -> bool {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => want
            .iter()
            .all(|(key, want)| got.get(key).is_some_and(|got| agrees(want, got, tolerance))),
        (Value::Array(want), Value::Array(got)) => {
            want.len() == got.len()
                && want
                    .iter()
                    .zip(got)
                    .all(|(want, got)| agrees(want, got, tolerance))
        }
        (Value::Number(want), Value::Number(got)) => {
            (want.as_f64().unwrap() - got.as_f64().unwrap()).abs() <= tolerance
        }
        _ => want == got,
    }
}

/// What of an expected answer is compared.
fn compared(expected: &Value) -> Value {
    const PROSE: [&str; 5] = [
        "deciding",
        "note",
        "without_lots",
        "order_under_FIFA_rule_would_be",
        "order_if_wins_came_first",
    ];
    let mut compared = expected.as_object().unwrap().clone();
    compared.retain(|key, _| !PROSE.contains(&key.as_str()));
    Value::Object(compared)
}

fn check(case: &Value, input: &Value, expected: &Value, tolerance: f64) {
    let got = compute(case["kind"].as_str().unwrap(), input);
    let want = compared(expected);
    let ok = agrees(&want, &got, tolerance);
    assert!(ok, "{}\n  expected {want}\n  got      {got}", case["id"]);
}

/// The same case with the names replaced and lists of matches and results reversed.
fn adversarial(value: &Value, names: &Map<String, Value>) -> Value {
    match value {
        Value::String(text) => names.get(text).unwrap_or(value).clone(),
        Value::Array(list) => list.iter().map(|inner| adversarial(inner, names)).collect(),
        Value::Object(fields) => fields
            .iter()
            .filter(|(key, _)| *key != "adversarial_rename")
            .map(|(key, inner)| {
                let name = names.get(key).and_then(Value::as_str).unwrap_or(key);
                let mut inner = adversarial(inner, names);
                let turned = ["matches", "matches_in_sets", "team_results"].contains(&name);
                if let (true, Some(list)) = (turned, inner.as_array_mut()) {
                    list.reverse();
                }
                (name.to_owned(), inner)
            })
            .collect(),
        _ => value.clone(),
    }
}

fn tables(folder: &str, kinds: &[&str], count: usize) {
    let cases = cases(folder, kinds);
    assert_eq!(cases.len(), count);
    for case in cases {
        let (input, expected) = (&case["input"], &case["expected"]);
        let tolerance = case["tolerance"]["ratios"].as_f64().unwrap_or(5e-5);
        check(&case, input, expected, tolerance);
        let names = input["adversarial_rename"]
            .as_object()
            .cloned()
            .unwrap_or_default();
        let mut turned = adversarial(input, &names);
        if let Some(teams) = turned["teams"].as_array_mut() {
            teams.sort_by_key(ToString::to_string);
        }
        check(&case, &turned, &adversarial(expected, &names), tolerance);
    }
}

#[test]
fn football_groups() {
    tables("football", &["football_group"], 23);
}

#[test]
fn futsal_groups() {
    tables("futsal", &["futsal_group"], 3);
}

#[test]
fn thirds_of_groups() {
    tables("football", &["third_place_ranking"], 1);
}

#[test]
fn badminton_groups() {
    tables("badminton", &["badminton_group"], 4);
}

#[test]
fn volleyball_pools() {
    tables("volleyball", &["volleyball_pool"], 11);
}

#[test]
fn without_the_lots_of_1990_ireland_and_the_netherlands_share_second_place() {
    let cases = cases("football", &["football_group"]);
    let case = cases
        .iter()
        .find(|case| case["id"] == "wc1990_f_lots")
        .unwrap();
    let mut input = case["input"].clone();
    input
        .as_object_mut()
        .unwrap()
        .remove("drawing_of_lots_order");
    let got = compute("football_group", &input);
    let ranks: Vec<&Value> = got["table"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["rank"])
        .collect();
    assert_eq!(ranks, [1, 2, 2, 4]);
    assert_eq!(got["unresolved"], json!([["Ireland", "Netherlands"]]));
}

#[test]
fn what_decided_is_named_as_it_was_published() {
    for case in cases("football", &["football_group"]) {
        let got = compute("football_group", &case["input"]);
        let parted = |answer: &Value| -> Vec<Vec<String>> {
            let list = answer["deciding"].as_array().unwrap();
            list.iter()
                .map(|decision| {
                    let teams = decision["teams"].as_array().unwrap();
                    let mut teams: Vec<String> = teams.iter().map(ToString::to_string).collect();
                    teams.sort();
                    teams
                })
                .collect()
        };
        assert_eq!(parted(&got), parted(&case["expected"]), "{}", case["id"]);
    }
}

#[test]
fn the_other_federation_would_have_ordered_otherwise() {
    let mut told = 0;
    for case in cases("football", &["football_group"]) {
        let Some(order) = case["expected"].get("order_under_FIFA_rule_would_be") else {
            continue;
        };
        let mut input = case["input"].clone();
        input["rule"] = json!("FIFA");
        assert_eq!(
            &compute("football_group", &input)["order"],
            order,
            "{}",
            case["id"]
        );
        told += 1;
    }
    assert!(told > 0);
}

#[test]
fn wins_first_would_have_ordered_london_otherwise() {
    let cases = cases("volleyball", &["volleyball_pool"]);
    let case = cases
        .iter()
        .find(|case| case["expected"].get("order").is_some())
        .unwrap();
    let mut input = case["input"].clone();
    input["rule"] = json!("wins, points, set ratio, point ratio");
    let order = &case["expected"]["order_if_wins_came_first"];
    assert_eq!(&compute("volleyball_pool", &input)["order"], order);
}

fn validity(sport: &str, case: &Value, game: u32, scores: &Value, valid: bool) {
    let input = json!({
        "sport": sport, "rule": case["input"]["rule"], "game": game, "scores": scores,
    });
    let got = compute("score_validity", &input);
    let why = got["why"].as_array().unwrap();
    for ((score, got), why) in scores
        .as_array()
        .unwrap()
        .iter()
        .zip(got["valid"].as_array().unwrap())
        .zip(why)
    {
        assert_eq!(
            (got, why.is_null()),
            (&json!(valid), valid),
            "{sport} {game} {score} {why}"
        );
    }
}

#[test]
fn scores_of_badminton() {
    let case = &cases("badminton", &["score_validity"])[0];
    let expected = &case["expected"];
    for game in 1..=3 {
        validity(
            "badminton",
            case,
            game,
            &expected["valid_winner_loser"],
            true,
        );
        validity(
            "badminton",
            case,
            game,
            &expected["invalid_examples"],
            false,
        );
    }
    matches(
        contest::score::GameRules::BADMINTON_3X21,
        &expected["matches"],
        "games",
        None,
    );
}

#[test]
fn scores_of_volleyball() {
    let case = &cases("volleyball", &["score_validity"])[0];
    let expected = &case["expected"];
    for game in 1..=4 {
        validity(
            "volleyball",
            case,
            game,
            &expected["valid_sets_1_to_4"],
            true,
        );
        validity(
            "volleyball",
            case,
            game,
            &expected["invalid_sets_1_to_4"],
            false,
        );
    }
    validity("volleyball", case, 5, &expected["valid_fifth"], true);
    validity("volleyball", case, 5, &expected["invalid_fifth"], false);
    let rules = contest::score::GameRules::VOLLEYBALL;
    matches(rules, &expected["real_matches"], "sets", Some(true));
    matches(rules, &expected["invalid_matches"], "sets", Some(false));
}

fn matches(rules: contest::score::GameRules, list: &Value, key: &str, valid: Option<bool>) {
    for case in list.as_array().unwrap() {
        let games: Vec<[u32; 2]> = serde_json::from_value(case[key].clone()).unwrap();
        let valid = valid.unwrap_or_else(|| case["valid"].as_bool().unwrap());
        let result = contest::score::check_match(&rules, &games);
        assert_eq!(result.is_ok(), valid, "{case} {result:?}");
        if let (Ok(won), Some(want)) = (result, case.get("result")) {
            assert_eq!(&json!(won), want);
            let points = contest::rules::presets::set_points().of(won);
            assert_eq!(json!(points), case["points"]);
        }
    }
}

#[test]
fn juries() {
    let cases = cases("jury", &["jury_contest"]);
    assert_eq!(cases.len(), 2);
    for case in cases {
        check(&case, &case["input"], &case["expected"], 1e-9);
        let mut turned = case["input"].clone();
        turned["entries"].as_array_mut().unwrap().reverse();
        check(&case, &turned, &case["expected"], 1e-9);
    }
}

#[test]
fn trimmed_means() {
    let case = &cases("jury", &["jury_trimmed_mean"])[0];
    let inner = case["expected"]["cases"].as_array().unwrap();
    let mut input = case["input"].clone();
    input["cases"] = inner.iter().map(|case| case["input"].clone()).collect();
    let got = compute("jury_trimmed_mean", &input);
    for (want, got) in inner.iter().zip(got["cases"].as_array().unwrap()) {
        let want = json!({ "panel": want["expected"]["panel"] });
        assert!(agrees(&want, got, 1e-9), "{want} {got}");
    }
}

#[test]
fn ranks_of_ties() {
    let case = &cases("jury", &["ranking_ties"])[0];
    check(case, &case["input"], &case["expected"], 1e-9);
    let noise = json!({ "scores": [0.1 + 0.2, 0.3, 0.3], "higher_is_better": false });
    assert_eq!(
        compute("ranking_ties", &noise)["min"],
        json!([1.0, 1.0, 1.0])
    );
}
