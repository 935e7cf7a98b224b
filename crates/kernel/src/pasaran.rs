//! The Javanese five-day week (pasaran) beside the seven-day one: 35 days between equal pairs.
//! "Malam X" is the evening before X. Anchor: 17 August 1945 was Jumat Legi.

use crate::day;
use jiff::civil::{Date, date};

const NAMES: [&str; 5] = ["Legi", "Pahing", "Pon", "Wage", "Kliwon"];
const WEEKDAYS: [&str; 7] = [
    "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
];

/// The pasaran of a day.
#[must_use]
pub fn of(day: Date) -> &'static str {
    NAMES[index(day)]
}

fn index(day: Date) -> usize {
    let days = (day - date(1945, 8, 17)).get_days();
    usize::try_from(days.rem_euclid(5)).unwrap_or(0)
}

/// A recurring day such as "Sabtu Wage", "Kliwon" or "malam Minggu Kliwon".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recurring {
    weekday: Option<usize>,
    pasaran: Option<usize>,
    eve: bool,
}

impl Recurring {
    /// Reads a weekday, a pasaran, or both, perhaps after "malam".
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.to_lowercase().replace(['’', '‘', '`'], "'");
        let mut words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–'))
            .filter(|w| !w.is_empty())
            .collect();
        let eve = words.first() == Some(&"malam");
        if eve {
            words.remove(0);
        }
        let mut read = Self {
            weekday: None,
            pasaran: None,
            eve,
        };
        for word in words {
            let word = match word {
                "ahad" => "minggu",
                "jum'at" => "jumat",
                "paing" => "pahing",
                other => other,
            };
            let at = |names: &[&str]| names.iter().position(|name| name.to_lowercase() == word);
            match (at(&WEEKDAYS), at(&NAMES)) {
                (Some(weekday), _) if read.weekday.is_none() => read.weekday = Some(weekday),
                (_, Some(pasaran)) if read.pasaran.is_none() => read.pasaran = Some(pasaran),
                _ => return None,
            }
        }
        (read.weekday.is_some() || read.pasaran.is_some()).then_some(read)
    }

    fn falls_on(self, day: Date) -> bool {
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
        self.weekday.is_none_or(|wanted| wanted == weekday)
            && self.pasaran.is_none_or(|wanted| wanted == index(day))
    }

    /// The next `count` days from `from` on, which counts itself.
    #[must_use]
    pub fn next(self, from: Date, count: usize) -> Vec<Date> {
        let mut days = Vec::with_capacity(count);
        let mut day = from;
        while days.len() < count {
            let named = if self.eve { day.tomorrow() } else { Ok(day) };
            if named.is_ok_and(|named| self.falls_on(named)) {
                days.push(day);
            }
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        days
    }
}

/// Weekday and pasaran: "Senin Legi".
#[must_use]
pub fn pair(day: Date) -> String {
    format!("{} {}", day::weekday(day), of(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_the_anchor_have_their_pasaran_too() {
        assert_eq!(pair(date(1945, 8, 16)), "Kamis Kliwon");
        assert_eq!(pair(date(1900, 2, 28)), "Rabu Kliwon");
    }

    #[test]
    fn the_evening_belongs_to_the_next_day() {
        let eve = Recurring::read("malam Minggu Kliwon").unwrap();
        let day = Recurring::read("Sabtu Wage").unwrap();
        assert_eq!(
            eve.next(date(2026, 11, 24), 3),
            day.next(date(2026, 11, 24), 3)
        );
        assert_eq!(Recurring::read("malam"), None);
        assert_eq!(Recurring::read("Sabtu Minggu"), None);
    }
}
