//! What an officer types to say who they are: a phone number in any Indonesian form, or a name.
//! Kept in one form each, so that `0812-0000-1234` and `+62 812 0000 1234` are one login.

use kernel::phone;
use std::fmt;

/// A phone number in E.164 (`+6281200001234`) or a user name (3–30 of `a-z 0-9 . _`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Login(String);

/// Why a text is no login; the texts are for the person who typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// Nothing was typed.
    #[error("Isi nomor HP atau nama pengguna.")]
    Empty,
    /// Digits that are no Indonesian phone number.
    #[error("Nomor HP ini belum lengkap. Contoh: 0812-3456-7890.")]
    Phone,
    /// A user name with something else in it, too short or too long.
    #[error("Nama pengguna berisi 3–30 huruf, angka, titik, atau garis bawah, tanpa spasi.")]
    Name,
}

impl Login {
    /// Reads what was typed: a text with a letter in it is a user name, any other a phone number.
    ///
    /// # Errors
    ///
    /// [`LoginError`] says what to type instead.
    pub fn parse(text: &str) -> Result<Self, LoginError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LoginError::Empty);
        }
        if !text.chars().any(char::is_alphabetic) {
            return phone::one(text)
                .map(|phone| Self(phone.into()))
                .ok_or(LoginError::Phone);
        }
        let name = text.to_lowercase();
        let fits = (3..=30).contains(&name.len())
            && name
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_'));
        if fits {
            Ok(Self(name))
        } else {
            Err(LoginError::Name)
        }
    }

    /// A login that was parsed when it was kept.
    pub(crate) fn kept(text: String) -> Self {
        Self(text)
    }

    /// The one form in which it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// As people write it: `0812-0000-1234`, or the user name.
impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&phone::local(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Result<String, LoginError> {
        Login::parse(text).map(|login| login.as_str().to_owned())
    }

    #[test]
    fn every_way_to_write_a_phone_is_one_login() {
        for text in [
            "0812-0000-1234",
            " +62 812 0000 1234 ",
            "6281200001234",
            "0812.0000.1234",
        ] {
            assert_eq!(kept(text).as_deref(), Ok("+6281200001234"), "{text}");
        }
    }

    #[test]
    fn a_phone_is_shown_as_people_write_it() {
        assert_eq!(
            Login::parse("+6281200001234").unwrap().to_string(),
            "0812-0000-1234"
        );
        assert_eq!(Login::parse("siti_99").unwrap().to_string(), "siti_99");
    }

    #[test]
    fn a_user_name_is_kept_in_lower_case() {
        assert_eq!(kept("Siti.Aminah_1").as_deref(), Ok("siti.aminah_1"));
        assert_eq!(kept("ana").as_deref(), Ok("ana"));
    }

    #[test]
    fn what_is_neither_phone_nor_name_says_what_to_type() {
        assert_eq!(kept("  "), Err(LoginError::Empty));
        assert_eq!(kept("0812"), Err(LoginError::Phone));
        assert_eq!(kept("3529072212909814"), Err(LoginError::Phone));
        assert_eq!(
            kept("0812-0000-1234 / 0813-0000-5678"),
            Err(LoginError::Phone)
        );
        for text in [
            "an",
            "siti aminah",
            "siti@contoh.id",
            "é́́",
            "محمد",
            &"a".repeat(31),
        ] {
            assert_eq!(kept(text), Err(LoginError::Name), "{text}");
        }
    }
}
