//! Every case of `truths/`, through the same door as `guyub compute`.
//! Compared exactly; lists called `warnings` and `candidates` as sets.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use serde_json::Value;
use std::fs;
use std::path::Path;

fn check(kind: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("truths/{kind}.json"));
    let truth: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let cases = truth["expected"]["cases"].as_array().unwrap();
    let mut file = truth["input"].clone();
    file["cases"] = cases.iter().map(|case| case["input"].clone()).collect();
    let answer = kernel::compute::compute(kind, &file).unwrap().unwrap();
    let mut wrong = Vec::new();
    for (case, got) in cases.iter().zip(answer["cases"].as_array().unwrap()) {
        let (want, got) = (sorted(case["expected"].clone()), sorted(got.clone()));
        if want != got {
            wrong.push(format!(
                "{}\n  expected {want}\n  got      {got}",
                case["input"]
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} wrong:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

fn sorted(mut value: Value) -> Value {
    match &mut value {
        Value::Object(map) => {
            for (key, inner) in map.iter_mut() {
                *inner = sorted(inner.take());
                if let (true, Value::Array(list)) =
                    (key == "warnings" || key == "candidates", &mut *inner)
                {
                    list.sort_by_key(ToString::to_string);
                }
            }
        }
        Value::Array(list) => list
            .iter_mut()
            .for_each(|inner| *inner = sorted(inner.take())),
        _ => {}
    }
    value
}

macro_rules! kinds {
    ($($kind:ident),*) => {$(
        #[test]
        fn $kind() {
            check(stringify!($kind));
        }
    )*};
}

kinds!(
    terbilang,
    rupiah,
    tanggal,
    jam,
    pasaran,
    telepon,
    nik,
    nomor_surat,
    nama,
    whatsapp_list
);

#[test]
fn rubbish_is_an_error_and_never_a_panic() {
    for kind in kernel::compute::KINDS {
        let file = serde_json::json!({ "cases": [{}, null, 7, "x", { "text": 1, "number": "a" }] });
        let answer = kernel::compute::compute(kind, &file).unwrap().unwrap();
        for case in answer["cases"].as_array().unwrap() {
            assert_eq!(case["error"], true, "{kind}");
        }
        assert!(
            kernel::compute::compute(kind, &Value::Null)
                .unwrap()
                .is_err()
        );
    }
    assert!(kernel::compute::compute("lainnya", &Value::Null).is_none());
}
