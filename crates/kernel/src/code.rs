//! Short codes and tokens: Crockford's base32, which has no I, L, O or U.
//! A code of eight characters (40 bits) stands in addresses that people type; a token of 26
//! (128 bits) in links that only their owner should have. Random bytes come from the caller.

use std::fmt;
use std::str::FromStr;

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Eight characters that name something in a public address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u64);

/// Not eight characters of the alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Kode harus 8 huruf atau angka.")]
pub struct NoCode;

impl Code {
    /// The code of five random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 5]) -> Self {
        Self(
            bytes
                .iter()
                .fold(0, |value, byte| value << 8 | u64::from(*byte)),
        )
    }

    /// In two groups of four, as it is read aloud.
    #[must_use]
    pub fn grouped(self) -> String {
        let mut text = self.to_string();
        text.insert(4, '-');
        text
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..8).rev().try_for_each(|at| {
            let digit = usize::try_from(self.0 >> (5 * at) & 31).expect("five bits fit");
            write!(f, "{}", char::from(DIGITS[digit]))
        })
    }
}

impl FromStr for Code {
    type Err = NoCode;

    /// Forgives what people do to a code: lower case, spaces, hyphens, O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, NoCode> {
        let mut value = 0_u64;
        let mut length = 0;
        for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let digit = digit(c).ok_or(NoCode)?;
            length += 1;
            if length > 8 {
                return Err(NoCode);
            }
            value = value << 5 | digit;
        }
        if length == 8 {
            Ok(Self(value))
        } else {
            Err(NoCode)
        }
    }
}

fn digit(c: char) -> Option<u64> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    DIGITS
        .iter()
        .position(|digit| char::from(*digit) == c)
        .and_then(|at| u64::try_from(at).ok())
}

/// The token of sixteen random bytes: 26 characters, lower case.
#[must_use]
pub fn token(bytes: [u8; 16]) -> String {
    let value = u128::from_be_bytes(bytes);
    (0..26)
        .rev()
        .map(|at| {
            let digit = usize::try_from(value >> (5 * at) & 31).expect("five bits fit");
            char::from(DIGITS[digit]).to_ascii_lowercase()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_however_people_write_it() {
        let code = Code::from_bytes([0x12, 0x34, 0x56, 0x78, 0x9a]);
        let text = code.to_string();
        assert_eq!(text.len(), 8);
        assert_eq!(text.parse(), Ok(code));
        assert_eq!(text.to_lowercase().parse(), Ok(code));
        assert_eq!(format!("{}-{}", &text[..4], &text[4..]).parse(), Ok(code));
        assert_eq!("OIL00000".parse::<Code>(), "01100000".parse());
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "",
            "1234567",
            "123456789",
            "1234567U",
            "é2345678",
            &"0".repeat(10_000),
        ] {
            assert_eq!(text.parse::<Code>(), Err(NoCode), "{text:.20}");
        }
    }

    #[test]
    fn a_token_has_128_bits() {
        assert_eq!(token([0xff; 16]), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assert_eq!(token([0; 16]).len(), 26);
    }
}
