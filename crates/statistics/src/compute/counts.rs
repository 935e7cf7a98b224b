//! Kinds that begin with counts: shares, scores of recommendation, what few can show.

use super::answer::Answer;
use super::reading::{Case, Wrong, answer, count, each, number, some, unlike};
use crate::nps::Recommendations;
use crate::{Confidence, proportion, small, words};
use serde_json::Value;

/// `successes`, `n`, `confidence` (0.95) → `proportion`, `low`, `high`.
pub(super) fn wilson(case: Case) -> Result<Value, Wrong> {
    let (successes, n) = (case.read("successes", count)?, case.read("n", count)?);
    if successes > n {
        let what = format!("{successes} lebih banyak daripada n, yaitu {n}");
        return Err(Wrong::here(what).inside("successes"));
    }
    let confidence = confidence(case)?;
    let interval = proportion::wilson(successes, n, confidence);
    Ok(Answer::default()
        .figure("proportion", proportion::share(successes, n))
        .figure("low", interval.map(|interval| interval.low))
        .figure("high", interval.map(|interval| interval.high))
        .set("sentence", words::share(successes, n))
        .done())
}

/// The confidence that a case asks for; 95% where it says nothing.
pub(super) fn confidence(case: Case) -> Result<Confidence, Wrong> {
    let read = |value| {
        let wrong = || Wrong::here("isilah angka di antara 0 dan 1, misalnya 0.95");
        Confidence::new(number(value)?).ok_or_else(wrong)
    };
    let found = case.maybe("confidence", read)?;
    Ok(found.unwrap_or(Confidence::NINETY_FIVE))
}

/// `n`: numbers of pairs → the smallest p each of them can reach.
pub(super) fn small_sample(case: Case) -> Result<Value, Wrong> {
    let least = |value| {
        let pairs = count(value)?;
        small::smallest_p(pairs).map_err(|why| Wrong::here(format!("{pairs} tidak bisa: {why}")))
    };
    Ok(Answer::default()
        .set("min_p", case.read("n", |list| some(list, least))?)
        .set("formula", "2/2^n")
        .set("smallest_n_that_can_reach_0_05", small::fewest_pairs(0.05))
        .done())
}

/// `answers` from 0 to 10 (`null`: none) → who would recommend, and the score.
pub(super) fn nps(case: Case) -> Result<Value, Wrong> {
    let read = |value| match answer(value)? {
        None => Ok(None),
        Some(_) => match count(value)? {
            whole @ 0..=10 => Ok(Some(whole as u8)),
            _ => Err(unlike(value, "jawaban dari 0 sampai 10")),
        },
    };
    let answers = case.read("answers", |list| each(list, read))?;
    let counts = Recommendations::of(answers.into_iter().flatten());
    let interval = counts.interval(confidence(case)?);
    Ok(Answer::default()
        .set("n", counts.n())
        .set("promoters", counts.promoters)
        .set("passives", counts.passives)
        .set("detractors", counts.detractors)
        .figure("nps", counts.score())
        .figure("interval", interval)
        .set("sentence", words::nps(&counts))
        .done())
}
