use super::*;
use proptest::prelude::*;

fn progress_of(players: &[(i64, bool)], met: &[[u16; 2]]) -> Progress {
    let player = |&(score, had_bye): &(i64, bool)| Player { score, had_bye };
    Progress {
        players: players.iter().map(player).collect(),
        met: met.iter().map(|pair| pair.map(Entrant)).collect(),
    }
}

fn gap(progress: &Progress, round: &Round) -> i64 {
    let score = |e: Entrant| progress.players[e.index()].score;
    let one = |&[a, b]: &[Entrant; 2]| (score(a) - score(b)).abs();
    round.pairs.iter().map(one).sum()
}

/// The least gap of all legal rounds, by trying them all; the lowest placed rests where it can.
fn brute(progress: &Progress, free: &[u16], may_rest: bool) -> Option<i64> {
    let Some((&first, rest)) = free.split_first() else {
        return Some(0);
    };
    let score = |e: u16| progress.players[usize::from(e) - 1].score;
    let met = |a, b| {
        let same = |pair: &[Entrant; 2]| {
            *pair == [Entrant(a), Entrant(b)] || *pair == [Entrant(b), Entrant(a)]
        };
        progress.met.iter().any(same)
    };
    let without = |other: u16| {
        rest.iter()
            .copied()
            .filter(|&e| e != other)
            .collect::<Vec<_>>()
    };
    let paired = rest
        .iter()
        .filter(|&&other| !met(first, other))
        .filter_map(|&other| {
            Some(brute(progress, &without(other), may_rest)? + (score(first) - score(other)).abs())
        });
    let rests = may_rest && !progress.players[usize::from(first) - 1].had_bye;
    let resting = rests.then(|| brute(progress, rest, false)).flatten();
    paired.chain(resting).min()
}

fn legal(progress: &Progress, round: &Round) {
    let mut seen: Vec<Entrant> = round
        .pairs
        .iter()
        .flatten()
        .copied()
        .chain(round.bye)
        .collect();
    seen.sort_unstable();
    let all: Vec<Entrant> = (1..=progress.players.len() as u16).map(Entrant).collect();
    assert_eq!(seen, all, "everybody once");
    for &[a, b] in &round.pairs {
        assert!(!progress.met.contains(&[a, b]) && !progress.met.contains(&[b, a]));
    }
    assert_eq!(round.bye.is_some(), all.len() % 2 == 1);
    assert!(
        round
            .bye
            .is_none_or(|e| !progress.players[e.index()].had_bye)
    );
}

prop_compose! {
    fn any_state()(count in 2..=9_usize)(
        players in prop::collection::vec((0..8_i64, prop::bool::weighted(0.3)), count),
        met in prop::collection::vec((1..=count as u16, 1..=count as u16), 0..count * 3),
    ) -> Progress {
        let met: Vec<_> = met.into_iter().filter(|(a, b)| a != b).map(|(a, b)| [a, b]).collect();
        progress_of(&players, &met)
    }
}

