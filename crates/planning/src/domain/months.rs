//! The months of one year in which something is done, as the grid on the wall shades them.

use kernel::day;
use serde::{Deserialize, Serialize};

/// Some of the twelve months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Months(u16);

impl Months {
    /// The months with these numbers, January being 1; other numbers are left out.
    #[must_use]
    pub fn of(numbers: impl IntoIterator<Item = i8>) -> Self {
        numbers.into_iter().fold(Self(0), Self::with)
    }

    /// What was kept as `bits`.
    #[must_use]
    pub fn from_bits(bits: i64) -> Self {
        Self(u16::try_from(bits & 0xfff).unwrap_or(0))
    }

    /// To be kept.
    #[must_use]
    pub fn bits(self) -> i64 {
        self.0.into()
    }

    /// These months and the month `number`.
    #[must_use]
    pub fn with(self, number: i8) -> Self {
        match number {
            1..=12 => Self(self.0 | 1 << (number - 1)),
            _ => self,
        }
    }

    /// Whether the month `number` is one of them.
    #[must_use]
    pub fn has(self, number: i8) -> bool {
        (1..=12).contains(&number) && self.0 >> (number - 1) & 1 == 1
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The last of them.
    #[must_use]
    pub fn last(self) -> Option<i8> {
        (1..=12).rev().find(|number| self.has(*number))
    }

    /// Runs of months that follow each other: first and last of each.
    #[must_use]
    pub fn runs(self) -> Vec<(i8, i8)> {
        let mut runs: Vec<(i8, i8)> = Vec::new();
        for number in (1..=12).filter(|number| self.has(*number)) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == number => *last = number,
                _ => runs.push((number, number)),
            }
        }
        runs
    }

    /// "Januari–Maret, Agustus"; "Sepanjang tahun" for all twelve.
    #[must_use]
    pub fn words(self) -> String {
        if self.0 == 0xfff {
            return "Sepanjang tahun".to_owned();
        }
        let said = |(first, last): (i8, i8)| {
            if first == last {
                day::month(first).to_owned()
            } else {
                format!("{}–{}", day::month(first), day::month(last))
            }
        };
        let runs: Vec<String> = self.runs().into_iter().map(said).collect();
        runs.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_that_follow_each_other_are_said_as_one_stretch() {
        assert_eq!(Months::of([3, 1, 2, 8]).words(), "Januari–Maret, Agustus");
        assert_eq!(Months::of([11, 12]).words(), "November–Desember");
        assert_eq!(Months::of(1..=12).words(), "Sepanjang tahun");
        assert_eq!(Months::default().words(), "");
    }

    #[test]
    fn no_thirteenth_month_comes_in() {
        let months = Months::of([0, 13, -1, 12]);
        assert_eq!((months.last(), months.bits()), (Some(12), 1 << 11));
        assert_eq!(Months::from_bits(i64::MAX).words(), "Sepanjang tahun");
        assert_eq!(Months::from_bits(months.bits()), months);
        assert!(!months.has(0) && !months.has(13));
    }
}
