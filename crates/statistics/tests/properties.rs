//! What holds for all answers: nothing panics, no order matters, nothing hidden comes back.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use statistics::alpha::{Missing, Reliability};
use statistics::compute;
use statistics::nps::Recommendations;
use statistics::paired::Pairs;
use statistics::proportion::wilson;
use statistics::quantile::Method;
use statistics::suppression::suppress;
use statistics::{Confidence, Distribution, item, words};

const SURE: Confidence = Confidence::NINETY_FIVE;

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs())
}

/// Both are near each other, or both are undefined for the same reason.
fn alike(a: statistics::Figure, b: statistics::Figure) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => near(a, b),
        (a, b) => a == b,
    }
}

fn ratings() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((1..=5_i32).prop_map(f64::from), 0..40)
}

fn pairs() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let tenths = || (-50..50_i32).prop_map(|n| f64::from(n) / 10.0);
    prop::collection::vec((tenths(), tenths()), 0..30)
}

fn rows() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    let answer = prop_oneof![9 => (1..=5_i32).prop_map(|n| Some(f64::from(n))), 1 => Just(None)];
    (2..6_usize).prop_flat_map(move |items| {
        prop::collection::vec(prop::collection::vec(answer.clone(), items), 0..20)
    })
}

/// Anything that JSON can say, with the names and numbers that the kinds look at.
fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<f64>(),
        any::<i64>().prop_map(|n| n as f64),
        prop::sample::select(vec![
            0.0, -0.0, 0.05, 0.95, 1.0, 2.0, 5.0, 100.0, 1e15, 1e-300
        ]),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number.prop_map(Value::from),
        (0..12_u8).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let key = prop_oneof![
        prop::sample::select(vec![
            "cases",
            "items",
            "rows",
            "successes",
            "n",
            "confidence",
            "pre",
            "post",
            "scale",
            "counts",
            "answers",
            "class_pre_percent",
            "class_post_percent",
            "max_score",
            "k",
            "tables",
            "groups",
            "total_shown",
            "1",
            "2",
            "NaN",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    leaf.prop_recursive(4, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..8)
                .prop_map(|map| Value::Object(Map::from_iter(map))),
        ]
    })
}

/// Cases as they should be, with a value anywhere in them that may not be.
fn case() -> impl Strategy<Value = Value> {
    let lists = (value(), ratings(), ratings());
    (lists, rows(), 0..100_u64, 0..20_u64).prop_map(|((odd, pre, post), rows, n, k)| {
        json!({
            "successes": k, "n": [n, odd], "pre": pre, "post": post, "rows": rows,
            "answers": pre, "counts": {"1": n, "5": k}, "scale": [1, 2, 3, 4, 5, odd], "k": k,
            "groups": {"A": n, "B": k, "C": odd}, "total_shown": n + k + 7, "max_score": n,
        })
    })
}

/// All integer mixtures of what is published, with −1, 0 or 1 of each: the groups they are about.
fn mixtures(published: &[Vec<i64>]) -> Vec<Vec<i64>> {
    published
        .iter()
        .fold(vec![vec![0; published[0].len()]], |mixtures, next| {
            let add = |mixture: &Vec<i64>, times: i64| {
                mixture
                    .iter()
                    .zip(next)
                    .map(|(a, b)| a + times * b)
                    .collect()
            };
            mixtures
                .iter()
                .flat_map(|m| [-1, 0, 1].map(|times| add(m, times)))
                .collect()
        })
}

