//! Tables in goals: football and futsal of federations and of villages.

use super::{MAIN, overall, rules};
use crate::rules::{Measure, Meet, Points, Reach, Rules, TieBreak};

const WIN_DRAW_LOSS: Points = Points::ByOutcome {
    win: 3,
    draw: 1,
    loss: 0,
};

fn goals_among(reach: Reach) -> TieBreak {
    TieBreak::HeadToHead {
        measures: vec![
            Measure::Points,
            Measure::Difference(MAIN),
            Measure::For(MAIN),
        ],
        reach,
    }
}

fn football(tie_breaks: Vec<TieBreak>) -> Rules {
    rules(WIN_DRAW_LOSS, tie_breaks, &["gol"], Meet::HomeAndAway)
}

/// World Cups up to 2022: all matches before the matches among the level teams.
///
/// The regulations speak of "the teams concerned"; those still level after the matches among them
/// are compared again on their own matches.
#[must_use]
pub fn fifa() -> Rules {
    let mut order = overall(&[
        Measure::Points,
        Measure::Difference(MAIN),
        Measure::For(MAIN),
    ]);
    order.extend([
        goals_among(Reach::Again),
        TieBreak::Overall(Measure::FairPlay),
        TieBreak::Lots,
    ]);
    football(order)
}

/// The World Cup of 2026: the matches among the level teams first, then all matches.
#[must_use]
pub fn fifa_2026() -> Rules {
    football(vec![
        TieBreak::Overall(Measure::Points),
        goals_among(Reach::Again),
        TieBreak::Overall(Measure::Difference(MAIN)),
        TieBreak::Overall(Measure::For(MAIN)),
        TieBreak::Overall(Measure::FairPlay),
        TieBreak::Ranking,
        TieBreak::Lots,
    ])
}

/// European championships, football and futsal: the matches among the level teams first.
#[must_use]
pub fn uefa() -> Rules {
    football(vec![
        TieBreak::Overall(Measure::Points),
        goals_among(Reach::Again),
        TieBreak::Overall(Measure::Difference(MAIN)),
        TieBreak::Overall(Measure::For(MAIN)),
        TieBreak::Overall(Measure::Wins),
        TieBreak::Overall(Measure::FairPlay),
        TieBreak::Ranking,
        TieBreak::Lots,
    ])
}

/// Village football and futsal: goal difference, goals, the match between them, cards, lots.
#[must_use]
pub fn kampung_football() -> Rules {
    let mut order = overall(&[
        Measure::Points,
        Measure::Difference(MAIN),
        Measure::For(MAIN),
    ]);
    order.extend([
        goals_among(Reach::Once),
        TieBreak::Overall(Measure::FairPlay),
        TieBreak::Lots,
    ]);
    football(order)
}

/// The best thirds of several groups, which never met.
#[must_use]
pub fn thirds() -> Rules {
    let mut order = overall(&[
        Measure::Points,
        Measure::Difference(MAIN),
        Measure::For(MAIN),
        Measure::Wins,
        Measure::FairPlay,
    ]);
    order.extend([TieBreak::Ranking, TieBreak::Lots]);
    football(order)
}
