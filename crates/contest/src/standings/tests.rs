use super::*;
use crate::rules::{Reach, TieBreak, presets};

fn group(teams: usize, played: &[(usize, usize, u32, u32)]) -> Group {
    Group {
        teams,
        played: played
            .iter()
            .map(|&(home, away, ours, theirs)| Played::new(home, away, [ours, theirs]))
            .collect(),
        ..Group::default()
    }
}

fn ranks(table: &Table) -> Vec<(usize, usize)> {
    table.rows.iter().map(|row| (row.rank, row.team)).collect()
}

#[test]
fn teams_that_only_lots_can_part_share_a_rank() {
    let drawn = group(
        4,
        &[
            (0, 1, 1, 1),
            (0, 2, 3, 0),
            (1, 2, 3, 0),
            (0, 3, 0, 1),
            (1, 3, 0, 1),
            (2, 3, 0, 1),
        ],
    );
    let table = standings(&presets::uefa(), &drawn).unwrap();
    assert_eq!(ranks(&table), [(1, 3), (2, 0), (2, 1), (4, 2)]);
    assert_eq!(table.unresolved, [vec![0, 1]]);
    let sentences = explain(&presets::uefa(), &table, &["RT 1", "RT 2", "RT 3", "RT 4"]);
    assert_eq!(sentences, ["Tidak terpisahkan, perlu diundi: RT 1, RT 2."]);
}

#[test]
fn lots_that_were_drawn_part_them() {
    let drawn = Group {
        lots: vec![1, 0],
        ..group(2, &[(0, 1, 1, 1)])
    };
    let table = standings(&presets::fifa(), &drawn).unwrap();
    assert_eq!(ranks(&table), [(1, 1), (2, 0)]);
    let sentences = explain(&presets::fifa(), &table, &["RT 1", "RT 2"]);
    assert_eq!(
        sentences,
        ["Dipisahkan oleh undian: RT 2 (ke-1), RT 1 (ke-2)."]
    );
}

#[test]
fn lots_that_name_only_some_of_the_level_teams_part_nobody() {
    let drawn = Group {
        lots: vec![1, 0],
        ..group(3, &[(0, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1)])
    };
    let table = standings(&presets::fifa(), &drawn).unwrap();
    assert_eq!(ranks(&table), [(1, 0), (1, 1), (1, 2)]);
}

#[test]
fn those_still_level_are_compared_again_on_their_own_match_where_the_rules_say_so() {
    // In a circle; among the three, 0 made 4:2 and both others 2:3, and 1 beat 2.
    let circle = group(
        4,
        &[
            (0, 1, 3, 0),
            (1, 2, 2, 0),
            (2, 0, 2, 1),
            (0, 3, 1, 0),
            (1, 3, 1, 0),
            (2, 3, 5, 0),
        ],
    );
    let mut rules = presets::uefa();
    let table = standings(&rules, &circle).unwrap();
    assert_eq!(ranks(&table), [(1, 0), (2, 1), (3, 2), (4, 3)]);
    for tie_break in &mut rules.tie_breaks {
        if let TieBreak::HeadToHead { reach, .. } = tie_break {
            *reach = Reach::Once;
        }
    }
    let table = standings(&rules, &circle).unwrap();
    assert_eq!(ranks(&table), [(1, 0), (2, 2), (3, 1), (4, 3)]);
}

#[test]
fn head_to_head_for_two_is_left_out_while_three_are_level() {
    let rules = presets::bwf();
    let mut games = group(3, &[(0, 1, 2, 0), (1, 2, 2, 0), (2, 0, 2, 0)]);
    for (played, points) in games.played.iter_mut().zip([[42, 30], [42, 20], [42, 40]]) {
        played.tallies[1] = Some(points);
    }
    // Points: 0 has 82:72, 1 has 72:62, 2 has 62:82; 0 and 1 are level, and 0 beat 1.
    let table = standings(&rules, &games).unwrap();
    assert_eq!(ranks(&table), [(1, 0), (2, 1), (3, 2)]);
    let last = table.decisions.last().unwrap();
    assert_eq!(last.teams, [(0, Value::Number(1)), (1, Value::Number(0))]);
}

#[test]
fn a_match_that_can_not_stand_is_named() {
    let why = |played: &[(usize, usize, u32, u32)]| {
        standings(&presets::fifa(), &group(2, played)).unwrap_err()
    };
    assert_eq!(why(&[(0, 2, 1, 1)]).why, Why::UnknownTeam);
    assert_eq!(why(&[(1, 1, 1, 1)]).why, Why::Itself);
    let twice = why(&[(0, 1, 1, 1), (1, 0, 1, 1), (0, 1, 2, 1)]);
    assert_eq!(
        twice.to_string(),
        "pertandingan ke-3: pertandingan ini sudah tercatat sebagai pertandingan ke-1"
    );
    let sets = standings(&presets::fivb(), &group(2, &[(0, 1, 2, 1)])).unwrap_err();
    assert_eq!(sets.why, Why::NoPoints([2, 1]));
}

#[test]
fn a_group_without_matches_is_level_and_one_without_teams_is_empty() {
    let table = standings(&presets::fifa(), &group(3, &[])).unwrap();
    assert_eq!(ranks(&table), [(1, 0), (1, 1), (1, 2)]);
    assert!(
        standings(&presets::fifa(), &group(0, &[]))
            .unwrap()
            .rows
            .is_empty()
    );
}
