//! Plans that meet as many as counting allows, beat the lot, break no rule of protection, and say
//! what they could not keep.

use super::*;
use crate::Random;
use proptest::prelude::*;

fn member(hamlet: u32, age: u8) -> Member {
    Member {
        hamlet: Some(hamlet),
        age: Some(age),
        ..Member::default()
    }
}

fn strangers(count: usize) -> Graph {
    Graph::from_ties(count, &[]).unwrap()
}

#[test]
fn each_team_takes_one_of_each_hamlet() {
    let members: Vec<Member> = (0..12).map(|i| member(i % 3, 20)).collect();
    let found = plan(&members, &strangers(12), &Rules::protecting(4), 1).unwrap();
    assert_eq!((found.across, found.new, found.known), (12, 12, 0));
    for team in &found.teams {
        let mut hamlets: Vec<u32> = team.iter().map(|v| v % 3).collect();
        hamlets.sort_unstable();
        assert_eq!(hamlets, [0, 1, 2]);
    }
    assert!(found.unmet.is_empty());
}

#[test]
fn those_who_know_each_other_are_parted_even_within_a_hamlet() {
    let members = vec![member(1, 20); 4];
    let known = Graph::from_ties(4, &[(0, 1), (2, 3)]).unwrap();
    let found = plan(&members, &known, &Rules::protecting(2), 1).unwrap();
    assert_eq!((found.across, found.new, found.known), (0, 2, 0));
}

#[test]
fn minors_go_where_two_adults_are_however_few_those_are() {
    let ages = [14, 15, 20, 21, 16, 30, 17, 40, 13];
    let members: Vec<Member> = ages
        .iter()
        .map(|&age| member(u32::from(age), age))
        .collect();
    let found = plan(&members, &strangers(9), &Rules::protecting(2), 4).unwrap();
    for team in &found.teams {
        let adults = team.iter().filter(|&&v| ages[v as usize] >= 18).count();
        assert!(adults >= 2, "{team:?}");
    }
    let alone = plan(&members[..3], &strangers(3), &Rules::protecting(1), 4);
    let said = alone.unwrap_err();
    assert_eq!(
        said,
        NoPlan::Adults {
            adults: 1,
            minors: 2,
            beside: 2
        }
    );
    assert!(
        said.to_string()
            .starts_with("Orang dewasa yang umurnya diketahui 1, kurang untuk")
    );
}

#[test]
fn an_unknown_age_is_protected_and_never_counts_as_an_adult() {
    let unknown = vec![Member::default(); 4];
    let rules = Rules::protecting(2);
    let refused = plan(&unknown, &strangers(4), &rules, 1);
    assert!(matches!(
        refused,
        Err(NoPlan::Adults {
            adults: 0,
            minors: 4,
            ..
        })
    ));
    let off = Rules {
        adults_beside_minors: 0,
        ..rules
    };
    assert_eq!(plan(&unknown, &strangers(4), &off, 1).unwrap().across, 0);
}

#[test]
fn a_pair_to_keep_apart_is_kept_apart_or_there_is_no_plan() {
    let members: Vec<Member> = (0..6).map(|i| member(i, 20)).collect();
    let rules = |teams, apart: &[(u32, u32)]| Rules {
        apart: apart.to_vec(),
        ..Rules::protecting(teams)
    };
    let found = plan(&members, &strangers(6), &rules(2, &[(0, 1), (1, 2)]), 1).unwrap();
    let with_one = found.teams.iter().find(|team| team.contains(&1)).unwrap();
    assert!(!with_one.contains(&0) && !with_one.contains(&2));
    let three = rules(2, &[(0, 1), (1, 2), (0, 2)]);
    assert_eq!(plan(&members, &strangers(6), &three, 1), Err(NoPlan::Apart));
    let own = plan(&members, &strangers(6), &rules(2, &[(0, 1), (3, 3)]), 1);
    assert_eq!(own, Err(NoPlan::BadPair { place: 2 }));
}

#[test]
fn wishes_come_before_meetings_and_what_is_missed_is_said_with_the_reason() {
    let mut members: Vec<Member> = (0..9).map(|i| member(i / 3, 20 + i as u8)).collect();
    for at in [0, 1, 2] {
        members[at].skills = vec![7];
        members[at].sex = Some(Sex::Female);
    }
    members[3].sex = Some(Sex::Male);
    let rules = Rules {
        skills: vec![(7, 1)],
        each_sex: 1,
        ..Rules::protecting(3)
    };
    let found = plan(&members, &strangers(9), &rules, 1).unwrap();
    assert_eq!(found.across, 27 - 18, "one of each hamlet in each team");
    assert_eq!(found.unmet.len(), 1);
    let unmet = &found.unmet[0];
    assert_eq!((unmet.want, unmet.missing), (Want::Sex(Sex::Male), 2));
    assert_eq!(unmet.why, Why::TooFew { have: 1, need: 3 });
    let said = unmet.sentence(|_| String::new());
    assert!(
        said.ends_with(
            "kekurangan laki-laki (2 orang): yang ada 1 orang, padahal semua regu perlu 3."
        ),
        "{said}"
    );

    let rules = Rules {
        skills: vec![(7, 2)],
        age_span: Some(1),
        ..Rules::protecting(3)
    };
    let missed = plan(&members, &strangers(9), &rules, 1).unwrap().unmet;
    let skill = missed.iter().find(|u| u.want == Want::Skill(7)).unwrap();
    assert_eq!(skill.why, Why::TooFew { have: 3, need: 6 });
    assert!(
        skill
            .sentence(|_| "memasak".into())
            .contains("anggota berketerampilan memasak")
    );
    let ages = missed.iter().find(|u| u.want == Want::AgeSpan).unwrap();
    assert_eq!(ages.why, Why::NoneFound);
}

