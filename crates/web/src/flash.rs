//! A message that is shown once, on the next page: "Tersimpan.".
//! It travels in a signed cookie, so nobody can put words into the program's mouth.

use crate::secret::{Keys, hex};

/// The cookie's name.
pub(crate) const COOKIE: &str = "kabar";

/// A message for the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// `ok`, `info`, `warn` or `bad`: the look of the notice.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
}

impl Flash {
    /// Something worked.
    #[must_use]
    pub fn ok(text: impl Into<String>) -> Self {
        Self {
            kind: "ok",
            text: text.into(),
        }
    }

    /// Something worth knowing.
    #[must_use]
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            kind: "info",
            text: text.into(),
        }
    }

    /// Something to look at.
    #[must_use]
    pub fn warn(text: impl Into<String>) -> Self {
        Self {
            kind: "warn",
            text: text.into(),
        }
    }

    /// Something that did not work.
    #[must_use]
    pub fn bad(text: impl Into<String>) -> Self {
        Self {
            kind: "bad",
            text: text.into(),
        }
    }

    pub(crate) fn to_cookie(&self, keys: &Keys) -> String {
        let body = format!("{}.{}", self.kind, hex(self.text.as_bytes()));
        format!("{body}.{}", keys.sign("flash", &body))
    }

    pub(crate) fn from_cookie(keys: &Keys, cookie: &str) -> Option<Self> {
        let (body, signature) = cookie.rsplit_once('.')?;
        if !keys.verify("flash", body, signature) {
            return None;
        }
        let (kind, text) = body.split_once('.')?;
        let kind = ["ok", "info", "warn", "bad"]
            .into_iter()
            .find(|known| *known == kind)?;
        let bytes = (0..text.len() / 2)
            .map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok())
            .collect::<Option<Vec<u8>>>()?;
        Some(Self {
            kind,
            text: String::from_utf8(bytes).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_back_and_a_forged_one_does_not() {
        let keys = Keys::from_bytes([1; 32]);
        let flash = Flash::ok("Anggota “Ana” tersimpan.");
        let cookie = flash.to_cookie(&keys);
        assert_eq!(Flash::from_cookie(&keys, &cookie), Some(flash));
        assert_eq!(
            Flash::from_cookie(&keys, &cookie.replace("ok.", "bad.")),
            None
        );
        assert_eq!(Flash::from_cookie(&keys, "é.é.é"), None);
    }
}
