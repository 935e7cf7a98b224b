use super::*;
use crate::bracket::{Slots, double, single};
use crate::entrant::{Entrant, Entrants};
use crate::plan::{MatchNo, Part};
use crate::round_robin::league;
use proptest::prelude::*;

fn slots(count: usize) -> Slots {
    Slots::seeded(Entrants::new(count).unwrap())
}

fn played(no: u32, a: u16, b: u16, score: Score) -> Fact {
    Fact::Report(Report::Result {
        no: MatchNo(no),
        sides: [Entrant(a), Entrant(b)],
        score,
        decider: None,
    })
}

fn out(entrant: u16, results_stand: bool) -> Fact {
    Fact::Report(Report::Disqualification {
        entrant: Entrant(entrant),
        results_stand,
    })
}

fn ranks(plan: &Plan, facts: &[Fact]) -> Vec<(usize, u16)> {
    let state = replay(plan, facts).unwrap();
    let ranking = state.ranking(plan).unwrap();
    ranking
        .into_iter()
        .map(|(rank, entrant)| (rank, entrant.0))
        .collect()
}

fn said(plan: &Plan, facts: &[Fact]) -> String {
    replay(plan, facts).unwrap_err().to_string()
}

/// 1-4 and 2-3, then the third place and the final.
fn four() -> Plan {
    single(&slots(4), true)
}

#[test]
fn a_bracket_is_played_to_its_ranking() {
    let facts = [
        played(1, 1, 4, [2, 0]),
        played(2, 3, 2, [1, 0]), // named the other way round
        played(4, 1, 3, [0, 1]),
        played(3, 4, 2, [5, 4]),
    ];
    assert_eq!(ranks(&four(), &facts), [(1, 3), (2, 1), (3, 4), (4, 2)]);
}

#[test]
fn without_a_match_for_it_the_third_place_is_shared() {
    let plan = single(&slots(4), false);
    let facts = [
        played(1, 1, 4, [2, 0]),
        played(2, 2, 3, [1, 0]),
        played(3, 1, 2, [1, 0]),
    ];
    assert_eq!(ranks(&plan, &facts), [(1, 1), (2, 2), (3, 3), (3, 4)]);
}

#[test]
fn a_walkover_and_a_retirement_send_the_other_side_on() {
    let sides = [Entrant(1), Entrant(4)];
    let no = MatchNo(1);
    let to = Entrant(4);
    let walkover = Fact::Report(Report::Walkover { no, sides, to });
    let state = replay(&four(), &[walkover]).unwrap();
    assert_eq!(state.outcome(no).unwrap().winner, Some(1));
    let retirement = Fact::Report(Report::Retirement {
        no,
        sides: [Entrant(4), Entrant(1)],
        score: [0, 7],
        by: Entrant(1),
    });
    let state = replay(&four(), &[retirement]).unwrap();
    assert_eq!(state.outcome(no).unwrap().winner, Some(1));
    assert_eq!(state.outcome(no).unwrap().score, Some([7, 0])); // in the plan's order
    assert_eq!(
        state.seats(MatchNo(3)),
        Some([Seat::Taken(Entrant(1)), Seat::Open])
    );
}

#[test]
fn whoever_is_disqualified_gives_every_match_to_come_to_the_other_side() {
    let facts = [
        played(1, 1, 4, [2, 0]),
        out(1, true),
        played(2, 2, 3, [1, 0]),
    ];
    let state = replay(&four(), &facts).unwrap();
    assert_eq!(state.outcome(MatchNo(4)).unwrap().how, How::Walkover);
    let facts = [&facts[..], &[played(3, 4, 3, [1, 0])]].concat();
    assert_eq!(ranks(&four(), &facts), [(1, 2), (2, 1), (3, 4), (4, 3)]);
}

#[test]
fn where_both_sides_are_disqualified_nobody_wins() {
    let facts = [played(2, 2, 3, [1, 0]), out(3, true), out(4, true)];
    let state = replay(&four(), &facts).unwrap();
    assert_eq!(state.outcome(MatchNo(3)).unwrap().how, How::Nobody);
    let facts = [&facts[..], &[played(4, 1, 2, [1, 0])]].concat();
    assert_eq!(ranks(&four(), &facts), [(1, 1), (2, 2), (3, 3), (3, 4)]);
}

#[test]
fn struck_out_results_count_for_nobody_in_a_league() {
    let plan = league(Entrants::new(3).unwrap(), false); // 2-3, 1-2, 3-1
    let facts = [played(1, 2, 3, [1, 1]), out(3, false)];
    let state = replay(&plan, &facts).unwrap();
    assert!(!state.outcome(MatchNo(1)).unwrap().counts());
    assert_eq!(state.ready().collect::<Vec<_>>(), [MatchNo(2)]);
    let wrong = said(
        &plan,
        &[
            played(1, 2, 3, [1, 1]),
            out(3, false),
            played(3, 3, 1, [1, 0]),
        ],
    );
    assert_eq!(
        wrong,
        "catatan ke-3: pertandingan 3 tidak dimainkan, jadi tidak bisa diberi hasil"
    );
    assert!(state.ranking(&plan).is_none());
}