proptest! {
    #[test]
    fn anything_gets_an_answer_or_a_sentence(input in prop_oneof![value(), case()]) {
        for kind in compute::KINDS {
            match compute::compute(kind, &input).unwrap() {
                Ok(answer) => prop_assert!(answer.is_object()),
                Err(told) => prop_assert!(told.contains(": ") && told.lines().count() <= 1 + input.to_string().lines().count(), "{}", told),
            }
        }
    }

    #[test]
    fn any_bytes_that_are_json_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(input) = serde_json::from_slice(&bytes) {
            for kind in compute::KINDS {
                prop_assert!(compute::compute(kind, &input).is_some());
            }
        }
    }

    #[test]
    fn hidden_groups_do_not_follow_from_what_is_published(
        groups in prop::collection::vec(prop_oneof![0..9_u64, 0..60_u64], 1..6),
        k in 1..8_u64,
        ungrouped in prop_oneof![3 => Just(0_u64), 1 => 0..9_u64],
    ) {
        let total = groups.iter().sum::<u64>() + ungrouped;
        let table = suppress(k, &groups, Some(total)).unwrap();
        prop_assert!(groups.iter().zip(&table.hidden).all(|(n, hidden)| *hidden || *n == 0 || *n >= k));
        if table.whole {
            return Ok(());
        }
        // Unknowns: the groups, and the answers of no group where there are some.
        let mut unknown: Vec<u64> = groups.clone();
        unknown.extend((ungrouped > 0).then_some(ungrouped));
        let hidden = |at: usize| table.hidden.get(at).copied().unwrap_or(true);
        let one = |at: usize| (0..unknown.len()).map(|other| i64::from(other == at)).collect();
        let mut published: Vec<Vec<i64>> = (0..unknown.len()).filter(|at| !hidden(*at)).map(one).collect();
        published.push(vec![1; unknown.len()]);
        for mixture in mixtures(&published) {
            let of_groups = mixture.iter().all(|times| (0..=1).contains(times));
            let people: u64 = mixture.iter().zip(&unknown).filter(|(times, _)| **times == 1).map(|(_, n)| n).sum();
            prop_assert!(!of_groups || people == 0 || people >= k || (0..unknown.len()).all(|at| mixture[at] == 0 || !hidden(at)), "{:?} {:?}", groups, mixture);
            // A single group that was hidden for being small, or to protect one, is never alone.
            let alone = mixture.iter().filter(|times| **times != 0).count() == 1;
            let at = mixture.iter().position(|times| *times != 0).unwrap_or(0);
            prop_assert!(!alone || !hidden(at) || at >= groups.len(), "{:?} {:?}", groups, mixture);
        }
        // Counts are whole and at least 1: even so there is more than one solution.
        let kept: Vec<u64> = (0..unknown.len()).filter(|at| hidden(*at)).map(|at| unknown[at]).collect();
        let named = table.hidden.contains(&true);
        prop_assert!(!named || kept.iter().sum::<u64>() > kept.len() as u64, "{:?}", groups);
    }

    #[test]
    fn the_order_of_groups_does_not_matter(groups in prop::collection::vec(0..30_u64, 1..9)) {
        let hidden = |groups: &[u64]| {
            let table = suppress(5, groups, Some(groups.iter().sum())).unwrap();
            let mut kept: Vec<u64> = groups.iter().zip(&table.hidden).filter(|(_, h)| **h).map(|(n, _)| *n).collect();
            kept.sort_unstable();
            kept
        };
        let reversed: Vec<u64> = groups.iter().rev().copied().collect();
        prop_assert_eq!(hidden(&groups), hidden(&reversed));
    }

    #[test]
    fn a_tally_knows_no_order(answers in ratings().prop_shuffle()) {
        let mut sorted = answers.clone();
        sorted.sort_by(f64::total_cmp);
        let counted = Distribution::from_counts(sorted.into_iter().rev().map(|v| (v, 1)));
        prop_assert_eq!(Distribution::of(answers), counted);
    }

    #[test]
    fn quantiles_rise_and_stay_among_the_answers(
        answers in prop::collection::vec(-1e6..1e6_f64, 1..30),
        shares in prop::collection::vec(0.0..=1.0_f64, 2..20),
    ) {
        let distribution = Distribution::of(answers);
        let mut shares = shares;
        shares.sort_by(f64::total_cmp);
        let (least, most) = (distribution.points()[0].0, distribution.points().last().unwrap().0);
        for method in [Method::InverseEcdf, Method::AveragedEcdf, Method::Weibull, Method::Linear, Method::MedianUnbiased] {
            let found: Vec<f64> = shares.iter().map(|p| distribution.quantile(*p, method).unwrap()).collect();
            prop_assert!(found.is_sorted(), "{:?} {:?}", method, found);
            prop_assert!(found.iter().all(|q| (least..=most).contains(q)));
        }
    }

    #[test]
    fn wilson_holds_the_share_and_mirrors(part in 0..200_u64, rest in 0..200_u64) {
        prop_assume!(part + rest > 0);
        let n = part + rest;
        let (here, there) = (wilson(part, n, SURE).unwrap(), wilson(rest, n, SURE).unwrap());
        let p = part as f64 / n as f64;
        prop_assert!(0.0 <= here.low && here.low <= p && p <= here.high && here.high <= 1.0);
        prop_assert!(near(here.low, 1.0 - there.high) && here.low < here.high);
    }

    #[test]
    fn the_score_of_recommendation_lies_in_its_interval(answers in prop::collection::vec(0..=10_u8, 1..60)) {
        let counts = Recommendations::of(answers);
        let (score, interval) = (counts.score().unwrap(), counts.interval(SURE).unwrap());
        prop_assert!(interval.low <= score && score <= interval.high && interval.low < interval.high);
    }

    #[test]
    fn before_and_after_know_no_order_and_mirror(given in pairs()) {
        let here = Pairs::of(given.clone());
        let reversed = Pairs::of(given.iter().rev().copied());
        prop_assert_eq!(here.change(), reversed.change());
        prop_assert_eq!(here.signed_rank(), reversed.signed_rank());
        let mirrored = Pairs::of(given.iter().map(|(a, b)| (*b, *a)));
        let (test, other) = (here.signed_rank(), mirrored.signed_rank());
        prop_assert_eq!((test.plus, test.exact()), (other.minus, other.exact()));
        prop_assert!(alike(here.d_z(), mirrored.d_z().map(|d| -d)));
        for p in [test.exact(), test.normal(true), test.normal(false), test.pratt()].into_iter().flatten() {
            prop_assert!(0.0 < p && p <= 1.0);
        }
    }

    #[test]
    fn the_exact_p_is_that_of_all_signs(sizes in prop::collection::btree_set(1..100_i32, 1..11), signs in any::<u16>()) {
        let signed = |signs: u16| -> Vec<f64> {
            sizes.iter().enumerate().map(|(at, n)| f64::from(if signs >> at & 1 == 1 { *n } else { -n })).collect()
        };
        let test = |signs| statistics::wilcoxon::SignedRank::of(&signed(signs));
        let found = test(signs);
        let all = 1_u16 << sizes.len();
        let as_far = (0..all).filter(|signs| test(*signs).statistic() <= found.statistic()).count();
        prop_assert!(near(found.exact().unwrap(), (as_far as f64 / f64::from(all)).min(1.0)));
    }

    #[test]
    fn alpha_knows_no_order_and_no_origin(rows in rows(), shift in -3.0..3.0_f64) {
        for rule in [Missing::Listwise, Missing::Pairwise] {
            let Ok(here) = Reliability::of(&rows, rule) else { continue };
            let moved = |row: &Vec<Option<f64>>| row.iter().rev().map(|v| v.map(|v| v + shift)).collect();
            let there: Vec<Vec<Option<f64>>> = rows.iter().rev().map(moved).collect();
            let there = Reliability::of(&there, rule).unwrap();
            let last = here.items() as usize - 1;
            if here.alpha().is_ok_and(|alpha| alpha > -1e3) {
                prop_assert!(alike(here.alpha(), there.alpha()), "{:?} {:?}", here.alpha(), there.alpha());
            }
            prop_assert!(here.alpha().is_ok() || there.alpha().is_err());
            if let Ok(r) = here.item_rest(0) && rule == Missing::Listwise {
                prop_assert!((-1.0 - 1e-9..=1.0 + 1e-9).contains(&r));
                prop_assert!(alike(Ok(r), there.item_rest(last)));
            }
        }
    }

    #[test]
    fn items_know_no_order_of_persons(rows in prop::collection::vec(prop::collection::vec((0..=4_u8).prop_map(|n| f64::from(n) / 4.0), 3), 1..20)) {
        let reversed: Vec<Vec<f64>> = rows.iter().rev().cloned().collect();
        for (here, there) in item::analyse(&rows).unwrap().iter().zip(item::analyse(&reversed).unwrap()) {
            prop_assert!(alike(here.difficulty, there.difficulty));
            prop_assert!(alike(here.discrimination, there.discrimination));
            prop_assert!(here.discrimination.is_err() || (-1.0..=1.0).contains(&here.discrimination.unwrap()));
        }
    }

    #[test]
    fn few_are_never_told_that_there_is_no_effect(given in pairs(), part in 0..15_u64) {
        let told = words::change(&Pairs::of(given.clone()));
        prop_assert!(!told.contains("NaN") && told.ends_with('.'), "{}", told);
        let here = Pairs::of(given);
        let (up, down, _) = here.directions();
        prop_assert!(!(1..6).contains(&(up + down)) || told.contains("terlalu sedikit"), "{}", told);
        prop_assert!(part == 0 || words::share(0, part).contains("baru sedikit"));
    }
}