prop_compose! {
    fn any_large_state()(count in 2..=40_usize, most in 1..=1_000_i64, often in 0..=3_usize)(
        players in prop::collection::vec((0..most, prop::bool::weighted(0.3)), count),
        met in prop::collection::vec((1..=count as u16, 1..=count as u16), 0..=count * count * often / 6),
    ) -> Progress {
        let met: Vec<_> = met.into_iter().filter(|(a, b)| a != b).map(|(a, b)| [a, b]).collect();
        progress_of(&players, &met)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_round_is_legal_and_no_legal_one_has_a_smaller_gap(state in any_state()) {
        let free: Vec<u16> = (1..=state.players.len() as u16).collect();
        let least = brute(&state, &free, free.len() % 2 == 1);
        let round = pair(&state).unwrap();
        if let Some(round) = &round {
            legal(&state, round);
        }
        prop_assert_eq!(round.map(|round| gap(&state, &round)), least);
    }

    #[test]
    fn leaving_out_pairs_of_great_gaps_costs_nothing(state in any_large_state()) {
        let costs = Costs::of(&state);
        let total = |mates: Vec<usize>| -> i128 {
            let pairs = mates.iter().enumerate().filter(|(a, b)| a < *b);
            pairs.map(|(a, &b)| costs.between(a, b).unwrap()).sum()
        };
        let bounds = Bounds::of(&costs);
        let all = bounds.as_ref().and_then(|bounds| perfect(&costs, bounds, i64::MAX, |cost| cost));
        let found = bounds.as_ref().and_then(|bounds| matched(&costs, bounds));
        prop_assert_eq!(found.map(total), all.map(total));
    }

    #[test]
    fn the_order_of_old_meetings_and_the_unit_of_scores_do_not_matter(state in any_state()) {
        let mut other = state.clone();
        other.met.reverse();
        other.met.iter_mut().for_each(|pair| pair.reverse());
        other.players.iter_mut().for_each(|player| player.score = player.score * 1_000_003 - 77);
        prop_assert_eq!(pair(&state), pair(&other));
    }
}

#[test]
fn the_first_round_is_upper_half_against_lower_half() {
    for count in [2, 7, 8, 33, 64, 101] {
        let round = pair(&progress_of(&vec![(0, false); count], &[]))
            .unwrap()
            .unwrap();
        let half = count as u16 / 2;
        let want: Vec<[Entrant; 2]> = (1..=half)
            .map(|e| [Entrant(e), Entrant(e + half)])
            .collect();
        assert_eq!(round.pairs, want);
        assert_eq!(round.bye, (count % 2 == 1).then_some(Entrant(count as u16)));
    }
}

#[test]
fn the_bye_goes_to_the_lowest_who_has_had_none_when_the_gap_allows() {
    let state = progress_of(
        &[(2, false), (2, false), (0, false), (0, false), (0, true)],
        &[],
    );
    assert_eq!(pair(&state).unwrap().unwrap().bye, Some(Entrant(4)));
    // resting the leader costs nothing here, the lowest two
    let state = progress_of(&[(4, false), (2, false), (2, false)], &[]);
    assert_eq!(pair(&state).unwrap().unwrap().bye, Some(Entrant(1)));
}

#[test]
fn everybody_may_play_everybody_and_then_no_round_is_left() {
    for count in [4_usize, 5, 8] {
        let mut state = progress_of(&vec![(0, false); count], &[]);
        let mut played = 0;
        while let Some(round) = pair(&state).unwrap() {
            legal(&state, &round);
            played += 1;
            state.met.extend(&round.pairs);
            if let Some(bye) = round.bye {
                state.players[bye.index()].had_bye = true;
            }
        }
        assert!(played <= most_rounds(Entrants::new(count).unwrap()));
        assert!(played >= 3, "{count}: {played}");
    }
}

#[test]
fn large_scores_keep_their_differences() {
    let mut players: Vec<(i64, bool)> = (0..101).map(|k| (k * k * 99_999_999, false)).collect();
    players.push((-MOST, false));
    let state = progress_of(&players, &[]);
    let round = pair(&state).unwrap().unwrap();
    legal(&state, &round);
    assert_eq!(round.pairs[0], [Entrant(101), Entrant(100)]); // neighbours, whatever the usual is
}

#[test]
fn what_cannot_be_is_refused() {
    let two = [(0, false), (0, false)];
    let said = |state: &Progress| pair(state).unwrap_err().to_string();
    assert_eq!(
        said(&progress_of(&two, &[[1, 2], [1, 3]])),
        "pasangan ke-2 dari yang sudah bertemu menyebut peserta 3, yang tidak ada"
    );
    assert_eq!(
        said(&progress_of(&two, &[[2, 2]])),
        "pasangan ke-1 dari yang sudah bertemu mempertemukan peserta 2 dengan dirinya sendiri"
    );
    assert!(pair(&progress_of(&two[..1], &[])).is_err());
    assert!(pair(&progress_of(&[(i64::MAX, false), (0, false)], &[])).is_err());
}
