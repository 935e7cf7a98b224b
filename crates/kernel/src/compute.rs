//! The readers and writers for other programs: `guyub compute KIND FILE`.
//! A case goes in, an answer comes out, both JSON in the shape of `truths/`; what can't be read
//! is `{"error": true}`, never a panic.

use crate::clock;
use crate::{day, letter_number, money, name, name_list, nik, pasaran, phone, words};
use jiff::civil::{Date, Time};
use serde_json::{Map, Value, json};

/// The kinds of case that are known.
pub const KINDS: [&str; 10] = [
    "terbilang",
    "rupiah",
    "tanggal",
    "jam",
    "pasaran",
    "telepon",
    "nik",
    "nomor_surat",
    "nama",
    "whatsapp_list",
];

/// The answers to the cases of `input`; `None` for an unknown kind.
#[must_use]
pub fn compute(kind: &str, input: &Value) -> Option<Result<Value, String>> {
    let answer: fn(&Value) -> Value = match kind {
        "terbilang" => |case| or_error(terbilang(case)),
        "rupiah" => |case| or_error(rupiah(case)),
        "tanggal" => |case| or_error(tanggal(case)),
        "jam" => |case| or_error(jam(case)),
        "pasaran" => |case| or_error(pasaran(case)),
        "telepon" => |case| or_error(telepon(case)),
        "nik" => |case| or_error(nik(case)),
        "nomor_surat" => |case| or_error(nomor_surat(case)),
        "nama" => name::compute_case,
        "whatsapp_list" => name_list::compute_case,
        _ => return None,
    };
    let Some(cases) = input.get("cases").and_then(Value::as_array) else {
        return Some(Err("isian tidak memuat daftar “cases”".to_owned()));
    };
    let answers: Vec<Value> = cases
        .iter()
        .map(|case| answer(&with_common(input, case)))
        .collect();
    Some(Ok(json!({ "cases": answers })))
}

/// A case with the settings common to all, where it has none of its own.
fn with_common(input: &Value, case: &Value) -> Value {
    let (Value::Object(common), Value::Object(case)) = (input, case) else {
        return case.clone();
    };
    let mut whole: Map<String, Value> = common
        .iter()
        .filter(|(key, _)| *key != "cases")
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    whole.extend(case.clone());
    Value::Object(whole)
}

fn or_error(answer: Option<Value>) -> Value {
    answer.unwrap_or_else(|| json!({ "error": true }))
}

fn text<'a>(case: &'a Value, key: &str) -> Option<&'a str> {
    case.get(key)?.as_str()
}

fn date(case: &Value, key: &str) -> Option<Date> {
    text(case, key)?.parse().ok()
}

/// A field that may be missing or null, but is a text where it stands.
fn optional<'a>(case: &'a Value, key: &str) -> Option<Option<&'a str>> {
    match case.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(value) => value.as_str().map(Some),
    }
}

/// A whole number, "-0" and "5.0" included.
fn integer(value: &Value) -> Option<i64> {
    let whole = |n: &f64| n.fract() == 0.0 && n.abs() < 9e15;
    value
        .as_i64()
        .or_else(|| value.as_f64().filter(whole).map(|n| n as i64))
}

fn terbilang(case: &Value) -> Option<Value> {
    let words = words::terbilang(integer(case.get("number")?)?)?;
    Some(json!({ "text": words }))
}

fn rupiah(case: &Value) -> Option<Value> {
    Some(json!({ "rupiah": money::read(text(case, "text")?).ok()? }))
}

fn tanggal(case: &Value) -> Option<Value> {
    Some(
        match day::read(text(case, "text")?, date(case, "today")?).ok()? {
            day::Read::Day(day) => json!({ "date": day.to_string() }),
            day::Read::Ambiguous => json!({ "date": null, "ambiguous": true }),
        },
    )
}

fn jam(case: &Value) -> Option<Value> {
    let read = clock::read(text(case, "text")?).ok()?;
    let written = |time: Option<Time>| time.map(|t| format!("{:02}:{:02}", t.hour(), t.minute()));
    Some(json!({
        "start": written(read.start),
        "end": written(read.end),
        "zone": read.zone.map(crate::zone::Zone::label),
        "label": read.label,
    }))
}

fn pasaran(case: &Value) -> Option<Value> {
    if let Some(day) = date(case, "date") {
        return Some(json!({ "weekday": day::weekday(day), "pasaran": pasaran::of(day) }));
    }
    let recurring = pasaran::Recurring::read(text(case, "text")?)?;
    let next = recurring.next(date(case, "from")?, 3);
    Some(json!({ "next": next.iter().map(ToString::to_string).collect::<Vec<_>>() }))
}

fn telepon(case: &Value) -> Option<Value> {
    let phones = phone::read(text(case, "text")?);
    let mut answer = json!({ "e164": phones.iter().map(ToString::to_string).collect::<Vec<_>>() });
    if !phones.is_empty() && !phones.iter().any(phone::Phone::is_mobile) {
        answer["mobile"] = json!(false);
    }
    Some(answer)
}

fn nik(case: &Value) -> Option<Value> {
    let birth = match optional(case, "birth")? {
        Some(birth) => Some(birth.parse().ok()?),
        None => None,
    };
    let sex = match optional(case, "sex")? {
        Some(sex) => Some(
            sex.chars()
                .next()
                .map(|c| c.to_ascii_uppercase())
                .filter(|c| "LP".contains(*c))?,
        ),
        None => None,
    };
    let read = nik::read(text(case, "nik")?, date(case, "today")?, birth, sex);
    Some(json!({
        "valid": read.valid,
        "birth": read.birth.map(|day| day.to_string()),
        "sex": read.sex.map(String::from),
        "warnings": read.warnings,
    }))
}

fn nomor_surat(case: &Value) -> Option<Value> {
    let pattern = text(case, "pattern")?;
    let org = optional(case, "org")?;
    if org.is_none() && pattern.contains("{org}") {
        return None;
    }
    let parts = letter_number::Parts {
        org: org.unwrap_or(""),
        seq: case.get("seq")?.as_i64()?,
        date: date(case, "date")?,
        kind: optional(case, "type")?,
        insert: optional(case, "insert")?,
    };
    Some(json!({ "number": letter_number::make(pattern, &parts).ok()? }))
}
