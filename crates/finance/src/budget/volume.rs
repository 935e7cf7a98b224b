//! How much of something: "20 orang", or compound as boards write it, "3 hari × 20 orang".

use kernel::Money;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Factors of one volume; more is a slip of the keyboard.
const FACTORS: usize = 4;
/// Letters of a unit.
const UNIT: usize = 30;
/// Largest number of one factor, in thousandths.
const MOST: i64 = 1_000_000_000;

/// One factor: a number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Factor {
    /// Thousandths, so that "2,5 kg" has a place; more than nothing.
    milli: i64,
    unit: String,
}

/// How much of something; one factor at least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Volume(Vec<Factor>);

/// The text is no volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Volume tidak terbaca. Tulis seperti 20 orang, atau 3 hari × 20 orang.")]
pub struct NoVolume;

impl Volume {
    /// Once, without a unit.
    #[must_use]
    pub fn one() -> Self {
        Self(vec![Factor {
            milli: 1_000,
            unit: String::new(),
        }])
    }

    /// Reads a volume; nothing typed is once.
    ///
    /// # Errors
    ///
    /// [`NoVolume`] for what is none, for nothing at all, and for more than a million.
    pub fn read(text: &str) -> Result<Self, NoVolume> {
        if text.trim().is_empty() {
            return Ok(Self::one());
        }
        let parts = factors(text);
        if parts.len() > FACTORS {
            return Err(NoVolume);
        }
        let read: Option<Vec<Factor>> = parts.iter().map(|part| factor(part)).collect();
        read.map(Self).ok_or(NoVolume)
    }

    /// A volume whose numbers and units stand in two columns: "3 × 20" and "hari × orang".
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn of_columns(numbers: &str, units: &str) -> Result<Self, NoVolume> {
        let mut volume = Self::read(numbers)?;
        let units = factors(units);
        if units.len() == volume.0.len() {
            for (factor, unit) in volume.0.iter_mut().zip(units) {
                if factor.unit.is_empty() {
                    factor.unit = unit.chars().take(UNIT).collect();
                }
            }
        } else if let Some(last) = volume.0.last_mut().filter(|last| last.unit.is_empty()) {
            last.unit = units.join(" × ").chars().take(UNIT).collect();
        }
        Ok(volume)
    }

    /// What so many cost at `price` each, half a rupiah up; `None` beyond what an amount can hold.
    #[must_use]
    pub fn times(&self, price: Money) -> Option<Money> {
        let mut product = i128::from(price.0);
        let mut scale = 1_i128;
        for factor in &self.0 {
            product = product.checked_mul(factor.milli.into())?;
            scale *= 1_000;
        }
        let rounded = (product + scale / 2).div_euclid(scale);
        i64::try_from(rounded).ok().map(Money)
    }

    /// The price at which so many cost `amount`, if it is a whole one.
    #[must_use]
    pub fn price_of(&self, amount: Money) -> Option<Money> {
        let (mut product, mut scale) = (1_i128, 1_i128);
        for factor in &self.0 {
            product = product.checked_mul(factor.milli.into())?;
            scale *= 1_000;
        }
        let wanted = i128::from(amount.0).checked_mul(scale)?;
        let whole = wanted.rem_euclid(product) == 0;
        let price = whole.then(|| wanted.div_euclid(product))?;
        i64::try_from(price).ok().map(Money)
    }

    /// Whether it is once, without a unit.
    #[must_use]
    pub fn is_one(&self) -> bool {
        *self == Self::one()
    }

    /// "3 × 20".
    #[must_use]
    pub fn numbers(&self) -> String {
        let numbers: Vec<String> = self.0.iter().map(|factor| number(factor.milli)).collect();
        numbers.join(" × ")
    }

    /// "hari × orang"; units that are not said are left out.
    #[must_use]
    pub fn units(&self) -> String {
        let units = self.0.iter().map(|factor| factor.unit.as_str());
        let units: Vec<&str> = units.filter(|unit| !unit.is_empty()).collect();
        units.join(" × ")
    }

    /// The volume without its last factor, and that factor's number if it has no unit: "544 ×
    /// 30.000" where a list writes volume and price in one column.
    pub(super) fn split_price(mut self) -> Option<(Self, Money)> {
        if self.0.len() < 2 {
            return None;
        }
        let last = self.0.pop()?;
        let whole = last.milli % 1_000 == 0;
        (last.unit.is_empty() && whole).then_some((self, Money(last.milli / 1_000)))
    }
}

impl fmt::Display for Volume {
    /// "3 hari × 20 orang".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, factor) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(" × ")?;
            }
            f.write_str(&number(factor.milli))?;
            if !factor.unit.is_empty() {
                write!(f, " {}", factor.unit)?;
            }
        }
        Ok(())
    }
}

impl From<Volume> for String {
    fn from(volume: Volume) -> Self {
        volume.to_string()
    }
}

impl TryFrom<String> for Volume {
    type Error = NoVolume;

    fn try_from(text: String) -> Result<Self, NoVolume> {
        Self::read(&text)
    }
}

