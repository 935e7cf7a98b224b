//! Keys and what they do: seal (encrypt), hash (for equality), sign (tokens, flash, forms).
//! One random key file beside the data; every purpose gets a key of its own from it.
//! Whoever has the database but not the key file can read no NIK.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::io::Write;
use std::path::Path;

/// The keys of this installation.
#[derive(Clone)]
pub struct Keys([u8; 32]);

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Keys from given bytes, for tests.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads the key file, or makes one that only its owner can read.
    ///
    /// # Errors
    ///
    /// When the file can't be read or written, or does not hold 32 bytes in hexadecimal.
    pub fn load_or_make(path: &Path) -> std::io::Result<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => parse(text.trim()).map(Self).ok_or_else(|| {
                std::io::Error::other("the key file does not hold 64 hexadecimal digits")
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let bytes = random::<32>();
                write_private(path, &hex(&bytes))?;
                Ok(Self(bytes))
            }
            Err(error) => Err(error),
        }
    }

    /// A keyed hash of `data` for `purpose`: equal data, equal hash; tells nothing else.
    #[must_use]
    pub fn hash(&self, purpose: &str, data: &[u8]) -> Vec<u8> {
        let mut mac = self.mac(purpose);
        mac.update(data);
        mac.finalize().into_bytes().to_vec()
    }

    /// A signature of `data` for `purpose` as text for cookies and forms.
    #[must_use]
    pub fn sign(&self, purpose: &str, data: &str) -> String {
        hex(&self.hash(purpose, data.as_bytes())[..16])
    }

    /// Whether `signature` was made by [`sign`](Self::sign); takes the same time either way.
    #[must_use]
    pub fn verify(&self, purpose: &str, data: &str, signature: &str) -> bool {
        let expected = self.sign(purpose, data);
        expected.len() == signature.len()
            && expected
                .bytes()
                .zip(signature.bytes())
                .fold(0, |acc, (a, b)| acc | (a ^ b))
                == 0
    }

    /// Encrypts `plain` so that only [`open`](Self::open) with the same purpose reads it.
    #[must_use]
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Vec<u8> {
        let nonce = random::<24>();
        let body = self
            .cipher(purpose)
            .encrypt(&XNonce::from(nonce), plain)
            .expect("encrypting in memory cannot fail");
        [nonce.as_slice(), &body].concat()
    }

    /// Decrypts what [`seal`](Self::seal) made; `None` if it was changed or the key is another.
    #[must_use]
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, body) = sealed.split_first_chunk::<24>()?;
        self.cipher(purpose)
            .decrypt(&XNonce::from(*nonce), body)
            .ok()
    }

    fn mac(&self, purpose: &str) -> Hmac<Sha256> {
        let mut mac =
            <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0).expect("any length is a key");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        let key = self.hash(&format!("seal {purpose}"), b"");
        XChaCha20Poly1305::new_from_slice(&key).expect("a hash has 32 bytes")
    }
}

/// `N` random bytes from the operating system.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The bytes that [`hex`] wrote; `None` for another text.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    let pair = |at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..text.len()).step_by(2).map(pair).collect()
}

fn parse(text: &str) -> Option<[u8; 32]> {
    unhex(text)?.try_into().ok()
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_opens_only_for_its_purpose_and_its_key() {
        let keys = Keys::from_bytes([7; 32]);
        let sealed = keys.seal("nik", b"3529072212909814");
        assert_eq!(
            keys.open("nik", &sealed).as_deref(),
            Some(b"3529072212909814".as_slice())
        );
        assert_eq!(keys.open("kk", &sealed), None);
        assert_eq!(Keys::from_bytes([8; 32]).open("nik", &sealed), None);
        assert_eq!(keys.open("nik", &sealed[..10]), None);
    }

    #[test]
    fn hexadecimal_is_read_back_and_nothing_else() {
        assert_eq!(
            unhex(&hex(b"\x00\xffa")).as_deref(),
            Some(b"\x00\xffa".as_slice())
        );
        for text in ["a", "zz", "é", "aé1"] {
            assert_eq!(unhex(text), None, "{text}");
        }
    }

    #[test]
    fn a_signature_is_refused_after_any_change() {
        let keys = Keys::from_bytes([7; 32]);
        let signature = keys.sign("form", "a");
        assert!(keys.verify("form", "a", &signature));
        assert!(!keys.verify("form", "b", &signature));
        assert!(!keys.verify("flash", "a", &signature));
        assert!(!keys.verify("form", "a", ""));
    }

    #[test]
    fn the_key_file_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kunci");
        let first = Keys::load_or_make(&path).unwrap().sign("x", "y");
        assert_eq!(Keys::load_or_make(&path).unwrap().sign("x", "y"), first);
        std::fs::write(&path, "rusak").unwrap();
        assert!(Keys::load_or_make(&path).is_err());
    }
}
