//! Kinds about classes and groups: what a class gained, and which groups stay hidden.

use super::answer::Answer;
use super::reading::{Case, Wrong, count, number, object, shown, some, unlike};
use crate::gain::{Band, ClassGain, gain};
use crate::suppression::suppress;
use crate::{Figure, words};
use serde_json::{Value, json};

/// `class_pre_percent` and `class_post_percent`, or `pre` and `post` of each person with
/// `max_score` (100) → the gain of the class, and of the persons where they are given.
pub(super) fn hake_gain(case: Case) -> Result<Value, Wrong> {
    if case.optional("class_pre_percent").is_some() || case.optional("pre").is_none() {
        let (pre, post) = (
            case.read("class_pre_percent", |value| score(value, 100.0))?,
            case.read("class_post_percent", |value| score(value, 100.0))?,
        );
        return Ok(class(Answer::default(), pre, post, gain(pre, post, 100.0)).done());
    }
    let full = case.maybe("max_score", number)?.unwrap_or(100.0);
    if full <= 0.0 {
        return Err(Wrong::here("isilah angka di atas 0").inside("max_score"));
    }
    let read = |key| case.read(key, |list| some(list, |value| score(value, full)));
    let (pre, post) = (read("pre")?, read("post")?);
    if pre.len() != post.len() {
        let what = format!("ada {} angka, padahal pre ada {}", post.len(), pre.len());
        return Err(Wrong::here(what).inside("post"));
    }
    let average = |scores: &[f64]| 100.0 * scores.iter().sum::<f64>() / scores.len() as f64 / full;
    let (before, after) = (average(&pre), average(&post));
    let gains = ClassGain::of(&pre.into_iter().zip(post).collect::<Vec<_>>(), full);
    let singles = gains
        .persons
        .iter()
        .map(|gain| gain.ok())
        .collect::<Vec<_>>();
    let answer = class(Answer::default(), before, after, gains.of_averages);
    Ok(answer
        .figure("average_of_individual_gains", gains.average_of_persons)
        .set("individual_gains", json!(singles))
        .set("individuals_without_gain", gains.without())
        .set("sentence", words::gain(&gains))
        .done())
}

fn class(answer: Answer, pre: f64, post: f64, gain: Figure) -> Answer {
    let band = gain.map(|gain| match Band::of(gain) {
        Band::Low => json!("low"),
        Band::Medium => json!("medium"),
        Band::High => json!("high"),
    });
    answer
        .set("absolute_gain_points", post - pre)
        .figure("normalized_gain", gain)
        .figure("band", band)
}

/// A score from 0 to `full`.
fn score(value: &Value, full: f64) -> Result<f64, Wrong> {
    let score = number(value)?;
    if !(0.0..=full).contains(&score) {
        let what = format!("{} tidak di antara 0 dan {full}", shown(value));
        return Err(Wrong::here(what));
    }
    Ok(score)
}

/// `k` and `tables` (or one table's own fields) → what each of them hides.
pub(super) fn anonymity(case: Case) -> Result<Value, Wrong> {
    let k = case.read("k", |value| match count(value)? {
        0 => Err(unlike(value, "bilangan bulat mulai dari 1")),
        k => Ok(k),
    })?;
    if case.optional("tables").is_none() {
        return table(k, case);
    }
    let tables = case.read("tables", |list| some(list, |one| table(k, Case::of(one)?)))?;
    Ok(json!({ "cases": tables }))
}

/// `groups` (name: count) and `total_shown` (missing: not shown) → the names to hide.
fn table(k: u64, case: Case) -> Result<Value, Wrong> {
    let groups = case.read("groups", |value| {
        let read = |(name, value): (&String, &Value)| {
            let n = count(value).map_err(|wrong| wrong.inside(name))?;
            Ok((name.clone(), n))
        };
        let groups = object(value)?.iter().map(read);
        groups.collect::<Result<Vec<(String, u64)>, Wrong>>()
    })?;
    let total = case.maybe("total_shown", count)?;
    let (names, counts): (Vec<String>, Vec<u64>) = groups.into_iter().unzip();
    let Ok(table) = suppress(k, &counts, total) else {
        let what = "lebih kecil daripada jumlah semua kelompok";
        return Err(Wrong::here(what).inside("total_shown"));
    };
    let hidden = names
        .into_iter()
        .zip(table.hidden)
        .filter(|(_, hidden)| *hidden);
    let hidden: Vec<String> = hidden.map(|(name, _)| name).collect();
    let mut answer = Answer::default();
    if !hidden.is_empty() {
        answer = answer.set("sentence", words::hidden(k));
    }
    Ok(answer
        .set("suppressed", hidden)
        .set("whole_result_hidden", table.whole)
        .done())
}
