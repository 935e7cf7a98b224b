//! The passphrase of a demo: another each time, easy to type on a phone.

use identity::{Login, Passphrase, PassphraseError};

/// Words that are typed without a mistake.
const WORDS: [&str; 32] = [
    "bambu", "bulan", "cemara", "gamelan", "gapura", "gula", "jagung", "jambu", "kebun", "kelapa",
    "kopi", "ladang", "lampu", "lumbung", "mangga", "melati", "nangka", "padi", "pasar", "pendapa",
    "perahu", "pisang", "ronda", "sawah", "sendang", "sungai", "tembang", "tikar", "timur", "topi",
    "warung", "wayang",
];

/// A passphrase of five words.
pub(super) struct Sandi(String);

impl Sandi {
    /// One that nobody had before: 25 random bits, behind the limit on guesses.
    pub(super) fn fresh() -> Self {
        let words = web::secret::random::<5>().map(|byte| WORDS[usize::from(byte % 32)]);
        Self(words.join(" "))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn passphrase(&self, login: &Login) -> Result<Passphrase, PassphraseError> {
        Passphrase::choose(&self.0, login)
    }
}
