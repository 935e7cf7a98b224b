//! A passphrase: long enough and not the login; no other rules, because those make people write
//! it on the wall. Spaces at both ends don't count, so that a pasted one fits.

use super::Login;
use std::fmt;

/// Fewest characters.
pub const SHORTEST: usize = 10;
/// Most characters.
pub const LONGEST: usize = 200;

/// A passphrase somebody chose; never shown again, not even to the log.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

/// Why a passphrase won't do; the texts are for the person who chose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// Fewer than [`SHORTEST`] characters.
    #[error("Kata sandi paling sedikit 10 huruf. Coba satu kalimat pendek yang mudah diingat.")]
    Short,
    /// More than [`LONGEST`] characters.
    #[error("Kata sandi paling banyak 200 huruf.")]
    Long,
    /// The same as the login.
    #[error("Kata sandi tidak boleh sama dengan nomor HP atau nama pengguna.")]
    Login,
    /// Only one character, again and again.
    #[error("Kata sandi yang hanya mengulang satu huruf mudah ditebak.")]
    OneCharacter,
}

impl Passphrase {
    /// The passphrase that `text` is, for the account of `login`.
    ///
    /// # Errors
    ///
    /// [`PassphraseError`] says what is wrong with it.
    pub fn choose(text: &str, login: &Login) -> Result<Self, PassphraseError> {
        let chosen = Self::good(text)?;
        if Login::parse(&chosen.0).is_ok_and(|same| same == *login) {
            return Err(PassphraseError::Login);
        }
        Ok(chosen)
    }

    /// The passphrase that `text` is, as far as it can be judged without the login.
    pub(crate) fn good(text: &str) -> Result<Self, PassphraseError> {
        let chosen = Self::typed(text);
        let length = chosen.0.chars().count();
        if length < SHORTEST {
            return Err(PassphraseError::Short);
        }
        if length > LONGEST {
            return Err(PassphraseError::Long);
        }
        if chosen.0.chars().all(|c| chosen.0.starts_with(c)) {
            return Err(PassphraseError::OneCharacter);
        }
        Ok(chosen)
    }

    /// What somebody typed to sign in; anything may be tried.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// Letters and digits that are read aloud and copied by hand without mistakes.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A passphrase for one use out of random bytes (60 bits of them): `k7m4-9xpt-2hqv`.
pub(crate) fn one_time(random: [u8; 12]) -> String {
    let letters = random.map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> Option<PassphraseError> {
        Passphrase::choose(text, &Login::parse("0812-0000-1234").unwrap()).err()
    }

    #[test]
    fn ten_characters_are_enough_of_whatever_kind() {
        assert_eq!(refusal("sepuluh123"), None);
        assert_eq!(refusal("sembilan9"), Some(PassphraseError::Short));
        assert_eq!(refusal("ììììììììoo"), None, "characters count, not bytes");
        assert_eq!(refusal("   a b   "), Some(PassphraseError::Short));
    }

    #[test]
    fn the_login_in_any_form_is_refused() {
        assert_eq!(refusal("081200001234"), Some(PassphraseError::Login));
        assert_eq!(refusal("+62 812-0000-1234"), Some(PassphraseError::Login));
        let siti = Login::parse("siti.aminah").unwrap();
        assert_eq!(
            Passphrase::choose("Siti.Aminah", &siti),
            Err(PassphraseError::Login)
        );
    }

    #[test]
    fn one_character_again_and_again_and_an_endless_text_are_refused() {
        assert_eq!(refusal("aaaaaaaaaaaa"), Some(PassphraseError::OneCharacter));
        assert_eq!(refusal(&"ab".repeat(101)), Some(PassphraseError::Long));
    }

    #[test]
    fn spaces_at_both_ends_do_not_count() {
        let login = Login::parse("ana").unwrap();
        let chosen = Passphrase::choose("  jambu air manis\n", &login).unwrap();
        assert_eq!(chosen, Passphrase::typed("jambu air manis"));
    }

    #[test]
    fn a_one_time_passphrase_is_three_groups_that_pass_the_rule() {
        let text = one_time([0, 1, 2, 31, 32, 33, 63, 64, 200, 255, 8, 9]);
        assert_eq!(text, "abc9-ab9a-i9ij");
        assert_eq!(refusal(&text), None);
    }

    #[test]
    fn the_log_never_sees_a_passphrase() {
        assert_eq!(
            format!("{:?}", Passphrase::typed("rahasia")),
            "Passphrase(…)"
        );
    }
}
