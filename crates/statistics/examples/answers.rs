//! A million answers through each statistic, on one thread; `what<tab>figure` lines.
//! The answers come from a small generator with a fixed seed, so that runs compare.

#![allow(clippy::unwrap_used)] // a bench, not code

use statistics::alpha::{Missing, Reliability};
use statistics::nps::Recommendations;
use statistics::paired::Pairs;
use statistics::quantile::Method;
use statistics::suppression::suppress;
use statistics::{Confidence, Distribution, item};
use std::hint::black_box;
use std::time::Instant;

const ANSWERS: usize = 1_000_000;
const SURE: Confidence = Confidence::NINETY_FIVE;

/// Numbers from 0 to below `end` (Marsaglia's xorshift).
fn numbers(seed: u64, end: u64) -> impl Iterator<Item = u64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % end
    })
}

fn timed<T>(what: &str, work: impl Fn() -> T) {
    let best = (0..5)
        .map(|_| {
            let begun = Instant::now();
            black_box(work());
            begun.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    println!("{what}, 1,000,000 answers\t{:.1} ms", best * 1e3);
}

fn main() {
    let ratings: Vec<f64> = numbers(1, 5)
        .take(ANSWERS)
        .map(|n| n as f64 + 1.0)
        .collect();
    timed("rating summary", || {
        let distribution = Distribution::of(ratings.iter().copied());
        let quartile = distribution.quantile(0.25, Method::Linear).unwrap();
        (
            distribution.mean_interval(SURE).unwrap(),
            distribution.median().unwrap(),
            quartile,
        )
    });
    let amounts: Vec<f64> = numbers(2, 1 << 40)
        .take(ANSWERS)
        .map(|n| n as f64)
        .collect();
    timed("mean and quartiles of distinct numbers", || {
        let distribution = Distribution::of(amounts.iter().copied());
        (
            distribution.mean_interval(SURE).unwrap(),
            distribution.quantile(0.25, Method::Linear).unwrap(),
        )
    });
    let scores: Vec<u8> = numbers(3, 11).take(ANSWERS).map(|n| n as u8).collect();
    timed("net promoter score with interval", || {
        Recommendations::of(scores.iter().copied())
            .interval(SURE)
            .unwrap()
    });
    let rows: Vec<Vec<Option<f64>>> = ratings
        .chunks(10)
        .map(|row| row.iter().map(|n| Some(*n)).collect())
        .collect();
    timed("Cronbach's alpha, 10 items", || {
        let scale = Reliability::of(&rows, Missing::Listwise).unwrap();
        (
            scale.alpha().unwrap(),
            scale.without(0).unwrap(),
            scale.item_rest(0).unwrap(),
        )
    });
    let checks: Vec<Vec<f64>> = ratings
        .chunks(10)
        .map(|row| row.iter().map(|n| f64::from(u8::from(*n > 3.0))).collect())
        .collect();
    timed("difficulty and discrimination, 10 items", || {
        item::analyse(&checks).unwrap()
    });
    timed(
        "before and after, t test and signed ranks, 500,000 pairs",
        || {
            let pairs = Pairs::of(ratings.chunks(2).map(|pair| (pair[0], pair[1])));
            (
                pairs.t_test().unwrap(),
                pairs.signed_rank().normal(true).unwrap(),
            )
        },
    );
    let groups: Vec<u64> = numbers(4, 40).take(50_000).collect();
    let total: u64 = groups.iter().sum();
    timed("suppression of 50,000 groups", || {
        suppress(5, &groups, Some(total)).unwrap()
    });
}