#[test]
fn the_second_final_is_played_only_if_the_unbeaten_side_lost_the_first() {
    let plan = double(&slots(2), true);
    let first = played(1, 1, 2, [1, 0]);
    let state = replay(&plan, &[first.clone(), played(2, 1, 2, [1, 0])]).unwrap();
    assert_eq!(state.outcome(MatchNo(3)).unwrap().how, How::Needless);
    let again = [first, played(2, 1, 2, [0, 1])];
    let state = replay(&plan, &again).unwrap();
    assert_eq!(state.ready().collect::<Vec<_>>(), [MatchNo(3)]);
    let facts = [&again[..], &[played(3, 1, 2, [0, 1])]].concat();
    assert_eq!(ranks(&plan, &facts), [(1, 2), (2, 1)]);
}

#[test]
fn a_correction_that_turns_a_match_makes_the_next_one_wrong_until_it_is_corrected_too() {
    let turned = Fact::Correction {
        of: 1,
        to: Some(Report::Result {
            no: MatchNo(1),
            sides: [Entrant(1), Entrant(4)],
            score: [0, 2],
            decider: None,
        }),
    };
    let facts = [
        played(1, 1, 4, [2, 0]),
        played(2, 2, 3, [1, 0]),
        played(4, 1, 2, [3, 0]),
        turned,
    ];
    assert_eq!(
        said(&four(), &facts),
        "catatan ke-3: pertandingan 4 adalah peserta 4 lawan 2, bukan 1 lawan 2"
    );
    let facts = [&facts[..], &[Fact::Correction { of: 3, to: None }]].concat();
    let state = replay(&four(), &facts).unwrap();
    assert_eq!(
        state.entrants_of(MatchNo(4)),
        Some([Entrant(4), Entrant(2)])
    );
}

#[test]
fn what_cannot_be_is_one_sentence() {
    let first = played(1, 1, 4, [2, 0]);
    let decided = |score, decider| {
        Fact::Report(Report::Result {
            no: MatchNo(1),
            sides: [Entrant(1), Entrant(4)],
            score,
            decider: Some(decider),
        })
    };
    let to = |entrant| {
        Fact::Report(Report::Walkover {
            no: MatchNo(1),
            sides: [Entrant(1), Entrant(4)],
            to: Entrant(entrant),
        })
    };
    for (facts, wrong) in [
        (vec![played(9, 1, 4, [1, 0])], "pertandingan 9 tidak ada"),
        (vec![played(0, 1, 4, [1, 0])], "pertandingan 0 tidak ada"),
        (vec![played(1, 1, 7, [1, 0])], "peserta 7 tidak ada"),
        (
            vec![played(1, 1, 2, [1, 0])],
            "pertandingan 1 adalah peserta 1 lawan 4, bukan 1 lawan 2",
        ),
        (
            vec![played(4, 1, 2, [1, 0])],
            "pertandingan 4 belum bisa dicatat karena pertandingan 1 belum selesai",
        ),
        (
            vec![played(1, 1, 4, [1, -3])],
            "skor pertandingan 1 berisi -3; skor tidak boleh kurang dari 0",
        ),
        (
            vec![played(1, 1, 4, [1, 1])],
            "pertandingan 1 seri, padahal harus ada pemenang; isi juga hasil adu penalti atau penentu lainnya",
        ),
        (
            vec![decided([2, 1], [4, 3])],
            "penentu di pertandingan 1 hanya diisi kalau skornya seri, dan harus ada pemenangnya",
        ),
        (vec![to(2)], "peserta 2 tidak bermain di pertandingan 1"),
        (vec![out(5, true)], "peserta 5 tidak ada"),
        (
            vec![out(1, false)],
            "hasil peserta 1 di bagan gugur tidak bisa dihapus, sebab lawannya sudah melaju",
        ),
    ] {
        assert_eq!(said(&four(), &facts), format!("catatan ke-1: {wrong}"));
    }
    for (second, wrong) in [
        (
            first.clone(),
            "pertandingan 1 sudah punya hasil; catat koreksi kalau hasilnya keliru",
        ),
        (
            Fact::Correction { of: 2, to: None },
            "koreksi menunjuk catatan ke-2, padahal di depannya tidak ada hasil dengan nomor itu",
        ),
        (
            Fact::Correction { of: 0, to: None },
            "koreksi menunjuk catatan ke-0, padahal di depannya tidak ada hasil dengan nomor itu",
        ),
    ] {
        let facts = [first.clone(), second];
        assert_eq!(said(&four(), &facts), format!("catatan ke-2: {wrong}"));
    }
    assert!(replay(&four(), &[decided([1, 1], [4, 3])]).is_ok());
    let twice = [out(1, true), out(1, true)];
    assert_eq!(
        said(&four(), &twice),
        "catatan ke-2: peserta 1 sudah didiskualifikasi"
    );
}

