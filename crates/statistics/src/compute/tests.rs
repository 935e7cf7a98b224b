//! What a program may send that is not as it should be, and what it is told.

use super::*;

fn told(kind: &str, input: Value) -> String {
    compute(kind, &input).unwrap().unwrap_err()
}

fn answer(kind: &str, input: Value) -> Value {
    compute(kind, &input).unwrap().unwrap()
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (kind, input, sentence) in [
        ("nps", json!([1]), "isian: [1] bukan objek"),
        ("nps", json!({}), "answers: belum diisi"),
        ("nps", json!({"answers": 7}), "answers: 7 bukan daftar"),
        (
            "nps",
            json!({"answers": [9, "baik"]}),
            "answers[1]: \"baik\" bukan angka",
        ),
        (
            "nps",
            json!({"answers": [11]}),
            "answers[0]: 11 bukan jawaban dari 0 sampai 10",
        ),
        (
            "nps",
            json!({"answers": [7.5]}),
            "answers[0]: 7.5 bukan bilangan bulat mulai dari 0",
        ),
        (
            "wilson_interval",
            json!({"cases": [{"successes": 1, "n": 2}, {"successes": 3, "n": 2}]}),
            "cases[1].successes: 3 lebih banyak daripada n, yaitu 2",
        ),
        (
            "wilson_interval",
            json!({"successes": 1, "n": 2, "confidence": 95}),
            "confidence: isilah angka di antara 0 dan 1, misalnya 0.95",
        ),
        (
            "wilson_interval",
            json!({"successes": -1, "n": 2}),
            "successes: -1 bukan bilangan bulat mulai dari 0",
        ),
        (
            "paired_test",
            json!({"pre": [], "post": []}),
            "pre: daftarnya kosong",
        ),
        (
            "paired_test",
            json!({"pre": [1, "NaN"], "post": [1, 2]}),
            "pre[1]: \"NaN\" bukan angka",
        ),
        (
            "paired_test",
            json!({"pre": [1, 2], "post": [1]}),
            "post: ada 1 angka, padahal pre ada 2",
        ),
        (
            "paired_test",
            json!({"pre": [1e99], "post": [1]}),
            "pre[0]: 1e+99 terlalu besar",
        ),
        (
            "cronbach_alpha",
            json!({"rows": [[1, 2], [1]]}),
            "rows[1]: ada 1 jawaban, padahal butirnya 2",
        ),
        (
            "cronbach_alpha",
            json!({"rows": [[1, true]]}),
            "rows[0][1]: true bukan angka",
        ),
        (
            "cronbach_alpha",
            json!({"items": ["a", "a"], "rows": [[1, 2]]}),
            "items[1]: \"a\" tertulis dua kali",
        ),
        (
            "rating_summary",
            json!({"counts": {"baik": 3}}),
            "counts.baik: nama isian ini bukan angka",
        ),
        (
            "rating_summary",
            json!({"counts": {"NaN": 3}}),
            "counts.NaN: nama isian ini bukan angka",
        ),
        (
            "rating_summary",
            json!({"scale": [1, 2], "counts": {"3": 3}}),
            "counts.3: 3 tidak ada di scale",
        ),
        (
            "rating_summary",
            json!({"scale": [], "counts": {}}),
            "scale: daftarnya kosong",
        ),
        (
            "hake_gain",
            json!({"class_pre_percent": 120, "class_post_percent": 1}),
            "class_pre_percent: 120 tidak di antara 0 dan 100",
        ),
        (
            "small_sample",
            json!({"n": [5, 0]}),
            "n[1]: 0 tidak bisa: belum ada jawaban",
        ),
        (
            "anonymity",
            json!({"k": 0, "tables": []}),
            "k: 0 bukan bilangan bulat mulai dari 1",
        ),
        (
            "anonymity",
            json!({"k": 5, "tables": [{"groups": {"A": 1}, "total_shown": 0}]}),
            "tables[0].total_shown: lebih kecil daripada jumlah semua kelompok",
        ),
    ] {
        assert_eq!(told(kind, input), sentence);
    }
}

#[test]
fn a_long_wrong_value_is_not_repeated_whole() {
    let told = told("nps", json!({"answers": ["x".repeat(5_000)]}));
    assert!(told.chars().count() < 80, "{told}");
}

#[test]
fn undefined_is_null_with_its_reason() {
    let none = answer("nps", json!({"answers": [null]}));
    assert_eq!((&none["n"], &none["nps"]), (&json!(0), &Value::Null));
    assert_eq!(none["undefined"]["nps"], "belum ada jawaban");
    let alike = answer("paired_test", json!({"pre": [1, 2], "post": [2, 3]}));
    assert_eq!(alike["paired_t"]["t"], Value::Null);
    assert_eq!(
        alike["paired_t"]["undefined"]["t"],
        "nilainya tidak cukup beragam untuk dihitung"
    );
    let full = answer(
        "hake_gain",
        json!({"class_pre_percent": 100, "class_post_percent": 100}),
    );
    assert_eq!(
        (&full["normalized_gain"], &full["band"]),
        (&Value::Null, &Value::Null)
    );
    let empty = answer("rating_summary", json!({"scale": [1, 2], "counts": {}}));
    assert_eq!((&empty["n"], &empty["percent"]), (&json!(0), &Value::Null));
    let none = answer("wilson_interval", json!({"successes": 0, "n": 0}));
    assert_eq!((&none["low"], &none["high"]), (&Value::Null, &Value::Null));
    let one = answer("cronbach_alpha", json!({"rows": [[1, 2], [3, null]]}));
    assert_eq!((&one["alpha"], &one["n"]), (&Value::Null, &json!(1)));
}

#[test]
fn a_pair_with_a_missing_answer_is_left_out_and_counted() {
    let input = json!({"pre": [1, null, 3], "post": [2, 2, 5]});
    let answer = answer("paired_test", input);
    assert_eq!(
        (&answer["n"], &answer["incomplete_pairs"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(answer["mean_difference"], json!(1.5));
}

#[test]
fn ratings_may_come_one_by_one() {
    let input = json!({"scale": [1, 2, 3, 4, 5], "answers": [5, 4, null, 5]});
    let one_by_one = answer("rating_summary", input);
    let counted = json!({"scale": [5, 4, 3, 2, 1], "counts": {"4": 1, "5": 2}});
    assert_eq!(one_by_one, answer("rating_summary", counted));
}

#[test]
fn persons_gains_stand_beside_that_of_the_class() {
    let input = json!({"pre": [10, 20, 5], "post": [15, 20, 5], "max_score": 20});
    let answer = answer("hake_gain", input);
    assert_eq!(answer["individual_gains"], json!([0.5, null, 0.0]));
    assert_eq!(answer["individuals_without_gain"], 1);
    assert_eq!(answer["average_of_individual_gains"], 0.25);
}

#[test]
fn fields_beside_the_cases_hold_for_all_of_them() {
    let cases = json!([{"groups": {"A": 2, "B": 9}, "total_shown": 11}, {"groups": {"A": 9}}]);
    let answer = answer("anonymity", json!({"k": 5, "cases": cases}));
    assert_eq!(answer["cases"][0]["suppressed"], json!(["A", "B"]));
    assert_eq!(answer["cases"][1]["suppressed"], json!([]));
}
