//! Reads how a sport is scored from what is written on the rule sheet.
//! A preset's key, a short form such as "3x21", or a sentence with its numbers.

use super::{GameRules, ScoreRules};
use crate::rules::presets;

/// The scoring of `sport` by `rule`; without a rule, or one without numbers, the federation's.
///
/// `None` for a sport that isn't known or a rule whose numbers can't be placed.
#[must_use]
pub fn read(sport: &str, rule: &str) -> Option<ScoreRules> {
    if let Some(preset) = presets::find(rule.trim()) {
        return Some(preset.score);
    }
    let usual = federation(&sport.trim().to_lowercase(), rule)?;
    let rule = rule.to_lowercase().replace('×', "x");
    match usual {
        ScoreRules::Games(usual) if rule.contains(|c: char| c.is_ascii_digit()) => short(&rule)
            .or_else(|| sentence(&rule, usual))
            .map(ScoreRules::Games),
        usual => Some(usual),
    }
}

fn federation(sport: &str, rule: &str) -> Option<ScoreRules> {
    Some(match sport {
        "badminton" | "bulu tangkis" | "bulutangkis" => {
            ScoreRules::Games(GameRules::BADMINTON_3X21)
        }
        "volleyball" | "voli" | "bola voli" => ScoreRules::Games(GameRules::VOLLEYBALL),
        "table_tennis" | "tenis meja" => ScoreRules::Games(GameRules::TABLE_TENNIS_5X11),
        "football" | "futsal" | "sepak bola" => ScoreRules::Goals { draws: true },
        "" if rule.to_lowercase().contains("set") => ScoreRules::Games(GameRules::VOLLEYBALL),
        "" => ScoreRules::Games(GameRules::BADMINTON_3X21),
        _ => return None,
    })
}

/// "3x21" and the like, as village notices write them.
fn short(rule: &str) -> Option<GameRules> {
    Some(match rule.trim() {
        "3x21" => GameRules::BADMINTON_3X21,
        "3x15" => GameRules::BADMINTON_3X15,
        "3x11" => GameRules::BADMINTON_3X11,
        "1x30" => GameRules::BADMINTON_1X30,
        "1x50" => GameRules::VOLLEYBALL_1X50,
        "5x11" => GameRules::TABLE_TENNIS_5X11,
        _ => return None,
    })
}

/// A sentence such as "first to 21, two clear points from 20-20, 30th point wins at 29-29; best of
/// three games" or "sets 1-4 to 25, fifth set to 15, two clear points, NO cap; first to three sets".
fn sentence(rule: &str, usual: GameRules) -> Option<GameRules> {
    let games = rule.split("best of ").nth(1).and_then(number);
    let wins = rule.split("first to ").skip(1).find_map(|rest| {
        let unit = rest.split_whitespace().nth(1).unwrap_or_default();
        (unit.starts_with("set") || unit.starts_with("game")).then(|| number(rest))?
    });
    let mut targets = rule.split("to ").skip(1).filter_map(digits);
    let to_win = targets.next().filter(|points| *points > 0)?;
    let best_of = games
        .or(wins.and_then(|wins| wins.checked_mul(2)?.checked_sub(1)))
        .unwrap_or(usual.best_of);
    Some(GameRules {
        best_of,
        to_win,
        last_to_win: targets
            .next()
            .filter(|points| *points > 0)
            .unwrap_or(to_win),
        win_by: if rule.contains("two clear points") {
            2
        } else {
            1
        },
        cap: cap(rule),
    })
}

/// "30th point wins" or "cap 30".
fn cap(rule: &str) -> Option<u32> {
    if let Some(rest) = rule
        .split("cap ")
        .nth(1)
        .or_else(|| rule.split("cap at ").nth(1))
        && let Some(cap) = digits(rest)
    {
        return Some(cap);
    }
    let (before, _) = rule
        .split_once("th point wins")
        .or_else(|| rule.split_once("st point wins"))?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    before[start..].parse().ok()
}

/// The digits at the start.
fn digits(text: &str) -> Option<u32> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text[..end].parse().ok()
}

/// A number from 1 to 9 at the start, in digits or as an English word.
fn number(text: &str) -> Option<u32> {
    const WORDS: [&str; 9] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    digits(text).filter(|n| (1..=9).contains(n)).or_else(|| {
        let at = WORDS.iter().position(|word| text.starts_with(word))?;
        u32::try_from(at + 1).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn games(sport: &str, rule: &str) -> Option<GameRules> {
        match read(sport, rule)? {
            ScoreRules::Games(rules) => Some(rules),
            ScoreRules::Goals { .. } => None,
        }
    }

    #[test]
    fn the_sentences_of_the_federations_are_read() {
        let badminton = "first to 21, two clear points from 20-20, 30th point wins at 29-29; best of three games";
        assert_eq!(
            games("badminton", badminton),
            Some(GameRules::BADMINTON_3X21)
        );
        let shorter = "first to 15, two clear points from 14-14, 21st point wins at 20-20; best of three games";
        assert_eq!(games("badminton", shorter), Some(GameRules::BADMINTON_3X15));
        let volleyball =
            "sets 1-4 to 25, fifth set to 15, two clear points, NO cap; first to three sets";
        assert_eq!(games("volleyball", volleyball), Some(GameRules::VOLLEYBALL));
        assert_eq!(games("", volleyball), Some(GameRules::VOLLEYBALL));
    }

    #[test]
    fn keys_and_short_forms_are_read() {
        assert_eq!(
            games("badminton", "badminton_1x30"),
            Some(GameRules::BADMINTON_1X30)
        );
        assert_eq!(games("badminton", "3×15"), Some(GameRules::BADMINTON_3X15));
        assert_eq!(games("volleyball", ""), Some(GameRules::VOLLEYBALL));
        assert_eq!(games("badminton", "BWF"), Some(GameRules::BADMINTON_3X21));
    }

    #[test]
    fn what_can_not_be_placed_is_not_guessed() {
        assert_eq!(read("badminton", "21 poin"), None);
        assert_eq!(read("catur", "3x21"), None);
    }
}