#[test]
fn what_makes_no_sense_is_refused_in_one_sentence() {
    let members = vec![member(0, 20); 3];
    let of = |teams, nodes| plan(&members, &strangers(nodes), &Rules::protecting(teams), 1);
    for (refused, starts) in [
        (of(0, 3), "Jumlah regu harus antara 1"),
        (of(4, 3), "Jumlah regu harus antara 1"),
        (of(1, 2), "Jaringan berisi 2 orang"),
    ] {
        assert!(refused.unwrap_err().to_string().starts_with(starts));
    }
    assert_eq!(of(1, 3).unwrap().teams, [[0, 1, 2]]);
    let many = vec![member(0, 20); 2_001];
    let refused = plan(&many, &strangers(2_001), &Rules::protecting(9), 1);
    assert_eq!(
        refused,
        Err(NoPlan::TooMany {
            members: 2_001,
            most: 2_000
        })
    );
}

/// A village: members of five hamlets, most ties within them.
fn village(count: u32, seed: u64) -> (Vec<Member>, Graph) {
    let mut random = Random::new(seed);
    let members: Vec<Member> = (0..count)
        .map(|_| Member {
            hamlet: Some(random.below(5) as u32),
            sex: [None, Some(Sex::Female), Some(Sex::Male)][random.below(3)],
            age: (random.below(8) > 0).then(|| 14 + random.below(18) as u8),
            skills: (0..3).filter(|_| random.below(4) == 0).collect(),
        })
        .collect();
    let hamlet = |v: u32| members[v as usize].hamlet;
    let mut ties = Vec::new();
    for a in 0..count {
        for b in a + 1..count {
            if random.below(100) < if hamlet(a) == hamlet(b) { 50 } else { 8 } {
                ties.push((a, b));
            }
        }
    }
    let graph = Graph::from_ties(count as usize, &ties).unwrap();
    (members, graph)
}

#[test]
fn a_plan_brings_more_together_than_the_lot_on_any_number_of_threads() {
    let (members, known) = village(48, 11);
    let rules = Rules::protecting(6);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| plan(&members, &known, &rules, 5).unwrap())
    };
    let found = on(1);
    assert_eq!(found, on(3));
    let table = Table::new(&members, &known, &rules);
    let mut random = Random::new(1);
    let mut everyone: Vec<u32> = (0..48).collect();
    let mut by_lot = || {
        random.shuffle(&mut everyone);
        everyone
            .chunks(8)
            .map(|team| table.meets(team).0)
            .sum::<usize>()
    };
    let best = (0..200).map(|_| by_lot()).max().unwrap();
    assert!(
        found.across > best,
        "{} does not beat the best lot, {best}",
        found.across
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_plan_breaks_a_rule_of_protection(
        seed in any::<u64>(), count in 4_u32..30, teams in 1_usize..6, beside in 0_usize..3,
        apart in prop::collection::vec((0_u32..30, 0_u32..30), 0..4),
    ) {
        let (members, known) = village(count, seed);
        let apart: Vec<_> =
            apart.into_iter().filter(|(a, b)| a != b && *a.max(b) < count).collect();
        let rules = Rules {
            adults_beside_minors: beside,
            apart,
            skills: vec![(0, 1)],
            each_sex: 1,
            age_span: Some(8),
            ..Rules::protecting(teams)
        };
        let found = plan(&members, &known, &rules, seed);
        prop_assert_eq!(&found, &plan(&members, &known, &rules, seed));
        let Ok(found) = found else { return Ok(()) };
        let mut all: Vec<u32> = found.teams.concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..count).collect::<Vec<_>>());
        let sizes = || found.teams.iter().map(Vec::len);
        prop_assert!(sizes().max().unwrap() - sizes().min().unwrap() <= 1);
        for team in &found.teams {
            let adults = team.iter().filter(|&&v| is_adult(&members[v as usize], &rules)).count();
            prop_assert!(adults == team.len() || adults >= beside);
            for (a, b) in &rules.apart {
                prop_assert!(!(team.contains(a) && team.contains(b)));
            }
        }
    }
}
