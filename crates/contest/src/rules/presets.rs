//! Rules that boards choose by name: those of federations, and those seen in villages.
//! Each is a starting point; a board may change anything.

use super::{Measure, Meet, Points, Reach, Rules, ScorePoints, Tally, TieBreak};
use crate::score::{GameRules, ScoreRules};

mod play;

pub use play::{Conduct, Rubber};

/// A whole set of rules with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// For addresses and files, such as `badminton_1x30`.
    pub key: &'static str,
    /// For people, such as "Bulu tangkis 1×30 tanpa deuce".
    pub title: &'static str,
    /// The order of a group's table.
    pub table: Rules,
    /// Which scores are possible.
    pub score: ScoreRules,
    /// How a match is played.
    pub conduct: Conduct,
}

/// All presets, those of federations first in each sport.
#[must_use]
pub fn all() -> Vec<Preset> {
    let preset = |key, title, table, score, conduct| Preset {
        key,
        title,
        table,
        score,
        conduct,
    };
    let goals = || ScoreRules::Goals { draws: true };
    let games = ScoreRules::Games;
    vec![
        preset(
            "sepak_bola_fifa",
            "Sepak bola, urutan FIFA sampai 2022",
            fifa(),
            goals(),
            play::football(),
        ),
        preset(
            "sepak_bola_fifa_2026",
            "Sepak bola, urutan FIFA sejak 2026",
            fifa_2026(),
            goals(),
            play::football(),
        ),
        preset(
            "sepak_bola_uefa",
            "Sepak bola, urutan UEFA",
            uefa(),
            goals(),
            play::football(),
        ),
        preset(
            "sepak_bola_kampung",
            "Sepak bola kampung",
            kampung_football(),
            goals(),
            play::village_football(),
        ),
        preset(
            "futsal_uefa",
            "Futsal, urutan UEFA",
            uefa(),
            goals(),
            play::futsal(),
        ),
        preset(
            "futsal_kampung",
            "Futsal kampung",
            kampung_football(),
            goals(),
            play::village_futsal(),
        ),
        preset(
            "badminton_3x21",
            "Bulu tangkis 3×21 (BWF)",
            bwf(),
            games(GameRules::BADMINTON_3X21),
            play::badminton(11),
        ),
        preset(
            "badminton_3x15",
            "Bulu tangkis 3×15",
            bwf(),
            games(GameRules::BADMINTON_3X15),
            play::badminton(8),
        ),
        preset(
            "badminton_3x11",
            "Bulu tangkis 3×11",
            bwf(),
            games(GameRules::BADMINTON_3X11),
            play::badminton(6),
        ),
        preset(
            "badminton_1x30",
            "Bulu tangkis kampung 1×30 tanpa deuce",
            badminton_teams(),
            games(GameRules::BADMINTON_1X30),
            play::village_badminton(),
        ),
        preset(
            "voli_fivb",
            "Bola voli, urutan FIVB dan CEV",
            fivb(),
            games(GameRules::VOLLEYBALL),
            play::volleyball(),
        ),
        preset(
            "voli_fivb_2012",
            "Bola voli, urutan FIVB sampai 2012",
            volleyball(Measure::Points),
            games(GameRules::VOLLEYBALL),
            play::volleyball(),
        ),
        preset(
            "voli_kampung",
            "Bola voli kampung, satu kali 50",
            village_volleyball(),
            games(GameRules::VOLLEYBALL_1X50),
            play::village_volleyball(),
        ),
        preset(
            "tenis_meja_11",
            "Tenis meja 5×11",
            table_tennis(),
            games(GameRules::TABLE_TENNIS_5X11),
            play::table_tennis(),
        ),
        preset(
            "tenis_meja_21",
            "Tenis meja kampung 3×21",
            table_tennis(),
            games(GameRules::TABLE_TENNIS_3X21),
            play::village_table_tennis(),
        ),
    ]
}

/// The preset of a key.
#[must_use]
pub fn find(key: &str) -> Option<Preset> {
    all().into_iter().find(|preset| preset.key == key)
}

const MAIN: Tally = Tally::Main;
const FINE: Tally = Tally::Fine;

const WIN_DRAW_LOSS: Points = Points::ByOutcome {
    win: 3,
    draw: 1,
    loss: 0,
};

/// One point for a match won; such tables go by wins.
const WINS: Points = Points::ByOutcome {
    win: 1,
    draw: 0,
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

fn overall(measures: &[Measure]) -> Vec<TieBreak> {
    measures.iter().copied().map(TieBreak::Overall).collect()
}

fn rules(points: Points, tie_breaks: Vec<TieBreak>, tallies: &[&str], meet: Meet) -> Rules {
    Rules {
        points,
        tie_breaks,
        tallies: tallies.iter().map(ToString::to_string).collect(),
        meet,
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
fn village_volleyball() -> Rules {
    let mut order = overall(&[Measure::Wins, Measure::Ratio(FINE)]);
    order.push(TieBreak::HeadToHead {
        measures: vec![Measure::Wins],
        reach: Reach::OnlyTwo,
    });
    order.push(TieBreak::Lots);
    rules(WINS, order, &["set", "poin"], Meet::Once)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_preset_is_found_by_its_own_key() {
        let keys: BTreeSet<&str> = all().iter().map(|preset| preset.key).collect();
        assert_eq!(keys.len(), all().len());
        for key in keys {
            assert_eq!(find(key).map(|preset| preset.key), Some(key));
        }
    }

    #[test]
    fn every_order_ends_with_lots() {
        for preset in all() {
            assert_eq!(
                preset.table.tie_breaks.last(),
                Some(&TieBreak::Lots),
                "{}",
                preset.key
            );
        }
    }
}
