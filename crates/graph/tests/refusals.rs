//! What a board may get wrong: each is one sentence that says where.

use serde_json::{Value, json};

fn why(kind: &str, input: &Value) -> String {
    match graph::compute::compute(kind, input) {
        Some(Err(why)) => why,
        other => panic!("{input} was not refused: {other:?}"),
    }
}

#[test]
fn attendance_is_refused_with_its_place() {
    let case = |attendance: Value| {
        let case =
            json!({ "persons": ["Ani", "Budi"], "events": ["A", "B"], "attendance": attendance });
        why("two_mode_network", &case)
    };
    assert_eq!(
        case(json!([["Ani", "A"]])),
        "acara ke-2 “B” tidak dihadiri siapa pun"
    );
    assert_eq!(
        case(json!([["Ani", "A"], ["Budi", "B"], ["Ani", "A"]])),
        "kehadiran ke-3: orang “Ani” sudah tercatat di acara “A” pada kehadiran ke-1"
    );
    assert_eq!(
        case(json!([["Ani", "A"], ["Citra", "B"]])),
        "kehadiran ke-2 menyebut orang “Citra” yang tidak ada di daftar"
    );
    assert_eq!(
        case(json!([["Ani"]])),
        "kehadiran ke-1 bukan pasangan orang dan acara"
    );
    assert_eq!(
        case(json!([["Ani", null]])),
        "kehadiran ke-1: acara di sana bukan nama"
    );
    assert_eq!(case(Value::Null), "isian tidak memuat daftar “attendance”");
}

#[test]
fn names_are_refused_with_their_place() {
    let case = |persons: Value| {
        why(
            "two_mode_network",
            &json!({ "persons": persons, "events": ["A"], "attendance": [] }),
        )
    };
    assert_eq!(
        case(json!([])),
        "daftar “persons” kosong; isi paling sedikit satu orang"
    );
    assert_eq!(
        case(json!(["Ani", "Ani"])),
        "orang “Ani” tertulis dua kali, ke-1 dan ke-2"
    );
    assert_eq!(
        case(json!(["Ani", 1.5])),
        "orang ke-2 dalam “persons” bukan nama; tulis sebagai teks"
    );
    let both = json!({ "persons": ["A"], "events": ["A"], "attendance": [["A", "A"]] });
    assert_eq!(
        why("two_mode_network", &both),
        "“A” adalah nama orang dan nama acara; bedakan salah satunya"
    );
}

#[test]
fn ties_are_refused_with_their_place() {
    let case = |edges: Value| {
        why(
            "one_mode_network",
            &json!({ "nodes": ["a", "b"], "edges": edges }),
        )
    };
    assert_eq!(
        case(json!([["a", "b"], ["b", "a"]])),
        "hubungan ke-2 sama dengan hubungan ke-1; tulis sekali saja"
    );
    assert_eq!(
        case(json!([["a", "a"]])),
        "hubungan ke-1 mengaitkan “a” dengan dirinya sendiri"
    );
    assert_eq!(
        case(json!([["a", "c"]])),
        "hubungan ke-1 menyebut simpul “c” yang tidak ada di daftar"
    );
    assert_eq!(
        case(json!([["a", "b", "NaN"]])),
        "bobot hubungan ke-1 bukan bilangan"
    );
    assert_eq!(
        case(json!([["a", "b", -2]])),
        "bobot hubungan ke-1 adalah -2, padahal harus lebih dari nol dan di bawah 1e100"
    );
    let attribute = json!({ "nodes": ["a"], "edges": [], "node_attribute": { "z": "L" } });
    assert_eq!(
        why("one_mode_network", &attribute),
        "“node_attribute” menyebut simpul “z” yang tidak ada di daftar"
    );
}

#[test]
fn people_without_ties_have_figures_where_there_are_any() {
    let case = json!({ "nodes": [1, 2], "edges": [] });
    let answer = graph::compute::compute("one_mode_network", &case);
    let answer = answer.and_then(Result::ok).unwrap_or_default();
    assert_eq!(answer["isolates"], json!(["1", "2"]));
    assert_eq!(
        answer["closeness_wasserman_faust"],
        json!({ "1": 0.0, "2": 0.0 })
    );
    assert_eq!(answer["pagerank_0.85"], json!({ "1": 0.5, "2": 0.5 }));
    assert_eq!(
        answer["burt_constraint_unweighted"],
        json!({ "1": null, "2": null })
    );
    for undefined in ["transitivity", "degree_assortativity", "diameter"] {
        assert_eq!(answer[undefined], Value::Null, "{undefined}");
    }
}
