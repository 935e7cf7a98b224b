//! How long tournaments take: drawn, planned and replayed from a full record, and Swiss rounds.
//! Run with `--release`; each figure is the best of several runs, as `what<tab>figure`.

use contest::bracket::{Slots, double};
use contest::draw;
use contest::entrant::{Entrant, Entrants};
use contest::lot::Lot;
use contest::plan::Plan;
use contest::replay::{Fact, Report, replay};
use contest::round_robin::league;
use contest::swiss::{self, Points};
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let (cup, teams) = (Entrants::new(128)?, Entrants::new(64)?);
    let plan_of_cup = || double(&Slots::seeded(cup), true);
    let facts = played(&plan_of_cup(), 7)?;
    show(
        "double elimination of 128, planned and replayed",
        20,
        || replay(&plan_of_cup(), &facts).is_ok(),
    );
    show(
        "double elimination of 128, each result with a replay of its own",
        3,
        || {
            let plan = plan_of_cup();
            (0..facts.len()).all(|n| replay(&plan, &facts[..=n]).is_ok())
        },
    );
    for (what, twice) in [
        ("league of 64", false),
        ("league of 64, home and away", true),
    ] {
        let facts = played(&league(teams, twice), 7)?;
        show(&format!("{what}, planned and replayed"), 20, || {
            replay(&league(teams, twice), &facts).is_ok()
        });
    }
    let most = Entrants::new(1024)?;
    let homes: Vec<String> = most.iter().map(|e| format!("RT {}", e.0 % 40)).collect();
    let homes: Vec<Option<&str>> = homes.iter().map(|home| Some(&**home)).collect();
    show("draw of 1,024 from 40 homes by lot", 5, || {
        draw::by_lot(most, 0, &homes, &mut Lot::new("rahasia", "")).is_ok()
    });
    for count in [128, 1023, 1024] {
        swiss_rounds(Entrants::new(count)?)?;
    }
    odd_round(1024)
}

/// A Swiss round of entrants with scores all over the place, a tenth of the pairs met before.
fn odd_round(count: u16) -> Result<(), Box<dyn Error>> {
    let mut lot = Lot::new("skor", "");
    let mut player = || swiss::Player {
        score: lot.below(1_000_000) as i64,
        had_bye: false,
    };
    let players = (0..count).map(|_| player()).collect();
    let pairs = (1..=count).flat_map(|a| (a + 1..=count).map(move |b| [Entrant(a), Entrant(b)]));
    let met = pairs.filter(|[a, b]| (a.0 * 31 + b.0 * 17).is_multiple_of(10));
    let before = swiss::Progress {
        players,
        met: met.collect(),
    };
    let begun = Instant::now();
    swiss::pair(&before)?.ok_or("no legal round")?;
    println!(
        "swiss round of {count} odd scores\t{}",
        figure(begun.elapsed())
    );
    Ok(())
}

/// The slowest of eleven Swiss rounds, the pairing alone.
fn swiss_rounds(entrants: Entrants) -> Result<(), Box<dyn Error>> {
    let points = Points {
        win: 2,
        draw: 1,
        loss: 0,
        bye: 2,
    };
    let (mut rounds, mut slowest) = (Vec::new(), Duration::ZERO);
    for seed in 0..11 {
        let plan = swiss::plan(entrants, &rounds);
        let state = replay(&plan, &played(&plan, seed)?)?;
        let before = swiss::progress(&plan, &state, points);
        let begun = Instant::now();
        let round = swiss::pair(&before)?.ok_or("no legal round")?;
        slowest = slowest.max(begun.elapsed());
        rounds.push(round);
    }
    let count = entrants.count();
    println!("swiss round of {count}, slowest of 11\t{}", figure(slowest));
    Ok(())
}

/// A record of every match of `plan`, the results by lot.
fn played(plan: &Plan, seed: u64) -> Result<Vec<Fact>, Box<dyn Error>> {
    let mut lot = Lot::new(&seed.to_string(), "");
    let mut facts = Vec::new();
    loop {
        let state = replay(plan, &facts)?;
        let open: Vec<_> = state.ready().collect();
        if open.is_empty() {
            return Ok(facts);
        }
        for no in open {
            let sides: [Entrant; 2] = state.entrants_of(no).ok_or("nobody there")?;
            let goals = lot.below(9) as i64;
            facts.push(Fact::Report(Report::Result {
                no,
                sides,
                score: [goals, 8 - goals],
                decider: (goals == 4 && !plan.matches[no.index()].part.allows_draw())
                    .then_some([4, 3]),
            }));
        }
    }
}

fn show(what: &str, runs: usize, work: impl Fn() -> bool) {
    let timed = (0..runs).map(|_| {
        let begun = Instant::now();
        assert!(black_box(work()), "{what}");
        begun.elapsed()
    });
    println!("{what}\t{}", figure(timed.min().unwrap_or_default()));
}

fn figure(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
