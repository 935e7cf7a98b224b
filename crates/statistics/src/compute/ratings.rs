//! `rating_summary`: the distribution of one question on a scale.

use super::answer::Answer;
use super::counts::confidence;
use super::reading::{Case, Wrong, answer, count, each, number, object, shown, some};
use crate::quantile::Method;
use crate::{Distribution, Undefined, proportion, words};
use serde_json::{Map, Value, json};

/// `scale` and `counts` (or `answers`, `null`: none) → what the ratings come to.
pub(super) fn rating_summary(case: Case) -> Result<Value, Wrong> {
    let confidence = confidence(case)?;
    let ratings = distribution(case)?;
    let n = ratings.n();
    let percent = |part| proportion::share(part, n).map(|p| 100.0 * p);
    let quartile = |p| ratings.quantile(p, Method::Linear);
    let quartiles =
        quartile(0.25).and_then(|first| Ok(json!([first, quartile(0.5)?, quartile(0.75)?])));
    let top_two = proportion::wilson(ratings.top(2), n, confidence);
    let ends = |(least, most): (&(f64, u64), &(f64, u64))| (least.0, most.0);
    let points = ratings.points();
    let (least, most) = points.first().zip(points.last()).map_or((0.0, 0.0), ends);
    Ok(Answer::default()
        .set("n", n)
        .figure("mean", ratings.mean())
        .figure("mean_interval", ratings.mean_interval(confidence))
        .figure("sd_sample", ratings.deviation())
        .figure("median", ratings.median())
        .set(
            "mode",
            ratings.modes().into_iter().map(written).collect::<Vec<_>>(),
        )
        .figure("percent", percents(&ratings))
        .figure("top_box_percent", percent(ratings.top(1)))
        .figure("top_two_box_percent", percent(ratings.top(2)))
        .figure("bottom_two_box_percent", percent(ratings.bottom(2)))
        .figure("bottom_box_percent", percent(ratings.bottom(1)))
        .figure("quartiles_linear_type7", quartiles)
        .figure(
            "top_two_box_wilson95_percent",
            top_two.map(|shares| json!([100.0 * shares.low, 100.0 * shares.high])),
        )
        .set("sentence", words::rating(&ratings, least, most))
        .done())
}

/// The ratings over their scale, which is that of the counts where none is given.
fn distribution(case: Case) -> Result<Distribution, Wrong> {
    let scale = case.maybe("scale", |list| some(list, number))?;
    let ratings = if case.optional("counts").is_some() {
        case.read("counts", |value| counts(value, scale.as_deref()))?
    } else {
        let read = |value| on_scale(answer(value)?, scale.as_deref());
        let answers = case.read("answers", |list| each(list, read))?;
        answers
            .into_iter()
            .flatten()
            .map(|rating| (rating, 1))
            .collect()
    };
    let scale = scale.unwrap_or_default().into_iter();
    Ok(Distribution::from_counts(
        scale.map(|point| (point, 0)).chain(ratings),
    ))
}

fn counts(value: &Value, scale: Option<&[f64]>) -> Result<Vec<(f64, u64)>, Wrong> {
    let read = |(key, value): (&String, &Value)| {
        let point = key
            .trim()
            .parse()
            .ok()
            .filter(|point: &f64| point.is_finite());
        let point = point.ok_or_else(|| Wrong::here("nama isian ini bukan angka"))?;
        on_scale(Some(point), scale)?;
        Ok((point, count(value)?))
    };
    let read = |entry: (&String, &Value)| read(entry).map_err(|wrong: Wrong| wrong.inside(entry.0));
    object(value)?.iter().map(read).collect()
}

fn on_scale(rating: Option<f64>, scale: Option<&[f64]>) -> Result<Option<f64>, Wrong> {
    match (rating, scale) {
        (Some(rating), Some(scale)) if !scale.contains(&rating) => {
            let what = format!("{} tidak ada di scale", shown(&written(rating)));
            Err(Wrong::here(what))
        }
        _ => Ok(rating),
    }
}

fn percents(ratings: &Distribution) -> Result<Value, Undefined> {
    let named = |(point, percent): (f64, f64)| (written(point).to_string(), json!(percent));
    let percents: Map<String, Value> = ratings.percent()?.into_iter().map(named).collect();
    Ok(percents.into())
}

/// A point of a scale: a whole number without decimals.
fn written(point: f64) -> Value {
    if point.fract() == 0.0 && point.abs() < 9e15 {
        return json!(point as i64);
    }
    json!(point)
}
