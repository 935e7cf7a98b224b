//! How long tables take: a thousand groups of four, and a league of 64 teams.
//! `cargo run --release -p contest --example standings`; lines of `what<tab>figure`.

use contest::rules::{Rules, presets};
use contest::standings::{Group, Played, Problem, standings};
use std::hint::black_box;
use std::time::{Duration, Instant};

const GROUPS: usize = 1_000;
const RUNS: u32 = 21;

fn main() -> Result<(), Problem> {
    let mut dice = Dice(2_026);
    let football: Vec<Group> = (0..GROUPS).map(|_| group(4, &mut dice, goals)).collect();
    let badminton: Vec<Group> = (0..GROUPS).map(|_| group(4, &mut dice, games)).collect();
    let league = vec![group(64, &mut dice, goals)];
    for (what, rules, groups) in [
        (
            "standings of 1,000 groups of 4, FIFA order",
            presets::fifa(),
            &football,
        ),
        (
            "standings of 1,000 groups of 4, UEFA order",
            presets::uefa(),
            &football,
        ),
        (
            "standings of 1,000 groups of 4, BWF order",
            presets::bwf(),
            &badminton,
        ),
        (
            "standings of 64 teams, 2,016 matches, UEFA order",
            presets::uefa(),
            &league,
        ),
    ] {
        let time = median(&rules, groups)?;
        println!("{what}\t{:.2} ms", time.as_secs_f64() * 1e3);
    }
    Ok(())
}

/// The middle one of some runs.
fn median(rules: &Rules, groups: &[Group]) -> Result<Duration, Problem> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        for group in groups {
            black_box(standings(rules, black_box(group))?);
        }
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

/// Everybody meets everybody once.
fn group(teams: usize, dice: &mut Dice, score: fn(&mut Dice) -> [Option<[u32; 2]>; 3]) -> Group {
    let pairs = (0..teams).flat_map(|a| (0..a).map(move |b| [a, b]));
    let played = pairs.map(|teams| Played {
        teams,
        tallies: score(dice),
    });
    Group {
        teams,
        played: played.collect(),
        ..Group::default()
    }
}

fn goals(dice: &mut Dice) -> [Option<[u32; 2]>; 3] {
    [Some([dice.roll(4), dice.roll(4)]), None, None]
}

fn games(dice: &mut Dice) -> [Option<[u32; 2]>; 3] {
    let won = if dice.roll(2) == 0 { [2, 0] } else { [1, 2] };
    [
        Some(won),
        Some([30 + dice.roll(20), 30 + dice.roll(20)]),
        None,
    ]
}

/// Numbers that look like chance and are the same in each run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % sides).unwrap_or_default()
    }
}
