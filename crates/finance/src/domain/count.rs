//! Counting the cash box: how many notes and coins of each kind.

use kernel::Money;
use std::fmt;
use std::str::FromStr;

/// Notes and coins in use, largest first.
pub const DENOMINATIONS: [i64; 11] = [
    100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50,
];

/// How many of each of [`DENOMINATIONS`]; kept as "100000x3 500x2".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count(pub [u32; 11]);

impl Count {
    /// The fewest notes and coins that make `amount`; what is below the smallest coin is left out.
    #[must_use]
    pub fn of(amount: Money) -> Self {
        let mut left = amount.0.max(0);
        let mut count = Self::default();
        for (slot, worth) in count.0.iter_mut().zip(DENOMINATIONS) {
            *slot = u32::try_from(left / worth).unwrap_or(u32::MAX);
            left %= worth;
        }
        count
    }

    /// What it makes.
    #[must_use]
    pub fn total(&self) -> Money {
        let sums = DENOMINATIONS.iter().zip(&self.0);
        Money(sums.map(|(worth, pieces)| worth * i64::from(*pieces)).sum())
    }

    /// Each kind of which there is something, with its number.
    pub fn pieces(&self) -> impl Iterator<Item = (Money, u32)> {
        let all = DENOMINATIONS.into_iter().zip(self.0);
        all.filter(|(_, pieces)| *pieces > 0)
            .map(|(worth, pieces)| (Money(worth), pieces))
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pieces: Vec<String> = self
            .pieces()
            .map(|(worth, pieces)| format!("{}x{pieces}", worth.0))
            .collect();
        f.write_str(&pieces.join(" "))
    }
}

impl FromStr for Count {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut count = Self::default();
        for piece in text.split_whitespace() {
            let (worth, pieces) = piece.split_once('x').ok_or("no x")?;
            let worth: i64 = worth.parse().map_err(|_| "no worth")?;
            let at = DENOMINATIONS.iter().position(|known| *known == worth);
            count.0[at.ok_or("no such note")?] = pieces.parse().map_err(|_| "no number")?;
        }
        Ok(count)
    }
}

storage::text_values!(Count);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cash_box_is_worth_what_is_in_it() {
        let count: Count = "100000x3 2000x4 500x2".parse().unwrap();
        assert_eq!(count.total(), Money(309_000));
        assert_eq!(count.to_string(), "100000x3 2000x4 500x2");
        assert!("3000x1".parse::<Count>().is_err());
        assert_eq!("".parse(), Ok(Count::default()));
    }

    proptest! {
        #[test]
        fn a_count_is_read_as_it_is_written(pieces in any::<[u32; 11]>()) {
            let count = Count(pieces);
            prop_assert_eq!(count.to_string().parse(), Ok(count));
        }
    }
}
