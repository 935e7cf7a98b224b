//! The program around the product: command line, settings, serving, and what needs no server.
//! `modules` is the table of contents; everything else here only starts it.

pub mod account;
pub mod api;
pub mod check;
pub mod compute;
pub mod config;
pub mod demo;
pub mod import;
pub mod modules;
pub mod serve;

use anyhow::Result;
use config::{Cli, Command, Config};
use std::process::ExitCode;

/// Does what the command line says.
///
/// # Errors
///
/// One Indonesian sentence for whoever runs the server, with the cause behind it.
pub async fn run(cli: Cli) -> Result<ExitCode> {
    match &cli.command {
        Some(Command::Compute { kind, file }) => return compute::run(kind, file),
        Some(Command::Import(import::Import::Members(members))) if members.dry_run => {
            return import::dry_run(members, &cli.options);
        }
        _ => {}
    }
    let config = Config::read(cli.options)?;
    match cli.command {
        Some(Command::Import(import::Import::Members(members))) => {
            import::take(&config, &members).await?;
        }
        Some(Command::Migrate) => serve::migrate(&config).await?,
        Some(Command::Work) => serve::work(&config).await?,
        Some(Command::Account(what)) => account::run(&config, what).await?,
        Some(Command::Check) => return check::run(&config).await,
        Some(Command::Demo(how)) => demo::run(&config, how).await?,
        _ => serve::Server::open(&config).await?.run().await?,
    }
    Ok(ExitCode::SUCCESS)
}
