//! Whatever the matches, the table keeps its promises; whatever the input, there is an answer or
//! one sentence.

#![allow(clippy::unwrap_used)] // helpers of tests, not code

use contest::compute::{KINDS, compute};
use contest::rules::presets;
use contest::standings::{Group, Played, Table, standings};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// A group in which everybody meets everybody once, with few goals, so that much is level.
fn group() -> impl Strategy<Value = Group> {
    (2_usize..7).prop_flat_map(|teams| {
        let pairs: Vec<(usize, usize)> = (0..teams)
            .flat_map(|a| (0..a).map(move |b| (a, b)))
            .collect();
        prop::collection::vec((0_u32..3, 0_u32..3), pairs.len()).prop_map(move |scores| Group {
            teams,
            played: pairs
                .iter()
                .zip(scores)
                .map(|(&(home, away), (ours, theirs))| Played::new(home, away, [ours, theirs]))
                .collect(),
            ..Group::default()
        })
    })
}

/// Rank and points by team.
fn ranks(table: &Table) -> Vec<(usize, usize, i64)> {
    let mut ranks: Vec<_> = table
        .rows
        .iter()
        .map(|row| (row.team, row.rank, row.line.points))
        .collect();
    ranks.sort_unstable();
    ranks
}

proptest! {
    #[test]
    fn the_order_of_matches_parts_nobody(group in group(), turn in any::<Index>()) {
        for rules in [presets::uefa(), presets::fifa(), presets::fifa_2026()] {
            let table = standings(&rules, &group).unwrap();
            let mut turned = group.clone();
            turned.played.rotate_left(turn.index(group.played.len()));
            turned.played.reverse();
            prop_assert_eq!(ranks(&table), ranks(&standings(&rules, &turned).unwrap()));
        }
    }

    #[test]
    fn home_and_away_part_nobody(group in group()) {
        let table = standings(&presets::uefa(), &group).unwrap();
        let mut swapped = group.clone();
        for played in &mut swapped.played {
            played.teams.reverse();
            played.tallies[0] = played.tallies[0].map(|[ours, theirs]| [theirs, ours]);
        }
        prop_assert_eq!(ranks(&table), ranks(&standings(&presets::uefa(), &swapped).unwrap()));
    }

    #[test]
    fn the_numbers_of_teams_part_nobody(group in group()) {
        for rules in [presets::uefa(), presets::kampung_football()] {
            let table = standings(&rules, &group).unwrap();
            let last = group.teams - 1;
            let mut turned = group.clone();
            for played in &mut turned.played {
                played.teams = played.teams.map(|team| last - team);
            }
            let mut back: Vec<_> = ranks(&standings(&rules, &turned).unwrap())
                .into_iter()
                .map(|(team, rank, points)| (last - team, rank, points))
                .collect();
            back.sort_unstable();
            prop_assert_eq!(ranks(&table), back);
        }
    }

    #[test]
    fn every_team_has_a_rank_and_shared_ranks_leave_a_gap(group in group()) {
        let table = standings(&presets::uefa(), &group).unwrap();
        let mut teams: Vec<usize> = table.rows.iter().map(|row| row.team).collect();
        for (at, row) in table.rows.iter().enumerate() {
            let shares = table.rows.iter().filter(|other| other.rank == row.rank).count();
            prop_assert!((row.rank..row.rank + shares).contains(&(at + 1)));
            prop_assert_eq!(row.shared, shares > 1);
        }
        teams.sort_unstable();
        prop_assert_eq!(teams, (0..group.teams).collect::<Vec<_>>());
    }

    #[test]
    fn sums_of_a_table_are_those_of_its_matches(group in group()) {
        let table = standings(&presets::uefa(), &group).unwrap();
        let sum = |figure: fn(&contest::standings::Line) -> i64| -> i64 {
            table.rows.iter().map(|row| figure(&row.line)).sum()
        };
        let matches = i64::try_from(group.played.len()).unwrap();
        let drawn = sum(|line| line.drawn.into()) / 2;
        prop_assert_eq!(sum(|line| line.played.into()), 2 * matches);
        prop_assert_eq!(sum(|line| line.won.into()), sum(|line| line.lost.into()));
        prop_assert_eq!(sum(|line| line.points), 3 * (matches - drawn) + 2 * drawn);
        let [made, conceded] = [0, 1].map(|side: usize| -> u64 {
            table.rows.iter().map(|row| row.line.tallies[0].unwrap()[side]).sum()
        });
        prop_assert_eq!(made, conceded);
    }

    #[test]
    fn lots_leave_nobody_level(group in group()) {
        let drawn = Group { lots: (0..group.teams).rev().collect(), ..group };
        let table = standings(&presets::fifa(), &drawn).unwrap();
        prop_assert!(table.unresolved.is_empty());
        let places: Vec<usize> = table.rows.iter().map(|row| row.rank).collect();
        prop_assert_eq!(places, (1..=drawn.teams).collect::<Vec<_>>());
    }

    #[test]
    fn a_table_never_puts_fewer_points_above_more(group in group()) {
        for rules in [presets::uefa(), presets::fifa()] {
            let table = standings(&rules, &group).unwrap();
            prop_assert!(table.rows.is_sorted_by(|a, b| a.line.points >= b.line.points));
        }
    }
}

