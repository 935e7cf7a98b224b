//! Rules that boards choose by name: those of federations, and those seen in villages.
//! Each is a starting point; a board may change anything.

use super::{Measure, Meet, Points, Rules, Tally, TieBreak};
use crate::score::{GameRules, ScoreRules};

mod goals;
mod play;
mod sets;

pub use goals::{fifa, fifa_2026, kampung_football, thirds, uefa};
pub use play::{Conduct, Rubber};
pub use sets::{badminton_teams, bwf, fivb, set_points, table_tennis, volleyball};

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
            sets::village_volleyball(),
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
