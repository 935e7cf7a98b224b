//! Kinds in which each person has several answers: before and after, or the items of a scale.

use super::answer::Answer;
use super::counts::confidence;
use super::reading::{Case, Wrong, answer, each, some, text};
use crate::alpha::{MOST_ITEMS, Missing, Reliability, feldt};
use crate::paired::Pairs;
use crate::wilcoxon::SignedRank;
use crate::{Interval, Undefined, words};
use serde_json::{Map, Value, json};

/// `pre` and `post`, person by person (`null`: none) → tests and sizes of the change, which is
/// always post minus pre.
pub(super) fn paired_test(case: Case) -> Result<Value, Wrong> {
    let pre = case.read("pre", |list| some(list, answer))?;
    let post = case.read("post", |list| some(list, answer))?;
    if pre.len() != post.len() {
        let what = format!("ada {} angka, padahal pre ada {}", post.len(), pre.len());
        return Err(Wrong::here(what).inside("post"));
    }
    let pairs = Pairs::of(
        pre.iter()
            .zip(&post)
            .filter_map(|(a, b)| Some(((*a)?, (*b)?))),
    );
    let change = pairs.change();
    Ok(Answer::default()
        .set("n", pairs.n())
        .set("incomplete_pairs", pre.len() as u64 - pairs.n())
        .figure("mean_pre", pairs.before().mean())
        .figure("mean_post", pairs.after().mean())
        .figure("mean_difference", change.mean())
        .figure("sd_difference", change.deviation())
        .figure("median_difference", change.median())
        .set("paired_t", paired_t(case, &pairs)?)
        .set("wilcoxon", wilcoxon(&pairs.signed_rank()))
        .set("effect_size", effect_size(&pairs))
        .set("sentence", words::change(&pairs))
        .done())
}

fn paired_t(case: Case, pairs: &Pairs) -> Result<Value, Wrong> {
    let (test, confidence) = (pairs.t_test(), confidence(case)?);
    Ok(Answer::default()
        .figure("t", test.map(|test| test.t))
        .set("df", pairs.n().saturating_sub(1))
        .figure("p_two_sided", test.map(|test| test.p))
        .figure("ci95_mean_difference", pairs.interval(confidence))
        .done())
}

fn wilcoxon(test: &SignedRank) -> Value {
    Answer::default()
        .set("nonzero_pairs", test.changed)
        .set("zeros_dropped", test.zeros)
        .set("ties", test.tied)
        .set("W_plus", test.plus)
        .set("W_minus", test.minus)
        .set("statistic_min", test.statistic())
        .figure("p_exact_two_sided", test.exact())
        .figure("p_normal_continuity_corrected", test.normal(true))
        .figure("p_normal_uncorrected", test.normal(false))
        .figure("p_pratt_uncorrected", test.pratt())
        .figure("rank_biserial", test.rank_biserial())
        .done()
}

fn effect_size(pairs: &Pairs) -> Value {
    let corrected = |d: Result<f64, Undefined>| Ok(d? * pairs.hedges()?);
    Answer::default()
        .figure("cohen_dz", pairs.d_z())
        .figure("cohen_d_average_sd", pairs.d_av())
        .figure("hedges_correction_J_n_minus_1", pairs.hedges())
        .figure("hedges_gz", corrected(pairs.d_z()))
        .figure("hedges_g_average_sd", corrected(pairs.d_av()))
        .done()
}

