//! How well the sample of 300 rows is read, in both formats: the figures are printed and held.
//! Names, numbers, birth, sex, place and phones must be exact; a NIK that Excel spoiled is not
//! compared; education, occupation, skills and office are reported only.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::date;
use roster::{Choices, Line, Place, Reading};
use serde_json::Value;

const DEMANDED: [&str; 9] = [
    "nama",
    "nik",
    "tempat_lahir",
    "tgl_lahir",
    "jk",
    "dusun",
    "rt",
    "rw",
    "hp",
];
const REPORTED: [&str; 4] = ["pendidikan", "pekerjaan", "keahlian", "jabatan"];

fn truth() -> Value {
    serde_json::from_str(include_str!("../samples/anggota_300.truth.json")).unwrap()
}

fn read(bytes: &[u8], name: &str) -> Reading {
    roster::read(bytes, name, &Choices::on(date(2026, 11, 24))).unwrap()
}

fn number(line: &Line) -> u64 {
    match &line.place {
        Place::Row { xlsx_row, .. } => u64::from(*xlsx_row),
        Place::Record { csv_record } => u64::from(*csv_record),
    }
}

#[derive(Default)]
struct Score {
    compared: usize,
    exact: usize,
    invented: usize,
    wrong: Vec<String>,
}

fn score(reading: &Reading, key: &str) -> BTreeMap<&'static str, Score> {
    let truth = truth();
    let lines: HashMap<u64, &Line> = reading
        .lines
        .iter()
        .map(|line| (number(line), line))
        .collect();
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let wanted = truth["lines"].as_array().unwrap();
    assert_eq!(wanted.len(), reading.lines.len(), "lines");
    for line in wanted {
        let at = line[key].as_u64().unwrap();
        let read = serde_json::to_value(lines[&at]).unwrap();
        let kind = scores.entry("kind").or_default();
        compare(kind, &read["kind"], &line["kind"], at);
        let spoiled = line["issues"].as_array().is_some_and(|issues| {
            issues.iter().any(|issue| {
                let issue = issue.as_str().unwrap();
                issue.starts_with("nik jadi") || issue.starts_with("nik terpotong")
            })
        });
        for field in DEMANDED.into_iter().chain(REPORTED) {
            if line["values"].is_null() || (field == "nik" && spoiled) {
                continue;
            }
            let score = scores.entry(field).or_default();
            compare(score, &read["values"][field], &line["values"][field], at);
        }
    }
    scores
}

fn compare(score: &mut Score, read: &Value, wanted: &Value, at: u64) {
    score.compared += 1;
    let nothing = wanted.is_null() || wanted.as_array().is_some_and(Vec::is_empty);
    if read == wanted {
        score.exact += 1;
    } else {
        score.invented += usize::from(nothing && !read.is_null());
        score.wrong.push(format!("{at}: {read} for {wanted}"));
    }
}

fn members(group: &roster::Group, reading: &Reading) -> Vec<u64> {
    group
        .lines
        .iter()
        .map(|line| number(&reading.lines[*line]))
        .collect()
}

fn check(reading: &Reading, key: &str) {
    let scores = score(reading, key);
    let (mut compared, mut exact, mut invented) = (0, 0, 0);
    for (field, score) in &scores {
        println!(
            "{key} {field}: {}/{} exact, {} invented",
            score.exact, score.compared, score.invented
        );
        for wrong in score.wrong.iter().take(6) {
            println!("    {wrong}");
        }
        if DEMANDED.contains(field) {
            compared += score.compared;
            exact += score.exact;
            invented += score.invented;
        }
    }
    let found = duplicates(reading, key);
    let share = exact as f64 * 100.0 / compared as f64;
    println!(
        "{key}: {share:.2}% of {compared} values exact, {invented} invented, {found} of 36 duplicates"
    );
    assert_eq!(scores["kind"].exact, scores["kind"].compared);
    assert!(share >= 99.5, "{share}");
    assert_eq!(invented, 0);
    assert_eq!(found, 36);
}

fn duplicates(reading: &Reading, key: &str) -> usize {
    let truth = truth();
    let lines = truth["lines"].as_array().unwrap();
    let row = |line: &Value| line["xlsx_row"].as_u64().unwrap();
    let by_row: HashMap<u64, &Value> = lines.iter().map(|line| (row(line), line)).collect();
    let person: HashMap<u64, &Value> = lines
        .iter()
        .map(|line| (line[key].as_u64().unwrap(), &line["person"]))
        .collect();
    let groups: Vec<(Vec<u64>, bool)> = reading
        .duplicate_groups
        .iter()
        .map(|group| (members(group, reading), group.certain))
        .collect();
    let mut together: HashSet<(u64, u64)> = HashSet::new();
    let mut sure = 0;
    for (group, certain) in &groups {
        for a in group {
            for b in group.iter().filter(|b| *b > a) {
                together.insert((*a, *b));
                if person[a] != person[b] {
                    println!("{key}: two people together: {a} {b}, certain: {certain}");
                    assert!(!certain, "{a} and {b} are two people");
                } else {
                    sure += usize::from(*certain);
                }
            }
        }
    }
    println!("{key}: {} groups, {sure} pairs certain", groups.len());
    let mut found = 0;
    for line in lines
        .iter()
        .filter(|line| line["duplicate_of_line"].is_u64())
    {
        let (b, a) = (
            line[key].as_u64().unwrap(),
            line["duplicate_of_line"].as_u64().unwrap(),
        );
        let a = by_row[&a][key].as_u64().unwrap();
        if together.contains(&(a.min(b), a.max(b))) {
            found += 1;
        } else {
            println!("{key}: {b} is {a} again and was not found");
        }
    }
    found
}

#[test]
fn the_csv_is_read_as_the_truth_says() {
    check(
        &read(
            include_bytes!("../samples/anggota_300.csv"),
            "anggota_300.csv",
        ),
        "csv_record",
    );
}

#[test]
fn the_workbook_is_read_as_the_truth_says() {
    check(
        &read(
            include_bytes!("../samples/anggota_300.xlsx"),
            "anggota_300.xlsx",
        ),
        "xlsx_row",
    );
}

#[test]
fn the_columns_are_understood() {
    let reading = read(
        include_bytes!("../samples/anggota_300.csv"),
        "anggota_300.csv",
    );
    let read: Vec<(Value, Value)> = reading
        .columns
        .iter()
        .map(|column| serde_json::to_value(column).unwrap())
        .map(|column| (column["heading"].clone(), column["means"].clone()))
        .collect();
    let wanted: Vec<(Value, Value)> = truth()["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| (column["heading"].clone(), column["means"].clone()))
        .collect();
    assert_eq!(read, wanted);
}
