//! The national identity number (NIK): `PPRRDD DDMMYY NNNN`, women's day plus 40.
//! It tells birth and sex as they were when it was given, and never changes; so a mismatch is a
//! warning, never a refusal.

use jiff::civil::Date;

/// What a NIK tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nik {
    /// Sixteen digits whose birth day exists.
    pub valid: bool,
    /// The birth day in it.
    pub birth: Option<Date>,
    /// `L` or `P`.
    pub sex: Option<char>,
    /// `length`, `region`, `serial_zero`, `birth_mismatch`, `sex_mismatch`.
    pub warnings: Vec<&'static str>,
}

/// Reads `text`; `birth` and `sex` (`L` or `P`) are what else is known about the person.
#[must_use]
pub fn read(text: &str, today: Date, birth: Option<Date>, sex: Option<char>) -> Nik {
    let Some(digits) = digits(text) else {
        return Nik {
            valid: false,
            birth: None,
            sex: None,
            warnings: vec!["length"],
        };
    };
    let mut warnings = Vec::new();
    if !region_exists(&digits) {
        warnings.push("region");
    }
    if digits[12..] == [0, 0, 0, 0] {
        warnings.push("serial_zero");
    }
    let woman = digits[6] >= 4;
    let found = birth_in(&digits, today, birth);
    let told = found.is_some().then_some(if woman { 'P' } else { 'L' });
    if found.is_some() && birth.is_some() && found != birth {
        warnings.push("birth_mismatch");
    }
    if told.is_some() && sex.is_some() && told != sex {
        warnings.push("sex_mismatch");
    }
    Nik {
        valid: found.is_some(),
        birth: found,
        sex: told,
        warnings,
    }
}

/// The sixteen digits of `text`; spaces, dots and dashes don't count, anything else spoils it.
fn digits(text: &str) -> Option<[u8; 16]> {
    let mut digits = [0; 16];
    let mut length = 0;
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}') {
            continue;
        }
        let digit = u8::try_from(c.to_digit(10)?).ok()?;
        *digits.get_mut(length)? = digit;
        length += 1;
    }
    (length == 16).then_some(digits)
}

fn pair(digits: &[u8; 16], at: usize) -> u8 {
    digits[at] * 10 + digits[at + 1]
}

fn region_exists(digits: &[u8; 16]) -> bool {
    let province = matches!(
        pair(digits, 0),
        11..=19 | 21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81..=82 | 91..=96
    );
    province && !matches!(pair(digits, 2), 0 | 70) && pair(digits, 4) != 0
}

/// The birth day; its century is that of `known` if the rest agrees, else the latest not after
/// `today`.
fn birth_in(digits: &[u8; 16], today: Date, known: Option<Date>) -> Option<Date> {
    let day = i8::try_from(pair(digits, 6)).ok()?;
    let day = if day > 40 { day - 40 } else { day };
    let month = i8::try_from(pair(digits, 8)).ok()?;
    let year = i16::from(pair(digits, 10));
    if let Some(known) = known
        && (known.day(), known.month(), known.year().rem_euclid(100)) == (day, month, year)
    {
        return Some(known);
    }
    [2000, 1900]
        .into_iter()
        .filter_map(|century| Date::new(century + year, month, day).ok())
        .find(|date| *date <= today)
}

/// What screens show: "3602••••••••0001"; nothing for what has not sixteen digits.
#[must_use]
pub fn mask(digits: &str) -> String {
    match (digits.get(..4), digits.get(12..16)) {
        (Some(first), Some(last)) if digits.len() == 16 && digits.is_ascii() => {
            format!("{first}••••••••{last}")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_womans_day_is_plus_forty() {
        let nik = read("3310014105009901", date(2026, 11, 24), None, None);
        assert_eq!((nik.birth, nik.sex), (Some(date(2000, 5, 1)), Some('P')));
    }

    #[test]
    fn a_number_is_masked() {
        assert_eq!(mask("3310014105009901"), "3310••••••••9901");
        assert_eq!(mask("331"), "");
        assert_eq!(mask("éééééééé"), "");
    }
}