/// `items` (names) and `rows` (`null`: no answer) → alpha by both rules for missing answers, the
/// interval, and each item's part in it.
///
/// The published intervals of this kind take every person asked as n, also those whom the listwise
/// rule drops; so do the keys that end in `_rounded`. `ci95_of_complete_rows` takes those counted.
pub(super) fn cronbach_alpha(case: Case) -> Result<Value, Wrong> {
    let rows = case.read("rows", |list| some(list, |row| some(row, answer)))?;
    let items = items(case, &rows)?;
    let (asked, k) = (rows.len() as u64, items.len() as u64);
    let confidence = confidence(case)?;
    let listwise = Reliability::of(&rows, Missing::Listwise);
    let pairwise = Reliability::of(&rows, Missing::Pairwise);
    let complete = rows.iter().filter(|row| row.iter().all(Option::is_some));
    let complete = complete.count() as u64;
    let alpha = listwise
        .as_ref()
        .map_err(|why| *why)
        .and_then(Reliability::alpha);
    let paired = pairwise
        .as_ref()
        .map_err(|why| *why)
        .and_then(Reliability::alpha);
    let interval = |alpha, n| feldt(alpha, n, k, confidence);
    let rounded = alpha.and_then(|alpha| interval(alpha, asked)).map(to_three);
    let counted = alpha.and_then(|alpha| interval(alpha, complete));
    Ok(Answer::default()
        .set("n", complete)
        .set("k", k)
        .set("complete_rows", complete)
        .set("rows", asked)
        .figure("alpha", alpha)
        .figure("alpha_listwise", alpha)
        .figure("ci95_rounded", rounded)
        .figure("ci95_listwise_rounded", rounded)
        .figure("ci95_of_complete_rows", counted)
        .figure("alpha_pairwise_covariances", paired)
        .figure(
            "ci95_pairwise_rounded",
            paired
                .and_then(|alpha| interval(alpha, asked))
                .map(to_three),
        )
        .set(
            "alpha_if_item_dropped",
            by_item(&items, &listwise, Reliability::without),
        )
        .set(
            "corrected_item_total_correlation",
            by_item(&items, &listwise, Reliability::item_rest),
        )
        .set("sentence", words::reliability(alpha, counted, complete))
        .done())
}

/// The names of the items; `Q1`, `Q2` … where none are given.
fn items(case: Case, rows: &[Vec<Option<f64>>]) -> Result<Vec<String>, Wrong> {
    let named = case.maybe("items", |list| {
        each(list, |name| Ok(text(name)?.to_owned()))
    })?;
    let width = rows.first().map_or(0, Vec::len);
    let names = named.unwrap_or_else(|| (1..=width).map(|at| format!("Q{at}")).collect());
    let odd = rows
        .iter()
        .enumerate()
        .find(|(_, row)| row.len() != names.len());
    if let Some((at, row)) = odd {
        let what = format!(
            "ada {} jawaban, padahal butirnya {}",
            row.len(),
            names.len()
        );
        return Err(Wrong::here(what).inside(&format!("rows[{at}]")));
    }
    if names.len() as u64 > MOST_ITEMS {
        let what = format!("ada {} butir; paling banyak {MOST_ITEMS}", names.len());
        return Err(Wrong::here(what).inside("rows"));
    }
    let twice = names
        .iter()
        .enumerate()
        .find(|(at, name)| names[..*at].contains(name));
    match twice {
        Some((at, name)) => {
            let what = format!("{} tertulis dua kali", json!(name));
            Err(Wrong::here(what).inside(&format!("items[{at}]")))
        }
        None => Ok(names),
    }
}

fn by_item(
    items: &[String],
    scale: &Result<Reliability, Undefined>,
    figure: fn(&Reliability, usize) -> Result<f64, Undefined>,
) -> Value {
    let one = |(at, name): (usize, &String)| {
        let found = scale.as_ref().map_err(|why| *why);
        let found = found.and_then(|scale| figure(scale, at));
        (name.clone(), found.map_or(Value::Null, Value::from))
    };
    let all: Map<String, Value> = items.iter().enumerate().map(one).collect();
    all.into()
}

fn to_three(interval: Interval) -> Interval {
    let round = |end: f64| (end * 1000.0).round_ties_even() / 1000.0;
    Interval {
        low: round(interval.low),
        high: round(interval.high),
    }
}