/// Any JSON, with numbers beyond all sense.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec![
            json!(-1),
            json!(1e300),
            json!(1e-300),
            json!(0.5),
            json!(u64::MAX)
        ]),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,8}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

static INPUTS: LazyLock<Vec<(String, Value)>> = LazyLock::new(inputs);

/// The inputs of all cases of tables and juries, with their kinds.
fn inputs() -> Vec<(String, Value)> {
    let truths = Path::new(env!("CARGO_MANIFEST_DIR")).join("truths");
    let folders = ["football", "futsal", "badminton", "volleyball", "jury"];
    let mut inputs = Vec::new();
    for folder in folders {
        for file in fs::read_dir(truths.join(folder)).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            let case: Value = serde_json::from_str(&text).unwrap();
            let mut input = case["input"].clone();
            if let Some(cases) = case["expected"]["cases"].as_array() {
                input["cases"] = cases.iter().map(|case| case["input"].clone()).collect();
            }
            inputs.push((case["kind"].as_str().unwrap().to_owned(), input));
        }
    }
    inputs
}

/// Puts `new` in the place of some value within `value`, or takes that away.
fn change(value: &mut Value, path: &[Index], new: Option<Value>) {
    let Some((at, rest)) = path.split_first() else {
        *value = new.unwrap_or(Value::Null);
        return;
    };
    match value {
        Value::Array(list) if !list.is_empty() => {
            let at = at.index(list.len());
            change(&mut list[at], rest, new);
        }
        Value::Object(map) if !map.is_empty() => {
            let at = at.index(map.len());
            if let Some(inner) = map.values_mut().nth(at) {
                change(inner, rest, new);
            }
        }
        _ => *value = new.unwrap_or(Value::Null),
    }
}

fn one_sentence(answer: Option<Result<Value, String>>) {
    if let Some(Err(sentence)) = answer {
        assert!(
            sentence.contains(": ") && !sentence.contains('\n'),
            "{sentence}"
        );
    }
}

proptest! {
    #[test]
    fn any_json_has_an_answer_or_one_sentence(input in any_json()) {
        for kind in KINDS {
            one_sentence(compute(kind, &input));
        }
    }

    #[test]
    fn a_case_with_anything_put_into_it_has_an_answer_or_one_sentence(
        which in any::<Index>(),
        path in prop::collection::vec(any::<Index>(), 1..6),
        new in prop::option::of(any_json()),
    ) {
        let (kind, mut input) = which.get(&INPUTS).clone();
        change(&mut input, &path, new);
        one_sentence(compute(&kind, &input));
    }
}
