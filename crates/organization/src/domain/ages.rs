//! From which age to which somebody is young enough. Who is outside is only not taken from a list
//! of everybody; nobody is refused for an age.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use web::Errors;

/// Age in whole years on `day`.
pub(crate) fn age_on(born: Date, day: Date) -> i16 {
    let before = (day.month(), day.day()) < (born.month(), born.day());
    day.year() - born.year() - i16::from(before)
}

/// Both ends count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ages {
    pub(crate) from: i16,
    pub(crate) to: i16,
}

impl Ages {
    /// Members of a youth organisation since 2025 (Permensos 9/2025, article 18).
    pub(crate) const YOUTH: Self = Self { from: 16, to: 30 };

    /// Whether somebody of `age` is meant.
    pub(crate) fn has(self, age: i16) -> bool {
        (self.from..=self.to).contains(&age)
    }

    /// What was typed in the fields `dari` and `sampai`.
    ///
    /// # Errors
    ///
    /// Told at the fields: no number, an age nobody has, or the ends the wrong way round.
    pub(crate) fn read(from: &str, to: &str) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let mut age = |field: &'static str, text: &str| {
            let age = text.trim().parse::<i16>().ok();
            let age = age.filter(|age| (0..=120).contains(age));
            if age.is_none() {
                errors.add(field, "Isi umur dengan angka, dari 0 sampai 120.");
            }
            age
        };
        let (from, to) = (age("dari", from), age("sampai", to));
        if let (Some(from), Some(to)) = (from, to) {
            if from <= to {
                return Ok(Self { from, to });
            }
            errors.add("sampai", "Umur tertua tidak boleh di bawah umur termuda.");
        }
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_two_numbers_in_order() {
        assert_eq!(Ages::read(" 16", "30").unwrap(), Ages::YOUTH);
        assert!(Ages::read("17", "17").is_ok());
        for (from, to, field) in [
            ("31", "30", "sampai"),
            ("", "30", "dari"),
            ("16", "tua", "sampai"),
            ("-1", "30", "dari"),
            ("16", "121", "sampai"),
        ] {
            let errors = Ages::read(from, to).unwrap_err();
            assert!(!errors.of(field).is_empty(), "{from}–{to}");
        }
    }
}
