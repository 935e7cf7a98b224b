//! The PIN of a person's own page: six digits, none that everybody would try first; and how
//! guessing is slowed. A forwarded link alone opens nothing, and nobody is locked out for good.

use jiff::civil::Date;
use std::fmt;

/// Wrong tries that cost no waiting.
const FREE: i64 = 5;
/// Longest wait between two tries, in minutes.
const LONGEST: i64 = 60;

/// Six digits; never shown, not even to the log.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pin(String);

/// Why a PIN won't do; the texts are for the person who chose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PinError {
    /// Not six digits.
    #[error("PIN harus 6 angka.")]
    NotSix,
    /// One that others would try first.
    #[error("PIN ini mudah ditebak. Hindari angka kembar, angka berurutan, dan tanggal lahir.")]
    Easy,
}

impl Pin {
    /// The PIN that `text` is, for somebody born on `born`.
    ///
    /// # Errors
    ///
    /// [`PinError`] says what is wrong with it.
    pub(crate) fn choose(text: &str, born: Option<Date>) -> Result<Self, PinError> {
        let pin = Self::typed(text);
        let digits = pin.0.as_bytes();
        if digits.len() != 6 || !digits.iter().all(u8::is_ascii_digit) {
            return Err(PinError::NotSix);
        }
        let steps = |step: i16| {
            let mut pairs = digits.windows(2);
            pairs.all(|pair| i16::from(pair[1]) - i16::from(pair[0]) == step)
        };
        let again = |size: usize| digits.chunks(size).all(|chunk| chunk == &digits[..size]);
        let born = born.is_some_and(|born| birthday(born).contains(&pin.0));
        if steps(1) || steps(-1) || again(1) || again(2) || again(3) || born {
            return Err(PinError::Easy);
        }
        Ok(pin)
    }

    /// What somebody typed to open the page; anything may be tried.
    pub(crate) fn typed(text: &str) -> Self {
        Self(
            text.chars()
                .filter(|c| !c.is_whitespace())
                .take(20)
                .collect(),
        )
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// The ways in which a day of birth is six digits.
fn birthday(born: Date) -> [String; 4] {
    let (day, month, year) = (born.day(), born.month(), born.year() % 100);
    [
        format!("{day:02}{month:02}{year:02}"),
        format!("{year:02}{month:02}{day:02}"),
        format!("{month:02}{day:02}{year:02}"),
        format!("{month:02}{:04}", born.year()),
    ]
}

/// Minutes to wait after so many wrong tries in a row: none for the first, then doubling up to
/// an hour. Whoever tries for a year has had fewer than nine thousand of a million.
pub(crate) fn wait_minutes(wrong: i64) -> i64 {
    match wrong - FREE {
        before if before < 0 => 0,
        doubled if doubled < 6 => 1 << doubled,
        _ => LONGEST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn refusal(text: &str) -> Option<PinError> {
        Pin::choose(text, Some(date(2001, 8, 17))).err()
    }

    #[test]
    fn six_digits_that_nobody_would_try_first() {
        assert_eq!(refusal("402918"), None);
        assert_eq!(refusal(" 402 918 "), None, "spaces do not count");
        for text in ["40291", "4029181", "40291a", "", "４０２９１８"] {
            assert_eq!(refusal(text), Some(PinError::NotSix), "{text}");
        }
        for text in [
            "000000", "123456", "987654", "121212", "402402", "170801", "010817", "082001",
        ] {
            assert_eq!(refusal(text), Some(PinError::Easy), "{text}");
        }
    }

    #[test]
    fn the_first_wrong_tries_cost_nothing_and_the_wait_ends_at_an_hour() {
        let waits: Vec<i64> = (0..=13).map(wait_minutes).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    #[test]
    fn the_log_never_sees_a_pin() {
        assert_eq!(format!("{:?}", Pin::typed("402918")), "Pin(…)");
    }
}