#[test]
fn a_record_is_kept_as_json() {
    let facts = vec![
        played(1, 1, 4, [2, 0]),
        out(3, true),
        Fact::Correction { of: 1, to: None },
    ];
    let text = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Fact>>(&text).unwrap(), facts);
}

/// A tournament played to its end: in each match `dice` picks what happens.
fn play(plan: &Plan, dice: &[u8]) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut dice = dice.iter().copied().cycle();
    loop {
        let state = replay(plan, &facts).unwrap();
        let Some(no) = state.ready().next() else {
            return facts;
        };
        let sides = state.entrants_of(no).unwrap();
        let roll = dice.next().unwrap_or(0);
        let side = usize::from(roll % 2);
        facts.push(Fact::Report(match roll / 2 % 8 {
            0 => Report::Walkover {
                no,
                sides,
                to: sides[side],
            },
            1 => Report::Retirement {
                no,
                sides,
                score: [3, 2],
                by: sides[side],
            },
            2 if roll > 200 => Report::Disqualification {
                entrant: sides[side],
                results_stand: true,
            },
            _ => Report::Result {
                no,
                sides,
                score: if side == 0 { [1, 0] } else { [0, 1] },
                decider: None,
            },
        }));
    }
}

fn any_plan() -> impl Strategy<Value = Plan> {
    (2..24_usize, 0..4_u8).prop_map(|(count, kind)| match kind {
        0 => single(&slots(count), true),
        1 => double(&slots(count), false),
        2 => double(&slots(count), true),
        _ => league(Entrants::new(count.min(9)).unwrap(), false),
    })
}

proptest! {
    #[test]
    fn a_corrected_record_equals_one_that_was_right_from_the_start(
        plan in any_plan(), dice in prop::collection::vec(any::<u8>(), 1..60), which: prop::sample::Index,
    ) {
        let right = play(&plan, &dice);
        let place = which.index(right.len());
        let Fact::Report(truth) = right[place].clone() else { unreachable!() };
        let mut wrong = right.clone();
        wrong[place] = out(1, true);
        wrong.push(Fact::Correction { of: place + 1, to: None });
        wrong.push(Fact::Correction { of: place + 1, to: Some(truth) });
        prop_assert_eq!(replay(&plan, &wrong), replay(&plan, &right));
        // struck out, it equals a record without it, be that a state or a refusal
        let mut struck = right.clone();
        struck.push(Fact::Correction { of: place + 1, to: None });
        let without: Vec<Fact> = [&right[..place], &right[place + 1..]].concat();
        let problem = |result: Result<State, ReplayError>| result.map_err(|wrong| wrong.problem);
        prop_assert_eq!(problem(replay(&plan, &struck)), problem(replay(&plan, &without)));
    }

    #[test]
    fn who_is_out_of_a_double_elimination_has_lost_twice(
        count in 2..40_usize, second: bool, dice in prop::collection::vec(20..200_u8, 1..90),
    ) {
        let plan = double(&slots(count), second);
        let facts = play(&plan, &dice);
        let state = replay(&plan, &facts).unwrap();
        let ranking = state.ranking(&plan).unwrap();
        let (_, champion) = ranking[0];
        for (rank, entrant) in ranking {
            let defeats = state.defeats(entrant);
            match rank {
                1 => prop_assert!(defeats <= 1),
                // without a second final the unbeaten side may lose the title by one defeat
                2 if !second => prop_assert!(defeats == 2 || state.defeats(champion) == 1),
                _ => prop_assert_eq!(defeats, 2),
            }
        }
    }

    #[test]
    fn a_played_bracket_has_one_champion_and_everybody_a_rank(
        count in 2..40_usize, dice in prop::collection::vec(any::<u8>(), 1..90),
    ) {
        let plan = single(&slots(count), true);
        let state = replay(&plan, &play(&plan, &dice)).unwrap();
        let ranking = state.ranking(&plan).unwrap();
        prop_assert_eq!(ranking.len(), count);
        prop_assert!(ranking.windows(2).all(|two| two[0].0 <= two[1].0));
    }

    #[test]
    fn facts_of_one_round_may_be_recorded_in_any_order(
        count in 2..33_usize, dice in prop::collection::vec(20..200_u8, 1..60),
    ) {
        let plan = single(&slots(count), true);
        let facts = play(&plan, &dice);
        let part = |fact: &Fact| match fact {
            Fact::Report(Report::Result { no, .. } | Report::Walkover { no, .. } | Report::Retirement { no, .. }) => {
                let found = plan.find(*no).unwrap();
                (if found.part == Part::Main { 0 } else { 1 }, found.round, std::cmp::Reverse(no.0))
            }
            other => panic!("{other:?}"),
        };
        let mut sorted = facts.clone();
        sorted.sort_by_key(part);
        prop_assert_eq!(replay(&plan, &sorted), replay(&plan, &facts));
    }
}
