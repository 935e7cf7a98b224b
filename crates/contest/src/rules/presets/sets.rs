//! Tables in games and sets: badminton, volleyball, table tennis.

use super::{FINE, MAIN, overall, rules};
use crate::rules::{Measure, Meet, Points, Reach, Rules, ScorePoints, Tally, TieBreak};

/// One point for a match won; such tables go by wins.
const WINS: Points = Points::ByOutcome {
    win: 1,
    draw: 0,
    loss: 0,
};

/// Matches won, then each difference in turn; whenever just two are level, the match between them.
fn by_differences(tallies: &[&str]) -> Rules {
    let two = TieBreak::HeadToHead {
        measures: vec![Measure::Wins],
        reach: Reach::OnlyTwo,
    };
    let mut order = vec![TieBreak::Overall(Measure::Wins), two.clone()];
    for tally in [MAIN, FINE, Tally::Finest].into_iter().take(tallies.len()) {
        order.extend([TieBreak::Overall(Measure::Difference(tally)), two.clone()]);
    }
    order.push(TieBreak::Lots);
    rules(WINS, order, tallies, Meet::Once)
}

/// Badminton groups of players and pairs (BWF General Competition Regulations 16.2).
#[must_use]
pub fn bwf() -> Rules {
    by_differences(&["gim", "poin"])
}

/// Badminton groups of teams whose ties are made of rubbers.
#[must_use]
pub fn badminton_teams() -> Rules {
    by_differences(&["partai", "gim", "poin"])
}

/// Table tennis groups, by the same order with its own words.
#[must_use]
pub fn table_tennis() -> Rules {
    by_differences(&["set", "poin"])
}

/// What sets are worth since 2011: 3–0 and 3–1 three points, 3–2 two and one.
#[must_use]
pub fn set_points() -> Points {
    let score = |lost, points| ScorePoints {
        score: [3, lost],
        points,
    };
    Points::ByScore(vec![score(0, [3, 0]), score(1, [3, 0]), score(2, [2, 1])])
}

/// Volleyball pools: wins or points first, then the other, then set ratio and point ratio, lots.
#[must_use]
pub fn volleyball(first: Measure) -> Rules {
    let second = match first {
        Measure::Points => Measure::Wins,
        _ => Measure::Points,
    };
    let mut order = overall(&[first, second, Measure::Ratio(MAIN), Measure::Ratio(FINE)]);
    order.push(TieBreak::Lots);
    rules(set_points(), order, &["set", "poin"], Meet::HomeAndAway)
}

/// Volleyball pools of today: wins first; the matches among the level teams before lots.
#[must_use]
pub fn fivb() -> Rules {
    let mut rules = volleyball(Measure::Wins);
    let lots = rules.tie_breaks.len() - 1;
    let among = TieBreak::HeadToHead {
        measures: vec![
            Measure::Wins,
            Measure::Points,
            Measure::Ratio(MAIN),
            Measure::Ratio(FINE),
        ],
        reach: Reach::Again,
    };
    rules.tie_breaks.insert(lots, among);
    rules
}

/// Village volleyball, one race to 50: wins, then the ratio of points.
pub(super) fn village_volleyball() -> Rules {
    let mut order = overall(&[Measure::Wins, Measure::Ratio(FINE)]);
    order.push(TieBreak::HeadToHead {
        measures: vec![Measure::Wins],
        reach: Reach::OnlyTwo,
    });
    order.push(TieBreak::Lots);
    rules(WINS, order, &["set", "poin"], Meet::Once)
}
