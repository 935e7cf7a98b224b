//! Argon2id of PINs off the request threads, two at a time: a flood of tries must not eat the
//! machine.

use crate::domain::Pin;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use web::{Error, Result};

static TURNS: Semaphore = Semaphore::const_new(2);

/// The hash to keep of `pin`, with its salt and parameters inside.
pub(super) async fn hash(pin: Pin) -> Result<String> {
    in_turn(move || {
        let hash: PasswordHash = Argon2::default()
            .hash_password(pin.as_bytes())
            .map_err(failed)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether `pin` is the one `kept` was made of.
pub(super) async fn fits(pin: Pin, kept: String) -> Result<bool> {
    in_turn(move || {
        let hash = PasswordHash::new(&kept).map_err(failed)?;
        Ok(Argon2::default()
            .verify_password(pin.as_bytes(), &hash)
            .is_ok())
    })
    .await
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Other(anyhow::anyhow!("PIN hash: {error}"))
}

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let _turn = TURNS.acquire().await.map_err(failed)?;
    tokio::task::spawn_blocking(work).await.map_err(failed)?
}
