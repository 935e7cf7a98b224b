//! `guyub account …`: what the keeper of a server does for officers' accounts. It shows no
//! personal data but the account's name.

use crate::config::Config;
use crate::serve;
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use identity::Login;

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Membuat tautan sekali pakai bagi pengurus yang lupa kata sandi
    Recover {
        /// Nomor HP atau nama pengguna
        login: String,
    },
}

/// Does it, and prints what whoever runs the server hands on.
///
/// # Errors
///
/// When nobody has that login, or the folder is in use.
pub async fn run(config: &Config, what: Account) -> Result<()> {
    let Account::Recover { login } = what;
    let _alone = serve::alone(config)?;
    let login = Login::parse(&login)?;
    let ctx = serve::open_for_work(config).await?;
    let made = identity::recover_from_server(&ctx, &login)
        .await
        .context("Tautannya tidak bisa dibuat")?;
    let Some((name, link)) = made else {
        bail!("Tidak ada akun yang masuk dengan {login}");
    };
    println!("Tautan untuk {name}, sekali pakai, berlaku satu hari:\n{link}");
    Ok(())
}