/// What stands between the signs for "times": ×, *, and an x or "kali" by itself or between digits.
pub(super) fn factors(text: &str) -> Vec<String> {
    let plain = text.replace(['×', '*', '✕', '✖'], " × ");
    let chars: Vec<char> = plain.chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let mut apart = String::new();
    for (at, c) in chars.iter().enumerate() {
        // "3x20" is three times twenty; the x of "box" is a letter.
        if matches!(c, 'x' | 'X') && digit(at.checked_sub(1)) && digit(at.checked_add(1)) {
            apart.push_str(" × ");
        } else {
            apart.push(*c);
        }
    }
    let mut parts = vec![Vec::new()];
    for word in apart.split_whitespace() {
        if matches!(word, "×" | "x" | "X" | "kali" | "@") {
            parts.push(Vec::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(word);
        }
    }
    parts.into_iter().map(|words| words.join(" ")).collect()
}

fn factor(part: &str) -> Option<Factor> {
    let end = part.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    let (figure, unit) = part.split_at(end.unwrap_or(part.len()));
    let unit = unit.trim();
    if unit.chars().count() > UNIT || unit.chars().any(char::is_control) {
        return None;
    }
    Some(Factor {
        milli: thousandths(figure)?,
        unit: unit.to_owned(),
    })
}

/// "1.103" is a thousand and more, "2,5" and "2.5" are two and a half.
fn thousandths(figure: &str) -> Option<i64> {
    let (whole, part) = match figure.split_once(',') {
        Some((whole, part)) => (whole.to_owned(), part),
        None => match figure.rsplit_once('.') {
            Some((whole, part)) if part.len() != 3 => (whole.to_owned(), part),
            _ => (figure.to_owned(), ""),
        },
    };
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3);
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let lead = rest.is_empty() || (1..=3).contains(&first.len());
    if first.is_empty() || !grouped || !lead || part.len() > 3 || !digits(part) {
        return None;
    }
    let number: i64 = whole.replace('.', "").parse().ok()?;
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    let milli = number.checked_mul(1_000)?.checked_add(part)?;
    (1..=MOST).contains(&milli).then_some(milli)
}

fn number(milli: i64) -> String {
    let whole = Money(milli / 1_000).to_string();
    let whole = whole.trim_start_matches("Rp");
    match milli % 1_000 {
        0 => whole.to_owned(),
        part => format!("{whole},{}", format!("{part:03}").trim_end_matches('0')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> String {
        Volume::read(text).unwrap().to_string()
    }

    #[test]
    fn a_volume_is_read_as_boards_write_it() {
        assert_eq!(told("3 hari x 20 orang"), "3 hari × 20 orang");
        assert_eq!(told("3hari*20orang"), "3 hari × 20 orang");
        assert_eq!(told("2 box"), "2 box");
        assert_eq!(told("3x20"), "3 × 20");
        assert_eq!(told("2 kali 40 kotak"), "2 × 40 kotak");
        assert_eq!(told("1.103 lembar"), "1.103 lembar");
        assert_eq!(told("2,5 kg"), "2,5 kg");
        assert_eq!(told("2.5 kg"), "2,5 kg");
        assert_eq!(told(""), "1");
        assert_eq!(told("20 orang/hari"), "20 orang/hari");
    }

    #[test]
    fn what_is_no_volume_is_refused() {
        let long = format!("2 {}", "a".repeat(31));
        for text in [
            "orang",
            "0 orang",
            "3 ×",
            "1 x 2 x 3 x 4 x 5",
            "-2",
            "1.5.2",
            "2,5555",
            &long,
            "99999999999999999999",
        ] {
            assert_eq!(Volume::read(text), Err(NoVolume), "{text}");
        }
    }

    #[test]
    fn half_a_rupiah_goes_up() {
        let price = |text: &str, price| Volume::read(text).unwrap().times(Money(price)).unwrap().0;
        assert_eq!(price("1.103", 20_000), 22_060_000);
        assert_eq!(price("3 hari × 20 orang", 15_000), 900_000);
        assert_eq!(price("0,5", 1), 1);
        assert_eq!(price("0,001", 499), 0);
        assert_eq!(Volume::read("9").unwrap().times(Money(i64::MAX)), None);
    }

    #[test]
    fn numbers_and_units_may_stand_in_two_columns() {
        let both = Volume::of_columns("3 × 20", "hari × orang").unwrap();
        assert_eq!(both.to_string(), "3 hari × 20 orang");
        assert_eq!(
            (both.numbers(), both.units()),
            ("3 × 20".into(), "hari × orang".into())
        );
        assert_eq!(
            Volume::of_columns("20", "orang").unwrap().to_string(),
            "20 orang"
        );
        assert_eq!(
            Volume::of_columns("3 x 20", "orang").unwrap().to_string(),
            "3 × 20 orang"
        );
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_the_same(
            parts in proptest::collection::vec((1_i64..=MOST, "[a-z]{0,5}( [a-z]{2,5})?"), 1..=FACTORS)
        ) {
            let volume = Volume(parts.into_iter().map(|(milli, unit)| Factor {
                milli,
                unit: unit.trim().to_owned(),
            }).collect());
            let calm = volume.0.iter().all(|f| !f.unit.split(' ').any(|word| matches!(word, "x" | "kali")));
            prop_assume!(calm);
            prop_assert_eq!(Volume::read(&volume.to_string()), Ok(volume));
        }

        #[test]
        fn the_order_of_factors_changes_no_amount(a in 1_i64..100_000, b in 1_i64..100_000, price in 0_i64..10_000_000) {
            let of = |one: i64, other: i64| Volume(vec![
                Factor { milli: one, unit: String::new() },
                Factor { milli: other, unit: String::new() },
            ]);
            prop_assert_eq!(of(a, b).times(Money(price)), of(b, a).times(Money(price)));
        }

        #[test]
        fn a_whole_price_is_found_again(whole in 1_i64..10_000, price in 0_i64..10_000_000) {
            let volume = Volume(vec![Factor { milli: whole * 1_000, unit: "orang".into() }]);
            let amount = volume.times(Money(price)).unwrap();
            prop_assert_eq!(volume.price_of(amount), Some(Money(price)));
        }

        #[test]
        fn no_text_breaks_the_reader(text in ".{0,60}") {
            let _ = Volume::read(&text);
        }
    }
}
