//! Argon2id off the request threads, two at a time: each takes 19 MiB and some tens of
//! milliseconds, and a flood of tries must not eat the machine.

use crate::domain::Passphrase;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use web::{Error, Result};

static TURNS: Semaphore = Semaphore::const_new(2);

/// What the passphrase of an unknown account is compared with: it never fits, but takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let nobody = hash_now(&Passphrase::typed("tidak ada akun seperti ini"));
    nobody.expect("hashing a short text in memory cannot fail")
});

/// The hash to keep of `passphrase`, with its salt and parameters inside.
pub(crate) async fn hash(passphrase: Passphrase) -> Result<String> {
    in_turn(move || hash_now(&passphrase)).await
}

/// Whether `passphrase` is the one `kept` was made of; with no `kept`, or one that is no hash,
/// never, in the same time.
pub(crate) async fn fits(passphrase: Passphrase, kept: Option<String>) -> Result<bool> {
    in_turn(move || {
        let kept = kept
            .as_deref()
            .and_then(|kept| PasswordHash::new(kept).ok());
        let known = kept.is_some();
        let hash = match kept {
            Some(kept) => kept,
            None => PasswordHash::new(NOBODY.as_str()).map_err(failed)?,
        };
        let same = Argon2::default().verify_password(passphrase.as_bytes(), &hash);
        Ok(same.is_ok() && known)
    })
    .await
}

fn hash_now(passphrase: &Passphrase) -> Result<String> {
    let hash: PasswordHash = Argon2::default()
        .hash_password(passphrase.as_bytes())
        .map_err(failed)?;
    Ok(hash.to_string())
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Other(anyhow::anyhow!("passphrase hash: {error}"))
}

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let _turn = TURNS.acquire().await.map_err(failed)?;
    tokio::task::spawn_blocking(work).await.map_err(failed)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_passphrase_fits_its_own_hash_and_nothing_else() {
        let typed = Passphrase::typed;
        let kept = hash(typed("jambu air manis")).await.unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert!(
            fits(typed("jambu air manis"), Some(kept.clone()))
                .await
                .unwrap()
        );
        assert!(!fits(typed("jambu air asam"), Some(kept)).await.unwrap());
    }

    #[tokio::test]
    async fn nothing_fits_an_account_that_is_not_there() {
        let typed = Passphrase::typed("tidak ada akun seperti ini");
        assert!(!fits(typed.clone(), None).await.unwrap());
        assert!(!fits(typed, Some("none".to_owned())).await.unwrap());
    }
}
